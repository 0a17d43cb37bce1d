"""What may have stood in an intruder's place, and which road led there."""

from __future__ import annotations

import pytest

from qa.lexicon.words import open_words
from qa.restore.candidates import DICTIONARIES, TWIN, pool


def roads(intruder: str) -> dict[str, int]:
    """The candidates of an intruder, with their relations."""
    found = pool(intruder)
    return {open_words().trie.restore_key(int(n)): int(r) for n, r in zip(found.numbers, found.relations, strict=True)}


@pytest.mark.parametrize(("intruder", "stood"), [("automotive", "car"), ("events", "parties"), ("motion", "action")])
def test_the_thesauri_lead_back_to_homographs(intruder: str, stood: str) -> None:
    assert stood in roads(intruder)


@pytest.mark.parametrize(("intruder", "stood"), [("butter", "beurre"), ("seasons", "saisons"), ("courtroom", "salle")])
def test_dictionaries_lead_to_words_without_a_homograph(intruder: str, stood: str) -> None:
    relations = roads(intruder)[stood]
    assert relations % TWIN >= 1 << DICTIONARIES


def test_twins_are_known_as_such() -> None:
    assert roads("director")["directeur"] & TWIN


def test_nothing_stands_for_itself_and_nobody_knows_a_word_that_is_none() -> None:
    assert "motion" not in roads("motion")
    assert roads("xqzvbk") == {}
