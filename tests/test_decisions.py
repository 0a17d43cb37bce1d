"""Decisions files: what is refused and why, and that decisions reach the text they were made on and no other."""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.decisions import Decided, DecisionsError, load, sha256_of, undone
from qa.finding import Edit, apply_edits
from tests.command import Run
from tests.containers.made import docx_of
from tests.containers.word import settled, texts

SOURCE = "Une crowd de l’été 🐟\r\nattend la itinerary.\r\n"


def decision(source: str, verdict: str, *edits: tuple[int, int, str], start: int = -1, end: int = -1) -> dict[str, Any]:
    start, end = (edits[0][0], edits[-1][1]) if edits else (start, end)
    return {
        "verdict": verdict,
        "rule": "untranslated",
        "start": start,
        "end": end,
        "text": source[start:end],
        "edits": [{"start": at, "end": to, "text": text} for at, to, text in edits],
    }


def decisions(source: str = SOURCE, path: str = "a.md", **more: Any) -> dict[str, Any]:
    at = source.index("la itinerary")
    made = [
        decision(source, "take", (4, 9, "foule")),
        decision(source, "edit", (at, at + 3, "l’"), (at + 3, at + 12, "itinéraire")),
        decision(source, "refuse", start=0, end=3),
    ]
    document = {"path": path, "sha256": sha256_of(source), "decisions": made} | more
    return {"version": 1, "documents": [document]}


def decided_on(source: str, path: str, *made: dict[str, Any]) -> dict[str, Any]:
    return {"version": 1, "documents": [{"path": path, "sha256": sha256_of(source), "decisions": list(made)}]}


CLEANED = SOURCE.replace("crowd", "foule").replace("la itinerary", "l’itinéraire")


def write(path: str, content: str | bytes | dict[str, Any]) -> Path:
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    data = json.dumps(content) if isinstance(content, dict) else content
    target.write_bytes(data if isinstance(data, bytes) else data.encode())
    return target


def test_apply_writes_in_place_and_elsewhere(run: Run) -> None:
    write("d.json", decisions())
    source = write("a.md", SOURCE)
    assert run("apply", "d.json", "a.md", "--output", "b.md").exit_code == 0
    assert (Path("b.md").read_bytes(), source.read_bytes()) == (CLEANED.encode(), SOURCE.encode())
    assert run("apply", "d.json", "a.md", "--output-dir", "out").exit_code == 0
    assert Path("out/a.md").read_bytes() == CLEANED.encode()
    assert run("apply", "d.json", "a.md", "--output", "-").stdout_bytes == CLEANED.encode()
    assert run("apply", "d.json", "-", input=SOURCE.encode()).stdout_bytes == CLEANED.encode()
    result = run("apply", "d.json", "a.md", "--lang", "en")
    assert result.stderr == "Decisions applied: 2, passages left as they are: 1. Files changed: 1.\n"
    assert source.read_bytes() == CLEANED.encode()


def test_encoding_and_byte_order_mark_come_back(run: Run) -> None:
    write("d.json", decisions())
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le")):
        source = write("a.md", mark + SOURCE.encode(encoding))
        assert run("apply", "d.json", "a.md").exit_code == 0
        assert source.read_bytes() == mark + CLEANED.encode(encoding)


def test_a_source_that_has_changed_is_refused(run: Run) -> None:
    write("d.json", decisions())
    source = write("a.md", SOURCE + "Encore.\n")
    result = run("apply", "d.json", "a.md", "--lang", "en")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "a.md: d.json does not decide on this text, which has changed since" in result.stderr
    assert source.read_bytes() == (SOURCE + "Encore.\n").encode()
    assert "a changé depuis" in run("apply", "d.json", "a.md").stderr


def test_what_fix_changed_in_place_takes_its_decisions(run: Run) -> None:
    at = SOURCE.index("attend")
    # `fix` took one of the decided edits, and another that the editor refused.
    made = (Edit(4, 9, "foule"), Edit(at, at + 6, "attendit"))
    fixed = apply_edits(SOURCE, made)
    back = [{"start": edit.start, "end": edit.end, "text": edit.text} for edit in undone(SOURCE, made)]
    write("d.json", decisions(fixed={"sha256": sha256_of(fixed), "edits": back}))
    source = write("a.md", fixed)
    assert run("apply", "d.json", "a.md").exit_code == 0
    assert source.read_bytes() == CLEANED.encode()


def test_a_folder_takes_what_concerns_it(run: Run) -> None:
    write("d.json", decisions(path="docs/a.md"))
    write("docs/a.md", SOURCE)
    other = write("docs/b.md", "Autre chose.\n")
    assert run("apply", "d.json", "docs").exit_code == 0
    assert Path("docs/a.md").read_bytes() == CLEANED.encode()
    assert other.read_bytes() == b"Autre chose.\n"
    assert run("apply", "d.json", "docs").exit_code == 2  # docs/a.md has changed now
    assert run("apply", "d.json", "docs/b.md").exit_code == 2  # named, and not decided on


def test_a_document_of_paragraphs_takes_decisions_on_its_text(run: Run) -> None:
    Path("a.docx").write_bytes(docx_of([["Une cro", "wd attend."], ["Rien & plus."]]))
    source = "Une crowd attend.\n\nRien & plus."
    end = len(source) - 1
    made = [decision(source, "take", (4, 9, "foule")), decision(source, "edit", (end - 4, end, "< moins"))]
    write("d.json", decided_on(source, "a.docx", *made))
    assert run("apply", "d.json", "a.docx", "--output", "b.docx").exit_code == 0
    assert texts(Path("b.docx").read_bytes()) == ["Une foule attend.", "Rien & < moins."]
    run("apply", "d.json", "a.docx", "--track-changes")
    tracked = Path("a.docx").read_bytes()
    assert settled(tracked, accept=False) == ["Une crowd attend.", "Rien & plus."]
    assert settled(tracked, accept=True) == ["Une foule attend.", "Rien & < moins."]


def test_changes_are_tracked_in_documents_only(run: Run) -> None:
    write("d.json", decisions())
    Path("a.md").write_bytes(SOURCE.encode())
    result = run("apply", "d.json", "a.md", "--track-changes")
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert Path("a.md").read_bytes() == SOURCE.encode()


@pytest.mark.parametrize(
    ("path", "source", "typed", "written"),
    [
        ("a.json", '{"text": "Une crowd attend."}', 'foule "calme"', 'foule \\"calme\\"'),
        ("a.json", '{"text": "Une crowd"}', 'foule"', 'foule\\"'),
        ("a.json", '{"text": "Une crowd attend."}', "foule \\u00e9mue", "foule \\u00e9mue"),
        ("a.csv", 'texte\n"Une crowd attend."\n', 'foule "calme"', 'foule ""calme""'),
        ("a.html", "<p>Une crowd attend.</p>", "R&amp;D", "R&amp;D"),
        ("a.html", "<p>Une crowd attend.</p>", "<em>foule</em>", "<em>foule</em>"),
        ("a.html", "<p>Une crowd attend.</p>", "foule <b calme", "foule &lt;b calme"),
        ("a.html", "<p>Une crowd attend.</p>", "foule</p><p>calme", "foule&lt;/p>&lt;p>calme"),
        ("a.html", '<img alt="Une crowd attend.">', 'foule "calme"', "foule &quot;calme&quot;"),
        ("a.md", "Une crowd attend.", "*foule* & <b>", "*foule* & <b>"),
    ],
)
def test_an_editors_words_are_written_as_the_format_writes_them(
    run: Run, path: str, source: str, typed: str, written: str
) -> None:
    at = source.index("crowd")
    write("d.json", decided_on(source, path, decision(source, "edit", (at, at + 5, typed))))
    Path(path).write_text(source, encoding="utf-8")
    assert run("apply", "d.json", path).exit_code == 0
    assert Path(path).read_text(encoding="utf-8") == source.replace("crowd", written)


def test_what_cannot_stand_in_a_format_is_refused(run: Run) -> None:
    source = "texte,nom\nUne crowd attend ici.,Jean\n"
    at = source.index("crowd")
    write("d.json", decided_on(source, "a.csv", decision(source, "edit", (at, at + 5, "foule, calme"))))
    Path("a.csv").write_text(source, encoding="utf-8")
    result = run("apply", "d.json", "a.csv")
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert "foule, calme" in result.stderr
    assert Path("a.csv").read_text(encoding="utf-8") == source


def test_decisions_are_not_written_over(run: Run) -> None:
    kept = write("d.json", decisions())
    before = kept.read_bytes()
    write("a.md", SOURCE)
    assert run("apply", "d.json", "a.md", "--output", "d.json").exit_code == 2
    assert kept.read_bytes() == before


def broken(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    data = decisions()
    change(data)
    return data


def first(data: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = data["documents"][0]["decisions"][0]
    return found


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "line 1: this is not JSON"),
        ("[" * 100_000, "this is not JSON"),
        ("[]", "(documents)"),
        ('{"documents": 3}', "(documents)"),
        ({"version": 2, "documents": []}, "of another version (2)"),
        (broken(lambda data: data["documents"].append(3)), "(documents[1].decisions)"),
        (broken(lambda data: data["documents"][0].pop("sha256")), "(documents[0].sha256)"),
        (broken(lambda data: first(data).pop("edits")), "(documents[0].decisions[0].edits)"),
        (broken(lambda data: first(data).update(start=True)), "(documents[0].decisions[0].start)"),
        (broken(lambda data: first(data).update(start=-1)), "(documents[0].decisions[0])"),
        (broken(lambda data: first(data).update(verdict="maybe")), "(documents[0].decisions[0])"),
        (broken(lambda data: first(data).update(verdict="refuse")), "(documents[0].decisions[0])"),
        (broken(lambda data: first(data)["edits"][0].update(end=2)), "(documents[0].decisions[0].edits[0])"),
        (
            broken(lambda data: first(data)["edits"][0].update(text="\ud800")),
            "(documents[0].decisions[0].edits[0].text)",
        ),
        (broken(lambda data: first(data)["edits"][0].update(end=10**9)), "(documents[0].decisions)"),
        (
            broken(lambda data: first(data)["edits"].append({"start": 8, "end": 9, "text": ""})),
            "(documents[0].decisions)",
        ),
    ],
)
def test_what_is_no_decisions_file_is_refused_in_one_sentence(
    run: Run, content: str | dict[str, Any], said: str
) -> None:
    write("d.json", content)
    source = write("a.md", SOURCE)
    result = run("apply", "d.json", "a.md", "--lang", "en")
    assert (result.exit_code, result.stderr.count("\n"), source.read_bytes()) == (2, 1, SOURCE.encode())
    assert said in result.stderr
    assert "d.json" in result.stderr


def test_decisions_that_do_not_fit_the_text_they_name_are_refused(run: Run) -> None:
    write("a.md", SOURCE)
    for change in ({"text": "autre"}, {"start": 3}):
        write("d.json", broken(lambda data, change=change: first(data).update(change)))  # type: ignore[misc]
        assert run("apply", "d.json", "a.md").exit_code == 2
    assert run("apply", "missing.json", "a.md").exit_code == 2
    assert Path("a.md").read_bytes() == SOURCE.encode()


def _edits(text: str) -> st.SearchStrategy[tuple[Edit, ...]]:
    """Edits that neither overlap nor insert at one place twice."""

    def paired(drawn: tuple[list[int], list[str]]) -> tuple[Edit, ...]:
        bounds, texts = drawn
        made: list[Edit] = []
        for (start, end), new in zip(zip(bounds[::2], bounds[1::2], strict=False), texts, strict=False):
            if (not made or (start >= made[-1].end and start > made[-1].start)) and text[start:end] != new:
                made.append(Edit(start, end, new))
        return tuple(made)

    cuts = st.lists(st.integers(0, len(text)), max_size=8).map(sorted)
    return st.tuples(cuts, st.lists(st.text("xyz", max_size=3), min_size=4, max_size=4)).map(paired)


@given(_edits("le state of affairs"), _edits("le state of affairs"))
def test_decisions_reach_the_fixed_text_as_they_reach_the_source(
    fixed: tuple[Edit, ...], taken: tuple[Edit, ...]
) -> None:
    source = "le state of affairs"
    output = apply_edits(source, fixed)
    made = [decision(source, "take", (edit.start, edit.end, edit.text)) for edit in taken]
    back = [{"start": edit.start, "end": edit.end, "text": edit.text} for edit in undone(source, fixed)]
    again = {"sha256": sha256_of(output), "edits": back}
    document = {"path": "a", "sha256": sha256_of(source), "fixed": again, "decisions": made}
    [decided] = load(json.dumps({"version": 1, "documents": [document]}), "d.json")
    for text in (source, output):
        edits = decided.edits_of(text)
        assert edits is not None
        assert apply_edits(text, edits) == apply_edits(source, taken)
    assert decided.edits_of(source + "!") is None


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["version", "documents", "decisions", "edits", "path", "sha256", "start"]), inner
            )
        ),
    )
)
def test_whatever_json_says_it_is_taken_or_refused(value: object) -> None:
    try:
        loaded = load(json.dumps(value), "d.json")
    except DecisionsError:
        return
    assert all(isinstance(one, Decided) for one in loaded)
