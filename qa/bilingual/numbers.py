"""The numbers of a text, in digits and in words, each with what it may mean and the unit that it counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from qa.bilingual.numerals import ENGLISH, FRENCH, Language, Numeral, numerals
from qa.bilingual.units import ENGLISH_UNITS, FRENCH_UNITS
from qa.extents import Extent

#: "digits" must have their counterpart; "word" may be turned otherwise (*both*); a "hint" only ever is a counterpart.
Kind = Literal["digits", "word", "hint"]


class Number(NamedTuple):
    """A number at `text[start:end]`; `[first:last]` are its digits or words without their power.

    `values` are what it may mean, the likeliest first. `parts` are two numbers that it may be instead (`2 500`).
    `scale` is the power written as a word or letter behind digits. `dated` says that it is a century or a decade.
    """

    start: int
    end: int
    values: tuple[float, ...]
    kind: Kind
    first: int
    last: int
    scale: float = 1
    unit: frozenset[str] = frozenset()
    dated: bool = False
    ordinal: bool = False
    parts: tuple[float, ...] = ()

    @property
    def value(self) -> float:
        return self.values[0]


_THIN = "\u00a0\u202f\u2009\u2007"
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_EN_DIGITS = re.compile(
    rf"\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\d)|\d{{1,3}}(?:[ {_THIN}]\d{{3}})+(?![\d,])|\d+(?:\.\d+)*|[½¼¾⅓⅔]"
)
_FR_DIGITS = re.compile(rf"\d{{1,3}}(?:[ {_THIN}’']\d{{3}})+(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)*|[½¼¾⅓⅔]")

_EN_POWER = re.compile(
    rf"[\s{_THIN}-]?(thousand|million|billion|trillion|dozen|hundred)\b|(bn|mn|tn|[mkKMB])(?![\w²])", re.IGNORECASE
)
_FR_POWER = re.compile(
    rf"[\s{_THIN}]?(mille|milliers?|millions?|milliards?|billions?|centaines?|dizaines?|douzaines?|Mds?|[MkK](?=[€$£]|\s?[€$£]|$|[\s.,;:)]))(?![\w²])"
)
_POWERS = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12, "hundred": 100,
           "bn": 1e9, "mn": 1e6, "tn": 1e12, "m": 1e6, "k": 1e3, "b": 1e9}  # fmt: skip
_FR_POWERS = {"mille": 1e3, "millier": 1e3, "million": 1e6, "milliard": 1e9, "billion": 1e12, "centaine": 100,
              "dizaine": 10, "douzaine": 12, "M": 1e6, "Md": 1e9, "k": 1e3, "K": 1e3}  # fmt: skip
_EN_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_FR_ORDINAL = re.compile(r"(?:ers?|[èe]?res?|[èe]mes?|es?|ᵉ|nde?s?|ᵈ|ᵉʳ)(?!\w)")
_YEAR_BEFORE = re.compile(r"(1[0-9]|20)\d\d[-–/]$")
_DECADE = re.compile(r"['’]?s\b")
_EN_CENTURY = re.compile(rf"[\s{_THIN}-](?:\w+\s)?(?:centur|c\.)", re.IGNORECASE)
_EN_CENTURY_AFTER = re.compile(
    rf"(?:st|nd|rd|th)?(?:[\s{_THIN}-]*(?:and|to|or|[-–]|,)\s?(?:the )?[\w-]+){{0,2}}[\s{_THIN}-]centur", re.IGNORECASE
)
_FR_CENTURY = re.compile(rf"[\s{_THIN}]+(?:et (?:du |au |le )?\w+ )?si[èe]cle", re.IGNORECASE)
_FR_DECADE = re.compile(r"ann[ée]es?\s$", re.IGNORECASE)
_ROMAN = re.compile(r"(?<![\w’'.-])([IVXLC]+)(?:\s?(er|ère|re|[èe]me|ᵉ|e))?(?![\w’'])")
_ROMAN_SMALL = re.compile(r"(?<!\w)([ivx]+)(er|e|ᵉ|ème)\s(?=si[èe]cle)")
_LETTERS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def _hints(table: str) -> dict[str, tuple[float, ...]]:
    """Words, each with the numbers that it may stand for."""
    entries = (entry.split(":") for entry in table.split())
    return {word.replace("~", " "): tuple(map(_number, numbers.split(","))) for word, numbers in entries}


def _number(text: str) -> float:
    return 1 / 3 if text == "1/3" else float(text)


#: Words that stand for a number without being one, and the numbers.
_EN_HINTS = _hints(
    """
    radiocarbon:14 half:0.5,50,2,30,6,90,18 halves:2 halve:2,50 halved:2,50 quarter:0.25,25,4,15,3,45 quarters:75,4,45
    third:33,1/3 thirds:66,67,3 fifth:20 tenth:10 twice:2 double:2 doubled:2,100 doubling:2 doubles:2 tripled:3
    triple:3 both:2 couple:2 pair:2 pairs:2 twin:2 twins:2 either:2 neither:2 between:2 other:2
    fortnight:15,14,2 fortnightly:15 decade:10 decades:10 century:100 centuries:100 dozens:10,12,20,24,30
    hundreds:100 thousands:1000 noon:12 midday:12 midnight:0,24 week:7,8 day:24,1 hour:60 year:12,365 score:20
    teens:13,19 teenagers:13,18 nonstop:24 round-the-clock:24 christmas:24,25 eve:24,31 new~year:1,31
    percent:100 twenties:20,1920 thirties:30,1930 forties:40,1940 fifties:50,1950 sixties:60,1960
    seventies:70,1970 eighties:80,1980 nineties:90,1990 second:2 others:2 each:2,1 millennium:1000 quarterly:3
    biweekly:2,15 weekend:2 thrice:3 triplets:3 septuagenarian:70 octogenarian:80 semester:6 biannual:2
    bilateral:2 duo:2 trio:3 quartet:4 hundred:100 hat-trick:3
    """
)
_FR_HINTS = _hints(
    """
    demi:0.5,2,30 demie:0.5,2,30 moitié:0.5,50,2 tiers:3,33,1/3,66 quart:0.25,25,4,15 quarts:4,75,0.75 double:2
    doublé:2,100 doubler:2 triple:3 triplé:3 tripler:3 quadruple:4 quintuple:5 décuple:10 centuple:100 couple:2
    paire:2 jumeaux:2 décennie:10 décennies:10 siècle:100 siècles:100 quinzaine:15,14 quinze:14 midi:12
    minuit:0,24,12 trimestre:3 trimestriel:3 semestre:6 semestriel:6 triennal:3 triennale:3 quinquennal:5
    quinquennale:5 quinquennat:5 septennat:7 décennal:10 décennale:10 biennal:2 biennale:2 centenaire:100
    centenaires:100 bicentenaire:200 cinquantenaire:50 tricentenaire:300 millénaire:1000 millénaires:1000
    trentenaire:30 quadragénaire:40 quinquagénaire:50 sexagénaire:60 septuagénaire:70 octogénaire:80
    nonagénaire:90 quarantaine:40 majeur:18 majeure:18 majeurs:18 majorité:18 mineurs:18 mineur:18 huitaine:7,8
    quatuor:4 trio:3 duo:2 hebdomadaire:7 centième:100 semaine:7 an:12 jour:24 permanence:24,7 totalité:100
    entièrement:100 tous:100 zéro:0 aucun:0 aucune:0 numéro:1 unique:1 seul:1 seule:1 premier:1 première:1
    deux:48 bissextile:366 bac:12
    """
)
_EN_HINT = re.compile(rf"\b(?:{'|'.join(sorted(_EN_HINTS, key=len, reverse=True))})\b", re.IGNORECASE)
_FR_HINT = re.compile(rf"\b(?:{'|'.join(sorted(_FR_HINTS, key=len, reverse=True))})\b", re.IGNORECASE)

#: In these a nine is new (*un vélo neuf*), a second no ordinal.
_LOOSE = frozenset(("neuf", "second", "seconds", "seconde", "secondes"))


def english_numbers(text: str, taken: Iterable[Extent] = ()) -> list[Number]:
    """The numbers of an English text, in order; what lies in `taken` is left out."""
    taken = tuple(taken)
    found = [n for n in _english_digits(text) if not _within(n, taken)]
    found += _in_words(text, ENGLISH, [*taken, *((n.start, n.end) for n in found)])
    return sorted(found)


def french_numbers(text: str, taken: Iterable[Extent] = ()) -> list[Number]:
    """The numbers of a French text, in order; what lies in `taken` is left out."""
    taken = tuple(taken)
    found = [n for n in (*_french_digits(text), *_romans(text, french=True)) if not _within(n, taken)]
    found += _in_words(text, FRENCH, [*taken, *((n.start, n.end) for n in found)])
    return sorted(found)


def english_hints(text: str) -> Iterator[float]:
    """Numbers that English words stand for without being numbers (*both*, *fortnight*), and Roman ones."""
    for match in _EN_HINT.finditer(text):
        yield from _EN_HINTS[match.group().lower()]
    for number in _romans(text, french=False):
        yield number.value


def french_hints(text: str) -> Iterator[float]:
    """The same of French words (*quinzaine*, *moitié*)."""
    for match in _FR_HINT.finditer(text):
        yield from _FR_HINTS[match.group().lower()]


def _within(number: Number, extents: Iterable[Extent]) -> bool:
    return any(start < number.end and number.start < end for start, end in extents)


def _attached(text: str, start: int) -> bool:
    """Whether letters stand right before a number, with a hyphen or without: part of a name (*G7*, *COVID-19*)."""
    before = text[start - 1 : start]
    return before.isalpha() or before == "_" or (before in ("-", "‑") and text[start - 2 : start - 1].isalpha())


def _english_digits(text: str) -> Iterator[Number]:
    for match in _EN_DIGITS.finditer(text):
        digits, start, end = match.group(), match.start(), match.end()
        values = _english_values(digits)
        kind: Kind = "hint" if _attached(text, start) else "digits"
        dated = ordinal = False
        scale = 1.0
        last = end
        if len(digits) == 2 and (year := _YEAR_BEFORE.search(text, max(0, start - 5), start)):
            values = (values[0], float(year.group(1) + digits))
        if suffix := _EN_ORDINAL.match(text, end):
            end, ordinal = suffix.end(), True
            dated = bool(_EN_CENTURY_AFTER.match(text, match.end()))
        elif (suffix := _DECADE.match(text, end)) and values[0] % 10 == 0 and values[0] >= 10:
            values, end, dated = _decade(values[0]), suffix.end(), True
        elif (power := _EN_POWER.match(text, end)) and _power_fits(text, start, power):
            scale = _POWERS[(power.group(1) or power.group(2)).lower()]
            end = power.end()
            if half := ENGLISH.half.match(text, end):
                values, end = (values[0] + 0.5,), half.end()
        elif half := ENGLISH.half.match(text, end):
            values, end = (values[0] + 0.5, values[0]), half.end()
            if power := _EN_POWER.match(text, end):
                scale, end = _POWERS[(power.group(1) or power.group(2)).lower()], power.end()
        unit, stop = (frozenset[str](), end) if ordinal else ENGLISH_UNITS.after(text, end)
        if not unit and (text[end : end + 1].isalpha() or text[end : end + 1] == "("):
            kind = "hint"
        if not unit:
            unit, start = ENGLISH_UNITS.ahead(text, start)
        parts = _parts(digits)
        scaled = tuple(round(value * scale, 6) for value in values)
        yield Number(start, stop, scaled, kind, match.start(), last, scale, unit, dated, ordinal, parts)


def _english_values(digits: str) -> tuple[float, ...]:
    if digits in _FRACTIONS:
        return (_FRACTIONS[digits],)
    plain = re.sub(rf"[, {_THIN}]", "", digits)
    if plain.count(".") > 1:
        return (_version(plain),)
    return (float(plain),)


def _version(text: str) -> float:
    """A number that only the same version (`2.3.1`) has, hardly another."""
    value = 0.0
    for part in re.split(r"[.,]", text):
        value = value * 1009 + float(part[:9] or 0) + 7
    return value + 0.123456


def _french_digits(text: str) -> Iterator[Number]:
    for match in _FR_DIGITS.finditer(text):
        digits, start, end = match.group(), match.start(), match.end()
        values = _french_values(digits)
        kind: Kind = "hint" if _attached(text, start) else "digits"
        dated = ordinal = False
        scale = 1.0
        last = end
        if suffix := _FR_ORDINAL.match(text, end):
            end, ordinal = suffix.end(), True
            dated = bool(_FR_CENTURY.match(text, end))
        elif _FR_DECADE.search(text, max(0, start - 8), start):
            # Its century told, a decade is no other's.
            values, dated = _decade(values[0])[: 1 if values[0] > 100 and values[0] % 100 else None], True
        elif power := _FR_POWER.match(text, end):
            name = power.group(1)
            scale = _FR_POWERS[name if len(name) == 1 else name.removesuffix("s")]
            end = power.end()
            if half := FRENCH.half.match(text, end):
                values, end = (values[0] + 0.5,), half.end()
        unit, stop = (frozenset[str](), end) if ordinal else FRENCH_UNITS.after(text, end)
        if not unit and text[end : end + 1].isalpha():
            kind = "hint"
        if not unit:
            unit, start = FRENCH_UNITS.ahead(text, start)
        scaled = tuple(round(value * scale, 6) for value in values)
        yield Number(start, stop, scaled, kind, match.start(), last, scale, unit, dated, ordinal, _parts(digits))


def _french_values(digits: str) -> tuple[float, ...]:
    if digits in _FRACTIONS:
        return (_FRACTIONS[digits],)
    plain = re.sub(rf"[ {_THIN}’']", "", digits)
    points, commas = plain.count("."), plain.count(",")
    if points > 1 or commas > 1 or (points and commas):
        grouped = re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", plain)
        if grouped:
            return (float(plain.replace(".", "").replace(",", ".")),)
        return (_version(plain),)
    value = float(plain.replace(",", "."))
    if points and re.fullmatch(r"\d{1,3}\.\d{3}", plain):
        return (value, float(plain.replace(".", "")))
    return (value,)


def _parts(digits: str) -> tuple[float, ...]:
    """Two numbers or more that only a plain blank holds together."""
    return tuple(map(float, digits.split(" "))) if " " in digits and digits.replace(" ", "").isdigit() else ()


def _decade(value: float) -> tuple[float, ...]:
    """What 1990 or 90 may mean as a decade; 1800 may be a century."""
    if value < 100:
        return (value, 1900 + value, 2000 + value, 1800 + value)
    if value % 100 == 0:
        return (value, value // 100 + 1)
    return (value, value % 100)


def _power_fits(text: str, start: int, power: re.Match[str]) -> bool:
    """Whether a letter behind a number is a power: of money, or of a size that no metre has."""
    letter = power.group(2)
    return not letter or len(letter) > 1 or text[start - 1 : start] in tuple("$€£¥") or letter in ("k", "K")


def _romans(text: str, *, french: bool) -> Iterator[Number]:
    matches = [*_ROMAN.finditer(text)]
    if french:
        matches += _ROMAN_SMALL.finditer(text)
    for match in matches:
        letters, suffix = match.group(1).upper(), match.group(2)
        dated = bool(suffix and french and (match.re is _ROMAN_SMALL or _FR_CENTURY.match(text, match.end())))
        if len(letters) == 1 and not dated and letters in ("C", "L"):
            continue
        value = 0
        for one, after in zip(letters, letters[1:] + " ", strict=True):
            size = _LETTERS[one]
            value += -size if _LETTERS.get(after, 0) > size else size
        kind: Kind = "word" if dated else "hint"
        yield Number(*match.span(), (float(value),), kind, *match.span(), dated=dated, ordinal=dated)


def _in_words(text: str, language: Language, taken: list[Extent]) -> Iterator[Number]:
    units, century = (FRENCH_UNITS, _FR_CENTURY) if language.french else (ENGLISH_UNITS, _EN_CENTURY)
    for numeral in numerals(text, language):
        if any(start < numeral.end and numeral.start < end for start, end in taken):
            continue
        unit, stop = (frozenset[str](), numeral.end) if numeral.ordinal else units.after(text, numeral.end)
        wording = text[numeral.start : numeral.end].lower()
        dated = numeral.ordinal and bool(century.match(text, numeral.end))
        if language.french and _FR_DECADE.search(text, max(0, numeral.start - 8), numeral.start):
            values, dated = _decade(float(numeral.value)), True
        else:
            values = _readings(numeral)
        loose = wording in _LOOSE or _collective(wording, numeral) or numeral.value == 1
        kind: Kind = "hint" if loose or _attached(text, numeral.start) else "word"
        # A page number in words is none that a unit belongs to.
        yield Number(
            numeral.start, stop, values, kind, numeral.start, numeral.end, numeral.scale, unit, dated, numeral.ordinal
        )


def _readings(numeral: Numeral) -> tuple[float, ...]:
    value = float(numeral.value)
    if numeral.halved and value < 1000:
        return (value, value - 0.5)
    return (value,)


def _collective(wording: str, numeral: Numeral) -> bool:
    """Whether a number is loosely meant: *millions of*, *une dizaine*, *mille*."""
    return numeral.bare or (wording.startswith(("une ", "un ", "a ", "half ", "demi")) and numeral.value <= 1000)
