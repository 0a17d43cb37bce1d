"""What may have stood where an intruder stands: every French form that a spinner may have taken for English, or a
translator may have put English for.

Four roads lead back. The thesauri link the intruder to homographs (`qa.lexicon.homographs`); every homograph is
somewhere near it in meaning; dictionaries translate it (`qa.lexicon.bilingual`); French may have a twin of it
(`qa.restore.cognates`). Each candidate knows which of them led to it.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from qa.lexicon.bilingual import Bilingual, open_bilingual
from qa.lexicon.homographs import DIMENSIONS, Homographs, open_homographs
from qa.lexicon.words import open_words
from qa.restore.cognates import cognates

#: How many of the homographs nearest in meaning are candidates without a link.
NEAREST = 260

#: So near in meaning is only the word itself, which no spinner puts for another form of itself.
_ITSELF = 0.99

#: How many French lemmas whose translations are nearest in meaning are candidates without a dictionary.
NEAREST_TRANSLATED = 60

#: The bits of `Candidate.relations` above those of the thesauri: the dictionaries that translate the intruder by the
#: candidate, in the order of `qa.lexicon.bilingual`; one for a French word whose translations mean much the same; one
#: for a twin.
DICTIONARIES = 7
FORTH, BACK, PIVOT, FAR, TWIN = (1 << bit for bit in range(DICTIONARIES, DICTIONARIES + 5))
#: The names of all these bits, from the lowest.
RELATIONS = (
    "moby", "moby_back", "synonym", "hypernym", "sibling", "derived", "mythes",
    "forth", "back", "pivot", "far", "twin",
)  # fmt: skip

#: From which similarity on a word means much the same, and how near in meaning a twin is taken to be.
_SAME, _TWINNED = 0.5, 0.4


class Candidate(NamedTuple):
    """A French form that may have stood there.

    `relations` are the thesaurus links and the dictionaries, as bits; `similarity` is of meaning, -1 to 1;
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


class _Surfaces(NamedTuple):
    """The French forms of lemma n, by number in `Words`, and the inflections that English reads them as, are those from
    `starts[n]` to `starts[n + 1]`.
    """

    starts: NDArray[np.uint32]
    forms: NDArray[np.uint32]
    inflections: NDArray[np.uint8]


class _Dictionary(NamedTuple):
    """The pairs of the dictionaries, sorted by their French lemma, of which each has one at least: the English lemmas,
    by their place in `english`, and where the pairs of each French lemma begin and, after the last, end.

    `english` holds the meanings of English lemmas, so scaled that the product with a row of `intruders` is a cosine.
    The French lemmas of the n-th of them are those from `french_starts[n]` to `french_starts[n + 1]` in `french`.
    """

    english: NDArray[np.float32]
    pairs: NDArray[np.int64]
    starts: NDArray[np.int64]
    french: NDArray[np.int64]
    french_starts: NDArray[np.int64]

    def near(
        self, meaning: NDArray[np.int8], given: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The `given` French lemmas and then the `NEAREST_TRANSLATED` that mean much the same; how near each is to a
        meaning, by the nearest of its translations.
        """
        english = self.english @ meaning.astype(np.float32)
        # Few translations are near at all. Only their lemmas are measured, of the tens of thousands that there are.
        near = np.flatnonzero(english > _SAME)
        lemmas = np.sort(self.french.take(_spans(self.french_starts, near)[0]))
        # `np.unique` would load masked arrays, which takes longer than all of this.
        lemmas = lemmas[np.flatnonzero(np.diff(lemmas, prepend=-1))]
        if len(lemmas) > NEAREST_TRANSLATED:
            every = np.maximum.reduceat(english.take(self.pairs), self.starts[:-1])
            lemmas = np.argpartition(-every, NEAREST_TRANSLATED)[:NEAREST_TRANSLATED]
        found = np.concatenate((given, lemmas))
        return found, self._similarity(english, found)

    def _similarity(self, english: NDArray[np.float32], lemmas: NDArray[np.int64]) -> NDArray[np.float32]:
        if not len(lemmas):
            return np.zeros(0, dtype=np.float32)
        places, firsts = _spans(self.starts, lemmas)
        return np.asarray(np.maximum.reduceat(english.take(self.pairs.take(places)), firsts))


def _spans(starts: NDArray[np.int64], rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All places from `starts[n]` to `starts[n + 1]` for each of the rows n, and where those of each row begin."""
    first = starts.take(rows)
    counts = starts.take(rows + 1) - first
    begin = np.cumsum(counts) - counts
    return np.arange(counts.sum()) + np.repeat(first - begin, counts), begin


class _Tables(NamedTuple):
    """The tables as arrays. `own` is so scaled that its product with a row of `intruders` is a cosine."""

    intruders: NDArray[np.int8]
    own: NDArray[np.float32]
    dictionary: _Dictionary
    homographs: _Surfaces
    translations: _Surfaces


@cache
def _tables() -> _Tables:
    known: Homographs = open_homographs()
    translated: Bilingual = open_bilingual()
    intruders = _meanings(known.meanings)
    return _Tables(
        intruders,
        _scaled(_meanings(known.homograph_meanings)),
        _dictionary(translated, intruders),
        _surfaces(known.surface_starts, known.surfaces_column, known.inflections),
        _surfaces(translated.surface_starts, translated.surfaces, translated.inflections),
    )


def _meanings(column: memoryview) -> NDArray[np.int8]:
    return np.frombuffer(column, dtype=np.int8).reshape(-1, DIMENSIONS)


def _scaled(meanings: NDArray[np.int8]) -> NDArray[np.float32]:
    """Meanings so scaled that their product with unscaled ones is a cosine."""
    return np.asarray(meanings.astype(np.float32) / 127**2, dtype=np.float32)


def _dictionary(translated: Bilingual, intruders: NDArray[np.int8]) -> _Dictionary:
    bounds = np.frombuffer(translated.starts, dtype=np.uint32).astype(np.int64)
    counts = bounds[1:] - bounds[:-1]
    lemmas = np.frombuffer(translated.lemmas, dtype=np.uint32)
    order = np.argsort(lemmas, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(lemmas[order]) > 0, True])
    english = _scaled(intruders[np.frombuffer(translated.heads, dtype=np.uint32)])
    pairs = np.repeat(np.arange(len(counts)), counts)[order]
    return _Dictionary(english, pairs, starts, lemmas.astype(np.int64), bounds)


def _surfaces(starts: memoryview, forms: memoryview, inflections: memoryview) -> _Surfaces:
    return _Surfaces(
        np.frombuffer(starts, dtype=np.uint32),
        np.frombuffer(forms, dtype=np.uint32),
        np.frombuffer(inflections, dtype=np.uint8),
    )


def pool(form: str) -> Pool:
    """The candidates for an intruder (lower case, words of a phrase separated by one blank)."""
    parts = [_twins(form)]
    for lemma, inflection in open_homographs().readings(form):
        parts += (_homographs(lemma, inflection), _translations(lemma, inflection))
    numbers, relations, similarity, alike = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    if not len(numbers):
        return EMPTY
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


def _homographs(lemma: int, inflection: int) -> Pool:
    """The homographs that the thesauri link to one reading of an intruder, and those that are near it in meaning."""
    tables = _tables()
    similarity = tables.own @ tables.intruders[lemma].astype(np.float32)
    linked, relations = open_homographs().linked(lemma)
    near = np.argpartition(-similarity, NEAREST)[:NEAREST]
    lemmas = np.concatenate((np.array(linked, dtype=np.int64), near))
    vouched = np.concatenate((np.array(relations, dtype=np.int64), np.zeros(len(near), dtype=np.int64)))
    other = similarity[lemmas] < _ITSELF
    return _forms(tables.homographs, lemmas[other], vouched[other], similarity[lemmas[other]], inflection)


def _translations(lemma: int, inflection: int) -> Pool:
    """What the dictionaries give for one reading of an intruder, and the French words that mean much the same."""
    tables = _tables()
    found = open_bilingual().translations(lemma)
    given = np.array([t.lemma for t in found], dtype=np.int64)
    lemmas, similarity = tables.dictionary.near(tables.intruders[lemma], given)
    vouched = np.array([t.sources << DICTIONARIES for t in found] + [FAR] * (len(lemmas) - len(found)), dtype=np.int64)
    return _forms(tables.translations, lemmas, vouched, similarity, inflection)


def _twins(form: str) -> Pool:
    """The French words that an intruder is the twin of."""
    numbers = np.array([open_words().number(word) for word in cognates(form)], dtype=np.int64)
    numbers = numbers[numbers >= 0]
    count = len(numbers)
    return Pool(numbers, np.full(count, TWIN), np.full(count, _TWINNED, dtype=np.float32), np.ones(count, dtype=bool))


def _forms(
    table: _Surfaces,
    lemmas: NDArray[np.int64],
    relations: NDArray[np.int64],
    similarity: NDArray[np.float32],
    inflection: int,
) -> Pool:
    """The forms of lemmas as candidates; a form may occur more than once."""
    starts = table.starts[lemmas].astype(np.int64)
    counts = table.starts[lemmas + 1].astype(np.int64) - starts
    owner = np.repeat(np.arange(len(lemmas)), counts)
    at = starts[owner] + np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
    return Pool(
        table.forms[at].astype(np.int64), relations[owner], similarity[owner], table.inflections[at] == inflection
    )
