"""Lines and columns as an editor counts them: both from 0, columns in the units that client and server agreed on."""

from __future__ import annotations

from typing import Literal, NamedTuple

from qa.document import LineIndex

#: What a column counts: bytes, 16-bit units or code points. A `👍` is four, two, one of them.
Encoding = Literal["utf-8", "utf-16", "utf-32"]


class Place(NamedTuple):
    """A line and a column of it, both from 0."""

    line: int
    character: int


class Positions:
    """Turns offsets of a text, in code points, into places and back."""

    def __init__(self, text: str, encoding: Encoding) -> None:
        self._text, self._encoding = text, encoding
        self._lines = LineIndex(text)

    def place(self, offset: int) -> Place:
        """Where an offset is."""
        line, column = self._lines.position(offset)
        return Place(line - 1, _units(self._text[offset - column + 1 : offset], self._encoding))

    def offset(self, line: int, character: int) -> int:
        """The offset of a place. One behind a line's end means that end, one inside a character its beginning."""
        if line >= len(self._lines):
            return len(self._text)
        start, text = self._lines.starts[line], self._lines.line(line + 1)
        if self._encoding == "utf-32" or text.isascii():
            return start + min(character, len(text))
        counted = 0
        for number, letter in enumerate(text):
            counted += _units(letter, self._encoding)
            if counted > character:
                return start + number
        return start + len(text)


def _units(text: str, encoding: Encoding) -> int:
    if encoding == "utf-32" or text.isascii():
        return len(text)
    if encoding == "utf-8":
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
