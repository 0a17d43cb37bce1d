"""What a page speaks of more than once."""

from __future__ import annotations

from qa.language.vocabulary import Vocabulary


def test_forms_are_counted_over_all_passages_whatever_their_case() -> None:
    page = Vocabulary(["Mission accomplie.", "La mission de l’équipe, les missions d’avant."])
    assert page.forms["mission"] == 2
    assert page.forms["absente"] == 0


def test_kin_are_the_other_forms_of_a_word_too() -> None:
    page = Vocabulary(["Les journaux du soir citent un journal du matin."])
    assert page.kin("journal") == page.kin("journaux") == 2
    assert page.kin("soirée") == 0
