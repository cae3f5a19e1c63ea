"""The chain of records shows every change behind the program's back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from app.cases.chain import START, Link, extend, from_bytes, to_bytes, unbroken
from app.law.events import Channel, Event, NothingCame, Recorded, ReplyNature, ReplyReceived, RequestSent

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
EVENTS = st.one_of(
    st.builds(NothingCame, on=DAYS),
    st.builds(RequestSent, on=DAYS, channel=st.sampled_from(Channel), proof=st.text(max_size=20)),
    st.builds(ReplyReceived, on=DAYS, nature=st.sampled_from(ReplyNature), text=st.text(max_size=50)),
)


def chain(events: Sequence[Event]) -> list[Link]:
    links: list[Link] = []
    for sequence, event in enumerate(events, start=1):
        recorded = Recorded(id=f"r{sequence}", sequence=sequence, recorded_at=AT, event=event)
        links.append(extend(links[-1].hash if links else START, recorded))
    return links


CHAINS = st.lists(EVENTS, min_size=2, max_size=8).map(chain)


@given(CHAINS)
def test_an_untouched_chain_is_whole(links: list[Link]) -> None:
    assert unbroken(links, len(links), links[-1].hash)
    assert unbroken([], 0, START)


@given(CHAINS)
def test_links_survive_being_written_down(links: list[Link]) -> None:
    assert [from_bytes(to_bytes(link), link.hash) for link in links] == links


@given(CHAINS, st.data())
def test_an_edited_record_breaks_the_chain(links: list[Link], data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(links) - 1))
    recorded = links[position].recorded
    event = data.draw(EVENTS.filter(lambda other: other != recorded.event))
    lies = [replace(recorded, event=event), replace(recorded, corrects="r1"), replace(recorded, recorded_at=AT.replace(year=2025))]
    changed = data.draw(st.sampled_from(lies))
    edited = [*links[:position], replace(links[position], recorded=changed), *links[position + 1 :]]
    assert not unbroken(edited, len(links), links[-1].hash)


@given(CHAINS, st.data())
def test_a_missing_record_breaks_the_chain_even_at_the_end(links: list[Link], data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(links) - 1))
    shorter = [*links[:position], *links[position + 1 :]]
    assert not unbroken(shorter, len(links), links[-1].hash)
    assert not unbroken([], len(links), links[-1].hash)


@given(CHAINS, st.data())
def test_two_records_that_changed_places_break_the_chain(links: list[Link], data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(links) - 2))
    first, second = links[position : position + 2]
    numbered = [_at(second, position + 1), _at(first, position + 2)]
    for pair in ([second, first], numbered):
        assert not unbroken([*links[:position], *pair, *links[position + 2 :]], len(links), links[-1].hash)


def _at(link: Link, sequence: int) -> Link:
    return replace(link, recorded=replace(link.recorded, sequence=sequence))


def test_the_same_facts_have_another_hash_each_time() -> None:
    recorded = Recorded(id="r1", sequence=1, recorded_at=AT, event=NothingCame(on=date(2026, 3, 2)))
    assert extend(START, recorded).hash != extend(START, recorded).hash


def test_text_that_is_no_valid_unicode_is_kept_as_it_came() -> None:
    event = ReplyReceived(on=date(2026, 3, 2), nature=ReplyNature.OTHER, text="\ud800 \x00 é")
    (link,) = chain([event])
    assert from_bytes(to_bytes(link), link.hash).recorded.event == event
