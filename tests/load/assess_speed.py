"""How many typical cases `assess` takes in a second on one core: `python tests/load/assess_speed.py [cases]`. Goal: 20,000 or more.

Typical cases are of ten kinds, from a request just sent to a complaint, with three to nine records each, in six places, with days drawn
from a year. They are assessed on days before and after their dates, in processor time: a first pass over cases that nothing is remembered
of, a second one over the same, and one on the following day, as a sweep does it. Holidays are read beforehand. Each is the best of three
rounds: what else the machine does makes a round slower, never faster.
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta

from app.law.clock import forget
from app.law.events import (
    CaseOpened,
    Channel,
    ComplaintFiled,
    Event,
    ExtensionNotified,
    FindingConfirmed,
    IdentityAsked,
    IdentityGiven,
    LetterDrafted,
    Recorded,
    ReminderSent,
    ReplyNature,
    ReplyReceived,
    RequestReceived,
    RequestSent,
)
from app.law.lifecycle import assess
from app.law.rights import Right
from app.platform.calendars import PublicHolidays

GOAL = 20_000
ROUNDS = 3
PLACES = ("FR", "FR", "FR", "FR-67", "DE-BY", "IE", "US")
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)

Case = tuple[list[Recorded], date]


def what_happened(kind: int, day: Callable[[int], date]) -> list[Event]:
    """What followed the sending in a case of that kind, `day` being so many days after the letter was written."""
    received = [RequestReceived(on=day(4))]
    acknowledged = [*received, ReplyReceived(on=day(7), nature=ReplyNature.ACKNOWLEDGEMENT, text="We received your request.")]
    partial = ReplyReceived(on=day(29), nature=ReplyNature.PARTIAL, text="Here is what we hold. " * 40)
    kinds: list[list[Event]] = [
        [],
        [*received],
        [*acknowledged],
        [*acknowledged, IdentityAsked(on=day(8)), IdentityGiven(on=day(12))],
        [*received, ExtensionNotified(on=day(24), reasons="eleven systems to search")],
        [*received, partial, FindingConfirmed(on=day(30), label="temporal_limit", quote="the last twelve months")],
        [ReminderSent(on=day(45), letter="mise_en_demeure", channel=Channel.REGISTERED_POST, until=day(60))],
        [*received, LetterDrafted(on=day(50), letter="complaint"), ComplaintFiled(on=day(52), authority="fr-cnil", number="26-1")],
        [*received, ReplyReceived(on=day(20), nature=ReplyNature.COMPLETE, text="All of it. " * 40)],
        [*acknowledged, ReplyReceived(on=day(15), nature=ReplyNature.OTHER)],
    ]
    return kinds[kind]


def drawn(number: int, chance: random.Random) -> Case:
    """A case of one of ten kinds with the day of its assessment."""
    start, place = date(2026, 1, 2) + timedelta(days=chance.randrange(365)), chance.choice(PLACES)

    def day(after: int) -> date:
        return start + timedelta(days=after)

    events: list[Event] = [
        CaseOpened(on=start, right=Right.ACCESS, controller_place=place, union_establishment=place != "US", subject_place="FR"),
        LetterDrafted(on=start, letter="access"),
        RequestSent(on=day(1), channel=chance.choice(list(Channel))),
        *what_happened(number % 10, day),
    ]
    records = [Recorded(id=f"{number}-{n}", sequence=n, recorded_at=NOON, event=event) for n, event in enumerate(events)]
    return records, day(chance.choice([60, 75, 90]) if number % 10 in (6, 7) else chance.choice([3, 20, 40, 70]))


def per_second(cases: Sequence[Case], calendars: PublicHolidays) -> float:
    """Cases in a second of processor time."""
    began = time.process_time()
    for records, today in cases:
        assess(records, today, calendars)
    return len(cases) / (time.process_time() - began)


def main(count: int) -> int:
    chance, calendars = random.Random(1), PublicHolidays()  # noqa: S311 -- nothing secret is drawn
    cases = [drawn(number, chance) for number in range(count)]
    statuses = Counter(assess(records, today, calendars).status.value for records, today in cases)
    later = [(records, today + timedelta(days=1)) for records, today in cases]
    first = again = tomorrow = 0.0
    for _ in range(ROUNDS):
        forget()
        first = max(first, per_second(cases, calendars))
        again = max(again, per_second(cases, calendars))
        tomorrow = max(tomorrow, per_second(later, calendars))
    print(", ".join(f"{status} {number}" for status, number in statuses.most_common()))
    for name, found in (("first pass", first), ("again", again), ("the next day", tomorrow)):
        print(f"{name:14} {found:9,.0f} cases a second {1e6 / found:7.1f} µs a case")
    return int(min(first, again, tomorrow) < GOAL)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000))
