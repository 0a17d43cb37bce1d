"""What holds of every container: findings and edits are those of the same text without one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import qa
from qa.containers import read
from qa.containers.units import by_unit, compose, refined, revised, spread
from qa.document import Document, Piece, Unit
from qa.finding import Edit, Finding, apply_edits
from tests.containers.made import docx_of, epub_of, members_of, odt_of
from tests.containers.word import odt_settled, settled
from tests.formats.mapping import assert_exact
from tests.test_properties import articles

Make = Callable[[Sequence[Sequence[str]]], bytes]

MAKERS: dict[str, Make] = {"docx": docx_of, "odt": odt_of, "epub": epub_of}

settings.register_profile("containers", deadline=None, max_examples=25)
quick = settings(settings.get_profile("containers"))


@cache
def _checker() -> qa.Checker:
    return qa.Checker()


def _single(text: str) -> str:
    """A paragraph that XML can hold and every format shows as it is: without controls and double spaces."""
    return re.sub(" +", " ", re.sub("[\x00-\x1f\ufffe\uffff]", " ", text)).strip()


#: A container has no passage for a paragraph without a letter, plain text has.
paragraphs = articles.map(
    lambda text: [each for line in text.split("\n") if any(map(str.isalpha, each := _single(line)))]
)


@st.composite
def runs(draw: st.DrawFn) -> list[list[str]]:
    """Paragraphs, each divided into runs anywhere."""
    divided = []
    for text in draw(paragraphs):
        cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=4)))
        bounds = [0, *cuts, len(text)]
        divided.append([text[start:end] for start, end in pairwise(bounds) if start < end])
    return divided


def joined(divided: Sequence[Sequence[str]]) -> str:
    return "\n\n".join("".join(each) for each in divided)


def edits_of(text: str) -> st.SearchStrategy[list[Edit]]:
    """Edits that neither overlap nor meet, anywhere in a text."""
    words = st.sampled_from(["", "mot", "deux mots", "é", "<&>", " "])

    def made(bounds: list[int], texts: list[str]) -> list[Edit]:
        pairs = zip(bounds[::2], bounds[1::2], strict=False)
        edits = [Edit(start, end, new) for (start, end), new in zip(pairs, texts, strict=False)]
        return [edit for edit in edits if "\n" not in text[edit.start : edit.end]]

    bounds = st.lists(st.integers(0, len(text)), unique=True, max_size=8).map(sorted)
    return st.builds(made, bounds, st.lists(words, min_size=4, max_size=4))


def _findings(found: Sequence[Finding]) -> list[Finding]:
    # Messages may name a place, which has another name in a container.
    return [replace(finding, message="") for finding in found]


@pytest.mark.parametrize("format", MAKERS)
@quick
@given(divided=runs())
@example(divided=[["Depuis que ", "que la deadline"], ["", "a fermé , les"]])
def test_findings_are_those_of_the_plain_text(format: str, divided: list[list[str]]) -> None:
    document = read(MAKERS[format](divided), f"a.{format}").document
    assert document.source == joined(divided)
    assert_exact(document.source, document.passages)
    plain = qa.parse(document.source)
    assert [passage.text for passage in document.passages] == [passage.text for passage in plain.passages]
    assert _findings(_checker().check(document)) == _findings(_checker().check(plain))


@pytest.mark.parametrize("format", MAKERS)
@quick
@given(divided=runs(), unsafe=st.booleans())
def test_a_mended_container_holds_the_mended_text(format: str, divided: list[list[str]], unsafe: bool) -> None:
    container = read(MAKERS[format](divided), f"a.{format}")
    fixed = _checker().fix(container.document, unsafe=unsafe)
    after = read(container.write(fixed.edits), f"a.{format}").document
    assert [line.split() for line in after.source.split("\n") if line.strip()] == [
        line.split() for line in fixed.output.split("\n") if line.strip()
    ]
    assert _checker().fix(after, unsafe=unsafe).edits == ()


@pytest.mark.parametrize("format", MAKERS)
@quick
@given(data=st.data(), divided=runs())
def test_an_edit_changes_its_own_unit_only(format: str, data: st.DataObject, divided: list[list[str]]) -> None:
    made = MAKERS[format](divided)
    container = read(made, f"a.{format}")
    assert container.write([]) == made
    edits = data.draw(edits_of(container.document.source))
    after = container.write(edits)
    wanted = [_single(apply_edits(unit.text, own)) for unit, own in by_unit(container.document, edits)]
    found = read(after, f"a.{format}").document
    assert [_single(unit.text) for unit in found.units] == [text for text in wanted if text]
    before, now = members_of(made), members_of(after)
    assert list(before) == list(now)
    assert sum(before[name] != now[name] for name in before) <= 1


@quick
@given(data=st.data(), divided=runs())
def test_tracked_changes_accepted_make_the_new_text_and_refused_the_old(
    data: st.DataObject, divided: list[list[str]]
) -> None:
    container = read(docx_of(divided), "a.docx")
    edits = data.draw(edits_of(container.document.source))
    after = container.write(edits, tracked=True)
    assert settled(after, accept=False) == ["".join(each) for each in divided]
    mended = [apply_edits(unit.text, own) for unit, own in by_unit(container.document, edits)]
    assert [text for text in settled(after, accept=True) if text] == [text for text in mended if text]
    assert container.write(edits, tracked=True) == after


@quick
@given(data=st.data(), divided=runs())
def test_so_do_tracked_changes_of_an_odt(data: st.DataObject, divided: list[list[str]]) -> None:
    container = read(odt_of(divided), "a.odt")
    edits = data.draw(edits_of(container.document.source))
    after = container.write(edits, tracked=True)
    assert odt_settled(after, accept=False) == ["".join(each) for each in divided]
    mended = [apply_edits(unit.text, own) for unit, own in by_unit(container.document, edits)]
    assert [text for text in odt_settled(after, accept=True) if text] == [text for text in mended if text]
    assert [_single(unit.text) for unit in read(after, "a.odt").document.units] == [
        text for each in mended if (text := _single(each))
    ]


def unit(name: str, *pieces: Piece | str) -> Unit:
    return Unit(name, name, "paragraph", 0, tuple(Piece(each) if isinstance(each, str) else each for each in pieces))


IMAGE = Piece("", image=True)
FOREIGN = Piece("the Wind", foreign=True)
MIXED = compose(
    [unit("a", " Un ", IMAGE, "deux ", FOREIGN), unit("b", "  "), unit("c", "***"), unit("d", IMAGE, "Fin ")],
    "x",
    "docx",
)


def test_units_make_one_document() -> None:
    assert MIXED.source == " Un deux the Wind\n\n***\n\nFin "
    assert [(each.name, each.start, each.end) for each in MIXED.units] == [("a", 0, 17), ("c", 19, 22), ("d", 24, 28)]
    assert [passage.text for passage in MIXED.passages] == ["Un \ufffcdeux the Wind", "\ufffcFin"]
    assert_exact(MIXED.source, MIXED.passages)
    assert MIXED.position(25)[:2] == (1, 2)
    assert MIXED.position(25).label == "d:"
    assert Document("ab", ()).position(1) == (1, 2, None)


@pytest.mark.parametrize(
    ("edits", "texts"),
    [
        ([Edit(4, 8, "trois")], ["Un \ufffctrois the Wind", "\ufffcFin"]),
        ([Edit(4, 4, "x")], ["Un x\ufffcdeux the Wind", "\ufffcFin"]),
        ([Edit(24, 24, "La ")], ["Un \ufffcdeux the Wind", "\ufffcLa Fin"]),
        ([Edit(7, 12, "")], ["Un \ufffcdeu Wind", "\ufffcFin"]),
        ([Edit(17, 22, "")], ["Un \ufffcdeux the Wind", "\ufffcFin"]),
        ([Edit(17, 28, "")], ["Un \ufffcdeux the Wind"]),
        ([Edit(1, 17, "Rien"), Edit(24, 27, "Tout")], ["Rien\ufffc", "\ufffcTout"]),
    ],
)
def test_edits_make_the_document_that_they_say(edits: list[Edit], texts: list[str]) -> None:
    after = revised(MIXED, edits)
    assert after.source == apply_edits(MIXED.source, edits)
    assert [passage.text for passage in after.passages] == texts
    assert_exact(after.source, after.passages)
    assert all(after.source[each.start : each.end] == each.text for each in after.units)


@given(st.data())
def test_spread_edits_do_together_what_the_edits_do(data: st.DataObject) -> None:
    text = "abcdefghij"
    cuts = sorted(data.draw(st.lists(st.integers(0, 10), max_size=6)))
    bounds = [0, *cuts, 10]
    extents = list(pairwise(bounds))
    edits = data.draw(edits_of(text))
    shares = spread(edits, extents)
    pieces = (apply_edits(text[start:end], own) for (start, end), own in zip(extents, shares, strict=True))
    assert "".join(pieces) == apply_edits(text, edits)


@given(st.data())
def test_a_refined_edit_does_the_same_and_no_more(data: st.DataObject) -> None:
    text = "le vieux marché couvert, le vieux"
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    edit = Edit(start, end, data.draw(st.sampled_from(["le vieux", "vieux marché", " le ", "", "marché, le vieux"])))
    finer = refined(text, edit)
    assert apply_edits(text, [finer]) == apply_edits(text, [edit])
    assert edit.start <= finer.start <= finer.end <= edit.end
