"""What a word may be a form of: French by the lexicon, English and new loans by their endings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from qa.glossary.words import WORD

if TYPE_CHECKING:
    from qa.lexicon.forms import Forms

DETERMINERS = frozenset(
    WORD.findall(
        "le la les l un une des du de d au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre "
        "vos leur leurs chaque quel quelle quels quelles aucun aucune plusieurs quelques certains certaines"
    )
)


class Reading(NamedTuple):
    """One way to read a word: a form of `lemma`. Empty fields are not marked on the form.

    The fields are those of `qa.lexicon.forms.Form`. Where only the ending was looked at, `pos` may be empty, and
    `features` are "en-ed" and "en-ing" for an English verb, "fr-" with the ending for a French one.
    """

    lemma: str
    pos: str = ""
    gender: str = ""
    number: str = ""
    features: str = ""


@lru_cache(maxsize=1)
def lexicon() -> Forms | None:
    """The French forms; None where the word data are not built, as in a bare checkout."""
    try:
        from qa.lexicon.forms import open_forms

        return open_forms()
    except (ImportError, OSError):
        return None


@lru_cache(maxsize=50_000)
def readings(word: str) -> tuple[Reading, ...]:
    """All ways to read a lower-case word, the lexicon's first. A word it knows is not taken for English.

    Otherwise *parties* would be *party*. Endings may be read wrongly: a reading counts only where a term has its lemma.
    """
    forms = lexicon()
    known = tuple(Reading(*form) for form in forms.analyses(word)) if forms else ()
    return _likely(known) if known else tuple(_by_ending(word))


def _likely(known: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """The readings without nouns that are far rarer than another: *parties* is of *partie*, not of *party*."""
    from qa.lexicon.words import open_words

    nouns = {reading.lemma for reading in known if reading.pos == "noun"}
    if len(nouns) < 2:
        return known
    frequency = {noun: (found.french if (found := open_words().get(noun)) else 0.0) for noun in nouns}
    least = max(frequency.values()) - 1
    return tuple(reading for reading in known if reading.pos != "noun" or frequency[reading.lemma] >= least)


def bases(word: str) -> frozenset[str]:
    """The lemmas of a lower-case word, itself among them."""
    return frozenset([word, *(reading.lemma for reading in readings(word))])


def lemmas(word: str) -> Iterable[str]:
    """What may be the lemmas of a lower-case word, itself among them, and perhaps some more than `bases` has.

    It costs far less, and of most words it is all that anybody asks.
    """
    forms = lexicon()
    known = forms.lemmas(word) if forms else ()
    return (word, *known) if known else bases(word)


def parts_of_speech(word: str) -> frozenset[str]:
    """What a lower-case word may be, with "infinitive" as one more kind."""
    found = {reading.pos for reading in readings(word)} - {""}
    if lexicon() is None and word.endswith(("er", "ir", "re")):
        found |= {"verb", "infinitive"}
    elif any("W" in reading.features for reading in readings(word)):
        found.add("infinitive")
    return frozenset(found)


#: Endings of nouns and adjectives, what stands in their place in the base form, and what they mark.
_NOMINAL = (
    ("s", "", "", "", "p"),
    ("es", "", "", "", "p"),
    ("ies", "y", "", "", "p"),
    ("aux", "al", "", "", "p"),
    ("x", "", "", "", "p"),
    ("e", "", "adj", "f", "s"),
    ("es", "", "adj", "f", "p"),
)
#: Endings of the French first group.
_FIRST_GROUP = WORD.findall(
    "eraient erions eriez erons erait erais eront eras erai erez era èrent aient âmes âtes ions iez ées ant ais ait "
    "ons ent ez és ée as ai es a é e"
)


def _by_ending(word: str) -> Iterator[Reading]:
    """What the endings of either language may say of a word that no lexicon has."""
    if len(word) < 4:
        return
    for ending, instead, pos, gender, number in _NOMINAL:
        if word.endswith(ending) and not word.endswith("ss"):
            yield Reading(word[: -len(ending)] + instead, pos, gender, number)
    for ending in _FIRST_GROUP:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            yield Reading(word[: -len(ending)] + "er", "verb", "", "", "fr-" + ending)
    for ending in ("ed", "ing"):
        if word.endswith(ending):
            for stem in _english_stems(word[: -len(ending)]):
                yield Reading(stem, "verb", "", "", "en-" + ending)


def _english_stems(stem: str) -> Iterator[str]:
    """What *-ed* or *-ing* was put to: *publish*, *updat(e)*, *plan(n)*, *appl(y)*."""
    yield stem
    yield stem + "e"
    if len(stem) > 3 and stem[-1] == stem[-2]:
        yield stem[:-1]
    if stem.endswith("i"):
        yield stem[:-1] + "y"
