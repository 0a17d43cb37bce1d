"""Segments of one document beside each other: one English rendered in two ways, one French for two Englishes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from qa.bilingual.counterparts import content
from qa.bilingual.evidence import english_word, french_keys
from qa.bilingual.pairs import Pair
from qa.bilingual.rendered import rendered
from qa.language.analysis import Analysis

#: English of fewer words is too short to mean one thing alone.
_LEAST_WORDS = 2
#: A French segment that stands for two Englishes has so many words, and the two share so few of theirs.
_LEAST_SAME, _SHARED = 4, 0.4
#: So much less of the English is rendered where the French belongs elsewhere, and so little.
_WORSE, _HARDLY = 0.3, 0.4

#: Words that make another verb of the one before them, so that the verb by itself tells nothing.
_PARTICLES = frozenset("up down in out on off over back away through".split())
#: Words of its own that a copied short segment has at the most; and keys that a word without translations has.
_MOST_OWN, _DESCRIBED = 3, 2

_WORD = re.compile(r"[^\W_]+")
_ENDING = re.compile(r"(?:e?s|e)$")
#: Words without which a segment says the same.
_SMALL = frozenset("le la les l de du des d un une".split())


class Variant(NamedTuple):
    """A pair whose French differs from what `usual` has for the same English, or is that of another English."""

    pair: Pair
    other: Pair


def inconsistent(analysis: Analysis) -> tuple[Variant, ...]:
    """The pairs that render otherwise what another pair renders more often or, as often, first."""
    groups: dict[tuple[str, ...], list[Pair]] = defaultdict(list)
    for pair in rendered(analysis):
        if len(key := _english_key(pair.english)) >= _LEAST_WORDS:
            groups[key].append(pair)
    found = []
    for pairs in groups.values():
        if len(pairs) < 2 or len({pair.text for pair in pairs}) < 2:
            continue
        keys = [_french_key(pair.text) for pair in pairs]
        counts = Counter(keys)
        if len(counts) < 2:
            continue
        usual = max(counts, key=lambda key: (counts[key], -keys.index(key)))
        first = pairs[keys.index(usual)]
        found += [Variant(pair, first) for pair, key in zip(pairs, keys, strict=True) if key != usual]
    return tuple(found)


def repeated(analysis: Analysis) -> tuple[Variant, ...]:
    """The pairs that have the French of another pair, whose English is another and is rendered by it."""
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in rendered(analysis):
        groups[" ".join(pair.text.lower().split())].append(pair)
    variants: list[Variant] = []
    for french, pairs in groups.items():
        if len(pairs) < 2 or len({pair.english for pair in pairs}) < 2:
            continue
        if french.count(" ") + 1 < _LEAST_SAME:
            variants += _copied(pairs)
            continue
        contents = [content(pair.english, pair.text) for pair in pairs]
        shares = [found.share_rendered for found in contents]
        best = pairs[shares.index(max(shares))]
        variants += [
            Variant(pair, best)
            for pair, share, said in zip(pairs, shares, contents, strict=True)
            if len(said.unrendered) > 2
            and share <= min(_HARDLY, max(shares) - _WORSE)
            and _alike(pair.english, best.english) < _SHARED
        ]
    return tuple(variants)


def _copied(pairs: list[Pair]) -> Iterator[Variant]:
    """Of pairs with one short French text those whose English has a word that it does not render, where that of
    another pair is rendered word for word.
    """
    words = {id(pair): set(_english_key(pair.english)) for pair in pairs}
    for pair in pairs:
        for other in pairs:
            own, others = words[id(pair)] - words[id(other)], words[id(other)] - words[id(pair)]
            if own and others and _says(others, other.text) and _says_nothing(own, others, pair):
                yield Variant(pair, other)
                break


def _says(words: set[str], french: str) -> bool:
    """Whether a French text renders all of some English words that say something."""
    clues = [clue for word in words if (clue := english_word(word)) is not None]
    keys = french_keys(_WORD.findall(french))
    return bool(clues) and not any(clue.keys.isdisjoint(keys) for clue in clues)


def _says_nothing(words: set[str], others: set[str], pair: Pair) -> bool:
    """Whether the French of a pair renders none of some English words although dictionaries have French for them, and
    none that they also have for one of the others.
    """
    if words & _PARTICLES or len(words) > _MOST_OWN or len(_english_key(pair.english)) < _LEAST_WORDS:
        return False
    clues = [clue for word in words if (clue := english_word(word)) is not None]
    keys = french_keys(_WORD.findall(pair.text))
    of_others = frozenset().union(*[clue.keys for word in others if (clue := english_word(word)) is not None])
    told = any(len(clue.keys) > _DESCRIBED for clue in clues)
    return told and all(clue.keys.isdisjoint(keys | of_others) for clue in clues)


def _english_key(english: str) -> tuple[str, ...]:
    """The words of an English segment in lower case, figures included."""
    return tuple(_WORD.findall(english.lower()))


def _french_key(french: str) -> tuple[str, ...]:
    """The words of a French segment without what agreement, capitals and punctuation change."""
    return tuple(_ENDING.sub("", word) for word in _WORD.findall(french.lower()) if word not in _SMALL)


def _alike(one: str, other: str) -> float:
    """The share of words that two English segments have in common."""
    first, second = set(_english_key(one)), set(_english_key(other))
    return len(first & second) / max(1, len(first | second))
