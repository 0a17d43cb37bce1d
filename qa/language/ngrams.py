"""How often two or three French words stand in a row, and how probable that makes a wording.

The counts lie in one memory-mapped hash table of 32-bit slots: 24 bits of fingerprint, 8 bits of logarithmic count.
Keys are packed word numbers (`qa.lexicon.words`); a bigram has `NONE` for its third. A key is in one of two buckets of
`WIDTH` slots, so that a look-up reads two lines of memory, whatever the key. A fingerprint that lies (once in a million
look-ups) costs a little of one score, no more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from qa.lexicon.store import Store
from qa.lexicon.words import DATA, STEPS, Words, open_words

#: The tokens of the model: lower case, `l'`, `qu'`, inner hyphens, single punctuation marks; see `model_tokens`.
TOKEN = re.compile(
    r"aujourd'hui|presqu'îles?|(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu)'"
    r"|[^\W\d_]+(?:-[^\W\d_]+)*|\d+(?:[.,]\d+)*|[^\w\s]"
)
BEGIN, END = "<s>", "</s>"

BITS = 20
#: Slots of a bucket of the hash table: 32 bytes.
WIDTH = 8
NONE = (1 << BITS) - 1

#: Counts are stored as 1 + round(ln(count / LEAST) × LEVELS).
LEAST = 0.5
LEVELS = 14.0

#: Weight of the shorter history, in occurrences (Dirichlet smoothing). Set on held-back text.
_TO_UNIGRAM = 40.0
_TO_BIGRAM = 12.0

_MIX = np.uint64(0x9E3779B97F4A7C15)
_MIX_AGAIN = np.uint64(0xBF58476D1CE4E5B9)


def model_tokens(text: str) -> list[str]:
    """The tokens of a text as the model counts them.

    >>> model_tokens("L’an 2021, c'est-à-dire hier.")
    ["l'", 'an', '0', ',', "c'", 'est-à-dire', 'hier', '.']
    """
    found = TOKEN.findall(text.replace("’", "'").lower())
    return ["0" if token[0].isdigit() else token for token in found]


def scatter(keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """A well-mixed 64-bit hash of packed keys."""
    mixed = (keys ^ (keys >> np.uint64(31))) * _MIX
    mixed = (mixed ^ (mixed >> np.uint64(29))) * _MIX_AGAIN
    return mixed ^ (mixed >> np.uint64(32))


def buckets(mixed: NDArray[np.uint64], count: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The two buckets, of `count`, in which a hashed key may lie."""
    size = np.uint64(count)
    return mixed % size, ((mixed >> np.uint64(20)) * _MIX_AGAIN >> np.uint64(3)) % size


def pack(
    first: NDArray[np.uint64], second: NDArray[np.uint64], third: NDArray[np.uint64] | np.uint64
) -> NDArray[np.uint64]:
    """One key out of three word numbers."""
    return (((first << np.uint64(BITS)) | second) << np.uint64(BITS)) | third


class Ngrams:
    """The counts, and what follows from them. Safe to share between threads."""

    def __init__(self, words: Words) -> None:
        store = Store(DATA / "context.bin")
        self._table = np.frombuffer(store.column("ngrams"), dtype=np.uint32).reshape(-1, WIDTH)
        self._total = float(store.column("total")[0])
        self._words = words
        self._french = np.frombuffer(words.frequencies, dtype=np.uint8)
        self._counts = np.concatenate(([0.0], LEAST * np.exp(np.arange(255) / LEVELS))).astype(np.float32)

    def _count(self, keys: NDArray[np.uint64]) -> NDArray[np.float32]:
        """The stored counts of packed keys; 0 for what was never seen."""
        mixed = scatter(keys)
        mark = (mixed >> np.uint64(40)).astype(np.uint32)[:, None]
        levels = np.zeros(len(keys), dtype=np.uint32)
        for bucket in buckets(mixed, len(self._table)):
            slots = self._table[bucket]
            levels = np.maximum(levels, np.where(slots >> np.uint32(8) == mark, slots & np.uint32(255), 0).max(axis=1))
        return self._counts[levels]

    def _unigram(self, numbers: NDArray[np.int64]) -> NDArray[np.float64]:
        """Occurrences of words, a little more than none for one that French text never showed."""
        zipf = np.where(numbers >= 0, self._french[numbers], 0) / STEPS
        return np.maximum(np.power(10.0, zipf - 9.0) * self._total, 0.2)

    def _log(self, table: NDArray[np.int64]) -> NDArray[np.float64]:
        """ln P(third | first, second) for rows of three word numbers, -1 for a word unknown."""
        packed = np.where(table < 0, NONE - 1, table).astype(np.uint64)
        first, second, third = packed.T
        none = np.uint64(NONE)
        length = len(table)
        keys = (pack(first, second, third), pack(first, second, none), pack(second, third, none))
        counts = self._count(np.concatenate(keys)).astype(np.float64)
        triple, before, pair = counts[:length], counts[length : 2 * length], counts[2 * length :]
        word = self._unigram(table[:, 2]) / self._total
        one = self._unigram(table[:, 1])
        two = (pair + _TO_UNIGRAM * word) / (np.maximum(one, pair) + _TO_UNIGRAM)
        three = (triple + _TO_BIGRAM * two) / (np.maximum(before, triple) + _TO_BIGRAM)
        return np.log(three)

    def log_probability(self, tokens: Sequence[str]) -> float:
        """The natural logarithm of the probability of a token sequence, its first two tokens given."""
        numbers = [self._words.number(token) for token in tokens]
        rows = list(zip(numbers, numbers[1:], numbers[2:], strict=False))
        return float(self._log(np.array(rows, dtype=np.int64)).sum()) if rows else 0.0

    def log_probabilities(
        self, left: Sequence[str], words: NDArray[np.int64], right: Sequence[str]
    ) -> NDArray[np.float64]:
        """For each word (by number) ln P(word, right | left): two tokens on the left, two on the right."""
        before = [self._words.number(token) for token in left]
        after = [self._words.number(token) for token in right]
        count = len(words)
        table = np.empty((3, count, 3), dtype=np.int64)
        table[0, :, 0], table[0, :, 1], table[0, :, 2] = before[0], before[1], words
        table[1, :, 0], table[1, :, 1], table[1, :, 2] = before[1], words, after[0]
        table[2, :, 0], table[2, :, 1], table[2, :, 2] = words, after[0], after[1]
        return np.asarray(self._log(table.reshape(-1, 3)).reshape(3, count).sum(axis=0))


@cache
def open_ngrams() -> Ngrams:
    return Ngrams(open_words())
