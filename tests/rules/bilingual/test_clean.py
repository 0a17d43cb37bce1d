"""Good translations, of many kinds of text, on which no rule that holds them against the English says a thing."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.containers.units import compose
from qa.document import Document, Piece, Unit
from qa.language.analysis import Analysis
from qa.rules import registry
from qa.settings import Settings

CLEAN = Path(__file__).parent / "clean.tsv"


def clean_pairs() -> list[tuple[str, str]]:
    """The English and the French of each line."""
    lines = CLEAN.read_text(encoding="utf-8").splitlines()
    return [(english, french) for english, french in (line.split("\t") for line in lines)]


def document_of(pairs: list[tuple[str, str]]) -> Document:
    """A bilingual document of a unit for each pair."""
    units = (
        Unit(str(number), str(number), "paragraph", 0, (Piece(french),), (Piece(english),))
        for number, (english, french) in enumerate(pairs, 1)
    )
    return compose(units, "<text>", "lines")


BILINGUAL = [name for name, rule in registry().items() if rule.check.__module__.startswith("qa.rules.bilingual.")]


def test_there_are_pairs_of_many_kinds() -> None:
    assert len(clean_pairs()) >= 150


@pytest.mark.parametrize("name", BILINGUAL)
def test_a_rule_is_silent_on_good_translations(name: str) -> None:
    document = document_of(clean_pairs())
    found = registry()[name].check(Analysis(document, Settings()))
    said = [(document.position(finding.start).label, finding.text, finding.message) for finding in found]
    assert said == []
