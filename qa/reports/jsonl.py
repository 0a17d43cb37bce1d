"""The format `jsonl`: the objects of `json`, one a line, for programs that read while the check still runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qa.reports import Report, View
from qa.reports.json import serialized


def render(reports: Iterable[Report], _view: View, /) -> Iterator[str]:
    """One chunk, one line a finding."""
    for report in reports:
        for finding in report.findings:
            yield serialized(report.document, finding) + "\n"
