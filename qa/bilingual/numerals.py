"""Numbers in words, English and French: *twenty-five*, *a million and a half*, *quatre-vingt-dix-neuf*, *douzaine*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from qa.language.screening import Screen

#: What joins the words of a number, or an article to one.
_JOINING = re.compile(r"[-‑'’]")

#: What a word is to a number: a unit or teen, a ten, *hundred*, a power of a thousand, or an ordinal, which ends it.
Part = Literal["unit", "ten", "hundred", "scale", "ordinal"]


class Numeral(NamedTuple):
    """A number in words at `text[start:end]`.

    `scale` is the power that its last word is (1 where it is none), `halved` says that a half was added.
    """

    start: int
    end: int
    value: float
    scale: float = 1
    ordinal: bool = False
    halved: bool = False
    #: Only a power, which text may use loosely (*millions of people*, *des milliers*).
    bare: bool = False


class Language(NamedTuple):
    """How a language counts. `run` matches a run of its number words, `half` what adds a half behind one.

    `screen` tells the texts that may hold a number in words from those that cannot.
    """

    words: Mapping[str, tuple[float, Part]]
    joint: str
    run: re.Pattern[str]
    word: re.Pattern[str]
    half: re.Pattern[str]
    halving: re.Pattern[str]
    french: bool
    screen: Screen


_EN_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()  # noqa: E501
_EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_EN_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split()  # noqa: E501
_FR_UNITS = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()
_FR_TENS = {"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70,
            "huitante": 80, "octante": 80, "nonante": 90}  # fmt: skip
_FR_STEMS = {1: "un", 2: "deux", 3: "trois", 4: "quatr", 5: "cinqu", 6: "six", 7: "sept", 8: "huit", 9: "neuv",
             10: "dix", 11: "onz", 12: "douz", 13: "treiz", 14: "quatorz", 15: "quinz", 16: "seiz", 20: "vingt",
             30: "trent", 40: "quarant", 50: "cinquant", 60: "soixant", 100: "cent", 1000: "mill"}  # fmt: skip


def _english() -> Language:
    words: dict[str, tuple[float, Part]] = {word: (n, "unit") for n, word in enumerate(_EN_UNITS)}
    words |= {word: (20 + 10 * n, "ten") for n, word in enumerate(_EN_TENS)}
    words |= {word: (n, "ordinal") for n, word in enumerate(_EN_ORDINALS, 1)}
    words |= {word[:-1] + "ieth": (20 + 10 * n, "ordinal") for n, word in enumerate(_EN_TENS)}
    words |= {"hundred": (100, "hundred"), "hundredth": (100, "ordinal"), "thousandth": (1000, "ordinal")}
    words |= {"thousand": (1e3, "scale"), "million": (1e6, "scale"), "billion": (1e9, "scale")}
    words |= {"trillion": (1e12, "scale"), "dozen": (12, "scale")}
    return _language(words, "and", r"[ \u00a0]+and a half\b", r"\bhalf (?:a|of a|a )\s?$|\bhalf-$", french=False)


def _french() -> Language:
    words: dict[str, tuple[float, Part]] = {word: (n, "unit") for n, word in enumerate(_FR_UNITS)}
    words |= {"une": (1, "unit")}
    words |= {word: (n, "ten") for word, n in _FR_TENS.items()}
    for n, stem in _FR_STEMS.items():
        words |= {stem + ending: (n, "ordinal") for ending in ("ième", "ièmes")}
    words |= dict.fromkeys(("premier", "première", "premiers", "premières"), (1, "ordinal"))
    words |= dict.fromkeys(("second", "seconde", "seconds", "secondes"), (2, "ordinal"))
    words |= {"cent": (100, "hundred"), "cents": (100, "hundred"), "mille": (1e3, "scale")}
    for stem, value in (("million", 1e6), ("milliard", 1e9), ("billion", 1e12), ("millier", 1e3), ("dizaine", 10),
                        ("douzaine", 12), ("quinzaine", 15), ("vingtaine", 20), ("trentaine", 30), ("quarantaine", 40),
                        ("cinquantaine", 50), ("soixantaine", 60), ("centaine", 100)):  # fmt: skip
        words |= {stem: (value, "scale"), stem + "s": (value, "scale")}
    return _language(words, "et", r"[ \u00a0]+et demie?s?\b", r"\bdemi[- ]$", french=True)


def _language(words: dict[str, tuple[float, Part]], joint: str, half: str, halving: str, *, french: bool) -> Language:
    one = "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"
    gap = r"(?:[ \u00a0\u202f]+|[-‑])"
    run = rf"(?<![\w’'])(?:{one})(?:{gap}(?:{joint}{gap})?{one})*(?!\w)"
    if french:
        run = run.replace("(?<![\\w’'])", "(?<!\\w)", 1)
    runs, word, halves, halvings = (
        re.compile(pattern, re.IGNORECASE) for pattern in (run, r"[^\W\d_]+", half, halving)
    )
    return Language(words, joint, runs, word, halves, halvings, french, _screen(words))


def _screen(words: Mapping[str, tuple[float, Part]]) -> Screen:
    telling = {word for word, meaning in words.items() if meaning != (1, "unit")}

    def number_words(surfaces: Sequence[str]) -> int:
        return sum(part in telling for surface in surfaces for part in _JOINING.split(surface.lower()))

    return Screen(number_words)


ENGLISH, FRENCH = _english(), _french()


def numerals(text: str, language: Language) -> Iterator[Numeral]:
    """The numbers that a text has in words, in order; a lone *one*, *un* or *une* is none.

    >>> [n.value for n in numerals("vingt et un mille trois cents, puis soixante-dix-huit", FRENCH)]
    [21300, 78]
    >>> [n.value for n in numerals("two and a half million in nineteen ninety-nine", ENGLISH)]
    [2500000.0, 1999]
    """
    if not language.screen.total(text):
        return
    end = 0
    for match in language.run.finditer(text):
        for numeral in _read(text, match, language):
            # What adds a half may have taken in a power behind it, which opens the next run.
            if numeral.start >= end:
                end = numeral.end
                yield numeral


def _read(text: str, run: re.Match[str], language: Language) -> Iterator[Numeral]:
    # Most runs are one word.
    count = _Count(language)
    joined = False
    end_before = run.start()
    for word in language.word.finditer(text, run.start(), run.end()):
        low = word.group().lower()
        if low == language.joint:
            joined = True
            continue
        gap = text[end_before : word.start()]
        if not count.takes(low, joined=joined, hyphen=gap in ("-", "‑")):
            yield from count.told(text)
            count = _Count(language)
            count.takes(low, joined=False, hyphen=False)
        count.placed(word.start(), word.end())
        joined, end_before = False, word.end()
    yield from count.told(text)


class _Count:
    """One number as its words are taken in, one by one."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.total = self.group = 0.0
        self.last: Part | None = None
        self.value_of_last = 0.0
        self.start = self.end = -1
        self.scale = 1.0
        self.bare = True
        self.words = 0

    def placed(self, start: int, end: int) -> None:
        self.start = start if self.start < 0 else self.start
        self.end = end
        self.words += 1

    def takes(self, word: str, *, joined: bool, hyphen: bool) -> bool:
        """Whether a word goes on with the number; then it is part of it."""
        value, part = self.language.words[word]
        plain = "unit" if part == "ordinal" and value < 20 else "ten" if part == "ordinal" and value < 100 else part
        if self.last is None:
            allowed = True
        elif self.last == "ordinal" or (part == "scale" and self.last == "scale" and value <= self.scale):
            return False
        elif self.language.french:
            allowed = self._french(value, plain, joined=joined, hyphen=hyphen)
        else:
            allowed = self._english(value, plain, joined=joined)
        if not allowed:
            return False
        self._add(value, plain)
        self.last = part
        self.value_of_last = value
        self.bare &= part in ("scale", "hundred")
        return True

    def _english(self, value: float, part: str, *, joined: bool) -> bool:
        if joined:
            return self.last in ("hundred", "scale") and part in ("unit", "ten")
        match part:
            case "unit":
                return self.last in ("hundred", "scale") or (self.last == "ten" and 0 < value < 10)
            case "ten":
                return self.last in ("hundred", "scale") or (self.last in ("unit", "ten") and self.group >= 10)
            case _:
                return True

    def _french(self, value: float, part: str, *, joined: bool, hyphen: bool) -> bool:
        tens = self.last == "ten"
        if joined:
            return tens and value in (1, 11)
        match part:
            case "unit":
                if self.value_of_last == 10 and self.last == "unit":
                    return hyphen and 7 <= value <= 9
                return self.last in ("hundred", "scale") or (tens and (value < 10 or self.group % 100 in (60, 80)))
            case "ten":
                return self.last in ("hundred", "scale") or (value == 20 and self.group % 100 == 4)
            case _:
                return True

    def _add(self, value: float, part: str) -> None:
        match part:
            case "scale" | "ordinal":
                self.total += (self.group or (0 if self.total else 1)) * value
                self.group, self.scale = 0.0, value
                if part == "ordinal":
                    self.total, self.scale = self.total or value, 1.0
            case "hundred":
                self.group = (self.group or 1) * 100
            case "ten" if self.last == "unit" and self.language.french and value == 20 and self.group % 100 == 4:
                self.group += 76
            case "ten" if not self.language.french and self.last in ("unit", "ten") and self.group >= 10:
                self.group = self.group * 100 + value
            case _:
                self.group += value
                self.scale = 1.0 if part != "scale" else self.scale

    def told(self, text: str) -> Iterator[Numeral]:
        value = self.total + self.group
        if self.last is None or (self.last == "unit" and value == 1 and self.words == 1):
            return
        if self.last == "hundred" and self.bare and text[: self.start].rstrip().lower().endswith("pour"):
            return
        start, end, halved = self.start, self.end, False
        if half := self.language.half.match(text, end):
            value += 0.5 * self.scale if self.scale >= 1000 else 0.5
            end, halved = half.end(), True
            if not self.language.french and (power := _POWER.match(text, end)):
                scale = self.language.words[power.group(1).lower()][0]
                value, end, self.scale = value * scale, power.end(), scale
        if self.bare and (before := self.language.halving.search(text, max(0, start - 12), start)):
            value, start = value / 2, before.start()
        value = int(value) if value == int(value) and self.scale == 1 else value
        bare = self.bare and self.total + self.group == self.value_of_last
        yield Numeral(start, end, value, self.scale, self.last == "ordinal", halved, bare)


_POWER = re.compile(r"[ \u00a0-]+(thousand|million|billion|trillion)\b", re.IGNORECASE)
