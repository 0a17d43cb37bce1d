"""Out of many suggestions one set of edits; and rounds of edits told as edits of the first text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.arbiter import Trail, choose
from qa.finding import Edit, Finding, Suggestion, apply_edits

TEXT = "Le grand events de la ville"


def _finding(*edits: tuple[int, int, str], confidence: float = 1.0, safe: bool = True, start: int = -1) -> Finding:
    made = tuple(Edit(*edit) for edit in edits)
    start = start if start >= 0 else made[0].start
    suggestions = (Suggestion(made[0].text, confidence, "rule", made),)
    return Finding("r", "c", "error", start, made[-1].end, "", "", 1.0, safe, suggestions)


def _edits(text: str) -> st.SearchStrategy[list[Edit]]:
    """Edits of a text in order that neither overlap nor insert at the same place twice."""
    cuts = st.lists(st.integers(0, len(text)), max_size=6).map(sorted)
    words = st.text("xyz", max_size=3)

    def paired(drawn: tuple[list[int], list[str]]) -> list[Edit]:
        bounds, texts = drawn
        made: list[Edit] = []
        for (start, end), new in zip(zip(bounds[::2], bounds[1::2], strict=False), texts, strict=False):
            if made and (start < made[-1].end or start == made[-1].start):
                continue
            if text[start:end] != new:
                made.append(Edit(start, end, new))
        return made

    return st.tuples(cuts, st.lists(words, min_size=3, max_size=3)).map(paired)


def test_only_safe_findings_are_mended_unless_all_are_to_be() -> None:
    safe, unsafe = _finding((0, 2, "La")), _finding((9, 15, "fête"), safe=False)
    bare = Finding("r", "c", "error", 0, 2, "", "")
    assert choose([unsafe, safe, bare], unsafe=False) == ((safe,), (Edit(0, 2, "La"),))
    assert choose([unsafe, safe, bare], unsafe=True) == ((safe, unsafe), (Edit(0, 2, "La"), Edit(9, 15, "fête")))


def test_where_edits_meet_the_surer_finding_is_mended_whole() -> None:
    unsure = _finding((0, 2, "Les"), (9, 15, "fêtes"), confidence=0.6)
    sure = _finding((3, 15, "grande fête"), confidence=0.9)
    mended, edits = choose([unsure, sure], unsafe=False)
    assert (mended, edits) == ((sure,), (Edit(3, 15, "grande fête"),))


def test_findings_that_ask_for_the_same_edit_are_mended_by_it() -> None:
    one, other = _finding((0, 2, "La"), (9, 15, "fête")), _finding((0, 2, "La"), confidence=0.5)
    mended, edits = choose([other, one], unsafe=False)
    assert set(mended) == {one, other}
    assert edits == (Edit(0, 2, "La"), Edit(9, 15, "fête"))


def test_edits_that_touch_are_both_made_but_not_two_in_one_place() -> None:
    before, after = _finding((0, 3, "La ")), _finding((3, 8, "grande"), confidence=0.5)
    assert len(choose([before, after], unsafe=False)[1]) == 2
    inserted, replaced = _finding((3, 3, "si ")), _finding((3, 8, "grande"), confidence=0.5)
    assert choose([inserted, replaced], unsafe=False)[1] == (Edit(3, 3, "si "),)


@given(st.lists(st.tuples(st.lists(_edits(TEXT), min_size=1, max_size=1), st.floats(0.1, 1.0)), max_size=8))
def test_chosen_edits_never_overlap_and_are_those_of_the_mended(drawn: list[tuple[list[list[Edit]], float]]) -> None:
    findings = [
        _finding(*((edit.start, edit.end, edit.text) for edit in edits), confidence=confidence)
        for (edits,), confidence in drawn
        if edits
    ]
    mended, edits = choose(findings, unsafe=False)
    apply_edits(TEXT, edits)  # raises where edits overlap
    assert list(edits) == sorted(set(edits))
    assert {edit for finding in mended for edit in finding.suggestions[0].edits} == set(edits)
    assert bool(mended) == bool(findings)


@given(st.data())
def test_the_trail_makes_of_the_first_text_what_the_rounds_made(data: st.DataObject) -> None:
    first = data.draw(st.text("abcd ", max_size=20))
    trail, present = Trail(), first
    for _ in range(data.draw(st.integers(1, 4))):
        edits = data.draw(_edits(present))
        trail.add(edits, present)
        present = apply_edits(present, edits)
    assert apply_edits(first, trail.edits) == present
    assert list(trail.edits) == sorted(trail.edits)


@given(st.data())
def test_what_no_edit_touched_comes_from_where_it_stood(data: st.DataObject) -> None:
    first = "".join(map(chr, range(0x4E00, 0x4E00 + data.draw(st.integers(0, 20)))))  # no character twice
    trail, present = Trail(), first
    for _ in range(data.draw(st.integers(1, 3))):
        edits = data.draw(_edits(present))
        trail.add(edits, present)
        present = apply_edits(present, edits)
    for at, character in enumerate(present):
        touched = any(edit.start <= first.find(character) < edit.end for edit in trail.edits)
        if character in first and not touched:
            assert trail.extent(at, at + 1) == (first.index(character), first.index(character) + 1)


@given(st.data())
def test_every_stretch_comes_from_one_that_reads_forward(data: st.DataObject) -> None:
    first = data.draw(st.text("abcd ", max_size=20))
    trail, present = Trail(), first
    for _ in range(data.draw(st.integers(1, 3))):
        edits = data.draw(_edits(present))
        trail.add(edits, present)
        present = apply_edits(present, edits)
    start = data.draw(st.integers(0, len(present)))
    end = data.draw(st.integers(start, len(present)))
    low, high = trail.extent(start, end)
    assert 0 <= low <= high <= len(first)


@pytest.mark.parametrize(
    ("rounds", "edits"),
    [
        ([[Edit(3, 8, "grands")], [Edit(0, 2, "Les")]], (Edit(0, 2, "Les"), Edit(3, 8, "grands"))),
        ([[Edit(9, 15, "fête")], [Edit(9, 13, "joie")]], (Edit(9, 15, "joie"),)),
        ([[Edit(9, 15, "fête")], [Edit(3, 13, "bal")]], (Edit(3, 15, "bal"),)),
    ],
)
def test_what_is_mended_twice_is_told_once(rounds: list[list[Edit]], edits: tuple[Edit, ...]) -> None:
    trail, present = Trail(), TEXT
    for made in rounds:
        trail.add(made, present)
        present = apply_edits(present, made)
    assert trail.edits == edits


def test_a_replacement_comes_from_all_that_it_replaced() -> None:
    trail = Trail()
    trail.add([Edit(9, 15, "fête"), Edit(16, 18, "")], TEXT)
    assert (trail.origin(9), trail.origin(13, end=True)) == (9, 15)
    assert (trail.origin(11), trail.origin(11, end=True)) == (9, 15)
    assert (trail.origin(14), trail.origin(14, end=True)) == (18, 16)
    assert trail.extent(14, 14) == (18, 18)


@given(st.data())
def test_what_is_left_to_decide_can_be_told_of_the_first_text(data: st.DataObject) -> None:
    first = "abc defg hij"
    trail = Trail()
    trail.add(data.draw(_edits(first)), first)
    present = apply_edits(first, trail.edits)
    later = tuple(data.draw(_edits(present)))
    suggestion = Suggestion("", 1.0, "rule", later)
    [told] = trail.told([Finding("r", "c", "error", 0, 0, "", "", suggestions=(suggestion,))], present)
    edits = told.suggestions[0].edits
    # What it meets of the earlier edits, it does itself; beside the others both give what one after the other gives.
    others = [edit for edit in trail.edits if not any(_met(edit, other) for other in edits)]
    assert apply_edits(first, [*edits, *others]) == apply_edits(present, later)


def _met(one: Edit, other: Edit) -> bool:
    return (one.start < other.end and other.start < one.end) or (
        (one.start == one.end or other.start == other.end) and one.start <= other.end and other.start <= one.end
    )
