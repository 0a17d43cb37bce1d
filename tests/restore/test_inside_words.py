"""What broken words were, and which words are not broken."""

from __future__ import annotations

import re

import pytest

from qa.lexicon.forms import open_forms
from qa.restore.inside_words import everyday, frequency, restorations, slips, unheard

_PAIRS = sorted((english, french) for english, found in everyday().items() for french in found)
_WORDS = (
    "permettent paramètres imparfait comparaison ouest gestion dehors soutenir maintenir contrefaçon surprenant "
    "forteresse mondial mainmise feuilleter malheureux bienveillance transporteur avantageux"
).split()


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("allowstent", "permettent"),
        ("byamètres", "paramètres"),
        ("ouEast", "ouest"),
        ("ouEAST", "ouest"),
        ("East-à-dire", "est-à-dire"),
        ("againstfaçon", "contrefaçon"),
        ("wellveillance", "bienveillance"),
        ("last namebre", "nombre"),
        ("sat thevegarde", "sauvegarde"),
    ],
)
def test_a_broken_word_is_whole_again(broken: str, whole: str) -> None:
    assert [restored.text for restored in restorations(broken)] == [whole]


@pytest.mark.parametrize(
    "word",
    [
        "permettent",
        "webinaire",
        "hameçonnage",
        "YouTube",
        "JavaScript",
        "weekend",
        "bypass",
        "handball",
        "ouEAst",
        "by",
    ],
)
def test_other_words_are_left_alone(word: str) -> None:
    assert restorations(word) == ()


def _broken(word: str) -> list[str]:
    """A word with English for each of the everyday French words in it, in lower case and with a capital."""
    inside = [(english, french) for english, french in _PAIRS if french in word and french != word]
    made = [word.replace(french, shown, 1) for e, french in inside for shown in (e, e.capitalize())]
    return [broken for broken in made if unheard(broken.lower()) and not broken.istitle()]


@pytest.mark.parametrize("word", _WORDS)
def test_what_is_put_back_is_what_was_taken(word: str) -> None:
    assert _broken(word)
    for broken in _broken(word):
        found = restorations(broken)
        assert word in [restored.text for restored in found], broken
        for restored in found:
            form = broken.lower()
            assert frequency(restored.text) == restored.frequency > 0
            assert form[restored.start : restored.end] == restored.english
            assert restored.text == form[: restored.start] + restored.french + form[restored.end :]


def test_the_table_holds_pairs_of_an_english_and_a_french_word() -> None:
    assert len(_PAIRS) >= 700
    for english, french in _PAIRS:
        assert re.fullmatch("[a-z]+( [a-z]+)*", english)
        assert english != french
        for word in re.findall(r"[^\s']+'?", french):
            assert open_forms().known(word) or frequency(word), french


def test_a_slip_of_the_keyboard_is_told() -> None:
    assert "environ" in slips("eniron")
    assert "paramètres" not in slips("byamètres")
