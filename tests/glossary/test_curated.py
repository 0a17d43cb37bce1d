"""The glossaries that ship: well formed, and each example shows what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.glossary import Glossary, Term, curated, load
from qa.glossary.match import Matcher
from qa.glossary.term import COLUMNS

FILES = sorted((Path(__file__).parents[2] / "corpora" / "glossaries").glob("*.tsv"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_file_is_without_fault(path: Path) -> None:
    assert path.read_text(encoding="utf-8").split("\n", 1)[0] == "\t".join(COLUMNS)
    assert load(path).terms


def test_the_quick_reader_sees_what_the_careful_one_does() -> None:
    assert curated().terms == tuple(term for path in FILES for term in load(path).terms)
    assert len(curated().terms) >= 600


def _faulty(term: Term) -> str:
    """What is wrong with a term's examples; empty where nothing is."""
    matcher = Matcher(Glossary("", (term,)))
    if not matcher.matches(term.bad):
        return f"{term.wrong}: not found in its bad example"
    return f"{term.wrong}: found in its good example" if matcher.matches(term.good) else ""


def test_every_term_is_found_in_its_bad_example_and_not_in_the_good_one() -> None:
    assert [fault for term in curated().terms if (fault := _faulty(term))] == []
