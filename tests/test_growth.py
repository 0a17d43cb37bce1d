"""Long lines, many findings, deep nests: time grows with the length of a text, and nothing overflows."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

import pytest

import qa
from qa.finding import Edit
from qa.formats import parse
from qa.reports import FORMATS, Report, render
from tests.fuzz.growth import growing
from tests.fuzz.targets import FORMATS as TEXTS

#: What some reader once took too long for, or could.
RUNS = (
    "[",
    "*",
    "_",
    "`",
    "<",
    "&",
    '"',
    "'",
    "\\",
    " ",
    "a",
    "1",
    "(",
    "{",
    "|",
    ">",
    "- ",
    "a:",
    "<a ",
    "<!--",
    "![",
    "« ",
)


@pytest.mark.parametrize("format", TEXTS)
def test_no_reader_takes_the_square_of_a_run(format: str) -> None:
    head = "WEBVTT\n\n00:01.000 --> 00:02.000\nun mot <c" if format == "webvtt" else ""
    for unit in RUNS:
        assert growing(partial(parse, format=format), head, unit, 40_000, 5) is None, unit


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
    begun = time.process_time()
    text = nest(10_000)
    for passage in parse(text, format=format).passages:
        assert passage.text
    assert time.process_time() - begun < 5


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
def test_many_findings_take_time_by_their_number(unit: str, expected: int) -> None:
    checker = qa.Checker(qa.Settings(select=("repeated-word", "mojibake", "unused-ignore")))
    few, many = 100, 800

    def seconds(count: int) -> float:
        document = parse(unit * count)
        begun = time.process_time()
        fixed = checker.fix(document, unsafe=True)
        findings = checker.check(document)
        assert len(findings) == expected * count
        for name in FORMATS if expected else ():
            "".join(render(name, [Report(document, findings)], lang="fr", color=False, width=80))
        from qa.reports.html import review

        review([fixed], lang="fr", reasons={}, encodings={})
        return time.process_time() - begun

    seconds(2)
    assert seconds(many) < 2.5 * (many / few) * seconds(few) + 0.3


def test_a_line_of_ten_megabytes_is_read() -> None:
    line = "Le maire de la ville a parlé hier soir de la relance. " * 200_000
    begun = time.process_time()
    (finding,) = qa.check(line + "Le maire parle parle trop.", select="repeated-word")
    assert finding.suggestions[0].edits == (Edit(len(line) + 14, len(line) + 20, ""),)
    assert time.process_time() - begun < 20
