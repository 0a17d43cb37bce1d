"""JSON Lines: one record a line. A line that cannot be read costs that line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from qa.archive.article import SIZE_LIMIT, Article, Entry, Unreadable, too_large, unreadable
from qa.archive.columns import Columns
from qa.archive.reading.streams import DAMAGES, broken, opened, packed
from qa.settings import Wording
from qa.source import SourceError

#: Escapes make a line longer than its text.
_LINE_LIMIT = 6 * SIZE_LIMIT

_NOT_JSON = Wording(
    "{path} : cette ligne n’est pas un objet JSON en UTF-8 ({reason}).",
    "{path}: this line is not a JSON object in UTF-8 ({reason}).",
)


def columns(path: Path, given: Columns) -> Columns:
    """The columns of a file: those of its first record. Raises SourceError."""
    try:
        with opened(path) as file:
            for line in _lines(file):
                if line.strip():
                    try:
                        return given.found(tuple(_record(line, str(path))), str(path))
                    except SourceError as error:
                        if not _is_json(line):
                            continue  # a damaged first line is that line's own fault
                        raise error
    except DAMAGES as error:
        raise broken(str(path), error) from None
    return given


def entries(path: Path, at: int, columns: Columns, number: int) -> Iterator[Entry]:
    """The records from the offset `at` on, the first of which is the one with this number."""
    name, seekable = str(path), not packed(path)
    try:
        with opened(path, at) as file:
            for line in _lines(file):
                place = f"{name}:{number + 1}"
                number += 1
                start, at = at, at + len(line)
                here = start if seekable else None
                if len(line) > _LINE_LIMIT:
                    at += _skip_line(file)
                    yield unreadable(place, too_large(place), here)
                else:
                    yield Entry(here, len(line), _Load(line, place, columns))
    except SourceError as error:
        yield unreadable(f"{name}#", error)
    except DAMAGES as error:
        yield unreadable(f"{name}#", broken(name, error))


class _Load:
    """Reads one line when asked."""

    __slots__ = ("columns", "line", "place")

    def __init__(self, line: bytes, place: str, columns: Columns) -> None:
        self.line, self.place, self.columns = line, place, columns

    def __call__(self) -> Article | Unreadable:
        try:
            return self.columns.article(_record(self.line, self.place), self.place)
        except SourceError as error:
            return Unreadable(self.place, self.place, error)


def _record(line: bytes, place: str) -> dict[str, Any]:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise SourceError(_NOT_JSON, place, reason=" ".join(str(error).split())[:120]) from None
    if not isinstance(record, dict):
        raise SourceError(_NOT_JSON, place, reason=type(record).__name__)
    return record


def _is_json(line: bytes) -> bool:
    try:
        _record(line, "")
    except SourceError:
        return False
    return True


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """The lines, one that is too long cut off behind the limit."""
    while line := file.readline(_LINE_LIMIT + 1):
        yield line


def _skip_line(file: IO[bytes]) -> int:
    """Passes over the rest of a line; gives its length."""
    length = 0
    while rest := file.readline(1 << 20):
        length += len(rest)
        if rest.endswith(b"\n"):
            break
    return length
