"""The format `json`: an array of findings in reading order. Keys, their order and their meaning are a promise.

`json.schema.json` writes the promise down, and `VERSION` counts its changes apart from the program's: the first number
where a program that reads it may break (a key goes or means something else), the second where there is more to read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from json import dumps

from qa.document import Document, Unit
from qa.finding import Edit, Finding
from qa.reports import Report, View

#: Of what is written here, the version that `json.schema.json` describes.
VERSION = "1.0"

#: A probability is not known any better, and digits of noise would differ between machines.
_DIGITS = 4


def render(reports: Iterable[Report], _view: View, /) -> Iterator[str]:
    """One chunk a finding; no more than one report is held."""
    opened = False
    for report in reports:
        for finding in report.findings:
            yield (",\n  " if opened else "[\n  ") + serialized(report.document, finding)
            opened = True
    yield "\n]\n" if opened else "[]\n"


def serialized(document: Document, finding: Finding) -> str:
    """A finding as a JSON object on one line. A file name that is not Unicode keeps its lone surrogates, escaped."""
    return written(fields(document, finding))


def written(value: object) -> str:
    """A value as JSON on one line, letters as they are, lone surrogates escaped."""
    return dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace").decode("utf-8")


def fields(document: Document, finding: Finding) -> dict[str, object]:
    """What a program learns of a finding: offsets from 0, lines and columns from 1, in code points, ends exclusive.

    In a container they count within the unit that `unit` names.
    """
    line, column, unit = document.position(finding.start)
    first = unit.start if unit else 0
    last = unit.end if unit else len(document.source)
    end_line, end_column, _ = document.position(min(finding.end, last))
    return {
        "path": document.path,
        **({"unit": unit.name} if unit else {}),
        "rule": finding.rule,
        "category": finding.category,
        "severity": finding.severity,
        "confidence": round(finding.confidence, _DIGITS),
        "safe": finding.safe,
        "start": finding.start - first,
        "end": min(finding.end, last) - first,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "text": finding.text,
        "message": finding.message,
        "suggestions": [
            {
                "text": suggestion.text,
                "confidence": round(suggestion.confidence, _DIGITS),
                "source": suggestion.source,
                "edits": [_edit(document, unit, edit) for edit in suggestion.edits],
            }
            for suggestion in finding.suggestions
        ],
    }


def _edit(document: Document, unit: Unit | None, edit: Edit) -> dict[str, object]:
    """An edit within the finding's unit, or with the name of another that it is of."""
    if unit is None:
        return {"start": edit.start, "end": edit.end, "text": edit.text}
    other = unit if edit.start <= unit.end and unit.start <= edit.end else document.unit_at(edit.start) or unit
    # What goes with a paragraph beyond its text is no part of the unit.
    start, end = (min(max(at, other.start), other.end) - other.start for at in (edit.start, edit.end))
    return {**({"unit": other.name} if other is not unit else {}), "start": start, "end": end, "text": edit.text}
