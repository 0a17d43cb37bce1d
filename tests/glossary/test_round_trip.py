"""What is written in any format reads back as it was, and no cell is a formula to a spreadsheet."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.glossary import Glossary, Term, load, save
from qa.glossary.term import GENDERS, KINDS, PARTS_OF_SPEECH

FORMATS = ("csv", "tsv", "tbx", "xlsx", "yaml")

_letters = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp"))


def _texts(alphabet: st.SearchStrategy[str], smallest: int = 0) -> st.SearchStrategy[str]:
    texts = st.text(alphabet, min_size=smallest, max_size=12) | st.sampled_from(
        ["=1+1", "'=x", "-gate", "@home", "no", "<b>&"]
    )
    return texts.map(lambda text: " ".join(text.split(" ")).strip(" ")).map(_single_spaced)


def _single_spaced(text: str) -> str:
    while "  " in text:
        text = text.replace("  ", " ")
    return text.strip()


_wordings = _texts(_letters.filter(lambda character: character != "|"), 1).filter(
    lambda text: any(character.isalnum() for character in text)
)


@st.composite
def _terms(draw: st.DrawFn) -> Term:
    right = tuple(draw(st.lists(_wordings, max_size=3, unique=True)))
    free = [draw(_texts(_letters)) for _ in range(4)]
    return Term(
        draw(_wordings),
        right,
        draw(st.sampled_from(KINDS)),
        draw(st.sampled_from(PARTS_OF_SPEECH)),
        draw(st.sampled_from(GENDERS)) if right else "",
        bool(right) and draw(st.booleans()),
        draw(st.sampled_from(["", "next=rôle|élément", "prev=@det; near=clé"])),
        draw(st.sampled_from(["", "next=@end"])),
        *free,
    )


_glossaries = st.lists(_terms(), min_size=1, max_size=4, unique_by=lambda term: (term.wrong, term.when, term.unless))


@pytest.mark.parametrize("ending", FORMATS)
@given(terms=_glossaries)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_written_reads_back(ending: str, terms: list[Term], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("glossary") / f"maison.{ending}"
    glossary = Glossary(path.name, tuple(terms))
    save(glossary, path)
    assert load(path) == glossary


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_cell_of_a_csv_is_a_formula(start: str, tmp_path: Path) -> None:
    path = tmp_path / "maison.csv"
    term = Term(start + "cmd()", (start + "1+1",), note=start + "A1")
    save(Glossary("maison.csv", (term,)), path)
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert load(path).terms == (term,)


def test_every_cell_of_a_workbook_is_text(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "maison.xlsx"
    save(Glossary("maison.xlsx", (Term("=cmd()", ("+1",), note="@A1", source="#N/A"),)), path)
    types = {cell.data_type for row in load_workbook(path).worksheets[0].iter_rows() for cell in row if cell.value}
    assert types == {"s"}
