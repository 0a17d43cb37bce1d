"""The examples of every rule: what it finds in the bad ones, how it mends them, its silence on the good ones."""

from __future__ import annotations

import pytest

from qa.containers.units import compose, revised
from qa.document import Document, Piece, Unit
from qa.finding import Finding, apply_edits
from qa.formats import parse
from qa.language.analysis import Analysis
from qa.rules import registry
from qa.rules.rule import Bad, Good, Rule
from qa.settings import Settings


def _findings(rule: Rule, document: Document) -> list[Finding]:
    return sorted(rule.check(Analysis(document, Settings())), key=lambda finding: finding.order)


def _document(text: str, english: str) -> Document:
    """A text alone, or each of its lines as the translation of the same line of the English."""
    if not english:
        return parse(text)
    lines = zip(text.split("\n"), english.split("\n"), strict=True)
    return compose((_unit(str(number), *line) for number, line in enumerate(lines)), "<text>", "lines")


def _unit(name: str, text: str, english: str) -> Unit:
    return Unit(name, name, "paragraph", 0, (Piece(text),), (Piece(english),))


def _examples(attribute: str) -> list[object]:
    return [
        pytest.param(rule, example, id=f"{name}-{number}")
        for name, rule in registry().items()
        for number, example in enumerate(getattr(rule, attribute))
    ]


@pytest.mark.parametrize(("rule", "example"), _examples("bad"))
def test_bad_examples_are_found(rule: Rule, example: Bad) -> None:
    findings = _findings(rule, _document(example.text, example.english))
    assert tuple(finding.text for finding in findings) == example.finds


@pytest.mark.parametrize(("rule", "example"), _examples("bad"))
def test_bad_examples_are_mended_as_they_say(rule: Rule, example: Bad) -> None:
    first_suggestions = [
        finding.suggestions[0]
        for finding in _findings(rule, _document(example.text, example.english))
        if finding.suggestions
    ]
    edits = {edit for suggestion in first_suggestions for edit in suggestion.edits}
    document = _document(example.text, example.english)
    mended = "\n".join(unit.text for unit in revised(document, sorted(edits)).units) or apply_edits(example.text, edits)
    assert (mended if edits else None) == example.fix


@pytest.mark.parametrize(("rule", "example"), _examples("bad"))
def test_findings_are_well_formed(rule: Rule, example: Bad) -> None:
    document = _document(example.text, example.english)
    for finding in _findings(rule, document):
        assert (finding.rule, finding.category, finding.severity) == (rule.name, rule.category, rule.severity)
        assert document.source[finding.start : finding.end] == finding.text
        assert 0 < finding.confidence <= 1
        confidences = [suggestion.confidence for suggestion in finding.suggestions]
        assert confidences == sorted(confidences, reverse=True)
        assert all(0 < confidence <= 1 for confidence in confidences)
        assert not finding.safe or finding.suggestions


@pytest.mark.parametrize(("rule", "example"), _examples("bad"))
def test_mended_examples_are_not_mended_again(rule: Rule, example: Bad) -> None:
    if example.fix is not None:
        mended = _findings(rule, _document(example.fix, example.english))
        assert not [finding for finding in mended if finding.suggestions]


@pytest.mark.parametrize(("rule", "example"), _examples("good"))
def test_good_examples_pass_in_silence(rule: Rule, example: Good) -> None:
    assert [finding.text for finding in _findings(rule, _document(example.text, example.english))] == []
