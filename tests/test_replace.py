"""The generator of what string replacers do, and that the program finds and mends it, whatever the table."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpora.replace import StringReplacer, main, rows
from qa.finding import Finding, apply_edits
from qa.formats import parse
from qa.language.analysis import Analysis
from qa.restore.inside_words import unheard
from qa.rules import registry
from qa.settings import Settings

_ARTICLES = sorted((Path(__file__).parents[1] / "corpora" / "articles").glob("*.clean.txt"))
_LINES = [line for path in _ARTICLES for line in path.read_text("utf-8").splitlines() if line.strip()]


def _check(text: str) -> list[Finding]:
    return list(registry()["replaced-inside"].check(Analysis(parse(text, "<text>"), Settings())))


def _table(seed: int) -> StringReplacer:
    return StringReplacer(random.Random(seed))


def test_gold_answers_say_what_was_done() -> None:
    for row in rows((("article", line) for line in _LINES), _table(3), 3):
        mended = row["spun"]
        for edit in reversed(row["edits"]):
            assert mended[edit["start"] : edit["end"]] == edit["spun"] != edit["original"]
            mended = mended[: edit["start"]] + edit["original"] + mended[edit["end"] :]
        assert mended == row["original"]


def test_later_entries_break_the_english_of_earlier_ones() -> None:
    replacer = _table(1)
    replacer.table, replacer.capitals = [("par", "through"), ("ou", "or")], {"ou"}
    assert replacer.replace("partout") == "throrghtort".replace("or", "Or")
    replacer.capitals = set()
    assert replacer.replace("Partout") == "Throrghtort"


def test_the_command_writes_rows(tmp_path: Path) -> None:
    text = tmp_path / "page.txt"
    text.write_text("Le jour se lève pour nous dans la ville.\n\nLes autres dorment encore sur place.\n", "utf-8")
    done = CliRunner().invoke(main, [str(text), "--little", "20", "--seed", "2"])
    assert done.exit_code == 0
    found = [json.loads(line) for line in done.output.splitlines()]
    assert found
    assert all(row["genre"] == "page" and row["edits"] for row in found)


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_pages_of_any_table_are_mended(seed: int) -> None:
    damaged = list(rows((("article", line) for line in _LINES), _table(seed), seed))
    source = "\n\n".join(row["spun"] for row in damaged)
    starts = [sum(len(row["spun"]) + 2 for row in damaged[:n]) for n in range(len(damaged))]
    gold = {
        (start + edit["start"], start + edit["end"]): edit["original"]
        for start, row in zip(starts, damaged, strict=True)
        for edit in row["edits"]
    }
    findings = _check(source)
    inside = [f for f in findings if any(s < f.end and f.start < e for s, e in gold)]
    assert len(inside) >= 0.98 * len(findings)
    broken = [span for span, original in gold.items() if original.islower() and unheard(source[slice(*span)].lower())]
    found = [span for span in broken if any(span[0] < f.end and f.start < span[1] for f in findings)]
    assert len(broken) > 20
    assert len(found) >= 0.85 * len(broken)
    for finding in findings:
        if finding.safe and (finding.start, finding.end) in gold:
            assert finding.suggestions[0].text == gold[finding.start, finding.end]


@pytest.mark.parametrize("path", _ARTICLES, ids=lambda path: path.stem)
def test_clean_articles_stay_untouched(path: Path) -> None:
    text = path.read_text("utf-8")
    assert apply_edits(text, [e for f in _check(text) for e in f.suggestions[0].edits]) == text
