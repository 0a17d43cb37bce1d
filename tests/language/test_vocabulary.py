"""What a page speaks of more than once."""

from __future__ import annotations

from qa.language.vocabulary import Vocabulary

PAGE = Vocabulary(["Mission accomplie.", "La mission de l’équipe, les missions d’avant."])


def test_forms_are_counted_over_all_passages_whatever_their_case() -> None:
    assert PAGE.forms["mission"] == 2
    assert PAGE.echo("mission") > PAGE.echo("missions") > PAGE.echo("absente") == 0


def test_kin_are_the_other_forms_of_a_word_too() -> None:
    assert PAGE.kin("mission") == PAGE.kin("missions") > PAGE.echo("mission")
    assert PAGE.kin("soirée") == 0


def test_a_word_that_any_text_has_so_often_is_no_echo() -> None:
    page = Vocabulary(["Elle est de retour ce soir dans la ville, avec les siens, pour une semaine au moins."] * 50)
    assert page.echo("de") < 1 < page.echo("semaine")


def test_an_occurrence_may_be_left_out_of_the_count() -> None:
    assert PAGE.echo("missions", less=1) == 0
    assert PAGE.kin("missions", less=3) == 0
