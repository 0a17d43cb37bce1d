"""What the page's script makes of decisions, run in Node: the same as the program, whatever an editor does."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.decisions import load, sha256_of
from qa.finding import apply_edits
from tests.reports.browser import ROOT

_HARNESS = """
const model = require("node:fs").readFileSync(process.argv[1], "utf-8");
const { Review, encode } = new Function(`${model}; return { Review, encode };`)();
const lines = require("node:readline").createInterface({ input: process.stdin });
lines.on("line", (line) => {
  const { document, steps } = JSON.parse(line);
  const review = new Review([document]);
  const [one] = review.documents;
  const states = [];
  const piecesOf = (paragraph, side) => review.pieces(one, paragraph)[side].map((piece) => piece.text).join("");
  const read = (side) => one.paragraphs.map((paragraph) => piecesOf(paragraph, side)).join("");
  const tell = () => states.push({
    cleaned: review.cleaned(one),
    shown: read("now"),
    original: read("was"),
    file: JSON.stringify(review.file()),
  });
  tell();
  for (const [name, number, text] of steps) {
    const listed = review.listed();
    const entry = listed[number % Math.max(1, listed.length)];
    if (name === "rewrite") {
      const whole = { start: 0, end: one.source.length };
      review.rewrite(one, one.paragraphs.length > 1 ? one.paragraphs[number % one.paragraphs.length] : whole, text);
    } else if (name === "undo" || name === "redo") review[name]();
    else if (entry && name === "take" && entry.options.length) review.take(entry, number % entry.options.length);
    else if (entry && name === "write") review.write(entry, text);
    else if (entry && (name === "refuse" || name === "reopen")) review[name](entry);
    tell();
  }
  const again = new Review([document]);
  again.resume(again.documents[0], JSON.parse(JSON.stringify(review.kept(one))));
  const resumed = again.cleaned(again.documents[0]);
  const made = review.past.length;
  while (review.past.length) review.undo();
  const undone = review.cleaned(one);
  for (let step = 0; step < made; step++) review.redo();
  console.log(JSON.stringify({ states, undone, resumed, redone: review.cleaned(one) }));
});
"""

Ask = Callable[[dict[str, Any], list[tuple[str, int, str]]], Any]


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    """Asks the script what becomes of a document after some steps."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("no Node")
    command = [node, "-e", _HARNESS, str(ROOT / "qa/reports/assets/model.js")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None

        def asked(document: dict[str, Any], steps: list[tuple[str, int, str]]) -> Any:
            assert running.stdin is not None
            assert running.stdout is not None
            running.stdin.write(json.dumps({"document": document, "steps": steps}) + "\n")
            running.stdin.flush()
            return json.loads(running.stdout.readline())

        yield asked
        running.stdin.close()


TEXTS = st.text("ab é😀\n", max_size=12)
SOURCES = st.text("ab é😀\n", min_size=1, max_size=40) | st.lists(
    st.sampled_from(["un", "deux 😀", "\r\n", " ", "trois"])
).map("".join)


@st.composite
def documents(draw: st.DrawFn, paragraphs: int = 3) -> dict[str, Any]:
    source = draw(SOURCES)
    # No rule finds half a line break.
    cut = st.integers(0, len(source)).map(lambda at: at + (source[at - 1 : at + 1] == "\r\n"))

    def edits() -> list[list[Any]]:
        bounds = sorted(draw(st.lists(cut, max_size=4)))
        made: list[list[Any]] = []
        for start, end in zip(bounds[::2], bounds[1::2], strict=False):
            text = draw(TEXTS)
            if text != source[start:end] and not (made and (start < made[-1][1] or start == made[-1][0])):
                made.append([start, end, text])
        return made

    entries = []
    for _ in range(draw(st.integers(0, 5))):
        start, end = sorted((draw(cut), draw(cut)))
        options = [
            {"text": "", "confidence": 1, "source": "rule", "edits": made} for _ in range(2) if (made := edits())
        ]
        findings = [{"rule": "untranslated", "message": ""}]
        entries.append({"start": start, "end": end, "findings": findings, "options": options, "taken": -1})
    bounds = sorted({0, len(source), *draw(st.lists(cut, max_size=paragraphs - 1))})
    return {
        "path": "a.md",
        "sha256": sha256_of(source),
        "source": source,
        "fixed": None,
        "entries": entries,
        "paragraphs": [list(pair) for pair in pairwise(bounds)] or [[0, 0]],
    }


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["take", "refuse", "reopen", "write", "rewrite", "undo", "redo"]), st.integers(0, 9), TEXTS
    ),
    max_size=8,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents(), STEPS)
def test_the_page_and_the_program_make_the_same_text(
    ask: Ask, document: dict[str, Any], steps: list[tuple[str, int, str]]
) -> None:
    source = document["source"]
    told = ask(document, steps)
    for state in told["states"]:
        # The file is one that the program takes, and its edits give the text that the page shows.
        [decided] = load(state["file"], "decisions.json")
        edits = decided.edits_of(source)
        assert edits is not None
        assert apply_edits(source, edits) == state["cleaned"] == state["shown"]
        assert state["original"] == source
    assert told["undone"] == source
    assert told["redone"] == told["states"][-1]["cleaned"] == told["resumed"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents(paragraphs=1), STEPS, TEXTS)
def test_a_paragraph_reads_as_it_was_rewritten(
    ask: Ask, document: dict[str, Any], steps: list[tuple[str, int, str]], text: str
) -> None:
    told = ask(document, [*steps, ("rewrite", 0, text)])
    last = told["states"][-1]["cleaned"]
    assert last.replace("\r\n", "\n") == text
    suggested = [edit[2] for entry in document["entries"] for option in entry["options"] for edit in option["edits"]]
    if "\r\n" in document["source"] and not any("\n" in one for one in suggested):
        # What is typed breaks lines as the source does.
        assert last.count("\n") == last.count("\r\n")
