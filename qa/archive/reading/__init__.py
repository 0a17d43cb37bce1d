"""Readers of archives: from a file to the articles in it, in an order that is always the same. One file a format.

A reader yields an `Entry` for each document, which is loaded when asked, and ends with an `Unreadable` where a file is
damaged: what came before it counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Protocol

from qa.archive.article import Entry
from qa.archive.columns import Columns

#: Ending of a file's name → the module that reads it.
ENDINGS = {
    **dict.fromkeys((".parquet", ".pq"), "parquet"),
    **dict.fromkeys((".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"), "jsonl"),
    **dict.fromkeys((".warc", ".warc.gz"), "warc"),
    **dict.fromkeys((".tar", ".tar.gz", ".tgz"), "tar"),
}


class Reader(Protocol):
    """Reads files of one format."""

    def entries(self, path: Path, at: int, columns: Columns, number: int, /) -> Iterator[Entry]:
        """The documents of a file from `at` on, as an entry gave it; the first has this number, from 0."""
        ...


def format_of(name: str) -> str | None:
    """The format of archive that a file's name tells."""
    lower = name.lower()
    return next((format for ending, format in ENDINGS.items() if lower.endswith(ending)), None)


def reader(name: str) -> Reader:
    """The reader for a file of this name. Raises KeyError for one that is no archive."""
    format = format_of(name)
    if format is None:
        raise KeyError(name)
    module: Reader = import_module(f"qa.archive.reading.{format}")
    return module


def columns(path: Path, given: Columns) -> Columns:
    """The columns to read of a file; those that are given where its format has none. Raises SourceError."""
    own = getattr(reader(path.name), "columns", None)
    found: Columns = own(path, given) if own else given
    return found


def marks(path: Path, columns: Columns) -> Iterator[tuple[int | None, int]]:
    """`at` and `size` of each document of a file, as its entries have them, without what it takes to load them."""
    own = getattr(reader(path.name), "marks", None)
    if own is not None:
        yield from own(path)
    else:
        yield from ((entry.at, entry.size) for entry in reader(path.name).entries(path, 0, columns, 0))
