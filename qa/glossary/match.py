"""Finding terms in a text: inflected, elided, hyphenated or not, broken over lines, long ones with a slip of the pen.

A text is first asked whether it holds any word that a term hangs on, its *anchor*; most texts do not, and cost no more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from qa.glossary.forms import bases, lemmas
from qa.glossary.pattern import Match, Pattern, participle_of
from qa.glossary.term import Glossary
from qa.glossary.words import WORD, words

__all__ = ["Match", "Matcher"]

#: Letters from which on a term may be found with one slip, and with two.
_ONE_SLIP, _TWO_SLIPS = 8, 12
_SHORTEST_ANCHOR = 5
#: Words remembered as the anchor of no term; a bound on memory, far above the vocabulary of any one text.
_REMEMBERED = 200_000


class Matcher:
    """Finds the terms of glossaries; those of an earlier glossary go before those of a later one.

    A term that an earlier glossary has too is left out of the later ones. Safe to share between threads.
    """

    def __init__(self, *glossaries: Glossary) -> None:
        self._index: dict[str, list[Pattern]] = {}
        taken: set[str] = set()
        number = 0
        for rank, glossary in enumerate(glossaries):
            own = set()
            for term in glossary.terms:
                pattern = Pattern.of(term, rank, number)
                key = " ".join(pattern.parts)
                own.add(key)
                if key not in taken and pattern.parts:
                    anchor = pattern.parts[pattern.anchor]
                    self._index.setdefault(anchor, []).append(pattern)
                    if verb := participle_of(anchor):
                        self._index.setdefault(verb, []).append(pattern)
                    number += 1
            taken |= own
        self._clean: set[str] = set()
        self._anchors: dict[str, tuple[tuple[Pattern, int], ...]] = {}

    def matches(self, text: str) -> tuple[Match, ...]:
        """The terms in a text that are faults, in order, none overlapping another.

        Among overlapping ones that of the earlier glossary wins, then the longest. An accepted word is no fault, but
        hides others.
        """
        return tuple(match for match in self.claims(text) if not match.term.accepted)

    def claims(self, text: str) -> tuple[Match, ...]:
        """As `matches`, with the accepted words."""
        low = WORD.findall(text.lower())
        suspects = {word for word in set(low) - self._clean if self._hangs(word)}
        if not suspects:
            return ()
        candidates = [
            (number, pattern, slips)
            for number, word in enumerate(low)
            if word in suspects
            for pattern, slips in self._anchors[word]
            if pattern.likely(low, number)
        ]
        if not candidates:
            return ()
        around = words(text)
        if len(around) != len(low):  # a capital that is two letters in lower case
            return ()
        found = [
            (match.rank, match.start - match.end, match.slips, match.start, pattern.number, match)
            for number, pattern, slips in candidates
            if not (slips and number and around[number].text[0].isupper() and not around[number].text.isupper())
            and (match := pattern.at(text, around, number, slips)) is not None
        ]
        kept: list[Match] = []
        for *_, match in sorted(found, key=lambda claim: claim[:-1]):
            if all(match.end <= other.start or other.end <= match.start for other in kept):
                kept.append(match)
        return tuple(sorted(kept, key=lambda match: match.start))

    def _hangs(self, word: str) -> bool:
        """Whether a lower-case word may be the anchor of a term; remembers the answer."""
        if word in self._anchors:
            return True
        patterns: list[tuple[Pattern, int]] = []
        if not self._index.keys().isdisjoint(lemmas(word)):
            patterns += ((pattern, 0) for base in sorted(bases(word)) for pattern in self._index.get(base, ()))
        if not patterns:
            patterns = list(self._slipped(word))
        if patterns:
            self._anchors[word] = tuple(patterns)
            return True
        if len(self._clean) >= _REMEMBERED:
            self._clean.clear()
        self._clean.add(word)
        return False

    @cached_property
    def _long(self) -> dict[str, list[str]]:
        """The anchors of long terms by their first letter."""
        found: dict[str, list[str]] = {}
        for anchor, patterns in self._index.items():
            if len(anchor) >= _SHORTEST_ANCHOR and any(_slips_allowed(pattern.parts) for pattern in patterns):
                found.setdefault(anchor[0], []).append(anchor)
        return found

    def _slipped(self, word: str) -> Iterator[tuple[Pattern, int]]:
        """Long terms that a word which neither language has may be meant for."""
        if len(word) < _SHORTEST_ANCHOR or not word.isalpha() or _known(word):
            return
        for anchor in self._look_alikes(word):
            for pattern in self._index[anchor]:
                most = _slips_allowed(pattern.parts)
                forms = (word, word.removesuffix("s")) if pattern.term.pos in ("", "noun", "adj") else (word,)
                slips = min(_slips(form, anchor, most) for form in forms)
                if 0 < slips <= most:
                    yield pattern, slips

    def _look_alikes(self, word: str) -> list[str]:
        # Letters in common cost next to nothing, and few words get any further.
        letters = set(word)
        return [
            anchor
            for anchor in self._long.get(word[0], ())
            if abs(len(anchor) - len(word)) <= 3 and len(letters.symmetric_difference(anchor)) <= 3
        ]


def _slips(form: str, anchor: str, most: int) -> int:
    """The letters by which a form differs from an anchor, or more than `most`."""
    ours, theirs = Counter(form), Counter(anchor)
    # A slip changes one letter on either side; to count letters spares most texts the library.
    if max((ours - theirs).total(), (theirs - ours).total()) > most:
        return most + 1
    from rapidfuzz.distance import OSA

    return OSA.distance(form, anchor, score_cutoff=most)


def _slips_allowed(parts: tuple[str, ...]) -> int:
    length, anchor = sum(map(len, parts)), max(map(len, parts))
    if length < _ONE_SLIP:
        return 0
    return 2 if length >= _TWO_SLIPS and anchor >= _ONE_SLIP else 1


def _known(word: str) -> bool:
    """Whether French or English has a lower-case word; everything is known where the word data are not built."""
    try:
        from qa.lexicon.words import open_words

        return open_words().number(word) >= 0
    except (ImportError, OSError):
        return True
