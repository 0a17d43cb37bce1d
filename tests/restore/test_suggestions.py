"""What may have stood there, from two lists, and as suggestions."""

from __future__ import annotations

import pytest

from qa.document import Passage
from qa.restore.suggestions import MOST, Original, merged, suggestions


def test_of_two_lists_what_both_hold_gains_and_the_first_is_trusted_as_far_as_said() -> None:
    first = [Original("car", 0.6, "glossary"), Original("parce que", 0.4, "glossary")]
    found = merged(first, [Original("car", 0.5, "thesaurus"), Original("auto", 0.5, "thesaurus")], 0.8)
    assert [original.text for original in found] == ["car", "parce que", "auto"]
    assert [original.probability for original in found] == pytest.approx([0.58, 0.32, 0.1])
    assert found[0].source == "glossary"


def test_no_suggestion_comes_twice_and_no_more_than_a_reader_takes_in() -> None:
    text = "Le events du village."
    passage = Passage.verbatim(text, 0, len(text))
    words = ["match", "match", "jeu", "combat", "concours", "tournoi", "prix"]
    found = suggestions(passage, 3, 9, [Original(word, 0.1, "thesaurus") for word in words])
    assert [suggestion.text for suggestion in found] == ["match", "jeu", "combat", "concours", "tournoi"]
    assert len(found) == MOST
