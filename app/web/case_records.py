"""Recording what a person says happened: new facts, corrections, and taking back. The same form sent twice is recorded once."""

from dataclasses import dataclass
from datetime import date

from app.cases.store import CaseStore
from app.cases.views import CaseView
from app.law.competence import competent
from app.law.events import CaseOpened, EventWithdrawn, Recorded, ReplyReceived, RequestRefused, standing
from app.platform.errors import InvalidInput, NotFound
from app.web.bodies import Submitted
from app.web.case_timeline import correctable, findings_on, repointed, withdrawable
from app.web.forms.answers import InvalidForm
from app.web.forms.event_reading import Limits, Reading, findings, prefilled, read_event, read_later_limits
from app.web.forms.events import LATER_LIMITS, EventForm, event_form, form_of

WITHDRAW = "withdraw"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What a form is about: which form it is, and the record it corrects if any."""

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

    def write(self, reading: Reading, corrects: str | None, token: str) -> Recorded:
        """Append the event of a form with its files: its record."""
        events = [reading.event, *reading.implied]
        return self.store.record(
            self.dossier, self.view.public_id, events, corrects=corrects, files=reading.files, submit_token=token or None
        )[0]


def entry(view: CaseView, slug: str, corrects: str) -> Entry:
    """The form `slug`, or the form for the record `corrects` if that is not empty. Raises NotFound for what there is no form for.

    A record that was corrected meanwhile still has its form: the store says so then, and a form sent twice must not look like a mistake.
    """
    if not corrects:
        return Entry(form=event_form(slug))
    record = _record(view, corrects)
    form = form_of(record.event) if correctable(record) else None
    if form is None:
        raise NotFound(corrects)
    return Entry(form=form, corrected=record)


def to_withdraw(view: CaseView, record_id: str) -> Recorded:
    """The record that may be taken back. Raises NotFound."""
    record = _record(view, record_id)
    if not withdrawable(record):
        raise NotFound(record_id)
    return record


def replies(view: CaseView) -> list[Recorded]:
    """Standing answers of the controller, in the order in which they came."""
    return [record for record in standing(view.records) if isinstance(record.event, ReplyReceived | RequestRefused)]


def record_form(book: Book, submitted: Submitted, today: date) -> None:
    """Record what a form says. Raises InvalidForm with every mistake, NotFound for a form or a record that there is not."""
    kind, corrects, token = (submitted.get(name)[:200] for name in ("kind", "corrects", "submit_token"))
    try:
        if kind == WITHDRAW:
            _withdraw(book, to_withdraw(book.view, corrects), today, token)
        elif kind == LATER_LIMITS.slug:
            _record_limits(book, submitted, today, token)
        else:
            _record_fact(book, entry(book.view, kind, corrects), submitted, today, token)
    except InvalidInput as refused:
        raise InvalidForm((refused,)) from refused


def authority_of(view: CaseView) -> str:
    """Id of the authority that hears this case's complaint; the person's own country decides. "" when no file describes one."""
    opened = next((r.event for r in view.records if isinstance(r.event, CaseOpened)), None)
    if opened is None:
        return ""
    return competent(opened.subject_place, opened.controller_place, opened.union_establishment).authority or ""


def _record_fact(book: Book, found: Entry, submitted: Submitted, today: date, token: str) -> None:
    corrected = found.corrected
    keeping = getattr(corrected.event, "files", ()) if corrected else ()
    reading = read_event(found.form, submitted, today, authority=authority_of(book.view), keeping=keeping)
    record = book.write(reading, corrected.id if corrected else None, token)
    _add(book, reading.limits, record, f"{token}:limits")
    if corrected:
        _move_findings(book, corrected.id, record, token)


def _record_limits(book: Book, submitted: Submitted, today: date, token: str) -> None:
    by_id = {record.id: record for record in replies(book.view)}
    chosen, limits = read_later_limits(submitted, today, by_id)
    _add(book, limits, by_id[chosen], token)


def _add(book: Book, limits: Limits, reply: Recorded, token: str) -> None:
    """Record the limits ticked, as found in that reply."""
    if limits:
        book.store.record(book.dossier, book.view.public_id, findings(limits, reply), submit_token=token)


def _move_findings(book: Book, old: str, new: Recorded, token: str) -> None:
    """What was found in a reply stays found in its correction."""
    for record, finding in findings_on(book.view, old):
        moved = [repointed(finding, new)]
        book.store.record(book.dossier, book.view.public_id, moved, corrects=record.id, submit_token=f"{token}:{record.id}")


def _withdraw(book: Book, record: Recorded, today: date, token: str) -> None:
    """Take a record back, and with a reply what was found in it."""
    for each in (record, *(finding for finding, _ in findings_on(book.view, record.id))):
        gone = [EventWithdrawn(on=today)]
        book.store.record(book.dossier, book.view.public_id, gone, corrects=each.id, submit_token=f"{token}:{each.id}")


def _record(view: CaseView, record_id: str) -> Recorded:
    found = next((record for record in view.records if record.id == record_id), None)
    if found is None:
        raise NotFound(record_id)
    return found
