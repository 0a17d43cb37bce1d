"""The format `concise`: one line a finding, as editors and `grep` read it. Silent where nothing was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qa.reports import Report, View
from qa.reports.terminal import one_line, paint, visible


def render(reports: Iterable[Report], view: View, /) -> Iterator[str]:
    """`path:line:column: rule message (→ first suggestion)`, one chunk a finding. Units come before the line."""
    for report in reports:
        path = visible(report.document.path)
        for finding in report.findings:
            at = report.document.position(finding.start)
            rule = paint(visible(finding.rule), view.color, bold=True)
            text = f"{path}:{visible(at.label)}{at.line}:{at.column}: {rule} {one_line(finding.message)}"
            if finding.suggestions and (best := one_line(finding.suggestions[0].text)):
                text += f" (→ {paint(best, view.color, fg='green')})"
            yield text + "\n"
