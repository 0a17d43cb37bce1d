"""The format `github`: workflow commands, which GitHub Actions shows beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qa.document import Document
from qa.finding import Finding, Severity
from qa.reports import Report, View
from qa.reports.message import summary
from qa.reports.place import relative, span
from qa.reports.terminal import visible

_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def render(reports: Iterable[Report], _view: View, /) -> Iterator[str]:
    """One chunk, one line a finding."""
    for report in reports:
        for finding in report.findings:
            yield _command(report.document, finding)


def _command(document: Document, finding: Finding) -> str:
    line, column, end_line, end_column = span(document, finding.start, finding.end)
    properties: dict[str, object] = {"file": visible(relative(document.path), keep="\r\n")}
    if document.units:
        pass  # such a file has no lines
    elif end_line > line:
        properties |= {"line": line, "endLine": end_line}  # columns are refused with a range of several lines
    else:
        properties |= {"line": line, "col": column, "endLine": line, "endColumn": end_column}
    properties["title"] = visible(finding.rule)
    told = ",".join(f"{name}={str(value).translate(_PROPERTY)}" for name, value in properties.items())
    return f"::{_LEVELS[finding.severity]} {told}::{summary(document, finding).translate(_DATA)}\n"
