"""Words that a translator damaged by replacing strings: *allowstent* was *permettent*, *byamètres* was *paramètres*.

Such a translator knows no words, only letters: it puts English wherever it meets a French word of its table, inside of
a longer word too. The other way round, an everyday English word inside of a word that nobody knows tells what stood
there, if putting the French back makes a word that French has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from qa.lexicon.forms import open_forms
from qa.lexicon.words import DICTIONARY, UNKNOWN, open_words

#: A word that French has so often (Zipf) is French, whether or not a dictionary has it.
_ATTESTED = 2.5
#: Rarer than this, a word of the dictionary is met by chance rather than restored.
_RARE = 2.0
#: From this frequency on (Zipf) English has a word, a compound say: it was not broken.
_ENGLISH = 2.5
#: From this frequency on (Zipf) a word is one that people type, and mistype.
_USUAL = 3.5
#: Letters that a pattern takes for others in lower case, and `str.lower` does not.
_CASED_OTHERWISE = "ſıİ"
_LETTERS = "abcdefghijklmnopqrstuvwxyzàâçèéêëîïôùûœ-"
#: A shorter word has no room for an inner one.
_SHORTEST = 4


class Restoration(NamedTuple):
    """A word with the French put back in: `text` in lower case, for the `english` in `word[start:end]`.

    `frequency` is that of `text` in French (Zipf).
    """

    text: str
    start: int
    end: int
    english: str
    french: str
    frequency: float


@cache
def everyday() -> dict[str, tuple[str, ...]]:
    """The French words that such translators take for an English one, by the English, in lower case."""
    table: dict[str, list[str]] = {}
    lines = (Path(__file__).parent / "everyday.tsv").read_text("utf-8").splitlines()
    for line in lines[1:]:
        english, french = line.split("\t")
        table.setdefault(english, []).append(french)
    return {english: tuple(french) for english, french in table.items()}


@cache
def _any_phrase() -> re.Pattern[str]:
    """The English of several words that stands for one French one, a word may go on before and after it."""
    return re.compile("|".join(sorted(_phrases())), re.IGNORECASE)


@cache
def _phrases() -> tuple[str, ...]:
    return tuple(english for english in everyday() if " " in english)


def phrased(text: str) -> list[tuple[int, int]]:
    """Where a text has such a phrase, as (start, end)."""
    # Most texts have none, which plain search tells many times faster than a pattern of alternatives.
    lower = text.lower()
    if any(phrase in lower for phrase in _phrases()) or any(letter in text for letter in _CASED_OTHERWISE):
        return [match.span() for match in _any_phrase().finditer(text)]
    return []


@cache
def _longest() -> int:
    return max(map(len, everyday()))


def frequency(form: str) -> float:
    """How often French has a lower-case form (Zipf), 0 for one that it has not."""
    word = open_words().get(form) or UNKNOWN
    if word.french >= _ATTESTED or (word.french >= _RARE and open_forms().known(form)):
        return word.french
    return 0.0


@lru_cache(maxsize=65536)
def unheard(form: str) -> bool:
    """Whether neither French nor English has a lower-case form."""
    word = open_words().get(form) or UNKNOWN
    return not (word.french or word.flags & DICTIONARY or word.english >= _ENGLISH or open_forms().known(form))


@lru_cache(maxsize=65536)
def restorations(word: str) -> tuple[Restoration, ...]:
    """What a word as typed may have been, by the place of the English in it; none for a word that is not broken.

    A capital inside of the word must be that of the English.

    >>> [restoration.text for restoration in restorations("allowstent")]
    ['permettent']
    """
    form = word.lower().replace("‑", "-")
    if len(form) < _SHORTEST or not unheard(form):
        return ()
    return tuple(_restorations(word, form))


def _restorations(word: str, form: str) -> Iterator[Restoration]:
    capital = next((at for at in range(1, len(word)) if word[at].isupper()), None)
    seen = set()
    for start in range(len(form)) if capital is None else (capital,):
        for end in range(start + 2, min(len(form), start + _longest()) + 1):
            if end - start == len(form):
                continue
            english = form[start:end]
            if capital is not None and not _stray(word, end, capital):
                continue
            for french in everyday().get(english, ()):
                text = form[:start] + french + form[end:]
                often = frequency(text)
                if often and text not in seen:
                    seen.add(text)
                    yield Restoration(text, start, end, english, french, often)


def _stray(word: str, end: int, capital: int) -> bool:
    """Whether the capitals from `capital` on are those of one English word that ends at `end`, *ouEast*, *ouEAST*."""
    inner, rest = word[capital:end], word[end:]
    return (inner.istitle() or inner.isupper()) and (not rest or rest.islower())


@lru_cache(maxsize=4096)
def slips(form: str) -> tuple[str, ...]:
    """The French words that a lower-case form may be a slip of the keyboard for: one letter off, or two swapped."""
    parts = [(form[:at], form[at:]) for at in range(len(form) + 1)]
    near = {before + after[1:] for before, after in parts if after}
    near |= {before + after[1] + after[0] + after[2:] for before, after in parts if len(after) > 1}
    for letter in _LETTERS:
        near |= {before + letter + after for before, after in parts}
        near |= {before + letter + after[1:] for before, after in parts if after}
    return tuple(sorted(word for word in near if frequency(word) >= _USUAL))
