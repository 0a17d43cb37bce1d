"""Which words begin with a vowel sound, and what is shortened before them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.language.determiners import cells, determiner
from qa.language.elision import apostrophe, elided, elides, lengthen, shorten, vowel_sound

VOWEL = "homme Histoire HÔPITAL eau œuvre Élysée yeux Yonne y iode ouest ONU UE hier héroïne étude âge".split()
CONSONANT = (
    "héros onze onzième oui ouistiti yaourt Yémen yacht week-end uhlan SNCF 11 8 hardware Hamas "
    "Haute-Savoie hollandais huit hurler haut-parleur situation"
).split()


@pytest.mark.parametrize("word", VOWEL)
def test_vowel_sound(word: str) -> None:
    assert vowel_sound(word)


@pytest.mark.parametrize("word", CONSONANT)
def test_consonant_sound(word: str) -> None:
    assert not vowel_sound(word)


@pytest.mark.parametrize(
    ("word", "following", "short"),
    [
        ("le", "homme", True),
        ("le", "héros", False),
        ("Que", "Alice", True),
        ("ce", "est", True),
        ("ce", "arbre", False),
        ("si", "il", True),
        ("si", "elle", False),
        ("lorsque", "ils", True),
        ("lorsque", "Alice", False),
        ("quelque", "un", True),
        ("quelque", "endroit", False),
        ("jusque", "ici", True),
        ("entre", "amis", False),
    ],
)
def test_elides(word: str, following: str, short: bool) -> None:
    assert elides(word, following) is short


@pytest.mark.parametrize(
    ("word", "short"),
    [("le", "l’"), ("La", "L’"), ("que", "qu’"), ("jusque", "jusqu’"), ("si", "s’"), ("lorsque", "lorsqu’")],
)
def test_shorten(word: str, short: str) -> None:
    assert shorten(word) == short
    assert elided(short)


@pytest.mark.parametrize("word", ["le", "de", "que", "je", "me", "te", "se", "ne", "jusque", "puisque", "Que", "De"])
def test_lengthening_undoes_shortening(word: str) -> None:
    assert lengthen(shorten(word, "'")) == word


def test_s_is_si_before_il_alone() -> None:
    assert lengthen("S’", "ils") == "Si"
    assert lengthen("s’", "voient") == "se"


@given(st.text())
def test_any_text_has_a_sound_and_an_apostrophe(text: str) -> None:
    assert vowel_sound(text) in (True, False)
    assert apostrophe(text) in ("'", "’")


def test_the_apostrophe_is_the_document_s_own() -> None:
    assert apostrophe("l'an, d'or et l’eau") == "'"
    assert apostrophe("l’an") == apostrophe("rien") == "’"


@pytest.mark.parametrize("family", ["le", "un", "ce", "mon", "quel", "tout", "du", "au", "leur"])
@pytest.mark.parametrize("gender", ["m", "f"])
@pytest.mark.parametrize("number", ["s", "p"])
@pytest.mark.parametrize("vowel", [True, False])
def test_a_determiner_stands_where_it_was_made_for(family: str, gender: str, number: str, vowel: bool) -> None:
    form = determiner(family, gender, number, vowel)
    places = cells(form)
    assert any(
        (cell.family, cell.gender, cell.number) == (family, gender, number) and cell.vowel in (None, vowel)
        for cell in places
    )
