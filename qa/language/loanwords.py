"""English that French has taken in, under a spelling of its own: *weekend* for *week-end*, *best sellers*.

And French that was typed without its accents, which looks English: *metres*, *flute*.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from qa.lexicon.words import DICTIONARY, open_words

#: A part of a hyphenated word has so many letters at least.
_SHORTEST = 3


@lru_cache(maxsize=4096)
def hyphenated(form: str) -> bool:
    """Whether a French dictionary has a lower-case form or phrase with a hyphen in it."""
    if " " in form:
        return _in_dictionary(form.replace(" ", "-"))
    places = range(_SHORTEST, len(form) - _SHORTEST + 1)
    return any(_in_dictionary(f"{form[:at]}-{form[at:]}") for at in places)


def _in_dictionary(form: str) -> bool:
    word = open_words().get(form)
    return word is not None and bool(word.flags & DICTIONARY)


def plain(word: str) -> str:
    """A word without its accents.

    >>> plain("flûte")
    'flute'
    """
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
