"""What a page's own translator put for what, learnt from the words that it broke.

A translator that replaces strings does it by a table, and does it everywhere. So the page tells the table: one broken
word may be a slip of the keyboard, but when the same English in place of the same French makes sense of many, it was
the table's. What is in the table is then believed where it would be doubtful alone: in short words, in words that are
broken twice (*randorrner*), in English that was broken after it was put (*throrgh*), and in words that stand alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from qa.lexicon.words import UNKNOWN, open_words
from qa.restore.inside_words import everyday, frequency, restorations, slips

#: How likely a swap is before the page is asked, by the letters of its English: short English is met by chance.
_BEFORE = {2: 0.1, 3: 0.3}
_BEFORE_LONG = 1.0
#: And how often it makes sense by chance, for each word that nobody knows.
_CHANCE = {2: 0.004, 3: 0.002}
_CHANCE_LONG = 0.001
#: How likely a word that nobody knows is something else: a slip of the keyboard, a name, a word too rare to be known.
_SLIP, _NAME, _RARE = 1.0, 3.0, 0.3
#: A word restored counts by its frequency (Zipf): as much as it should at this one, ten times more two steps further.
_AVERAGE, _STEPS, _LEAST, _MOST = 4.0, 2.0, 0.03, 3.0
#: Rounds of expectation maximisation.
_ROUNDS = 5
#: From so many words on a swap is sure.
_SURE = 1.5
#: What a whole word counts that a swap explains far better than French does.
_TOLD = 0.5
#: No more swaps than this are undone in one word.
_DEEPEST = 4
#: A word restored to English, which a table broke after it put it, has this frequency (Zipf) at least.
_ENGLISH = 3.3


class Swap(NamedTuple):
    """English that was put for French, both in lower case."""

    english: str
    french: str


class Reading(NamedTuple):
    """What a broken word was, in lower case, and the swaps undone for it, from left to right.

    `frequency` is that of `text` in French (Zipf), or 0 where it is English that was broken in its turn.
    """

    text: str
    swaps: tuple[Swap, ...]
    frequency: float


def _by_length(table: Mapping[int, float], longer: float, swap: Swap) -> float:
    return table.get(len(swap.english), longer)


def _weight(often: float) -> float:
    """How much a restored word counts for its frequency."""
    return min(_MOST, max(_LEAST, 10 ** ((often - _AVERAGE) / _STEPS)))


@dataclass(frozen=True)
class Replacer:
    """How many words of the page each swap makes sense of, beyond what chance does."""

    strengths: Mapping[Swap, float] = field(default_factory=dict)
    _read: dict[str, tuple[Reading, ...]] = field(default_factory=dict, repr=False, compare=False)

    def told(self, swaps: Iterable[Swap]) -> Replacer:
        """The replacer with what whole words tell, each of `swaps` seen once more."""
        strengths = dict(self.strengths)
        for swap in swaps:
            strengths[swap] = max(strengths.get(swap, 0.0), 0.0) + _TOLD
        return Replacer(strengths)

    def strength(self, swap: Swap) -> float:
        """How many words show a swap; as many as show the other that broke its English, if one did."""
        return max(self.strengths.get(swap, 0.0), self._broken.get(swap, 0.0))

    @cached_property
    def sure(self) -> tuple[Swap, ...]:
        """The swaps that the page shows, the surest first."""
        found = [swap for swap, strength in self.strengths.items() if strength >= _SURE]
        return tuple(sorted(found, key=lambda swap: (-self.strengths[swap], swap)))

    @cached_property
    def _broken(self) -> dict[Swap, float]:
        """Swaps by what the sure ones made of their English, *throrgh*, and how sure those are."""
        broken: dict[Swap, float] = {}
        for english, found in everyday().items():
            for swap in self.sure:
                if swap.french in english and swap.english != english:
                    made = english.replace(swap.french, swap.english)
                    broken.update((Swap(made, french), self.strengths[swap]) for french in found)
        return broken

    @cached_property
    def _undoing(self) -> dict[str, list[Swap]]:
        """The sure swaps, and those whose English they broke, by their English."""
        undoing: dict[str, list[Swap]] = {}
        for swap in (*self.sure, *self._broken):
            undoing.setdefault(swap.english, []).append(swap)
        return undoing

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._undoing))

    def whole(self, form: str) -> tuple[Swap, ...]:
        """The swaps that may have put a whole word, in lower case."""
        return tuple(self._undoing.get(form, ()))

    def readings(self, form: str) -> tuple[Reading, ...]:
        """What a lower-case word may have been if the page's own swaps made it, the commonest first.

        >>> page = Replacer({Swap("or", "ou"): 3.0, Swap("and", "et"): 2.0})
        >>> [reading.text for reading in page.readings("randorrner")]
        ['retourner']
        """
        if form not in self._read:
            self._read[form] = self._readings(form) if self.sure and len(form) > 2 else ()
        return self._read[form]

    def _readings(self, form: str) -> tuple[Reading, ...]:
        best: dict[str, Reading] = {}
        for text, swaps in self._undone(form, 0, _DEEPEST):
            if not swaps or text == form:
                continue
            often = frequency(text)
            if not often and (len(text) < 4 or (open_words().get(text) or UNKNOWN).english < _ENGLISH):
                continue
            if text not in best or len(swaps) < len(best[text].swaps):
                best[text] = Reading(text, swaps, often)
        return tuple(sorted(best.values(), key=lambda reading: (-reading.frequency, reading.text)))

    def _undone(self, form: str, start: int, depth: int) -> Iterator[tuple[str, tuple[Swap, ...]]]:
        """The word from `start` on with some swaps undone, `depth` at most."""
        if depth:
            for at in range(start, len(form)):
                for end in range(at + 2, min(len(form), at + self._longest) + 1):
                    for swap in self._undoing.get(form[at:end], ()):
                        for rest, swaps in self._undone(form, end, depth - 1):
                            yield form[start:at] + swap.french + rest, (swap, *swaps)
        yield form[start:], ()


def learn(words: Iterable[tuple[str, bool]]) -> Replacer:
    """The replacer that explains the words of a page that nobody knows, each with whether it looks like a name."""
    known = dict(words)
    explained = {
        form: [Reading(r.text, (Swap(r.english, r.french),), r.frequency) for r in restorations(form)] for form in known
    }
    replacer = _maximised(known, explained)
    if replacer.sure:
        explained = {form: found or list(replacer.readings(form)) for form, found in explained.items()}
        replacer = _maximised(known, explained)
    return replacer


def _other(form: str, name: bool) -> float:
    """How likely a word that nobody knows was broken by no table."""
    return _NAME if name else _SLIP if slips(form) else _RARE


def _maximised(names: Mapping[str, bool], explained: Mapping[str, list[Reading]]) -> Replacer:
    """The strengths that agree best with how each word is explained, by expectation maximisation."""
    words = len(names)
    known = [(readings, _other(form, names[form])) for form, readings in explained.items() if readings]
    counts: dict[Swap, float] = {}
    shares: list[list[float]] = [[0.0] * len(readings) for readings, _ in known]
    for _ in range(_ROUNDS):
        updated: dict[Swap, float] = {}
        for number, (readings, other) in enumerate(known):
            weights = []
            for reading, own in zip(readings, shares[number], strict=True):
                weight = _weight(reading.frequency)
                for swap in reading.swaps:
                    seen = max(0.0, counts.get(swap, 0.0) - own)
                    weight *= min(10.0, _by_length(_BEFORE, _BEFORE_LONG, swap) + seen)
                weights.append(weight)
            total = other + sum(weights)
            shares[number] = [weight / total for weight in weights]
            for reading, share in zip(readings, shares[number], strict=True):
                for swap in set(reading.swaps):
                    updated[swap] = updated.get(swap, 0.0) + share
        counts = updated
    return Replacer({s: c - words * _by_length(_CHANCE, _CHANCE_LONG, s) for s, c in counts.items()})
