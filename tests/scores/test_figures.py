"""The figures of a score: what a finding weighs, which words count, which segment a finding belongs to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.document import Document
from qa.finding import Finding, Severity
from qa.formats import parse
from qa.rules import registry
from qa.score.comparison import beside
from qa.score.figures import score
from qa.score.model import CRITICAL, FORM, LEVELS, level, per_thousand, quality

ENGLISH = "The harbour opened in 1912. It closed sixty years later.\n\nNobody has missed it.\n"
FRENCH = "Le port a ouvert en 1912. Il a fermé soixante ans plus tard.\n\nPersonne ne l’a regretté.\n"


def beside_english(french: str, english: str = ENGLISH) -> Document:
    return replace(parse(french, format="text"), english=parse(english, format="text"))


def found(start: int, end: int, rule: str = "untranslated", severity: Severity = "error") -> Finding:
    return Finding(rule, registry()[rule].category, severity, start, end, "", "")


@pytest.mark.parametrize(
    ("rule", "severity", "expected"),
    [
        ("untranslated", "error", "major"),
        ("untranslated", "warning", "minor"),
        ("untranslated", "info", "minor"),
        ("negation-lost", "error", "critical"),
        ("number-mismatch", "warning", "minor"),
        ("punctuation-spacing", "error", "minor"),
        ("code-mismatch", "error", "major"),
    ],
)
def test_severity_and_rule_decide_on_the_level(rule: str, severity: Severity, expected: str) -> None:
    assert level(found(0, 1, rule, severity)) == expected


def test_the_weights_speak_of_rules_and_categories_that_there_are() -> None:
    assert set(registry()) >= CRITICAL
    assert {rule.category.partition("/")[0] for rule in registry().values()} >= FORM


def test_words_are_those_of_the_source_where_it_is_at_hand() -> None:
    with_it, alone = score(beside_english(FRENCH), ()), score(parse(FRENCH, format="text"), ())
    assert (with_it.bilingual, with_it.words) == (True, 14)
    assert (alone.bilingual, alone.words) == (False, 17)
    assert with_it.quality == alone.quality == 100
    assert sum(segment.words for segment in with_it.segments) == with_it.words


def test_points_follow_the_linear_model() -> None:
    figures = score(beside_english(FRENCH), [found(3, 7), found(20, 24, "number-mismatch")])
    assert figures.points == 30
    assert figures.levels == {"minor": 0, "major": 1, "critical": 1}
    assert figures.per_thousand == pytest.approx(30_000 / 14)
    assert figures.quality == 0
    assert [(category.name, category.points) for category in figures.categories] == [
        ("accuracy/mistranslation", 25),
        ("accuracy/untranslated", 5),
    ]
    assert quality(5, 100) == pytest.approx(95)
    assert per_thousand(5, 100) == pytest.approx(50)


def test_a_finding_belongs_to_the_sentence_that_it_is_in() -> None:
    at = FRENCH.index("soixante"), FRENCH.index("regretté")
    figures = score(beside_english(FRENCH), [found(at[0], at[0] + 8), found(at[1], at[1] + 8)])
    assert [segment.points for segment in figures.segments] == [0, 5, 5]
    assert FRENCH[figures.segments[1].start : figures.segments[1].end] == "Il a fermé soixante ans plus tard."


def test_what_is_missing_belongs_to_the_english_that_nothing_renders() -> None:
    french = FRENCH.replace(" Il a fermé soixante ans plus tard.", "")
    gap = french.index("\n\n")
    figures = score(beside_english(french), [found(gap, gap, "omission")])
    assert [(segment.english, segment.points) for segment in figures.segments if segment.errors] == [
        ("It closed sixty years later.", 5)
    ]


def test_an_empty_document_has_no_faults() -> None:
    figures = score(parse("", format="text"), ())
    assert (figures.words, figures.points, figures.quality, figures.segments) == (0, 0, 100, ())


FINDINGS = st.lists(
    st.builds(
        found,
        st.integers(0, len(FRENCH) - 1),
        st.just(len(FRENCH)),
        st.sampled_from(["untranslated", "negation-lost", "punctuation-spacing"]),
        st.sampled_from(["error", "warning", "info"]),
    ),
    max_size=8,
)


@given(FINDINGS)
def test_segments_and_categories_hold_every_error_once(findings: list[Finding]) -> None:
    figures = score(beside_english(FRENCH), findings)
    assert figures.points == sum(segment.points for segment in figures.segments)
    assert figures.points == sum(category.points for category in figures.categories)
    assert sum(figures.levels.values()) == len(findings)
    assert tuple(figures.levels) == LEVELS
    assert 0 <= figures.quality <= 100
    again = score(beside_english(FRENCH), reversed(findings))
    assert [each.points for each in again.segments] == [each.points for each in figures.segments]


def test_two_translations_go_together_by_their_english() -> None:
    other = FRENCH.replace(". Il a fermé", ", et il a fermé")
    rows = beside(score(beside_english(FRENCH), ()), score(beside_english(other), ()))
    assert [(row.english, row.one is not None, row.other is not None) for row in rows] == [
        ("The harbour opened in 1912.", True, False),
        ("It closed sixty years later.", True, False),
        ("The harbour opened in 1912. It closed sixty years later.", False, True),
        ("Nobody has missed it.", True, True),
    ]
    both = score(beside_english(FRENCH), ())
    assert all(row.one == row.other for row in beside(both, both))
