"""What English and French of a pair say in figures, held against each other: numbers, dates, times, units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from qa.bilingual import dates
from qa.bilingual.addresses import addresses
from qa.bilingual.dates import Date, Time, Weekday
from qa.bilingual.numbers import Number, english_hints, english_numbers, french_hints, french_numbers
from qa.bilingual.pairs import Pair
from qa.bilingual.placeholders import placeholders
from qa.bilingual.rendered import rendered
from qa.bilingual.units import SIGNS, alike, converted
from qa.extents import Extent
from qa.language.analysis import Analysis

Kind = Literal["number", "date", "unit"]


class Disagreement(NamedTuple):
    """What a translation has otherwise than the English; `start` and `end` count in the passage of the pair.

    `english` is what stands there, "" where nothing does. `lost` says that the French has nothing for it: then the
    extent is all of the French. `right` is what should stand there instead, where that is plain; `sure` that it may be
    put unasked.
    """

    kind: Kind
    pair: Pair
    start: int
    end: int
    english: str
    confidence: float
    lost: bool = False
    right: str = ""
    sure: bool = False


def disagreements(analysis: Analysis) -> tuple[Disagreement, ...]:
    """Everything that the pairs of a document disagree on in figures, in reading order of the pairs."""
    return analysis.once(_disagreements)


_FIGURED = re.compile(r"\d|[½¼¾⅓⅔]")
#: Number words and names of days and months: without any of these, and without a figure, there is nothing to compare.
_WORDED = re.compile(
    r"\b(?:(?i:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen(?:th)?|\w{3,5}ty|\w{3,5}tieth|hundred"
    r"|thousand|[mbtr]{1,2}illion|dozen|second|third|\w{3,6}th|noon|midnight)"
    r"|[A-Z]\w+day|January|February|March|April|May|June|July|August|September|October|November|December)s?\b"
)
#: What has a figure and stands between blanks, without the punctuation around it.
_FIGURED_TOKEN = re.compile(r"(?<!\S)[(\"“]?([^\s\d]*\d[^\s]*[^\s.,;:!?)\"”])(?=[.,;:!?)\"”]*(?:\s|$))")
_SIGNS_IN_CODES = (",", ":", "[", "=", "/", "~", "_", "*", "+", "<", ">")
_PLAIN_FIGURE = re.compile(r"[(\"“~<>+]*[$€£]?(?:[1-9]\d{0,2}(?:,\d{3})+|\d+)(?:\.\d+)?[\w%’'$€£°–-]*")
_PHONE = re.compile(
    r"(?<![\w.,])(?:\+|\(?\+?\d{1,5}\)[\s-]?)?\d{1,5}(?:[ \u00a0.\-‑]\d{2,7}){2,}(?:[-\s]\d{1,4})*(?![\w])"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:[ \u00a0\u202f.]\d{3})+$")


def _disagreements(analysis: Analysis) -> tuple[Disagreement, ...]:
    return tuple(d for pair in rendered(analysis) for d in compared(pair))


def compared(pair: Pair) -> Iterator[Disagreement]:
    """What the two sides of a pair disagree on in figures."""
    english, french = pair.english, pair.text
    if not (_FIGURED.search(english) or _FIGURED.search(french) or _WORDED.search(english)):
        return
    yield from _Sides(pair, english, french).disagreements()


class _Sides:
    """The two sides of a pair while they are compared."""

    def __init__(self, pair: Pair, english: str, french: str) -> None:
        self.pair, self.english, self.french = pair, english, french
        self.english_taken: list[Extent] = _apart(english)
        self.french_taken: list[Extent] = _apart(french)
        self._phones()
        self._verbatim()

    def _verbatim(self) -> None:
        """Leaves out what is no plain number and stands in both languages as it is (`[0,127]`, `10:2`)."""
        if not any(sign in self.english for sign in _SIGNS_IN_CODES):
            return
        for match in _FIGURED_TOKEN.finditer(self.english):
            token = match.group()
            if (
                not _PLAIN_FIGURE.fullmatch(token)
                and not dates.DATE_OR_TIME.search(token)
                and (at := self.french.find(token)) >= 0
            ):
                self.english_taken.append(match.span())
                while at >= 0:
                    self.french_taken.append((at, at + len(token)))
                    at = self.french.find(token, at + len(token))

    def _phones(self) -> None:
        """Leaves out long codes (telephone numbers, ISBN) that have the same digits, however they are grouped."""
        english, french = _codes(self.english), _codes(self.french)
        for start, end, code in english:
            same = [(first, last) for first, last, other in french if _same_code(code, other)]
            if same:
                self.english_taken.append((start, end))
                self.french_taken += same

    def told(
        self,
        kind: Kind,
        extent: Extent | None,
        english: str,
        confidence: float,
        right: str = "",
        *,
        sure: bool = False,
    ) -> Disagreement:
        pair = self.pair
        if extent is None:
            return Disagreement(kind, pair, pair.start, pair.end, english, confidence, lost=True)
        start, end = pair.start + extent[0], pair.start + extent[1]
        return Disagreement(kind, pair, start, end, english, confidence, False, right, sure)

    def disagreements(self) -> Iterator[Disagreement]:
        yield from self._dates()
        yield from self._weekdays()
        yield from self._times()
        yield from self._numbers()

    # Dates

    def _dates(self) -> Iterator[Disagreement]:
        english = [d for d in dates.english_dates(self.english) if not _inside(d, self.english_taken)]
        french = [d for d in dates.french_dates(self.french) if not _inside(d, self.french_taken)]
        if not english and not any(d.numeric for d in french):
            return
        lost = [e for e in english if e.sure and not any(e.fits(f) for f in french)]
        strange = [f for f in french if f.sure and not any(e.fits(f) for e in english)]
        one = len(lost) == 1 and len(strange) == 1
        for e in lost:
            if strange:
                f = strange.pop(0)
                right, extent = self._right_date(e, f)
                yield self.told("date", extent, self.english[e.start : e.end], 0.95, right, sure=one and bool(right))
                # Its day and year are told with it.
                self.english_taken.append((e.start, e.end))
                self.french_taken.append((f.start, f.end))
            elif e.numeric:
                if not self._spelt_out(e):
                    yield self.told("date", None, self.english[e.start : e.end], 0.85)
                self.english_taken.append((e.start, e.end))
        for f in strange:
            if f.numeric:
                # In another calendar's order: the English has the same two figures.
                self.french_taken.append((f.start, f.end))
        for e in english:
            for f in french:
                if (e.numeric or f.numeric) and e.fits(f):
                    self._settled(e, f)

    def _spelt_out(self, e: Date) -> bool:
        """Whether the French has the figures of a numeric date in some other way."""
        day = e.days[0]
        return str(day.day) in self.french and str(day.year % 100) in self.french

    def _settled(self, e: Date, f: Date) -> None:
        if e.numeric or f.numeric:
            self.english_taken.append((e.start, e.end))
            self.french_taken.append((f.start, f.end))

    @staticmethod
    def _right_date(e: Date, f: Date) -> tuple[str, Extent]:
        """What the French date should be, where there is no doubt; and the part of it that this replaces."""
        if len(e.days) > 1:
            return "", (f.start, f.end)
        wanted, got = e.days[0], f.days[0]
        if wanted.year and got.year and wanted[:2] == got[:2]:
            return str(wanted.year), (f.end - len(str(got.year)), f.end)
        if f.name is not None:
            if wanted.day in (0, got.day) or not got.day:
                return dates.MONTHS[wanted.month - 1], f.name
            return "", (f.start, f.end)
        if wanted.day and wanted.year:
            return f"{wanted.day:02}/{wanted.month:02}/{wanted.year}", (f.start, f.end)
        return "", (f.start, f.end)

    def _weekdays(self) -> Iterator[Disagreement]:
        english = dates.english_weekdays(self.english)
        if not english:
            return
        french = dates.french_weekdays(self.french)
        lost = [e for e in english if not any(e.day == f.day for f in french)]
        strange = [f for f in french if not any(e.day == f.day for e in english)]
        one = len(lost) == len(strange) == 1
        for e, f in zip(lost, strange, strict=False):
            right = _plural_like(dates.WEEKDAYS[e.day], self.french[f.start : f.end])
            yield self.told("date", (f.start, f.end), self.english[e.start : e.end], 0.95, right, sure=one)

    # Times of day

    def _times(self) -> Iterator[Disagreement]:
        english = [t for t in dates.english_times(self.english) if not _inside(t, self.english_taken)]
        if not english:
            return
        french = [t for t in dates.french_times(self.french) if not _inside(t, self.french_taken)]
        lost = [e for e in english if not any(self._same_time(e, f) for f in french)]
        strange = [f for f in french if not any(self._same_time(e, f) for e in english)]
        one = len(lost) == len(strange) == 1
        for e in lost:
            if self._hour_in_words(e):
                continue
            named = self.english[e.start].isalpha()
            if strange:
                f = strange.pop(0)
                right = "" if e.half or named else dates.written(e.minutes, self.french[f.start : f.end])
                wanted = self.english[e.start : e.end]
                yield self.told("date", (f.start, f.end), wanted, 0.92, right, sure=one and bool(right))
                self.french_taken.append((f.start, f.end))
            elif not named and not self._hour_somewhere(e):
                yield self.told("date", None, self.english[e.start : e.end], 0.85)
        self.english_taken += [(e.start, e.end) for e in english]
        self.french_taken += [(f.start, f.end) for f in french if any(self._same_time(e, f) for e in english)]

    def _same_time(self, e: Time, f: Time) -> bool:
        if e.minutes % 1440 == f.minutes % 1440:
            return True
        if (e.minutes - f.minutes) % 720 or self.english[e.start].isalpha():
            return False
        return e.half or bool(_PART_OF_DAY.search(self.french, max(0, f.start - _NEAR), f.end + _NEAR))

    def _hour_in_words(self, e: Time) -> bool:
        """Whether the French tells the hour in words (*dix-huit heures*, *six heures du soir*)."""
        hours = {e.minutes // 60, e.minutes // 60 % 12, e.minutes // 60 % 12 + 12}
        return any(n.value in hours and "hour" in n.unit for n in french_numbers(self.french) if n.kind != "digits")

    def _hour_somewhere(self, e: Time) -> bool:
        hour = e.minutes // 60
        numbers = {n.value for n in french_numbers(self.french)}
        return bool(numbers & {float(hour), float(hour % 12), float(hour % 12 + 12)})

    # Numbers and units

    def _numbers(self) -> Iterator[Disagreement]:
        english = english_numbers(self.english, self.english_taken)
        french = french_numbers(self.french, self.french_taken)
        if not english and not any(n.kind == "digits" for n in french):
            return
        told = {v for n in english for v in n.values}
        said = {v for n in french for v in n.values} | {p for n in french for p in n.parts}
        lost = [n for n in english if not self._rendered(n, french, said)]
        strange = [n for n in french if not self._based(n, english, told)]
        lost, strange = self._without_hints(lost, strange)
        yield from self._changed(lost, strange)
        yield from self._units(english, french)

    def _rendered(self, number: Number, french: Sequence[Number], said: set[float]) -> bool:
        if any(value in said for value in number.values) or (number.parts and set(number.parts) <= said):
            return True
        if number.value + 12 in said and number.value < 12 and _AFTERNOON.search(self.english):
            return True
        return any(_conversion(number, other) for other in french) or self._halved(number, said)

    def _halved(self, number: Number, said: set[float]) -> bool:
        """Whether the French has a half or a quarter in words or in minutes: *deux heures et demie*, *2 h 30*."""
        whole, part = divmod(number.value / number.scale, 1)
        return part in (0.25, 0.5, 0.75) and (not whole or whole in said) and bool(_PARTS.search(self.french))

    def _based(self, number: Number, english: Sequence[Number], told: set[float]) -> bool:
        if any(value in told for value in number.values) or (number.parts and set(number.parts) <= told):
            return True
        if any(set(number.values) <= set(other.parts) for other in english):
            return True
        if any(_conversion(other, number) for other in english):
            return True
        # The hour that morning or evening adds to another time's.
        return bool(number.value - 12 in told and _AFTERNOON.search(self.english))

    def _without_hints(self, lost: list[Number], strange: list[Number]) -> tuple[list[Number], list[Number]]:
        """What is still unexplained once words are heard that stand for numbers."""
        if strange:
            hinted = {round(value, 2) for value in english_hints(self.english)} | {1.0}
            strange = [n for n in strange if n.kind != "hint" and not any(round(v, 2) in hinted for v in n.values)]
        if lost:
            hinted = {round(value, 2) for value in french_hints(self.french)}
            lost = [n for n in lost if n.kind != "hint" and not any(round(v, 2) in hinted for v in n.values)]
        return lost, strange

    def _changed(self, lost: list[Number], strange: list[Number]) -> Iterator[Disagreement]:
        alone = len(lost) == len(strange) == 1
        left = list(strange)
        for number in sorted(lost, key=lambda n: n.kind != "digits"):
            kind: Kind = "date" if number.dated else "number"
            wanted = self.english[number.start : number.end].strip(" -")
            other = _nearest(number, left)
            if other is not None:
                left.remove(other)
                both = number.kind == other.kind == "digits"
                right, extent = self._right_number(number, other)
                plain = alone or _by_unit(number, other, lost, strange) or extent[0] >= other.last
                sure = plain and both and bool(right) and number.value > 1 and other.value > 1
                yield self.told(kind, extent, wanted, 0.96 if both else 0.9, right, sure=sure)
            elif number.kind == "digits" and number.value > 1 and not self._loosely(number):
                yield self.told(kind, None, wanted, 0.9 if number.value > 12 else 0.75)
        if not lost:
            for other in left:
                if other.kind == "digits" and other.value > 1 and not self._aside(other):
                    yield self.told("date" if other.dated else "number", (other.first, other.last), "", 0.8)

    def _aside(self, other: Number) -> bool:
        """Whether a French number stands in brackets of its own, as what translators explain does."""
        before, after = self.french[: other.start], self.french[other.end :]
        return before.count("(") > before.count(")") and ")" in after and "(" not in self.english

    def _loosely(self, number: Number) -> bool:
        """Whether figures may go: `24/7`, a hundred per cent."""
        around = self.english[max(0, number.start - 3) : number.end + 3]
        return "24/7" in around or "9/11" in around or (number.value == 100 and "%" in number.unit)

    def _right_number(self, number: Number, other: Number) -> tuple[str, Extent]:
        """What the French number should be, in figures or a power; and what of it that replaces."""
        got = self.french[other.first : other.last]
        if number.kind != "digits" or other.kind != "digits" or not got[-1:].isdigit():
            return "", (other.first, other.last)
        coefficient, of_other = number.value / number.scale, other.value / other.scale
        if number.dated != other.dated or number.ordinal != other.ordinal:
            return "", (other.first, other.last)
        if number.scale == other.scale:
            written = _written(self.english[number.first : number.last], got)
            return (written if written != got else ""), (other.first, other.last)
        if coefficient == of_other and other.scale > 1 and number.scale in _POWERS:
            match = re.compile(r"[\s\u00a0\u202f]*([^\W\d_]+)").match(self.french, other.last)
            power = _POWERS[number.scale] + ("s" if coefficient >= 2 else "")
            if match and len(match.group(1)) > 3:
                return power, match.span(1)
        return "", (other.first, other.end)

    def _units(self, english: Sequence[Number], french: Sequence[Number]) -> Iterator[Disagreement]:
        for number in english:
            if not number.unit:
                continue
            same = [n for n in french if n.value == number.value and (n.kind != "hint" or n.unit)]
            if not same or any(alike(number.unit, n.unit) and n.unit for n in same):
                continue
            wanted = self.english[number.start : number.end].strip(" -")
            other = next((n for n in same if n.unit), None)
            if other is not None:
                if any(n.value == number.value and n.unit & other.unit for n in english) or _loose(number, other):
                    continue
                if any(_conversion(number, n) for n in french):
                    continue
                yield self.told("unit", (other.start, other.end), wanted, 0.93)
            elif number.kind == "digits" and self._unit_gone(number):
                yield self.told("unit", (same[0].first, same[0].last), wanted, 0.88)

    def _unit_gone(self, number: Number) -> bool:
        """Whether nothing in the French tells of the percent sign or currency of an English number."""
        (unit, *others) = number.unit
        return not others and unit in SIGNS and not SIGNS[unit].search(self.french)


#: What tells morning from evening beside a time of day: *10 heures du soir*, *hier soir à 10 heures*, not *mode nuit*.
_PART_OF_DAY = re.compile(
    r"\b(?:d[eu]|l[ae]|cet?(?:te)?|hier|demain|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|[ld][’'])[\s\u00a0]?"
    r"(?:soir(?:ée)?|après-midi|matin(?:ée)?|nuit|midi|aube)\b",
    re.IGNORECASE,
)
#: Characters on either side of a time in which that stands.
_NEAR = 25
_AFTERNOON = re.compile(r"\bp\.?m\b|\bevening|\bafternoon|\bnight", re.IGNORECASE)
_PARTS = re.compile(r"\bdemie?s?\b|\bquarts?\b|\bmoitié\b|30|15|45", re.IGNORECASE)
_POWERS = {1e6: "million", 1e9: "milliard", 1e12: "billion"}


def _codes(text: str) -> list[tuple[int, int, str]]:
    """The telephone numbers and the like of a text, where they stand, and their digits; a plus sign is kept."""
    found = (match for match in _PHONE.finditer(text) if not _THOUSANDS.match(match.group()))
    return [(*match.span(), re.sub(r"[^\d+]", "", match.group())) for match in found]


def _same_code(one: str, other: str) -> bool:
    """Whether two codes have the same digits, but for a country's prefix that only one has."""
    if one == other or one.startswith("+") == other.startswith("+"):
        return one == other
    short, long = sorted((one, other), key=lambda code: code.startswith("+"))
    return long.endswith(short.lstrip("0")) and len(short) > 6


def _apart(text: str) -> list[Extent]:
    """Addresses and placeholders, of which other rules speak."""
    extents = [(address.start, address.end) for address in addresses(text)]
    return extents + [(placeholder.start, placeholder.end) for placeholder in placeholders(text)]


def _inside(found: Date | Time | Weekday, extents: Iterable[Extent]) -> bool:
    return any(start < found.end and found.start < end for start, end in extents)


def _conversion(number: Number, other: Number) -> bool:
    return bool(number.unit and other.unit) and converted(number.value, number.unit, other.value, other.unit)


def _loose(number: Number, other: Number) -> bool:
    """Whether one and the same number counts two things: `$5 a day`, *24 heures sur 24*."""
    money = frozenset(("$", "€", "£", "¥", "franc", "%"))
    return (number.unit <= money) != (other.unit <= money)


def _by_unit(number: Number, other: Number, lost: Sequence[Number], strange: Sequence[Number]) -> bool:
    """Whether their unit tells that two numbers belong together, since no other has it."""
    unit = number.unit & other.unit
    return bool(unit) and sum(bool(n.unit & unit) for n in lost) == sum(bool(n.unit & unit) for n in strange) == 1


def _nearest(number: Number, others: Sequence[Number]) -> Number | None:
    """The French number that most likely stands for an English one: of the same kind, of the same unit."""
    able = [n for n in others if n.kind == number.kind or "digits" in (n.kind, number.kind)]
    if not able:
        return None
    return min(
        able,
        key=lambda n: (n.kind != number.kind, n.ordinal != number.ordinal, not (n.unit & number.unit), n.start),
    )


def _written(english: str, like: str) -> str:
    """English figures as French writes them, grouped by the space of another number."""
    if english.count(".") > 1 or not english[-1:].isdigit():
        return ""
    whole, _, fraction = re.sub(r"[, \u00a0\u202f]", "", english).partition(".")
    if "," in english or len(whole) > 4:
        space = next(filter(str.isspace, like), "\u202f")
        whole = f"{int(whole):,}".replace(",", space)
    return whole + ("," + fraction if fraction else "")


def _plural_like(name: str, like: str) -> str:
    name = name.capitalize() if like[:1].isupper() else name
    return name + "s" if like.endswith("s") else name
