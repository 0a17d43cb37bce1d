"""What stands around the words of a passage: their language, names, quotation marks, code."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from qa.document import Passage
from qa.language.quotations import quotations
from qa.language.tokens import Token, folded
from qa.lexicon.words import UNKNOWN, open_words

#: Touching a word, these make it part of an address, a file name, code or markup.
_CODE_BEFORE = frozenset("/.@#_={}<>\\~$&%+*|[^`0123456789-")
_CODE_AFTER = frozenset("/@#_={}<>\\~$&%+*|^`0123456789-")

#: A stroke between two words, neither part of a path: *personnes/organisations*.
_ALTERNATIVE = re.compile(r"(?:^|[\s(«“\"])[^\W\d_]+/$")
_OTHER = re.compile(r"/[^\W\d_]+(?=$|[\s).,;:»”\"])")

_SINGLE_MARKS = re.compile(r"(?<!\w)['‘](?=\w)[^'’‘\n]{2,80}['’](?!\w)")
_PARENTHESIS = re.compile(r"\([^()]{1,120}\)|\[[^\[\]]{1,120}\]")

#: English words that join: an English gloss in parentheses does not begin with one, a damaged French aside may.
_JOINING = frozenset(
    "through by with from of in on at for to and or but because while when where which who that as than into over "
    "under".split()
)

#: From so much foreignness (`Word.foreignness`) on a word is foreign, and from so much on it is nothing but English.
_FOREIGN, _SURELY_ENGLISH = 0.7, 2.0
#: Of the words of an English stretch so many are English; the others are names, numbers, words of both languages.
_THROUGHOUT = 0.75
#: Words further off tell no more of a run of English.
_LONGEST_RUN = 4

#: As long as this a stretch in quotation marks may be English from end to end and still be a quotation.
_LONGEST_GLOSS = 400


def _in_code(text: str, start: int, end: int) -> bool:
    """Whether what touches a word makes it part of an address, a path or code; one stroke between words does not."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if before and before in _CODE_BEFORE and not text[max(0, start - 3) : start].endswith(("...", "--")):
        return before != "/" or not _ALTERNATIVE.search(text[max(0, start - 30) : start])
    if after and after in _CODE_AFTER and text[end : end + 2] != "--":
        return after != "/" or not _OTHER.match(text, end)
    return bool(after) and after in ".:" and text[end + 1 : end + 2].islower()


class Neighbour(NamedTuple):
    """How English a neighbouring word is, from 0 to 1, and whether (0 or 1) it looks like a name."""

    english: float
    name: float


_NOBODY = Neighbour(0.0, 0.0)


class Surroundings:
    """One passage's words with what the lexicon knows of them, and the extents that are foreign on purpose.

    `foreign` are extents that are known to be in another language.
    """

    def __init__(self, passage: Passage, found: Sequence[Token], foreign: Sequence[tuple[int, int]] = ()) -> None:
        lexicon = open_words()
        self.passage, self.tokens = passage, found
        self.words = [lexicon.get(folded(token.text)) or UNKNOWN for token in found]
        self._starts = [token.start for token in found]
        self._quotations = quotations(passage.text)
        self._glosses = [
            *((start, end) for start, end in self._asides() if self._foreign_throughout(start, end)),
            *passage.breaks,
            *foreign,
        ]

    def _asides(self) -> list[tuple[int, int]]:
        text = self.passage.text
        asides = [
            (q.start, q.end) for q in self._quotations if q.opened and q.closed and q.end - q.start < _LONGEST_GLOSS
        ]
        asides += [match.span() for match in _SINGLE_MARKS.finditer(text)]
        if "(" in text or "[" in text:
            asides += [match.span() for match in _PARENTHESIS.finditer(text)]
        return asides

    def _english(self, at: int) -> float:
        return self.words[at].foreignness

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The first and the last of the tokens that stand in a stretch of the text."""
        first = bisect_right(self._starts, start - 1)
        return first, max(first, bisect_right(self._starts, end - 1) - 1)

    def is_name(self, at: int) -> bool:
        """Whether a word has a capital inside of a sentence."""
        token = self.tokens[at]
        if not token.text[0].isupper():
            return False
        before = self.passage.text[: token.start].rstrip(" \u00a0\u202f«“\"'’(")[-1:]
        return bool(before) and before not in ".!?\n:–—•"

    def _foreign_throughout(self, start: int, end: int) -> bool:
        """Whether a stretch holds English words and no French ones (what both have counts as neither)."""
        first = bisect_right(self._starts, start - 1)
        last = bisect_right(self._starts, end - 1)
        inside = [i for i in range(first, last) if self.tokens[i].text[0].isalpha()]
        if not inside or self.tokens[inside[0]].text.lower() in _JOINING:
            return False
        english = sum(self._english(i) > 0.0 or self.tokens[i].text[0].isupper() for i in inside)
        return english >= _THROUGHOUT * len(inside) and any(self._english(i) > 0.0 for i in inside)

    def foreign_on_purpose(self, start: int, end: int, first: int, last: int) -> bool:
        """Whether a mention is a name, in capitals, part of an address or of code, or of an aside wholly in English."""
        text = self.passage.text
        if _in_code(text, start, end):
            return True
        if any(self.is_name(i) for i in range(first, last + 1)):
            return True
        if text[start:end].isupper() and end - start > 1:
            return True
        return any(low <= start and end <= high for low, high in self._glosses)

    def quoted(self, offset: int) -> bool:
        """Whether an offset lies within quotation marks."""
        return any(q.start <= offset < q.end for q in self._quotations if q.opened and q.closed)

    def _neighbour(self, at: int) -> Neighbour:
        if not 0 <= at < len(self.tokens):
            return _NOBODY
        return Neighbour(min(1.0, max(0.0, self._english(at) / _SURELY_ENGLISH)), float(self.is_name(at)))

    def neighbours(self, first: int, last: int) -> tuple[Neighbour, Neighbour]:
        """What stands before and after the tokens from `first` to `last`."""
        return self._neighbour(first - 1), self._neighbour(last + 1)

    def run(self, first: int, last: int) -> float:
        """How many English words or names touch these tokens without a French word between, at most `_LONGEST_RUN`."""
        before, after = range(first - 1, -1, -1), range(last + 1, len(self.tokens))
        count = sum(1 for way in (before, after) for _ in takewhile(self._foreign, way[:_LONGEST_RUN]))
        return float(min(_LONGEST_RUN, count))

    def _foreign(self, at: int) -> bool:
        return self._english(at) > _FOREIGN or self.is_name(at)
