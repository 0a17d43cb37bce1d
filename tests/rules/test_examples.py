"""The examples of every rule: what it finds in the bad ones, how it mends them, its silence on the good ones."""

from __future__ import annotations

import pytest

from qa.document import Document
from qa.finding import Finding, apply_edits
from qa.formats import parse
from qa.language.analysis import Analysis
from qa.rules import registry
from qa.rules.rule import Bad, Good, Rule
from qa.settings import Settings


def _findings(rule: Rule, document: Document) -> list[Finding]:
    return sorted(rule.check(Analysis(document, Settings())), key=lambda finding: finding.order)


def _examples(attribute: str) -> list[object]:
    return [
        pytest.param(rule, example, id=f"{name}-{number}")
        for name, rule in registry().items()
        for number, example in enumerate(getattr(rule, attribute))
    ]


@pytest.mark.parametrize(("rule", "example"), _examples("bad"))
def test_bad_examples_are_found(rule: Rule, example: Bad) -> None:
    findings = _findings(rule, parse(example.text))
    assert tuple(finding.text for finding in findings) == example.finds


@pytest.mark.parametrize(("rule", "example"), _examples("bad"))
def test_bad_examples_are_mended_as_they_say(rule: Rule, example: Bad) -> None:
    first_suggestions = [
        finding.suggestions[0] for finding in _findings(rule, parse(example.text)) if finding.suggestions
    ]
    edits = {edit for suggestion in first_suggestions for edit in suggestion.edits}
    assert (apply_edits(example.text, edits) if edits else None) == example.fix


@pytest.mark.parametrize(("rule", "example"), _examples("bad"))
def test_findings_are_well_formed(rule: Rule, example: Bad) -> None:
    document = parse(example.text)
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
        mended = _findings(rule, parse(example.fix))
        assert not [finding for finding in mended if finding.suggestions]


@pytest.mark.parametrize(("rule", "example"), _examples("good"))
def test_good_examples_pass_in_silence(rule: Rule, example: Good) -> None:
    assert [finding.text for finding in _findings(rule, parse(example.text))] == []
