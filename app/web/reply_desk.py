"""A reply between two screens: read and kept, not yet recorded. What was read waits as a file of its own beside the originals."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from app.cases.store import CaseStore
from app.cases.uploads import refuse_too_many
from app.cases.views import CaseView, FileInfo, NewFile
from app.law.events import ReplyNature, ReplyReceived
from app.platform.errors import NotFound, msg
from app.platform.sandbox import Sandbox
from app.replies.intake import LONGEST, Received, read_reply
from app.replies.reading import Reading
from app.services import Services
from app.web.bodies import Submitted
from app.web.forms.answers import NO_DATE, Answers

WAITING = "reading"
"""Purpose of the file that holds what was read until the person confirms it."""

GIVE_SOMETHING = msg("Choose at least one file, or paste the text of the answer.")
OWN_DAY = "other"
"""The choice of a day that the person types herself."""


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A reply that was read: `id` names it, `files` are the ids of its originals."""

    id: str
    reading: Reading
    files: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ReplyDesk:
    """Where replies of one case are taken in: the store, the sandbox, and the zone in which the instants of mails become days."""

    store: CaseStore
    sandbox: Sandbox
    dossier: str
    view: CaseView
    zone: str

    def take_in(self, submitted: Submitted, today: date) -> str:
        """Read what was sent and keep it: the id under which it waits. Raises InvalidForm; what cannot be read is no mistake."""
        answers = Answers(submitted, today)
        files, text = answers.files("files", "reply"), answers.text("text", LONGEST)
        if not files and not text and not answers.errors:
            answers.fail("files", GIVE_SOMETHING)
        answers.raise_if_any()
        refuse_too_many(self.view.files)
        reading = read_reply([Received(name=file.name, content=file.content) for file in files], text, self.sandbox, self.zone)
        with self._kept() as kept:
            for file in files:
                kept.append(self.store.keep(self.dossier, self.view.public_id, file).id)
            return self.store.keep(self.dossier, self.view.public_id, _note(reading, kept)).id

    def waiting(self) -> list[FileInfo]:
        """Replies that were read and neither recorded nor put away."""
        return [file for file in self.view.files if file.purpose == WAITING]

    def find(self, waiting_id: str) -> Waiting:
        """The reply that waits under this id. Raises NotFound."""
        if waiting_id not in {file.id for file in self.waiting()}:
            raise NotFound(waiting_id)
        _, content = self.store.file(self.dossier, self.view.public_id, waiting_id)
        told = json.loads(content)
        return Waiting(id=waiting_id, reading=Reading.from_json(told["reading"]), files=tuple(told["files"]))

    def confirm(self, waiting: Waiting, submitted: Submitted, today: date) -> None:
        """Record the reply with the day and nature that the person chose. Raises InvalidForm with every mistake."""
        answers = Answers(submitted, today)
        on = _day(answers, waiting.reading)
        nature = answers.choice("nature", ReplyNature, ReplyNature.OTHER)
        answers.raise_if_any()
        event = _event(waiting, on or today, nature)
        self.store.record(self.dossier, self.view.public_id, [event], submit_token=f"reply {waiting.id}")
        self.store.remove_files(self.dossier, self.view.public_id, [waiting.id])

    def put_away(self, waiting: Waiting) -> None:
        """Remove what was read and its originals, unless a record names them."""
        self.store.remove_files(self.dossier, self.view.public_id, [waiting.id, *waiting.files])

    @contextmanager
    def _kept(self) -> Iterator[list[str]]:
        """Ids of files as they are kept; when one cannot be, those before it go again."""
        kept: list[str] = []
        try:
            yield kept
        except BaseException:
            self.store.remove_files(self.dossier, self.view.public_id, kept)
            raise


def desk_of(wired: Services, dossier: str, case_id: str) -> ReplyDesk:
    """Where this case's replies are taken in. Raises NotFound."""
    view = wired.store.case(dossier, case_id)
    return ReplyDesk(store=wired.store, sandbox=wired.sandbox, dossier=dossier, view=view, zone=wired.settings.time_zone)


def _note(reading: Reading, files: list[str]) -> NewFile:
    content = json.dumps({"reading": reading.to_json(), "files": files}, ensure_ascii=False).encode()
    return NewFile(name="reading.json", media_type="application/json", content=content, purpose=WAITING)


def _day(answers: Answers, reading: Reading) -> date | None:
    """The day chosen among those found, or typed."""
    chosen = answers.submitted.get("on")
    found = next((each.on for each in reading.dates if each.on.isoformat() == chosen), None)
    if found is not None and found <= answers.today:
        return found
    typed = answers.day("own_day")
    if typed is None and "own_day" not in answers.errors:
        answers.fail("own_day" if chosen == OWN_DAY or not reading.dates else "on", NO_DATE)
    return typed


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
