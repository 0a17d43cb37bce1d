"""The format `gitlab`: a Code Quality report, which GitLab compares from one merge request to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qa.document import Document
from qa.finding import Finding, Severity
from qa.reports import Report, View
from qa.reports.fingerprint import Fingerprints
from qa.reports.json import written
from qa.reports.message import summary
from qa.reports.place import relative

_SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}


def render(reports: Iterable[Report], _view: View, /) -> Iterator[str]:
    """One chunk a finding."""
    fingerprints = Fingerprints()
    opened = False
    for report in reports:
        for finding in report.findings:
            entry = _entry(report.document, finding, fingerprints.of(report.document, finding))
            yield (",\n  " if opened else "[\n  ") + written(entry)
            opened = True
    yield "\n]\n" if opened else "[]\n"


def _entry(document: Document, finding: Finding, fingerprint: str) -> dict[str, object]:
    # A container has no lines, but the report wants one.
    line = 1 if document.units else document.lines.position(finding.start)[0]
    return {
        "description": summary(document, finding),
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": relative(document.path), "lines": {"begin": line}},
    }
