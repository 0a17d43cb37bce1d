"""Parquet: one record a row. Only the columns that are wanted are read, a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.archive.article import Article, Entry, Unreadable, unreadable
from qa.archive.columns import Columns
from qa.archive.reading.streams import broken
from qa.settings import Wording
from qa.source import SourceError

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

#: Rows held at a time.
_ROWS = 64

_NOT_PARQUET = Wording(
    "{path} : ce n’est pas un fichier Parquet, ou il est abîmé ({reason}).",
    "{path}: this is no Parquet file or it is damaged ({reason}).",
)


def columns(path: Path, given: Columns) -> Columns:
    """The columns of a file. Raises SourceError."""
    with _opened(path) as file:
        return given.found(file.schema_arrow.names, str(path))


def entries(path: Path, at: int, columns: Columns, number: int) -> Iterator[Entry]:
    """The rows from row group `at` on, the first of which is the one with this number."""
    name = str(path)
    try:
        with _opened(path) as file:
            for group in range(at, file.num_row_groups):
                first: int | None = group
                for batch in _batches(file, group, columns):
                    size = batch.nbytes // max(1, batch.num_rows)
                    for row in range(batch.num_rows):
                        yield Entry(first, size, _Load(batch, row, f"{name}#{number}", columns))
                        number, first = number + 1, None
    except SourceError as error:
        yield unreadable(f"{name}#", error)
    except (OSError, ValueError) as error:  # errors of pyarrow are of these
        yield unreadable(f"{name}#", broken(name, error))


def marks(path: Path) -> Iterator[tuple[int | None, int]]:
    """`at` and about `size` of each row, as the head of the file tells them. A damaged file has one that says so."""
    try:
        with _opened(path) as file:
            for group in range(file.num_row_groups):
                told = file.metadata.row_group(group)
                size = told.total_byte_size // max(1, told.num_rows)
                yield from ((None if row else group, size) for row in range(told.num_rows))
    except SourceError:
        yield None, 0


class _Load:
    """Reads one row when asked."""

    __slots__ = ("batch", "columns", "place", "row")

    def __init__(self, batch: pa.RecordBatch, row: int, place: str, columns: Columns) -> None:
        self.batch, self.row, self.place, self.columns = batch, row, place, columns

    def __call__(self) -> Article | Unreadable:
        record: dict[str, Any] = {}
        try:
            for name in self.batch.schema.names:
                record[name] = self.batch.column(name)[self.row].as_py()
        except ValueError as error:  # text that is not UTF-8, a date out of bounds
            return Unreadable(self.place, self.place, broken(self.place, error))
        return self.columns.article(record, self.place)


def _batches(file: pq.ParquetFile, group: int, columns: Columns) -> Iterator[pa.RecordBatch]:
    return file.iter_batches(_ROWS, row_groups=[group], columns=list(columns.used), use_threads=False)  # type: ignore[no-any-return]


def _opened(path: Path) -> pq.ParquetFile:
    import pyarrow.parquet as pq

    try:
        return pq.ParquetFile(path, buffer_size=1 << 20, pre_buffer=False)
    except (OSError, ValueError) as error:
        reason = " ".join(str(error).split())[:120]
        raise SourceError(_NOT_PARQUET, str(path), reason=reason) from None
