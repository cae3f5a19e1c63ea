"""Replies that repeat a known one of the same controller: what was confirmed there is offered here.

Within a dossier the texts themselves are compared: nothing is kept for it. Across dossiers, where the installation asks for it, a signature
of each reply with findings is kept: a keyed sketch, the labels that were confirmed, and two bytes for each of their passages; no text. It
lies encrypted under a key made from the pepper, goes with its case, and of a case whose key the server gave up none is read.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b

from sqlalchemy import Engine
from sqlmodel import col, delete, select

from app.cases.keys import CaseIsSealed
from app.cases.passages import find_words
from app.cases.statements import replies, text_of
from app.cases.store import CaseStore
from app.cases.tables import CaseRow
from app.cases.views import CaseView
from app.law.events import FindingConfirmed
from app.platform.database import reading, writing
from app.platform.encryption import MasterKeys, decrypt, derived_key, encrypt, place
from app.platform.errors import Damaged
from app.replies.findings import confirmed_in, place_of
from app.replies.repeats import likeness, passage_mark, repeats, sketch
from app.replies.sentences import sentences
from app.replies.tables import SignatureRow

MOST = 500
"""Signatures of one controller that a reply is compared with."""


@dataclass(frozen=True)
class Known:
    """A label that was confirmed in a reply like this one, and where this one says the same. `likeness` is between 0 and 1."""

    label: str
    start: int
    end: int
    likeness: float


class KnownReplies:
    """Recognises replies. `across` says whether those of other dossiers count too, by their signatures."""

    def __init__(self, engine: Engine, keys: MasterKeys, store: CaseStore, *, across: bool) -> None:
        self._engine = engine
        self._store = store
        self._across = across
        self._seal = derived_key(keys.pepper, "known replies: seal")
        self._hash = derived_key(keys.pepper, "known replies: hash")

    def confirmed_elsewhere(self, dossier_id: str, view: CaseView, reply_id: str) -> tuple[Known, ...]:
        """What was confirmed in replies like that one, the most alike first, each label once. Raises NotFound."""
        text = text_of(view, reply_id)
        own = sketch(text, self._key(view)) if text else None
        if own is None:
            return ()
        found = [*self._here(dossier_id, view, reply_id, own)]
        if self._across:
            found += self._signed(view, reply_id, own)
        first = {one.label: one for one in sorted(found, key=lambda one: one.likeness)}
        return tuple(sorted(first.values(), key=lambda one: (-one.likeness, one.start)))

    def remember(self, view: CaseView, reply_id: str) -> None:
        """Keep the signature of that reply as its findings are now, or none where there is nothing to offer."""
        if not self._across:
            return
        text, key = text_of(view, reply_id), self._key(view)
        own = sketch(text, key) if text else None
        marks = [(one.label, passage_mark(_whole(text, start), key)) for one, start in _findings(view, reply_id, text)]
        with writing(self._engine) as session:
            session.exec(delete(SignatureRow).where(col(SignatureRow.reply_id) == reply_id))
            if own and marks:
                told = json.dumps({"sketch": own.hex(), "marks": marks}).encode("ascii")
                sealed = encrypt(self._seal, told, place("reply_signature", "sealed", reply_id))
                session.add(SignatureRow(reply_id=reply_id, case_id=view.public_id, controller=self._controller(view), sealed=sealed))

    def _here(self, dossier_id: str, view: CaseView, reply_id: str, own: bytes) -> Iterator[Known]:
        """From the replies of this dossier, whose words can be looked for."""
        text, key = text_of(view, reply_id), self._key(view)
        for case in self._same_controller(dossier_id, view):
            for other in replies(case):
                said = text_of(case, other.id)
                drawing = sketch(said, key) if said and other.id != reply_id else None
                if drawing and repeats(own, drawing):
                    for one, start in _findings(case, other.id, said):
                        place_here = find_words(text, one.quote) or self._marked(text, key, passage_mark(_whole(said, start), key))
                        if place_here:
                            yield Known(one.label, *place_here, likeness(own, drawing))

    def _same_controller(self, dossier_id: str, view: CaseView) -> Iterator[CaseView]:
        yield view
        with suppress(Damaged, CaseIsSealed):  # a case that cannot be read offers nothing
            for case in self._store.cases(dossier_id):
                if case.public_id != view.public_id and case.controller == view.request.controller.name:
                    yield self._store.case(dossier_id, case.public_id)

    def _signed(self, view: CaseView, reply_id: str, own: bytes) -> Iterator[Known]:
        """From signatures of replies in all dossiers."""
        text, key = text_of(view, reply_id), self._key(view)
        query = select(SignatureRow.reply_id, SignatureRow.sealed).where(
            SignatureRow.case_id == CaseRow.id,
            SignatureRow.controller == self._controller(view),
            SignatureRow.reply_id != reply_id,
            col(CaseRow.key_for_server).is_not(None),
        )
        with reading(self._engine) as session:
            rows = session.exec(query.order_by(col(SignatureRow.reply_id)).limit(MOST)).all()
        for name, sealed in rows:
            told = json.loads(decrypt(self._seal, sealed, place("reply_signature", "sealed", name)))
            drawing = bytes.fromhex(told["sketch"])
            if repeats(own, drawing):
                for label, mark in told["marks"]:
                    place_here = self._marked(text, key, mark)
                    if place_here:
                        yield Known(label, *place_here, likeness(own, drawing))

    def _marked(self, text: str, key: bytes, mark: int) -> tuple[int, int] | None:
        """The sentence of the text that comes to this mark."""
        found = (one for one in sentences(text) if passage_mark(text[one.start : one.end], key) == mark)
        return next(((one.start, one.end) for one in found), None)

    def _key(self, view: CaseView) -> bytes:
        """The key of sketches for this controller: those of two controllers cannot be compared."""
        return blake2b(_name(view), key=self._hash, digest_size=32, person=b"sketch").digest()

    def _controller(self, view: CaseView) -> bytes:
        return blake2b(_name(view), key=self._hash, digest_size=16, person=b"controller").digest()


def _name(view: CaseView) -> bytes:
    controller = view.request.controller
    return (controller.slug or f"{' '.join(controller.name.casefold().split())}\n{controller.country}").encode()


def _findings(view: CaseView, reply_id: str, text: str) -> Iterator[tuple[FindingConfirmed, int]]:
    """What was confirmed in that reply at a place of its text, and where it begins."""
    for record in confirmed_in(view, reply_id):
        at = place_of(record, text)
        if isinstance(record.event, FindingConfirmed) and at:
            yield record.event, at[0]


def _whole(text: str, start: int) -> str:
    """The sentence in which a passage begins: a mark is one of whole sentences."""
    found = next((one for one in sentences(text) if one.start <= start < one.end), None)
    return text[found.start : found.end] if found else text[start:]
