"""Bad translations, and what the rule says of each that ought to speak of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.language.analysis import Analysis
from qa.rules import registry
from qa.settings import Settings
from tests.rules.bilingual.test_clean import document_of

_LINES = (Path(__file__).parent / "faults.tsv").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", _LINES)
def test_a_fault_is_found_where_it_stands(line: str) -> None:
    name, english, french, wanted = line.split("\t")
    found = registry()[name].check(Analysis(document_of([(english, french)]), Settings()))
    assert wanted in [finding.text for finding in found]
