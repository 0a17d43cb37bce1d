"""Units and currencies behind or before a number, English and French, and what one is in another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

#: Canonical unit → dimension and size. A unit with several sizes is named once for each.
_SIZES: dict[str, tuple[str, float]] = {
    "km": ("length", 1000), "m": ("length", 1), "cm": ("length", 0.01), "mm": ("length", 0.001),
    "mile": ("length", 1609.344), "foot": ("length", 0.3048), "inch": ("length", 0.0254), "yard": ("length", 0.9144),
    "kg": ("mass", 1), "g": ("mass", 0.001), "mg": ("mass", 1e-06), "pound": ("mass", 0.45359),
    "ounce": ("mass", 0.02835), "tonne": ("mass", 1000), "ton": ("mass", 907.18), "stone": ("mass", 6.35),
    "acre": ("area", 4046.86), "ha": ("area", 10000.0), "m²": ("area", 1), "km²": ("area", 1000000.0),
    "sqft": ("area", 0.0929), "sqmile": ("area", 2590000.0), "gallon": ("volume", 3.785),
    "imperial gallon": ("volume", 4.546), "litre": ("volume", 1), "ml": ("volume", 0.001), "cl": ("volume", 0.01),
    "pint": ("volume", 0.473), "imperial pint": ("volume", 0.568), "mph": ("speed", 0.44704),
    "km/h": ("speed", 0.27778), "knot": ("speed", 0.5144), "second": ("time", 1), "minute": ("time", 60),
    "hour": ("time", 3600), "day": ("time", 86400), "week": ("time", 604800), "month": ("time", 2629800),
    "year": ("time", 31557600), "decade": ("time", 315576000), "century": ("time", 3155760000),
    "°C": ("temperature", 1), "°F": ("temperature", 1), "%": ("share", 1), "$": ("money", 1), "€": ("money", 1),
    "£": ("money", 1), "¥": ("money", 1), "franc": ("money", 1), "byte": ("data", 1), "kB": ("data", 1e3),
    "MB": ("data", 1e6), "GB": ("data", 1e9), "TB": ("data", 1e12), "W": ("power", 1), "kW": ("power", 1e3),
    "MW": ("power", 1e6), "GW": ("power", 1e9), "Wh": ("energy", 1), "kWh": ("energy", 1e3), "MWh": ("energy", 1e6),
    "GWh": ("energy", 1e9), "V": ("voltage", 1), "Nm": ("torque", 1), "dB": ("loudness", 1), "Hz": ("frequency", 1),
    "kHz": ("frequency", 1e3), "MHz": ("frequency", 1e6), "GHz": ("frequency", 1e9),
}  # fmt: skip

#: How far, relatively, a converted number may be rounded; a temperature, in degrees.
_ROUNDED, _DEGREES, _OVEN_DEGREES = 0.075, 1.1, 6
#: From so many degrees on (of either scale) an oven is spoken of.
_OVEN = 120

#: Units that both languages write alike.
_SAME = {unit: unit for unit in "W kW MW GW Wh kWh MWh GWh V Nm dB Hz kHz MHz GHz".split()}
_EN = {
    "km": "km kilometer kilometers kilometre kilometres kms", "m": "metre metres meter meters",
    "cm": "cm centimetre centimetres centimeter centimeters",
    "mm": "mm millimetre millimetres millimeter millimeters", "mile": "mile miles", "foot": "foot feet ft",
    "inch": "inch inches", "yard": "yard yards", "kg": "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes",
    "g": "g gram grams gramme grammes", "mg": "mg milligram milligrams", "pound|£": "pounds pound", "pound": "lb lbs",
    "ounce": "ounce ounces oz", "tonne|ton": "tonne tonnes ton tons", "acre": "acre acres",
    "ha": "hectare hectares ha", "gallon|imperial gallon": "gallon gallons", "litre": "litre litres liter liters",
    "ml": "ml", "cl": "cl", "pint|imperial pint": "pint pints", "mph": "mph miles~per~hour miles~an~hour",
    "km/h": "km/h kph kilometers~per~hour kilometres~per~hour kilometers~an~hour kilometres~an~hour",
    "knot": "knot knots", "second": "second seconds sec", "minute": "minute minutes min mins",
    "hour": "hour hours hr hrs", "day": "day days", "week": "week weeks", "month": "month months",
    "year": "year years", "decade": "decade decades", "century": "century centuries", "%": "% percent per~cent",
    "$": "dollar dollars USD bucks $", "€": "euro euros EUR €", "£": "GBP quid £", "¥": "yen yuan ¥",
    "franc": "franc francs CHF", "°C|°F": "degrees degree °", "°C": "°C degrees~Celsius degrees~C",
    "°F": "°F degrees~Fahrenheit degrees~F", "m²": "m² m2 square~meters square~metres",
    "km²": "km² square~kilometers square~kilometres", "sqft": "square~feet sq~ft", "sqmile": "square~miles",
    "byte": "byte bytes", "kB": "kB KB kilobyte kilobytes",
    "MB": "MB megabyte megabytes", "GB": "GB gigabyte gigabytes", "TB": "TB terabyte terabytes",
    **_SAME,
}  # fmt: skip
_FR = {
    "km": "km kilomètre kilomètres", "m": "m mètre mètres", "cm": "cm centimètre centimètres",
    "mm": "mm millimètre millimètres", "mile": "mile miles mille milles mi", "foot": "pied pieds",
    "inch": "pouce pouces", "yard": "yard yards verge verges", "kg": "kg kilo kilos kilogramme kilogrammes",
    "g": "g gramme grammes", "mg": "mg milligramme milligrammes", "pound|£": "livre livres", "pound": "lb lbs",
    "ounce": "once onces oz", "tonne|ton": "tonne tonnes t", "acre": "acre acres", "ha": "hectare hectares ha",
    "gallon|imperial gallon": "gallon gallons", "litre": "litre litres l L", "ml": "ml mL millilitre millilitres",
    "cl": "cl cL centilitre centilitres", "pint|imperial pint": "pinte pintes",
    "mph": "mph miles~à~l’heure miles~par~heure",
    "km/h": "km/h km~à~l’heure kilomètres~à~l’heure kilomètres~par~heure kilomètres/heure kilomètres-heure",
    "knot": "nœud nœuds", "second": "seconde secondes s", "minute": "minute minutes min mn", "hour": "heure heures h",
    "day": "jour jours journée journées", "week": "semaine semaines", "month": "mois", "year": "an ans année années",
    "decade": "décennie décennies", "century": "siècle siècles", "%": "% pour~cent pourcent pourcents",
    "$": "dollar dollars USD $ US$", "€": "euro euros EUR €", "£": "£ GBP livres~sterling",
    "¥": "yen yens yuan yuans ¥", "franc": "franc francs CHF", "°C|°F": "degré degrés °", "°C": "°C degrés~Celsius",
    "°F": "°F degrés~Fahrenheit", "m²": "m² m2 mètres~carrés", "km²": "km² kilomètres~carrés", "sqft": "pieds~carrés",
    "sqmile": "miles~carrés milles~carrés", "byte": "octet octets",
    "kB": "ko Ko kB KB kilooctet kilooctets kilo-octets",
    "MB": "Mo MB mégaoctet mégaoctets méga-octets", "GB": "Go GB gigaoctet gigaoctets giga-octets",
    "TB": "To TB téraoctet téraoctets téra-octets", **_SAME,
}  # fmt: skip


class Units(NamedTuple):
    """The units of a language: what may stand behind a number, what before it, and their canonical names."""

    behind: re.Pattern[str]
    before: re.Pattern[str]
    names: Mapping[str, frozenset[str]]

    def after(self, text: str, end: int) -> tuple[frozenset[str], int]:
        """The unit behind a number that ends at `end`, and where it ends; nothing and `end` where there is none."""
        match = self.behind.match(text, end)
        return (self.names[_key(match.group(1))], match.end()) if match else (frozenset(), end)

    def ahead(self, text: str, start: int) -> tuple[frozenset[str], int]:
        """The currency sign before a number that starts at `start`, and where it starts."""
        match = self.before.search(text, max(0, start - 5), start)
        return (self.names[match.group(1)], match.start()) if match else (frozenset(), start)


def _key(spelling: str) -> str:
    return " ".join(spelling.split()).replace("'", "’")


def _units(table: Mapping[str, str], gap: str) -> Units:
    names: dict[str, frozenset[str]] = {}
    for canonical, spellings in table.items():
        for spelling in spellings.replace("~", "\0").split():
            names[spelling.replace("\0", " ")] = frozenset(canonical.split("|"))
    wordings = sorted(names, key=len, reverse=True)
    one = "|".join(re.escape(w).replace(r"\ ", r"\s").replace("’", "['’]") for w in wordings)
    signs = r"(?:US|CA|C|A|NZ|HK)?([$€£¥])\s?$"
    return Units(re.compile(rf"{gap}({one})(?![\w²])"), re.compile(signs), names)


ENGLISH_UNITS = _units(_EN, r"[\s\u00a0\u202f-]?")
FRENCH_UNITS = _units(_FR, r"[\s\u00a0\u202f-]?(?:[dD](?:['’]|e\s))?")

#: What tells of each unit of which the loss is told, wherever it stands in the French.
SIGNS = {
    "%": re.compile(r"[%‰]|pour[ \u00a0-]?cent|points?\b", re.IGNORECASE),
    "$": re.compile(r"\$|dollar|USD|billets? verts?", re.IGNORECASE),
    "€": re.compile(r"€|euro|EUR\b", re.IGNORECASE),
    "£": re.compile(r"£|livre|GBP|sterling", re.IGNORECASE),
    "¥": re.compile(r"¥|yen|yuan", re.IGNORECASE),
}


def alike(english: frozenset[str], french: frozenset[str]) -> bool:
    """Whether two units may be the same."""
    return not english or not french or bool(english & french)


def converted(value: float, english: frozenset[str], other: float, french: frozenset[str]) -> bool:
    """Whether `other` of the French unit is `value` of the English one, give or take what is rounded.

    >>> miles, kilometres = frozenset({"mile"}), frozenset({"km"})
    >>> converted(60, miles, 97, kilometres), converted(60, miles, 60, kilometres)
    (True, False)
    """
    return any(_converted(value, one, other, two) for one in english for two in french if one != two)


def _converted(value: float, one: str, other: float, two: str) -> bool:
    if {one, two} == {"°F", "°C"}:
        wanted = (value - 32) / 1.8 if one == "°F" else value * 1.8 + 32
        return abs(wanted - other) <= (_OVEN_DEGREES if min(value, other) > _OVEN else _DEGREES)
    (dimension, size), (dimension_of_other, size_of_other) = _SIZES[one], _SIZES[two]
    if dimension != dimension_of_other or dimension in ("money", "temperature", "share") or not value:
        return False
    return abs(other * size_of_other / (value * size) - 1) <= _ROUNDED
