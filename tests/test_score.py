"""The score counts right: known answers on pages of a line, whatever the program itself makes of them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.score import peers
from tests.score.calibration import ENOUGH, tenths, widest
from tests.score.damage import Fault, Page, damaged, own_texts, read_texts, replaced
from tests.score.measure import measure
from tests.score.table import drawn, figures_table
from tests.score.tally import Alarm, Answer, Tally, gives_back, outcome

CLEAN = Page("a.txt", "La position de l’action reste bonne.\n", "La position de l’action reste bonne.\n", ())
DAMAGED = replaced(CLEAN, [(3, 11, "stance", "english"), (17, 23, "legal deed", "phrase")])


def undone(page: Page) -> str:
    text = page.source
    for fault in reversed(page.faults):
        text = text[: fault.start] + fault.original + text[fault.end :]
    return text


def at(page: Page, words: str, *suggestions: str, **stated: float) -> Alarm:
    start = page.source.index(words)
    return Alarm(start, start + len(words), suggestions, **stated)  # type: ignore[arg-type]


def test_damage_is_told_where_it_stands() -> None:
    assert DAMAGED.source == "La stance de l’legal deed reste bonne.\n"
    assert DAMAGED.faults == (Fault(3, 9, "position", "english"), Fault(15, 25, "action", "phrase"))
    assert undone(DAMAGED) == CLEAN.clean


def test_code_and_addresses_are_not_damaged() -> None:
    source = "Une action, `action` et https://action.example.\n"
    page = Page("a.md", source, source, ())
    places = [n for n in range(len(source)) if source.startswith("action", n)]
    found = replaced(page, [(n, n + 6, "deed", "english") for n in places])
    assert len(places) == 3
    assert found.source == "Une deed, `action` et https://action.example.\n"


def test_the_same_seed_damages_the_same_words_and_another_seed_others() -> None:
    pages = own_texts()
    first = list(damaged(pages, "wordnet", (0.2,), 1))
    assert first == list(damaged(pages, "wordnet", (0.2,), 1))
    assert first != list(damaged(pages, "wordnet", (0.2,), 2))
    assert sum(len(page.faults) for _, page in first) > 100
    assert all(undone(page) == page.clean for _, page in first)


def test_paragraphs_are_lines_where_no_blank_line_parts_them(tmp_path: Path) -> None:
    lines, blank = tmp_path / "lines.txt", tmp_path / "blank.txt"
    lines.write_text("Un.\nDeux.\n", encoding="utf-8")
    blank.write_text("Un\nencore.\n\nDeux.\n", encoding="utf-8")
    assert [page.clean for page in read_texts([lines, blank])] == ["Un.\n\nDeux.\n", "Un\nencore.\n\nDeux.\n"]


def test_findings_and_suggestions_are_counted_by_fault() -> None:
    tally = Tally()
    alarms = (
        at(DAMAGED, "stance", "place", "position", "pose"),
        at(DAMAGED, "deed", "action"),  # half of the phrase: found, but not given back
        at(DAMAGED, "bonne", "bon"),
    )
    tally.add(DAMAGED, Answer(alarms))
    figures = tally.figures()
    assert (figures["faults"], figures["words"]) == (2, 8)
    assert figures["precision"] == pytest.approx(2 / 3)
    assert (figures["recall"], figures["first"], figures["three"]) == (1, 0, 0.5)
    assert figures["f1"] == pytest.approx(0.8)
    assert figures["false_alarms_per_10k"] == pytest.approx(1e4 / 8)
    kinds = tally.by_kind()
    assert (kinds["english"]["three"], kinds["phrase"]["three"]) == (1, 0)


def test_two_alarms_on_one_fault_are_one_fault_found() -> None:
    tally = Tally()
    tally.add(DAMAGED, Answer((at(DAMAGED, "legal", "légal"), at(DAMAGED, "legal deed", "action"))))
    assert tally.figures()["recall"] == 0.5
    assert tally.figures()["first"] == 0.5
    assert tally.figures()["precision"] == 1


@pytest.mark.parametrize(
    ("words", "suggestion", "right"),
    [
        ("stance", "position", True),
        ("stance", "Position", False),
        ("La stance", "La position", True),
        ("l’legal deed", "l'action", True),
        ("stance de l’legal deed", "position de l’action", True),
        ("stance de l’legal deed", "position de l’acte", False),
        ("legal", "action", False),
        ("bonne", "bonne", False),
    ],
)
def test_a_suggestion_is_right_where_it_gives_back_what_was_written(words: str, suggestion: str, right: bool) -> None:
    assert gives_back(DAMAGED, at(DAMAGED, words), suggestion) is right


@pytest.mark.parametrize(
    ("fixed", "mended", "spoiled"),
    [
        (DAMAGED.source, (False, False), 0),
        (DAMAGED.clean, (True, True), 0),
        ("La position de l’legal deed reste bonne.\n", (True, False), 0),
        ("Le stance de l’action reste bonne.\n", (False, True), 1),
        ("La place de l’acte reste bonne.\n", (False, False), 0),
        ("La position de l’action reste très bonne.\n", (True, True), 1),
        ("La position de l’action\n\nreste bonne.\n", (True, True), 0),
        ("La position de l'action.\n", (True, True), 2),
    ],
)
def test_what_a_fix_did_is_told_by_fault_and_by_spoiled_word(
    fixed: str, mended: tuple[bool, ...], spoiled: int
) -> None:
    assert outcome(DAMAGED, fixed) == (mended, spoiled)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans())))
def test_every_case_is_in_the_tenth_of_its_confidence(cases: list[tuple[float, bool]]) -> None:
    table = tenths(cases)
    assert sum(tenth.cases for tenth in table) == len(cases)
    assert all(tenth.low - 1e-6 <= tenth.stated <= tenth.low + 0.1 + 1e-6 for tenth in table)
    assert sum(tenth.right * tenth.cases for tenth in table) == pytest.approx(sum(right for _, right in cases))


def test_the_widest_gap_is_that_of_tenths_with_enough_cases() -> None:
    sure = [(0.95, n % 10 != 0) for n in range(ENOUGH)]
    few = [(0.35, False)] * (ENOUGH - 1)
    assert widest(tenths(few)) is None
    assert widest(tenths(sure + few)) == pytest.approx(0.05)
    assert widest(tenths([*sure, *few, (0.3, False)])) == pytest.approx((99 * 0.35 + 0.3) / 100)


def test_alarms_know_how_sure_they_were() -> None:
    tally = Tally()
    right = at(DAMAGED, "stance", "position", confidence=0.9, certainty=0.8, safe=True)
    wrong = at(DAMAGED, "bonne", "bon", confidence=0.4, certainty=0.7, safe=True)
    tally.add(DAMAGED, Answer((right, wrong), DAMAGED.source, DAMAGED.source))
    assert tally.findings == [(0.9, True), (0.4, False)]
    assert tally.suggestions == [(0.8, True)]  # of what is no fault, nothing stood there
    assert (tally.figures()["unasked"], tally.figures()["unasked_right"]) == (2, 0.5)


def test_tables_are_drawn_for_people_and_as_markdown() -> None:
    table = figures_table("school", {"a": {"f1": 0.5, "faults": 1234}}, {"faults": "faults", "F1": "f1", "first": "x"})
    assert drawn(table, markdown=False).splitlines() == ["school  faults    F1  first", "a        1,234  .500      –"]
    assert drawn(table, markdown=True).splitlines()[1:] == ["| --- | ---: | ---: | ---: |", "| a | 1,234 | .500 | – |"]


HUNSPELL = """#!{python}
import re, sys
known = {{"stance": "stances, distance"}}
text = sys.stdin.buffer.read().decode("utf-8")
for line in text.splitlines():
    for word in re.findall(r"[\\w’]+", line):
        if word in ("stance", "deed", "l’legal"):
            if "-l" in sys.argv:
                print(word)
            elif word in known:
                print(f"& {{word}} 2 1: {{known[word]}}")
            else:
                print(f"# {{word}} 1")
"""


def test_what_hunspell_lists_is_found_in_its_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "hunspell"
    script.write_text(HUNSPELL.format(python=sys.executable), encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    (hunspell,) = (peer for peer in peers.PEERS if peer.name == "hunspell")
    circumstance = Page("b.txt", "Circonstance : stance.\n", "", ())
    first, second, third = hunspell.answers([DAMAGED, CLEAN, circumstance])
    assert [DAMAGED.source[a.start : a.end] for a in first.alarms] == ["stance", "l’legal", "deed"]
    assert first.alarms[0].suggestions == ("stances", "distance")
    assert second.alarms == ()
    assert [(a.start, a.end) for a in third.alarms] == [(15, 21)]


@pytest.mark.parametrize("peer", peers.PEERS, ids=lambda peer: peer.name)
def test_an_installed_peer_sees_the_english_in_its_place(peer: peers.Peer) -> None:
    if not peer.installed:
        pytest.skip(f"{peer.command} is not installed")
    page = Page("a.txt", "Le maire 😀 aime l’automotive.\n\nIl parle de deployment.\n", "", ())
    alone, again = peer.answers([page, page])
    assert alone == again
    found = {page.source[alarm.start : alarm.end] for alarm in alone.alarms}
    assert found & {"automotive", "l’automotive"}
    assert "deployment" in found


def test_a_peer_that_is_not_installed_is_left_out_and_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    score = measure([CLEAN], ["wordnet"], [1.0], 1, peers=True)
    assert list(score.peers) == ["Relecture"]
    assert "grammalecte-cli is not installed" in capsys.readouterr().err


def test_the_command_measures_a_text_of_ones_own(tmp_path: Path) -> None:
    text = tmp_path / "texte"
    shutil.copy(Path(__file__).parents[1] / "corpora/clean/council.txt", text)
    command = [sys.executable, "-m", "tests.score", "--text", str(text), "--school=office", "--rate=0.2", "--json"]
    root = Path(__file__).parents[1]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root, env=os.environ)
    figures = json.loads(done.stdout)
    assert (figures["texts"], list(figures["schools"]), list(figures["rates"])) == (1, ["office", "all"], ["0.2"])
    spun = figures["schools"]["office"]
    assert spun["faults"] == sum(kind["faults"] for kind in figures["kinds"]["office"].values()) > 0
    assert spun["recall"] > 0.5
    assert spun["restored_unsafe"] >= spun["restored_safe"]
    assert figures["clean"]["changed"] == 0
