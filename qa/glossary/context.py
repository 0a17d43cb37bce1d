"""Conditions on the words around a term: `next=rôle|élément; prev=@det`.

A condition is one or more clauses separated by `;`. A clause names a place (`next`: one of the three following
words, `prev`: one of the three preceding, `near`: anywhere in the sentence) and alternatives separated by `|`, each
a wording in its base form, of which any inflected form will do, or a class of words.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from qa.glossary.forms import DETERMINERS, bases, parts_of_speech
from qa.glossary.term import Term
from qa.glossary.words import WORD, Word, words

PLACES = ("next", "prev", "near")
CLASSES = ("@noun", "@verb", "@adj", "@det", "@infinitive", "@number", "@name", "@end")

#: Few sentences are longer, in characters.
_USUAL_SENTENCE = 400

_start, _end = itemgetter(0), itemgetter(1)

#: How many words `next` and `prev` look at.
_REACH = 3

_SENTENCE_END = re.compile(r"[.!?…](?=[\s»”\"')\]]|$)|\n\s*\n")
_AT_END = re.compile(r"[\s»”\"')\]]*(?:[.!?…;:]|$)")
_NUMERALS = frozenset(
    WORD.findall(
        "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente "
        "quarante cinquante soixante cent cents mille million millions milliard milliards"
    )
)


class Clause(NamedTuple):
    """One clause; each alternative is a class or the words of a wording."""

    place: str
    alternatives: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=4096)
def clauses(condition: str) -> tuple[Clause, ...]:
    """The clauses of a condition. Raises ValueError, with the clause that is wrong, where it does not read as one.

    >>> clauses("next=rôle|@end")
    (Clause(place='next', alternatives=(('rôle',), ('@end',))),)
    """
    found = []
    for part in filter(None, (part.strip() for part in condition.split(";"))):
        place, equals, rest = (piece.strip() for piece in part.partition("="))
        alternatives = [alternative.strip() for alternative in rest.split("|")]
        unknown = [choice for choice in alternatives if choice.startswith("@") and choice not in CLASSES]
        if place not in PLACES or not equals or not all(alternatives) or unknown:
            raise ValueError(part)
        split = (
            (choice,) if choice in CLASSES else tuple(word.text.lower() for word in words(choice))
            for choice in alternatives
        )
        found.append(Clause(place, tuple(split)))
    return tuple(found)


def fits(term: Term, text: str, around: list[Word], first: int, last: int) -> bool:
    """Whether its conditions let a term stand for a fault.

    `around` are the words of `text`; the term is made of those from `first` to `last`, both included.
    """
    scene = _Scene(text, around, first, last)
    return all(map(scene.holds, clauses(term.when))) and not any(map(scene.holds, clauses(term.unless)))


def may_fit(term: Term, low: list[str], first: int, last: int) -> bool:
    """Whether `when` may hold for the words from `first` to `last`, as far as words in lower case can tell."""
    for place, alternatives in clauses(term.when):
        if place == "near" or any(choice[0].startswith("@") for choice in alternatives):
            continue
        beside = low[last + 1 : last + 1 + _REACH] if place == "next" else low[max(0, first - _REACH) : first]
        wanted = {choice[0] for choice in alternatives}
        if all(word not in wanted and wanted.isdisjoint(bases(word)) for word in beside):
            return False
    return True


def _sentence_start(text: str, here: int) -> int:
    """Where the sentence begins that goes on at `here`: looked for backwards, as a text may be as long as a book."""
    reach, since = _USUAL_SENTENCE, here
    while since:
        since = max(0, here - reach)
        while since and text[since - 1].isspace():  # no blank line is to be cut
            since -= 1
        if ends := [end.end() for end in _SENTENCE_END.finditer(text, since, here)]:
            return ends[-1]
        reach *= 4
    return 0


class _Scene(NamedTuple):
    text: str
    around: list[Word]
    first: int
    last: int

    def holds(self, clause: Clause) -> bool:
        places = self._places(clause.place)
        return any(self._one_of(choice, clause.place, places) for choice in clause.alternatives)

    def _places(self, place: str) -> range:
        """The numbers of the words that a clause looks at, none of them beyond the sentence."""
        first, last = self.first, self.last
        start, end = self._sentence()
        if place == "next":
            return range(last + 1, min(last + 1 + _REACH, end))
        if place == "prev":
            return range(max(start, first - _REACH), first)
        return range(start, end)

    def _sentence(self) -> tuple[int, int]:
        here, there = self.around[self.first].start, self.around[self.last].end
        start = _sentence_start(self.text, here)
        following = _SENTENCE_END.search(self.text, there)
        stop = following.start() if following else len(self.text)
        first = bisect_left(self.around, start, key=_start)
        end = bisect_right(self.around, stop, key=_end)
        return (first, end) if first < end else (self.first, self.last + 1)

    def _one_of(self, choice: tuple[str, ...], place: str, places: Iterable[int]) -> bool:
        if choice == ("@end",):
            return place != "prev" and _AT_END.match(self.text, self.around[self.last].end) is not None
        if choice[0].startswith("@"):
            return any(self._is(choice[0], number) for number in places if not self._own(number))
        return any(self._reads(choice, number) for number in places if not self._own(number))

    def _own(self, number: int) -> bool:
        return self.first <= number <= self.last

    def _reads(self, choice: tuple[str, ...], number: int) -> bool:
        if number + len(choice) > len(self.around):
            return False
        return all(
            wanted == word.text.lower() or wanted in bases(word.text.lower())
            for wanted, word in zip(choice, self.around[number : number + len(choice)], strict=True)
        )

    def _is(self, kind: str, number: int) -> bool:
        word = self.around[number].text
        low = word.lower()
        match kind:
            case "@det":
                return low in DETERMINERS
            case "@number":
                return word[0].isdigit() or low in _NUMERALS
            case "@name":
                return word[0].isupper() and number > self._sentence()[0]
            case "@infinitive":
                return "infinitive" in parts_of_speech(low)
            case _:
                return low not in DETERMINERS and kind[1:] in parts_of_speech(low)
