"""Whole archives: Parquet, JSON Lines, folders, WARC or tar of articles, checked by many workers at once.

An archive is cut into parts, each of which one worker checks and writes in one step, so that a run that is killed goes
on where it was. What cannot be read is set aside with a sentence on why, and ends nothing. The parts may be worked on
by Ray Data, here or on a cluster, or by processes of this machine.

Other engines take `check_batches` (frames of pandas, as Spark's `mapInPandas` wants it), `check_table` and
`check_reader` (Arrow: DuckDB, Polars, pyarrow); `FINDINGS` and `SPARK_SCHEMA` are the columns of what they give. They
need `relecture[archive]`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qa.archive.columns import Columns
    from qa.archive.frames import SPARK_SCHEMA, check_batches, check_reader, check_table
    from qa.archive.schema import DOCUMENTS, ERRORS, FINDINGS

__all__ = [
    "DOCUMENTS",
    "ERRORS",
    "FINDINGS",
    "SPARK_SCHEMA",
    "Columns",
    "check_batches",
    "check_reader",
    "check_table",
]

#: Name → the module that holds it, which is loaded when the name is first asked for.
_HOMES = {
    "Columns": "qa.archive.columns",
    "DOCUMENTS": "qa.archive.schema",
    "ERRORS": "qa.archive.schema",
    "FINDINGS": "qa.archive.schema",
    "SPARK_SCHEMA": "qa.archive.frames",
    "check_batches": "qa.archive.frames",
    "check_reader": "qa.archive.frames",
    "check_table": "qa.archive.frames",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return value
