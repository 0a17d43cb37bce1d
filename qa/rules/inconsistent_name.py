"""One proper name spelled in two ways: Zelensky here, Zelenski there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from qa.document import Passage
from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.language.screening import Screen
from qa.language.spelling import plain, slip, sound
from qa.lexicon.forms import open_forms
from qa.lexicon.words import UNKNOWN, open_words
from qa.rules.rule import Bad, Good, Rule, replacement
from qa.settings import Wording

_CAPITALS = "".join(letter for letter in map(chr, range(0x250)) if letter.isupper())
#: A capitalised word, not one of an address or of the name of a file. What stands before it is looked at behind its
#: capital: a pattern that begins with a condition would try it at every letter of the text.
_NAME = re.compile(rf"[{_CAPITALS}](?<![\w.@/_#-][{_CAPITALS}])[^\W\d_]+(?:[-‑][^\W\d_]+)*(?![\w@/_]|-\w|\.\w)")
#: What stands between two parts of a person's name.
_JOINED = re.compile(r"[ \u00a0\n](?:(?:van|von|der|den|de|di|da|el|al|ben|bin)[ \u00a0]){0,2}")

#: What makes a word longer.
_PART = re.compile(r"[\w-]")

#: Letters from which on a name is one that two people seldom share but for a slip.
_SHORTEST, _LONG = 5, 7
#: How often a name stands by itself in one spelling until another, once, is taken for a slip.
_ESTABLISHED = 2
#: Frequencies (Zipf) from which on a spelling has a name of its own: two such are two names.
_KNOWN_NAME, _KNOWN_TO_ANYONE = 3.0, 1.0
_VOWELS = frozenset("aeiouyh")
#: What stands in front of the names of many people and places, and so says nothing of whose name it is.
_OF_MANY = frozenset(
    """
    Mme Mmes Mlle Mgr Mr Mrs Miss Mister Dr Prof Sir Lord Lady Don Doña Frau Herr Maître Saint Sainte St Ste San Santa
    São Santo Sankt Los Las El La Le Les Al Den Ter New North South East West Port Fort Mount The Then And
    """.split()
)


class _Mention(NamedTuple):
    passage: Passage
    start: int
    end: int


@dataclass(slots=True)
class _Spelling:
    """One way to write a name, where it stands, and the names in front of it and behind it."""

    text: str
    mentions: list[_Mention] = field(default_factory=list)
    before: set[str] = field(default_factory=set)
    after: set[str] = field(default_factory=set)

    @property
    def rank(self) -> tuple[int, float]:
        """The higher, the more likely it is the right one. Of equal ones the first counts."""
        return len(self.mentions), _frequency(self.text)


def _check(analysis: Analysis) -> Iterator[Finding]:
    spellings = _spellings(analysis)
    told: set[str] = set()
    for one, other, confidence in sorted(_pairs(spellings), key=lambda pair: -pair[2]):
        right, wrong = (one, other) if one.rank >= other.rank else (other, one)
        if wrong.text in told or right.text in told or not _rarer(right, wrong) or _in_lower_case(analysis, one, other):
            continue
        told.add(wrong.text)
        there = right.mentions[0].passage.source_start(right.mentions[0].start)
        for passage, start, end in wrong.mentions:
            yield RULE.finding(
                analysis,
                passage,
                start,
                end,
                confidence=confidence,
                suggestions=replacement(passage, start, end, right.text, confidence=0.7),
                right=right.text,
                line=analysis.document.lines.position(there)[0],
            )


def _spellings(analysis: Analysis) -> dict[str, _Spelling]:
    """The names of a document that are no French words, in the order in which they first stand there."""
    found: dict[str, _Spelling] = {}
    for passage in analysis.document.passages:
        if not _UNCOMMON.total(passage.text):
            continue
        last: re.Match[str] | None = None
        for match in _NAME.finditer(passage.text):
            name = match.group()
            if name.isupper() or (passage.breaks and _broken(passage, match)):
                last = None
                continue
            spelling = None
            if not _common(name):
                spelling = found.setdefault(name, _Spelling(name))
                spelling.mentions.append(_Mention(passage, match.start(), match.end()))
            before = found.get(last.group()) if last is not None else None
            if last is not None and (spelling or before) and _JOINED.fullmatch(passage.text, last.end(), match.start()):
                if spelling:
                    spelling.before.add(last.group())
                if before:
                    before.after.add(name)
            last = match
    return found


def _broken(passage: Passage, match: re.Match[str]) -> bool:
    return any(start < match.end() and match.start() < end for start, end in passage.breaks)


def _names_in(surfaces: Sequence[str]) -> int:
    """How many names that are no French words there may be among the words of a spelling."""
    names = (name for surface in surfaces if not surface.islower() for name in _NAME.findall(surface))
    return sum(not name.isupper() and not _common(name) for name in names)


#: Finds such names.
_UNCOMMON = Screen(_names_in)


def _pairs(spellings: dict[str, _Spelling]) -> Iterator[tuple[_Spelling, _Spelling, float]]:
    """Spellings that may be of one name, and how sure that is."""
    names = [spelling for name, spelling in spellings.items() if len(name) >= _SHORTEST]
    for companions in ("before", "after"):
        shared: dict[str, list[_Spelling]] = defaultdict(list)
        for spelling in names:
            for companion in getattr(spelling, companions):
                if _may_be_name(companion):
                    shared[companion].append(spelling)
        for group in shared.values():
            if len(group) < 2:
                continue  # as most are
            for one, other in (*_alike(group), *_a_slip_apart(group)):
                if not (_in_dictionary(one) and _in_dictionary(other)):
                    yield one, other, 0.85
    strangers = [spelling for spelling in names if not _in_dictionary(spelling)]
    for one, other in _alike(strangers):
        if min(_frequency(one.text), _frequency(other.text)) < _KNOWN_NAME and not _others(one, other):
            yield one, other, 0.75
    for one, other in _a_slip_apart([spelling for spelling in strangers if len(spelling.text) >= _LONG]):
        right, wrong = (one, other) if one.rank >= other.rank else (other, one)
        alone = len(wrong.mentions) == 1 and _frequency(wrong.text) < _KNOWN_TO_ANYONE
        if alone and len(right.mentions) >= _ESTABLISHED and not _others(right, wrong):
            yield right, wrong, 0.7


def _alike(names: list[_Spelling]) -> Iterator[tuple[_Spelling, _Spelling]]:
    """Those among the names that are one name by the ear."""
    for group in _by_key(((sound(name.text),), name) for name in names):
        yield from (pair for pair in combinations(group, 2) if _differ(*pair))


def _a_slip_apart(names: list[_Spelling]) -> Iterator[tuple[_Spelling, _Spelling]]:
    """Those among the names of which one is the other with a slip of the pen."""
    # Only names that have a shape in common are compared, as a long text has thousands of them.
    for group in _by_key((_shortened(name.text), name) for name in names):
        yield from (pair for pair in combinations(group, 2) if slip(pair[0].text, pair[1].text))


@lru_cache(maxsize=4096)
def _shortened(name: str) -> frozenset[str]:
    """A name with one letter less, in every way, and as it is: names a slip apart have one of these in common."""
    low = plain(name)
    return frozenset({low, *(low[:at] + low[at + 1 :] for at in range(len(low)))})


def _by_key(keyed: Iterable[tuple[Iterable[str], _Spelling]]) -> list[list[_Spelling]]:
    """The names that have a key in common with another, by key."""
    groups: dict[str, list[_Spelling]] = defaultdict(list)
    for keys, spelling in keyed:
        for key in keys:
            groups[key].append(spelling)
    return [group for group in groups.values() if len(group) > 1]


def _differ(one: _Spelling, other: _Spelling) -> bool:
    """Whether two spellings of one sound are two: capitals alone, and the accent of the first one, are free."""
    first, second = one.text, other.text
    if first.lower() == second.lower() or plain(first)[0] + first[1:] == plain(second)[0] + second[1:]:
        return False
    # Where the one elides the word in front and the other does not, more would have to be changed than the name.
    return (plain(first)[0] in _VOWELS) == (plain(second)[0] in _VOWELS)


def _others(one: _Spelling, other: _Spelling) -> bool:
    """Whether the names beside them say that these are two people: other first names, or other family names."""
    for companions in ((one.before, other.before), (one.after, other.after)):
        ours, theirs = ({sound(name) for name in names if _may_be_name(name)} for names in companions)
        if ours and theirs and not ours & theirs:
            return True
    return False


def _rarer(right: _Spelling, wrong: _Spelling) -> bool:
    """Whether a spelling is so much rarer than the other that it is not there by intention."""
    return len(wrong.mentions) <= max(2, len(right.mentions) // 3)


def _in_lower_case(analysis: Analysis, *spellings: _Spelling) -> bool:
    """Whether the text has one of the names as a word of its own, too."""
    return any(_has_word(analysis.document.source, spelling.text.lower()) for spelling in spellings)


def _has_word(text: str, word: str) -> bool:
    # A regular expression that begins with a condition would try it at every letter of the text.
    at = text.find(word)
    while at >= 0:
        if not (at and _PART.match(text, at - 1)) and not _PART.match(text, at + len(word)):
            return True
        at = text.find(word, at + 1)
    return False


@lru_cache(maxsize=65536)
def _common(name: str) -> bool:
    """Whether a dictionary has the word, or a long part of it, as anything but a name."""
    parts = (name, *(part for part in re.split("[-‑]", name) if len(part) > 3))
    return any(reading.pos != "name" for part in parts for reading in open_forms().analyses(part))


def _may_be_name(word: str) -> bool:
    """Whether a capitalised word tells whose name stands beside it: *Pierre*, though a stone too, not *Composant*."""
    if word in _OF_MANY:
        return False
    return not _common(word) or any(reading.pos == "name" for reading in open_forms().analyses(word))


def _in_dictionary(spelling: _Spelling) -> bool:
    return open_forms().known(spelling.text)


def _frequency(name: str) -> float:
    return (open_words().get(name.lower()) or UNKNOWN).french


RULE = Rule(
    name="inconsistent-name",
    category="terminology/inconsistent-use",
    severity="info",
    title=Wording("Nom propre orthographié de deux façons", "Proper name spelled in two ways"),
    reason=Wording(
        "Un nom venu d’un autre alphabet s’écrit de plusieurs façons (« Zelensky », « Zelenski »), et une faute de "
        "frappe y passe inaperçue : le lecteur se demande s’il s’agit de deux personnes. La graphie la plus rare du "
        "document est signalée, la plus fréquente proposée ; à vous de dire laquelle est la bonne. Deux noms que le "
        "texte accompagne de prénoms différents, et ceux que les dictionnaires ont tous deux, ne sont pas signalés.",
        "A name from another alphabet is written in several ways (“Zelensky”, “Zelenski”), and a slip of the pen is "
        "overlooked in it: readers wonder whether these are two people. The spelling that is rarer in the document is "
        "reported, the commoner suggested; which is right is yours to say. Two names that the text gives other first "
        "names, and those that dictionaries both have, are not reported.",
    ),
    message=Wording(
        "Nom propre orthographié de deux façons : « {text} » ici, « {right} » à la ligne {line}.",
        "Proper name spelled in two ways: “{text}” here, “{right}” on line {line}.",
    ),
    check=_check,
    bad=(
        Bad(
            "Zelensky est arrivé à midi. Le maire a reçu Zelensky, puis Zelenski est reparti.",
            finds=("Zelenski",),
            fix="Zelensky est arrivé à midi. Le maire a reçu Zelensky, puis Zelensky est reparti.",
        ),
        Bad(
            "Sergueï Lavrov a parlé. « Sergei Lavrov a eu tort », dit un élu ; Sergueï Lavrov le nie.",
            finds=("Sergei",),
            fix="Sergueï Lavrov a parlé. « Sergueï Lavrov a eu tort », dit un élu ; Sergueï Lavrov le nie.",
        ),
        Bad(
            "Le juge a entendu Claude Morvanec. Claude Morvenec, lui, se tait. Claude Morvanec fera appel.",
            finds=("Morvenec",),
            fix="Le juge a entendu Claude Morvanec. Claude Morvanec, lui, se tait. Claude Morvanec fera appel.",
        ),
    ),
    good=(
        Good("Alain Kerbrat et Alain Kerbrats signent ; Martin et Martins aussi.", "La fin d’un nom en fait un autre."),
        Good("Anna Petersson a battu Lena Peterson.", "Deux prénoms, deux personnes."),
        Good("L’armée afghane quitte l’Afghanistan ; un Afghan témoigne.", "Un nom et ce qui en dérive."),
        Good("Elle va de Londres à London, en Ontario, puis à Göteborg.", "Un nom français et un nom d’origine."),
        Good("Simon Lebrac épouse Simone Lebrac.", "Deux prénoms."),
    ),
)
