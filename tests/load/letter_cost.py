"""What one letter costs, as a share of plain WeasyPrint: `python tests/load/letter_cost.py [ROUNDS]`.

Both sides print the same HTML with the same style sheet. Plain is `HTML(string=…).write_pdf()` with nothing prepared, once with our fonts
installed in the system ("same fonts": the fair measure) and once as it comes, with the system's stand-in. Ours prints letters of different
people, so that nothing but the letter's own prose can be remembered. Processor time, interleaved rounds, medians; goal: at most 0.70.
"""

import argparse
import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import font_source_sans_pro
from weasyprint import HTML

from app.cases.parties import Request, Subject
from app.directory.controllers import find
from app.law.events import Channel
from app.law.rights import Right
from app.letters.drafts import Draft, draft_letter
from app.letters.formats import to_html, to_pdf
from app.platform.printer import FACES, Printer

ALONE = "SAISINE_LETTER_COST_FONTS"
GOAL = 0.70
STREETS = ("rue de l’Invention", "avenue du Modèle", "impasse de la Fiction", "place de l’Exemple", "quai des Personnages")


def main() -> int:
    """Measure in two processes, for fontconfig reads its configuration once. Returns 1 when the fair measure misses the goal."""
    if ALONE in os.environ:
        return measured(int(sys.argv[1]))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rounds", nargs="?", type=int, default=15)
    rounds = str(parser.parse_args().rounds)
    with tempfile.TemporaryDirectory() as folder:
        fonts = installed(Path(folder))
        results = [
            subprocess.run([sys.executable, __file__, rounds], env={**os.environ, ALONE: name, **extra}, check=False).returncode
            for name, extra in (("same fonts", {"FONTCONFIG_FILE": str(fonts)}), ("as it comes", {}))
        ]
    return results[0]


def installed(folder: Path) -> Path:
    """A fontconfig file that adds the letter's faces to the system's fonts."""
    for face in FACES:
        name = f"SourceSansPro-{face}.ttf"
        (folder / name).write_bytes((Path(font_source_sans_pro.font_directory) / name).read_bytes())
    config = folder / "fonts.conf"
    include = '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
    head = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
    config.write_text(f"{head}<fontconfig>{include}<dir>{folder}</dir></fontconfig>")
    return config


def measured(rounds: int) -> int:
    """Print the medians of one configuration. Returns 1 when ours misses the goal."""
    printer = Printer()
    drafts = [letter(number) for number in range(2 * rounds + 2)]
    plain, ours = [], []
    for number, draft in enumerate(drafts):
        html = to_html(draft)
        plain.append(seconds(partial(plainly, html)))
        ours.append(seconds(partial(to_pdf, draft, printer)))
        if number == 1:
            plain, ours = [], []  # The first rounds warm up both.
    ratio = statistics.median(ours) / statistics.median(plain)
    sys.stdout.write(
        f"{os.environ[ALONE]:12} plain {1000 * statistics.median(plain):6.1f} ms  ours {1000 * statistics.median(ours):6.1f} ms  "
        f"ratio {ratio:.3f} (of medians; {len(ours)} letters each)\n"
    )
    return int(ratio > GOAL)


def letter(number: int) -> Draft:
    """The access letter of a person that nobody else is, to a search engine for faces, tagged and with the list of web addresses."""
    street = STREETS[number % len(STREETS)]
    home = (f"{number} {street}", "69000 Lyon-Exemple")
    subject = Subject(name=f"Camille Exemple-{number}", country="FR", address=home, email=f"c{number}@example.org")
    request = Request(
        right=Right.ACCESS,
        controller=find("clearview-ai"),
        subject=subject,
        channel=Channel.REGISTERED_POST,
        reference=f"SAI-0000-{number:04d}",
        on=date(2026, 11, 1 + number % 28),
        place="Lyon",
        urls=(f"https://example.org/galerie/{number}",),
    )
    return draft_letter("access", request)


def plainly(html: str) -> None:
    """The way that asks nothing of the caller."""
    HTML(string=html).write_pdf()


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of one piece of work."""
    gc.collect()  # What the one left behind is not charged to the other.
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
