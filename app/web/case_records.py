"""Recording what a person says happened: new facts, corrections, and taking back. The same form sent twice is recorded once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.cases.statements import authority_of, complained_to, replies, taken_along, withdrawable, withdrawal
from app.cases.store import CaseStore
from app.cases.views import CaseView, Entry, NewFile
from app.law.events import ComplaintFiled, Event, Recorded, ReplyReceived
from app.platform.errors import InvalidInput, NotFound
from app.web.bodies import Submitted
from app.web.case_timeline import correctable
from app.web.forms.answers import InvalidForm
from app.web.forms.event_reading import findings, prefilled, read_event, read_later_limits
from app.web.forms.events import LATER_LIMITS, WITHDRAW, EventForm, event_form, form_of


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a page asks for: which form it shows, and the record that it corrects if any."""

    form: EventForm
    corrected: Recorded | None = None

    def first_answers(self) -> Submitted:
        """What the form holds when it opens: nothing, or the record to correct."""
        return prefilled(self.corrected.event) if self.corrected else Submitted()


@dataclass(frozen=True, kw_only=True)
class Book:
    """A case open for writing: the store, and where in it."""

    store: CaseStore
    dossier: str
    view: CaseView

    def write(self, entries: Sequence[Entry], token: str, files: Sequence[NewFile] = ()) -> None:
        """Append all of these at once, with the files they name; nothing when the form `token` was recorded before."""
        self.store.record(self.dossier, self.view.public_id, entries, files=files, submit_token=token or None)


def asked_for(view: CaseView, slug: str, corrects: str) -> Asked:
    """The form `slug`, or the form for the record `corrects` if that is not empty. Raises NotFound for what there is no form for.

    A record that was corrected meanwhile still has its form: the store says so then, and a form sent twice must not look like a mistake.
    """
    if not corrects:
        return Asked(form=event_form(slug))
    record = _record(view, corrects)
    form = form_of(record.event) if correctable(record) else None
    if form is None:
        raise NotFound(corrects)
    return Asked(form=form, corrected=record)


def to_withdraw(view: CaseView, record_id: str) -> Recorded:
    """The record that may be taken back. Raises NotFound."""
    record = _record(view, record_id)
    if not withdrawable(record):
        raise NotFound(record_id)
    return record


def record_form(book: Book, submitted: Submitted, today: date) -> None:
    """Record what a form says. Raises InvalidForm with every mistake, NotFound for a form or a record that there is not."""
    kind, corrects, token = (submitted.get(name)[:200] for name in ("kind", "corrects", "submit_token"))
    try:
        if kind == WITHDRAW:
            _withdraw(book, to_withdraw(book.view, corrects), today, token)
        elif kind == LATER_LIMITS.slug:
            _record_limits(book, submitted, today, token)
        else:
            _record_fact(book, asked_for(book.view, kind, corrects), submitted, today, token)
    except InvalidInput as refused:
        raise InvalidForm((refused,)) from refused


def _record_fact(book: Book, asked: Asked, submitted: Submitted, today: date, token: str) -> None:
    """The event, what it implies, the limits ticked with it; and what was found in a reply stays found in its correction."""
    old = asked.corrected
    keeping = getattr(old.event, "files", ()) if old else ()
    reading = read_event(asked.form, submitted, today, authority=_authority(asked.form, book.view), keeping=keeping)
    entry = Entry(event=_with_headers(reading.event, old), corrects=old.id if old else None)
    found = [Entry(event=event) for event in (*reading.implied, *findings(reading.limits, entry.id, reading.event.on))]
    moved = taken_along(book.view, old, entry) if old else []
    book.write([entry, *found, *moved], token, reading.files)


def _with_headers(event: Event, old: Recorded | None) -> Event:
    """A correction keeps what the mail's headers said: no form asks for it."""
    if old is None or not isinstance(event, ReplyReceived) or not isinstance(old.event, ReplyReceived):
        return event
    return replace(event, sender=old.event.sender, subject=old.event.subject, message_id=old.event.message_id)


def _authority(form: EventForm, view: CaseView) -> str:
    """A complaint goes to the authority that hears it; what follows comes from the one that has it."""
    return authority_of(view) if form.event is ComplaintFiled else complained_to(view)


def _record_limits(book: Book, submitted: Submitted, today: date, token: str) -> None:
    by_id = {record.id: record for record in replies(book.view)}
    reply, limits = read_later_limits(submitted, today, by_id)
    book.write([Entry(event=event) for event in findings(limits, reply, by_id[reply].event.on)], token)


def _withdraw(book: Book, record: Recorded, today: date, token: str) -> None:
    book.write(withdrawal(book.view, record, today), token)


def _record(view: CaseView, record_id: str) -> Recorded:
    found = next((record for record in view.records if record.id == record_id), None)
    if found is None:
        raise NotFound(record_id)
    return found
