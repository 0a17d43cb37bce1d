"""Proper names of a pair: which of them the translation lost or changed.

Many names change from English to French (*London*, *Putin*). A name is taken to stay as it is where French text has it
about as often as English text does; what is commoner in French alone is a French name for something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from qa.bilingual.addresses import addresses
from qa.bilingual.pairs import Pair
from qa.bilingual.placeholders import placeholders
from qa.language.loanwords import plain
from qa.lexicon.bilingual import open_bilingual
from qa.lexicon.forms import open_forms
from qa.lexicon.homographs import open_homographs
from qa.lexicon.words import UNKNOWN, Word, open_words

#: How much commoner (Zipf) a name may be in its own language for it to be the same in both.
_STAYS, _COMES = 1.0, 1.5
#: A misspelt name is rarer than this in French, and rarer than the right one by so much, where that is known at all.
_RARE, _RARER = 2.6, 0.8
#: Letters from which on two spellings may be of one name, and in how many places they then differ.
_LONG, _SLIPS = 5, 2
#: Two spellings of one name differ in fewer sounds.
_APART = 3
#: From this share of capitals on a text is a title, whose capitals tell nothing.
_TITLE = 0.5

_TOKEN = re.compile(r"[^\W\d_]+(?:[-‑’'][^\W\d_]+)*")
#: A capital within a sentence: without one there is no name to be sure of.
_INSIDE = re.compile(r"\w[,;]?[ (\"“][A-ZÀ-Þ]\w")
_FIRST = re.compile(r"(?<!\w)[A-ZÀ-Þ][^\W\d_]+ $")
_OPENS = re.compile(r"(?:^|[.!?:…;–—•\n]|[«“\"(\[]|[‘'])[\s\u00a0\u202f]*$")

#: English names and the French ones that are theirs, in lower case and without accents.
_FRENCH_NAMES = dict(
    pair.split(":")
    for pair in (
        "london:londres vienna:vienne brussels:bruxelles geneva:geneve moscow:moscou athens:athenes warsaw:varsovie "
        "lisbon:lisbonne venice:venise genoa:genes milan:milan seville:seville copenhagen:copenhague beijing:pekin "
        "cairo:caire algiers:alger antwerp:anvers ghent:gand basel:bale cologne:cologne hamburg:hambourg "
        "edinburgh:edimbourg dover:douvres barcelona:barcelone valencia:valence corsica:corse sicily:sicile "
        "cyprus:chypre damascus:damas beirut:beyrouth philadelphia:philadelphie havana:havane putin:poutine "
        "germany:allemagne spain:espagne italy:italie england:angleterre scotland:ecosse wales:galles ireland:irlande "
        "greece:grece poland:pologne sweden:suede norway:norvege denmark:danemark finland:finlande "
        "switzerland:suisse austria:autriche hungary:hongrie russia:russie china:chine japan:japon india:inde "
        "egypt:egypte morocco:maroc tunisia:tunisie algeria:algerie turkey:turquie mexico:mexique brazil:bresil "
        "argentina:argentine chile:chili netherlands:pays-bas belgium:belgique"
    ).split()
)
#: Names of which French has the English spelling too, although it may turn them; and words with a capital in English.
_TURNED = frozenset(
    (
        "florence naples turin bruges zurich bern frankfurt munich dresden tokyo seoul mumbai bombay calcutta "
        "jerusalem mecca bethlehem orleans crete christ jesus bible god internet web euro pope queen king president mr "
        "mrs ms dr sir lord lady st saint mount lake river cape north south east west sun moon earth peter paul john "
        "james joseph mary matthew mark luke stephen francis charles henry philip elizabeth william alexander julius "
        "caesar augustus homer plato aristotle virgil ovid horace pliny constantine columbus magellan english french "
        "american british german italian spanish russian chinese japanese latin greek roman i"
    ).split()
)


class Name(NamedTuple):
    """A word with a capital at `text[start:end]`; `opening` says that it opens a sentence, which may be why."""

    start: int
    end: int
    text: str
    opening: bool


class Change(NamedTuple):
    """A name of the English, and where the French has another or a misspelt one, in the offsets of its passage; without
    a place where it has none.
    """

    pair: Pair
    name: str
    place: tuple[int, int] | None
    confidence: float

    @property
    def kept(self) -> bool:
        """Whether French spells the name as English does."""
        return _key(self.name) not in _FRENCH_NAMES


def changes(pair: Pair) -> Iterator[Change]:
    """The names that a translation has otherwise, or lost."""
    english = _names(pair.english) if _INSIDE.search(pair.english) else []
    if not english:
        return
    french = _names(pair.text)
    had, got = {_key(n.text) for n in english}, {_key(n.text) for n in french}
    if anchored := _behind_first_name(pair, [n for n in english if _key(n.text) not in got], french, had):
        yield anchored
        return
    misspelt = [
        (name, other)
        for name in english
        if not name.opening and _key(name.text) not in got
        for other in french
        if _key(other.text) not in had and _slip(name.text, other.text)
    ]
    for name, other in misspelt[:1]:
        yield Change(pair, name.text, (pair.start + other.start, pair.start + other.end), 0.88)
    lost = [n for n in english if not n.opening and _strange(n.text, got | _starts(pair.text))]
    if not misspelt and (half := next(_half_alike(pair, english, french), None)):
        yield half
        return
    if misspelt or not lost:
        return
    strange = [n for n in french if _strange(n.text, had | _starts(pair.english))]
    if others := list(_other_names(pair, lost, strange)):
        yield from others
        return
    staying = [n for n in lost if _stays(n.text)]
    coming = [n for n in strange if not n.opening and _comes(n.text)]
    if len(staying) == len(coming) == 1 and len(lost) == 1 and len([n for n in strange if not n.opening]) == 1:
        found = coming[0]
        yield Change(pair, staying[0].text, (pair.start + found.start, pair.start + found.end), 0.82)
    elif not [n for n in strange if not n.opening]:
        yield from _full_names(pair, lost)
    else:
        yield from _other_full_names(pair, lost, strange)


def _behind_first_name(pair: Pair, unmet: list[Name], french: list[Name], had: set[str]) -> Change | None:
    """A last name that is spelt otherwise behind a first name that both texts spell alike.

    So near one that it must be the same, it is a slip whatever it sounds like: nobody turns half of a name.
    """
    for name in unmet:
        first = _FIRST.search(pair.english, 0, name.start)
        if first is None or not name.text.isascii() or len(name.text) < _LONG:
            continue
        for other in french:
            if _key(other.text) in had or not pair.text[: other.start].endswith(first.group()):
                continue
            one, two = _key(name.text), _key(other.text)
            if (
                one != two
                and abs(len(one) - len(two)) < _SLIPS
                and _distance(one, two) <= 1
                and not _turns(name, other)
            ):
                return Change(pair, name.text, (pair.start + other.start, pair.start + other.end), 0.9)
    return None


def _turns(name: Name, other: Name) -> bool:
    """Whether French has a spelling of its own for a name: one that is commoner there, and hardly met in English."""
    known = _word(other.text)
    return known.french > max(_RARE, _word(name.text).french, known.english)


def _half_alike(pair: Pair, english: list[Name], french: list[Name]) -> Iterator[Change]:
    """A name that begins as another and goes on as no spelling of it would: *Blackwood*, *Blackmore*."""
    for name in english:
        for other in french:
            one, two = _key(name.text), _key(other.text)
            if name.opening or other.opening or one[:4] != two[:4] or not _alone(one, two, pair):
                continue
            if not (_is_name(name.text) and _is_name(other.text)) or open_forms().known(other.text):
                continue
            if _word(other.text).french < _RARE and _distance(_sounds(one), _sounds(two)) >= _APART:
                yield Change(pair, name.text, (pair.start + other.start, pair.start + other.end), 0.82)
                return


def _alone(one: str, two: str, pair: Pair) -> bool:
    """Whether each of two names stands in its own text alone."""
    return two not in map(_key, _TOKEN.findall(pair.english)) and one not in map(_key, _TOKEN.findall(pair.text))


def _other_names(pair: Pair, lost: list[Name], strange: list[Name]) -> Iterator[Change]:
    """Last names that have become others behind the same first name."""
    for name in lost:
        first = _FIRST.search(pair.english, 0, name.start)
        for other in strange if first and "-" not in name.text else ():
            if pair.text[: other.start].endswith(first.group() if first else ""):
                yield Change(pair, name.text, (pair.start + other.start, pair.start + other.end), 0.9)


def _full_names(pair: Pair, lost: list[Name]) -> Iterator[Change]:
    """Names of a first and a last part, both lost. One part alone may have become a pronoun."""
    for one, other in pairwise(lost):
        if pair.english[one.end : other.start] == " " and _is_name(one.text) and _is_name(other.text):
            yield Change(pair, f"{one.text} {other.text}", None, 0.75)
            return


def _other_full_names(pair: Pair, lost: list[Name], strange: list[Name]) -> Iterator[Change]:
    """A name of a first and a last part where another such name stands instead."""
    ones = [
        (one, two)
        for one, two in pairwise(lost)
        if pair.english[one.end : two.start] == " " and _is_name(one.text) and _is_name(two.text)
    ]
    others = [
        (one, two)
        for one, two in pairwise(strange)
        if pair.text[one.end : two.start] == " " and not one.opening and _is_name(two.text)
    ]
    if len(ones) == len(others) == 1:
        (one, two), (first, last) = ones[0], others[0]
        yield Change(pair, f"{one.text} {two.text}", (pair.start + first.start, pair.start + last.end), 0.85)


def _names(text: str) -> list[Name]:
    """The words with a capital, in order; none of a title."""
    found = []
    words = 0
    extents = [(a.start, a.end) for a in addresses(text)] + [(p.start, p.end) for p in placeholders(text)]
    for match in _TOKEN.finditer(text):
        words += 1
        word = match.group()
        if not word[0].isupper() or len(word) < 3 or word.isupper() or "'" in word or "’" in word:
            continue
        if any(start < match.end() and match.start() < end for start, end in extents):
            continue
        opening = bool(_OPENS.search(text, max(0, match.start() - 3), match.start()))
        found.append(Name(match.start(), match.end(), word, opening))
    inside = sum(not name.opening for name in found)
    return found if inside <= max(1, _TITLE * words) else []


@lru_cache(maxsize=16384)
def _key(word: str) -> str:
    return plain(word.lower())


def _starts(text: str) -> set[str]:
    """How all words of a text begin: a name and its adjective begin alike."""
    return {_key(word)[:4] for word in _TOKEN.findall(text)}


def _strange(word: str, keys: set[str]) -> bool:
    """Whether nothing in the other text is this name, or begins as it does."""
    key = _key(word)
    turned = _FRENCH_NAMES.get(key, key)
    return keys.isdisjoint((key, key[:4], turned, turned[:4])) and key not in _TURNED


def _word(word: str) -> Word:
    return open_words().get(word.lower()) or UNKNOWN


def _stays(word: str) -> bool:
    known = _word(word)
    return _is_name(word) and known.english > 0 and known.french >= known.english - _STAYS and len(word) > 3


def _comes(word: str) -> bool:
    known = _word(word)
    return _is_name(word) and known.french > 0 and known.english >= known.french - _COMES and len(word) > 3


def _is_name(word: str) -> bool:
    """Whether a word is no common noun of English."""
    readings, known = open_forms().analyses(word), _word(word)
    if any(form.pos == "name" for form in readings):
        return True
    return not readings and (known.french >= known.english or not _translated(word.lower()))


def _translated(form: str) -> bool:
    """Whether dictionaries have French for a lower-case English form."""
    bilingual = open_bilingual()
    return any(bilingual.translations(reading.lemma) for reading in open_homographs().readings(form))


def _slip(name: str, other: str) -> bool:
    """Whether a French name is an English one misspelt, and neither French nor another way to write its sounds."""
    if min(len(name), len(other)) < _LONG or name[0] != other[0] or open_forms().known(other) or not _is_name(name):
        return False
    if name.removesuffix("s") == other.removesuffix("s"):
        return False
    right, wrong = _word(name), _word(other)
    if wrong.french >= _RARE or ((right.french or right.english) < wrong.french + _RARER and wrong.french):
        return False
    one, two = _key(name), _key(other)
    return 0 < _distance(one, two) <= (_SLIPS if len(one) > 7 else 1) and _sounds(one) != _sounds(two)


def _distance(one: str, other: str) -> int:
    from rapidfuzz.distance import OSA  # not at the top: few texts have names that differ

    return OSA.distance(one, other)


_SOUNDS = (("tch", "c"), ("sch", "s"), ("sh", "s"), ("ch", "s"), ("zh", "j"), ("dj", "j"), ("kh", "k"), ("ph", "f"),
           ("oo", "u"), ("ou", "u"), ("ee", "i"), ("gu", "g"), ("qu", "k"), ("ck", "k"), ("y", "i"), ("w", "v"),
           ("x", "ks"), ("z", "s"), ("j", "i"), ("c", "k"))  # fmt: skip


def _sounds(name: str) -> str:
    """A name as its sounds may be written in either language."""
    for written, sound in _SOUNDS:
        name = name.replace(written, sound)
    return re.sub(r"(.)\1+", r"\1", name.removesuffix("e"))
