"""What a page tells of its translator's table, and what is read by it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.replace import StringReplacer
from qa.lexicon.words import UNKNOWN, open_words
from qa.restore.inside_words import frequency, unheard
from qa.restore.replacer import Replacer, Swap, learn

_OR, _AND = Swap("or", "ou"), Swap("and", "et")
_VOCABULARY = (
    "pour jour nouveau bouton couleur mouvement toujours route rouge retour nous vous pouvoir beaucoup groupe "
    "mettre cette permet objet lettre paramètre partie particulier départ comparer modèle variable possible valeur "
    "demander modifier devant personne situation position ainsi classique sensible impression version divers couvert"
).split()


def _page(*words: str) -> Replacer:
    return learn((word, False) for word in words)


def test_words_that_one_swap_explains_tell_of_it() -> None:
    assert _page("porr", "jorr", "borton", "corleur", "norveau").sure == (_OR,)
    assert set(_page("porr", "jorr", "borton", "candte", "mandtre", "objand").sure) == {_OR, _AND}


def test_one_word_or_names_tell_of_nothing() -> None:
    assert _page("porr").sure == ()
    assert learn((word, True) for word in ("nors", "rorge", "dorte")).sure == ()


def test_among_many_strange_words_a_few_are_chance() -> None:
    few = ("porr", "jorr", "borton", "corleur")
    middles, ends = ("zu", "wo", "ki", "yu"), ("kkr", "wzt", "gql", "hjd", "bbz")
    strange = [f"{first}{middle}{end}x" for first in "bdfgkl" for middle in middles for end in ends]
    assert all(unheard(word) for word in strange)
    assert _page(*few).sure == (_OR,)
    assert _page(*few, *(strange_word + end for strange_word in strange for end in "kwzgqj")).sure == ()


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("porr", "pour"),
        ("torjorrs", "toujours"),
        ("randorrner", "retourner"),
        ("throrghticulier", "particulier"),
        ("throrgh", "par"),
        ("widgand", "widget"),
    ],
)
def test_a_word_is_read_by_the_pages_table(broken: str, whole: str) -> None:
    page = Replacer({_OR: 9.0, _AND: 5.0})
    assert whole in [reading.text for reading in page.readings(broken)]


def test_a_page_without_a_table_reads_nothing() -> None:
    assert Replacer().readings("torjorrs") == ()
    assert Replacer({_OR: 0.4}).readings("torjorrs") == ()
    assert Replacer({_OR: 0.4}).whole("or") == ()


def test_whole_words_tell_too() -> None:
    assert Replacer().told([Swap("is", "est")] * 4).sure == (Swap("is", "est"),)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.lists(st.sampled_from(_VOCABULARY), min_size=5, max_size=25, unique=True))
def test_what_is_read_is_a_word_and_comes_from_the_swaps(seed: int, words: list[str]) -> None:
    table = StringReplacer(random.Random(seed), little=8)
    broken = [damaged for word in words if (damaged := table.replace(word).lower()) != word and unheard(damaged)]
    page = _page(*broken)
    for word in broken:
        for reading in page.readings(word):
            assert reading.swaps
            assert frequency(reading.text) == reading.frequency
            assert reading.frequency or (open_words().get(reading.text) or UNKNOWN).english > 3
            rest = word
            for swap in reading.swaps:
                assert swap.english in rest
                rest = rest[rest.index(swap.english) + len(swap.english) :]


@given(st.lists(st.sampled_from(_VOCABULARY), max_size=20))
def test_french_words_tell_of_no_table(words: list[str]) -> None:
    assert _page(*(word for word in words if unheard(word))).sure == ()
