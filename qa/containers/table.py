"""Bilingual CSV and TSV: tables whose first line names columns of English and columns of French.

A unit is a cell of French, called as a spreadsheet calls it (`B12`). Of the other columns those whose names say that
they hold prose are read as French alone, as they are where a table is not bilingual. A cell without quotation marks
gets them where what is put into it needs them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from qa import source
from qa.containers.atoms import Atom
from qa.containers.columns import Pair, by_language, holds_text, letters, pairs
from qa.containers.markup import Change, Part, changed
from qa.containers.segments import Place, Segment, document, segment, settled, written
from qa.containers.units import by_unit
from qa.document import Document
from qa.finding import Edit
from qa.formats.csv import Cell, delimiter_of, name_of, names_prose, rows_of
from qa.formats.keys import PROSE_KEYS
from qa.source import SourceError

#: Bytes and rows that show whether a table is bilingual.
_HEAD, _SAMPLE = 200_000, 200


@dataclass(slots=True)
class _Cells:
    """The cells of a table as segments, with where each cell is and whether it is quoted."""

    segments: list[Segment]
    extents: dict[str, tuple[int, int, bool]]


@dataclass(frozen=True, slots=True)
class Table:
    """The `Container` of a table."""

    part: Part
    segments: tuple[Segment, ...]
    extents: dict[str, tuple[int, int, bool]]
    delimiter: str
    document: Document
    tracks: bool = False

    def write(self, edits: Iterable[Edit], *, tracked: bool = False) -> bytes:  # noqa: ARG002 - none can be tracked
        """The table with edits of its document."""
        own = {unit.name: share for unit, share in by_unit(self.document, edits) if share}
        made = [change for each in self.segments if each.name in own for change in self._changes(each, own[each.name])]
        return self.part.encoded(changed(self.part.data, made))

    def _changes(self, segment: Segment, edits: Sequence[Edit]) -> Iterable[Change]:
        start, end, quoted = self.extents[segment.name]
        if quoted:
            return written(segment, edits, _doubled, self.document.path)
        made = list(written(segment, edits, str, self.document.path))
        moved = [Change(each.start - start, each.end - start, each.data) for each in made]
        text = changed(self.part.data[start:end], moved).decode()
        if any(mark in text for mark in (self.delimiter, "\r", "\n")) or text.lstrip(" ").startswith('"'):
            return [Change(start, end, f'"{_doubled(text)}"'.encode())]
        return made


def is_bilingual(data: bytes, path: str) -> bool:
    """Whether the first line of a table names columns of both languages."""
    # In UTF-8 a line can be cut off anywhere; other encodings are rare, and read whole.
    cut = (
        data.rfind(b"\n", 0, _HEAD) + 1 if len(data) > _HEAD and not data.startswith((b"\xff\xfe", b"\xfe\xff")) else 0
    )
    head = data[:cut] if cut else data
    try:
        text = source.decode(head, path).text
    except SourceError:
        return False
    rows = list(islice(rows_of(text, delimiter_of(text)), _SAMPLE))
    names = [name_of(text, cell) for cell in rows[0]] if rows else []
    found = pairs(names)
    if any(by_language(names, pair) for pair in found):
        return True
    # A list of links between things has sources and targets as well.
    return bool(found) and holds_text(_cells(text, rows, found, ()).segments)


def read(data: bytes, path: str) -> Table:
    """The container in a bilingual table. Raises SourceError."""
    decoded = source.decode(data, path)
    text = decoded.text
    delimiter = delimiter_of(text)
    rows = list(rows_of(text, delimiter))
    names = [name_of(text, cell) for cell in rows[0]] if rows else []
    found = pairs(names)
    taken = {number for pair in found for number in pair}
    alone = [number for number, name in enumerate(names) if number not in taken and names_prose(name, PROSE_KEYS)]
    cells = _cells(text, rows, found, alone)
    segments = settled(cells.segments)
    part = Part("", text.encode(), decoded.encoding, decoded.mark)
    return Table(part, segments, cells.extents, delimiter, document(segments, path, "table"))


def _cells(text: str, rows: Iterable[Sequence[Cell]], found: Iterable[Pair], alone: Iterable[int]) -> _Cells:
    english = {pair.french: pair.english for pair in found}
    columns = sorted({*english, *alone})
    cells = _Cells([], {})
    at = byte = 0
    for number, row in enumerate(rows, 1):
        if number == 1 or not any(cell.end > cell.start for cell in row):
            continue
        for column in columns:
            if column >= len(row):
                continue
            cell = row[column]
            byte += len(text[at : cell.start].encode())
            at = cell.start
            other = english.get(column)
            translated = list(_atoms(text, row[other], 0)) if other is not None and other < len(row) else []
            if other is not None and not translated and cell.start == cell.end:
                continue
            name = f"{letters(column)}{number}"
            size = len(text[cell.start : cell.end].encode())
            atoms = list(_atoms(text, cell, byte))
            own = None if other is None else translated
            cells.segments.append(segment(name, name, atoms, own, Place(byte, byte)))
            cells.extents[name] = byte, byte + size, cell.quoted
    return cells


def _atoms(text: str, cell: Cell, byte: int) -> Iterator[Atom]:
    """What a cell says; it begins at this byte. A doubled quotation mark in a quoted one is one character."""
    copies = text[cell.start : cell.end].split('""') if cell.quoted else [text[cell.start : cell.end]]
    for number, copy in enumerate(copies):
        if number:
            yield Atom('"', byte, byte + 2, "reference")
            byte += 2
        if copy:
            size = len(copy.encode())
            yield Atom(copy, byte, byte + size, "text")
            byte += size


def _doubled(text: str) -> str:
    return text.replace('"', '""')
