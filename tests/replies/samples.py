"""The labelled replies of the corpus: what they say, and what a reader would call it.

The corpus was written for this program. Each line of `corpus/<language>.jsonl` is a reply with its labels and the words that carry them.
`corpus/ocr.jsonl` has some of the same letters as a scanner and Tesseract give them back (`ocr.py` makes that file), `corpus/other.jsonl`
and `corpus/elsewhere.jsonl` what is no reply at all.
"""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from app.law.limits import all_answers, all_limits
from app.replies.analysis import Case

CORPUS = Path(__file__).parent / "corpus"
SCANS = "ocr.jsonl"
LIMITS = tuple(sorted(one.label for one in all_limits()))
ANSWERS = tuple(sorted(one.label for one in all_answers()))
LABELS = LIMITS + ANSWERS


@dataclass(frozen=True)
class Sample:
    """A labelled reply. `tolerated` are labels that a fair reader could also give: they count neither as hits nor as false alarms."""

    id: str
    language: str
    channel: str
    text: str
    case: Case
    labels: frozenset[str]
    tolerated: frozenset[str]
    quotes: dict[str, str]


def samples() -> list[Sample]:
    """The corpus, without the scans, in a fixed order."""
    return [sample for file in sorted(CORPUS.glob("*.jsonl")) if file.name != SCANS for sample in read(file)]


def scans() -> list[Sample]:
    """What Tesseract read of some of them: the same ids."""
    return read(CORPUS / SCANS)


def read(file: Path) -> list[Sample]:
    """The replies of one file."""
    return [_sample(json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]


def _sample(entry: dict[str, Any]) -> Sample:
    note = entry.get("note") or ""
    tolerated = note.removeprefix("tolerate=").partition(";")[0].split(",") if note.startswith("tolerate=") else []
    case = Case(entry["request"], date.fromisoformat(entry["sent_on"]), date.fromisoformat(entry["received_on"]))
    return Sample(
        entry["id"],
        entry["lang"],
        entry["channel"],
        entry["text"],
        case,
        frozenset(entry["labels"]),
        frozenset(label.strip() for label in tolerated),
        dict(entry.get("quotes") or {}),
    )
