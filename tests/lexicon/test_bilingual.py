"""From English to French by dictionaries."""

from __future__ import annotations

import pytest

from qa.lexicon.bilingual import open_bilingual
from qa.lexicon.homographs import open_homographs
from qa.lexicon.words import open_words


def french(english: str) -> set[str]:
    """The forms of all French lemmas that dictionaries give for an English one."""
    bilingual, words = open_bilingual(), open_words()
    return {
        words.trie.restore_key(bilingual.surfaces[at])
        for translation in bilingual.translations(open_homographs().trie[english])
        for at in range(bilingual.surface_starts[translation.lemma], bilingual.surface_starts[translation.lemma + 1])
    }


@pytest.mark.parametrize(
    ("english", "expected"), [("butter", "beurre"), ("library", "bibliothèque"), ("mayor", "maire")]
)
def test_dictionaries_give_the_plain_translation(english: str, expected: str) -> None:
    assert expected in french(english)


def test_a_translation_comes_in_all_its_forms() -> None:
    assert {"permettre", "permet", "permettent", "permis", "permettant"} <= french("allow")


def test_a_phrase_that_no_dictionary_has_is_given_nothing() -> None:
    assert french("state of affairs") == set()
