"""A reply between two steps: read and kept, not yet recorded. What was read waits as a file of its own beside the originals."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from app.cases.store import CaseStore
from app.cases.uploads import refuse_too_many
from app.cases.views import CaseView, FileInfo, NewFile
from app.law.events import ReplyNature, ReplyReceived
from app.platform.errors import NotFound
from app.platform.sandbox import Sandbox
from app.replies.intake import Received, read_reply
from app.replies.reading import Reading

WAITING = "reading"
"""Purpose of the file that holds what was read until the person confirms it."""


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A reply that was read: `id` names it, `files` are the ids of its originals."""

    id: str
    reading: Reading
    files: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ReplyDesk:
    """Where replies of one case are taken in: the store, the sandbox, and the zone in which the instants of mails become days.

    `address` is where they come in by mail, "" where there is no mailbox.
    """

    store: CaseStore
    sandbox: Sandbox
    dossier: str
    view: CaseView
    zone: str
    address: str = ""

    def refuse_more(self) -> None:
        """Raises InvalidInput when the case takes no more files: better before they are read than afterwards."""
        refuse_too_many(self.view.files)

    def read(self, files: Sequence[NewFile], text: str) -> Reading:
        """What these files and this text say. What cannot be read is no mistake: it says so."""
        return read_reply([Received(name=file.name, content=file.content) for file in files], text, self.sandbox, self.zone)

    def keep(self, reading: Reading, files: Sequence[NewFile]) -> str:
        """Keep the originals and what was read of them: the id under which it waits. Raises InvalidInput when the case takes no more."""
        with self._kept() as kept:
            for file in files:
                kept.append(self.store.keep(self.dossier, self.view.public_id, file).id)
            return self.store.keep(self.dossier, self.view.public_id, _note(reading, kept)).id

    def waiting(self) -> list[FileInfo]:
        """Replies that were read and neither recorded nor put away."""
        return [file for file in self.view.files if file.purpose == WAITING]

    def waits(self, sha256: str) -> bool:
        """Whether a reply with this original waits already."""
        originals = {file.id for file in self.view.files if file.sha256 == sha256}
        return bool(originals) and any(originals & set(self.find(file.id).files) for file in self.waiting())

    def find(self, waiting_id: str) -> Waiting:
        """The reply that waits under this id. Raises NotFound."""
        if waiting_id not in {file.id for file in self.waiting()}:
            raise NotFound(waiting_id)
        _, content = self.store.file(self.dossier, self.view.public_id, waiting_id)
        told = json.loads(content)
        return Waiting(id=waiting_id, reading=Reading.from_json(told["reading"]), files=tuple(told["files"]))

    def record(self, waiting: Waiting, on: date, nature: ReplyNature) -> None:
        """Record the reply with the day and nature that the person chose."""
        event = _event(waiting, on, nature)
        self.store.record(self.dossier, self.view.public_id, [event], submit_token=f"reply {waiting.id}")
        self.store.remove_files(self.dossier, self.view.public_id, [waiting.id])

    def put_away(self, waiting: Waiting) -> None:
        """Remove what was read and its originals, unless a record names them."""
        self.store.remove_files(self.dossier, self.view.public_id, [waiting.id, *waiting.files])

    @contextmanager
    def _kept(self) -> Iterator[list[str]]:
        """Ids of files as they are kept; when one cannot be, those before it go again, but for what the case had before."""
        kept: list[str] = []
        try:
            yield kept
        except BaseException:
            before = {file.id for file in self.view.files}
            self.store.remove_files(self.dossier, self.view.public_id, [id_ for id_ in kept if id_ not in before])
            raise


def _note(reading: Reading, files: list[str]) -> NewFile:
    content = json.dumps({"reading": reading.to_json(), "files": files}, ensure_ascii=False).encode()
    return NewFile(name="reading.json", media_type="application/json", content=content, purpose=WAITING)


def _event(waiting: Waiting, on: date, nature: ReplyNature) -> ReplyReceived:
    reading = waiting.reading
    return ReplyReceived(
        on=on,
        nature=nature,
        text=reading.text,
        files=waiting.files,
        sender=reading.sender,
        subject=reading.subject,
        message_id=reading.message_id,
    )
