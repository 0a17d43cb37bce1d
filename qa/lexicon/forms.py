"""French word forms: what a form may be, and the forms of a lemma.

The data is Lefff completed by Lexique, and a list of words with an h aspiré; `corpora/recipe/french_forms.py` compiles
it. A trie numbers the forms; a column gives each the number of its bundle: the readings, as changes to be made to the
form (letters to strip, letters to add), which thousands of forms share. Paradigms are bundles over the lemma.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import marisa_trie

from qa.lexicon.store import Store

_DATA = Path(__file__).parent / "data"

#: One letter in the data for each part of speech.
CODES = {
    "noun": "n", "adj": "a", "verb": "v", "participle": "k", "gerund": "g", "adv": "b", "det": "d", "pron": "p",
    "prep": "e", "conj": "c", "name": "m", "num": "u", "intj": "i",
}  # fmt: skip
_POS = {code: pos for pos, code in CODES.items()}

#: Opens the bundle of a form that begins with an h aspiré.
ASPIRATED = "!"


class Form(NamedTuple):
    """One reading of a form.

    `pos` is "noun", "adj", "verb" (infinitive and finite forms), "participle" (past), "gerund" (present participle),
    "adv", "det", "pron", "prep", "conj", "name", "num" or "intj". `gender` is "m", "f" or "" (either, none), `number`
    "s", "p" or "". `features` of a verb are moods, persons and number in the letters of Lefff, "PS13s": P present,
    I imperfect, J past historic, F future, C conditional, S subjunctive, T its past, Y imperative; W is the infinitive.
    Of a pronoun or possessive they are the person.
    """

    lemma: str
    pos: str
    gender: str
    number: str
    features: str

    def agrees(self, gender: str = "", number: str = "") -> bool:
        """Whether the reading can stand with this gender and number, "" being any."""
        return (not gender or self.gender in ("", gender)) and (not number or self.number in ("", number))

    def conjugates(self, features: str) -> bool:
        """Whether the reading can be this mood, person and number ("P3s"); "" asks nothing, "W" the infinitive."""
        if not features:
            return True
        mood, person, number = features[:1], features[1:-1], features[-1:]
        if len(features) == 1:
            return mood in self.features
        return mood in self.features and person in self.features and self.features.endswith(number)


class Forms:
    """The forms. Safe to share between threads."""

    def __init__(self) -> None:
        self._trie = marisa_trie.Trie()
        self._trie.mmap(str(_DATA / "forms.marisa"))
        store = Store(_DATA / "forms.bin")
        self._analyses, self._paradigms = store.column("analyses"), store.column("paradigms")
        self._ends, self._bundles = store.column("ends"), store.column("bundles")
        self._bundle = lru_cache(maxsize=2048)(self._read_bundle)
        self._readings = lru_cache(maxsize=8192)(self._read)

    def analyses(self, word: str) -> tuple[Form, ...]:
        """What a word as typed may be, the likeliest first; none for a word unknown."""
        return self._readings(word)

    def known(self, word: str) -> bool:
        """Whether a dictionary has the word, as typed or in lower case."""
        return bool(self._readings(word))

    def spelled(self, word: str) -> bool:
        """Whether a dictionary has a lower-case word; for many words at a time that hardly any dictionary has."""
        return word in self._trie and self.known(word)

    def lemmas(self, word: str) -> frozenset[str]:
        """The lemmas of what a word as typed may be; far cheaper to ask for than all that is known of it."""
        return frozenset(
            spelling[: len(spelling) - strip] + add
            for spelling in _spellings(word)
            if (number := self._trie.get(spelling)) is not None
            for strip, add, _ in self._bundle(self._analyses[number])[1]
        )

    def aspirated(self, word: str) -> bool:
        """Whether the word, or the first part of a compound (Haute-Savoie), is known to begin with an h aspiré."""
        if word[:1] not in ("h", "H"):
            return False
        for spelling in (*_spellings(word), word.partition("-")[0].lower()):
            number = self._trie.get(spelling)
            if number is not None and self._bundle(self._analyses[number])[0]:
                return True
        return False

    def inflect(
        self, lemma: str, pos: str, *, gender: str = "", number: str = "", features: str = ""
    ) -> tuple[str, ...]:
        """All forms of a lemma that can have this gender, number, mood and person; "" asks nothing."""
        at = self._trie.get(lemma)
        if at is None:
            return ()
        shapes = self._bundle(self._paradigms[at])[1] or tuple((0, "", form) for form in self.analyses(lemma))
        fitting = (
            lemma[: len(lemma) - strip] + add
            for strip, add, form in shapes
            if form.pos == pos and form.agrees(gender, number) and form.conjugates(features)
        )
        return tuple(dict.fromkeys(fitting))

    def _read(self, word: str) -> tuple[Form, ...]:
        found: dict[Form, None] = {}
        for spelling in _spellings(word):
            number = self._trie.get(spelling)
            if number is not None:
                for strip, add, form in self._bundle(self._analyses[number])[1]:
                    found[form._replace(lemma=spelling[: len(spelling) - strip] + add)] = None
        return tuple(found)

    def _read_bundle(self, number: int) -> tuple[bool, tuple[tuple[int, str, Form], ...]]:
        """Whether the h is aspirated, and the readings: letters to strip, to add, the form without its lemma."""
        parts = bytes(self._bundles[self._ends[number] : self._ends[number + 1]]).decode().split(";")
        aspirated = parts[0] == ASPIRATED
        readings = []
        for part in parts[aspirated:]:
            if part:
                strip, add, code, gender, count, features = part.split("|")
                readings.append((int(strip), add, Form("", _POS[code], gender, count, features)))
        return aspirated, tuple(readings)


def _spellings(word: str) -> list[str]:
    """The word as typed, then in lower case; one in capitals throughout as a name too."""
    word = word.replace("’", "'")
    lower = word.lower()
    if word == lower:
        return [word]
    return [word, word.capitalize(), lower] if word.isupper() and len(word) > 1 else [word, lower]


@cache
def open_forms() -> Forms:
    """The forms, opened once."""
    return Forms()
