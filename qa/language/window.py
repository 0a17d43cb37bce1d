"""A small network that knows which French homograph fits between these words.

It sees five tokens on either side in their places and ten more on either side as a bag, and gives every form that
English spells alike a score. Weights are bytes with one scale a row, memory-mapped (`window.bin`, trained by
`corpora.recipe.context_network`).
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from qa.language.slot import Slot
from qa.lexicon.store import Store
from qa.lexicon.words import DATA, Words, open_words

NEAR, FAR = 5, 10
WIDTH, HIDDEN = 160, 512
#: The commonest tokens have a vector of their own; the others share one by their last three letters.
VOCABULARY, ENDINGS = 36_000, 1_000
PAD = 0
#: A word without a score of its own.
NONE = 65_535


def ending(token: str) -> int:
    """The number of the vector that a rare token shares with others of its ending."""
    return VOCABULARY + zlib.crc32(token[-3:].encode()) % ENDINGS


class Window:
    """The network. Safe to share between threads."""

    def __init__(self, words: Words) -> None:
        store = Store(DATA / "window.bin")
        self._number = words.number
        self._vector_of, self._class_of = store.column("vector_of"), store.column("class_of")
        self._vectors = np.frombuffer(store.column("vectors"), dtype=np.int8).reshape(-1, WIDTH)
        self._scales = np.frombuffer(store.column("vector_scales"), dtype=np.float32)
        self.first = _matrix(store, "first", HIDDEN)
        self.first_bias = np.frombuffer(store.column("first_bias"), dtype=np.float32)
        self.second = _matrix(store, "second", WIDTH)
        self.second_bias = np.frombuffer(store.column("second_bias"), dtype=np.float32)
        self._outputs = np.frombuffer(store.column("outputs"), dtype=np.int8).reshape(-1, WIDTH)
        self._output_scales = np.frombuffer(store.column("output_scales"), dtype=np.float32)
        self.biases = np.frombuffer(store.column("biases"), dtype=np.float32)

    def class_of(self, word: int) -> int:
        """The row of outputs and biases for a word by its number in `Words`; `NONE` for one without."""
        found: int = self._class_of[word] if word >= 0 else NONE
        return found

    def vectors(self) -> NDArray[np.float32]:
        """The vectors of all tokens: (VOCABULARY + ENDINGS, WIDTH)."""
        return self._read(range(len(self._vectors)))

    def output(self, row: int) -> NDArray[np.float32]:
        """The output vector of a class: (WIDTH,)."""
        return np.asarray(self._outputs[row] * self._output_scales[row])

    def _vector(self, token: str) -> int:
        number = self._number(token)
        return (self._vector_of[number] if number >= 0 else 0) or ending(token)

    def _read(self, numbers: Sequence[int]) -> NDArray[np.float32]:
        return np.asarray(self._vectors[numbers] * self._scales[numbers, None])

    def scores(self, slot: Slot, words: Sequence[int]) -> NDArray[np.float32]:
        """How well each word (by its number in `Words`) fits a slot, up to a constant of the slot; NaN for one
        without a score.
        """
        left = [self._vector(token) for token in slot.left[-NEAR - FAR :]]
        right = [self._vector(token) for token in slot.right[: NEAR + FAR]]
        left = [PAD] * (NEAR + FAR - len(left)) + left
        right = right + [PAD] * (NEAR + FAR - len(right))
        near = self._read([*left[FAR:], *right[:NEAR]]).reshape(-1)
        bags = [self._read(part).sum(axis=0) / FAR for part in (left[:FAR], right[NEAR:])]
        hidden = np.maximum(self.first @ np.concatenate((near, *bags)) + self.first_bias, 0)
        wanted = self.second @ hidden + self.second_bias
        classes = np.array([self.class_of(word) for word in words])
        known = classes != NONE
        found = np.full(len(words), np.nan, dtype=np.float32)
        rows = classes[known]
        found[known] = (self._outputs[rows] @ wanted) * self._output_scales[rows] + self.biases[rows]
        return found


def _matrix(store: Store, name: str, rows: int) -> NDArray[np.float32]:
    table = np.frombuffer(store.column(name), dtype=np.int8).reshape(rows, -1)
    scales = np.frombuffer(store.column(f"{name}_scales"), dtype=np.float32)
    return np.asarray(table * scales[:, None], dtype=np.float32)


@cache
def open_window() -> Window:
    return Window(open_words())
