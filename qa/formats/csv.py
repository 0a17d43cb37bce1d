"""CSV and TSV: the cells of the columns that hold prose. The delimiter is the one that the first line has most of.

A column is prose if its name in the first line is a key of `PROSE_KEYS` or ends with one. Where no name is, the columns
count whose cells mostly are texts of several words, the first line among them where it is such a text itself. Blank
lines part the paragraphs of a cell, and tags in it are read as HTML.

An offset maps back through segments: `""` in a quoted cell is one unit with the quotation mark it stands for, all else
is copied. An edit doubles quotation marks in a quoted cell; in one without them a suggestion that holds the delimiter,
a quotation mark or a line's end is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import partial
from typing import NamedTuple

from qa.document import Encode, Passage
from qa.formats.content import Content, Cut
from qa.formats.embedded import prose_of
from qa.formats.keys import PROSE_KEYS, Nesting

_DELIMITERS = "\t;,|"
_DOUBLED = re.compile('""')
_QUOTED = re.compile(r"[^\r\n\"]*+(?:\"[^\"]*+\"[^\r\n\"]*+)*+")
#: As many rows as it takes to tell a column of texts from one of names.
_SAMPLE = 200
#: Words in a cell that is a text.
_WORDS = 4


class Cell(NamedTuple):
    """`source[start:end]`, without the quotation marks around it."""

    start: int
    end: int
    quoted: bool


def read(source: str, prose_keys: Collection[str] = ()) -> tuple[Passage, ...]:
    """The prose of the columns that `PROSE_KEYS` and `prose_keys` name, or of those that look like it, row by row."""
    delimiter = delimiter_of(source)
    rows = list(rows_of(source, delimiter))
    if not rows:
        return ()
    names = [name_of(source, cell) for cell in rows[0]]
    keys = (*PROSE_KEYS, *prose_keys)
    columns = {number for number, name in enumerate(names) if names_prose(name, keys)}
    first = 1
    if not columns:
        columns = _columns_of_text(source, rows)
        first = int(not any(_is_text(source, cell) for cell in rows[0]))
    bare = partial(_bare, delimiter)
    return tuple(
        passage
        for row in rows[first:]
        for number, cell in enumerate(row)
        if number in columns
        for passage in _passages(source, cell, bare)
    )


def name_of(source: str, cell: Cell) -> str:
    """The name that a cell of the first row gives its column."""
    return source[cell.start : cell.end].replace('""', '"').strip()


def names_prose(name: str, keys: Collection[str]) -> bool:
    """Whether the name of a column says that it holds prose."""
    nesting = Nesting(keys)
    nesting.open(mapping=True)
    nesting.key(name)
    return nesting.prose and len(name.split()) < _WORDS


def delimiter_of(source: str) -> str:
    """What parts the cells of a table: of the usual marks the one that its first line has most of."""
    line = _QUOTED.match(source.lstrip("\ufeff\r\n"))
    head = re.sub(r"\"[^\"]*\"", "", line.group() if line else "")
    return max(_DELIMITERS, key=lambda mark: (head.count(mark), -_DELIMITERS.index(mark)))


def rows_of(source: str, delimiter: str) -> Iterator[list[Cell]]:
    """The cells of a table, row by row; a blank line is a row of one empty cell."""
    mark = re.escape(delimiter)
    quoted = re.compile(rf"[ ]*+\"(?P<text>(?:[^\"]|\"\")*+)\"(?P<rest>[^{mark}\r\n]*+)")
    bare = re.compile(rf"[^{mark}\r\n]*+")
    row: list[Cell] = []
    at = int(source.startswith("\ufeff"))
    closed = True
    while at < len(source) or row:
        cell = quoted.match(source, at) if closed and source.startswith(('"', " "), at) else None
        if cell:
            row.append(Cell(*cell.span("text"), True))
        else:
            # A quotation mark that never closes is looked for but once.
            closed = closed and not source.startswith('"', at)
            cell = bare.match(source, at)
            row.append(Cell(*(cell.span() if cell else (at, at)), False))
        at = cell.end() if cell else at
        if source.startswith(delimiter, at):
            at += 1
            continue
        yield row
        row = []
        at += 2 if source.startswith("\r\n", at) else 1


def _columns_of_text(source: str, rows: list[list[Cell]]) -> set[int]:
    filled: dict[int, int] = {}
    texts: dict[int, int] = {}
    for row in rows[:_SAMPLE]:
        for number, cell in enumerate(row):
            if source[cell.start : cell.end].strip():
                filled[number] = filled.get(number, 0) + 1
                texts[number] = texts.get(number, 0) + _is_text(source, cell)
    # The name of the column is filled as well.
    return {number for number, count in texts.items() if count and 2 * count >= filled[number] - 1}


def _is_text(source: str, cell: Cell) -> bool:
    words = source[cell.start : min(cell.end, cell.start + 300)].split()
    return sum(word.strip("«»\"'(),.;:!?").isalpha() or "’" in word or "'" in word for word in words) >= _WORDS


def _passages(source: str, cell: Cell, bare: Encode) -> Iterator[Passage]:
    doubled = _DOUBLED.finditer(source, cell.start, cell.end) if cell.quoted else ()
    units = (Cut(*mark.span(), '"') for mark in doubled)
    content = Content.decoded(source, cell.start, cell.end, units)
    yield from prose_of(content, "cell", _quoted if cell.quoted else bare)


def _quoted(text: str, _before: str, _after: str) -> str:
    return text.replace('"', '""')


def _bare(delimiter: str, text: str, _before: str, _after: str) -> str | None:
    return None if any(mark in text for mark in (delimiter, '"', "\r", "\n")) else text
