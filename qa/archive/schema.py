"""The columns of the tables, for Arrow. Names and types are a promise, as the keys of `--output-format json` are."""

from __future__ import annotations

import pyarrow as pa

_SUGGESTION = pa.struct([("text", pa.string()), ("confidence", pa.float64()), ("source", pa.string())])
_EDIT = pa.struct([("start", pa.int64()), ("end", pa.int64()), ("text", pa.string())])

#: One row a finding.
FINDINGS = pa.schema(
    [
        ("document", pa.string()),
        ("outlet", pa.string()),
        ("date", pa.string()),
        ("rule", pa.string()),
        ("category", pa.string()),
        ("severity", pa.string()),
        ("confidence", pa.float64()),
        ("safe", pa.bool_()),
        ("mended", pa.bool_()),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("text", pa.string()),
        ("message", pa.string()),
        ("suggestions", pa.list_(_SUGGESTION)),
        ("edits", pa.list_(_EDIT)),
    ]
)

#: One row a document that was checked.
DOCUMENTS = pa.schema(
    [
        ("document", pa.string()),
        ("name", pa.string()),
        ("outlet", pa.string()),
        ("date", pa.string()),
        ("format", pa.string()),
        ("words", pa.int64()),
        ("characters", pa.int64()),
        ("findings", pa.int64()),
        ("sha256", pa.string()),
        ("fixed", pa.string()),
    ]
)

#: One row a document that was set aside.
ERRORS = pa.schema([(name, pa.string()) for name in ("document", "name", "outlet", "date", "error")])

TABLES = {"findings": FINDINGS, "documents": DOCUMENTS, "errors": ERRORS}
