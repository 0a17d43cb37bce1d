from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.formats.plain import read
from tests.formats.mapping import assert_exact


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_blank_lines_part_paragraphs_whatever_ends_a_line(end: str) -> None:
    source = end.join(["", "  Un début", "qui continue. ", " \t", "", "Une suite.", ""])
    assert [passage.text for passage in read(source)] == [f"Un début{end}qui continue.", "Une suite."]


def test_nothing_to_read() -> None:
    assert read("") == read(" \n\r\n\t ") == ()


@given(st.text(alphabet="ab é\r\n\t\u00a0\u2028\f"))
def test_offsets_are_exact_and_no_word_is_lost(source: str) -> None:
    passages = read(source)
    assert_exact(source, passages)
    assert "".join(passage.text for passage in passages).split() == source.split() or len(passages) > 1
    assert sum(len("".join(passage.text.split())) for passage in passages) == len("".join(source.split()))
    for passage in passages:
        assert "\n\n" not in passage.text
        assert "\r\r" not in passage.text


@pytest.mark.parametrize("source", ["mot " * 2_500_000, "mot\r\n" * 500_000, "\r" * 1_000_000, "\n " * 500_000])
def test_large_texts_are_read(source: str) -> None:
    assert_exact(source, read(source))
