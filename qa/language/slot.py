"""A place in a text where one word or phrase is in doubt, and the words around it as the context model reads them."""

from __future__ import annotations

import re
from typing import NamedTuple

from qa.language.ngrams import BEGIN, END, model_tokens

#: As far as a sentence's words are looked at on either side, in characters.
_REACH = 160

_SENTENCE_END = re.compile(r"[.!?…]\s+(?=[^\W\d_])|\n\s*\n")


class Slot(NamedTuple):
    """The doubtful text and the model's tokens around it, the sentence's ends marked.

    The nearest token is the last of `left` and the first of `right`.
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    text: str


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
