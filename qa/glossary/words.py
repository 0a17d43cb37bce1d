"""Words as terms see them: letters and digits only, so that hyphen and space, ' and ’ come to the same."""

from __future__ import annotations

import re
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+")


class Word(NamedTuple):
    """The word at `text[start:end]`."""

    start: int
    end: int
    text: str


def words(text: str) -> list[Word]:
    """The words of a text, in order.

    >>> [word.text for word in words("l’event-clé")]
    ['l', 'event', 'clé']
    """
    return [Word(match.start(), match.end(), match.group()) for match in WORD.finditer(text)]
