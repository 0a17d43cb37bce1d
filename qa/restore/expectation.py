"""What the words around a place say of the word that should stand there, and how well a word meets it.

The words around a damaged word mostly still agree with the one that stood there: they are the best witness of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from qa.language.determiners import cells
from qa.language.elision import elided, vowel_sound
from qa.language.tokens import folded, tokens
from qa.lexicon.forms import Form, Forms, open_forms
from qa.restore.phrase import Phrase, adjectival, agreements, finite, is_noun, read

#: How far one witness is believed, from 0 to 1.
_DETERMINER, _BEFORE, _AFTER, _ATTRIBUTE = 0.7, 0.7, 0.6, 0.6
_ELIDED, _UNELIDED = 0.95, 0.9

#: Words that are shortened before every vowel sound: in full, they say that a consonant follows.
_SHORTENED = frozenset({"le", "la", "de", "que", "je", "me", "te", "se", "ne", "jusque"})
_CLITICS = frozenset({"ne", "n'", "se", "s'", "je", "j'", "tu", "il", "ils", "on", "me", "m'", "te", "t'"})
_PERSONS = {
    "je": "1s", "j'": "1s", "tu": "2s", "il": "3s", "elle": "3s", "on": "3s", "nous": "1p", "vous": "2p",
    "ils": "3p", "elles": "3p",
}  # fmt: skip
_TO_INFINITIVE = {"pour": 0.5, "sans": 0.3, "à": 0.3, "de": 0.2, "d'": 0.2}
_GENDERED = {"il": ("m", "s"), "elle": ("f", "s"), "ils": ("m", "p"), "elles": ("f", "p")}
_MODALS = frozenset({"pouvoir", "devoir", "aller", "vouloir", "falloir", "faire", "laisser", "savoir"})
_DEGREES = frozenset({"très", "trop", "assez", "plus", "moins", "aussi", "si", "peu"})


class Evidence(NamedTuple):
    """A value and how strong the evidence for it is, from 0 to 1. An empty value says nothing."""

    value: str = ""
    strength: float = 0.0


NOTHING = Evidence()


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the surroundings of a place say of its word.

    `gender` "m" or "f", `number` "s" or "p", `sound` "vowel" or "consonant", `person` as "3p". `pos` holds parts of
    speech, "infinitive" apart from "verb", with their strengths; if it names any, others are not expected.
    """

    gender: Evidence = NOTHING
    number: Evidence = NOTHING
    sound: Evidence = NOTHING
    person: Evidence = NOTHING
    pos: tuple[Evidence, ...] = ()


class Fit(NamedTuple):
    """How a word meets an expectation, each from -1 (at odds with strong evidence) to 1 (as it says); 0: not known."""

    pos: float = 0.0
    gender: float = 0.0
    number: float = 0.0
    sound: float = 0.0
    person: float = 0.0

    @property
    def total(self) -> float:
        return sum(self)


def agreement(text: str, start: int, end: int, forms: Forms | None = None) -> Expectation:
    """What is expected of the word at `text[start:end]`, whatever stands there now."""
    forms = forms or open_forms()
    phrase = read(text, start, end, forms)
    pos = _parts_of_speech(phrase, forms)
    verbal = bool(pos) and pos[0].value in ("verb", "infinitive")
    gender, number = (NOTHING, NOTHING) if verbal else _gender_and_number(phrase, forms)
    return Expectation(gender, number, _sound(phrase), _person(phrase, forms), pos)


def fits(expectation: Expectation, word: str, forms: Forms | None = None) -> Fit:
    """How well a word, or a phrase by its first words, meets an expectation; of its readings the one that does best."""
    readings, vowel = _read(word) if forms is None else _readings(word, forms)
    if vowel is None:
        return Fit()
    sound = 0.0
    if expectation.sound.value:
        wanted = expectation.sound.value == "vowel"
        sound = expectation.sound.strength * (1 if vowel == wanted else -1)
    strengths = {evidence.value: evidence.strength for evidence in expectation.pos}
    scored = [_fit(expectation, strengths, reading, sound) for reading in readings]
    if len(scored) == 1:
        return scored[0]
    return max(scored, key=lambda fit: fit.total, default=Fit(sound=sound))


@lru_cache(maxsize=16384)
def _read(word: str) -> tuple[tuple[Form, ...], bool | None]:
    return _readings(word, open_forms())


def _readings(word: str, forms: Forms) -> tuple[tuple[Form, ...], bool | None]:
    """The readings of a word, or of a phrase's head, and whether it begins with a vowel sound; None without words."""
    words = [token.text for token in tokens(word)]
    if not words:
        return (), None
    readings = forms.analyses(words[0])
    if len(words) > 1 and readings and readings[0].pos == "adj":
        readings = next((forms.analyses(w) for w in words if is_noun(w, forms)), readings)
    return readings, vowel_sound(words[0], forms)


def _fit(expectation: Expectation, strengths: dict[str, float], reading: Form, sound: float) -> Fit:
    pos = gender = number = person = 0.0
    if strengths:
        kind = "infinitive" if reading.pos == "verb" and reading.features == "W" else reading.pos
        pos = strengths.get(kind, -max(strengths.values()))
    # A noun where an adjective is expected has a gender of its own.
    apposed = reading.pos == "noun" and strengths.get("noun", 1.0) < 0.3
    if reading.pos in ("noun", "adj", "participle") and not apposed:
        if expectation.gender.value and reading.gender:
            gender = expectation.gender.strength * (1 if reading.gender == expectation.gender.value else -1)
        if expectation.number.value and reading.number:
            number = expectation.number.strength * (1 if reading.number == expectation.number.value else -1)
    if expectation.person.value and reading.pos == "verb" and reading.features != "W":
        wanted = expectation.person.value
        right = reading.features.endswith(wanted[1]) and wanted[0] in reading.features
        person = expectation.person.strength * (1 if right else -1)
    return Fit(pos, gender, number, sound, person)


def _gender_and_number(phrase: Phrase, forms: Forms) -> tuple[Evidence, Evidence]:
    votes = {"m": 0.0, "f": 0.0, "s": 0.0, "p": 0.0}

    def vote(pairs: frozenset[tuple[str, str]], strength: float) -> None:
        for values in ({g for g, _ in pairs}, {n for _, n in pairs}):
            if len(values) == 1:
                votes[values.pop()] += strength

    if phrase.determiner:
        places = cells(phrase.determiner.text)
        vote(frozenset((cell.gender, cell.number) for cell in places), _DETERMINER)
        if {cell.vowel for cell in places} == {None, True}:  # mon ami, far oftener than mon amie
            votes["m"] += 0.3
    if phrase.numeral:
        # The number before a month is none of the month's.
        vote(frozenset({("m", "p"), ("f", "p")}), 0.3 if phrase.numeral.text.isdigit() else _DETERMINER)
    for outer in (phrase.predeterminer, phrase.partitive):
        if outer:
            genders = {cell.gender for cell in cells(outer.text)}
            if len(genders) == 1:
                votes[genders.pop()] += _DETERMINER
    for words, strength in ((phrase.before, _BEFORE), (phrase.after, _AFTER), (phrase.attributes, _ATTRIBUTE)):
        for word in words:
            vote(agreements(word.text, forms), strength)
    if phrase.verb:
        numbers = {r.features[-1] for r in finite(phrase.verb.text, forms) if "3" in r.features}
        if len(numbers) == 1:
            votes[numbers.pop()] += 0.3
    if not (phrase.determiner or phrase.before or phrase.numeral or phrase.after):
        gender, number, strength = _qualified(phrase, forms)
        votes[gender or "m"] += strength if gender else 0.0
        votes[number or "s"] += strength if number else 0.0
    return _won(votes, "m", "f"), _won(votes, "s", "p")


def _qualified(phrase: Phrase, forms: Forms) -> tuple[str, str, float]:
    """Gender and number of the noun that an adjective here would qualify, directly or through a copula."""
    for at, word in enumerate(phrase.left[:5]):
        lower = folded(word.text)
        if lower in _GENDERED:
            return *_GENDERED[lower], 0.8 if at else 0.0
        readings = forms.analyses(word.text)
        if readings and readings[0].pos == "noun":
            return readings[0].gender, readings[0].number, 0.5 if at else 0.6
        if not at and any(r.lemma == "avoir" for r in readings):
            return "m", "s", 0.4  # a participle after avoir agrees with no subject
        through = readings and (readings[0].pos == "adv" or any(r.lemma in ("être", "avoir") for r in readings))
        if not through and lower not in ("ne", "n'"):
            break
    return "", "", 0.0


def _won(votes: dict[str, float], one: str, other: str) -> Evidence:
    difference = votes[one] - votes[other]
    if abs(difference) < 1e-9:
        return NOTHING
    return Evidence(one if difference > 0 else other, min(1.0, abs(difference)))


def _sound(phrase: Phrase) -> Evidence:
    """The word next to the place in short or full form tells the sound of what stood there."""
    if not phrase.left:
        return NOTHING
    nearest = phrase.left[0].text
    if elided(nearest):
        return Evidence("vowel", _ELIDED)
    wanted = {cell.vowel for cell in cells(nearest)}
    if folded(nearest) in ("bel", "nouvel", "vieil", "fol", "mol"):
        return Evidence("vowel", _ELIDED)
    if folded(nearest) in _SHORTENED or wanted == {False}:
        return Evidence("consonant", _UNELIDED)
    return Evidence("vowel", _ELIDED) if wanted == {True} else Evidence()


def _person(phrase: Phrase, forms: Forms) -> Evidence:
    """Person and number of a verb in this place, from the subject before it."""
    at = 0
    while at < len(phrase.left) and folded(phrase.left[at].text) in ("ne", "n'", "se", "s'", "y", "lui", "leur", "en"):
        at += 1
    if at >= len(phrase.left):
        return NOTHING
    subject = phrase.left[at]
    if person := _PERSONS.get(folded(subject.text), ""):
        return Evidence(person, 0.9)
    readings = forms.analyses(subject.text)
    if readings and readings[0].pos == "noun" and readings[0].number:
        # The noun before may be a complement of the subject.
        return Evidence("3" + readings[0].number, 0.6 if at else 0.3)
    return NOTHING


def _parts_of_speech(phrase: Phrase, forms: Forms) -> tuple[Evidence, ...]:
    noun_ahead = bool(phrase.right) and is_noun(phrase.right[0].text, forms)
    if phrase.determiner or phrase.before or phrase.numeral:
        if noun_ahead:
            return Evidence("adj", 0.6), Evidence("noun", 0.3)
        clitic = phrase.determiner and folded(phrase.determiner.text) in ("le", "la", "l'", "les", "leur")
        return (Evidence("noun", 0.8), *((Evidence("verb", 0.1),) if clitic and not phrase.before else ()))
    if not phrase.left:
        return ()
    nearest = phrase.left[0]
    lower = folded(nearest.text)
    if lower in _CLITICS or _PERSONS.get(lower):
        return Evidence("verb", 0.8), Evidence("pron", 0.2)
    if lower in _TO_INFINITIVE:
        strength = _TO_INFINITIVE[lower]
        return Evidence("noun", 0.6), Evidence("infinitive", strength), Evidence("name", 0.3)
    if lower in _DEGREES:
        return Evidence("adj", 0.6), Evidence("adv", 0.4), Evidence("participle", 0.5)
    verbs = {reading.lemma for reading in forms.analyses(nearest.text)[:1] if reading.pos == "verb"}
    if "avoir" in verbs:
        return Evidence("participle", 0.6), Evidence("noun", 0.2), Evidence("adv", 0.2)
    if "être" in verbs or lower == "été":
        return Evidence("participle", 0.5), Evidence("adj", 0.5), Evidence("adv", 0.2), Evidence("noun", 0.1)
    if verbs & _MODALS:
        return Evidence("infinitive", 0.7), Evidence("adv", 0.2)
    readings = forms.analyses(nearest.text)
    if readings and readings[0].pos == "noun":
        return (
            Evidence("adj", 0.5), Evidence("participle", 0.4), Evidence("verb", 0.3), Evidence("prep", 0.3),
            Evidence("conj", 0.2), Evidence("adv", 0.2), Evidence("noun", 0.1),
        )  # fmt: skip
    if readings and readings[0].pos == "prep":
        return Evidence("noun", 0.6), Evidence("name", 0.3), Evidence("gerund", 0.3 if lower == "en" else 0.0)
    if adjectival(nearest.text, forms) and readings[0].pos == "adj":
        return Evidence("noun", 0.3), Evidence("adj", 0.2), Evidence("prep", 0.2), Evidence("conj", 0.2)
    return ()
