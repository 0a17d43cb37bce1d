"""Words that a translator damaged by replacing strings, each with the French that may have stood there.

What tells, one after the other: English inside of a word that nobody knows; English little words and capitals where
French must stand; the page's own table, which the sure cases teach; and what that table makes of the doubtful ones.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import log
from operator import itemgetter
from typing import NamedTuple

from qa.document import Passage
from qa.extents import Extent
from qa.language.analysis import Analysis
from qa.language.detection import english
from qa.language.elision import elided, vowel_sound
from qa.language.screening import Screen
from qa.language.surroundings import Asides, Surroundings, before_marks
from qa.language.tokens import Token, folded, tokens
from qa.lexicon.forms import open_forms
from qa.restore.inside_words import everyday, frequency, phrased, restorations, slips, unheard
from qa.restore.replacer import Reading, Replacer, Swap, learn

#: English little words that are reported wherever plainly French words stand on both sides. Those that are commoner in
#: French (on, an, but, as) are not among them.
_LITTLE = frozenset(
    "and or by in of from with without for to at the this that which who is are was were has have into between".split()
)

#: In capitals these mean something else: assistance technique, impôt sur les sociétés.
_ACRONYMS = frozenset(("at", "is", "the", "to", "for"))

#: Words that name the word after them: the command *at*, the operator *AND*.
_NAMING = re.compile(
    r"(?:\b(?:mots?|mots?[- ]cl[ée]s?|commandes?|instructions?|fonctions?|méthodes?|opérateurs?|clauses?|attributs?|"
    r"balises?|options?|paquets?|préfixes?|suffixes?|propriétés?|directives?|variables?|valeurs?|touches?|boutons?|"
    r"préposition|conjonction|article|champs?|code|type|argument|paramètres?|équipe|groupe|société|marque|revue|"
    r"terme|appelée?s?|nommée?s?|intitulée?s?|dite?s?|comme)\s+|\bl['’]utilisation d[eu]\s+)$",
    re.IGNORECASE,
)
#: Where conditions are the subject, AND and OR are those of a formula.
_LOGIC = re.compile(r"logi(?:que|cal)|bool[ée]|opérateur|requête|\bSQL\b|condition|expression", re.IGNORECASE)

_PLURAL = frozenset("les des ces ses aux nos vos mes tes leurs quelques plusieurs certains certaines autres".split())
#: After these even a capital is no name's: *c'East*.
_CLITICS = frozenset(("c'", "qu'", "n'", "s'", "j'", "t'", "m'", "lorsqu'", "puisqu'", "jusqu'"))

#: A part of a compound with a capital of its own.
_CAPITAL_PART = re.compile(r"-[^\W\d_a-zà-ÿ]")

#: What may touch a word of prose.
_BEFORE, _AFTER = frozenset(" \n\t\u00a0\u202f(«“\"'’–—…"), frozenset(" \n\t\u00a0\u202f),.;:!?»”\"…–—’'")

#: How much likelier (natural logarithm) the French must be in its place than what stands there: a little word, a whole
#: word after an elided one, a noun with a capital, and any of these on a page where words are broken.
_LITTLE_MARGIN, _ELIDED_MARGIN, _NOUN_MARGIN, _BROKEN_MARGIN = 6.0, 5.0, 6.0, 3.5
#: A little word with French on one side only.
_LONE_MARGIN = 15.0
#: And a word in place of one that is broken where the English is short and may stand there by chance.
_SHORT_MARGIN = 4.0
#: A shorter word that nobody knows is an abbreviation.
_SHORTEST = 4
#: No margin is enough but where the page is broken; none is needed.
_NEVER, _NONE = float("inf"), float("-inf")
#: English of fewer letters than this is short.
_LONG = 4
#: A word restored that is rarer (Zipf) is not put back unasked, or where the English is short, not believed.
_COMMON, _KNOWN = 3.5, 3.0
#: As many broken words show that a replacer was at work on the page.
_BROKEN = 2

#: How strong the page's own swaps must be for a broken name, and for a mended word to be put back unasked.
_NAMES, _CERTAIN = 3.0, 4.0
#: How much likelier the French must be where the page's table has the swap: for English as a whole word, for a word
#: that French has though rarely, for one that is good French, and for any with a capital.
_SWAPPED_MARGIN, _RARE_MARGIN, _GOOD_MARGIN, _CAPITAL_MARGIN = 0.5, 2.0, 5.0, 5.0
#: And where nothing but the page's being broken tells that a word with a capital is no name.
_NAMELIKE_MARGIN = 9.0
#: A little word that stands for the same French so often tells of a table.
_OFTEN = 4
#: A swap that the page shows makes its French likelier among several; one that it shows by its broken English, less.
_SHOWN, _SHOWN_BROKEN = 2.0, -3.0
#: A French word rarer than this (Zipf) is rare.
_RARELY = 2.0
#: So much likelier than the next is a word that is put back unasked, in place of a broken one, and of a little one,
#: which the French must beat as clearly.
_AHEAD, _AHEAD_WHOLE = 4.0, 8.0


#: As far as the text around a word is read with its broken words whole, in characters: further than its slot reaches.
_REACH = 600

_start, _end = itemgetter(0), itemgetter(1)


class Damage(NamedTuple):
    """A word that was damaged, `passage.text[start:end]`, with the wordings that may have stood there, likeliest first.

    `broken` says that the English stands inside of a word. `margin` is how much likelier (natural logarithm) the first
    wording is in its place than what stands there, `least` what it must be where no other word tells of a replacer,
    `least_if_broken` where many do. `tabled` says that the page's own table explains it.
    """

    passage: Passage
    start: int
    end: int
    wordings: tuple[str, ...]
    broken: bool
    safe: bool
    margin: float
    least: float
    least_if_broken: float = _BROKEN_MARGIN
    tabled: bool = False

    @property
    def text(self) -> str:
        """The word as it stands."""
        return self.passage.text[self.start : self.end]

    @property
    def known_here(self) -> bool:
        """Whether what stood there is known better here than from synonyms: English inside of a word, what the page's
        table explains, a little word.
        """
        return self.broken or self.tabled or self.text.lower() in _LITTLE

    @property
    def plain(self) -> bool:
        """Whether this is damage wherever it stands."""
        return self.margin >= self.least


class _Scene(Surroundings):
    """One passage's words, and the words of it that are known to be broken, for the others are read beside them whole.

    `mended` are in order.
    """

    def __init__(self, place: _Place, mended: Sequence[Damage]) -> None:
        super().__init__(place.passage, place.tokens, place.foreign, place.asides)
        self._mended = mended
        self.whole = frozenset(damage.start for damage in mended)

    def margins(self, start: int, end: int, wordings: Sequence[str]) -> list[float]:
        """How much likelier each wording is in a place than what stands there (natural logarithm)."""
        from qa.language.slot import slot
        from qa.restore.ranking import own_context, wording_context

        text = self.passage.text
        before, after = self._read(max(0, start - _REACH), start), self._read(end, min(len(text), end + _REACH))
        place = slot(before + text[start:end] + after, len(before), len(before) + end - start)
        own = own_context(place)
        return [wording_context(place, wording) - own for wording in wordings]

    def _read(self, start: int, end: int) -> str:
        """The text of a stretch with the broken words in it whole."""
        pieces: list[str] = []
        at = start
        for damage in self._mended:
            if at <= damage.start and damage.end <= end:
                pieces += (self.passage.text[at : damage.start], damage.wordings[0])
                at = damage.end
        return "".join((*pieces, self.passage.text[at:end]))


class _Place(NamedTuple):
    """A part of a passage, and which of its words may be damaged, as first and last token.

    `tokens` are its words, `asides` those of the passage.
    """

    passage: Passage
    foreign: Sequence[Extent]
    asides: Asides
    tokens: Sequence[Token]
    doubtful: Sequence[tuple[int, int]]


def damages(analysis: Analysis) -> tuple[list[Damage], bool]:
    """The damaged words of a document in reading order, and whether its page is broken."""
    # The other words that nobody knows only make a swap less sure. Most pages show none without them.
    replacer = learn(word for words in analysis.once(strangers) for word in words)
    if replacer.sure:
        replacer = analysis.once(_learnt)
    found = _found(analysis, replacer)
    if told := list(_told(found)):
        replacer = analysis.once(_learnt).told(told)
        found = _found(analysis, replacer)
    page_is_broken = bool(replacer.sure) or sum(damage.broken and damage.plain for damage in found) >= _BROKEN
    return [d for d in found if d.plain or (page_is_broken and d.margin >= d.least_if_broken)], page_is_broken


def strangers(analysis: Analysis) -> tuple[Sequence[tuple[str, bool]], ...]:
    """The words near what may be damaged in each passage that nobody knows, as `_unheard` tells them."""
    return tuple([word for place in places for word in _unheard(place)] for places in analysis.once(_first_places))


def unexplained(analysis: Analysis) -> tuple[Sequence[Damage], ...]:
    """What may be damaged in each passage, where the page tells of no replacer."""
    nobody = Replacer()
    return tuple(_found_in(places, nobody) for places in analysis.once(_first_places))


def _first_places(analysis: Analysis) -> tuple[Sequence[_Place], ...]:
    """The places to look at in each passage before anything is known of a replacer."""
    passages = zip(analysis.document.passages, analysis.once(english), strict=True)
    return tuple(list(_places(passage, foreign, _STRANGE_WORDS)) for passage, foreign in passages)


def _learnt(analysis: Analysis) -> Replacer:
    """The replacer that explains all words of a page that nobody knows."""
    passages = zip(analysis.document.passages, analysis.once(english), strict=True)
    places = (place for passage, foreign in passages for place in _places(passage, foreign, _UNHEARD_WORDS))
    return learn(word for place in places for word in _unheard(place))


def _found(analysis: Analysis, replacer: Replacer) -> list[Damage]:
    if not replacer.sure:
        return [damage for found in analysis.once(unexplained) for damage in found]
    screen = Screen(lambda surfaces: any(_doubtful(s) or _swapped(s.lower(), replacer) for s in surfaces))
    found: list[Damage] = []
    for passage, foreign in zip(analysis.document.passages, analysis.once(english), strict=True):
        found += _found_in(_places(passage, foreign, screen, replacer), replacer)
    return found


def _found_in(places: Iterable[_Place], replacer: Replacer) -> list[Damage]:
    found: list[Damage] = []
    for place in places:
        damages = list(_damages(place, replacer))
        broken = [damage for damage in damages if damage.broken and damage.plain]
        # What stands beside broken words is judged anew, as if they were whole.
        found += _damages(place, replacer, broken) if broken and len(damages) > 1 else damages
    return found


def _told(found: Sequence[Damage]) -> Iterator[Swap]:
    """The swaps that whole words show, in sentences that are French but for them, where each is seen several times."""
    swaps = [
        Swap(d.text.lower(), d.wordings[0])
        for d in found
        if not d.broken and d.margin >= (_NAMELIKE_MARGIN if d.text[0].isupper() else _LITTLE_MARGIN)
    ]
    counts = Counter(swap for swap in swaps if swap.english in _LITTLE)
    return (swap for swap in swaps if counts[swap] >= _OFTEN)


def _places(
    passage: Passage, foreign: Sequence[Extent], screen: Screen, replacer: Replacer | None = None
) -> Iterator[_Place]:
    """The parts of a passage with words that a screen finds, or English of several words."""
    text, asides = passage.text, None
    joined = phrased(text)
    for start, end in screen.parts(text, also=joined):
        asides = asides or Asides(text)
        within = [phrase for phrase in joined if start <= phrase[0] and phrase[1] <= end]
        yield _place(passage, foreign, asides, tokens(text, start, end), phrases=within, replacer=replacer)


def _strange(surfaces: Sequence[str]) -> int:
    """Whether one of the words of a spelling is doubtful, or would be in lower case."""
    return any(_doubtful(surface) or restorations(surface.lower()) for surface in surfaces)


def _unknown(surfaces: Sequence[str]) -> int:
    """Whether one of the words of a spelling is doubtful, or one that nobody knows."""
    return any(_doubtful(surface) or _is_unheard(surface.lower()) for surface in surfaces)


_STRANGE_WORDS, _UNHEARD_WORDS = Screen(_strange), Screen(_unknown)


def _place(
    passage: Passage,
    foreign: Sequence[Extent],
    asides: Asides,
    found: Sequence[Token],
    *,
    phrases: Sequence[Extent],
    replacer: Replacer | None,
) -> _Place:
    """The doubtful words among some of a passage, all that the page's own replacer may have put among them."""
    joined = list(_joined(passage.text, found, phrases))
    inside = {at for first, last in joined for at in range(first, last + 1)}
    doubtful = joined + [
        (at, at)
        for at, token in enumerate(found)
        if at not in inside and (_doubtful(token.text) or (replacer and _swapped(token.text.lower(), replacer)))
    ]
    kept = [
        (first, last)
        for first, last in sorted(doubtful)
        if _in_prose(passage.text, span := Token(found[first].start, found[last].end, ""))
        and not _within(span, (*foreign, *passage.breaks))
    ]
    return _Place(passage, foreign, asides, found, kept)


def _joined(text: str, found: Sequence[Token], phrases: Sequence[Extent]) -> Iterator[tuple[int, int]]:
    """Where English of several words stands for one French one, alone or in a word: *last namebre* was *nombre*."""
    for start, end in phrases:
        first = bisect_right(found, start, key=_end)
        last = bisect_left(found, end, key=_start) - 1
        whole = found[first].start == start and found[last].end == end
        if whole or restorations(text[found[first].start : found[last].end]):
            yield first, last


def _swapped(form: str, replacer: Replacer) -> bool:
    return bool(replacer.whole(form) or replacer.readings(form))


@lru_cache(maxsize=65536)
def _is_unheard(form: str) -> bool:
    return len(form) >= _SHORTEST and unheard(form)


def _unheard(place: _Place) -> Iterator[tuple[str, bool]]:
    """The words of a place that nobody knows, in lower case, with whether each has the capital of a name."""
    text, found = place.passage.text, place.tokens
    for first, last in place.doubtful:
        if first < last:
            yield text[found[first].start : found[last].end].lower(), False
    for token in found:
        form = token.text.lower()
        if _is_unheard(form) and _in_prose(text, token):
            before = before_marks(text, token.start, ' \u00a0\u202f«“"(')
            yield form, token.text.istitle() and bool(before) and before not in ".!?:"


def _damages(place: _Place, replacer: Replacer, mended: Sequence[Damage] = ()) -> Iterator[Damage]:
    if not place.doubtful:
        return
    around = _Scene(place, mended)
    for first, last in place.doubtful:
        damage = _damage(around, first, last, replacer)
        if damage is None and first < last:
            damages = [_damage(around, at, at, replacer) for at in range(first, last + 1)]
            yield from (damage for damage in damages if damage is not None)
        elif damage is not None:
            yield damage


def _damage(around: _Scene, first: int, last: int, replacer: Replacer) -> Damage | None:
    damage = _by_replacer(around, first, last, replacer) if replacer.sure else None
    if damage is not None:
        return damage
    if first < last:
        return _of_phrase(around, first, last)
    surface = around.tokens[first].text
    if not _doubtful(surface):
        return None
    return _broken(around, first) if restorations(surface) else _whole(around, first)


@lru_cache(maxsize=65536)
def _doubtful(surface: str) -> bool:
    lower = surface.lower()
    if lower in everyday():
        return lower in _LITTLE or not open_forms().known(lower)
    return bool(restorations(surface))


def _by_replacer(around: _Scene, first: int, last: int, replacer: Replacer) -> Damage | None:
    """What the page's own replacer put: a broken word, or English as a whole."""
    text, start, end = around.passage.text, around.tokens[first].start, around.tokens[last].end
    surface = text[start:end]
    form = surface.lower()
    capital = surface[0].isupper()
    name = capital and around.is_name(first)
    before = _elided_before(around, first)
    shown = replacer.whole(form)
    swaps = dict.fromkeys((*shown, *(Swap(form, french) for french in everyday().get(form, ())))) if shown else {}
    readings = [Reading(swap.french, (swap,), frequency(swap.french)) for swap in swaps]
    readings += [r for r in replacer.readings(form) if r.text not in {other.text for other in readings}]
    readings = [r for r in readings if (not before or vowel_sound(r.text)) and len(r.text) > 1]
    if not readings or around.quoted(start) or _CAPITAL_PART.search(surface):
        return None
    strengths = [min(max(replacer.strength(swap), 0.0) for swap in r.swaps) for r in readings]
    fits = around.margins(start, end, [r.text for r in readings])
    weighed = [fit + _shown(r, replacer) for fit, r in zip(fits, readings, strict=True)]
    order = sorted(range(len(readings)), key=lambda n: (-weighed[n], readings[n].text))
    best, strength, margin = readings[order[0]], strengths[order[0]], fits[order[0]]
    ahead = min(margin - fits[n] for n in order[1:]) if len(order) > 1 else -_NONE
    strange, whole = unheard(form), best.swaps[0].english == form
    if name and not before and (strength < _NAMES or (not strange and not whole) or around.run(first, last) >= 2):
        return None
    if whole:
        least = _RARE_MARGIN - log(max(strength, 1.0)) if frequency(form) else _NONE if strange else _SWAPPED_MARGIN
        least = max(least, _CAPITAL_MARGIN) if name and not strange else least
        safe = strength >= _CERTAIN and min(margin, ahead) >= _AHEAD_WHOLE and form in _LITTLE and not name
        least = least if strange or before or _french_beside(around, first) else max(least, _LITTLE_MARGIN)
    elif strange:
        least = _NONE
        safe = strength >= _CERTAIN and ahead >= _AHEAD and best.frequency >= _COMMON and margin > 0 and not name
    else:
        least = _RARE_MARGIN if frequency(form) < _RARELY else _GOOD_MARGIN
        if strength < _CERTAIN or best.frequency < max(_COMMON, frequency(form)):
            return None
        safe = False
    if margin < least:
        return None
    # A capital that the English brought along inside of a sentence goes with it; one that was there stays.
    kept = capital and not before and not (len(form) > 2 and surface[:2].isupper())
    offered = [readings[n] for n in order]
    words = tuple(_cased(r.text, kept and not (name and form.startswith(r.swaps[0].english))) for r in offered)
    return Damage(around.passage, start, end, words, not whole, safe, margin, least, tabled=True)


def _in_prose(text: str, token: Token) -> bool:
    """Whether a word touches nothing of an address, a file name or code."""
    before, after = text[max(0, token.start - 1) : token.start], text[token.end : token.end + 2]
    if (before and before not in _BEFORE) or (after and after[0] not in _AFTER):
        return False
    return not (after[:1] in (".", ":") and after[1:].isalnum())


def _within(token: Token, extents: Iterable[Extent]) -> bool:
    return any(start <= token.start and token.end <= end for start, end in extents)


def _broken(around: _Scene, at: int) -> Damage | None:
    """A word that nobody knows, with an everyday English word in it."""
    token = around.tokens[at]
    before = _elided_before(around, at)
    capital = token.text[0].isupper()
    restored = [r for r in restorations(token.text) if not before or vowel_sound(r.text)]
    stray = any(letter.isupper() for letter in token.text[1:]) or bool(before and capital)
    if before and capital:
        restored = [r for r in restored if r.start == 0]
    elif capital and not stray and (around.is_name(at) or not any(len(r.english) >= _LONG for r in restored)):
        return None
    if not restored or around.run(at, at) >= (2 if stray else 1):
        return None
    fits = around.margins(token.start, token.end, [r.text for r in restored])
    order = sorted(range(len(restored)), key=lambda n: (-fits[n], restored[n].text))
    best = restored[order[0]]
    margin = fits[order[0]]
    telling = stray or len(best.english) >= _LONG
    if not stray:
        others = slips(token.text.lower())
        if others and max(around.margins(token.start, token.end, others)) >= margin:
            return None
        telling = telling or not others
    sure = stray or len(best.english) >= _LONG
    least = _NEVER if not telling or (not sure and best.frequency < _KNOWN) else _NONE if sure else _SHORT_MARGIN
    safe = sure and len(restored) == 1 and best.frequency >= _COMMON and (stray or not capital) and margin > 0
    first_capital = capital and not before and (best.start > 0 or not around.is_name(at))
    words = tuple(_cased(restored[n].text, first_capital) for n in order)
    return Damage(around.passage, token.start, token.end, words, True, safe, margin, least)


def _shown(reading: Reading, replacer: Replacer) -> float:
    """How much likelier than its context a reading is for what the page shows of its swaps."""
    shown = [replacer.strengths.get(swap, 0.0) > 1 for swap in reading.swaps]
    known = [swap.english in everyday() for swap in reading.swaps]
    return _SHOWN if all(shown) else 0.0 if all(known) else _SHOWN_BROKEN


def _of_phrase(around: _Scene, first: int, last: int) -> Damage | None:
    """English of several words that stands for one French one, alone or in a word."""
    text, start, end = around.passage.text, around.tokens[first].start, around.tokens[last].end
    surface = text[start:end]
    whole = everyday().get(surface.lower(), ())
    words = whole or [restored.text for restored in restorations(surface)]
    capital = surface[0].isupper()
    name = capital and around.is_name(first)
    if not words or around.quoted(start) or (name and not whole):
        return None
    ordered, best = _best_first(around, start, end, words)
    offered = tuple(_cased(word, capital and not name) for word in ordered)
    least, if_broken = (_NEVER, _NAMELIKE_MARGIN if name else _BROKEN_MARGIN) if whole else (_NONE, _NONE)
    return Damage(around.passage, start, end, offered, not whole, False, best, least, if_broken)


def _best_first(around: _Scene, start: int, end: int, wordings: Sequence[str]) -> tuple[tuple[str, ...], float]:
    """Wordings for a place, one at least, the one that fits best first, and the margin of that."""
    fits = around.margins(start, end, wordings)
    order = sorted(range(len(wordings)), key=lambda n: (-fits[n], n))
    return tuple(wordings[n] for n in order), fits[order[0]]


def _cased(word: str, capital: bool) -> str:
    return word[0].upper() + word[1:] if capital else word


def _elided_before(around: _Scene, at: int) -> str:
    """The elided word that a word follows, in lower case with a plain apostrophe, or nothing."""
    before = around.tokens[at - 1] if at else None
    if before is None or before.end != around.tokens[at].start or not elided(before.text):
        return ""
    return folded(before.text)


def _whole(around: _Scene, at: int) -> Damage | None:
    """An English word as a whole: after an elided one, as a noun with a capital, or between French words."""
    token, form = around.tokens[at], around.tokens[at].text.lower()
    choice: Sequence[str] = everyday()[form]
    if around.quoted(token.start) or (token.text.istitle() and not around.is_name(at)):
        return None
    before = _elided_before(around, at)
    if before:
        if open_forms().known(form) or not token.text.istitle() or _is_name(around, at + 1):
            return None
        choice = [word for word in choice if vowel_sound(word)]
        least = _ELIDED_MARGIN if before in _CLITICS else _ELIDED_MARGIN + 2
    elif token.text.istitle():
        if _is_name(around, at + 1):
            return None
        if not _after_plural(around, at):
            return _namelike(around, at)
        choice = [
            word for word in choice if any(r.pos == "noun" and r.number == "p" for r in open_forms().analyses(word))
        ]
        least = _NOUN_MARGIN
    else:
        beside = _french_beside(around, at)
        if not beside or _NAMING.search(around.passage.text[max(0, token.start - 30) : token.start]):
            return None
        if token.text.isupper() and (form not in _LITTLE - _ACRONYMS or _LOGIC.search(around.passage.text)):
            return None
        # Another English word is a loan or a spinner's, unless the page shows who left it.
        least = _NEVER if form not in _LITTLE else _LITTLE_MARGIN if beside == 2 else _LONE_MARGIN
    if not choice:
        return None
    words, margin = _best_first(around, token.start, token.end, choice)
    return Damage(around.passage, token.start, token.end, words, False, False, margin, least)


def _namelike(around: _Scene, at: int) -> Damage | None:
    """A word with the capital of a name between French words, that a replacer may have put: *le démon East actif*."""
    token, form = around.tokens[at], around.tokens[at].text.lower()
    if _french_beside(around, at) < 2 or _is_name(around, at - 1):
        return None
    offered, margin = _best_first(around, token.start, token.end, everyday()[form])
    return Damage(around.passage, token.start, token.end, offered, False, False, margin, _NEVER, _NAMELIKE_MARGIN)


def _is_name(around: _Scene, at: int) -> bool:
    """Whether the word at a place has a capital, as part of a longer name would."""
    return at < len(around.tokens) and around.tokens[at].text[0].isupper()


def _after_plural(around: _Scene, at: int) -> bool:
    text, found = around.passage.text, around.tokens
    if not at or found[at - 1].text not in _PLURAL or not found[at].text.endswith("s"):
        return False
    return text[found[at - 1].end : found[at].start].isspace() and not open_forms().known(found[at].text.lower())


def _french_beside(around: _Scene, at: int) -> int:
    """How many of the words beside a word are French, in lower case, with nothing but space between."""
    text, token = around.passage.text, around.tokens[at]
    gaps = {
        near: text[around.tokens[near].end : token.start] or text[token.end : around.tokens[near].start]
        for near in (at - 1, at + 1)
        if 0 <= near < len(around.tokens)
    }
    return sum(gap.isspace() and _french(around, near) for near, gap in gaps.items())


def _french(around: _Scene, at: int) -> bool:
    word = around.tokens[at].text
    return around.tokens[at].start in around.whole or (
        word.islower()
        and word not in _LITTLE
        and around.word(at).foreignness < 0.3
        and frequency(folded(word)) >= _KNOWN
    )
