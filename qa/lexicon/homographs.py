"""From an English intruder back to the French words that English spells alike.

A spinner that takes French *car* for the English word puts *automotive*. The tables here know, for the English
lemmas that a thesaurus links to such homographs, which these are and who vouches for the link.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import marisa_trie

from qa.lexicon.store import Store
from qa.lexicon.words import DATA

#: English inflections, as stored.
BASE, S, ED, ING, ER, EST = range(6)

#: Relations of a link, as bits: which thesaurus says so, and how (`corpora.recipe.thesauri`).
MOBY, MOBY_BACK, SYNONYM, HYPERNYM, SIBLING, DERIVED, MYTHES = (1 << bit for bit in range(7))

#: How many numbers a vector of meaning has.
DIMENSIONS = 64

_ENDINGS = (
    (S, (("ies", "y"), ("es", ""), ("s", ""))),
    (ED, (("ied", "y"), ("ed", ""), ("ed", "e"))),
    (ING, (("ying", "ie"), ("ing", ""), ("ing", "e"))),
    (ER, (("ier", "y"), ("er", ""), ("er", "e"))),
    (EST, (("iest", "y"), ("est", ""), ("est", "e"))),
)


class Reading(NamedTuple):
    """One way to understand an English form: the number of its lemma among the intruders, and its inflection."""

    lemma: int
    inflection: int


class Link(NamedTuple):
    """A homograph lemma (its number) that the thesauri link to an intruder, and the relations that say so."""

    homograph: int
    relations: int


class Surface(NamedTuple):
    """A French form, by its number in `Words`, that English reads as this inflection of a homograph lemma."""

    word: int
    inflection: int


class Homographs:
    """The links, memory-mapped."""

    def __init__(self) -> None:
        self.trie = marisa_trie.Trie()
        self.trie.mmap(str(DATA / "intruders.marisa"))
        self._irregular = marisa_trie.RecordTrie("<IB")
        self._irregular.mmap(str(DATA / "irregular.marisa"))
        store = Store(DATA / "homographs.bin")
        self._starts, self._links, self._relations = (store.column(n) for n in ("starts", "links", "relations"))
        #: The French forms of homograph n, by number in `Words`, and their inflections, are those from
        #: `surface_starts[n]` to `surface_starts[n + 1]`.
        self.surface_starts = store.column("surface_starts")
        self.surfaces_column, self.inflections = store.column("surfaces"), store.column("inflections")
        self._readings = lru_cache(maxsize=16384)(self._read)
        self._begins: Callable[[str], bool] = lru_cache(maxsize=16384)(
            # An inflection is that of the last word, so that those before it are as the thesauri have them.
            lambda words: any(True for table in (self.trie, self._irregular) for _ in table.iterkeys(words))
        )
        #: Vectors of meaning: int8, one row an intruder by its number; and one a homograph lemma.
        self.meanings, self.homograph_meanings = store.column("meanings"), store.column("homograph_meanings")

    def __len__(self) -> int:
        return len(self.surface_starts) - 1

    def readings(self, form: str) -> tuple[Reading, ...]:
        """The ways to understand a lower-case English form or phrase; none for what no thesaurus has."""
        return self._readings(form)

    def begins(self, words: str) -> bool:
        """Whether a phrase begins with some words in lower case, each with a blank behind it, and goes on."""
        return self._begins(words)

    def _read(self, form: str) -> tuple[Reading, ...]:
        found: dict[Reading, None] = {}
        number = self.trie.get(form)
        if number is not None:
            found[Reading(number, BASE)] = None
        for lemma, inflection in self._irregular.get(form, ()):
            found[Reading(lemma, inflection)] = None
        for inflection, rules in _ENDINGS:
            for ending, instead in rules:
                if form.endswith(ending) and len(form) > len(ending) + 1:
                    stem = form[: -len(ending)]
                    stems = [stem + instead]
                    if not instead and len(stem) > 3 and stem[-1] == stem[-2] and inflection != S:
                        stems.append(stem[:-1])
                    for lemma in stems:
                        number = self.trie.get(lemma)
                        if number is not None:
                            found[Reading(number, inflection)] = None
        return tuple(found)

    def linked(self, lemma: int) -> tuple[memoryview, memoryview]:
        """What the thesauri link to an intruder's lemma: the numbers of homographs, and the relations of each."""
        part = slice(self._starts[lemma], self._starts[lemma + 1])
        return self._links[part], self._relations[part]

    def links(self, lemma: int) -> Iterator[Link]:
        """The same, one by one."""
        return (Link(*pair) for pair in zip(*self.linked(lemma), strict=True))

    def surfaces(self, homograph: int) -> Iterator[Surface]:
        """The French forms of a homograph lemma."""
        for at in range(self.surface_starts[homograph], self.surface_starts[homograph + 1]):
            yield Surface(self.surfaces_column[at], self.inflections[at])


@cache
def open_homographs() -> Homographs:
    return Homographs()
