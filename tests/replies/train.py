"""Makes the model that reads replies: `python -m tests.replies.train [--folds 3]` writes `app/replies/data/model.npz` anew.

Cross-validation first, for the threshold and the certainty; then the networks that ship, which learn from the whole corpus. Deterministic
on one machine; another processor's arithmetic may change the last digits.
"""

import argparse
import os
import sys
from pathlib import Path
from typing import Any

import numpy as np

from app.replies.analysis import model
from tests.replies.evaluate import certainty, corpus, cross_validated, learn, threshold, told
from tests.replies.samples import LABELS

FILE = Path(model.__file__).parents[1] / "data" / model.FILE
NETWORKS = 4


def main(arguments: list[str]) -> int:
    """Writes the file and prints what to expect of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.replies.train")
    parser.add_argument("--folds", type=int, default=3)
    folds = parser.parse_args(arguments).folds
    source = corpus()
    held = cross_validated(source, folds, 2)
    print(told(source, held), flush=True)
    level = threshold(source, held.replies)
    networks = [learn(source, np.arange(len(source.replies)), [seed])[0] for seed in range(NETWORKS)]
    arrays: dict[str, Any] = {
        f"{name}{place}": weights.astype(np.float16) for place, network in enumerate(networks) for name, weights in network.items()
    }
    scale = source.scale
    parts = (scale.mean, scale.spread, scale.letter_mean, scale.letter_spread)
    arrays |= {f"scaling{place}": part.astype(np.float32) for place, part in enumerate(parts)}
    FILE.parent.mkdir(exist_ok=True)
    with FILE.open("wb") as file:
        np.savez_compressed(
            file,
            labels=np.array(LABELS),
            thresholds=np.full(len(LABELS), level, np.float32),
            certainty=np.array(certainty(source, held.replies - level)),
            networks=np.array(len(networks)),
            **arrays,
        )
    print(f"{FILE.name}: {FILE.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    sys.exit(main(sys.argv[1:]))
