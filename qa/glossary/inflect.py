"""Forms of French words: by the lexicon where it has them, by the regular endings where not."""

from __future__ import annotations

from itertools import product

from qa.glossary.forms import Reading, lexicon, readings

#: Moods and persons in the order in which a text that leaves them open most likely means them.
_MOODS, _PERSONS = "PIFCSJTY", "312"


def _inflected(lemma: str, pos: str, gender: str = "", number: str = "", features: str = "") -> str | None:
    """A form from the lexicon, with the capital of the lemma given."""
    forms = lexicon()
    found = forms.inflect(lemma.lower(), pos, gender=gender, number=number, features=features) if forms else ()
    return _like(found[0], lemma) if found else None


def _like(form: str, model: str) -> str:
    return form[:1].upper() + form[1:] if model[:1].isupper() else form


def plural(word: str) -> str:
    """The plural of a noun or adjective given in the singular.

    >>> plural("journal"), plural("prix")
    ('journaux', 'prix')
    """
    low = word.lower()
    for reading in readings(low):
        if reading.pos in ("noun", "adj") and reading.lemma == low and reading.number != "p":
            found = _inflected(word, reading.pos, reading.gender, "p")
            if found:
                return found
    if low.endswith(("s", "x", "z")) or "-" in word:
        return word
    if low.endswith("al"):
        return word[:-1] + "ux"
    return word + ("x" if low.endswith(("eau", "eu", "au")) else "s")


def agreeing(adjective: str, gender: str, number: str) -> str:
    """An adjective given in the masculine singular, in a gender ("m", "f") and number ("s", "p").

    >>> agreeing("numérique", "f", "p")
    'numériques'
    """
    gender, number = gender or "m", number or "s"
    found = _inflected(adjective, "adj", gender, number)
    for reading in readings(adjective.lower()) if not found else ():
        if reading.pos == "participle":
            found = _inflected(reading.lemma, "participle", gender, number)
    if found or lexicon():
        return _like(found or adjective, adjective)
    word = adjective if gender != "f" or adjective.endswith("e") else adjective + "e"
    return plural(word) if number == "p" else word


def conjugated(infinitive: str, like: Reading, person: str = "") -> list[str]:
    """A verb in the forms that a reading of another verb may mean, the likeliest first; none where it has no such form.

    `person` is "1", "2" or "3" where the subject is known.
    """
    if like.features.startswith(("fr-", "en-")):
        return _by_ending(infinitive, like)
    if like.pos in ("participle", "gerund"):
        return list(filter(None, [_inflected(infinitive, like.pos, like.gender or "m", like.number or "s")]))
    if "W" in like.features:
        return [infinitive]
    moods = [mood for mood in _MOODS if mood in like.features]
    own = [each for each in _PERSONS if each in like.features]
    persons = [person] if person in own else own
    asked = (mood + each + like.features[-1:] for mood, each in product(moods, persons))
    forms = (_inflected(infinitive, "verb", features=features) for features in asked)
    return list(dict.fromkeys(filter(None, forms)))


def _by_ending(infinitive: str, like: Reading) -> list[str]:
    """*-ing* is a present participle, *-ed* a past one."""
    if like.features in ("en-ing", "en-ed"):
        pos, ending = {"en-ing": ("gerund", "ant"), "en-ed": ("participle", "é")}[like.features]
        known = _inflected(infinitive, pos, "m", "s")
        if known:
            return [known]
    else:
        ending = like.features.removeprefix("fr-")
    if not infinitive.endswith("er"):
        return []
    link = "e" if infinitive.endswith("ger") and ending[0] in "aâo" else ""
    return [infinitive[:-2] + link + ending]
