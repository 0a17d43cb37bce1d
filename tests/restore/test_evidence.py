"""What the English at hand does for a word to be restored."""

from __future__ import annotations

import pytest

from qa.finding import Finding
from qa.formats import parse
from qa.pipeline import Checker
from qa.settings import Settings
from tests.rules.bilingual.test_clean import clean_pairs, document_of

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


def test_a_french_word_out_of_place_is_found_where_the_source_has_another() -> None:
    """Alone, a plainly French word on a clean page is no suspect."""
    french = "La place économique est difficile."
    assert _CHECKER.check(parse(french)) == ()
    finding = _bilingual("The economic situation is difficult.", french)
    assert (finding.rule, finding.text, finding.suggestions[0].text) == ("misplaced-word", "place", "situation")
    assert not finding.safe


def test_an_english_word_that_may_be_a_link_is_found_where_the_source_has_a_report() -> None:
    french = "La commission a publié son link."
    assert _CHECKER.check(parse(french)) == ()
    assert _bilingual("The committee published its report.", french).suggestions[0].text == "rapport"


@pytest.mark.parametrize(
    ("english", "french", "expected"),
    [
        ("The committee approved the budget.", "Le cupboard a approuvé le budget.", "comité"),
        ("The court heard three witnesses.", "Le tribunal a entendu trois spoons.", "témoins"),
    ],
)
def test_the_source_offers_words_that_nothing_links_to_the_intruder(english: str, french: str, expected: str) -> None:
    assert expected in [suggestion.text for suggestion in _bilingual(english, french).suggestions[:3]]
    alone = [suggestion.text for finding in _CHECKER.check(parse(french)) for suggestion in finding.suggestions[:3]]
    assert expected not in alone


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("The ferry strike enters its second week.", "La grève des ferrys entre dans sa deuxième semaine."),
        ("The party is in a critical position.", "Le parti se trouve dans une position critique."),
        ("The police arrested the thief yesterday.", "La police a arrêté le bandit hier."),
        ("The mayor is expected to stand down.", "Le maire devrait quitter la place."),
    ],
)
def test_a_free_translation_is_no_evidence(english: str, french: str) -> None:
    assert _CHECKER.check(document_of([(english, french)])) == ()


def test_words_of_the_source_are_no_intruders_on_a_damaged_page() -> None:
    english = "The ferry to Dubrovnik is late, because the situation is serious. The government took a strong decision."
    french = "Le ferry de Dubrovnik est en retard, automotive la state of affairs est grave. Le government a pris une "
    french += "commitment forte."
    found = {finding.text for finding in _CHECKER.check(document_of([(english, french)]))}
    assert {"automotive", "state of affairs", "commitment"} <= found
    assert not {"ferry", "Dubrovnik"} & found


def test_good_translations_are_left_alone() -> None:
    assert [(f.rule, f.text) for f in _CHECKER.check(document_of(clean_pairs()))] == []
