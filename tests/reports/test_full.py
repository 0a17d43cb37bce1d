"""The format `full`: what a person sees of a finding in a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from textwrap import dedent
from unicodedata import category, east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.finding import Finding
from qa.reports import Report, render
from qa.settings import Lang
from tests.reports.made import document, finding


def full(source: str, *findings: Finding, path: str = "article.txt", lang: Lang = "fr", width: int = 80) -> str:
    return "".join(render("full", [Report(document(source, path), findings)], lang=lang, color=False, width=width))


def plain_spaces(text: str) -> str:
    return text.replace("\u00a0", " ")


def underlined(output: str) -> str:
    """What stands above the underline, by columns."""
    lines = output.split("\n")
    at = next(at for at, line in enumerate(lines) if re.fullmatch(r" *\| +[~^]+", line))
    under = lines[at]
    first, last = re.search(r"[~^]+", under).span()  # type: ignore[union-attr]
    picked, column = "", 0
    for character in lines[at - 1]:
        if first <= column < last and (picked or seen(character)):
            picked += character
        column += seen(character)
    return picked


def seen(text: str) -> int:
    return sum(
        0 if category(c) in ("Mn", "Me") or c in "\u200c\u200d" else 2 if east_asian_width(c) in "WF" else 1
        for c in text
    )


def test_a_finding_with_its_line_and_what_mends_it() -> None:
    source = "Titre\n\nC’est le state of affairs, dit-il.\n"
    shown = full(source, finding(source, "state of affairs", "situation", "état", safe=True))
    assert plain_spaces(shown) == dedent(
        """\
        error[untranslated] article.txt:3:10
        Anglais non traduit : « state of affairs ».
          |
        3 | C’est le state of affairs, dit-il.
          |          ^^^^^^^^^^^^^^^^
          = suggestions : situation (90 %), état (80 %)
          = corrigé d’office par « relecture fix »

        1 signalement dans 1 fichier, 1 corrigeable avec « relecture fix ».
        """
    )


def test_in_english() -> None:
    source = "C’est le state of affairs.\n"
    shown = full(source, finding(source, "affairs", "affaires", severity="warning", message="Left."), lang="en")
    assert shown == dedent(
        """\
        warning[untranslated] article.txt:1:19
        Left.
          |
        1 | C’est le state of affairs.
          |                   ~~~~~~~
          = suggestion: affaires (90%)
          = to be confirmed: “relecture fix --unsafe” applies it

        1 finding in 1 file.
        """
    )


def test_a_long_paragraph_is_cut_around_the_finding() -> None:
    source = "Il pleut sur la ville. " * 40 + "Le state of affairs inquiète. " + "Il pleut encore. " * 40
    shown = full(source, finding(source, "state of affairs"))
    assert "1 | … Il pleut sur la ville. Le state of affairs inquiète. Il pleut encore. Il …\n" in shown
    assert underlined(shown) == "state of affairs"
    assert all(len(line) <= 80 for line in shown.split("\n"))


def test_a_finding_longer_than_the_line() -> None:
    source = "Bonjour. " + "This was never translated. " * 10
    shown = full(source, finding(source, ("This was never translated. " * 10).strip()))
    assert "1 | …This was never" in shown
    assert all(len(line) <= 80 for line in shown.split("\n"))


def test_a_finding_over_several_lines_shows_the_first_and_the_last() -> None:
    source = "un the\r\nstate\r\n  of affairs deux\r\n"
    shown = full(source, finding(source, "the\r\nstate\r\n  of affairs"))
    assert (
        dedent(
            """\
          |
        1 | un the
          |    ^^^
        … |
        3 |   of affairs deux
          |   ^^^^^^^^^^
        """
        )
        in shown
    )


@pytest.mark.parametrize(
    "before",
    ["été œuvre ", "10\u202f000 ", "日本語の ", "cafe\u0301 ", "👍🏽 ", "\t", "a\tb ", "‹\x1b[31m› ", "fin.\r\nPuis "],
)
def test_the_underline_stands_below_the_text(before: str) -> None:
    source = f"{before}state of affairs et la suite"
    assert underlined(full(source, finding(source, "state of affairs"))) == "state of affairs"


def test_wide_text_is_underlined_in_all_its_columns() -> None:
    source = "voici 日本 ici"
    assert "  |       ^^^^\n" in full(source, finding(source, "日本"))


def test_controls_are_seen_and_never_sent() -> None:
    source = "un \x1b]0;titre\x07 \x9b2J mot\u202e caché\n"
    shown = full(
        source,
        finding(source, "mot", "a\x1b[0mb\nc", message="Mot\x1b[31m\nrouge"),
        path="dossier\x1b[2J\nfaux.txt",
    )
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown)
    assert "dossier␛[2J␊faux.txt:1:" in shown
    assert "␛]0;titre␇ ‹U+009B›2J mot‹U+202E›" in shown
    assert "Mot␛[31m rouge" in shown
    assert "a␛[0mb c (90" in shown


def test_suggestions_that_hardly_stood_there_are_not_shown() -> None:
    source = "Il pleut, motorcar il vente."
    made = finding(source, "motorcar", "car", "jeep", "auto")
    likely, *others = made.suggestions
    hardly = replace(made, suggestions=(likely, *(replace(other, confidence=0.001) for other in others)))
    assert "= suggestion : car (90 %)\n" in plain_spaces(full(source, hardly))
    only = replace(made, suggestions=(replace(likely, confidence=0.001),))
    assert "= suggestion : car (0 %)\n" in plain_spaces(full(source, only))


def test_colours_change_nothing_but_colours() -> None:
    source = "le state of affairs"
    report = Report(document(source), (finding(source, "state of affairs", "situation", safe=True),))
    colored = "".join(render("full", [report], lang="fr", color=True, width=80))
    assert "\x1b[31m" in colored
    assert re.sub(r"\x1b\[\d+m", "", colored) == full(source, *report.findings)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (0, "Aucun fichier relu.\n"),
        (1, "Aucun signalement dans 1 fichier.\n"),
        (3, "Aucun signalement dans 3 fichiers.\n"),
    ],
)
def test_clean_input_is_one_line(files: int, said: str) -> None:
    reports = [Report(document("Tout va bien.\n"), ())] * files
    assert "".join(render("full", reports, lang="fr", color=False, width=80)) == said


def test_the_summary_counts_files_with_findings() -> None:
    source = "le state of affairs"
    faulty = Report(document(source), (finding(source, "state", "état", safe=True), finding(source, "affairs")))
    reports = [faulty, Report(document("Rien."), ()), faulty]
    last = plain_spaces("".join(render("full", reports, lang="fr", color=False, width=80)).splitlines()[-1])
    assert last == "4 signalements dans 2 fichiers sur 3, 2 corrigeables avec « relecture fix »."


def test_findings_show_while_the_check_still_runs() -> None:
    source = "le state of affairs"

    def reports() -> Iterator[Report]:
        yield Report(document(source), (finding(source, "state"),))
        raise AssertionError("a second document was asked for too early")

    assert "state" in next(render("full", reports(), lang="fr", color=False, width=80))


def test_one_line_of_megabytes_is_not_copied_for_each_finding() -> None:
    source = "le state of affairs " * 100_000
    one = finding(source, "state", after=1_000_000)
    shown = full(source, *[one] * 2_000)
    assert shown.count("^^^^^") == 2_000


_TEXT = st.text(
    st.one_of(
        st.sampled_from("abcdéœ’  \u00a0\u202f\t\n\r«»日本語👍\u0301\u0308\x1b\u202e\u200d\u200b"),
        st.characters(),
    ),
    min_size=1,
    max_size=300,
)


@given(_TEXT, st.data(), st.integers(40, 120))
def test_no_line_is_wider_than_asked_for(text: str, data: st.DataObject, width: int) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    one = Finding("untranslated", "accuracy/untranslated", "error", start, end, text[start:end], text)
    for line in full(text, one, path=text[:90], width=width).split("\n"):
        assert seen(line) <= width


@given(st.text("abé日本 \t\u0301", max_size=200), st.text("abé日本 \t\u0301", max_size=200), st.integers(40, 120))
def test_the_underline_is_where_the_text_is(before: str, after: str, width: int) -> None:
    source = f"{before}<state>{after}"
    start = len(before)
    one = Finding("untranslated", "accuracy/untranslated", "error", start, start + 7, "<state>", "!")
    assert underlined(full(source, one, width=width)) == "<state>"
