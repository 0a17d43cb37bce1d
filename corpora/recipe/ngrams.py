"""Weighted counts of two and three tokens in a row, from the running text and from the press counts.

A count is a float: occurrences times the weight of their register. An n-gram is one int64, its token numbers packed
with `BITS` bits each, first token highest.
"""

from __future__ import annotations

import lzma
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpora.recipe.counting import PRESS_WEIGHT, WEIGHTS

BITS = 18

Keys = NDArray[np.int64]
Counts = NDArray[np.float32]


def pack(*columns: NDArray[np.int32]) -> Keys:
    """One key a row for columns of token numbers, three at most."""
    key = columns[0].astype(np.int64)
    for column in columns[1:]:
        key = (key << BITS) | column
    return key


def summed(parts: list[tuple[Keys, Counts]]) -> tuple[Keys, Counts]:
    """The counts of equal keys added up, keys sorted."""
    keys, counts = np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])
    order = np.argsort(keys, kind="stable")
    keys, counts = keys[order], counts[order]
    first = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    return keys[first], np.add.reduceat(counts, first).astype(np.float32)


def press(folder: Path, length: int, number: dict[str, int]) -> tuple[Keys, Counts]:
    """The press counts of `length` tokens; those with a token outside of the vocabulary are left out."""
    columns: list[list[int]] = [[] for _ in range(length)]
    counts: list[float] = []
    with lzma.open(folder / f"press-{length}grams.tsv.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            gram, count = line.rstrip("\n").rsplit("\t", 1)
            numbers = [number.get(token, -1) for token in gram.split(" ")]
            if len(numbers) == length and min(numbers) >= 0:
                for column, value in zip(columns, numbers, strict=True):
                    column.append(value)
                counts.append(float(count) * PRESS_WEIGHT)
    return pack(*(np.array(column, dtype=np.int32) for column in columns)), np.array(counts, dtype=np.float32)


def count(lines: dict[str, NDArray[np.int32]], length: int) -> tuple[Keys, Counts]:
    """The weighted counts of `length` tokens in a row within lines; rows with an unknown token are left out."""
    parts = []
    for name, array in lines.items():
        windows = [array[i : len(array) - length + 1 + i] for i in range(length)]
        # A line's end (2) may close an n-gram and its beginning (1) open one; neither may stand inside.
        good = np.all([window != 0 for window in windows], axis=0)
        good &= np.all([window != 2 for window in windows[:-1]], axis=0)
        good &= np.all([window != 1 for window in windows[1:]], axis=0)
        keys, counts = np.unique(pack(*(window[good] for window in windows)), return_counts=True)
        parts.append((keys, (counts * WEIGHTS[name]).astype(np.float32)))
        if len(parts) == 2:
            parts = [summed(parts)]
    return summed(parts)
