"""The table of false friends: whole, and of use to what looks for its words."""

from __future__ import annotations

from pathlib import Path

import pytest

import qa.bilingual.false_friends
from qa.bilingual.false_friends import friends
from qa.glossary.match import Matcher
from qa.glossary.term import Glossary, Term

_TABLE = Path(qa.bilingual.false_friends.__file__).with_suffix(".tsv")
_ROWS = [line.split("\t") for line in _TABLE.read_text(encoding="utf-8").splitlines()[1:]]


def test_the_table_is_large_and_has_no_pair_twice() -> None:
    assert len(_ROWS) >= 100
    pairs = [(form, wrong) for forms, wrong, *_ in _ROWS for form in forms.split()]
    assert len(set(pairs)) == len(pairs)


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: f"{row[0].split()[0]}-{row[1]}")
def test_a_row_leads_from_its_english_to_its_french(row: list[str]) -> None:
    forms, wrong, right, pos, gender, unless = row
    assert wrong not in right.split(" | ")
    assert pos in ("noun", "verb", "adj", "adv")
    assert (gender in ("m", "f")) == (pos == "noun")
    for form in forms.split():
        found = friends(f"They said: the {form} of the town.")
        assert wrong in {friend.term.wrong for friend in found}
        assert form not in unless.split()
    for other in unless.split():
        with_it = {friend.term.wrong for friend in friends(f"The {other} {forms.split()[0]}")}
        assert wrong not in with_it
    assert Matcher(Glossary("", (Term(wrong, pos=pos),))).matches(f"Voici : {wrong}.")  # type: ignore[arg-type]
