"""English that French has taken in."""

from __future__ import annotations

import pytest

from qa.language.loanwords import hyphenated, plain


@pytest.mark.parametrize("form", ["weekend", "best sellers", "bestseller", "science fiction"])
def test_what_french_writes_with_a_hyphen_is_taken_in(form: str) -> None:
    assert hyphenated(form)


@pytest.mark.parametrize("form", ["motorcar", "state of affairs", "blueprint", "events"])
def test_other_english_is_not(form: str) -> None:
    assert not hyphenated(form)


def test_accents_fall_and_letters_stay() -> None:
    assert plain("répertoire à la française") == "repertoire a la francaise"
