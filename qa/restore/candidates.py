"""What may have stood where an intruder stands: every French form that a spinner may have taken for English.

Two roads lead back. The thesauri link the intruder to homographs (`qa.lexicon.homographs`); and every homograph is
somewhere near it in meaning. The first is precise, the second reaches what no thesaurus links.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from qa.lexicon.homographs import DIMENSIONS, Homographs, open_homographs
from qa.lexicon.words import open_words

#: How many of the homographs nearest in meaning are candidates without a link.
NEAREST = 260


class Candidate(NamedTuple):
    """A French form that may have stood there.

    `relations` are the thesaurus links, as bits; `similarity` is of meaning, -1 to 1;
    `inflected_alike` says that English reads form and intruder as the same inflection.
    """

    text: str
    number: int
    relations: int
    similarity: float
    inflected_alike: bool


class Pool(NamedTuple):
    """Candidates as columns: their numbers in `Words` (ascending, none twice), and the rest as in `Candidate`."""

    numbers: NDArray[np.int64]
    relations: NDArray[np.int64]
    similarity: NDArray[np.float32]
    inflected_alike: NDArray[np.bool_]


EMPTY = Pool(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32), np.zeros(0, np.bool_))


class _Tables(NamedTuple):
    """The homograph tables as arrays. `own` is so scaled that its product with a row of `intruders` is a cosine."""

    intruders: NDArray[np.int8]
    own: NDArray[np.float32]
    starts: NDArray[np.uint32]
    surfaces: NDArray[np.uint32]
    inflections: NDArray[np.uint8]


@cache
def _tables() -> _Tables:
    known: Homographs = open_homographs()
    own = np.frombuffer(known.homograph_meanings, dtype=np.int8).reshape(-1, DIMENSIONS)
    return _Tables(
        np.frombuffer(known.meanings, dtype=np.int8).reshape(-1, DIMENSIONS),
        (own / np.float32(127**2)).astype(np.float32),
        np.frombuffer(known.surface_starts, dtype=np.uint32),
        np.frombuffer(known.surfaces_column, dtype=np.uint32),
        np.frombuffer(known.inflections, dtype=np.uint8),
    )


def pool(form: str) -> Pool:
    """The candidates for an intruder (lower case, words of a phrase separated by one blank)."""
    readings = open_homographs().readings(form)
    if not readings:
        return EMPTY
    parts = [_reading(lemma, inflection) for lemma, inflection in readings]
    numbers, relations, similarity, alike = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    order = np.argsort(numbers, kind="stable")
    numbers = numbers[order]
    first = np.flatnonzero(np.r_[True, numbers[1:] != numbers[:-1]])
    found = Pool(
        numbers[first],
        np.bitwise_or.reduceat(relations[order], first),
        np.maximum.reduceat(similarity[order], first),
        np.logical_or.reduceat(alike[order], first),
    )
    other = found.numbers != open_words().number(form)
    return Pool(*(column[other] for column in found))


def _reading(lemma: int, inflection: int) -> Pool:
    """The candidates for one reading of an intruder; a form may occur more than once."""
    tables = _tables()
    similarity = tables.own @ tables.intruders[lemma].astype(np.float32)
    linked, relations = open_homographs().linked(lemma)
    near = np.argpartition(-similarity, NEAREST)[:NEAREST]
    homographs = np.concatenate((np.array(linked, dtype=np.int64), near))
    vouched = np.concatenate((np.array(relations, dtype=np.int64), np.zeros(len(near), dtype=np.int64)))
    starts = tables.starts[homographs].astype(np.int64)
    counts = tables.starts[homographs + 1].astype(np.int64) - starts
    owner = np.repeat(np.arange(len(homographs)), counts)
    offsets = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
    at = starts[owner] + offsets
    return Pool(
        tables.surfaces[at].astype(np.int64),
        vouched[owner],
        similarity[homographs[owner]],
        tables.inflections[at] == inflection,
    )
