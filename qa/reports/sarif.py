"""The format `sarif`: SARIF 2.1.0, for code scanning on GitHub and for editors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from qa.document import Document
from qa.finding import Edit, Finding, Severity, Suggestion
from qa.reports import Kind, Report, View
from qa.reports.fingerprint import Fingerprints
from qa.reports.json import written
from qa.reports.place import span, uri
from qa.reports.terminal import one_line

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}

#: A reader offers the fixes in a menu, and code scanning refuses large reports.
_BEST = 3

#: In a message, what stands in braces is to be filled in, and `[text](address)` is a link.
_BRACES = str.maketrans({"{": "{{", "}": "}}"})
_LINK = re.compile(r"(?<!\\)((?:\\\\)*)\](?=\()")


def render(reports: Iterable[Report], view: View, /) -> Iterator[str]:
    """One chunk a finding. Columns count UTF-16 code units, which is also what readers take that do not ask."""
    driver: dict[str, object] = {"name": "Relecture"}
    if view.version:
        driver["version"] = view.version
    driver["rules"] = [_rule(name, kind) for name, kind in sorted(view.kinds.items())]
    run = {
        "tool": {"driver": driver},
        "language": view.lang,
        "columnKind": "utf16CodeUnits",
        "newlineSequences": ["\r\n", "\n", "\r"],
    }
    yield f'{{"version": "2.1.0",\n"$schema": "{_SCHEMA}",\n"runs": [{written(run)[:-1]},\n"results": ['
    fingerprints = Fingerprints()
    opened = False
    for report in reports:
        for finding in report.findings:
            result = _result(report.document, finding, fingerprints.of(report.document, finding))
            yield (",\n" if opened else "\n") + written(result)
            opened = True
    yield "\n]}]}\n"


def _rule(name: str, kind: Kind) -> dict[str, object]:
    return {
        "id": name,
        "name": "".join(part.capitalize() for part in name.split("-")),
        "shortDescription": {"text": kind.title},
        "fullDescription": {"text": kind.reason},
        "help": {"text": kind.reason, "markdown": f"{kind.reason}\n\n`relecture explain {name}`"},
        "defaultConfiguration": {"level": _LEVELS[kind.severity]},
        "properties": {"tags": list(dict.fromkeys((kind.category.partition("/")[0], kind.category)))},
    }


def _result(document: Document, finding: Finding, fingerprint: str) -> dict[str, object]:
    unit = document.unit_at(finding.start)
    place: dict[str, object] = {"artifactLocation": _artifact(document)}
    location: dict[str, object] = {"physicalLocation": place}
    if unit:
        # Regions and replacements count in the lines of a text file.
        location["logicalLocations"] = [{"name": unit.label, "fullyQualifiedName": unit.name, "kind": "element"}]
    else:
        place["region"] = _region(document, finding.start, finding.end)
    result: dict[str, object] = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding.message) or finding.rule},
        "locations": [location],
        "partialFingerprints": {"primaryLocationLineHash": fingerprint},
    }
    # What makes the same edits is the same fix, and the schema wants each once.
    fixes = {suggestion.edits: _fix(document, suggestion) for suggestion in reversed(finding.suggestions[:_BEST])}
    if not unit and (ways := [fix for edits, fix in reversed(fixes.items()) if edits]):
        result["fixes"] = ways
    return result


def _fix(document: Document, suggestion: Suggestion) -> dict[str, object]:
    replacements = [_replacement(document, edit) for edit in suggestion.edits]
    fix: dict[str, object] = {
        "artifactChanges": [{"artifactLocation": _artifact(document), "replacements": replacements}]
    }
    if text := _message(suggestion.text):
        fix["description"] = {"text": text}
    return fix


def _message(text: str) -> str:
    return _LINK.sub(r"\1\\]", one_line(text).translate(_BRACES))


def _artifact(document: Document) -> dict[str, object]:
    reference, below = uri(document.path)
    return {"uri": reference, "uriBaseId": "%SRCROOT%"} if below else {"uri": reference}


def _replacement(document: Document, edit: Edit) -> dict[str, object]:
    return {"deletedRegion": _region(document, edit.start, edit.end), "insertedContent": {"text": edit.text}}


def _region(document: Document, start: int, end: int) -> dict[str, object]:
    line, column, end_line, end_column = span(document, start, end, "utf-16")
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
