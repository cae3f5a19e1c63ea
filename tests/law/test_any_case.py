"""Whatever happened, in whatever order it was written down: the rules that hold for every case."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.law.assessment import LETTERS as LETTER_OF
from app.law.breaches import SAME_AS
from app.law.events import (
    AuthorityAcknowledged,
    AuthorityDecided,
    AuthorityInformed,
    AuthorityOutcome,
    AuthorityReminded,
    CaseClosed,
    CaseOpened,
    Channel,
    ComplaintFiled,
    CompletenessChecked,
    CourtSeized,
    Event,
    EventWithdrawn,
    ExtensionNotified,
    FindingConfirmed,
    FindingRejected,
    IdentityAsked,
    IdentityGiven,
    ItemChecked,
    ItemState,
    LetterDrafted,
    NothingCame,
    Outcome,
    Recorded,
    ReminderSent,
    ReplyNature,
    ReplyReceived,
    RequestReceived,
    RequestRefused,
    RequestReturned,
    RequestSent,
    ReturnReason,
    Snoozed,
)
from app.law.lifecycle import Assessment, Status, assess
from app.law.rights import Right
from app.platform.calendars import PublicHolidays

CALENDARS = PublicHolidays()
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
USUAL = st.dates(date(2025, 12, 1), date(2027, 6, 30))
ANY_DAY = USUAL | st.dates()
MAYBE = st.none() | st.booleans()
WORDS = st.sampled_from(["", " ", "eleven systems to search"])
LETTERS = ["", "reminder", "mise_en_demeure", "contest_extension", "missing_items", "answer", "identity_answer", "withdrawal"]
IDS = st.sampled_from([f"r{n}" for n in range(9)])


def openings(days: st.SearchStrategy[date]) -> st.SearchStrategy[Event]:
    places = st.sampled_from(["FR", "FR-67", "DE-BY", "US", "GB-SCT", "RE", "XX", "", "FR-99"])
    return st.builds(
        CaseOpened, on=days, right=st.sampled_from(Right), controller_place=places, union_establishment=st.booleans(), subject_place=places,
        minor=st.booleans(),
    )  # fmt: skip


def checks(days: st.SearchStrategy[date]) -> st.SearchStrategy[CompletenessChecked]:
    codes_ = st.sampled_from(["purposes", "recipients", "erasure", "odd"])
    items = st.lists(st.builds(ItemChecked, code=codes_, state=st.sampled_from(ItemState), quote=WORDS), max_size=3).map(tuple)
    return st.builds(CompletenessChecked, on=days, items=items, reply=st.none() | IDS)


def happenings(days: st.SearchStrategy[date]) -> st.SearchStrategy[Event]:
    labels = st.sampled_from(["temporal_limit", "holding_reply", "compliant", "made_up", ""])
    channels, authorities, letters = st.sampled_from(Channel), st.sampled_from(["fr-cnil", "de-elsewhere"]), st.sampled_from(LETTERS)
    return st.one_of(
        st.builds(LetterDrafted, on=days, letter=st.sampled_from(["access", "complaint"])),
        st.builds(RequestSent, on=days, channel=channels),
        st.builds(RequestReceived, on=days, latest=st.none() | days),
        st.builds(IdentityAsked, on=days),
        st.builds(IdentityGiven, on=days),
        st.builds(ExtensionNotified, on=days, reasons=WORDS),
        st.builds(ReplyReceived, on=days, nature=st.sampled_from(ReplyNature)),
        st.builds(RequestRefused, on=days, reasons_given=MAYBE, remedies_given=MAYBE),
        st.builds(NothingCame, on=days),
        st.builds(FindingConfirmed, on=days, label=labels, reply=st.none() | IDS),
        st.builds(FindingRejected, on=days, label=labels, reply=st.none() | IDS),
        checks(days),
        st.builds(ReminderSent, on=days, letter=letters, channel=channels, until=st.none() | days),
        st.builds(RequestReturned, on=days, reason=st.sampled_from(ReturnReason), presented=st.none() | days),
        st.builds(ComplaintFiled, on=days, authority=authorities),
        st.builds(AuthorityAcknowledged, on=days, authority=authorities, received_on=st.none() | days),
        st.builds(AuthorityInformed, on=days, authority=authorities),
        st.builds(AuthorityReminded, on=days, authority=authorities, channel=channels),
        st.builds(AuthorityDecided, on=days, authority=authorities, outcome=st.sampled_from(AuthorityOutcome), remedies_stated=MAYBE),
        st.builds(CourtSeized, on=days),
        st.builds(Snoozed, on=days, until=days),
        st.builds(CaseClosed, on=days, outcome=st.sampled_from(Outcome)),
        st.builds(EventWithdrawn, on=days),
    )


@st.composite
def cases(draw: st.DrawFn, days: st.SearchStrategy[date] = USUAL) -> list[Recorded]:
    """An opened case with anything after it; corrections may name any record, even themselves."""
    events = [draw(openings(days)), *draw(st.lists(happenings(days), max_size=9))]
    return [
        Recorded(id=f"r{n}", sequence=n, recorded_at=NOON, event=e, corrects=draw(st.none() | IDS) if n else None)
        for n, e in enumerate(events)
    ]


def codes(found: Assessment) -> set[tuple[str, date]]:
    """The alerts with their days, but for those that any sign of life ends."""
    return {(alert.code, alert.on) for alert in found.alerts if alert.code not in ("not_acknowledged", "reply_unread")}


class Unhashable(PublicHolidays):
    """Calendars that nothing can be remembered for."""

    __hash__ = None  # type: ignore[assignment]


def without_times(found: Assessment) -> Assessment:
    return replace(found, next_change=None)


@settings(max_examples=300)
@given(st.lists(openings(ANY_DAY) | happenings(ANY_DAY), max_size=8), st.lists(IDS, min_size=8, max_size=8), ANY_DAY)
def test_any_records_at_all_give_an_assessment(events: list[Event], ids: list[str], today: date) -> None:
    jumble = [
        Recorded(id=i, sequence=n, recorded_at=NOON, event=e, corrects=ids[-n] if n % 3 else None)
        for n, (i, e) in enumerate(zip(ids, events, strict=False))
    ]
    assert isinstance(assess(jumble, today, CALENDARS), Assessment)


@given(cases(ANY_DAY), ANY_DAY)
def test_only_a_closed_case_has_nothing_to_do(case: list[Recorded], today: date) -> None:
    found = assess(case, today, CALENDARS)
    assert (found.next_steps == ()) == (found.status is Status.CLOSED)


@given(cases(), USUAL, st.randoms(use_true_random=False))
def test_the_order_of_recording_does_not_matter(case: list[Recorded], today: date, chance: random.Random) -> None:
    numbers = chance.sample(range(100), len(case))
    shuffled = [replace(r, sequence=n) for r, n in zip(case, numbers, strict=True)]
    chance.shuffle(shuffled)
    assert assess(shuffled, today, CALENDARS) == assess(case, today, CALENDARS)


@given(cases(), USUAL, USUAL, st.sampled_from([ReplyNature.ACKNOWLEDGEMENT, ReplyNature.OTHER]))
def test_an_acknowledgement_never_delays_or_clears(case: list[Recorded], today: date, came: date, nature: ReplyNature) -> None:
    bare = assess(case, today, CALENDARS)
    message = Recorded(id="ack", sequence=99, recorded_at=NOON, event=ReplyReceived(on=came, nature=nature))
    found = assess([*case, message], today, CALENDARS)
    assert (found.deadlines, found.claim, found.escalate) == (bare.deadlines, bare.claim, bare.escalate)
    shown = {bare.status} if nature is ReplyNature.ACKNOWLEDGEMENT else {bare.status, Status.TO_READ}
    assert found.status in shown
    assert (found.status is Status.OVERDUE) == (bare.status is Status.OVERDUE)
    assert codes(bare) <= codes(found)
    assert {SAME_AS.get(b.code, b.code) for b in bare.breaches} <= {SAME_AS.get(b.code, b.code) for b in found.breaches}
    assert {s.action for s in bare.next_steps} <= {s.action for s in found.next_steps}


@given(cases(), USUAL, USUAL, st.sampled_from(["compliant", "erasure_done", "no_data_held", "extension_valid", "identity_reasonable"]))
def test_an_answer_without_limit_never_clears_the_clock(case: list[Recorded], today: date, found_on: date, label: str) -> None:
    bare = assess(case, today, CALENDARS)
    finding = Recorded(id="good", sequence=99, recorded_at=NOON, event=FindingConfirmed(on=found_on, label=label))
    found = assess([*case, finding], today, CALENDARS)
    assert (found.status, found.deadlines, found.claim, found.escalate) == (bare.status, bare.deadlines, bare.claim, bare.escalate)
    assert {(b.code, b.articles, b.on) for b in bare.breaches} == {(b.code, b.articles, b.on) for b in found.breaches}
    assert {s.action for s in bare.next_steps} == {s.action for s in found.next_steps}


@given(cases(), USUAL, checks(USUAL) | st.builds(FindingRejected, on=USUAL, label=st.just("temporal_limit")))
def test_reading_a_reply_moves_no_date(case: list[Recorded], today: date, reading: Event) -> None:
    bare = assess(case, today, CALENDARS)
    found = assess([*case, Recorded(id="read", sequence=99, recorded_at=NOON, event=reading)], today, CALENDARS)
    assert (found.status, found.deadlines, found.claim, found.escalate) == (bare.status, bare.deadlines, bare.claim, bare.escalate)


SENDINGS = st.builds(RequestSent, on=USUAL, channel=st.sampled_from(Channel))


@given(openings(USUAL), st.lists(SENDINGS, min_size=1, max_size=5), SENDINGS)
def test_sending_again_never_delays(opening: Event, sendings: list[RequestSent], again: RequestSent) -> None:
    today = date(2027, 6, 30)
    case = [Recorded(id=f"r{n}", sequence=n, recorded_at=NOON, event=event) for n, event in enumerate([opening, *sendings, again])]
    before, after = assess(case[:-1], today, CALENDARS).deadlines, assess(case, today, CALENDARS).deadlines
    assert before
    assert after
    assert after.due_strict <= before.due_strict
    assert after.due_safe <= before.due_safe


@given(cases(), USUAL)
def test_nothing_changes_by_itself_before_the_next_change(case: list[Recorded], today: date) -> None:
    found = assess(case, today, CALENDARS)
    until = found.next_change or today + timedelta(days=400)
    for days in {1, 2, 7, 30, 91, (until - today).days - 1}:
        if today < (day := today + timedelta(days=days)) < until:
            assert without_times(assess(case, day, CALENDARS)) == without_times(found)
    # A question that nobody answered is looked at every day, before the days on which it moves a date as well.
    if found.next_change and IdentityAsked not in {type(r.event) for r in case}:
        changes = without_times(assess(case, found.next_change, CALENDARS)) != without_times(found)
        assert changes or found.next_change in {alert.on for alert in found.alerts}


@given(cases(), USUAL, USUAL)
def test_breaches_of_time_never_go_away_with_time(case: list[Recorded], one: date, other: date) -> None:
    """Unless a record comes to count in between, or a question is open."""
    earlier, later = sorted((one, other))
    asked = any(isinstance(r.event, IdentityAsked) for r in case)
    if not asked and not any(earlier < r.event.on <= later for r in case):
        before = {b.code for b in assess(case, earlier, CALENDARS).breaches}
        assert before <= {b.code for b in assess(case, later, CALENDARS).breaches}


@given(cases(), USUAL, st.builds(Snoozed, on=USUAL, until=USUAL))
def test_a_pause_of_the_alerts_moves_nothing_else(case: list[Recorded], today: date, pause: Snoozed) -> None:
    bare = assess(case, today, CALENDARS)
    found = assess([*case, Recorded(id="quiet", sequence=99, recorded_at=NOON, event=pause)], today, CALENDARS)
    assert replace(found, alerts=(), warnings=(), next_change=None) == replace(bare, alerts=(), warnings=(), next_change=None)
    assert sorted((a.code, str(a.about)) for a in found.alerts) == sorted((a.code, str(a.about)) for a in bare.alerts)
    if pause.on <= today:
        later = {(a.code, a.about): a.on for a in found.alerts}
        assert all(later[a.code, a.about] >= a.on for a in bare.alerts)


@given(cases(), USUAL)
def test_alerts_are_in_order_and_no_two_are_the_same(case: list[Recorded], today: date) -> None:
    found = assess(case, today, CALENDARS).alerts
    assert [alert.on for alert in found] == sorted(alert.on for alert in found)
    assert len({(alert.code, alert.about) for alert in found}) == len(found)


@given(cases(), USUAL)
def test_each_letter_is_named_by_the_step_that_takes_it(case: list[Recorded], today: date) -> None:
    steps = assess(case, today, CALENDARS).next_steps
    assert all(step.letter == LETTER_OF.get(step.action, "") for step in steps)
    assert len(steps) <= 12


@given(openings(USUAL), SENDINGS)
def test_calendars_that_cannot_be_remembered_lead_to_the_same(opening: Event, sending: RequestSent) -> None:
    case = [Recorded(id=f"r{n}", sequence=n, recorded_at=NOON, event=event) for n, event in enumerate([opening, sending])]
    assert assess(case, date(2027, 6, 30), Unhashable()) == assess(case, date(2027, 6, 30), CALENDARS)
