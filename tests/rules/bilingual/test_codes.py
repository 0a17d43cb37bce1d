"""Inline codes that a reader takes out of the text."""

from __future__ import annotations

import pytest

from qa.containers.units import compose
from qa.document import Piece, Unit
from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.rules import registry
from qa.settings import Settings


def _pieces(text: str) -> tuple[Piece, ...]:
    """Text with codes in square brackets."""
    return tuple(
        Piece("", image=True, code=part) if number % 2 else Piece(part)
        for number, part in enumerate(text.replace("[", "\0").replace("]", "\0").split("\0"))
    )


def _found(english: str, french: str) -> list[Finding]:
    document = compose([Unit("1", "1", "paragraph", 0, _pieces(french), _pieces(english))], "a.xlf", "xliff")
    return list(registry()["code-mismatch"].check(Analysis(document, Settings())))


@pytest.mark.parametrize(
    "french",
    ["Lisez la [g:1]notice[/g:1] [x:2].", "[x:2] : lisez la [g:1]notice[/g:1]."],
)
def test_codes_may_change_places(french: str) -> None:
    assert _found("Read the [g:1]manual[/g:1] [x:2].", french) == []


@pytest.mark.parametrize(
    ("french", "count"),
    [
        ("Lisez la [g:1]notice[/g:1].", 1),
        ("Lisez la [g:1]notice[/g:1] [x:2] [x:3].", 1),
        ("Lisez la [/g:1]notice[g:1] [x:2].", 1),
    ],
)
def test_lost_added_and_turned_codes_are_found(french: str, count: int) -> None:
    assert len(_found("Read the [g:1]manual[/g:1] [x:2].", french)) == count


def test_codes_that_cross_are_found() -> None:
    english = "[g:1]Read the [g:2]manual[/g:2] first[/g:1]."
    assert _found(english, "[g:1]Lisez d’abord la [g:2]notice[/g:2][/g:1].") == []
    assert len(_found(english, "[g:1]Lisez d’abord la [g:2]notice[/g:1][/g:2].")) == 1
