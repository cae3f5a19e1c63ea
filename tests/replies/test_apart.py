"""What is held apart stays apart: none of it stands in the corpus, nor anything that repeats it; and the report says how it was read."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from app.replies.repeats import ALIKE, sketch
from tests.replies.apart_report import UNSEEN, apart, told
from tests.replies.samples import Sample, samples, scans

KEY = b"apart" * 6
FEE = "We charge an administration fee of £25. Nothing will be sent before it is paid."
ENTRY = {"lang": "en", "channel": "email", "request": "access", "sent_on": "2024-03-01", "received_on": "2024-03-10", "note": ""}


def line(**entry: Any) -> str:
    return json.dumps({**ENTRY, "labels": ["fee_demanded"], **entry}) + "\n"


def drawn(replies: list[Sample]) -> tuple[list[str], NDArray[np.uint8]]:
    """Ids and sketches of the replies that are long enough for one."""
    found = [(one.id, drawing) for one in replies if (drawing := sketch(one.text, KEY))]
    return [name for name, _ in found], np.array([np.frombuffer(drawing, np.uint8) for _, drawing in found])


def repeated(held: list[Sample], known: list[Sample]) -> list[tuple[str, str]]:
    """Pairs of a reply held apart and one of the corpus that says the same, word for word or nearly."""
    texts = {" ".join(one.text.lower().split()): one.id for one in known}
    same = [(one.id, texts[text]) for one in held if (text := " ".join(one.text.lower().split())) in texts]
    (names, ours), (others, theirs) = drawn(held), drawn(known)
    alike = [(name, others[at]) for name, row in zip(names, ours, strict=True) for at in np.flatnonzero(near(theirs, row))]
    return same + alike


def near(many: NDArray[np.uint8], one: NDArray[np.uint8]) -> NDArray[np.bool_]:
    values = len(one) // 64
    agreeing: NDArray[np.bool_] = (many.reshape(len(many), 64, values) == one.reshape(64, values)).all(axis=2).mean(axis=1) >= ALIKE
    return agreeing


def test_nothing_held_apart_stands_in_the_corpus() -> None:
    held = apart()
    assert not {one.id for one in held} & {one.id for one in samples()}
    assert repeated(held, [*samples(), *scans()]) == []


def test_a_reply_copied_into_the_corpus_is_noticed() -> None:
    known = samples()[:40]
    changed = [Sample(**{**vars(one), "id": f"x{one.id}", "text": f"{one.text}\nLou Exemple"}) for one in known]
    assert {after for _, after in repeated(changed, known)} >= {one.id for one in known if len(one.text.split()) > 40}


def test_training_reads_the_corpus_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    read_text = Path.read_text

    def noted(path: Path, *given: Any, **named: Any) -> str:
        opened.append(path)
        return read_text(path, *given, **named)

    monkeypatch.setattr(Path, "read_text", noted)
    assert samples()
    assert scans()
    assert {path.parent.name for path in opened if path.suffix == ".jsonl"} == {"corpus"}


def test_the_report_tells_scores_and_how_many_wordings_of_one_meaning_are_found(tmp_path: Path) -> None:
    (tmp_path / UNSEEN[0]).write_text(line(id="u1", text=FEE) + line(id="u2", text="See you on Sunday.", labels=[], channel="letter"))
    wordings = [FEE, "Please pay 20 euros first; then we will send your data.", "The garden is lovely this summer."]
    (tmp_path / "paraphrases.jsonl").write_text("".join(line(id=f"p{n}", text=t, group="fee_demanded") for n, t in enumerate(wordings)))
    report = told(tmp_path)
    assert "micro F1 1.000" in report
    assert [row.split() for row in report.splitlines() if row.startswith("fee_demanded")][-1] == ["fee_demanded", "3", "0.67"]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert told(tmp_path).split("\n\n") == [f"{name}: not there" for name in (*UNSEEN, "paraphrases.jsonl")]
