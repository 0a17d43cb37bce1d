"""Whole articles: silence on the clean ones, the faults of the damaged ones, and what `fix` makes of them."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import qa
from qa.finding import apply_edits

ARTICLES = Path(__file__).parents[1] / "corpora" / "articles"
NAMES = sorted(path.name.partition(".")[0] for path in ARTICLES.glob("*.gold.jsonl"))

CLEAN = sorted((Path(__file__).parents[1] / "corpora" / "clean").glob("*.txt"))

#: False alarms on good French that we know of: the text stays as it is.
KNOWN_ALARMS = {"football": ("corner",)}

#: The share of the faults of each kind that must be found at least. To be raised as the checker gets better.
RECALL = {"word": 0.85, "phrase": 0.85, "misplaced": 0.35, "artefact": 0.6, "typography": 0.7}
#: The share of all findings that are faults, and of the English words whose first suggestion is right.
PRECISION, RIGHT_AT_ONCE = 0.93, 0.4

#: What agrees with a faulty word stands near it: its determiner, its adjectives, the participle.
NEAR = 40


class Fault(NamedTuple):
    start: int
    end: int
    text: str
    accept: tuple[str, ...]
    kind: str

    def meets(self, start: int, end: int) -> bool:
        return start < self.end and self.start < end


class Article(NamedTuple):
    damaged: str
    clean: str
    path: str
    faults: tuple[Fault, ...]


@cache
def article(name: str) -> Article:
    (path,) = (path for path in ARTICLES.glob(f"{name}.*") if path.suffix in (".txt", ".md") and path.stem == name)
    lines = (ARTICLES / f"{name}.gold.jsonl").read_text(encoding="utf-8").splitlines()
    rows = map(json.loads, lines)
    faults = tuple(Fault(row["start"], row["end"], row["text"], tuple(row["accept"]), row["kind"]) for row in rows)
    clean = path.with_suffix(f".clean{path.suffix}").read_text(encoding="utf-8")
    return Article(path.read_text(encoding="utf-8"), clean, path.name, faults)


@cache
def found(name: str) -> tuple[qa.Finding, ...]:
    return qa.check(article(name).damaged, path=article(name).path)


@cache
def mended(name: str) -> qa.Fix:
    return qa.fix(article(name).damaged, path=article(name).path)


@pytest.mark.parametrize("name", NAMES)
def test_the_gold_answers_are_those_of_the_article(name: str) -> None:
    damaged, clean, _, faults = article(name)
    assert all(damaged[fault.start : fault.end] == fault.text for fault in faults)
    assert apply_edits(damaged, [qa.Edit(fault.start, fault.end, fault.accept[0]) for fault in faults]) == clean


@pytest.mark.parametrize("name", NAMES)
def test_a_clean_article_passes_in_silence(name: str) -> None:
    assert qa.check(article(name).clean, path=article(name).path) == ()


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_clean_text_of_any_genre_passes_in_silence(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    alarms = tuple(finding.text for finding in qa.check(source, path=path.name))
    assert set(alarms) <= set(KNOWN_ALARMS.get(path.stem, ()))
    assert qa.fix(source, path=path.name).output == source


@pytest.mark.parametrize("name", NAMES)
def test_a_safe_fix_keeps_to_the_faults_and_what_agrees_with_them(name: str) -> None:
    faults = article(name).faults
    for edit in mended(name).edits:
        assert any(fault.meets(edit.start - NEAR, edit.end + NEAR) for fault in faults), edit


@pytest.mark.parametrize("name", NAMES)
def test_a_safe_fix_is_right(name: str) -> None:
    for finding in mended(name).applied:
        met = [fault for fault in article(name).faults if fault.meets(finding.start, finding.end)]
        assert met, finding
        if any(fault.kind in ("word", "phrase", "misplaced") for fault in met):
            assert any(finding.suggestions[0].text in fault.accept for fault in met), finding


@pytest.mark.parametrize("name", NAMES)
def test_fixing_again_changes_nothing_and_finds_what_was_left(name: str) -> None:
    fixed, path = mended(name), article(name).path
    assert qa.fix(fixed.output, path=path).output == fixed.output
    assert qa.check(fixed.output, path=path) == fixed.remaining
    assert apply_edits(article(name).damaged, fixed.edits) == fixed.output


@pytest.mark.parametrize("name", ["sample", "food"])
def test_an_unsafe_fix_leaves_nothing_that_it_could_mend(name: str) -> None:
    path = article(name).path
    fixed = qa.fix(article(name).damaged, path=path, unsafe=True)
    again = qa.fix(fixed.output, path=path, unsafe=True)
    assert (again.output, again.applied) == (fixed.output, ())
    assert apply_edits(article(name).damaged, fixed.edits) == fixed.output
    assert len(fixed.remaining) < len(found(name)) / 2


@pytest.mark.parametrize("name", ["sample", "travel"])
def test_the_endings_of_lines_make_no_difference(name: str) -> None:
    source, path = article(name).damaged, article(name).path
    windows = source.replace("\n", "\r\n")
    findings = qa.check(windows, path=path)
    assert [(f.rule, f.text.replace("\r\n", "\n")) for f in findings] == [(f.rule, f.text) for f in found(name)]
    assert all(windows[finding.start : finding.end] == finding.text for finding in findings if finding.text)
    assert qa.fix(windows, path=path).output == mended(name).output.replace("\n", "\r\n")


@pytest.mark.parametrize("kind", RECALL)
def test_faults_of_a_kind_are_found(kind: str) -> None:
    faults = [(name, fault) for name in NAMES for fault in article(name).faults if fault.kind == kind]
    missed = [
        (name, fault.text)
        for name, fault in faults
        if not any(fault.meets(finding.start, finding.end) for finding in found(name))
    ]
    assert len(missed) <= (1 - RECALL[kind]) * len(faults), missed


def test_what_is_found_is_a_fault() -> None:
    false = [
        (name, finding.text)
        for name in NAMES
        for finding in found(name)
        if not any(fault.meets(finding.start, finding.end) for fault in article(name).faults)
    ]
    assert len(false) <= (1 - PRECISION) * sum(len(found(name)) for name in NAMES), false


def test_the_first_suggestion_is_often_what_stood_there() -> None:
    right: Counter[bool] = Counter()
    for name in NAMES:
        for fault in article(name).faults:
            if fault.kind in ("word", "phrase"):
                met = (finding for finding in found(name) if fault.meets(finding.start, finding.end))
                right[any(f.suggestions and f.suggestions[0].text in fault.accept for f in met)] += 1
    assert right[True] >= RIGHT_AT_ONCE * right.total(), right
