"""Tables in, findings out: for programs that bring their own engine (Spark, DuckDB, Polars, pyarrow).

A row that cannot be checked never ends a job: it gives one row with the rule `error`, whose message says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from qa.archive.article import Article
from qa.archive.columns import Columns
from qa.archive.rows import Row, examined, row
from qa.archive.schema import FINDINGS
from qa.finding import Finding
from qa.pipeline import Checker
from qa.settings import Settings
from qa.source import SourceError

if TYPE_CHECKING:
    import pandas as pd

#: The schema for Spark's `mapInPandas`, as it writes schemas.
SPARK_SCHEMA = (
    "document string, outlet string, date string, rule string, category string, severity string, confidence double, "
    "safe boolean, mended boolean, start bigint, end bigint, text string, message string, "
    "suggestions array<struct<text:string,confidence:double,source:string>>, "
    "edits array<struct<start:bigint,end:bigint,text:string>>"
)

_DEFAULTS = Settings()


def check_table(table: pa.Table, columns: Columns = Columns(), settings: Settings = _DEFAULTS) -> pa.Table:
    """The findings in the texts of a table, with the schema `FINDINGS`; `document` is the id, else the row's number.

    Columns that are not named are looked for by their usual names. Raises SourceError where no column has the text.

    >>> import pyarrow as pa
    >>> found = check_table(pa.table({"id": ["a"], "text": ["Le maire parle parle trop."]}))
    >>> found.select(["document", "rule", "text"]).to_pylist()
    [{'document': 'a', 'rule': 'repeated-word', 'text': 'parle parle'}]
    """
    known = columns.found(table.schema.names, "table")
    rows: list[Row] = []
    number = 0
    for batch in table.select(list(known.used)).to_batches(max_chunksize=64):
        for record in batch.to_pylist():
            rows += _rows(record, number, known, settings)
            number += 1
    return pa.Table.from_pylist(rows, FINDINGS)


def check_reader(
    reader: pa.RecordBatchReader, columns: Columns = Columns(), settings: Settings = _DEFAULTS
) -> pa.RecordBatchReader:
    """The same for a stream of batches, one at a time, so that it may be longer than memory is large."""
    known = columns.found(reader.schema.names, "table")

    def batches() -> Iterator[pa.RecordBatch]:
        number = 0
        for batch in reader:
            rows: list[Row] = []
            for record in batch.select(list(known.used)).to_pylist():
                rows += _rows(record, number, known, settings)
                number += 1
            yield pa.RecordBatch.from_pylist(rows, FINDINGS)

    return pa.RecordBatchReader.from_batches(FINDINGS, batches())


def check_batches(
    frames: Iterable[pd.DataFrame], columns: Columns = Columns(), settings: Settings = _DEFAULTS
) -> Iterator[pd.DataFrame]:
    """The findings in frames of pandas, frame by frame: what Spark's `mapInPandas` calls, with `SPARK_SCHEMA`."""
    import pandas as pd

    for frame in frames:
        known = columns.found([str(name) for name in frame.columns], "table")
        rows: list[Row] = []
        for number, values in enumerate(frame[list(known.used)].itertuples(index=False, name=None)):
            rows += _rows(dict(zip(known.used, values, strict=True)), number, known, settings)
        yield pd.DataFrame(rows, columns=FINDINGS.names)


def _rows(record: Mapping[str, Any], number: int, columns: Columns, settings: Settings) -> list[Row]:
    article = columns.article(record, str(number))
    try:
        if isinstance(article, Article):
            return examined(article, _checker(settings)).rows
        error: Exception = article.error
    except SourceError as told:
        error = told
    except Exception as failure:  # whatever one text does, the others go on
        if hasattr(failure, "say"):
            raise  # a broken glossary concerns every text
        error = failure
    told_of = Article(article.id, "", article.name, "", article.outlet, article.date)
    message = error.say(settings.lang) if isinstance(error, SourceError) else f"{type(error).__name__}: {error}"
    return [row(Finding("error", "error", "error", 0, 0, "", message), told_of)]


@lru_cache(maxsize=4)
def _checker(settings: Settings) -> Checker:
    return Checker(settings)
