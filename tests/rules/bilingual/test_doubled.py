"""A fault that two rules see is told once, by the one that knows the English."""

from __future__ import annotations

from qa.pipeline import Checker
from tests.rules.bilingual.test_clean import document_of


def test_a_word_of_the_source_is_told_once_and_keeps_its_suggestions() -> None:
    pair = ("The parties signed the settlement yesterday.", "Les parties ont signé le settlement hier.")
    findings = [finding for finding in Checker().check(document_of([pair])) if finding.text == "settlement"]
    assert [finding.rule for finding in findings] == ["carried-over"]
    assert findings[0].suggestions


def test_a_segment_left_in_english_is_told_once() -> None:
    english = "The committee has agreed to meet with them again before the end of the year."
    assert [finding.rule for finding in Checker().check(document_of([(english, english)]))] == ["left-in-english"]


def test_what_a_cut_translation_lacks_is_told_once() -> None:
    pair = (
        "The committee will meet on Friday with all 14 members to discuss the new harbour.",
        "Le comité se réunira vendredi avec tous les",
    )
    assert [finding.rule for finding in Checker().check(document_of([pair]))] == ["truncated-translation"]
