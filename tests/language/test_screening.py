"""A text read in parts is the text read whole, wherever a word of interest stands."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qa.language.ngrams import BEGIN, END
from qa.language.screening import Screen, near
from qa.language.slot import edges, slot
from qa.language.tokens import tokens

_WORDS = st.sampled_from(
    ["un", "l’été", "aujourd’hui,", "event", "« event »", "c'est-à-dire", "…", "_", "2021.", "Non !"]
)
_BLANKS = st.sampled_from([" ", " ", " ", "  ", "\n", "\n\n", "\u00a0", "\t"])
_TEXTS = st.lists(st.tuples(_WORDS, _BLANKS), max_size=400).map(lambda pairs: "".join(map("".join, pairs)))


def _events() -> Screen:
    return Screen(lambda words: sum(word == "event" for word in words))


@given(_TEXTS)
def test_the_words_of_the_spellings_are_the_words_of_the_text(text: str) -> None:
    assert Screen(len).total(text) == len(tokens(text))
    assert _events().total(text) == sum(token.text == "event" for token in tokens(text))


@given(_TEXTS)
def test_each_word_of_interest_is_in_a_part_with_those_beside_it(text: str) -> None:
    whole = tokens(text)
    parts = [tokens(text, *part) for part in _events().parts(text)]
    read = {token for part in parts for token in part}
    for at, token in enumerate(whole):
        if token.text == "event":
            assert read.issuperset(whole[max(0, at - 8) : at + 9])
    assert sum(map(len, parts)) == len(read)  # they lie apart
    assert read.issubset(whole)


@given(_TEXTS, st.integers(0, 2000))
def test_what_is_near_begins_and_ends_at_blanks(text: str, start: int) -> None:
    start = min(start, len(text))
    low, high = near(text, start, start)
    assert low <= start <= high
    assert not low or text[low - 1] == " "
    assert high == len(text) or text[high] == " "


@given(_TEXTS)
def test_the_edges_of_a_place_are_those_of_its_slot(text: str) -> None:
    for token in tokens(text):
        place = slot(text, token.start, token.end)
        assert edges(text, token.start, token.end) == (
            *(BEGIN, BEGIN, *place.left)[-2:],
            *(*place.right, END, END)[:2],
        )
