"""Long lines, many findings, deep nests: all is read and told, and nothing overflows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import qa
from qa.finding import Edit
from qa.formats import parse
from qa.reports import FORMATS, Report, render
from qa.reports.html import review


@pytest.mark.parametrize(
    ("format", "nest"),
    [
        ("markdown", lambda n: "> " * n + "un mot"),
        ("markdown", lambda n: "".join("  " * min(depth, 50) + "- un mot\n" for depth in range(n // 4))),
        ("markdown", lambda n: "- " * n + "un mot"),
        ("markdown", lambda n: "[" * n + "un mot" + "](x)" * n),
        ("markdown", lambda n: "![" * n + "un mot" + "](x)" * n),
        ("markdown", lambda n: "*a **b " * n + "un mot" + " b** a*" * n),
        ("markdown", lambda n: "<div>" * n + "un mot" + "</div>" * n),
        ("html", lambda n: "<div>" * n + "un mot" + "</div>" * n),
        ("html", lambda n: "<b lang=en><i lang=fr>" * n + "un mot" + "</i></b>" * n),
        ("html", lambda n: "<table><td>" * n + "un mot"),
        ("rst", lambda n: "".join("  " * min(depth, 50) + "* un mot\n\n" for depth in range(n))),
        ("asciidoc", lambda n: "====\n" * n + "un mot\n" + "====\n" * n),
        ("json", lambda n: '{"title":' * n + '"un mot"' + "}" * n),
        ("json", lambda n: '{"title":' + "[" * n + '"un mot"' + "]" * n + "}"),
        ("yaml", lambda n: "title: " + "[" * n + "un mot" + "]" * n),
        ("yaml", lambda n: "".join(" " * depth + "title:\n" for depth in range(n // 20))),
    ],
)  # fmt: skip
def test_no_nest_is_too_deep(format: str, nest: Callable[[int], str]) -> None:
    assert all(passage.text for passage in parse(nest(10_000), format=format).passages)


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("Le maire parle parle trop. ", 1),
        ("Le maire dÃ©jÃ  lÃ . ", 2),
        ("Le maire parle parle trop. <!-- relecture-ignore repeated-word -->\n\n", 0),
        ("<!-- relecture off -->\nLe maire parle parle trop.\n<!-- relecture on -->\n\n", 0),
        ("<!-- relecture-ignore-next-line -->\nLe maire parle parle trop.\n\n", 0),
        ("Un mot [sic] parle parle [sic] ici. ", 0),
    ],
)
def test_many_findings_are_all_found_told_and_mended(unit: str, expected: int) -> None:
    checker = qa.Checker(qa.Settings(select=("repeated-word", "mojibake", "unused-ignore")))
    count = 800
    document = parse(unit * count)
    findings = checker.check(document)
    assert len(findings) == expected * count
    for name in FORMATS if expected else ():
        assert "".join(render(name, [Report(document, findings)], lang="fr", color=False, width=80))
    fixed = checker.fix(document, unsafe=True)
    assert len(fixed.applied) == expected * count
    assert review([fixed], lang="fr", reasons={}, encodings={})


def test_a_line_of_ten_megabytes_is_read() -> None:
    line = "Le maire de la ville a parlé hier soir de la relance. " * 200_000
    (finding,) = qa.check(line + "Le maire parle parle trop.", select="repeated-word")
    assert finding.suggestions[0].edits == (Edit(len(line) + 14, len(line) + 20, ""),)
