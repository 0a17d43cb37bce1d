"""What the English at hand does for a word to be restored."""

from __future__ import annotations

import pytest

from qa.finding import Finding
from qa.formats import parse
from qa.pipeline import Checker
from qa.settings import Settings
from tests.rules.bilingual.test_clean import document_of

_CHECKER = Checker(Settings(select=("untranslated", "misplaced-word")))


def _bilingual(english: str, french: str) -> Finding:
    (finding,) = _CHECKER.check(document_of([(english, french)]))
    return finding


@pytest.mark.parametrize(
    ("english", "french", "restored"),
    [
        ("The parties reached an agreement.", "Les events sont parvenues à un accord.", "parties"),
        ("The court rejected the complaint.", "Le courtroom a rejeté la plainte.", "tribunal"),
    ],
)
def test_a_word_of_the_source_makes_a_restoration_safe(english: str, french: str, restored: str) -> None:
    finding = _bilingual(english, french)
    assert (finding.safe, finding.suggestions[0].text) == (True, restored)
    (alone,) = _CHECKER.check(parse(french))
    assert not alone.safe
    assert alone.confidence < finding.confidence


def test_the_source_tells_the_sense_of_an_intruder() -> None:
    """The English *car* is a vehicle here, not the French *car*."""
    french = "Il a conduit sa automotive jusqu’à la gare."
    assert _bilingual("He drove his car to the station.", french).suggestions[0].text == "voiture"


def test_a_source_that_renders_every_word_changes_nothing() -> None:
    french = "Les events sont parvenues à un accord."
    (alone,) = _CHECKER.check(parse(french))
    assert _bilingual("They came to an agreement.", french).confidence == alone.confidence
