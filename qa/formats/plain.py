"""Plain text: paragraphs are separated by blank lines, and all of it is prose but what speaks to the checker."""

from __future__ import annotations

import re

from qa.document import Passage, Segment
from qa.extents import Extent
from qa.ignores import ignores

#: A line ending, and at least one more with nothing but white space between.
_GAP = re.compile(r"(?:\r\n?+|\n)[^\S\r\n]*+[\r\n]\s*+")
_LINE_END = re.compile(r"[ \t]*+(?:\r\n?|\n|\Z)")


def read(source: str) -> tuple[Passage, ...]:
    """One passage a paragraph, without the white space around it and the comments that keep the checker quiet."""
    passages: list[Passage] = []
    comments = [_room(source, ignore.start, ignore.end) for ignore in ignores(source)]
    start = first = 0
    for end, following in (*(gap.span() for gap in _GAP.finditer(source)), (len(source), len(source))):
        while first < len(comments) and comments[first][1] <= start:
            first += 1
        last = first
        while last < len(comments) and comments[last][0] < end:
            last += 1
        _add(passages, source, start, end, comments[first:last])
        start = following
    return tuple(passages)


def _room(source: str, start: int, end: int) -> Extent:
    """A comment with the white space that nobody needs without it: the rest of its line, or the blanks in front."""
    first = start
    while first and source[first - 1] in " \t":
        first -= 1
    rest = _LINE_END.match(source, end)
    if rest and (first == 0 or source[first - 1] in "\r\n"):
        return first, rest.end()
    return (start if source[end : end + 1].isalnum() else first), end


def _add(passages: list[Passage], source: str, start: int, end: int, comments: list[Extent]) -> None:
    """Adds the paragraph at `source[start:end]`, if there is anything in it but these comments."""
    if comments:
        _add_around(passages, source, start, end, comments)
        return
    text = source[start:end]
    start += len(text) - len(text.lstrip())
    end -= len(text) - len(text.rstrip())
    if start < end:
        passages.append(Passage.verbatim(source, start, end))


def _add_around(passages: list[Passage], source: str, start: int, end: int, comments: list[Extent]) -> None:
    kept: list[Extent] = []
    for first, last in (*comments, (end, end)):
        if start < first:
            kept.append((start, first))
        start = max(start, last)
    while kept and not source[slice(*kept[0])].strip():
        del kept[0]
    while kept and not source[slice(*kept[-1])].strip():
        del kept[-1]
    if not kept:
        return
    text = source[slice(*kept[0])]
    kept[0] = (kept[0][1] - len(text.lstrip()), kept[0][1])
    text = source[slice(*kept[-1])]
    kept[-1] = (kept[-1][0], kept[-1][0] + len(text.rstrip()))
    segments, at = [], 0
    for first, last in kept:
        segments.append(Segment(at, at + last - first, first, last))
        at += last - first
    passages.append(Passage("".join(source[first:last] for first, last in kept), tuple(segments)))
