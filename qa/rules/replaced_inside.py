"""English inside of words, with odd capitals, or for little words: what a translator leaves that replaces strings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from math import log
from typing import NamedTuple

from qa.document import Passage
from qa.finding import Edit, Finding, Suggestion
from qa.language.analysis import Analysis
from qa.language.detection import Extent, english
from qa.language.elision import elided, vowel_sound
from qa.language.surroundings import Surroundings
from qa.language.tokens import Token, tokens
from qa.lexicon.forms import open_forms
from qa.restore.inside_words import everyday, frequency, phrases, restorations, slips, unheard
from qa.restore.replacer import Reading, Replacer, learn
from qa.rules.rule import Bad, Good, Rule
from qa.rules.terms import terms
from qa.settings import Wording

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

#: What may touch a word of prose.
_BEFORE, _AFTER = frozenset(" \n\t\u00a0\u202f(«“\"'’–—…"), frozenset(" \n\t\u00a0\u202f),.;:!?»”\"…–—’'")

#: How much likelier (natural logarithm) the French must be in its place than what stands there: a little word, a whole
#: word after an elided one, a noun with a capital, and any of these on a page where words are broken.
_LITTLE_MARGIN, _ELIDED_MARGIN, _NOUN_MARGIN, _BROKEN_MARGIN = 6.0, 5.0, 6.0, 3.5
#: A little word with French on one side only.
_LONE_MARGIN = 15.0
#: And a word in place of one that is broken where the English is short and may stand there by chance.
_SHORT_MARGIN = 4.0
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
#: A French word rarer than this (Zipf) is rare.
_RARELY = 2.0
#: So much likelier is a little word than the next, and than what stands there, that is put back unasked.
_AHEAD = 4.0


class Damage(NamedTuple):
    """A word that was damaged, `passage.text[start:end]`, with the wordings that may have stood there, likeliest first.

    `broken` says that the English stands inside of a word. `margin` is how much likelier (natural logarithm) the first
    wording is in its place than what stands there, `least` what it must be where no other word tells of a replacer, `least_if_broken` where many do.
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

    @property
    def plain(self) -> bool:
        """Whether this is damage wherever it stands."""
        return self.margin >= self.least


class _Place(NamedTuple):
    """A passage with its words, and which of them may be damaged, as first and last token."""

    passage: Passage
    foreign: Sequence[Extent]
    tokens: Sequence[Token]
    doubtful: Sequence[tuple[int, int]]


def _check(analysis: Analysis) -> Iterator[Finding]:
    passages = zip(analysis.document.passages, analysis.once(english), strict=True)
    places = [_place(passage, foreign) for passage, foreign in passages]
    replacer = learn(word for place in places for word in _unheard(place))
    if replacer.sure:
        places = [_place(place.passage, place.foreign, replacer) for place in places]
    found = [damage for place in places for damage in _damages(place, replacer)]
    page_is_broken = bool(replacer.sure) or sum(damage.broken and damage.plain for damage in found) >= _BROKEN
    heard = [d for d in found if d.plain or (page_is_broken and d.margin >= d.least_if_broken)]
    if any(not damage.broken for damage in heard):
        known = list(_reported_elsewhere(analysis))
        heard = [
            d for d in heard if d.broken or not any(p is d.passage and s < d.end and d.start < e for p, s, e in known)
        ]
    for d in heard:
        confidence = 0.97 if d.safe else 0.9 if d.broken or page_is_broken else 0.8
        yield RULE.finding(
            analysis, d.passage, d.start, d.end, confidence=confidence, safe=d.safe, suggestions=_suggestions(d)
        )


def _reported_elsewhere(analysis: Analysis) -> Iterator[tuple[Passage, int, int]]:
    """Where the rule `untranslated` finds English."""
    from qa.restore.intruders import intruders

    for passage, match in terms(analysis):
        if match.term.kind == "spin":
            yield passage, match.start, match.end
    for intruder in intruders(analysis):
        suspect = intruder.suspect
        yield suspect.passage, suspect.mention.start, suspect.mention.end


def _place(passage: Passage, foreign: Sequence[Extent], replacer: Replacer | None = None) -> _Place:
    """A passage's doubtful words, all that the page's own replacer may have put among them."""
    found = tokens(passage.text)
    joined = list(_joined(passage.text, found))
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
    return _Place(passage, foreign, found, kept)


def _joined(text: str, found: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Where English of several words stands for one French one, alone or in a word: *last namebre* was *nombre*."""
    for match in phrases().finditer(text):
        around = [at for at, t in enumerate(found) if t.start < match.end() and match.start() < t.end]
        first, last = around[0], around[-1]
        whole = found[first].start == match.start() and found[last].end == match.end()
        if whole or any(restorations(text[found[first].start : found[end].end]) for end in (last,)):
            yield first, last


def _swapped(form: str, replacer: Replacer) -> bool:
    return bool(replacer.whole(form) or replacer.readings(form))


def _unheard(place: _Place) -> Iterator[tuple[str, bool]]:
    """The words of a passage that nobody knows, in lower case, with whether each has the capital of a name."""
    for first, last in place.doubtful:
        start, end = place.tokens[first].start, place.tokens[last].end
        surface = place.passage.text[start:end]
        if restorations(surface) or unheard(surface.lower()):
            yield surface.lower(), surface.istitle() and start > 0 and place.passage.text[start - 2 : start - 1] != "."


def _damages(place: _Place, replacer: Replacer) -> Iterator[Damage]:
    if not place.doubtful:
        return
    around = Surroundings(place.passage, place.tokens, place.foreign)
    for first, last in place.doubtful:
        damage = _damage(around, first, last, replacer)
        if damage is None and first < last:
            damages = [_damage(around, at, at, replacer) for at in range(first, last + 1)]
            yield from (damage for damage in damages if damage is not None)
        elif damage is not None:
            yield damage


def _damage(around: Surroundings, first: int, last: int, replacer: Replacer) -> Damage | None:
    damage = _by_replacer(around, first, last, replacer) if replacer.sure else None
    if damage is not None:
        return damage
    if first < last:
        return _of_phrase(around, first, last)
    surface = around.tokens[first].text
    if not _doubtful(surface):
        return None
    return _broken(around, first) if restorations(surface) else _whole(around, first)


def _doubtful(surface: str) -> bool:
    lower = surface.lower()
    if lower in everyday():
        return lower in _LITTLE or not open_forms().known(lower)
    return bool(restorations(surface))


def _by_replacer(around: Surroundings, first: int, last: int, replacer: Replacer) -> Damage | None:
    """What the page's own replacer put: a broken word, or English as a whole."""
    text, start, end = around.passage.text, around.tokens[first].start, around.tokens[last].end
    surface = text[start:end]
    form = surface.lower()
    capital = surface[0].isupper()
    name = capital and around.is_name(first)
    before = _elided_before(around, first)
    whole = replacer.whole(form)
    readings = [Reading(swap.french, (swap,), frequency(swap.french)) for swap in whole] or replacer.readings(form)
    readings = [r for r in readings if (not before or vowel_sound(r.text)) and len(r.text) > 1]
    if around.quoted(start):
        return None
    if not readings:
        return None
    strengths = [min(max(replacer.strength(swap), 0.0) for swap in r.swaps) for r in readings]
    fits = _margins(text, Token(start, end, surface), [r.text for r in readings])
    order = sorted(range(len(readings)), key=lambda n: (-fits[n], readings[n].text))
    best, strength, margin = readings[order[0]], strengths[order[0]], fits[order[0]]
    ahead = margin - fits[order[1]] if len(order) > 1 else _NONE * -1
    strange = unheard(form)
    if name and not before and (strength < _NAMES or (not strange and not whole) or around.run(first, last) >= 2):
        return None
    if whole:
        least = _RARE_MARGIN - log(strength) if frequency(form) else _NONE if strange else _SWAPPED_MARGIN
        least = max(least, _CAPITAL_MARGIN) if name and not strange else least
        safe = strength >= _CERTAIN and margin >= _LITTLE_MARGIN and ahead >= _AHEAD and form in _LITTLE and not name
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
    words = tuple(
        _cased(r.text, kept and not (name and form.startswith(r.swaps[0].english))) for r in (readings[n] for n in order)
    )
    return Damage(around.passage, start, end, words, not whole, safe, margin, least)


def _in_prose(text: str, token: Token) -> bool:
    """Whether a word touches nothing of an address, a file name or code."""
    before, after = text[: token.start][-1:], text[token.end : token.end + 2]
    if (before and before not in _BEFORE) or (after and after[0] not in _AFTER):
        return False
    return not (after[:1] in (".", ":") and after[1:].isalnum())


def _within(token: Token, extents: Iterable[Extent]) -> bool:
    return any(start <= token.start and token.end <= end for start, end in extents)


def _broken(around: Surroundings, at: int) -> Damage | None:
    """A word that nobody knows, with an everyday English word in it."""
    text, token = around.passage.text, around.tokens[at]
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
    fits = _margins(text, token, [r.text for r in restored])
    order = sorted(range(len(restored)), key=lambda n: (-fits[n], restored[n].text))
    best = restored[order[0]]
    margin = fits[order[0]]
    telling = stray or len(best.english) >= _LONG
    if not stray:
        others = slips(token.text.lower())
        if others and max(_margins(text, token, others)) >= margin:
            return None
        telling = telling or not others
    sure = stray or len(best.english) >= _LONG
    least = _NEVER if not telling or (not sure and best.frequency < _KNOWN) else _NONE if sure else _SHORT_MARGIN
    safe = sure and len(restored) == 1 and best.frequency >= _COMMON and (stray or not capital) and margin > 0
    first_capital = capital and not before and not around.is_name(at)
    words = tuple(_cased(restored[n].text, first_capital) for n in order)
    return Damage(around.passage, token.start, token.end, words, True, safe, margin, least)


def _of_phrase(around: Surroundings, first: int, last: int) -> Damage | None:
    """English of several words that stands for one French one, alone or in a word."""
    text, start, end = around.passage.text, around.tokens[first].start, around.tokens[last].end
    surface = text[start:end]
    whole = everyday().get(surface.lower(), ())
    words = whole or [restored.text for restored in restorations(surface)]
    capital = surface[0].isupper()
    name = capital and around.is_name(first)
    if not words or around.quoted(start) or (name and not whole):
        return None
    fits = _margins(text, Token(start, end, surface), words)
    order = sorted(range(len(words)), key=lambda n: (-fits[n], n))
    best = fits[order[0]]
    offered = tuple(_cased(words[n], capital and not name) for n in order)
    least, if_broken = (_NEVER, _NAMELIKE_MARGIN if name else _BROKEN_MARGIN) if whole else (_NONE, _NONE)
    return Damage(around.passage, start, end, offered, not whole, False, best, least, if_broken)


def _cased(word: str, capital: bool) -> str:
    return word[0].upper() + word[1:] if capital else word


def _elided_before(around: Surroundings, at: int) -> str:
    """The elided word that a word follows, in lower case with a plain apostrophe, or nothing."""
    before = around.tokens[at - 1] if at else None
    if before is None or before.end != around.tokens[at].start or not elided(before.text):
        return ""
    return before.text.lower().replace("’", "'")


def _margins(text: str, token: Token, wordings: Sequence[str]) -> list[float]:
    """How much likelier each wording is in a word's place than the word (natural logarithm)."""
    from qa.language.slot import slot
    from qa.restore.ranking import own_context, wording_context

    place = slot(text, token.start, token.end)
    own = own_context(place)
    return [wording_context(place, wording) - own for wording in wordings]


def _whole(around: Surroundings, at: int) -> Damage | None:
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
        if not beside or _NAMING.search(around.passage.text[: token.start][-30:]):
            return None
        if token.text.isupper() and (form not in _LITTLE - _ACRONYMS or _LOGIC.search(around.passage.text)):
            return None
        # Another English word is a loan or the rule untranslated's, unless the page shows who left it.
        least = _NEVER if form not in _LITTLE else _LITTLE_MARGIN if beside == 2 else _LONE_MARGIN
    if not choice:
        return None
    fits = _margins(around.passage.text, token, choice)
    order = sorted(range(len(choice)), key=lambda n: (-fits[n], n))
    words = tuple(choice[n] for n in order)
    return Damage(around.passage, token.start, token.end, words, False, False, fits[order[0]], least)


def _namelike(around: Surroundings, at: int) -> Damage | None:
    """A word with the capital of a name between French words, that a replacer may have put: *le démon East actif*."""
    token, form = around.tokens[at], around.tokens[at].text.lower()
    if _french_beside(around, at) < 2 or _is_name(around, at - 1):
        return None
    words = everyday()[form]
    fits = _margins(around.passage.text, token, words)
    order = sorted(range(len(words)), key=lambda n: (-fits[n], n))
    offered = tuple(words[n] for n in order)
    margin = fits[order[0]]
    return Damage(around.passage, token.start, token.end, offered, False, False, margin, _NEVER, _NAMELIKE_MARGIN)


def _is_name(around: Surroundings, at: int) -> bool:
    """Whether the word at a place has a capital, as part of a longer name would."""
    return at < len(around.tokens) and around.tokens[at].text[0].isupper()


def _after_plural(around: Surroundings, at: int) -> bool:
    text, found = around.passage.text, around.tokens
    if not at or found[at - 1].text not in _PLURAL or not found[at].text.endswith("s"):
        return False
    return text[found[at - 1].end : found[at].start].isspace() and not open_forms().known(found[at].text.lower())


def _french_beside(around: Surroundings, at: int) -> int:
    """How many of the words beside a word are French, in lower case, with nothing but space between."""
    text, token = around.passage.text, around.tokens[at]
    gaps = {
        near: text[around.tokens[near].end : token.start] or text[token.end : around.tokens[near].start]
        for near in (at - 1, at + 1)
        if 0 <= near < len(around.tokens)
    }
    return sum(gap.isspace() and _french(around, near) for near, gap in gaps.items())


def _french(around: Surroundings, at: int) -> bool:
    word = around.tokens[at].text
    return (
        word.islower()
        and word not in _LITTLE
        and around.words[at].foreignness < 0.3
        and frequency(word.replace("’", "'")) >= _KNOWN
    )


def _suggestions(damage: Damage) -> tuple[Suggestion, ...]:
    from qa.restore.agreement import repair

    passage, offered = damage.passage, []
    shares = (0.97,) if len(damage.wordings) == 1 else (0.8, 0.15, 0.05)
    for word, share in zip(damage.wordings, shares, strict=False):
        if damage.broken:
            pieces = [(damage.start, damage.end, word)]
        else:
            pieces = [(p.start, p.end, p.text) for p in repair(passage.text, damage.start, damage.end, word)]
        if all(passage.editable(start, end) for start, end, _ in pieces):
            edits = tuple(
                Edit(passage.source_start(start), passage.source_end(end), replacement)
                for start, end, replacement in pieces
            )
            offered.append(Suggestion(word, share, "bilingual", edits))
    return tuple(offered)


RULE = Rule(
    name="replaced-inside",
    category="accuracy/untranslated",
    severity="error",
    title=Wording("Anglais au milieu d’un mot", "English inside of a word"),
    reason=Wording(
        "Un programme qui traduit en remplaçant des lettres met de l’anglais jusque dans les mots : il prend "
        "« permet » dans « permettent » et laisse « allowstent », met des capitales où il n’en faut pas (« c’East ») "
        "et remplace les petits mots. Le mot français que l’on remet à sa place dit si c’est le bon.",
        "A program that translates by replacing letters puts English inside of words: it takes “permet” in "
        "“permettent” and leaves “allowstent”, puts capitals where none belong (“c’East”) and replaces little words. "
        "Whether the French put back makes a word tells whether it is right.",
    ),
    message=Wording("Anglais mis à la place du français : « {text} ».", "English in place of French: “{text}”."),
    check=_check,
    bad=(
        Bad("Ces réglages allowstent de lire le courrier sans attendre.", ("allowstent",),
            "Ces réglages permettent de lire le courrier sans attendre."),
        Bad("Les byamètres du four sont faciles à modifier.", ("byamètres",),
            "Les paramètres du four sont faciles à modifier."),
        Bad("Je crois que c’East la meilleure façon de faire.", ("East",),
            "Je crois que c’est la meilleure façon de faire."),
        Bad("Il vit dans l’ouEast de la France avec sa famille.", ("ouEast",),
            "Il vit dans l’ouest de la France avec sa famille."),
    ),
    good=(
        Good("C’est l’East London Line qui dessert le quartier.", "un nom propre"),
        Good("Le site JavaScript et YouTube sont indisponibles depuis hier."),
        Good("La commande at lance un programme plus tard."),
        Good("Il a payé en or, or personne ne le savait, et l’or vaut cher.", "« or » est aussi un mot français"),
        Good("Le webinaire portait sur l’hameçonnage et la cyberattaque."),
    ),
)  # fmt: skip
