"""A user's glossary with an English side, held against translations."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.finding import Finding
from qa.pipeline import Checker
from qa.settings import Settings
from tests.rules.bilingual.test_clean import document_of

HOUSE = (
    "term\tright\tenglish\tpos\tsafe\n"
    "logement abordable\tlogement à prix modéré\taffordable housing\tnoun\tyes\n"
    "deadline\tdate limite\t\tnoun\tno\n"
    "\tpartie prenante\tstakeholder | interested party\tnoun\tno\n"
    "Blue Harbour\tBlue Harbour\t\t\tno\n"
)
RULES = ("term-not-rendered", "forbidden-rendering", "translated-name", "glossary-term")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    path = tmp_path / "maison.tsv"
    path.write_text(HOUSE, encoding="utf-8")
    return path


def _found(house: Path, english: str, french: str) -> list[Finding]:
    checker = Checker(Settings(glossaries=(house,), select=RULES))
    return list(checker.check(document_of([(english, french)])))


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("All stakeholders agreed.", "Tous les acteurs sont d’accord."),
        ("The interested parties agreed.", "Les intéressés sont d’accord."),
        ("The deadline is Friday.", "L’échéance est vendredi."),
    ],
)
def test_a_term_is_missed_in_any_inflection(house: Path, english: str, french: str) -> None:
    assert [(finding.rule, finding.text) for finding in _found(house, english, french)] == [
        ("term-not-rendered", french)
    ]


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("All stakeholders agreed.", "Toutes les parties prenantes sont d’accord."),
        ("The deadline is Friday.", "La date limite est vendredi."),
        ("More affordable housing is needed.", "Il faut plus de logements à prix modéré."),
        ("Blue Harbour is closed.", "Le Blue Harbour est fermé."),
        ("A blue harbour, a grey sky.", "Un port bleu, un ciel gris."),
    ],
)
def test_a_term_rendered_as_agreed_is_no_fault(house: Path, english: str, french: str) -> None:
    assert _found(house, english, french) == []


def test_a_forbidden_rendering_is_told_once_where_it_stands(house: Path) -> None:
    (finding,) = _found(house, "Affordable housing is scarce.", "Les logements abordables sont rares.")
    assert (finding.rule, finding.text) == ("forbidden-rendering", "logements abordables")
    assert finding.suggestions[0].text == "logements à prix modéré"


def test_a_name_to_be_kept_is_missed(house: Path) -> None:
    assert [f.rule for f in _found(house, "Blue Harbour is closed.", "Le Port Bleu est fermé.")] == ["translated-name"]
