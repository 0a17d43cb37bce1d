"""From an English lemma to the French words that dictionaries give for it.

A translator, or a program that knows two languages, leaves English of which no homograph tells: *courtroom* stood for
*tribunal*. The data is drawn from works under the GPL and lies in a file of its own (`corpora/SOURCES.md`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from qa.lexicon.store import Store
from qa.lexicon.words import DATA

#: Who vouches for a translation, as bits: an English–French dictionary, a French–English one, two by way of a third
#: language.
FORTH, BACK, PIVOT = 1, 2, 4


class Translation(NamedTuple):
    """A French lemma, by its number here, and the dictionaries that give it."""

    lemma: int
    sources: int


class Bilingual:
    """The dictionaries, memory-mapped. English lemmas are those of `qa.lexicon.homographs`, by number."""

    def __init__(self) -> None:
        store = Store(DATA / "bilingual.bin")
        #: The English lemmas, ascending; the translations of the n-th, by the number of their French lemma, are those
        #: from `starts[n]` to `starts[n + 1]`.
        self.heads, self.starts = store.column("heads"), store.column("starts")
        self.lemmas, self._sources = store.column("lemmas"), store.column("sources")
        #: The forms of French lemma n, by number in `Words`, and the English inflections that they look like, are those
        #: from `surface_starts[n]` to `surface_starts[n + 1]`.
        self.surface_starts = store.column("surface_starts")
        self.surfaces, self.inflections = store.column("surfaces"), store.column("inflections")

    def translations(self, head: int) -> tuple[Translation, ...]:
        """The French lemmas for an English one; none where no dictionary has it."""
        at = bisect_left(self.heads, head)
        if at == len(self.heads) or self.heads[at] != head:
            return ()
        span = slice(self.starts[at], self.starts[at + 1])
        return tuple(map(Translation, self.lemmas[span], self._sources[span]))

    def pairs(self) -> Iterator[tuple[int, Translation]]:
        """Every English lemma with each of its translations."""
        for head in self.heads:
            for translation in self.translations(head):
                yield head, translation


@cache
def open_bilingual() -> Bilingual:
    return Bilingual()
