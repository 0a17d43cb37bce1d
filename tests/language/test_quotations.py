"""Where quotations open and close."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.language.quotations import NARROW_NO_BREAK, NO_BREAK, inner_space, quotations


def _spans(text: str) -> list[str]:
    return [text[quotation.start : quotation.end] for quotation in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il dit « oui » et “non”.", ["« oui »", "“non”"]),
        ("Il dit « j’ai lu “Candide” hier ».", ["« j’ai lu “Candide” hier »", "“Candide”"]),
        ('Il dit "oui", puis " non ".', ['"oui"', '" non "']),
        ('Le mot ("ici") et l\'"autre".', ['"ici"', '"autre"']),
        ("Le mot ”ici” et „là“.", ["”ici”", "„là“"]),
        ("Le mot “ici“.", ["“ici“"]),
        ("Rien, l’avion n’est pas d'ici.", []),
        ('Un tube de 15" ou de 3/4" fait 12\' 30".', []),
        ("« Un vers\n« puis un autre\n« et le dernier. »", ["« Un vers\n« puis un autre\n« et le dernier. »"]),
        ('lang="fr" class="a b"', ['"fr"', '"a b"']),
    ],
)
def test_finds_whole_quotations(text: str, expected: list[str]) -> None:
    assert _spans(text) == expected
    assert all(quotation.opened and quotation.closed for quotation in quotations(text))


def test_a_quotation_that_never_closes_reaches_to_the_end() -> None:
    (quotation,) = quotations("Il dit « oui et s’en va.")
    assert (quotation.start, quotation.end, quotation.opened, quotation.closed) == (7, 24, True, False)


def test_a_quotation_that_never_opened_is_its_mark() -> None:
    (quotation,) = quotations('Il dit oui", et s’en va.')
    assert (quotation.start, quotation.end, quotation.opened, quotation.closed) == (10, 11, False, True)


def test_an_inner_quotation_ends_with_the_one_around_it() -> None:
    outer, inner = quotations("Elle dit « je lis “Candide ce soir » et sort.")
    assert (outer.closed, inner.closed) == (True, False)
    assert inner.end == outer.end - 1
    assert (outer.depth, inner.depth) == (0, 1)


@given(st.text(alphabet='«»“”„" a1\n,.', max_size=60))
def test_any_text_gives_quotations_in_order_and_in_bounds(text: str) -> None:
    found = quotations(text)
    assert found == sorted(found)
    for quotation in found:
        assert 0 <= quotation.start < quotation.end <= len(text)
        assert quotation.opened or quotation.closed
        assert text[quotation.start] in '«»“”„"'


@pytest.mark.parametrize("unit", ["« a ", "» a ", '" a "b', "“ a « b ", "a”"])
def test_quotations_without_end_are_found(unit: str) -> None:
    assert quotations(unit * 50_000)


@pytest.mark.parametrize(
    ("texts", "space"),
    [
        (["«\u202foui\u202f»", "« non »"], NARROW_NO_BREAK),
        (["«\u00a0oui\u00a0»"], NO_BREAK),
        (["«oui» et «non»"], ""),
        (["« oui »"], NO_BREAK),
        (["rien"], NO_BREAK),
    ],
)
def test_inner_space_is_the_one_that_the_document_uses(texts: list[str], space: str) -> None:
    assert inner_space(texts) == space
