"""Every word form that we know: how often French has it, how often English has it.

Frequencies are on the Zipf scale: the logarithm (base 10) of the occurrences in a billion words, 0 for none.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import marisa_trie

from qa.lexicon.store import Store

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DATA = Path(__file__).parent / "data"

#: Frequencies are stored in steps of 1/STEPS.
STEPS = 30

#: How much more often (Zipf) the web has a plain French word than edited text has it, at most, as a rule.
_WEB_EXCESS = 0.2

DICTIONARY = 1  # a French dictionary has the form
HOMOGRAPH = 2  # English spells a word alike
ENGLISH = 4  # an English thesaurus has it, as a lemma or inflected
OPENS_PHRASE = 8  # an English thesaurus has a phrase that begins with it


class Word(NamedTuple):
    """A form's frequencies in edited French (`french`), on the French web with its English (`web`), in English."""

    number: int
    french: float
    web: float
    english: float
    flags: int

    @property
    def foreignness(self) -> float:
        """How much commoner the form is in English than in French, in powers of ten.

        A word of the dictionary that edited text happens to lack is judged by the web, whose French holds some English.
        """
        return self.english - max(self.french, self.web - _WEB_EXCESS if self.flags & DICTIONARY else 0.0)


#: What is known of a form never seen.
UNKNOWN = Word(-1, 0.0, 0.0, 0.0, 0)


class Words:
    """The forms, lower case."""

    def __init__(self) -> None:
        self.trie = marisa_trie.Trie()
        self.trie.mmap(str(DATA / "words.marisa"))
        store = Store(DATA / "words.bin")
        self._french, self._web, self._english = (store.column(name) for name in ("french", "web", "english"))
        self._flags = store.column("flags")
        self._get = lru_cache(maxsize=65536)(self._read)
        self._number: Callable[[str], int] = lru_cache(maxsize=65536)(lambda form: self.trie.get(form, -1))

    @property
    def frequencies(self) -> memoryview:
        """The French frequency of every form by its number, in steps of 1/STEPS."""
        return self._french

    def get(self, form: str) -> Word | None:
        """What is known of a lower-case form."""
        return self._get(form)

    def _read(self, form: str) -> Word | None:
        number = self.trie.get(form)
        if number is None:
            return None
        return Word(
            number,
            self._french[number] / STEPS,
            self._web[number] / STEPS,
            self._english[number] / STEPS,
            self._flags[number],
        )

    def french_of(self, numbers: NDArray[np.int64]) -> NDArray[np.float64]:
        """The French frequencies of the forms with these numbers."""
        return _zipf(self._french, numbers)

    def english_of(self, numbers: NDArray[np.int64]) -> NDArray[np.float64]:
        """The English frequencies of the forms with these numbers."""
        return _zipf(self._english, numbers)

    def number(self, form: str) -> int:
        """The form's number, -1 for an unknown one."""
        return self._number(form)


def _zipf(column: memoryview, numbers: NDArray[np.int64]) -> NDArray[np.float64]:
    import numpy as np  # not at the top: a page without doubtful words needs no arrays

    return np.asarray(np.frombuffer(column, dtype=np.uint8)[numbers] / STEPS)


@cache
def open_words() -> Words:
    return Words()
