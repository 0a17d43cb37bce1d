"""Which columns of a table hold English and which the French that translates it, as the names of the columns say.

`en` and `fr-CA`, `English (en-US)` and `French`, `source` and `target`, `title_en` and `title_fr`: what a name says
beside the language or the side has to be the same in both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from qa.containers.segments import Segment

_ENGLISH = frozenset("en eng english anglais".split())
_FRENCH = frozenset("fr fra fre french francais".split())
_SOURCE = frozenset("source src original".split())
_TARGET = frozenset("target tgt cible traduction translation".split())
#: Countries, behind a language.
_COUNTRIES = frozenset(
    "us gb uk ca au ie nz in za fr be ch lu mc ma sn usa united states kingdom canada france belgium belgique".split()
)
#: Words that say nothing of what a column holds.
_IDLE = frozenset("text texte segment string language langue lang locale value valeur column colonne".split())
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
#: A name longer than this is a cell of text.
_LONGEST = 40


class Pair(NamedTuple):
    """The numbers, from 0, of a column of English and one of French."""

    english: int
    french: int


class _Name(NamedTuple):
    side: str
    language: str
    rest: tuple[str, ...]


def pairs(names: Sequence[str]) -> tuple[Pair, ...]:
    """The pairs of columns, by the French; none where no names, or not those of both sides, are given.

    >>> pairs(["id", "English (en-US)", "French (fr-FR)"]), pairs(["source", "weight"])
    ((Pair(english=1, french=2),), ())
    """
    english: dict[tuple[str, ...], int] = {}
    french: list[tuple[tuple[str, ...], int]] = []
    for number, name in enumerate(names):
        if len(name) > _LONGEST:
            continue
        told = _told(name)
        if (told.language == "en" and told.side != "target") or (told.side == "source" and not told.language):
            english.setdefault(told.rest, number)
        elif (told.language == "fr" and told.side != "source") or (told.side == "target" and not told.language):
            french.append((told.rest, number))
    return tuple(Pair(english[rest], number) for rest, number in french if rest in english)


def by_language(names: Sequence[str], pair: Pair) -> bool:
    """Whether the names of a pair say languages, and not only sides, which other tables have as well."""
    return bool(_told(names[pair.english]).language and _told(names[pair.french]).language)


def _told(name: str) -> _Name:
    plain = "".join(each for each in unicodedata.normalize("NFD", name) if not unicodedata.combining(each))
    side = language = ""
    rest: list[str] = []
    before = ""
    for word in map(str.lower, _WORD.findall(plain)):
        country = word in _COUNTRIES and before in _ENGLISH | _FRENCH | _COUNTRIES
        if country or word in _IDLE:
            pass
        elif word in _ENGLISH | _FRENCH and language in ("", "en" if word in _ENGLISH else "fr"):
            language = "en" if word in _ENGLISH else "fr"
        elif word in _SOURCE | _TARGET and not side:
            side = "source" if word in _SOURCE else "target"
        else:
            rest.append(word)
        before = word
    return _Name(side, language, tuple(rest))


def holds_text(segments: Iterable[Segment]) -> bool:
    """Whether any of the segments has two words in a row, as what is translated has."""
    return any(
        re.search(r"[^\W\d_] [^\W\d_]", piece.text)
        for each in segments
        for piece in (*(each.english or ()), *each.unit().pieces)
    )


def letters(number: int) -> str:
    """A column as spreadsheets call it.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    name = ""
    number += 1
    while number:
        number, digit = divmod(number - 1, 26)
        name = chr(65 + digit) + name
    return name
