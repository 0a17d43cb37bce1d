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

_NONE = np.uint64(NONE)
#: So many keys are looked up at a time: the buckets of more would not stay in the processor's cache.
_AT_ONCE = 3000

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
    return _rest(mixed, count), _rest((mixed >> np.uint64(20)) * _MIX_AGAIN >> np.uint64(3), count)


def _rest(numbers: NDArray[np.uint64], divisor: int) -> NDArray[np.uint64]:
    """What a division leaves, by way of the quotient: NumPy is many times faster at `//` by a constant than at `%`."""
    size = np.uint64(divisor)
    return numbers - numbers // size * size


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
        counts = np.concatenate(([0.0], LEAST * np.exp(np.arange(255) / LEVELS))).astype(np.float32)
        self._counts = counts.astype(np.float64)
        #: Occurrences by stored frequency, a little more than none for a word that French text never showed.
        self._occurrences = np.maximum(np.power(10.0, np.arange(256) / STEPS - 9.0) * self._total, 0.2)

    def _count(self, keys: NDArray[np.uint64]) -> NDArray[np.float64]:
        """The stored counts of packed keys; 0 for what was never seen."""
        levels = np.zeros(len(keys), dtype=np.uint32)
        for start in range(0, len(keys), _AT_ONCE):
            mixed = scatter(keys[start : start + _AT_ONCE])
            mark = (mixed >> np.uint64(40)).astype(np.uint32)[:, None]
            for bucket in buckets(mixed, len(self._table)):
                # Many times faster than indexing; the number of a bucket is within the table.
                slots = self._table.take(bucket.view(np.int64), axis=0, mode="clip")
                # Hardly any slot is meant: to pick those that are costs less than to reduce every bucket.
                meant = np.flatnonzero(slots >> np.uint32(8) == mark)
                found = slots.reshape(-1)[meant] & np.uint32(255)
                np.maximum.at(levels, start + meant // WIDTH, found)
        return self._counts.take(levels)

    def _unigram(self, numbers: NDArray[np.int64]) -> NDArray[np.float64]:
        """Occurrences of words, -1 for one unknown."""
        return self._occurrences.take(np.where(numbers >= 0, self._french.take(numbers, mode="wrap"), 0))

    def log_probability(self, tokens: Sequence[str]) -> float:
        """The natural logarithm of the probability of a token sequence, its first two tokens given."""
        if len(tokens) < 3:
            return 0.0
        numbers = np.array([self._words.number(token) for token in tokens], dtype=np.int64)
        packed = _packable(numbers)
        counts = self._count(
            np.concatenate((pack(packed[:-1], packed[1:], _NONE), pack(packed[:-2], packed[1:-1], packed[2:])))
        )
        pairs, triples = counts[: len(tokens) - 1], counts[len(tokens) - 1 :]
        occurring = self._unigram(numbers)
        chance = _chance(triples, pairs[:-1], pairs[1:], occurring[1:-1], occurring[2:] / self._total)
        return float(np.log(chance).sum())

    def log_probabilities(
        self, around: NDArray[np.int64], words: NDArray[np.int64], owner: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        """For each word (by number) ln P(word, right | left): two tokens on the left, two on the right.

        `around` has a row of four numbers a place, as they stand in the text, `owner` the place of each word. Many
        places are to be asked about at once: the arrays are long then, and what a call costs is shared.
        """
        count, places = len(words), len(around)
        tokens = _packable(around)
        outer, near, next_, last = (column.take(owner) for column in tokens.T)
        middle = _packable(words)
        pairs = self._count(
            np.concatenate(
                (
                    pack(near, middle, _NONE),
                    pack(middle, next_, _NONE),
                    pack(tokens[:, 0], tokens[:, 1], _NONE),
                    pack(tokens[:, 2], tokens[:, 3], _NONE),
                )
            )
        )
        entering, leaving = pairs[:count], pairs[count : 2 * count]
        before, after = pairs[2 * count : 2 * count + places].take(owner), pairs[2 * count + places :].take(owner)
        # Most words were never seen beside these, and of what never stood in twos nothing stood in threes.
        came, went = np.flatnonzero(entering), np.flatnonzero(leaving)
        passed = came[leaving.take(came) > 0]
        triples = np.zeros(3 * count)
        triples[np.concatenate((came, passed + count, went + 2 * count))] = self._count(
            np.concatenate(
                (
                    pack(outer.take(came), near.take(came), middle.take(came)),
                    pack(near.take(passed), middle.take(passed), next_.take(passed)),
                    pack(middle.take(went), next_.take(went), last.take(went)),
                )
            )
        )
        own, occurring = self._unigram(words), self._unigram(around)
        _, one, two, three = occurring.take(owner, axis=0).T
        chance = _chance(triples[:count], before, entering, one, own / self._total)
        chance *= _chance(triples[count : 2 * count], entering, leaving, own, two / self._total)
        chance *= _chance(triples[2 * count :], leaving, after, two, three / self._total)
        return np.asarray(np.log(chance))


def _packable(numbers: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Word numbers as they stand in keys: -1, an unknown word, has one of its own."""
    return np.where(numbers < 0, NONE - 1, numbers).astype(np.uint64)


def _chance(
    triple: NDArray[np.float64],
    before: NDArray[np.float64],
    pair: NDArray[np.float64],
    one: NDArray[np.float64],
    share: NDArray[np.float64],
) -> NDArray[np.float64]:
    """P(third | first, second), given how often all three, the first two and the last two stand in a row, how often the
    second occurs, and the share of the third among all words.
    """
    two = (pair + _TO_UNIGRAM * share) / (np.maximum(one, pair) + _TO_UNIGRAM)
    return np.asarray((triple + _TO_BIGRAM * two) / (np.maximum(before, triple) + _TO_BIGRAM))


@cache
def open_ngrams() -> Ngrams:
    return Ngrams(open_words())
