"""Inflection of words known and unknown, and the case of a replacement."""

from __future__ import annotations

import pytest

from qa.language.morphology import feminine, like, plural, project


@pytest.mark.parametrize(
    ("singular", "expected"),
    [
        ("situation", "situations"),
        ("journal", "journaux"),
        ("festival", "festivals"),
        ("travail", "travaux"),
        ("bijou", "bijoux"),
        ("œil", "yeux"),
        ("gaz", "gaz"),
        ("Parti", "Partis"),
        ("globicral", "globicraux"),
        ("globiceau", "globiceaux"),
        ("globicras", "globicras"),
        ("globicrac", "globicracs"),
    ],
)
def test_plural(singular: str, expected: str) -> None:
    assert plural(singular) == expected


@pytest.mark.parametrize(
    ("masculine", "expected"),
    [
        ("beau", "belle"),
        ("public", "publique"),
        ("neuf", "neuve"),
        ("évoqué", "évoquée"),
        ("directeur", "directrice"),
        ("grave", "grave"),
        ("globiteur", "globitrice"),
        ("globiceux", "globiceuse"),
        ("globicif", "globicive"),
        ("globicer", "globicère"),
        ("globicé", "globicée"),
        ("globique", "globique"),
    ],
)
def test_feminine(masculine: str, expected: str) -> None:
    assert feminine(masculine) == expected


def test_like_copies_the_case() -> None:
    assert like("Events", "parties") == "Parties"
    assert like("EVENTS", "parties") == "PARTIES"
    assert like("events", "OTAN") == "OTAN"
    assert like("A", "une partie") == "Une partie"
    assert like("3", "partie") == "partie"


def test_plural_for_plural() -> None:
    assert project("partie", "noun", english="s") == ("parties",)
    assert project("parties", "noun") == ("partie",)
    assert project("partie", "noun", number="p") == ("parties",)


def test_an_adjective_agrees_where_told() -> None:
    assert project("commercial", "adj", gender="f", number="p") == ("commerciales",)
    assert set(project("commercial", "adj")) == {"commercial", "commerciale", "commerciaux", "commerciales"}
    assert project("avancé", "adj", gender="f", number="s") == ("avancée",)


def test_verb_forms_follow_the_english_ending() -> None:
    assert project("évoquer", "verb", english="s", number="s") == ("évoque",)
    assert project("évoquer", "verb", english="s") == ("évoque", "évoquent")
    assert project("évoquer", "verb", english="ed", number="s", gender="f")[0] == "évoquée"
    assert project("évoque", "verb", english="ing")[0] == "évoquant"
    assert project("évoquer", "verb")[0] == "évoquer"


def test_nothing_is_made_up_for_a_word_unknown() -> None:
    assert project("globicrac", "noun") == ()
    assert project("situation", "verb") == ()
