"""A place in a text where one word or phrase is in doubt, and the words around it as the context model reads them."""

from __future__ import annotations

import re
from typing import NamedTuple

from qa.language.ngrams import BEGIN, END, model_tokens

#: As far as a sentence's words are looked at on either side, in characters.
_REACH = 160

#: As far as most places need to be read to find the two tokens next to them.
_NEAR = 30

_SENTENCE_END = re.compile(r"[.!?…]\s+(?=[^\W\d_])|\n\s*\n")


class Slot(NamedTuple):
    """The doubtful text and the model's tokens around it, the sentence's ends marked.

    The nearest token is the last of `left` and the first of `right`.
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    text: str


class Edges(NamedTuple):
    """The two tokens of the model on either side of a place, in the order of the text."""

    outer: str
    before: str
    after: str
    last: str


def edges(text: str, start: int, end: int) -> Edges:
    """The tokens next to `text[start:end]` of a passage: those of its slot, for far less than a slot costs."""
    left, right = _near_left(text, start), _near_right(text, end)
    if left is None or right is None:
        found = slot(text, start, end)
        left, right = list(found.left), list(found.right)
    return Edges(*(BEGIN, BEGIN, *left)[-2:], *(*right, END, END)[:2])


def _near_left(text: str, start: int) -> list[str] | None:
    """The last tokens before an offset, two at least or the first of a sentence; None where that takes more reading."""
    low = text.rfind(" ", max(0, start - _REACH), max(0, start - _NEAR))
    if low < 0:
        return None
    before = text[low:start]
    ends = [match.end() for match in _SENTENCE_END.finditer(before)]
    found = model_tokens(before[ends[-1] :] if ends else before)
    if ends:
        return [BEGIN, *found]
    return found if len(found) > 2 else None


def _near_right(text: str, end: int) -> list[str] | None:
    """The first tokens after an offset; None where they cannot be told without more reading."""
    high = text.find(" ", end + _NEAR, end + _REACH)
    found = model_tokens(text[end:high]) if high >= 0 else ()
    return list(found) if len(found) > 2 else None


def slot(text: str, start: int, end: int) -> Slot:
    """The slot at `text[start:end]` of a passage."""
    before = text[max(0, start - _REACH) : start]
    after = text[end : end + _REACH]
    complete_left, complete_right = start <= _REACH, end + _REACH >= len(text)
    ends = [match.end() for match in _SENTENCE_END.finditer(before)]
    if ends:
        before, complete_left = before[ends[-1] :], True
    left = model_tokens(before)
    right = model_tokens(after)
    if complete_left:
        left = [BEGIN, *left]
    elif left:
        left = left[1:]
    if complete_right:
        right = [*right, END]
    elif right:
        right = right[:-1]
    return Slot(tuple(left), tuple(right), text[start:end])
