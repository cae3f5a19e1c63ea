"""Reckon random deadlines twice, by the program and by the second reckoning of the tests, and count where they differ.

Run from the project's folder: `python tests/load/reckoning_twice.py [how many] [seed]`. A table of places is printed; any difference fails.
"""

import random
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.law.other_reckoning import reckon
from tests.law.test_other_reckoning import PLACES, program

FIRST, LAST = date(2024, 1, 1), date(2035, 12, 31)


def drawn(chance: random.Random) -> tuple[date, date, str, str, list[tuple[date, date]]]:
    """A receipt of one day or two, places, and up to two pauses within the first month."""
    first = FIRST + timedelta(days=chance.randrange((LAST - FIRST).days + 1))
    last = first + timedelta(days=chance.choice([0, 0, 0, 1, 8, 20]))
    starts = [last + timedelta(days=chance.randrange(1, 25)) for _ in range(chance.choice([0, 0, 1, 2]))]
    pauses = [(start, start + timedelta(days=chance.randrange(40))) for start in starts]
    return first, last, chance.choice(PLACES), chance.choice(["", *PLACES]), pauses


def main(count: int, seed: int) -> int:
    chance = random.Random(seed)  # noqa: S311 -- nothing secret is drawn
    asked: Counter[str] = Counter()
    differing: Counter[str] = Counter()
    for _ in range(count):
        facts = drawn(chance)
        asked[facts[2]] += 1
        differing[facts[2]] += program(*facts) != reckon(*facts)
    print(f"{'place':8} {'reckoned':>9} {'differing':>9}")
    for place in sorted(asked):
        print(f"{place:8} {asked[place]:9} {differing[place]:9}")
    print(f"{'all':8} {asked.total():9} {differing.total():9}")
    return int(differing.total() > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, int(sys.argv[2]) if len(sys.argv) > 2 else 1))
