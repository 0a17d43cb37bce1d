"""The words of a whole page: what it speaks of, it mostly speaks of more than once."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from qa.language.tokens import WORD, folded
from qa.lexicon.forms import open_forms
from qa.lexicon.words import UNKNOWN, open_words

#: Of a form that may be many things so many readings are believed.
_READINGS = 2


class Vocabulary:
    """How often a page has each form, in lower case, and each lemma; and how often French has them."""

    def __init__(self, texts: Iterable[str]) -> None:
        spellings = Counter(spelling for text in texts for spelling in text.split())
        self.forms = Counter[str]()
        # No word has a blank in it, and a page has far fewer spellings between blanks than words.
        for spelling, count in spellings.items():
            for word in WORD.findall(spelling):
                self.forms[folded(word)] += count
        self.size = self.forms.total()
        self._echoes: dict[tuple[str, int], float] = {}
        self._kin: dict[tuple[str, int], float] = {}

    @cached_property
    def _lemmas(self) -> dict[str, tuple[int, float]]:
        """Of each lemma the occurrences on the page, and those that a text of its length has of these forms."""
        found: dict[str, tuple[int, float]] = {}
        for form, count in self.forms.items():
            usual = self._usual(form)
            for lemma in _lemmas_of(form):
                before, expected = found.get(lemma, (0, 0.0))
                found[lemma] = before + count, expected + usual
        return found

    def _usual(self, form: str) -> float:
        return self.size * 10 ** ((open_words().get(form) or UNKNOWN).french - 9)

    def echo(self, form: str, *, less: int = 0) -> float:
        """How much oftener than French the page has a form, as a natural logarithm, never below 0; `less` of its
        occurrences do not count.
        """
        key = form, less
        if key not in self._echoes:  # the same candidates are asked about again and again
            self._echoes[key] = _oftener(self.forms[form] - less, self._usual(form))
        return self._echoes[key]

    def kin(self, form: str, *, less: int = 0) -> float:
        """The same of all forms of the word."""
        key = form, less
        if key not in self._kin:
            self._kin[key] = self._of_kin(form, less)
        return self._kin[key]

    def _of_kin(self, form: str, less: int) -> float:
        known = [self._lemmas[lemma] for lemma in _lemmas_of(form) if lemma in self._lemmas]
        count, usual = max(known, default=(self.forms[form], self._usual(form)))
        return _oftener(count - less, usual)


def _oftener(count: int, usual: float) -> float:
    return max(0.0, math.log((max(count, 0) + 1) / (usual + 1)))


def _lemmas_of(form: str) -> set[str]:
    """The lemmas of a form; of one that no dictionary has what is left without the endings of plural and feminine."""
    known = {reading.lemma for reading in open_forms().analyses(form)[:_READINGS]}
    return known or {form.removesuffix("s").removesuffix("e")}
