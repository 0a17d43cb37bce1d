"""The words of a whole page: what it speaks of, it mostly speaks of more than once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from qa.language.tokens import WORD
from qa.lexicon.forms import open_forms

#: Of a form that may be many things so many readings are believed.
_READINGS = 2


class Vocabulary:
    """How often a page has each form, in lower case, and each lemma."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.forms = Counter(word.lower().replace("’", "'") for text in texts for word in WORD.findall(text))

    @cached_property
    def _lemmas(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        for form, count in self.forms.items():
            for lemma in _lemmas_of(form):
                counts[lemma] += count
        return counts

    def kin(self, form: str) -> int:
        """How often the page has any form of the same word."""
        return max((self._lemmas[lemma] for lemma in _lemmas_of(form)), default=self.forms[form])


def _lemmas_of(form: str) -> set[str]:
    return {reading.lemma for reading in open_forms().analyses(form)[:_READINGS]}
