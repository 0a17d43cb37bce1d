"""Dates, names of months and days, and times of day, English and French."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from qa.extents import Extent
from qa.language.screening import Screen


class Day(NamedTuple):
    """A day of the year; 0 where it is not told."""

    day: int
    month: int
    year: int

    def fits(self, other: Day) -> bool:
        """Whether both may be the same day. A year may be short of its century."""
        return all(a == b or not a or not b for a, b in ((self.day, other.day), (self.month, other.month))) and (
            not self.year or not other.year or self.year == other.year or _short(self.year, other.year)
        )


def _short(one: int, other: int) -> bool:
    """Whether one year is the other without its century."""
    return min(one, other) < 100 and one % 100 == other % 100


class Date(NamedTuple):
    """A date at `text[start:end]`, and the days that it may be. `name` is the extent of the month's name, if any.

    `sure` says that a month is meant, and not, say, the verb *may*.
    """

    start: int
    end: int
    days: tuple[Day, ...]
    name: Extent | None = None
    sure: bool = True

    @property
    def numeric(self) -> bool:
        return self.name is None

    def fits(self, other: Date) -> bool:
        return any(one.fits(two) for one in self.days for two in other.days)


class Weekday(NamedTuple):
    """A day of the week at `text[start:end]`, Monday being 0."""

    start: int
    end: int
    day: int


class Time(NamedTuple):
    """A time of day at `text[start:end]`, in minutes. `half` says that morning or evening is open (*at 6:30*)."""

    start: int
    end: int
    minutes: int
    half: bool


MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
WEEKDAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()

_EN_MONTHS = "January February March April May June July August September October November December".split()
_EN_SHORT = {"Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "Jun": 6, "Jul": 7, "Aug": 8, "Sept": 9, "Sep": 9, "Oct": 10,
             "Nov": 11, "Dec": 12}  # fmt: skip
_FR_SHORT = {"janv": 1, "févr": 2, "fév": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "déc": 12,
             "fevrier": 2, "aout": 8, "decembre": 12}  # fmt: skip
_EN_NUMBER = {name: n for n, name in enumerate(_EN_MONTHS, 1)} | _EN_SHORT
_FR_NUMBER = {name: n for n, name in enumerate(MONTHS, 1)} | _FR_SHORT
_EN_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

_EN_MONTH = "|".join(sorted(_EN_NUMBER, key=len, reverse=True))
_FR_MONTH = "|".join(sorted(_FR_NUMBER, key=len, reverse=True))

_EN_DATE = re.compile(
    rf"(?<!\w)(?:(?P<before>\d{{1,2}})(?:st|nd|rd|th)?(?:\sof)?\s)?(?P<month>{_EN_MONTH})\b\.?"
    rf"(?:\s(?P<after>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:%]|\s?[ap]\.?m))?(?:,?\s(?P<year>[12]\d{{3}})(?!\d))?"
)
_FR_DATE = re.compile(
    rf"(?<!\w)(?:(?P<day>\d{{1,2}}|1er|1ᵉʳ|premier)[\s\u00a0])?(?P<month>{_FR_MONTH})\b\.?(?:[\s\u00a0](?P<year>[12]\d{{3}})(?!\d))?",
    re.IGNORECASE,
)
#: Day, month and year with the same sign between them; and the order of ISO 8601.
_NUMERIC = re.compile(r"(?<![\d/.,-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-]|\.\d)")
_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")
#: What may be a date or a time in figures alone.
DATE_OR_TIME = re.compile(r"\d{1,4}([/.-])\d{1,2}\1\d{1,4}|\d{1,2}:\d{2}")

#: *May*, *March* and the like are months after these words or beside figures.
_AMBIGUOUS = frozenset(
    ("May", "March", "Mar", "August", "Jan", "Jun", "Dec", "Apr", "Sept", "Sep", "April", "June", "Nov", "Oct")
)
_BEFORE_MONTHS = re.compile(
    r"(?:\b(?:in|of|since|early|late|mid|by|until|till|last|next|this|from|to|through|during|and|every)\s|mid-)$",
    re.IGNORECASE,
)

_EN_WEEKDAY = re.compile(rf"\b({'|'.join(_EN_WEEKDAYS)})s?\b")
_FR_WEEKDAY = re.compile(rf"\b({'|'.join(WEEKDAYS)})s?\b", re.IGNORECASE)

_EN_TIME = re.compile(
    r"(?<![\d:.,])(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s?(?P<half>[ap])\.?\s?m\b\.?"
    r"|(?<![\d:.,])(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?![\d:])"
    r"|(?<![\d:.,])(?P<clock>\d{1,2})\so['’]clock"
    r"|\b(?P<name>noon|midnight)\b",
    re.IGNORECASE,
)
_FR_TIME = re.compile(
    r"(?<![\d:.,])(?P<hour>[01]?\d|2[0-4])[\s\u00a0\u202f]?(?:h|heures?)(?:[\s\u00a0\u202f]?(?P<minute>[0-5]\d)(?!\d))?(?![^\W\d_])"
    r"|(?<![\d:.,])(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?![\d:])"
    r"|\b(?P<name>midi|minuit)\b",
    re.IGNORECASE,
)

#: Without any of these a text has no date in figures, or no time of day: they are much sooner sought than those.
_FIGURES = re.compile(r"\d[/.-]\d")
_EN_TIMELY = re.compile(r"\d\s?[apAPoO:]|[nN][oO][oO][nN]|[mM][iI][dD][nN]")
_FR_TIMELY = re.compile(r"\d[\s\u00a0\u202f]?[hH]|\d:|[mM][iI](?:[dD][iI]|[nN][uU])")


#: What joins a month to another word.
_JOINING = re.compile(r"[-‑'’]")


def _months(names: Iterable[str]) -> Screen:
    """Tells the texts that may name a month from those that cannot."""
    known = frozenset(names)

    def named(surfaces: Sequence[str]) -> int:
        words = (word for surface in surfaces for word in _JOINING.split(surface))
        return sum(word in known or word.lower() in known for word in words)

    return Screen(named)


_EN_MONTHLY, _FR_MONTHLY = _months(_EN_NUMBER), _months(_FR_NUMBER)


def english_dates(text: str) -> list[Date]:
    """The dates and months of an English text. Of `3/4/2020` either order counts."""
    figures = _FIGURES.search(text) is not None
    found = [*_iso(text)] if figures else []
    for match in _NUMERIC.finditer(text) if figures else ():
        one, other, year = int(match.group(1)), int(match.group(3)), int(match.group(4))
        days = tuple(
            Day(day, month, year)
            for day, month in dict.fromkeys(((other, one), (one, other)))
            if 1 <= day <= 31 and 1 <= month <= 12
        )
        if days:
            found.append(Date(match.start(), match.end(), days))
    for match in _EN_DATE.finditer(text) if _EN_MONTHLY.total(text) else ():
        name, day = match.group("month"), match.group("before") or match.group("after")
        month = _EN_NUMBER[name]
        sure = bool(name not in _AMBIGUOUS or day or match.group("year"))
        sure = sure or bool(_BEFORE_MONTHS.search(text, max(0, match.start() - 8), match.start()))
        days = (Day(int(day or 0), month, int(match.group("year") or 0)),)
        found.append(Date(match.start(), match.end(), days, match.span("month"), sure))
    return sorted(found)


def french_dates(text: str) -> list[Date]:
    """The dates and months of a French text; one that has no such month is told by month, then day."""
    figures = _FIGURES.search(text) is not None
    found = [*_iso(text)] if figures else []
    for match in _NUMERIC.finditer(text) if figures else ():
        day, month, year = int(match.group(1)), int(match.group(3)), int(match.group(4))
        found.append(Date(match.start(), match.end(), (Day(day, month, year),)))
    for match in _FR_DATE.finditer(text) if _FR_MONTHLY.total(text) else ():
        name, told = match.group("month"), match.group("day")
        number = 1 if told and not told.isdigit() else int(told or 0)
        days = (Day(number, _FR_NUMBER[name.lower()], int(match.group("year") or 0)),)
        # Mars with a capital is a planet or a god.
        found.append(Date(match.start(), match.end(), days, match.span("month"), name.islower() or bool(told)))
    return sorted(found)


def _iso(text: str) -> Iterator[Date]:
    for match in _ISO.finditer(text):
        year, month, day = map(int, match.groups())
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield Date(match.start(), match.end(), (Day(day, month, year),))


def english_weekdays(text: str) -> list[Weekday]:
    """The days of the week of an English text."""
    if "day" not in text:
        return []
    return [Weekday(m.start(), m.end(), _EN_WEEKDAYS.index(m.group(1))) for m in _EN_WEEKDAY.finditer(text)]


def french_weekdays(text: str) -> list[Weekday]:
    """The days of the week of a French text."""
    return [Weekday(m.start(), m.end(), WEEKDAYS.index(m.group(1).lower())) for m in _FR_WEEKDAY.finditer(text)]


def english_times(text: str) -> list[Time]:
    """The times of day of an English text: *6 p.m.*, *18:30*, *noon*."""
    if not _EN_TIMELY.search(text):
        return []
    found = []
    for match in _EN_TIME.finditer(text):
        groups = match.groupdict()
        if name := groups["name"]:
            minutes, half = (720 if name.lower() == "noon" else 0), False
        elif groups["half"]:
            hour = int(groups["hour"])
            if not 1 <= hour <= 12:
                continue
            minutes = (hour % 12 + 12 * (groups["half"].lower() == "p")) * 60 + int(groups["minute"] or 0)
            half = False
        elif groups["clock"]:
            minutes, half = int(groups["clock"]) * 60, True
        else:
            hour = int(groups["h"])
            minutes, half = hour * 60 + int(groups["m"]), 1 <= hour <= 12
        found.append(Time(match.start(), match.end(), minutes, half))
    return found


def french_times(text: str) -> list[Time]:
    """The times of day, and lengths of time, of a French text: *18 h 30*, *18:30*, *dix heures* is none."""
    if not _FR_TIMELY.search(text):
        return []
    found = []
    for match in _FR_TIME.finditer(text):
        groups = match.groupdict()
        if name := groups["name"]:
            minutes = 720 if name.lower() == "midi" else 0
        elif groups["hour"]:
            minutes = int(groups["hour"]) * 60 + int(groups["minute"] or 0)
        else:
            minutes = int(groups["h"]) * 60 + int(groups["m"])
        found.append(Time(match.start(), match.end(), minutes % 1440, False))
    return found


def written(minutes: int, like: str) -> str:
    """A time of day in French, with the spaces of another one."""
    hour, minute = divmod(minutes, 60)
    if ":" in like:
        return f"{hour}:{minute:02}"
    match = re.search(r"\d+([\s\u00a0\u202f]?)(h(?:eures?)?)([\s\u00a0\u202f]?)", like)
    before, sign, after = match.groups() if match else ("\u00a0", "h", "\u00a0")
    return f"{hour}{before}{sign}" + (f"{after}{minute:02}" if minute else "")
