"""Where a finding stands, as other programs count: paths below the folder of the run, lines and columns."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from itertools import accumulate
from pathlib import Path, PurePath
from typing import Literal, NamedTuple

from qa.document import Document
from qa.finding import Edit, Suggestion, apply_edits

#: What a column counts. A `👍` is one code point, two UTF-16 code units, four bytes of UTF-8.
Unit = Literal["code points", "utf-16", "utf-8"]

_NO_UNICODE = re.compile("[\ud800-\udfff]")


class Span(NamedTuple):
    """A stretch of a source, lines and columns from 1, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


def span(document: Document, start: int, end: int, unit: Unit = "code points") -> Span:
    """Where `source[start:end]` stands."""
    return Span(*_position(document, start, unit), *_position(document, end, unit))


def _position(document: Document, offset: int, unit: Unit) -> tuple[int, int]:
    line, column = document.lines.position(offset)
    if unit == "code points":
        return line, column
    size = _Sizes.of(document.source, unit)
    return line, size.before(offset) - size.before(offset - column + 1) + 1


class _Sizes:
    """How many code units lie before an offset of a text, counted from the nearest of places known.

    A line may be the whole file: to count from its beginning for each finding would take the square of its length.
    """

    _EACH = 512

    def __init__(self, text: str, unit: Unit) -> None:
        self._text, self._encoding = text, "utf-8" if unit == "utf-8" else "utf-16-le"
        self._width = 1 if unit == "utf-8" else 2
        parts = (text[at : at + self._EACH] for at in range(0, len(text), self._EACH))
        self._known = [0, *accumulate(map(self._size, parts))]

    @staticmethod
    @lru_cache(maxsize=2)
    def of(text: str, unit: Unit) -> _Sizes:
        """Of a text that is asked for again and again, as all findings of a document do."""
        return _Sizes(text, unit)

    def _size(self, text: str) -> int:
        return len(text.encode(self._encoding, "surrogatepass")) // self._width

    def before(self, offset: int) -> int:
        at = offset // self._EACH
        return self._known[at] + self._size(self._text[at * self._EACH : offset])


def relative(path: str) -> str:
    """The path with slashes, below the working folder where it lies there; otherwise absolute, as no `..` is followed.

    What is no Unicode in it becomes U+FFFD: the programs that read reports refuse a whole report for such a name.
    """
    return _NO_UNICODE.sub("\N{REPLACEMENT CHARACTER}", _below(path).as_posix())


def uri(path: str) -> tuple[str, bool]:
    """A reference to the path by the bytes of its name, and whether it is relative to the working folder."""
    from urllib.parse import quote

    below = _below(path)
    if below.is_absolute():
        return "file://" + quote(os.fsencode(below.as_posix() if os.sep == "/" else "/" + below.as_posix())), False
    return quote(os.fsencode(below.as_posix())), True


def _below(path: str) -> PurePath:
    here = Path.cwd()
    whole = Path(os.path.normpath(here / path))
    return whole.relative_to(here) if whole.is_relative_to(here) else whole


def merged(document: Document, suggestion: Suggestion) -> Edit | None:
    """The one edit that does all that a suggestion asks for, what stands between its edits included.

    None for a suggestion without edits.
    """
    if not suggestion.edits:
        return None
    start = min(edit.start for edit in suggestion.edits)
    end = max(edit.end for edit in suggestion.edits)
    inside = [Edit(edit.start - start, edit.end - start, edit.text) for edit in suggestion.edits]
    return Edit(start, end, apply_edits(document.source[start:end], inside))
