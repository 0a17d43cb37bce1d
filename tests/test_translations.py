"""The level that the checks beside the English have reached on the project's own texts, and that it is told right."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from qa.rules import registry
from tests.score.faults import ALSO, Fault, Translation, translations
from tests.score.translations import ALL, Score, measure, pages

#: Checks that compare signs, figures or fixed wordings; the others weigh words.
EXACT = frozenset(
    "number-mismatch date-mismatch unit-mismatch placeholder-mismatch code-mismatch address-mismatch term-not-rendered"
    " forbidden-rendering translated-name left-in-english empty-translation".split()
)
TEXTS = list(translations())


@pytest.fixture(scope="module")
def score() -> Score:
    return measure()


def test_good_translations_pass_in_silence(score: Score) -> None:
    assert score.clean == []


def test_hardly_anything_right_is_reported(score: Score) -> None:
    precision = score.counts[ALL].precision
    assert precision is not None
    assert precision >= 0.97
    low = {name: c.precision for name, c in score.counts.items() if name in ALSO and (c.precision or 1) < 0.95}
    assert low == {}


def test_nearly_all_faults_are_found(score: Score) -> None:
    recall = {name: count.recall for name, count in score.counts.items() if count.faults}
    bounds = {name: 0.9 if name in EXACT else 0.8 for name in recall}
    assert {name: found for name, found in recall.items() if found is None or found < bounds[name]} == {}
    assert score.counts[ALL].found >= 0.97 * score.counts[ALL].faults


def test_every_rule_beside_the_english_has_its_faults() -> None:
    kinds = Counter(fault.kind for text in TEXTS for fault in text.faults)
    bilingual = {name for name, rule in registry().items() if rule.check.__module__.startswith("qa.rules.bilingual")}
    assert set(kinds) == bilingual
    assert min(kinds.values()) >= 4
    assert sum(1 for text in TEXTS if text.faults) >= 12
    assert {also for each in ALSO.values() for also in each} <= set(registry())


@pytest.mark.parametrize("text", [text for text in TEXTS if text.faults], ids=lambda text: text.name)
def test_damage_stands_where_it_is_told(text: Translation) -> None:
    assert text.damaged != text.path.read_text("utf-8")
    if text.english is not None:
        assert all(0 <= fault.start <= fault.end <= len(text.damaged) for fault in text.faults)
    else:
        assert all(fault.unit for fault in text.faults)


def test_a_finding_counts_only_for_what_it_touches_and_tells_of() -> None:
    fault = Fault("number-mismatch", 10, 12)
    assert fault.touches(12, 15, "")
    assert not fault.touches(13, 15, "")
    assert fault.allows("number-mismatch")
    assert fault.allows("unit-mismatch")
    assert not fault.allows("omission")
    assert Fault("omission", unit="tu1").touches(0, 0, "tu1")
    assert not Fault("omission", unit="tu1").touches(0, 0, "tu2")


def test_the_figures_are_told_as_table_and_json(score: Score) -> None:
    (text,) = pages(score, as_json=True, markdown=False, verbose=False)
    figures = json.loads(text)
    assert figures["texts"] == len(TEXTS)
    assert set(figures["rules"]) == set(score.counts)
    table, total, *_ = pages(score, as_json=False, markdown=True, verbose=True)
    assert table.splitlines()[0] == "| rule | faults | found | recall | findings | right | precision |"
    assert len(table.splitlines()) == len(score.counts) + 2
    assert total.startswith(f"{len(TEXTS)} texts; 0 findings")
