"""Places as editors count them, held against what the codecs say of the same text."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.lsp.positions import Encoding, Place, Positions

_CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
#: U+2028 and the form feed end no line in the protocol, though `str.splitlines` thinks so.
_LETTERS = st.sampled_from("ab éœ\u202f👍🏽\n\r\u2028\f\N{COMBINING ACUTE ACCENT}𝒳")


@pytest.mark.parametrize(("encoding", "place"), [("utf-8", (1, 13)), ("utf-16", (1, 9)), ("utf-32", (1, 8))], ids=str)
def test_columns_are_counted_in_the_units_agreed_on(encoding: Encoding, place: tuple[int, int]) -> None:
    text = "Titre\r\nÉté 👍 : motorcar"
    offset = text.index("motorcar")
    assert Positions(text, encoding).place(offset) == place


@given(text=st.text(_LETTERS, max_size=40), encoding=st.sampled_from(get_args(Encoding)))
def test_every_place_is_that_of_the_encoded_line(text: str, encoding: Encoding) -> None:
    codec, width = _CODECS[encoding]
    positions = Positions(text, encoding)
    for offset in range(len(text) + 1):
        if text[max(0, offset - 1) : offset + 1] == "\r\n":
            continue  # no place of the protocol is inside a line's ending
        lines = re.split(r"\r\n|\r|\n", text[:offset])
        place = Place(len(lines) - 1, len(lines[-1].encode(codec)) // width)
        assert positions.place(offset) == place
        assert positions.offset(*place) == offset


def test_places_that_are_none_are_taken_for_the_nearest_before() -> None:
    positions = Positions("a👍b\r\nc", "utf-16")
    assert positions.offset(0, 2) == 1  # inside the emoji
    assert positions.offset(0, 99) == 3
    assert positions.offset(99, 0) == len("a👍b\r\nc")
