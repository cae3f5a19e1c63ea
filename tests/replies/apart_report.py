"""How the shipped model reads what was held apart: replies by another hand, and one meaning in many wordings.

Training opens none of these files: `samples` lists the corpus' folder alone. `unseen.jsonl` and `unseen-2.jsonl` chose three numbers
(EASIER, FURTHER, and how wide the networks are); `unseen-3.jsonl` chose nothing. Each paraphrase has a `group`, the label that its words
carry.
"""

import json
from collections import defaultdict
from pathlib import Path

from app.replies.analysis import analyse_all
from tests.replies.samples import Sample, read
from tests.replies.scoring import Judged, report, summary

APART = Path(__file__).parent / "apart"
UNSEEN, PARAPHRASES = ("unseen.jsonl", "unseen-2.jsonl", "unseen-3.jsonl"), "paraphrases.jsonl"


def apart(folder: Path = APART) -> list[Sample]:
    """Everything that is held apart, unseen replies first. Files that are not there hold nothing."""
    return [sample for name in (*UNSEEN, PARAPHRASES) if (folder / name).exists() for sample in read(folder / name)]


def groups(file: Path) -> dict[str, str]:
    """The group of each paraphrase, by its id."""
    entries = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return {entry["id"]: entry["group"] for entry in entries}


def judged_as_shipped(replies: list[Sample]) -> list[Judged]:
    """What the program finds in these replies, with their dates."""
    found = analyse_all((sample.text, sample.case) for sample in replies)
    return [(sample, frozenset(one.label for one in each.findings)) for sample, each in zip(replies, found, strict=True)]


def consistency(judged: list[Judged], group: dict[str, str]) -> list[str]:
    """For each group the share of its members in which its label is found, the least consistent first; and over all members."""
    hits: defaultdict[str, list[bool]] = defaultdict(list)
    for sample, found in judged:
        hits[group[sample.id]].append(group[sample.id] in found)
    shares = sorted((sum(members) / len(members), label, len(members)) for label, members in hits.items())
    every = [hit for members in hits.values() for hit in members]
    lines = [f"{label:26}{size:6}{share:8.2f}" for share, label, size in shares]
    return [f"{'group':26}{'members':>7}{'found':>7}", *lines, f"{'all':26}{len(every):6}{sum(every) / max(1, len(every)):8.2f}"]


def told(folder: Path = APART) -> str:
    """The report on the unseen replies, in one line for each file and in full for all; and on the paraphrases. A missing file is named."""
    parts: list[str] = []
    every: list[Judged] = []
    for name in UNSEEN:
        judged = judged_as_shipped(read(folder / name)) if (folder / name).exists() else []
        every += judged
        parts.append(f"{name}: {summary(judged) if judged else 'not there'}")
    if every:
        parts.append("\n".join(["all of them, from which nothing was learnt", report(every)]))
    file = folder / PARAPHRASES
    if file.exists():
        parts.append("\n".join([f"{PARAPHRASES}: one meaning in many wordings", *consistency(judged_as_shipped(read(file)), groups(file))]))
    else:
        parts.append(f"{PARAPHRASES}: not there")
    return "\n\n".join(parts)
