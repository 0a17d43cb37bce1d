"""The format `junit`: findings as tests that failed, for programs that know of tests only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qa.finding import Finding
from qa.reports import Report, View
from qa.reports.message import summary
from qa.reports.place import relative
from qa.reports.xml import HEAD, attributes, escaped

#: The case that passes where a file has no findings: a suite without any test looks like one that was not run.
_CLEAN = "relecture"


def render(reports: Iterable[Report], _view: View, /) -> Iterator[str]:
    """One chunk a file, which is a suite. Nothing is timed, so that the same findings give the same report."""
    yield HEAD + '<testsuites name="relecture">\n'
    for report in reports:
        path, count = relative(report.document.path), len(report.findings)
        suite = attributes(name=path, tests=count or 1, failures=count, errors=0, skipped=0, time=0)
        cases = [_failed(report, path, finding) for finding in report.findings]
        cases = cases or [f"    <testcase{attributes(name=_CLEAN, classname=path, time=0)}/>\n"]
        yield f"  <testsuite{suite}>\n{''.join(cases)}  </testsuite>\n"
    yield "</testsuites>\n"


def _failed(report: Report, path: str, finding: Finding) -> str:
    at = report.document.position(finding.start)
    place = f"{at.label}{at.line}:{at.column}"
    message = summary(report.document, finding)
    # Tests of the same name count as one.
    case = attributes(name=f"{finding.rule} {place}", classname=path, time=0)
    failure = attributes(type=finding.severity, message=message)
    return (
        f"    <testcase{case}>\n"
        f"      <failure{failure}>{escaped(f'{path}:{place}: {message}')}</failure>\n"
        "    </testcase>\n"
    )
