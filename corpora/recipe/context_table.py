"""Compiles the n-gram table of `context.bin`."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from qa.language.ngrams import LEAST, LEVELS, NONE, WIDTH, buckets, pack, scatter

#: The number that stands for a token without a word number.
UNKNOWN = NONE - 1

#: How full the table is: fuller is smaller and slower.
_LOAD = 0.86

#: Weighted counts below these are left out: they cost megabytes and change no ranking.
LEAST_PAIR, LEAST_TRIPLE = 1.4, 1.9


def table(columns: list[NDArray[np.int64]], counts: NDArray[np.float32]) -> NDArray[np.uint32]:
    """The hash table of n-grams given as columns of word numbers (two or three; `NONE` for none)."""
    first, second, third = (column.astype(np.uint64) for column in columns)
    mixed = scatter(pack(first, second, third))
    levels = np.clip(1 + np.round(np.log(counts / LEAST) * LEVELS), 1, 255).astype(np.uint32)
    value = ((mixed >> np.uint64(40)).astype(np.uint32) << np.uint32(8)) | levels
    count = int(len(counts) / _LOAD / WIDTH)
    slots = np.zeros((count, WIDTH), dtype=np.uint32)
    filled = np.zeros(count, dtype=np.int64)
    either = np.stack(buckets(mixed, count)).astype(np.int64)
    # The most frequent first, a part at a time, each to the emptier of its buckets: what finds no place is rare.
    for part in np.array_split(np.argsort(-counts, kind="stable"), 64):
        waiting = part
        for _ in range(4):
            choice = either[(filled[either[1, waiting]] < filled[either[0, waiting]]).astype(int), waiting]
            order = np.argsort(choice, kind="stable")
            waiting, choice = waiting[order], choice[order]
            first = np.flatnonzero(np.r_[True, choice[1:] != choice[:-1]])
            turn = np.arange(len(choice)) - np.repeat(first, np.diff(np.r_[first, len(choice)]))
            place = filled[choice] + turn
            fits = place < WIDTH
            slots[choice[fits], place[fits]] = value[waiting[fits]]
            np.add.at(filled, choice[fits], 1)
            waiting = waiting[~fits]
            if not len(waiting):
                break
    return slots


def compile(
    vocabulary: NDArray[np.int64],
    pairs: tuple[NDArray[np.int64], NDArray[np.float32]],
    triples: tuple[NDArray[np.int64], NDArray[np.float32]],
    bits: int,
) -> NDArray[np.uint32]:
    """The table of the pruned counts. `vocabulary` gives the word number of each token number; keys have `bits` a
    token.
    """
    mask = (1 << bits) - 1
    keys2, counts2 = (array[pairs[1] >= LEAST_PAIR] for array in pairs)
    keys3, counts3 = (array[triples[1] >= LEAST_TRIPLE] for array in triples)
    columns = [
        np.concatenate((vocabulary[keys2 >> bits], vocabulary[keys3 >> (2 * bits)])),
        np.concatenate((vocabulary[keys2 & mask], vocabulary[(keys3 >> bits) & mask])),
        np.concatenate((np.full(len(keys2), NONE), vocabulary[keys3 & mask])),
    ]
    return table(columns, np.concatenate((counts2, counts3)))
