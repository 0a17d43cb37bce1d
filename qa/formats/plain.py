"""Plain text: paragraphs are separated by blank lines, and all of it is prose."""

from __future__ import annotations

import re

from qa.document import Passage

#: A line ending, and at least one more with nothing but white space between.
_GAP = re.compile(r"(?:\r\n?+|\n)[^\S\r\n]*+[\r\n]\s*+")


def read(source: str) -> tuple[Passage, ...]:
    """One passage a paragraph, without the white space around it."""
    passages: list[Passage] = []
    start = 0
    for gap in _GAP.finditer(source):
        _add(passages, source, start, gap.start())
        start = gap.end()
    _add(passages, source, start, len(source))
    return tuple(passages)


def _add(passages: list[Passage], source: str, start: int, end: int) -> None:
    text = source[start:end]
    start += len(text) - len(text.lstrip())
    end -= len(text) - len(text.rstrip())
    if start < end:
        passages.append(Passage.verbatim(source, start, end))
