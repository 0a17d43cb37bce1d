"""The noun phrase around a place in a text: which words have to agree with what stands there.

Read from the text and the dictionary alone, without a parser. A word of which it is not certain that it agrees is left
out; nothing is read across punctuation, and no further than the phrase and the copula next to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from qa.language.determiners import cells
from qa.language.tokens import Token, folded, tokens
from qa.lexicon.forms import Form, Forms

#: How far words are looked at on either side, in characters.
_REACH = 120

#: So many places are remembered: one is read for each wording that is tried in it.
_PLACES = 32

#: Adjectives that stand before their noun.
_PRENOMINAL = frozenset(
    {"ancien", "autre", "beau", "bon", "bref", "brillant", "certain", "cher", "considérable", "dernier", "deuxième"}
    | {"différent", "digne", "divers", "double", "dur", "énième", "énorme", "éventuel", "faible", "fameux", "faux"}
    | {"fort", "futur", "gentil", "grand", "gros", "haut", "immense", "important", "jeune", "joli", "large", "léger"}
    | {"libre", "long", "lourd", "maint", "mauvais", "meilleur", "même", "moindre", "multiple", "nombreux", "nouveau"}
    | {"nul", "petit", "pire", "plein", "premier", "principal", "prochain", "profond", "propre", "pur", "quatrième"}
    | {"rare", "récent", "réel", "rude", "sacré", "saint", "second", "seul", "simple", "soi-disant", "tel", "tiers"}
    | {"total", "triste", "troisième", "unique", "vaste", "véritable", "vieux", "vif", "vilain", "vrai"}
)
#: Those that do without a determiner (de nombreux amis).
_DETERMINING = frozenset({"autre", "certain", "différent", "divers", "maint", "multiple", "nombreux", "tel"})

_COPULAS = frozenset({"être", "sembler", "rester", "demeurer", "paraître", "devenir"})
_MODALS = frozenset({"pouvoir", "devoir", "aller", "sembler"})
_PARTITIVES = frozenset({"un", "une", "aucun", "aucune", "chacun", "chacune", "certains", "certaines"})
_COORDINATORS = frozenset({"et", "ou", "mais"})
_NOT_BETWEEN = frozenset({"de", "d'", "à", "en", "par", "pour", "avec", "sans", "sur", "sous", "dans", "vers", "chez"})
_CLOSED = frozenset({"det", "prep", "pron", "conj"})

Pair = tuple[str, str]
_ALL: frozenset[Pair] = frozenset({("m", "s"), ("m", "p"), ("f", "s"), ("f", "p")})


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words that agree with the text in question.

    `partitive` is the une of "une des", `predeterminer` the tous of "tous les". `determiner` holds its preposition
    where they contract ("de la"). `before` (nearest first) and `after` are adjectives and participles; `verb` is a
    copula or auxiliary of which the phrase is the subject, `attributes` what agrees through it. `left` (nearest first)
    and `right` are the words next to the text. `governed` says that a preposition stands before the phrase.
    """

    left: tuple[Token, ...]
    right: tuple[Token, ...]
    partitive: Token | None = None
    predeterminer: Token | None = None
    determiner: Token | None = None
    numeral: Token | None = None
    before: tuple[Token, ...] = ()
    after: tuple[Token, ...] = ()
    verb: Token | None = None
    attributes: tuple[Token, ...] = ()
    governed: bool = False

    def pairs(self, forms: Forms) -> frozenset[Pair]:
        """The genders and numbers that determiner and adjectives allow; one at odds with those before it is skipped."""
        allowed = _ALL
        if self.determiner:
            allowed &= frozenset((cell.gender, cell.number) for cell in cells(self.determiner.text)) or _ALL
        if self.numeral:
            allowed = allowed & {("m", "p"), ("f", "p")} or allowed
        for word in (*self.before, *self.after, *self.attributes):
            allowed = allowed & agreements(word.text, forms) or allowed
        return allowed


def adjectival(word: str, forms: Forms) -> list[Form]:
    """The readings of a word as adjective or past participle."""
    return [reading for reading in forms.analyses(word) if reading.pos in ("adj", "participle")]


def agreements(word: str, forms: Forms) -> frozenset[Pair]:
    """The genders and numbers with which an adjective or participle can stand."""
    found = adjectival(word, forms)
    return frozenset((g, n) for g, n in _ALL if any(reading.agrees(g, n) for reading in found))


def finite(word: str, forms: Forms) -> list[Form]:
    """The readings of a word as finite verb."""
    return [reading for reading in forms.analyses(word) if reading.pos == "verb" and reading.features != "W"]


def is_noun(word: str, forms: Forms) -> bool:
    """Whether a word is most likely a noun."""
    found = forms.analyses(word)
    return bool(found) and found[0].pos == "noun"


def _lower(token: Token) -> str:
    return folded(token.text)


def _joined(text: str, first: Token, second: Token) -> bool:
    """Whether nothing but a space or an apostrophe stands between two words."""
    gap = text[first.end : second.start]
    return (gap.isspace() and gap.count("\n") < 2) or (not gap and first.text.endswith(("'", "’")))


def _chain(text: str, row: list[Token]) -> tuple[Token, ...]:
    """The words of a row as far as they are joined."""
    for count, (one, other) in enumerate(pairwise(row), start=1):
        first, second = (one, other) if one.start <= other.start else (other, one)
        if not _joined(text, first, second):
            return tuple(row[1:count])
    return tuple(row[1:])


@lru_cache(maxsize=_PLACES)
def neighbours(text: str, start: int, end: int) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """The words joined to `text[start:end]` on the left, nearest first, and on the right."""
    begin, stop = max(0, start - _REACH), min(len(text), end + _REACH)
    left = [Token(begin + a, begin + b, word) for a, b, word in tokens(text[begin:start])]
    right = [Token(end + a, end + b, word) for a, b, word in tokens(text[end:stop])]
    if begin and left and left[0].start == begin:
        del left[0]
    if stop < len(text) and right and right[-1].end == stop:
        del right[-1]
    slot = Token(start, end, text[start:end])
    return _chain(text, [slot, *reversed(left)]), _chain(text, [slot, *right])


@lru_cache(maxsize=_PLACES)
def read(text: str, start: int, end: int, forms: Forms) -> Phrase:
    """The phrase of which `text[start:end]` is taken to be the noun."""
    left, right = neighbours(text, start, end)
    before = _adjectives_before(left, forms)
    rest = list(left[len(before) :])
    numeral = rest.pop(0) if rest and _is_numeral(rest[0], forms) else None
    determiner = partitive = predeterminer = None
    governed = False
    if rest and cells(rest[0].text):
        determiner = rest.pop(0)
        contracted = _lower(determiner) in ("du", "au", "aux")
        if _lower(determiner) in ("le", "la", "l'", "les") and rest and _lower(rest[0]) in ("de", "à"):
            determiner = Token(rest[0].start, determiner.end, f"{rest.pop(0).text} {determiner.text}")
            contracted = True
        if rest and not contracted and _quantifies(rest[0], determiner):
            predeterminer = rest.pop(0)
        elif _lower(determiner) == "des" and rest and _lower(rest[0]) in _PARTITIVES:
            partitive = rest.pop(0)
        governed = contracted or (_lower(determiner) == "des" and bool(rest) and is_noun(rest[0].text, forms))
    if rest and not governed:
        outer = forms.analyses(rest[0].text)
        governed = _lower(rest[0]) in _NOT_BETWEEN or (bool(outer) and outer[0].pos == "prep")
    phrase = Phrase(left, right, partitive, predeterminer, determiner, numeral, before, governed=governed)
    after, taken = _adjectives_after(right, phrase, rest, forms)
    verb: Token | None = None
    attributes: tuple[Token, ...] = ()
    if determiner and not governed and not partitive and _may_be_subject(rest, forms):
        verb, attributes = _predicate(right[taken:], forms)
        if verb and not _numbers(verb, forms) & {number for _, number in phrase.pairs(forms)}:
            verb, attributes = None, ()  # the verb of an enumeration, or of another subject
    return Phrase(
        left, right, partitive, predeterminer, determiner, numeral, before, after, verb, attributes, governed
    )  # fmt: skip


def _quantifies(word: Token, determiner: Token) -> bool:
    """Whether a word is the tout of « toute la », and not the adverb of « avant tout la »."""
    places = {(cell.gender, cell.number) for cell in cells(determiner.text)}
    return any(cell.family == "tout" and (cell.gender, cell.number) in places for cell in cells(word.text))


def _may_be_subject(outer: list[Token], forms: Forms) -> bool:
    """Whether the word before a phrase lets it be a subject: no verb whose object it is, nothing that coordinates."""
    if not outer:
        return True
    readings = forms.analyses(outer[0].text)
    return bool(readings) and readings[0].pos in ("conj", "adv", "pron") and _lower(outer[0]) not in _COORDINATORS


def _is_numeral(token: Token, forms: Forms) -> bool:
    if token.text.isdigit():
        return token.text != "1"
    found = forms.analyses(token.text)
    return bool(found) and found[0].pos == "num" and not cells(token.text)


def _adjectives_before(left: tuple[Token, ...], forms: Forms) -> tuple[Token, ...]:
    taken = 0
    for at, token in enumerate(left[:3]):
        found = adjectival(token.text, forms)
        outer = left[at + 1] if at + 1 < len(left) else None
        lemmas = {reading.lemma for reading in found}
        introduced = outer is not None and bool(cells(outer.text) or _is_numeral(outer, forms))
        stacked = outer is not None and any(r.lemma in _PRENOMINAL for r in adjectival(outer.text, forms))
        if lemmas & _PRENOMINAL and (not cells(token.text) or introduced):
            if not (introduced or stacked or lemmas & _DETERMINING):
                break
        elif not (found and introduced and _purely_adjectival(token.text, forms)):
            break
        taken = at + 1
    return left[:taken]


def _purely_adjectival(word: str, forms: Forms) -> bool:
    return all(reading.pos in ("adj", "participle", "adv") for reading in forms.analyses(word))


def _qualifies(word: Token, following: Token | None, forms: Forms) -> bool:
    """Whether a word after a noun is an adjective or participle, and nothing else that would make sense there."""
    readings = forms.analyses(word.text)
    found = adjectival(word.text, forms)
    if word.text.istitle():
        return False  # a name, of a programme or a person
    if not found or readings[0].pos == "adv" or any(r.pos in _CLOSED or r.pos == "gerund" for r in readings):
        return False
    if any(r.lemma in ("être", "avoir") for r in found):
        return False
    if any(r.pos == "verb" and r.features != "W" for r in readings):
        ahead = forms.analyses(following.text) if following else ()
        return readings[0].pos in ("adj", "participle") and not any(r.pos in ("det", "pron", "adv") for r in ahead[:2])
    return True


def _is_adverb(word: Token, forms: Forms) -> bool:
    readings = forms.analyses(word.text)
    return bool(readings) and readings[0].pos == "adv"


def _adjectives_after(
    right: tuple[Token, ...], phrase: Phrase, outer: list[Token], forms: Forms
) -> tuple[tuple[Token, ...], int]:
    """The adjectives after the noun, and how many words they take with adverbs and coordinators between them."""
    allowed = phrase.pairs(forms)
    # Without a determiner to tell, an adjective may be that of the noun on which the phrase depends.
    others = _pairs_of_nouns(outer, forms) if phrase.governed and not phrase.determiner else frozenset()
    found: list[Token] = []
    taken = at = 0
    while at < len(right) and len(found) < 3:
        while at < len(right) and _is_adverb(right[at], forms):
            at += 1
        if at >= len(right):
            break
        word, following = right[at], right[at + 1] if at + 1 < len(right) else None
        own = agreements(word.text, forms)
        if not own & allowed or own & others or not _qualifies(word, following, forms):
            break
        found.append(word)
        at += 1
        taken = at
        if following and _lower(following) in _COORDINATORS:
            at += 1
    return tuple(found), taken


def _pairs_of_nouns(outer: list[Token], forms: Forms) -> frozenset[Pair]:
    """Gender and number of the nouns before a phrase."""
    nouns = [r for token in outer[:6] for r in forms.analyses(token.text) if r.pos == "noun"]
    return frozenset((g, n) for g, n in _ALL if any(noun.agrees(g, n) for noun in nouns))


def _numbers(verb: Token, forms: Forms) -> set[str]:
    return {reading.features[-1] for reading in finite(verb.text, forms) if "3" in reading.features}


def _is_third(word: Token, lemmas: frozenset[str], forms: Forms) -> bool:
    return any(
        r.lemma in lemmas and "3" in r.features and not set("ST") >= set(r.features.rstrip("123sp"))
        for r in finite(word.text, forms)
    )


def _after_complement(row: tuple[Token, ...], forms: Forms) -> int:
    """How many words a complement such as « en Afghanistan », « des deux pays » takes at the head of a row."""
    if not row:
        return 0
    first = _lower(row[0])
    at = 1
    if first not in _NOT_BETWEEN and first not in ("du", "des", "au", "aux"):
        return 0
    while at < len(row) and at < 3 and (cells(row[at].text) or _is_numeral(row[at], forms)):
        at += 1
    if at < len(row) and (is_noun(row[at].text, forms) or row[at].text[:1].isupper()):
        at += 1
        while at < len(row) and at < 5 and (row[at].text[:1].isupper() or _qualifies(row[at], None, forms)):
            at += 1
        return at
    return 0


def _predicate(row: tuple[Token, ...], forms: Forms) -> tuple[Token | None, tuple[Token, ...]]:
    """The finite copula or auxiliary at the head of a row, or after one complement, and what agrees through it."""
    for skip in (0, _after_complement(row, forms)):
        words = list(row[skip : skip + 8])
        if words and _lower(words[0]) in ("n'", "ne"):
            del words[0]
        if not words:
            continue
        verb, at = words[0], 0
        if _is_third(verb, _COPULAS, forms):
            at = 1
        elif _is_third(verb, _MODALS, forms) or _is_third(verb, frozenset({"avoir"}), forms):
            wanted = "été" if _is_third(verb, frozenset({"avoir"}), forms) else "être"
            at = next((i + 1 for i, word in enumerate(words[1:4], 1) if _lower(word) == wanted), 0)
        if not at:
            continue
        return verb, _attributes(words[at:], forms)
    return None, ()


def _is_attribute(word: Token, forms: Forms) -> bool:
    readings = forms.analyses(word.text)
    if not readings or any(r.pos in _CLOSED or r.lemma in ("être", "avoir") for r in readings):
        return False
    return readings[0].pos == "adj" or any(r.pos == "participle" for r in readings)


def _attributes(words: list[Token], forms: Forms) -> tuple[Token, ...]:
    """The adjective or participle after a copula, adverbs skipped, and one coordinated with it."""
    found: list[Token] = []
    for word in words:
        if _is_attribute(word, forms):
            found.append(word)
        elif _lower(word) not in ("et", "ou") and (found or not _is_adverb(word, forms)):
            break
    return tuple(found[:2])
