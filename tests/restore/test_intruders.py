"""What stood there comes back, what is foreign on purpose stays, and a clean page stays silent."""

from __future__ import annotations

import pytest

from qa.document import Passage
from qa.formats import parse
from qa.language.analysis import Analysis
from qa.language.slot import slot
from qa.language.surroundings import Surroundings
from qa.language.tokens import tokens
from qa.restore.cognates import cognates
from qa.restore.intruders import intruders
from qa.restore.prior import prior
from qa.restore.ranking import shortlist
from qa.settings import Settings


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("director", "directeur"),
        ("directors", "directeurs"),
        ("education", "éducation"),
        ("security", "sécurité"),
        ("officially", "officiellement"),
        ("activities", "activités"),
    ],
)
def test_an_english_word_has_its_french_twin(english: str, french: str) -> None:
    assert french in cognates(english)


@pytest.mark.parametrize("word", ["way", "tools", "the", "x-ray"])
def test_a_word_without_a_twin_has_none(word: str) -> None:
    assert cognates(word) == ()


@pytest.mark.parametrize(
    ("text", "intruder", "original"),
    [
        ("Les routes sont coupées, automotive la neige est tombée toute la nuit.", "automotive", "car"),
        ("Le préfet suit de près la state of affairs dans la vallée.", "state of affairs", "situation"),
        ("Il a exercé une grande affect sur les peintres de son temps.", "affect", "influence"),
    ],
)
def test_what_stood_there_comes_first(text: str, intruder: str, original: str) -> None:
    start = text.index(intruder)
    found = shortlist(slot(text, start, start + len(intruder)), intruder)
    assert found.candidates[0].text == original


def _on_purpose(text: str, word: str) -> bool:
    found = tokens(text)
    around = Surroundings(Passage.verbatim(text, 0, len(text)), found)
    start = text.index(word)
    return around.foreign_on_purpose(start, start + len(word), *around.between(start, start + len(word)))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Le groupe joue « Stairway to heaven » en fin de concert.", "heaven"),
        ("Écrire à contact@events.fr pour tout renseignement.", "events"),
        ("Le crédit renouvelable (revolving) sera mieux encadré.", "revolving"),
        ("La chaîne Discovery Channel diffusera le film.", "Channel"),
        ("Le texte dit 'a little girl' en toutes lettres.", "little"),
    ],
)
def test_names_quotations_addresses_and_glosses_are_foreign_on_purpose(text: str, word: str) -> None:
    assert _on_purpose(text, word)


@pytest.mark.parametrize("text", ["Les deux events ont signé.", "La carte (through le col) est ouverte."])
def test_a_damaged_sentence_is_not(text: str) -> None:
    assert not _on_purpose(text, "events" if "events" in text else "through")


def test_a_damaged_page_makes_an_intruder_likelier_than_a_clean_one() -> None:
    assert prior([9.0] * 10 + [2.0] * 5, 100) > 10 * prior([2.0] * 5, 100)
    assert 0 < prior([], 0) < 0.01


def test_intruders_come_in_reading_order_and_do_not_overlap() -> None:
    text = "La state of affairs est grave, automotive le barrage cède.\n\nLe chancellor a réuni la commission de law."
    found = intruders(Analysis(parse(text), Settings()))
    spans = [i.suspect.passage.source_start(i.suspect.mention.start) for i in found]
    assert len(found) >= 2
    assert spans == sorted(spans)
    assert [i.suspect.mention.form for i in found][:2] == ["state of affairs", "automotive"]
