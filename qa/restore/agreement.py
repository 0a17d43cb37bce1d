"""What has to change around a word that is replaced: determiners, elision, contraction, adjectives, participles.

`repair` mends; what would need no mending `qa.restore.expectation` says beforehand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from qa.language.determiners import UNCONTRACTED, cells, determiner
from qa.language.elision import apostrophe, elided, elides, lengthen, shorten, vowel_sound
from qa.language.morphology import like
from qa.language.tokens import Token, folded, tokens
from qa.lexicon.forms import Form, Forms, open_forms
from qa.restore.phrase import Phrase, adjectival, agreements, finite, neighbours, read

#: Masculine adjectives with a form of their own before a vowel sound.
_BEFORE_VOWEL = {"beau": "bel", "nouveau": "nouvel", "vieux": "vieil", "fou": "fol", "mou": "mol"}
_BEFORE_CONSONANT = {short: full for full, short in _BEFORE_VOWEL.items()}

#: Articles that are pronouns before a verb.
_CLITIC_ARTICLES = frozenset({"le", "la", "l'", "les", "leur"})
#: A replacement that ends with one of these governs what comes after it.
_GOVERNING = frozenset({"de", "à", "en", "par", "pour", "sur", "avec", "sans", "entre", "contre", "dans"})
_AFTER_A_NOUN = frozenset({"prep", "conj", "verb", "adv", "pron", "det"})


class Piece(NamedTuple):
    """Put `text` in place of `[start:end)` of the passage."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Word:
    """What stands in the replaced place: its gender and number as a noun, "" where it is none or either."""

    first: str
    noun: bool
    gender: str
    number: str


def repair(
    text: str,
    start: int,
    end: int,
    replacement: str,
    *,
    pos: str = "",
    gender: str = "",
    number: str = "",
    forms: Forms | None = None,
) -> tuple[Piece, ...]:
    """All that changes when `replacement` is put for `text[start:end]`, that piece included, in reading order.

    `replacement` is a word or a phrase, its case as it should be. `pos` ("noun", "adj", …), `gender` and `number` say
    what is known of its head; "" asks the dictionary. Pieces do not overlap. A word already right is not touched.
    """
    forms = forms or open_forms()
    phrase = read(text, start, end, forms)
    word = _look(replacement, phrase, forms, pos=pos, gender=gender, number=number)
    mark = apostrophe(text)
    pieces: list[Piece] = []
    following = word.first
    if word.noun:
        target = (word.gender, word.number)
        before = []
        for token in phrase.before:
            changed = _before(token, target, following, forms)
            before.append(changed)
            pieces.append(Piece(token.start, token.end, changed))
            following = changed
        if replacement.rpartition(" ")[2].lower() not in _GOVERNING:  # what follows « manque de » is another phrase
            pieces += _around(phrase, target, forms)
    elif phrase.before:
        following = phrase.before[-1].text
    nearest = phrase.before[-1].start if phrase.before else start
    if phrase.determiner and phrase.numeral is None and (word.noun or _is_determiner(phrase, word, forms)):
        capitals = len(text[start:end]) > 1 and text[start:end].isupper()
        pieces += _determiners(phrase, word, following, forms, mark=mark, end=nearest, capitals=capitals)
    else:
        pieces += _link(text, nearest, following, mark, forms)
    body, stop = _closing(text, end, replacement, mark, forms)
    pieces = [piece for piece in pieces if text[piece.start : piece.end] != piece.text]
    return tuple(sorted([*pieces, Piece(start, stop, body)]))


def _look(replacement: str, phrase: Phrase, forms: Forms, *, pos: str, gender: str, number: str) -> _Word:
    """The head of a replacement, and whether it takes the place of the noun of the phrase."""
    words = [token.text for token in tokens(replacement)]
    first = words[0] if words else ""
    if not words or (pos and pos != "noun"):
        return _Word(first, False, "", "")
    head = next((word for word in words if any(r.pos == "noun" for r in forms.analyses(word))), "")
    opening = tuple(reading for reading in forms.analyses(first) if reading.pos != "name")
    if not pos and not gender and (not head or not _in_noun_place(phrase, opening, len(words), forms)):
        return _Word(first, False, "", "")
    acronym = len(head) > 1 and head.isupper() and phrase.determiner and not phrase.determiner.text.isupper()
    its = () if acronym else forms.analyses(head)
    nouns = [r for r in its if r.pos in ("noun", "name") and r.agrees(gender, number)]
    allowed = phrase.pairs(forms)
    reading = next((r for r in nouns if any(r.agrees(g, n) for g, n in allowed)), nouns[0] if nouns else None)
    own_gender, own_number = (
        gender or (reading.gender if reading else ""),
        number or (reading.number if reading else ""),
    )
    # An epicene noun takes what the words around say.
    genders = {g for g, n in allowed if not own_number or n == own_number} or {g for g, _ in allowed}
    numbers = {n for g, n in allowed if not own_gender or g == own_gender} or {n for _, n in allowed}
    return _Word(
        first,
        True,
        own_gender or (genders.pop() if len(genders) == 1 else ""),
        own_number or (numbers.pop() if len(numbers) == 1 else ""),
    )


def _in_noun_place(phrase: Phrase, opening: tuple[Form, ...], length: int, forms: Forms) -> bool:
    """Whether a replacement that can be a noun is one here: no adjective beside a noun, no verb after a pronoun."""
    likeliest = opening[0].pos if opening else "noun"
    nominal = bool(phrase.determiner or phrase.before or phrase.numeral)
    if phrase.determiner and phrase.determiner.text.lower() in UNCONTRACTED and any(r.features == "W" for r in opening):
        return False  # « de les lire »
    if likeliest in ("adj", "participle", "num"):
        if length > 1:
            return True
        if any(r.agrees(g, n) for r in opening if r.pos != "noun" for g, n in phrase.pairs(forms)):
            return False  # « l’autre », « la première » agree as they stand
        ahead = forms.analyses(phrase.right[0].text)[:1] if phrase.right else ()
        return nominal and (not phrase.right or (bool(ahead) and ahead[0].pos in _AFTER_A_NOUN))
    if likeliest == "verb":
        if not phrase.determiner or folded(phrase.determiner.text) not in _CLITIC_ARTICLES:
            return nominal
        if opening[0].features == "W":
            return False
        outer = phrase.left[len(phrase.before) + 1 :][:1]
        readings = forms.analyses(outer[0].text)[:1] if outer else ()
        return bool(phrase.before) or not outer or bool(readings and readings[0].pos in ("prep", "conj", "verb"))
    if likeliest != "noun":
        return False
    if nominal:
        return True
    if any(reading.pos in ("det", "prep", "pron", "conj") for reading in opening):
        return False
    if not phrase.left or phrase.governed or elided(phrase.left[0].text):
        return True
    before = forms.analyses(phrase.left[0].text)
    return bool(before) and before[0].pos in ("prep", "conj", "verb", "adv")


def _inflected(token: Token, target: tuple[str, str], forms: Forms) -> str:
    """The adjective or participle in gender and number; as it stands where it agrees or where we do not know."""
    gender, number = target
    own = agreements(token.text, forms)
    if not own or any(gender in ("", g) and number in ("", n) for g, n in own):
        return token.text
    kept_gender = gender or next(iter(sorted({g for g, _ in own}, reverse=True)))
    kept_number = number or next(iter(sorted({n for _, n in own}, reverse=True)))
    for reading in adjectival(token.text, forms):
        found = forms.inflect(reading.lemma, reading.pos, gender=kept_gender, number=kept_number)
        if found:
            return like(token.text, found[0])
    return token.text


def _before(token: Token, target: tuple[str, str], following: str, forms: Forms) -> str:
    """An adjective before its noun, with bel, nouvel… before a vowel sound."""
    changed = _inflected(token, target, forms)
    lower = changed.lower()
    if vowel_sound(following, forms):
        return like(token.text, _BEFORE_VOWEL.get(lower, changed))
    return like(token.text, _BEFORE_CONSONANT.get(lower, changed))


def _around(phrase: Phrase, target: tuple[str, str], forms: Forms) -> list[Piece]:
    """Adjectives after the noun, what agrees through the copula, and the copula's number."""
    pieces = [
        Piece(token.start, token.end, _inflected(token, target, forms)) for token in (*phrase.after, *phrase.attributes)
    ]
    verb = phrase.verb
    if verb and target[1]:
        readings = [reading for reading in finite(verb.text, forms) if "3" in reading.features]
        if readings and all(reading.features[-1] != target[1] for reading in readings):
            features = readings[0].features[0] + "3" + target[1]
            found = forms.inflect(readings[0].lemma, "verb", features=features)
            if found:
                pieces.append(Piece(verb.start, verb.end, like(verb.text, found[0])))
    return pieces


def _is_determiner(phrase: Phrase, word: _Word, forms: Forms) -> bool:
    """Whether the le, la, ce before a word that is no noun is a determiner, and not a pronoun."""
    readings = forms.analyses(word.first)
    return bool(phrase.before) or not readings or readings[0].pos in ("adj", "noun", "name", "participle", "num")


def _determiners(
    phrase: Phrase, word: _Word, following: str, forms: Forms, *, mark: str, end: int, capitals: bool
) -> list[Piece]:
    """The determiner in the gender, number and sound of what follows it from `end`, and the tout or une before it."""
    token = phrase.determiner
    assert token is not None
    vowel = vowel_sound(following, forms)
    gender, number = word.gender, word.number
    places = cells(token.text)
    fitting = [c for c in places if (not gender or c.gender == gender) and (not number or c.number == number)]
    pieces = []
    if token.text.lower() in UNCONTRACTED or not any(cell.vowel in (None, vowel) for cell in fitting):
        gender = gender or _only({c.gender for c in places}) or _only({g for g, _ in phrase.pairs(forms)}) or "m"
        form = determiner(_family(phrase, places[0].family, number), gender, number or places[0].number, vowel, mark)
        if not form:
            return []
        form = form.upper() if capitals and token.text.isupper() else _capital_as(token.text, form)
        pieces.append(Piece(token.start, end, form if form.endswith(mark) else form + " "))
    outer = phrase.predeterminer or phrase.partitive
    if outer and gender:
        pieces += _outer(outer, phrase.partitive is not None, gender, number)
    return pieces


def _capital_as(original: str, form: str) -> str:
    """The form with a capital where the original begins with one: L’ → La, never LA."""
    return form[:1].upper() + form[1:] if original[:1].isupper() else form


def _outer(token: Token, partitive: bool, gender: str, number: str) -> list[Piece]:
    places = cells(token.text)
    if not places:
        ends = token.text.lower().endswith("e")  # chacun, chacune
        if ends == (gender == "f"):
            return []
        return [Piece(token.start, token.end, token.text + "e" if gender == "f" else token.text[:-1])]
    number = places[0].number if partitive or not number else number
    if any(cell.gender == gender and cell.number == number for cell in places):
        return []
    return [Piece(token.start, token.end, like(token.text, determiner(places[0].family, gender, number, False)))]


def _family(phrase: Phrase, family: str, number: str) -> str:
    """In the singular, des is un or du: du after a noun or where « de » is called for."""
    if phrase.determiner and phrase.determiner.text.lower() == "des" and number == "s":
        return "du" if phrase.governed else "un"
    return family


def _only(values: set[str]) -> str:
    return next(iter(values)) if len(values) == 1 else ""


def _link(text: str, nearest: int, following: str, mark: str, forms: Forms) -> list[Piece]:
    """The word before, shortened or in full, or contracted with the article that the replacement brings."""
    left, _ = neighbours(text, nearest, nearest)
    if not left or not following:
        return []
    token = left[0]
    lower = folded(token.text)
    if lower in ("de", "d'", "à") and following.lower() in ("le", "les"):
        return []
    if elided(token.text):
        # A pronoun's ce, si and puisque keep what they have before any vowel.
        if vowel_sound(following, forms):
            return []
        return [Piece(token.start, nearest, lengthen(token.text, following) + " ")]
    if elides(token.text, following, forms):
        if lower == "la" and not forms.analyses(following):
            return []
        return [Piece(token.start, nearest, shorten(token.text, mark))]
    readings = forms.analyses(following)
    if lower in ("ce", "cet") and readings and readings[0].pos in ("adj", "noun"):
        return [Piece(token.start, token.end, like(token.text, "cet" if vowel_sound(following, forms) else "ce"))]
    return []


def _closing(text: str, end: int, replacement: str, mark: str, forms: Forms) -> tuple[str, int]:
    """The replacement and where it ends, its last word shortened or contracted with the word after it."""
    _, right = neighbours(text, end, end)
    last = replacement.rpartition(" ")[2]
    if not right or not text[end : right[0].start].isspace():
        return replacement, end
    after = right[0].text
    if last.lower() in ("de", "à") and after.lower() in ("le", "les"):
        family = "du" if last.lower() == "de" else "au"
        form = determiner(family, "m", "s" if after.lower() == "le" else "p", False)
        return replacement[: -len(last)] + like(last, form), right[0].end
    if last.lower() in ("de", "que", "jusque", "lorsque", "puisque", "quoique") and elides(last, after, forms):
        return replacement[: -len(last)] + shorten(last, mark), right[0].start
    return replacement, end
