"""What to write for a term that was found: the right wordings, inflected and capitalised as the wrong one was."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from qa.glossary.forms import DETERMINERS, Reading, bases, parts_of_speech, readings
from qa.glossary.inflect import agreeing, conjugated, plural
from qa.glossary.pattern import Match
from qa.glossary.words import WORD, Word, shared, words

#: Preposition and article that one word stands for.
_CONTRACTED = {"du": ("de", "le"), "des": ("de", "les"), "au": ("à", "le"), "aux": ("à", "les")}
_CONTRACTION = {parts: word for word, parts in _CONTRACTED.items()}
#: Where the part of a noun phrase that takes the plural ends (*chefs | de projet*).
_PREPOSITIONS = frozenset(WORD.findall("de du des d à au aux en par pour sur sans avec sous dans entre contre hors"))
_REFLEXIVE = frozenset({"se", "s"})
#: Subjects that are not of the third person, and how many words in front of a verb are looked at for one.
_PERSONS = {"je": "1", "j": "1", "tu": "2", "nous": "1", "vous": "2"}
_NEAR = 3
#: So far back the start of a sentence is looked for, in characters.
_REACH = 200
#: A preposition that stands in the text already, after a right wording that ends with it.
_ECHOES = {
    "de": re.compile(r"\s+(?:d['’]|(?:de|du|des)\b)", re.IGNORECASE),
    "à": re.compile(r"\s+(?:à|aux?)\b", re.IGNORECASE),
}
#: Verbs conjugated with *être*: a participle of one cannot give way to one of another verb alone.
_WITH_ETRE = frozenset(
    WORD.findall(
        "aller arriver devenir entrer intervenir mourir naître partir parvenir rester revenir sortir survenir tomber "
        "venir"
    )
)
_VERBAL = frozenset({"verb", "participle", "gerund"})
_AUXILIARIES = frozenset({"avoir", "être"})


class Replacement(NamedTuple):
    """A text to stand for the whole match. `sure` says that its form follows from the match without a choice.

    `gender` is "m" or "f" where the glossary tells it, else empty.
    """

    text: str
    sure: bool
    gender: str = ""


def replacements(match: Match, text: str) -> tuple[Replacement, ...]:
    """One replacement for each right wording that can be put into the form needed, best first."""
    found: dict[str, Replacement] = {}
    original = text[match.start : match.end]
    for number, right in enumerate(match.term.right):
        replacement = _replacement(match, text, right)
        if replacement is not None and replacement.text != original:
            gender = match.term.gender if number == 0 else ""
            found.setdefault(replacement.text, replacement._replace(gender=gender))
    return tuple(found.values())


def _replacement(match: Match, text: str, right: str) -> Replacement | None:
    parts = [word.text.lower() for word in words(match.term.wrong)]
    into = words(right)
    first, last = shared(match.term.wrong, right)
    spots = match.spots[first : len(parts) - last]
    spelled = into[first : len(into) - last]
    if any(_between(text, left, following) for left, following in pairwise(spots)):
        return None  # an adverb stands inside what would be replaced
    start = match.start if first == 0 else spots[0].start
    end = match.end if last == 0 else spots[-1].end
    opening = right[: spelled[0].start] if first == 0 else ""
    closing = right[spelled[-1].end :] if last == 0 else ""
    inflected = _inflected(match, spelled, right, text, head=match.head - first)
    if inflected is None:
        return None
    middle = opening + inflected.text + closing
    if last == 0:
        middle = _without_echo(_with_article(match, middle, text), text[match.end :])
    whole = text[match.start : start] + middle + text[end : match.end]
    whole = _apostrophes(" ".join(whole.split("\n")) if "\n" in text[match.start : match.end] else whole, text)
    return Replacement(_case(whole, match, text), inflected.sure)


def _between(text: str, left: Word, right: Word) -> bool:
    return any(character.isalnum() for character in text[left.end : right.start])


def _inflected(match: Match, spelled: list[Word], right: str, text: str, head: int) -> Replacement | None:
    """The words of the right wording that take the place of others, in the form of the match."""
    plain = right[spelled[0].start : spelled[-1].end]
    if match.term.pos in ("adv", "prep", "conj"):
        return Replacement(plain, True)
    lemma = words(match.term.wrong)[match.head].text.lower()
    verbs = [reading for reading in match.readings if reading.pos in _VERBAL]
    if match.term.pos == "adj" or (verbs and all(reading.lemma != lemma for reading in verbs)):
        return _adjective(match, spelled, plain, text)
    if match.term.pos == "verb" or verbs:
        if head >= 0:
            return _verb(match, spelled, plain, text)
        return Replacement(_complement(match.spots[match.head - head], spelled, plain), False)
    if any(reading.number == "p" for reading in match.readings) and _changed(match):
        return Replacement(_plural(spelled, right), True)
    return Replacement(plain, True)


def _changed(match: Match) -> bool:
    """Whether the head of the match is in another form than the term has it."""
    return match.spots[match.head].text.lower() != words(match.term.wrong)[match.head].text.lower()


def _plural(spelled: list[Word], right: str) -> str:
    pieces, at, open_ = [], spelled[0].start, True
    for word in spelled:
        open_ = open_ and word.text.lower() not in _PREPOSITIONS
        pieces += [right[at : word.start], plural(word.text) if open_ else word.text]
        at = word.end
    return "".join(pieces)


def _adjective(match: Match, spelled: list[Word], plain: str, text: str) -> Replacement:
    """The right adjective, agreeing as the wrong one did; where its form does not tell, with the noun beside it."""
    first, rest = spelled[0].text, plain[len(spelled[0].text) :]
    if rest and all(reading.pos != "participle" for reading in readings(first.lower())):
        return Replacement(plain, True)  # *haut de gamme*, *à bas prix*
    own = {(reading.gender, reading.number) for reading in match.readings}
    beside = _noun_beside(match, text) or _predicate(match.before)
    if len(own) != 1 or not all(next(iter(own))):
        own = {_both(pair, other) for pair in beside for other in own or {("", "")} if _agree(pair, other)} or own
    forms = {agreeing(first, gender, number) for gender, number in own} or {first}
    return Replacement(min(forms) + rest, len(forms) == 1 and bool(own))


def _complement(spot: Word, spelled: list[Word], plain: str) -> str:
    """What replaces a verb's complement, the verb being kept: an adjective agrees as the one before it did."""
    own = {(each.gender, each.number) for each in readings(spot.text.lower()) if each.pos in ("adj", "participle")}
    own |= (
        {(each.gender, each.number) for each in readings(spot.text.lower()) if each.pos == "noun"} if not own else set()
    )
    if len(spelled) > 1 or len(own) != 1:
        return plain
    return agreeing(plain, *next(iter(own)))


def _noun_beside(match: Match, text: str) -> set[tuple[str, str]]:
    """Gender and number of the noun before, or else after, the match."""
    for word in (match.before, next((word.text for word in words(text[match.end :][:40])), "").lower()):
        nouns = {(reading.gender, reading.number) for reading in readings(word) if reading.pos == "noun"}
        if nouns and word not in DETERMINERS:
            return nouns
    return set()


def _predicate(before: str) -> set[tuple[str, str]]:
    """What the word before an attribute says of its gender and number: *montrées* all, *étaient* that they are many."""
    participles = {(each.gender, each.number) for each in readings(before) if each.pos == "participle"}
    if participles:
        return participles
    verbs = {each.features[-1:] for each in readings(before) if each.pos == "verb"} & {"s", "p"}
    return {("", number) for number in verbs}


def _both(one: tuple[str, str], other: tuple[str, str]) -> tuple[str, str]:
    """The gender and number of two words that agree, as far as one or the other tells them."""
    return one[0] or other[0], one[1] or other[1]


def _agree(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return all(not a or not b or a == b for a, b in zip(one, other, strict=True))


def _verb(match: Match, spelled: list[Word], plain: str, text: str) -> Replacement | None:
    """The right verb in the tense and person of the wrong one, with its own objects after it."""
    if not _changed(match) and spelled[0].text.lower() not in _REFLEXIVE:
        return Replacement(plain, True)
    # What stands before the verb: *se* (rendre), *l’* (emporter), *bien* (s’amuser).
    at = next((n for n, word in enumerate(spelled) if "infinitive" in parts_of_speech(word.text.lower())), 0)
    verb, front = spelled[at], plain[: spelled[at].start - spelled[0].start]
    rest = plain[spelled[at].end - spelled[0].start :]
    before = [word.text.lower() for word in words(text[max(0, match.start - 40) : match.start])][-_NEAR:]
    person = next((_PERSONS[word] for word in reversed(before) if word in _PERSONS), "3")
    fitting = _fitting(match, before)
    forms = list(dict.fromkeys(form for like in fitting for form in conjugated(verb.text, like, person)))
    if not _changed(match):
        forms = [verb.text]
    if not forms or _other_auxiliary(verb.text, fitting):
        return None
    sure = len(forms) == 1
    if match.head and spelled[0].text.lower() in _REFLEXIVE:
        return Replacement(_pronoun(match.spots[0].text.lower(), forms[0]) + rest, sure)
    if front and not _third_person(fitting, person, changed=_changed(match)):
        return None
    if spelled[0].text.lower() in _REFLEXIVE and at == 1:
        front, forms[0] = "", _pronoun("se", forms[0])
    return Replacement(front + forms[0] + rest, sure and not front)


def _third_person(fitting: list[Reading], person: str, *, changed: bool) -> bool:
    """Whether *se* is the pronoun of the verb, and stands right before it."""
    return not changed or (
        person == "3" and all(each.pos == "verb" and each.features.find("3") > 0 for each in fitting[:1])
    )


def _pronoun(pronoun: str, verb: str) -> str:
    """A verb with its pronoun, elided as the verb wants it."""
    pronoun = {"s": "se", "m": "me", "t": "te"}.get(pronoun, pronoun)
    if pronoun in ("se", "me", "te") and verb[0].lower() in "aeiouyéèêâîôûœ":
        return pronoun[0] + "’" + verb
    return f"{pronoun} {verb}"


def _other_auxiliary(verb: str, fitting: list[Reading]) -> bool:
    """Whether a participle stands after *être* and its replacement wants *avoir*, or the other way round."""
    old = {reading.lemma for reading in fitting if reading.pos == "participle"}
    return bool(old) and (verb in _WITH_ETRE) != (not old.isdisjoint(_WITH_ETRE))


def _fitting(match: Match, before: list[str]) -> list[Reading]:
    """The readings of a verb that the words in front allow."""
    verbs = [reading for reading in match.readings if reading.pos in _VERBAL]
    participles = [reading for reading in verbs if reading.pos == "participle"]
    if len(participles) == len(verbs):
        return verbs
    after_auxiliary = any(not bases(word).isdisjoint(_AUXILIARIES) for word in before)
    return participles if participles and after_auxiliary else [v for v in verbs if v.pos != "participle"]


def _with_article(match: Match, middle: str, text: str) -> str:
    """Where the last word of the term was contracted or elided in the text, what the right wording makes of it.

    *pallier au manque* → *pallier le manque*; *en charge du dossier* → *responsable du dossier*.
    """
    low = match.spots[-1].text.lower()
    ends = words(match.term.wrong)[-1].text.lower()
    if len(match.spots) == 1 or low == ends:
        return middle
    head, _, last = middle.rpartition(" ")
    if low in _CONTRACTED and ends in ("de", "à"):
        article = _CONTRACTED[low][1]
        if (last, article) in _CONTRACTION:
            return f"{head} {_CONTRACTION[last, article]}".lstrip()
        return f"{middle} {article}"
    if text[match.end - 1] in "'’":
        return f"{head} d’" if last == "de" else middle + " "
    return middle


def _without_echo(middle: str, following: str) -> str:
    """*parler de* before *d’un boxeur* is *parler*: the text has the preposition already."""
    preposition = middle.rpartition(" ")[2]
    here = _ECHOES.get(preposition)
    return middle[: -len(preposition)].rstrip() if here is not None and here.match(following) else middle


def _apostrophes(replacement: str, text: str) -> str:
    """The replacement with the apostrophe that the text uses, ’ where it uses none or both."""
    return replacement.replace("’", "'") if _straight(text) else replacement.replace("'", "’")


@lru_cache(maxsize=4)
def _straight(text: str) -> bool:
    """Whether a text uses ' alone; looked for once in each, as a text may be as long as a book."""
    return "'" in text and "’" not in text


def _case(replacement: str, match: Match, text: str) -> str:
    """The replacement with the capitals of the match. Those that the term always has say nothing."""
    original = text[match.start : match.end]
    if match.term.wrong[:1].isupper():
        # No slice from the start: a text may be as long as a book.
        before = text[max(0, match.start - _REACH) : match.start]
        opens = not before.rstrip("«“\"' \u00a0\u202f") or before.rstrip()[-1:] in ".!?…"
        return replacement[:1].upper() + replacement[1:] if opens else replacement
    if original.isupper() and sum(map(str.isalpha, original)) > 1:
        return replacement.upper()
    return replacement[:1].upper() + replacement[1:] if original[:1].isupper() else replacement
