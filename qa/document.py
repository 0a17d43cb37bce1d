"""The text to be checked: a source, and the passages of prose that a reader found in it.

All offsets are code points. A `Passage` holds the prose as a person reads it, without markup, and
knows where each of its characters stands in the source, so that a finding made on prose becomes an
edit of the source.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

#: Stands in a passage's text where something that is not prose was left out inside a sentence
#: (inline code, a formula, an image): the words on both sides are neighbours of something, not of each other.
OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a passage's text and the stretch of the source that it stands for.

    Where both have the same length the text is a copy of the source, character by character.
    Otherwise (an HTML entity, an `OBJECT`) the two are one indivisible unit. `notation` says that such a unit is
    the same text written another way (an entity, an escape, white space): what is edited may reach over it.
    """

    start: int
    end: int
    source_start: int
    source_end: int
    notation: bool = False

    @property
    def verbatim(self) -> bool:
        return self.end - self.start == self.source_end - self.source_start


_FROM_THE_START = (0,)

#: Writes text as its place in the source wants it, given the characters of the source on either side ("" at the ends
#: of the passage): `&amp;` for & in HTML. None where it cannot stand there.
Encode = Callable[[str, str, str], str | None]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, list item or table cell: prose that is read in one go.

    `segments` are in order, do not overlap and cover `text` without a gap.
    `kind` is "paragraph", "heading", "item", "cell", "quote" or "field".
    `breaks` are extents of `text`, as (start, end), that are not of the passage's own language or voice
    (text marked as foreign, a link's bare address): rules leave them alone.
    `encode` is None where text stands in the source as it is.
    """

    text: str
    segments: tuple[Segment, ...]
    kind: str = "paragraph"
    breaks: tuple[tuple[int, int], ...] = ()
    encode: Encode | None = field(default=None, compare=False)
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        starts = tuple([segment.start for segment in self.segments])
        # A file of segments has very many passages of one.
        object.__setattr__(self, "_starts", _FROM_THE_START if starts == _FROM_THE_START else starts)

    @classmethod
    def verbatim(cls, source: str, start: int, end: int, kind: str = "paragraph") -> Passage:
        """The passage that is `source[start:end]` as it stands."""
        return cls(source[start:end], (Segment(0, end - start, start, end),), kind)

    def _number_at(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    def _segment_at(self, offset: int) -> Segment:
        return self.segments[self._number_at(offset)]

    def source_start(self, offset: int) -> int:
        """Where in the source the character at `offset` of the text begins."""
        segment = self._segment_at(offset)
        if segment.verbatim:
            return segment.source_start + offset - segment.start
        return segment.source_start if offset <= segment.start else segment.source_end

    def source_end(self, offset: int) -> int:
        """Where in the source the text that ends at `offset` (exclusive) ends."""
        if offset == 0:
            return self.source_start(0)
        segment = self._segment_at(offset - 1)
        if segment.verbatim:
            return segment.source_start + offset - segment.start
        return segment.source_end

    def editable(self, start: int, end: int) -> bool:
        """Whether `text[start:end]` is one unbroken stretch of the source, so that it may be replaced."""
        left, right = self._number_at(start), self._number_at(max(start, end - 1))
        first, last = self.segments[left], self.segments[right]
        if first is last:
            return first.verbatim or (start, end) == (first.start, first.end)
        if not (first.verbatim or start == first.start) or not (last.verbatim or end == last.end):
            return False
        within = self.segments[left : right + 1]
        return all(segment.verbatim or segment.notation for segment in within) and all(
            one.source_end == other.source_start for one, other in pairwise(within)
        )


class Piece(NamedTuple):
    """A stretch of a unit's text. `foreign`: not of the unit's language.

    `image`: no text at all, but something that is shown there (a picture, a field, code), which none may reach over.
    `code` is what that is called, the same in every language of a bilingual file (`<x id="1"/>`).
    """

    text: str
    foreign: bool = False
    image: bool = False
    code: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph of a container: a file that holds its text in pieces, among much that is not text.

    `name` is for programs, unique in its document and the same after edits (`word/document.xml#p12`); `label` is for
    people (`§ 12`). The unit is `source[start:end]` of its document. `english` is what it translates, where the file
    holds that too; the unit is then there even if nothing translates it yet.
    """

    name: str
    label: str
    kind: str
    start: int
    pieces: tuple[Piece, ...]
    english: tuple[Piece, ...] | None = None
    text: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", "".join([piece.text for piece in self.pieces]))

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class Position(NamedTuple):
    """Where an offset stands: line and column, both from 1, the column in code points.

    In a container they count within `unit`, as does `start`, which is where `unit` begins; elsewhere it is 0.
    """

    line: int
    column: int
    unit: Unit | None = None

    @property
    def start(self) -> int:
        return self.unit.start if self.unit else 0

    @property
    def label(self) -> str:
        """The unit's label and a colon, or nothing, to stand before line and column."""
        return f"{self.unit.label}:" if self.unit else ""


@dataclass(frozen=True)
class Document:
    """A source file as decoded, and the prose in it, in reading order.

    `source` of a container is the text of its `units`, with a blank line between them. `english` is the document that
    this one translates, where that is at hand as a file of its own.
    """

    source: str
    passages: tuple[Passage, ...]
    path: str = "<text>"
    format: str = "text"
    units: tuple[Unit, ...] = ()
    english: Document | None = None

    @property
    def bilingual(self) -> bool:
        """Whether what it translates is at hand, in the file itself or beside it."""
        return self.english is not None or any(unit.english is not None for unit in self.units)

    @cached_property
    def lines(self) -> LineIndex:
        return LineIndex(self.source)

    def unit_at(self, offset: int) -> Unit | None:
        """The unit that an offset stands in or, between two, behind; None where the document has none."""
        if not self.units:
            return None
        return self.units[max(0, bisect_right(self.units, offset, key=lambda unit: unit.start) - 1)]

    def heading(self, line: int) -> str:
        """The label of the unit that a line of the source (from 1) belongs to; nothing where there are no units."""
        unit = self.unit_at(self.lines.starts[min(line, len(self.lines)) - 1])
        return unit.label if unit else ""

    def position(self, offset: int) -> Position:
        """Where a person finds an offset."""
        line, column = self.lines.position(offset)
        unit = self.unit_at(offset)
        if unit is None:
            return Position(line, column)
        # A unit begins a line, so that columns are its own already.
        return Position(line - self.lines.position(unit.start)[0] + 1, column, unit)


class LineIndex:
    """Turns offsets of a text into lines and columns, both from 1. Lines end with LF, CR LF or CR."""

    def __init__(self, text: str) -> None:
        self.text = text
        starts = [0]
        if "\r" in text:
            for at, character in enumerate(text):
                if character == "\n" or (character == "\r" and text[at + 1 : at + 2] != "\n"):
                    starts.append(at + 1)
        else:
            at = text.find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = text.find("\n", at + 1)
        self.starts = starts

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1, the column in code points."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line (from 1) without its ending."""
        start = self.starts[number - 1]
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def __len__(self) -> int:
        return len(self.starts)
