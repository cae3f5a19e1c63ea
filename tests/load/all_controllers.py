"""Letters to every controller of an archive of the public list.

    python tests/load/all_controllers.py ARCHIVE [--skip N] [--every N] [--jobs N] [--heads]

Each controller gets both kinds of letter in both languages; the sender lives in France for two of them and in Germany for the other
two, so that both envelopes are measured. A letter fails when it cannot be drafted or printed, when anything but the recipient (and
the sender's line of DIN 5008) shows in the window, when a character touches the window's edge, when a language is mixed up, or
when a glyph is missing. With `--heads` every letter is drafted and read whole, but printed only as far as its salutation: what the
envelope shows is the same, in a fraction of the time. Prints one line for each failure, then a summary; returns 1 when there was one.
"""

import argparse
import json
import logging
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import product
from pathlib import Path

from weasyprint.logger import LOGGER

from app.cases.parties import Request, Subject
from app.directory.controllers import Controller, from_mapping
from app.directory.imports import read_archive
from app.directory.records import Kind
from app.law.events import Channel
from app.law.rights import Right
from app.letters.drafts import Draft, draft_letter
from app.letters.envelopes import envelopes
from app.letters.formats import to_pdf, to_text
from app.letters.languages import posting_language
from app.letters.layout import country_line, window
from app.platform.printer import Printer
from tests.letters.paper import Shown, compared, shown

CAMILLE = Subject(
    name="Camille Exemple", country="FR", address=("12 rue de l’Invention", "69000 Lyon-Exemple"), email="camille@example.org"
)
KIM = Subject(name="Kim Beispiel", country="DE", address=("Musterstraße 12", "10115 Musterstadt"), email="kim@example.org")
LANGUAGES = ("fr", "en")
WORDS = {
    "fr": ("Objet\u00a0:", "Référence à rappeler", "Madame, Monsieur,", "Ma demande", "Je conserve une copie", "mes salutations"),
    "en": ("Subject:", "Reference to quote", "Dear Sir or Madam,", "My request", "I am keeping a copy", "Yours faithfully"),
}
LEAST_AIR = 0.5
"""Millimetres between the address and the edge of the window, at least."""


class MissingGlyphs(logging.Handler):
    """Counts what the renderer complains about: characters that it had to print as boxes."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message."""
        self.messages.append(record.getMessage())


@dataclass
class Outcome:
    """What one share of the controllers gave: failures in words, and figures for the summary."""

    letters: int = 0
    failures: list[str] = field(default_factory=list)
    sizes: Counter[str] = field(default_factory=Counter)
    air: dict[str, tuple[float, ...]] = field(default_factory=dict)
    below: int = 0
    seconds: float = 0.0

    def add(self, other: "Outcome") -> None:
        """Join another share to this one."""
        self.letters += other.letters
        self.failures += other.failures
        self.sizes += other.sizes
        self.below += other.below
        self.seconds += other.seconds
        for layout, air in other.air.items():
            self.air[layout] = tuple(map(min, self.air.get(layout, air), air))


def main() -> int:
    """Read the archive, write all letters, print the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--skip", type=int, default=0, help="leave out the first N controllers, where an earlier run read them")
    parser.add_argument("--every", type=int, default=1, help="take only each Nth controller")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--heads", action="store_true", help="print letters only as far as their salutation")
    options = parser.parse_args()
    with options.archive.open("rb") as source:
        archive = read_archive(source)
    contents = [record.content for (kind, _), record in archive.records.items() if kind is Kind.CONTROLLER][options.skip :: options.every]
    skipped = [skip for skip in archive.skipped if "compan" in skip.file]
    total = Outcome()
    with ProcessPoolExecutor(options.jobs) as pool:
        for outcome in pool.map(partial(share, contents, options.jobs, options.heads), range(options.jobs)):
            total.add(outcome)
    report(total, len(contents), len(skipped))
    return int(bool(total.failures))


def share(contents: list[str], jobs: int, heads: bool, number: int) -> Outcome:
    """The letters to each `jobs`th controller, from the one of that number on."""
    printer, complaints, outcome = Printer(), MissingGlyphs(), Outcome()
    LOGGER.disabled = False
    LOGGER.handlers = [complaints]
    started = time.process_time()
    for done, content in enumerate(contents[number::jobs]):
        if done % 100 == 0:
            print(f"share {number}: {done} controllers, {len(outcome.failures)} failures", file=sys.stderr, flush=True)
        controller = from_mapping(json.loads(content))
        for draft_of in letters(controller):
            complaints.messages.clear()
            outcome.letters += 1
            name, wrong = checked(draft_of, printer, outcome, heads=heads)
            outcome.failures += [f"{controller.slug} {name}: {problem}" for problem in (*wrong, *complaints.messages)]
    outcome.seconds = time.process_time() - started
    return outcome


def letters(controller: Controller) -> Iterator[tuple[Request, str]]:
    """The four requests to a controller, each with its language: each language and each kind once from either country."""
    for number, (right, language) in enumerate(product(Right, LANGUAGES)):
        sender = (CAMILLE, KIM, KIM, CAMILLE)[number]
        channel = Channel.REGISTERED_POST if controller.address else Channel.EMAIL
        yield (
            Request(right=right, controller=controller, subject=sender, channel=channel, reference="SAI-7K3M-9QRT", on=date(2026, 11, 22)),
            language,
        )


def checked(what: tuple[Request, str], printer: Printer, outcome: Outcome, *, heads: bool) -> tuple[str, list[str]]:
    """The letter's name, and what is wrong with it."""
    request, language = what
    name = f"{request.right.value} {language} from {request.subject.country}"
    try:
        draft = draft_letter(request.right.value, request, language=language)
        pdf = to_pdf(replace(draft, html=head(draft.html)) if heads else draft, printer)
    except Exception as failed:  # whatever a letter meets, the report shows
        return name, [f"{type(failed).__name__}: {failed}"]
    return name, [*wrong_language(draft, language), *missing(draft), *badly_shown(draft, request, pdf, outcome)]


def head(html: str) -> str:
    """The letter as far as its salutation."""
    return html.partition('<p class="salutation">')[0] + "</body></html>"


def wrong_language(draft: Draft, language: str) -> list[str]:
    """A text that lacks a phrase of its language, or has one of the other."""
    text = to_text(draft).replace("Objet :", "Objet\u00a0:")
    other = LANGUAGES[1 - LANGUAGES.index(language)]
    lacking = [f"lacks “{phrase}”" for phrase in WORDS[language] if phrase not in text]
    return (
        lacking + [f"has “{phrase}”" for phrase in WORDS[other] if phrase in text] + [f"is {draft.language}"] * (draft.language != language)
    )


def missing(draft: Draft) -> list[str]:
    """Characters that no font has."""
    return [f"no font has {draft.uncovered}"] if draft.uncovered else []


def badly_shown(draft: Draft, request: Request, pdf: bytes, outcome: Outcome) -> list[str]:
    """What the window shows besides the address, or does not show of it, or cuts."""
    envelope = envelopes()[draft.layout]
    found = shown(pdf, envelope.window)
    expected, size = address_of(draft, request)
    outcome.sizes[size] += 1
    outcome.below += "full-address" in draft.html
    outcome.air[draft.layout] = tuple(map(min, outcome.air.get(draft.layout, found.air), found.air))
    return [*different(found, expected), *([f"too near the edge: {found.air}"] if min(found.air) < LEAST_AIR else [])]


def different(found: Shown, expected: str) -> list[str]:
    """Whether the characters in the window are those of the address and no others."""
    same = sorted(compared(found.text)) == sorted(compared(expected))
    return [] if same else [f"the window shows “{found.text}” and not “{expected}”"]


def address_of(draft: Draft, request: Request) -> tuple[str, str]:
    """All that should stand in the window, and the size of the address in points."""
    envelope, controller, sender = envelopes()[draft.layout], request.controller, request.subject
    country = country_line(controller.country, sender.country, posting_language(sender.country)) if controller.address else ""
    fitted = window(controller.name, controller.address, country, envelope.address)
    returned = " · ".join((sender.name, *sender.address)) if envelope.returned_points else ""
    return "".join((returned, *fitted.lines)), f"{fitted.points:g}"


def report(total: Outcome, controllers: int, skipped: int) -> None:
    """Print it."""
    for failure in total.failures:
        print(failure)
    print(f"{controllers} controllers ({skipped} records skipped), {total.letters} letters, {len(total.failures)} failures")
    print(f"size of the address: {dict(sorted(total.sizes.items()))} pt; {total.below} with the whole address below the window")
    for layout, air in total.air.items():
        print(f"{layout}: least air left {air[0]:.1f}, top {air[1]:.1f}, right {air[2]:.1f}, bottom {air[3]:.1f} mm")
    print(f"{1000 * total.seconds / max(total.letters, 1):.0f} ms of processor time each, measuring included")


if __name__ == "__main__":
    sys.exit(main())
