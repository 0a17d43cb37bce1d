"""English words and the French ones that look like them and say something else, by the English that each belongs to."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple, cast

from qa.glossary.term import SEPARATOR, Gender, Pos, Term

_FILE = Path(__file__).parent / "false_friends.tsv"
_WORD = re.compile(r"[^\W\d_]+")


class FalseFriend(NamedTuple):
    """`term` has the French double as its wrong wording and the right ones; `unless` are English words that the double
    does render.
    """

    term: Term
    unless: frozenset[str]


@cache
def _friends() -> dict[str, tuple[FalseFriend, ...]]:
    """The false friends of each English form, in lower case."""
    found: dict[str, tuple[FalseFriend, ...]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines()[1:]:
        forms, wrong, right, pos, gender, unless = line.split("\t")
        term = Term(wrong, tuple(right.split(SEPARATOR)), "false-friend", cast(Pos, pos), cast(Gender, gender))
        friend = FalseFriend(term, frozenset(unless.split()))
        for form in forms.split():
            found[form] = (*found.get(form, ()), friend)
    return found


def friends(english: str) -> dict[FalseFriend, str]:
    """The false friends that an English text may lead to, each with the word that does, in lower case.

    A name with a capital leads to none, unless it opens the text.
    """
    known = _friends()
    words = _WORD.findall(english)
    low = [word.lower() for word in words]
    found: dict[FalseFriend, str] = {}
    for at, (word, form) in enumerate(zip(words, low, strict=True)):
        for friend in known.get(form, ()):
            if (word == form or at == 0) and friend.unless.isdisjoint(low):
                found[friend] = form
    return found
