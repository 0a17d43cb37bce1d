"""Which parts of a text hold a word worth a look: most hold none, and are to cost next to nothing.

A text has far fewer spellings than words. So what stands between two blanks (*l’été,*) is judged once, and remembered:
to screen a text is then to split it and to look its pieces up, many times cheaper than to make tokens of it. No word of
`qa.language.tokens` has a blank in it, so that the words of the pieces are the words of the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from qa.extents import Extent
from qa.language.tokens import WORD

#: Spellings remembered: a bound on memory. Few texts have more between their blanks, but for numbers and names.
_REMEMBERED = 50_000

#: A text longer than this is screened in parts of about `_PART` characters.
_LONG, _PART = 300, 120
#: So many words on either side of a part are read with it: more than any rule looks at beside a word. So many
#: characters they mostly take.
_MARGIN, _REACH = 9, 72


class Screen(dict[str, int]):
    """What `judge` says of the words in each spelling: a number, 0 for those of no interest. Numbers add up.

    Safe to share between threads: at worst two of them judge the same.
    """

    def __init__(self, judge: Callable[[Sequence[str]], int]) -> None:
        super().__init__()
        self._judge = judge

    def __missing__(self, spelling: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[spelling] = found = self._judge(WORD.findall(spelling))
        return found

    def total(self, text: str) -> int:
        """The sum over the spellings of a text."""
        return sum(map(self.__getitem__, text.split()))

    def parts(
        self,
        text: str,
        least: int = 1,
        also: Sequence[Extent] = (),
        wanted: Callable[[int, int], bool] | None = None,
    ) -> Iterator[Extent]:
        """The parts of a text, in order and apart, with the words of interest and those beside them.

        `least` is what the spellings of a part must sum up to; `also` are extents of interest whatever they hold. With
        `wanted`, which says of a spelling in its place whether it is of interest there, there must be such a one that
        counts for `least` by itself. A short text is one part.
        """
        if self.total(text) < least and not also:
            return
        cut = ((0, len(text)),) if len(text) <= _LONG else _cut(text)
        found = [
            part
            for part in cut
            if self.total(text[slice(*part)]) >= least
            and (wanted is None or any(wanted(*spot) for spot in self._spots(text, *part, least)))
        ]
        if len(text) <= _LONG:
            if found or also:
                yield 0, len(text)
            return
        start = end = -1
        for extent in sorted((*found, *also)):
            low, high = near(text, *extent)
            if low > end:
                if end >= 0:
                    yield start, end
                start = low
            end = max(end, high)
        if end >= 0:
            yield start, end

    def _spots(self, text: str, start: int, end: int, least: int) -> Iterator[Extent]:
        """Where the spellings stand that count for `least` by themselves."""
        at = start
        for spelling in text[start:end].split():
            if self[spelling] >= least:
                at = text.index(spelling, at)
                yield at, at + len(spelling)
                at += len(spelling)


def _cut(text: str) -> Iterator[Extent]:
    """The text in parts that end at blanks."""
    start = 0
    while start < len(text):
        end = text.find(" ", start + _PART)
        if end < 0:
            end = len(text)
        yield start, end
        start = end


def near(text: str, start: int, end: int) -> Extent:
    """The part of a text, from blank to blank, that holds `text[start:end]` and some words on either side."""
    low, high, reach = start, end, _REACH
    while low > 0:
        low = text.rfind(" ", 0, max(0, start - reach)) + 1
        if len(WORD.findall(text, low, start)) > _MARGIN:
            break
        reach *= 2
    reach = _REACH
    while high < len(text):
        high = text.find(" ", end + reach)
        high = len(text) if high < 0 else high
        if len(WORD.findall(text, end, high)) > _MARGIN:
            break
        reach *= 2
    return low, high
