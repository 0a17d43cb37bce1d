"""What in an English and a French text speaks for the one being the translation of the other.

Words that a dictionary pairs, names, numbers, addresses and cognates. Each such *clue* knows how likely a translation
is to hold its counterpart, and how likely any other text is to hold it by chance; what it says is the logarithm of the
ratio of the two, so that a common word that is met everywhere says next to nothing, and what all clues say adds up.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from math import erfc, log, sqrt
from typing import NamedTuple

from qa.lexicon.bilingual import open_bilingual
from qa.lexicon.forms import open_forms
from qa.lexicon.homographs import open_homographs
from qa.lexicon.words import open_words

#: An address, a number, a word of two letters or more.
_TOKEN = re.compile(
    r"(?:https?://|www\.)[^\s<>()«»\"”]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\d+(?:[.,\u00a0\u202f\u2009 ]?\d+)*"
    r"|[^\W\d_]{2,}"
)
_NOT_DIGITS = re.compile(r"\D+")

#: Words commoner than this (Zipf) are in every sentence.
_COMMON = 6.2
#: Letters of which cognates share as many at the beginning.
_SHARED = 5

#: How likely a translation is to hold the counterpart of what is a number, a name, in a dictionary, neither.
_OF_NUMBER, _OF_NAME, _OF_WORD, _OF_COGNATE = 0.8, 0.75, 0.6, 0.3
#: How often a word of any text is the one number, name, cognate in question.
_RATE_OF_NUMBER, _RATE_OF_NAME, _RATE_OF_COGNATE = 4e-4, 1e-4, 1e-3
#: French words that a dictionary has for the words of an English text, for each of its words and each French one's
#: own share of French: one English word has several translations.
_SPREAD = 6.0
#: No rate is taken to be less or greater: of what is in every other paragraph, chance says nothing.
_LEAST_RATE, _GREATEST_RATE = 1e-5, 3e-3

#: French characters for an English one, and the variance of that, for each character (Gale and Church find 1.1 to 1.2).
_GROWTH, _VARIANCE = 1.12, 6.8
#: Length alone does not rule a pair out: that half of a sentence was left out is a fault to be found.
_GREATEST_COST = 8.0


@dataclass(frozen=True, slots=True, eq=False)
class Clue:
    """A word, number or address, by the `keys` that a counterpart shares one of.

    `absent` is the logarithm of the chance that a translation has no counterpart; `rate` is how often one is met, for
    each word of any text; `present` is what a counterpart says, but for the length of the text that it is met in.
    Clues are told apart as objects, which is quick: one word has one.
    """

    keys: frozenset[str]
    present: float
    absent: float
    rate: float


#: The kind of a heading and what stands below or above it, together.
MIXED = "mixed"


class Stretch(NamedTuple):
    """A sentence, or several: how long it is in characters and words, its clues, each once, and the keys of all.

    `nothing` is what it says beside a text of no words that has no counterpart of anything, and `rate` how much less
    for each word of that text.
    """

    length: int
    words: int
    clues: tuple[Clue, ...]
    keys: frozenset[str]
    nothing: float
    rate: float
    kind: str = "paragraph"


def english(text: str, kind: str = "paragraph") -> Stretch:
    """The evidence in an English text."""
    tokens = _TOKEN.findall(text)
    return _stretch(len(text), len(tokens), map(_english_clue, tokens), kind)


def french(text: str, kind: str = "paragraph") -> Stretch:
    """The evidence in a French text."""
    tokens = _TOKEN.findall(text)
    return _stretch(len(text), len(tokens), map(_french_clue, tokens), kind)


def joined(stretches: Iterable[Stretch]) -> Stretch:
    """Several stretches of one language as one."""
    parts = tuple(stretches)
    if len(parts) == 1:
        return parts[0]
    length = sum(part.length + 1 for part in parts) - 1
    words = sum(part.words for part in parts)
    # One word has one clue, unless it was forgotten in between: whatever was read before must not show in the result.
    each = {clue.keys: clue for part in parts for clue in part.clues}
    return _stretch(length, words, each.values(), _kind(parts))


def _kind(parts: Iterable[Stretch]) -> str:
    kinds = {part.kind for part in parts}
    return MIXED if "heading" in kinds and len(kinds) > 1 else min(kinds, default="paragraph")


def _stretch(length: int, words: int, clues: Iterable[Clue | None], kind: str) -> Stretch:
    each = tuple(filter(None, dict.fromkeys(clues)))
    keys: frozenset[str] = frozenset().union(*[clue.keys for clue in each])
    return Stretch(
        length, words, each, keys, sum([clue.absent for clue in each]), sum([clue.rate for clue in each]), kind
    )


def agreement(of_english: Stretch, of_french: Stretch) -> float:
    """What the clues of both say together: above 0 that one translates the other, below that it does not."""
    shared = of_english.keys & of_french.keys
    # Both languages tell of the same words.
    return (_said(of_english, shared, of_french.words) + _said(of_french, shared, of_english.words)) / 2


def _said(stretch: Stretch, shared: frozenset[str], words: int) -> float:
    """What the clues of a stretch say beside a text of so many words that has counterparts by the shared keys."""
    met = [clue for clue in stretch.clues if not clue.keys.isdisjoint(shared)] if shared else ()
    return (
        stretch.nothing
        + stretch.rate * words
        + sum([clue.present - clue.rate * words for clue in met])
        - len(met) * log(max(1, words))
    )


def length_cost(of_english: Stretch, of_french: Stretch) -> float:
    """How odd the two lengths are beside each other, as Gale and Church have it: the logarithm of a chance, negated."""
    one, other = of_english.length, of_french.length
    off = abs(other - _GROWTH * one) / sqrt(_VARIANCE * max(1.0, (one + other / _GROWTH) / 2))
    return min(_GREATEST_COST, -log(max(1e-9, erfc(off / sqrt(2.0)))))


def at_odds(one: Stretch, other: Stretch) -> bool:
    """Whether both hold numbers, of more than one digit, and none that the other has."""
    ours, theirs = _numbers(one), _numbers(other)
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _numbers(stretch: Stretch) -> set[str]:
    numbers = (clue for clue in stretch.clues if clue.rate == _RATE_OF_NUMBER)
    return {key for clue in numbers for key in clue.keys if key[0] == "#" and len(key) > 2}


def share_met(stretch: Stretch, keys: AbstractSet[str]) -> float:
    """The share of a stretch's clues that have a counterpart among the keys of a text of the other language."""
    clues = [clue for clue in stretch.clues if clue.rate < _GREATEST_RATE]
    return sum(not clue.keys.isdisjoint(keys) for clue in clues) / len(clues) if clues else 0.0


def _literal(token: str) -> Clue:
    """The clue of a number, by its digits, or of an address."""
    digits = _NOT_DIGITS.sub("", token) if token[0].isdigit() and "@" not in token else ""
    key = f"#{digits}" if digits else token.lower().rstrip(".,;:!?")
    return _clue((key,), _OF_NUMBER, _RATE_OF_NUMBER)


def _clue(keys: Iterable[str], likely: float, rate: float) -> Clue:
    rate = min(_GREATEST_RATE, max(_LEAST_RATE, rate))
    absent = log(1 - likely)
    return Clue(frozenset(keys), log(likely) - absent - log(rate), absent, rate)


@lru_cache(maxsize=16384)
def _english_clue(word: str) -> Clue | None:
    if not word.isalpha():
        return _literal(word)
    form = word.lower()
    known = open_words().get(form)
    if known is not None and known.english >= _COMMON:
        return None
    lemmas = _translations(form)
    keys = (*lemmas, *_own_keys(form))
    rate = sum(_share(lemma) for lemma in lemmas) + (10 ** (known.french - 9) if known else 0.0)
    if lemmas:
        return _clue(keys, _OF_WORD, rate)
    if word[0].isupper():
        return _clue(keys, _OF_NAME, rate + _RATE_OF_NAME)
    return _clue(keys, _OF_COGNATE, rate + _RATE_OF_COGNATE)


@lru_cache(maxsize=16384)
def _french_clue(word: str) -> Clue | None:
    if not word.isalpha():
        return _literal(word)
    form = word.lower()
    known = open_words().get(form)
    if known is not None and known.french >= _COMMON:
        return None
    lemmas = _lemmas(form)
    keys = (*lemmas, *_own_keys(form))
    rate = max(map(_share, lemmas), default=0.0) * _SPREAD
    if lemmas:
        return _clue(keys, _OF_WORD, rate + _RATE_OF_COGNATE)
    return _clue(keys, _OF_NAME if word[0].isupper() else _OF_COGNATE, rate + _RATE_OF_NAME)


def _own_keys(form: str) -> tuple[str, ...]:
    """What a name or cognate is known again by in the other language: its letters without accents, and the first."""
    plain = "".join(c for c in unicodedata.normalize("NFD", form) if not unicodedata.combining(c))
    return (f"={plain}", f"~{plain[:_SHARED]}") if len(plain) > _SHARED else (f"={plain}",)


def _lemmas(form: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reading.lemma for reading in open_forms().analyses(form)))


def _translations(form: str) -> tuple[str, ...]:
    """The French lemmas that dictionaries give for any reading of an English form."""
    bilingual = open_bilingual()
    numbers = {
        translation.lemma
        for reading in open_homographs().readings(form)
        for translation in bilingual.translations(reading.lemma)
    }
    return tuple(dict.fromkeys(lemma for number in sorted(numbers) for lemma in _lemma_names(number)))


@lru_cache(maxsize=16384)
def _lemma_names(number: int) -> tuple[str, ...]:
    """What a lemma of the dictionaries is called: what all the forms that are stored of it can be forms of."""
    bilingual, words = open_bilingual(), open_words()
    surfaces = bilingual.surfaces[bilingual.surface_starts[number] : bilingual.surface_starts[number + 1]]
    names: dict[str, None] = {}
    for at, surface in enumerate(surfaces[:4]):
        of_this = _lemmas(words.trie.restore_key(surface))
        names = dict.fromkeys(of_this) if at == 0 else {name: None for name in names if name in of_this} or names
    return tuple(names)


@lru_cache(maxsize=16384)
def _share(lemma: str) -> float:
    """How often a word of French text is a form of this lemma, about: its own form, and others as often again."""
    known = open_words().get(lemma)
    return 2 * 10 ** (known.french - 9) if known else 1e-6


def english_word(word: str) -> Clue | None:
    """The clue that one English word is, as typed; None for a word that is in every other sentence."""
    return _english_clue(word)


def french_keys(words: Iterable[str]) -> frozenset[str]:
    """The keys of French words, by which English ones find their counterparts among them."""
    return frozenset().union(*[clue.keys for word in words if (clue := _french_clue(word)) is not None])
