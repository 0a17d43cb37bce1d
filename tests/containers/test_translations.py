"""What holds of every bilingual file: its translations take edits, and nothing else in it ever changes."""

from __future__ import annotations

import pickle
import re
from collections.abc import Sequence
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import qa
from qa.bilingual.pairs import Pair, pairs
from qa.containers import read
from qa.containers.units import by_unit, revised
from qa.document import Document
from qa.finding import Edit, apply_edits
from qa.language.analysis import Analysis
from qa.settings import Settings
from tests.containers.test_units import edits_of
from tests.containers.translations import MAKERS, Row, spaced
from tests.formats.mapping import assert_exact

quick = settings(deadline=None, max_examples=20)

ROWS: list[Row] = [
    ("The council met on Tuesday.", "Le conseil s’est réuni mardi."),
    ("The shops of the centre stay open.", "Les commerces du centre restent ouverts."),
    ("The shops of the centre stay open.", "Les commerces du centre restent ouverts."),
]

_FRAGMENTS = [
    "mot",
    "été",
    "l’œuf",
    " ",
    ", ",
    "R&D",
    "a < b",
    "x > y",
    '"',
    "'",
    "\\",
    "%s",
    "{0}",
    "\t",
    "=1",
    ";",
    "😀",
]


def texts(*, lines: bool = True) -> st.SearchStrategy[str]:
    """Texts that every format can hold, with what some of them have to escape. No tags: these would be codes."""
    fragments = [*_FRAGMENTS, "\n"] if lines else _FRAGMENTS
    return st.lists(st.sampled_from(fragments), max_size=8).map(lambda parts: "".join(parts).strip())


rows = st.lists(
    st.tuples(texts().map(lambda text: f"E {text}".strip()), texts().map(lambda text: f"F {text}".strip())), max_size=5
)


def pairs_of(document: Document) -> tuple[Pair, ...]:
    return pairs(Analysis(document, Settings()))


@cache
def _checker() -> qa.Checker:
    return qa.Checker()


@pytest.mark.parametrize("name", MAKERS)
@quick
@given(rows=rows)
def test_a_file_is_read_whole_and_comes_back_byte_for_byte(name: str, rows: list[Row]) -> None:
    make, _ = MAKERS[name]
    data = make(rows)
    container = read(data, name)
    assert container.write([]) == data
    assert not container.tracks
    document = container.document
    assert [unit.text for unit in document.units] == [french for _, french in rows]
    assert [pair.english for pair in pairs_of(document)] == [english.strip() for english, _ in rows]
    assert [pair.text for pair in pairs_of(document)] == [french.strip() for _, french in rows]
    assert len({unit.name for unit in document.units}) == len(rows)
    assert_exact(document.source, document.passages)


@pytest.mark.parametrize("name", MAKERS)
@quick
@given(data=st.data(), rows=rows)
def test_edits_change_the_texts_that_they_lie_in_alone(name: str, data: st.DataObject, rows: list[Row]) -> None:
    make, judge = MAKERS[name]
    made = make(rows)
    container = read(made, name)
    edits = data.draw(edits_of(container.document.source))
    after = container.write(edits)
    wanted = [apply_edits(unit.text, own) for unit, own in by_unit(container.document, edits)]
    sources = [english for english, _ in rows]
    found = list(zip(sources, wanted, strict=True))
    # Without `xml:space`, white space in XLIFF is as the program likes it that reads it.
    assert judge(after, name) == (list(map(spaced, found)) if name.endswith(".xlf") else found)
    again = read(after, name).document
    assert [unit.text for unit in again.units] == wanted
    assert [unit.name for unit in again.units] == [unit.name for unit in container.document.units]
    assert [unit.text for unit in revised(container.document, edits).units] == wanted


@pytest.mark.parametrize("name", [name for name in MAKERS if name != "a.xlsx"])
@quick
@given(rows=st.lists(st.sampled_from(ROWS), min_size=1, max_size=6), data=st.data())
def test_every_byte_outside_of_an_edit_stays(name: str, rows: list[Row], data: st.DataObject) -> None:
    made = MAKERS[name][0](rows)
    container = read(made, name)
    at = data.draw(st.integers(0, len(rows) - 1))
    start = container.document.units[at].start
    after = container.write([Edit(start, start + 3, "Ces")])
    texts = [french for _, french in rows]
    texts[at] = "Ces" + texts[at][3:]
    assert read(after, name).document.source == "\n\n".join(texts)
    assert after.count(b"Ces") == 1
    assert after.replace(b"Ces", rows[at][1][:3].encode()) == made


@pytest.mark.parametrize("name", MAKERS)
def test_an_empty_translation_takes_text(name: str) -> None:
    make, judge = MAKERS[name]
    container = read(make([*ROWS, ("Not yet.", "")]), name)
    (pair,) = [pair for pair in pairs_of(container.document) if not pair.text]
    assert pair.english == "Not yet."
    at = pair.passage.source_start(0)
    if name == "a.xlsx":
        # A cell that is not there has nowhere to put it.
        with pytest.raises(qa.source.SourceError, match="C5"):
            container.write([Edit(at, at, "Pas encore & toujours.")])
        return
    after = container.write([Edit(at, at, "Pas encore & toujours.")])
    assert judge(after, name) == [*ROWS, ("Not yet.", "Pas encore & toujours.")]


@pytest.mark.parametrize("name", MAKERS)
def test_a_container_goes_from_one_process_to_another(name: str) -> None:
    container = read(MAKERS[name][0](ROWS), name)
    edit = Edit(0, 2, "Un")
    assert pickle.loads(pickle.dumps(container)).write([edit]) == container.write([edit])


@pytest.mark.parametrize("name", MAKERS)
def test_findings_are_those_of_the_text_and_fixing_twice_changes_nothing(name: str) -> None:
    rows = [
        ("The talks went on.", "Les discussions ont repris, motorcar le conflit dure."),
        ("The situation is tense.", "La state of affairs reste tendue."),
    ]
    container = read(MAKERS[name][0](rows), name)
    fixed = _checker().fix(container.document, unsafe=True)
    assert {"motorcar", "state of affairs"} <= {finding.text for finding in fixed.applied}
    after = read(container.write(fixed.edits), name)
    assert [unit.text for unit in after.document.units] == re.split("\n\n", fixed.output)
    assert _checker().fix(after.document, unsafe=True).edits == ()


CLEAN: Sequence[Row] = [
    ("Save", "Enregistrer"),
    ("Save", "Enregistrer"),
    ("%d file was removed from “%s”.", "%d fichier a été retiré de « %s »."),
    ("Hello {name}, you have {count} messages.", "Bonjour {name}, vous avez {count} messages."),
    ('Click <a href="%s">here</a> to go on.', 'Cliquez <a href="%s">ici</a> pour continuer.'),
    ("<strong>Warning:</strong> this cannot be undone.", "<strong>Attention&nbsp;:</strong> c’est irréversible."),
    ("Your e-mail address", "Votre adresse électronique"),
    ("The port of Brest was closed by the storm.", "Le port de Brest a été fermé par la tempête."),
]


@pytest.mark.parametrize("name", MAKERS)
def test_a_clean_file_is_silent(name: str) -> None:
    document = read(MAKERS[name][0](CLEAN), name).document
    assert _checker().check(document) == ()
    with_codes = [pair for pair in pairs_of(document) if pair.codes]
    assert [pair.codes for pair in with_codes] == [("<a>", "</a>"), ("<strong>", "</strong>")]
    assert all(pair.codes == pair.english_codes for pair in with_codes)
    assert all(pair.text.count("\ufffc") == len(pair.codes) for pair in with_codes)
