"""What stands around the words of a passage: their language, names, quotation marks, code."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, takewhile
from operator import itemgetter
from typing import NamedTuple

from qa.document import Passage
from qa.language.quotations import quotations
from qa.language.tokens import Token, folded, tokens
from qa.lexicon.words import UNKNOWN, Word, open_words

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

_start = itemgetter(0)

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


def before_marks(text: str, start: int, marks: str) -> str:
    """The character before `text[start:]` and before the marks that stand there; "" at the beginning of the text."""
    while start and text[start - 1] in marks:
        start -= 1
    return text[start - 1 : start]


#: What follows the first of two names that make one.
_AND_ANOTHER = re.compile(r" & [A-ZÀ-Þ]")


def looks_like_name(text: str, token: Token) -> bool:
    """Whether a word of a text has a capital inside of a sentence, or begins a name of two: *Channel & Isles*."""
    if not token.text[0].isupper():
        return False
    before = before_marks(text, token.start, " \u00a0\u202f«“\"'’(")
    return bool(before and before not in ".!?\n:–—•") or bool(_AND_ANOTHER.match(text, token.end))


class Neighbour(NamedTuple):
    """How English a neighbouring word is, from 0 to 1, and whether (0 or 1) it looks like a name."""

    english: float
    name: float


_NOBODY = Neighbour(0.0, 0.0)

#: All marks that an aside may open with.
_ANY = frozenset("«“„\"'‘([")


class Asides:
    """The quotations and parentheses of a text; where they are, and which in English, is found out if one asks."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._foreign: dict[tuple[int, int], bool] = {}

    @cached_property
    def _closed(self) -> list[tuple[int, int]]:
        return [(q.start, q.end) for q in quotations(self._text) if q.opened and q.closed]

    @cached_property
    def _quoted(self) -> _Extents:
        return _Extents(self._closed)

    @cached_property
    def _asides(self) -> list[tuple[int, int]]:
        text = self._text
        asides = [(start, end) for start, end in self._closed if end - start < _LONGEST_GLOSS]
        if "'" in text or "‘" in text:
            asides += [match.span() for match in _SINGLE_MARKS.finditer(text)]
        if "(" in text or "[" in text:
            asides += [match.span() for match in _PARENTHESIS.finditer(text)]
        return sorted(asides)

    def quoted(self, offset: int) -> bool:
        """Whether an offset lies within quotation marks."""
        return self._quoted.hold(offset, offset + 1)

    def foreign(self, start: int, end: int, marks: Container[str] = _ANY) -> bool:
        """Whether a stretch of the text lies in an aside that is wholly in English, and opens with one of `marks`."""
        for at in range(bisect_right(self._asides, (start + 1,)) - 1, -1, -1):
            aside = self._asides[at]
            if aside[0] < start - _LONGEST_GLOSS:
                break
            if end <= aside[1] and self._text[aside[0]] in marks and self._foreign_throughout(aside):
                return True
        return False

    def _foreign_throughout(self, aside: tuple[int, int]) -> bool:
        """Whether an aside holds English words and no French ones (what both have counts as neither)."""
        if aside not in self._foreign:
            inside = [token.text for token in tokens(self._text, *aside) if token.text[0].isalpha()]
            self._foreign[aside] = bool(inside) and inside[0].lower() not in _JOINING and _are_english(inside)
        return self._foreign[aside]


def _are_english(words: Sequence[str]) -> bool:
    english = [_known(word).foreignness > 0.0 for word in words]
    foreign = sum(here or word[0].isupper() for here, word in zip(english, words, strict=True))
    return foreign >= _THROUGHOUT * len(words) and any(english)


class _Extents:
    """Stretches of a text in the order of their beginnings, and how far those up to each of them reach."""

    def __init__(self, extents: Sequence[tuple[int, int]]) -> None:
        ordered = sorted(extents)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))

    def hold(self, start: int, end: int) -> bool:
        """Whether one of them holds all of a stretch."""
        at = bisect_right(self._starts, start)
        return at > 0 and end <= self._reach[at - 1]


@lru_cache(maxsize=65536)
def _known(word: str) -> Word:
    """What the lexicon knows of a word as typed."""
    return open_words().get(folded(word)) or UNKNOWN


@lru_cache(maxsize=65536)
def _foreignness(word: str) -> float:
    return _known(word).foreignness


class Surroundings:
    """The words of a passage, or of a part of it, with what the lexicon knows of them; and what is foreign on purpose.

    `foreign` are extents that are known to be in another language, `asides` those of the passage, where they are at
    hand. In a part of a passage no word stands at its edge that another is asked about.
    """

    def __init__(
        self,
        passage: Passage,
        found: Sequence[Token],
        foreign: Sequence[tuple[int, int]] = (),
        asides: Asides | None = None,
    ) -> None:
        self.passage, self.tokens = passage, found
        self._asides = asides or Asides(passage.text)
        self._others = (*passage.breaks, *foreign)
        #: Of each token asked about whether it looks like a name: neighbours share theirs.
        self._names: dict[int, bool] = {}

    def word(self, at: int) -> Word:
        """What the lexicon knows of a token."""
        return _known(self.tokens[at].text)

    def _english(self, at: int) -> float:
        return _foreignness(self.tokens[at].text)

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The first and the last of the tokens that stand in a stretch of the text."""
        first = bisect_right(self.tokens, start - 1, key=_start)
        return first, max(first, bisect_right(self.tokens, end - 1, key=_start) - 1)

    def is_name(self, at: int) -> bool:
        """Whether a word has a capital inside of a sentence, or begins a name of two: *Channel & Isles*."""
        if at not in self._names:
            self._names[at] = looks_like_name(self.passage.text, self.tokens[at])
        return self._names[at]

    def foreign_on_purpose(self, start: int, end: int, first: int, last: int) -> bool:
        """Whether a mention is a name, in capitals, part of an address or of code, or of an aside wholly in English."""
        text = self.passage.text
        if _in_code(text, start, end):
            return True
        if any(self.is_name(i) for i in range(first, last + 1)):
            return True
        if text[start:end].isupper() and end - start > 1:
            return True
        return any(low <= start and end <= high for low, high in self._others) or self._asides.foreign(start, end)

    def quoted(self, offset: int) -> bool:
        """Whether an offset lies within quotation marks."""
        return self._asides.quoted(offset)

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
