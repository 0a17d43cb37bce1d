"""What to write for a term that was found: the right wordings, inflected and capitalised as the wrong one was."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from qa.glossary.forms import Reading, bases
from qa.glossary.inflect import agreeing, conjugated, plural
from qa.glossary.match import Match
from qa.glossary.words import WORD, Word, words

#: Preposition and article that one word stands for.
_CONTRACTED = {"du": ("de", "le"), "des": ("de", "les"), "au": ("à", "le"), "aux": ("à", "les")}
_CONTRACTION = {parts: word for word, parts in _CONTRACTED.items()}
#: Where the part of a noun phrase that takes the plural ends (*chefs | de projet*).
_PREPOSITIONS = frozenset(WORD.findall("de du des d à au aux en par pour sur sans avec sous dans entre contre hors"))
_REFLEXIVE = frozenset({"se", "s"})
#: Subjects that are not of the third person, and how many words in front of a verb are looked at for one.
_PERSONS = {"je": "1", "j": "1", "tu": "2", "nous": "1", "vous": "2"}
_NEAR = 3
_VERBAL = frozenset({"verb", "participle", "gerund"})
_AUXILIARIES = frozenset({"avoir", "être"})


class Replacement(NamedTuple):
    """A text to stand for the whole match. `sure` says that its form follows from the match without a choice."""

    text: str
    sure: bool


def replacements(match: Match, text: str) -> tuple[Replacement, ...]:
    """One replacement for each right wording that can be put into the form needed, best first."""
    found: dict[str, Replacement] = {}
    original = text[match.start : match.end]
    for right in match.term.right:
        replacement = _replacement(match, text, right)
        if replacement is not None and replacement.text != original:
            found.setdefault(replacement.text, replacement)
    return tuple(found.values())


def _replacement(match: Match, text: str, right: str) -> Replacement | None:
    parts = [word.text.lower() for word in words(match.term.wrong)]
    into = words(right)
    first, last = _kept(parts, [word.text.lower() for word in into])
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
        middle = _with_article(match, middle, text)
    whole = text[match.start : start] + middle + text[end : match.end]
    whole = _apostrophes(" ".join(whole.split("\n")) if "\n" in text[match.start : match.end] else whole, text)
    return Replacement(_case(whole, match, text), inflected.sure)


def _kept(wrong: list[str], right: list[str]) -> tuple[int, int]:
    """How many words at the beginning and at the end both wordings share; 0 and 0 where one would have nothing left."""
    shortest = min(len(wrong), len(right))
    first = 0
    while first < shortest and wrong[first] == right[first]:
        first += 1
    last = 0
    while last < shortest - first and wrong[-1 - last] == right[-1 - last]:
        last += 1
    return (first, last) if first + last < shortest else (0, 0)


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
        return _adjective(match, spelled, plain)
    if match.term.pos == "verb" or verbs:
        return _verb(match, spelled, plain, text) if head >= 0 else Replacement(plain, False)
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


def _adjective(match: Match, spelled: list[Word], plain: str) -> Replacement:
    if not match.readings or not _changed(match):
        return Replacement(plain, True)
    first, rest = spelled[0].text, plain[len(spelled[0].text) :]
    forms = {agreeing(first, reading.gender, reading.number) for reading in match.readings}
    return Replacement(min(forms) + rest, len(forms) == 1)


def _verb(match: Match, spelled: list[Word], plain: str, text: str) -> Replacement | None:
    """The right verb in the tense and person of the wrong one, with its own objects after it."""
    if spelled[0].text.lower() in _REFLEXIVE:
        return None if len(spelled) == 1 else _reflexive(match, spelled, plain, text)
    verb, rest = spelled[0].text, plain[len(spelled[0].text) :]
    if not _changed(match):
        return Replacement(plain, True)
    before = [word.text.lower() for word in words(text[max(0, match.start - 40) : match.start])][-_NEAR:]
    person = next((_PERSONS[word] for word in reversed(before) if word in _PERSONS), "3")
    forms = list(dict.fromkeys(form for like in _fitting(match, before) for form in conjugated(verb, like, person)))
    if not forms:
        return None
    return Replacement(forms[0] + rest, len(forms) == 1)


def _fitting(match: Match, before: list[str]) -> list[Reading]:
    """The readings of a verb that the words in front allow."""
    verbs = [reading for reading in match.readings if reading.pos in _VERBAL]
    participles = [reading for reading in verbs if reading.pos == "participle"]
    if len(participles) == len(verbs):
        return verbs
    after_auxiliary = any(not bases(word).isdisjoint(_AUXILIARIES) for word in before)
    return participles if participles and after_auxiliary else [v for v in verbs if v.pos != "participle"]


def _reflexive(match: Match, spelled: list[Word], plain: str, text: str) -> Replacement | None:
    """*se baser* for *s'appuyer*: the pronoun is that of the text, elided as the new verb wants it."""
    if not match.head:
        return None
    rest = plain[spelled[1].start - spelled[0].start :]
    verb = _verb(match, spelled[1:], rest, text)
    if verb is None:
        return None
    pronoun = match.spots[0].text.lower()
    pronoun = {"s": "se", "m": "me", "t": "te"}.get(pronoun, pronoun)
    if pronoun in ("se", "me", "te") and verb.text[0].lower() in "aeiouyéèêâîôûœ":
        return Replacement(pronoun[0] + "’" + verb.text, verb.sure)
    return Replacement(f"{pronoun} {verb.text}", verb.sure)


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


def _apostrophes(replacement: str, text: str) -> str:
    """The replacement with the apostrophe that the text uses, ’ where it uses none or both."""
    if "'" in text and "’" not in text:
        return replacement.replace("’", "'")
    return replacement.replace("'", "’")


def _case(replacement: str, match: Match, text: str) -> str:
    """The replacement with the capitals of the match. Those that the term always has say nothing."""
    original = text[match.start : match.end]
    if match.term.wrong[:1].isupper():
        opens = not text[: match.start].rstrip("«“\"' \u00a0\u202f") or text[: match.start].rstrip()[-1:] in ".!?…"
        return replacement[:1].upper() + replacement[1:] if opens else replacement
    if original.isupper() and sum(map(str.isalpha, original)) > 1:
        return replacement.upper()
    return replacement[:1].upper() + replacement[1:] if original[:1].isupper() else replacement
