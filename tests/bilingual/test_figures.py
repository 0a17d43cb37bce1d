"""Numbers, times and dates of two languages held against each other."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from qa.bilingual.figures import Disagreement, compared
from qa.bilingual.numerals import ENGLISH, FRENCH, numerals
from qa.bilingual.pairs import Pair
from qa.document import Passage

_ONES = "zero one two three four five six seven eight nine ten eleven twelve".split()
_UNITS = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze".split()


def _compared(english: str, french: str) -> list[Disagreement]:
    passage = Passage.verbatim(french, 0, len(french))
    return list(compared(Pair(english, passage, 0, len(french))))


def _in_french(number: int, tenths: int, space: str) -> str:
    whole = f"{number:,}".replace(",", space)
    return f"{whole},{tenths}" if tenths else whole


def _in_english(number: int, tenths: int) -> str:
    return f"{number:,}.{tenths}" if tenths else f"{number:,}"


_NUMBERS = st.integers(2, 999_999_999)
_TENTHS = st.integers(0, 9)


@given(_NUMBERS, _TENTHS, st.sampled_from(" \u00a0\u202f\u2009"))
def test_a_number_agrees_with_itself_however_french_groups_it(number: int, tenths: int, space: str) -> None:
    english = f"The fund holds {_in_english(number, tenths)} shares."
    assert _compared(english, f"Le fonds détient {_in_french(number, tenths, space)} actions.") == []


@given(_NUMBERS, _TENTHS, _NUMBERS, _TENTHS)
def test_another_number_is_found_and_never_put_wrong(number: int, tenths: int, other: int, others: int) -> None:
    assume((number, tenths) != (other, others))
    wrong, right = _in_french(other, others, "\u202f"), _in_french(number, tenths, "\u202f")
    french = f"Le fonds détient {wrong} actions."
    (found,) = _compared(f"The fund holds {_in_english(number, tenths)} shares.", french)
    assert french[found.start : found.end] == wrong
    # What is suggested is right. (Of four figures French writes the space or not.)
    assert not found.right or found.right.replace("\u202f", "") == right.replace("\u202f", "")


@given(
    st.integers(2, 999), st.sampled_from([("million", "millions"), ("billion", "milliards"), ("trillion", "billions")])
)
def test_powers_have_their_french_names(number: int, power: tuple[str, str]) -> None:
    english, french = f"It cost ${number} {power[0]}.", f"Cela a coûté {number} {{}} de dollars."
    assert _compared(english, french.format(power[1])) == []
    others = {"millions", "milliards", "billions"} - {power[1]}
    for other in others:
        (found,) = _compared(english, french.format(other))
        assert found.right == power[1]


@given(st.integers(0, 23), st.integers(0, 59))
def test_a_time_of_day_agrees_on_both_clocks(hour: int, minute: int) -> None:
    half, shown = ("a.m." if hour < 12 else "p.m."), hour % 12 or 12
    assert _compared(f"It left at {shown}:{minute:02} {half}", f"Il est parti à {hour} h {minute:02}.") == []


@given(st.integers(13, 23))
def test_an_hour_of_the_wrong_half_of_the_day_is_found(hour: int) -> None:
    (found,) = _compared(f"It left at {hour - 12}:20 p.m.", f"Il est parti à {hour - 12} h 20.")
    assert (found.kind, found.right) == ("date", f"{hour} h 20")


def _english_words(number: int) -> str:
    tens = "twenty thirty forty fifty sixty seventy eighty ninety".split()
    if number <= 12:
        return _ONES[number]
    if number < 20:
        teens = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
        return teens[number - 13]
    ten, one = divmod(number, 10)
    return tens[ten - 2] + (f"-{_ONES[one]}" if one else "")


def _french_words(number: int) -> str:
    if number <= 16:
        return [*_UNITS, "treize", "quatorze", "quinze", "seize"][number]
    if number < 20:
        return f"dix-{_UNITS[number - 10]}"
    tens = ["vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt"]
    ten, one = divmod(number, 10)
    rest = one + 10 if ten in (7, 9) else one
    if not rest:
        return tens[ten - 2] + ("s" if number == 80 else "")
    joint = " et " if rest in (1, 11) and ten < 8 else "-"
    return tens[ten - 2] + joint + _french_words(rest)


@given(st.integers(2, 99), st.integers(0, 999))
def test_numbers_in_words_are_read(number: int, thousands: int) -> None:
    english, french = _english_words(number), _french_words(number)
    if thousands > 1:
        small = thousands % 98 + 2
        english = f"{_english_words(small)} thousand and {english}"
        french = f"{_french_words(small).removesuffix('s') if small == 80 else _french_words(small)} mille {french}"
        number += small * 1000
    assert [numeral.value for numeral in numerals(english, ENGLISH)] == [number]
    assert [numeral.value for numeral in numerals(french, FRENCH)] == [number]
