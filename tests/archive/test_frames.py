"""What other engines call: Arrow tables and streams, frames of pandas; and Parquet in and out."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow")
pd = pytest.importorskip("pandas")
parquet = pytest.importorskip("pyarrow.parquet")

from qa.archive import DOCUMENTS, FINDINGS, SPARK_SCHEMA, Columns, check_batches, check_reader, check_table  # noqa: E402
from qa.settings import Settings  # noqa: E402
from qa.source import SourceError  # noqa: E402
from tests.archive.made import CLEAN, FAULTY, jsonl, rows  # noqa: E402
from tests.command import invoke  # noqa: E402

TEXTS = {"id": ["a", "b", "c"], "text": [FAULTY, CLEAN, None], "journal": ["Le Jour", None, "Le Soir"]}


def test_a_table_gives_the_findings_in_it() -> None:
    found = check_table(pa.table(TEXTS))
    assert found.schema == FINDINGS
    first, error = found.to_pylist()
    assert (first["document"], first["outlet"], first["text"]) == ("a", "Le Jour", "parle parle")
    assert first["suggestions"][0]["text"] == "parle"
    assert (error["document"], error["rule"]) == ("c", "error")


def test_columns_and_settings_may_be_named() -> None:
    table = pa.table({"n": [1], "t": ["# Le *maire* parle parle"], "u": ["x"]})
    columns = Columns(text="t", id="n", fixed_format="markdown")
    (row,) = check_table(table, columns).to_pylist()
    assert (row["document"], row["start"]) == ("1", 13)
    assert check_table(table, columns, Settings(ignore=("repeated-word",))).num_rows == 0
    with pytest.raises(SourceError):
        check_table(table)


def test_a_stream_is_taken_batch_by_batch() -> None:
    taken = []

    def batches() -> Iterator[Any]:
        for number in range(3):
            taken.append(number)
            yield pa.record_batch({"text": [FAULTY] * (number + 1)})

    schema = pa.schema([("text", pa.string())])
    found = check_reader(pa.RecordBatchReader.from_batches(schema, batches()))
    assert found.read_next_batch().num_rows == 1
    assert taken == [0]
    assert [row["document"] for row in found.read_all().to_pylist()] == ["1", "2", "3", "4", "5"]


def test_frames_of_pandas_give_frames() -> None:
    frames = list(check_batches(iter([pd.DataFrame(TEXTS), pd.DataFrame({"text": []})])))
    assert [list(frame.columns) for frame in frames] == [FINDINGS.names] * 2
    assert list(frames[0]["document"]) == ["a", "c"]
    assert pa.Table.from_pandas(frames[0], FINDINGS, preserve_index=False).num_rows == 2


def test_the_schema_for_spark_is_that_for_arrow() -> None:
    assert [part.split()[0] for part in SPARK_SCHEMA.replace("array<struct<", "").split(", ")] == FINDINGS.names


def test_parquet_in_and_out(tmp_path: Path) -> None:
    source, out = tmp_path / "in.parquet", tmp_path / "out"
    table = pa.table(
        {
            "uri": ["u1", "u2"],
            "content": [FAULTY, CLEAN],
            "date": [datetime.date(2026, 5, 1), None],
            "unused": ["x" * 100] * 2,
        }
    )
    parquet.write_table(table, source)
    result = invoke("archive", str(source), str(out), "--engine=local", "--workers=1")
    assert result.exit_code == 1, result.output
    documents = parquet.read_table(out / "documents")
    assert documents.schema.equals(DOCUMENTS)
    assert documents.column("document").to_pylist() == ["u1", "u2"]
    assert documents.column("date").to_pylist() == ["2026-05-01", ""]
    found = parquet.read_table(out / "findings")
    assert found.schema.equals(FINDINGS)
    assert found.column("text").to_pylist() == ["parle parle"]
    assert not list((out / "errors").iterdir())


def test_what_is_damaged_in_parquet_costs_no_other_document(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "broken.parquet").write_bytes(b"PAR1 and no more")
    parquet.write_table(pa.table({"other": [1]}), folder / "no-text.parquet")
    table = pa.table({"text": [f"{number} {CLEAN}" for number in range(40)]})
    parquet.write_table(table, folder / "torn.parquet", row_group_size=20, compression="zstd", use_dictionary=False)
    data = bytearray((folder / "torn.parquet").read_bytes())
    at = parquet.ParquetFile(folder / "torn.parquet").metadata.row_group(1).column(0).data_page_offset
    data[at : at + 60] = bytes(60)
    (folder / "torn.parquet").write_bytes(data)
    jsonl(folder / "good.jsonl", [{"text": FAULTY}])
    out = tmp_path / "out"
    result = invoke(
        "archive", str(folder), str(out), "--engine=local", "--workers=1", "--output-format=jsonl", "--lang=en"
    )
    assert result.exit_code == 2
    assert len(rows(out, "documents")) == 21
    assert len(rows(out, "findings")) == 1
    errors = rows(out, "errors")
    assert len(errors) == 22
    assert sum("no column" in row["error"] for row in errors) == 1
