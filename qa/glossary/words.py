"""Words as terms see them: letters and digits only, so that hyphen and space, ' and ’ come to the same."""

from __future__ import annotations

import re
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+")


#: Words that end with an apostrophe, without it.
ELIDED = frozenset(WORD.findall("c d j l m n s t qu jusqu lorsqu puisqu quoiqu"))
#: After a hyphen: a French pronoun or particle, which leaves the word before it a word.
_CLITIC = re.compile(
    r"(?:t[-‑])?(?:je|tu|il|elle|on|nous|vous|ils|elles|ce|ci|là|le|la|les|lui|leur|y|en|moi|toi)\b", re.IGNORECASE
)


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


def shared(wrong: str, right: str) -> tuple[int, int]:
    """How many words two wordings share at the beginning and at the end, joined alike to what lies between.

    Both are 0 where one wording would have nothing left.
    """
    one, other = words(wrong), words(right)
    shortest = min(len(one), len(other))

    def same(number: int, beyond: int) -> bool:
        """Whether words of the same number, counted from either end, are the same and so is what joins them inwards."""
        mine, theirs = one[number], other[number]
        seams = (
            (wrong[mine.end : one[beyond].start], right[theirs.end : other[beyond].start])
            if number < beyond
            else (wrong[one[beyond].end : mine.start], right[other[beyond].end : theirs.start])
        )
        return mine.text.lower() == theirs.text.lower() and seams[0] == seams[1]

    first = 0
    while first < shortest - 1 and same(first, first + 1):
        first += 1
    last = 0
    while last < shortest - 1 - first and same(-1 - last, -2 - last):
        last += 1
    return first, last


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether the match is a word of its own, not a part of a compound, an address or a path."""
    front, back = text[max(0, start - 2) : start], text[end : end + 2]
    if front[-1:] in ("_", "@", "/", "#") or (
        front[-1:] in ("-", "‑", ".") and front[:1].isalnum() and len(front) == 2
    ):
        return False
    if front[-1:] in ("'", "’") and front[:1].isalpha() and not _after_elision(text, start):
        return False
    if back[:1] in ("_", "@", "/") or (back[:1] in ("'", "’") and back[1:].isalpha()):
        return False
    if back[:1] == "." and back[1:].isalpha() and back[1:].islower():
        return False
    return not (back[:1] in ("-", "‑") and back[1:].isalnum() and not _CLITIC.match(text, end + 1))


def _after_elision(text: str, start: int) -> bool:
    last = WORD.findall(text, max(0, start - 10), start - 1)
    return bool(last) and last[-1].lower() in ELIDED
