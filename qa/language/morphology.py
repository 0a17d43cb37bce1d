"""French inflection: from the paradigms of the dictionary, and by rule for words that it lacks."""

from __future__ import annotations

from qa.lexicon.forms import Forms, open_forms

_PLURAL_OF_OU = frozenset({"bijou", "caillou", "chou", "genou", "hibou", "joujou", "pou"})
_PLURAL_OF_AIL = frozenset({"bail", "corail", "émail", "soupirail", "travail", "vantail", "vitrail"})
_PLURAL_IN_S = frozenset(
    {
        "bleu",
        "pneu",
        "landau",
        "sarrau",
        "bal",
        "carnaval",
        "cal",
        "cérémonial",
        "chacal",
        "festival",
        "récital",
        "régal",
    }
    | {"bancal", "fatal", "final", "banal", "natal", "naval"}
)

#: The masculine ending and the feminine one, the longest first.
_FEMININE = (
    ("teur", "trice"), ("eur", "euse"), ("eux", "euse"), ("oux", "ouse"), ("eau", "elle"), ("er", "ère"),
    ("if", "ive"), ("ien", "ienne"), ("éen", "éenne"), ("on", "onne"), ("el", "elle"), ("eil", "eille"),
    ("ul", "ulle"), ("et", "ette"), ("anc", "anche"), ("ic", "ique"), ("ec", "èque"), ("gu", "guë"),
)  # fmt: skip


def like(original: str, replacement: str) -> str:
    """The replacement in the case of the original: parties → Parties for Events, PARTIES for EVENTS."""
    letters = [letter for letter in original if letter.isalpha()]
    if len(letters) > 1 and all(letter.isupper() for letter in letters):
        return replacement.upper()
    if letters and letters[0].isupper():
        return replacement[:1].upper() + replacement[1:]
    return replacement


def _agreeing(word: str, gender: str, number: str, forms: Forms) -> str:
    """The form of a known noun, adjective or participle in another gender or number; "" if there is none."""
    for reading in forms.analyses(word):
        if reading.pos in ("noun", "adj", "participle"):
            kept = gender or reading.gender
            for form in forms.inflect(reading.lemma, reading.pos, gender=kept, number=number or reading.number):
                return form
    return ""


def plural(word: str, forms: Forms | None = None) -> str:
    """The plural of a noun or adjective. Of a word unknown, by its ending.

    >>> plural("situation"), plural("journal"), plural("globicrac")
    ('situations', 'journaux', 'globicracs')
    """
    if known := _agreeing(word, "", "p", forms or open_forms()):
        return like(word, known)
    lower = word.lower()
    if lower.endswith(("s", "x", "z")):
        return word
    if (lower.endswith(("eau", "au", "eu")) and lower not in _PLURAL_IN_S) or lower in _PLURAL_OF_OU:
        return word + "x"
    if (lower.endswith("al") and lower not in _PLURAL_IN_S) or lower in _PLURAL_OF_AIL:
        return word[: -2 if lower.endswith("al") else -3] + "aux"
    return word + "s"


def feminine(word: str, forms: Forms | None = None) -> str:
    """The feminine singular of an adjective, participle or noun of a person. Of a word unknown, by its ending.

    >>> feminine("directeur"), feminine("neuf"), feminine("globitif")
    ('directrice', 'neuve', 'globitive')
    """
    if known := _agreeing(word, "f", "s", forms or open_forms()):
        return like(word, known)
    lower = word.lower()
    if lower.endswith("e"):
        return word
    for masculine, ending in _FEMININE:
        if lower.endswith(masculine):
            return word[: -len(masculine)] + ending
    return word + "e"


def project(
    word: str, pos: str, *, gender: str = "", number: str = "", english: str = "", forms: Forms | None = None
) -> tuple[str, ...]:
    """The French forms to offer for an English intruder, the likeliest first.

    `word` is a lemma or any form of it; `pos` "noun", "adj" or "verb"; `gender` and `number` ask for agreement, "" for
    none. `english` is the ending of the intruder: "" none, "s", "ed" or "ing".

    >>> project("partie", "noun", english="s")
    ('parties',)
    """
    forms = forms or open_forms()
    kinds = ("verb", "participle", "gerund") if pos == "verb" else (pos, "participle") if pos == "adj" else (pos,)
    lemma, kind = next(
        ((reading.lemma, reading.pos) for kind in kinds for reading in forms.analyses(word) if reading.pos == kind),
        ("", ""),
    )
    if not lemma:
        return ()
    if pos == "verb":
        return _verb_forms(lemma, gender, number, english, forms)
    if pos not in ("noun", "adj"):
        return (word,)
    wanted = number or ("p" if english == "s" else "s" if pos == "noun" else "")
    if pos == "noun" and not gender:
        own = {reading.gender for reading in forms.analyses(word) if reading.pos == "noun" and reading.lemma == lemma}
        gender = own.pop() if len(own) == 1 else ""
    return forms.inflect(lemma, kind, gender=gender, number=wanted)


def _verb_forms(lemma: str, gender: str, number: str, english: str, forms: Forms) -> tuple[str, ...]:
    """Of a verb: what the English ending can stand for, one number where it is known."""
    participles = [
        form
        for g, n in (("m", "s"), ("f", "s"), ("m", "p"), ("f", "p"))
        if gender in ("", g) and number in ("", n)
        for form in forms.inflect(lemma, "participle", gender=g, number=n)
    ]
    finite = {
        mood: [
            form
            for n in ("s", "p")
            if number in ("", n)
            for form in forms.inflect(lemma, "verb", features=f"{mood}3{n}")
        ]
        for mood in "PIJ"
    }
    infinitive = forms.inflect(lemma, "verb", features="W")
    gerund = forms.inflect(lemma, "gerund")
    offered = {
        "s": [*finite["P"]],
        "ed": [*participles, *finite["J"], *finite["I"], *finite["P"]],
        "ing": [*gerund, *infinitive, *finite["P"]],
    }.get(english, [*infinitive, *finite["P"][::-1], *participles])
    return tuple(dict.fromkeys(offered))
