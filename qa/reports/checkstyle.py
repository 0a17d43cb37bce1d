"""The format `checkstyle`: the XML of the program of that name, which Jenkins and many others read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qa.reports import Report, View
from qa.reports.message import summary
from qa.reports.place import relative
from qa.reports.xml import HEAD, attributes


def render(reports: Iterable[Report], _view: View, /) -> Iterator[str]:
    """One chunk a file with findings. Columns count code points from 1."""
    yield HEAD + '<checkstyle version="4.3">\n'
    for report in reports:
        if not report.findings:
            continue
        lines = [f"  <file{attributes(name=relative(report.document.path))}>\n"]
        for finding in report.findings:
            line, column, _ = report.document.position(finding.start)
            about = attributes(
                line=line,
                column=column,
                severity=finding.severity,
                message=summary(report.document, finding),
                source=f"relecture.{finding.rule}",
            )
            lines.append(f"    <error{about}/>\n")
        yield "".join(lines) + "  </file>\n"
    yield "</checkstyle>\n"
