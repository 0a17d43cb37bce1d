"""The format `rdjsonl`: what reviewdog reads, with suggestions that can be accepted in a review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qa.document import Document
from qa.finding import Finding
from qa.reports import Report, View
from qa.reports.json import written
from qa.reports.place import merged, relative, span
from qa.reports.terminal import one_line

#: A comment shows all of them, one below the other.
_BEST = 3


def render(reports: Iterable[Report], _view: View, /) -> Iterator[str]:
    """One chunk, one line a finding. Columns count bytes of UTF-8 from 1."""
    for report in reports:
        for finding in report.findings:
            yield written(_diagnostic(report.document, finding)) + "\n"


def _diagnostic(document: Document, finding: Finding) -> dict[str, object]:
    edits = [merged(document, suggestion) for suggestion in finding.suggestions[:_BEST]]
    location: dict[str, object] = {"path": relative(document.path)}
    if unit := document.unit_at(finding.start):
        # Nothing that counts in lines can be said of such a file, nor be accepted in a review.
        message, edits = f"[{one_line(unit.label)}] {one_line(finding.message)}", []
    else:
        message = one_line(finding.message)
        location["range"] = _range(document, finding.start, finding.end)
    return {
        "message": message,
        "location": location,
        "severity": finding.severity.upper(),
        "source": {"name": "relecture"},
        "code": {"value": finding.rule},
        "suggestions": [
            {"range": _range(document, edit.start, edit.end), "text": edit.text} for edit in edits if edit is not None
        ],
    }


def _range(document: Document, start: int, end: int) -> dict[str, object]:
    line, column, end_line, end_column = span(document, start, end, "utf-8")
    return {"start": {"line": line, "column": column}, "end": {"line": end_line, "column": end_column}}
