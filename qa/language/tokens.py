"""Words of French text, by offset."""

from __future__ import annotations

import re
from typing import NamedTuple

#: A word: letters and digits, with inner hyphens; a French elision (l', qu', aujourd'hui keeps its own) ends one.
WORD = re.compile(
    r"(?:aujourd|presqu|quelqu|prud)['’]\w+(?:-\w+)*"
    r"|(?:\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’])"
    r"|[^\W_]+(?:[-‑][^\W_]+)*",
    re.IGNORECASE,
)


class Token(NamedTuple):
    """A word at `text[start:end]` of a passage; an elided one keeps its apostrophe."""

    start: int
    end: int
    text: str


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words of a text, or of the part of it from `start` to `end`, in order; punctuation is not among them.

    >>> [token.text for token in tokens("L’ampleur, c’est-à-dire l'event.")]
    ['L’', 'ampleur', 'c’', 'est-à-dire', "l'", 'event']
    """
    # Straight to the tuple: half of what a token costs is its own constructor.
    new, stop = tuple.__new__, len(text) if end is None else end
    return [new(Token, (match.start(), match.end(), match[0])) for match in WORD.finditer(text, start, stop)]


def folded(text: str) -> str:
    """A word or phrase as the tables have it: in lower case, with plain apostrophes.

    >>> folded("Qu’")
    "qu'"
    """
    return text.lower().replace("’", "'")
