"""Pages for the browser: what stands in them, and that nothing in an article can run there."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.document import Document, Passage
from qa.finding import Edit, Finding, Suggestion, apply_edits
from qa.reports import Report, render
from qa.reports.alignment import entries, paragraphs
from qa.reports.html import review
from tests.reports.made import document, finding
from tests.reports.sample import Sample, sample


class Page(HTMLParser):
    """What a browser would make of a page: elements with attributes, and the text of each cell."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.cells: dict[str, list[str]] = {"was": [], "now": []}
        self.texts: dict[str, str] = {}
        self._open: list[tuple[str, str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in ("meta", "rect"):
            return
        name = dict(attrs).get("class") or ""
        self._open.append((tag, name))
        if name in self.cells:
            self.cells[name].append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for tag, name in self._open:
            self.texts[tag] = self.texts.get(tag, "") + data
            if name in self.cells:
                self.cells[name][-1] += data


def data_of(page: str) -> Any:
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)[1])  # type: ignore[index]


def text_of(page: str, name: str) -> list[str]:
    """The text of all elements of one tag that hold nothing but text or an entry."""
    found = re.findall(rf"<{name}><span [^>]*>(.*?)</span></{name}>", page, re.S)
    return [unescape(text) for text in found]


def test_both_versions_stand_side_by_side() -> None:
    fixed = sample()
    page = Page(review([fixed], lang="fr"))
    assert "\n\n".join(page.cells["was"]) == fixed.document.source.strip()
    assert "\n\n".join(page.cells["now"]) == fixed.output.strip()


def test_every_change_is_marked_where_it_is() -> None:
    fixed = sample()
    page = review([fixed], lang="fr")
    assert text_of(page, "del") == [fixed.document.source[edit.start : edit.end] for edit in fixed.edits]
    assert text_of(page, "ins") == [edit.text for edit in fixed.edits]
    assert text_of(page, "mark") == [fixed.output[one.start : one.end] for one in fixed.remaining]


def test_the_panel_knows_every_entry() -> None:
    fixed = sample()
    page = review([fixed], lang="fr", reasons={"untranslated": "Parce que.", "unused": "Non."})
    data = data_of(page)
    assert len(data["entries"]) == len(fixed.applied) + len(fixed.remaining)
    assert data["reasons"] == {"untranslated": "Parce que."}
    first = data["entries"][0]
    assert first["changes"] == [["crowd", "foule"]]
    assert first["findings"][0]["confidence"] == 0.981
    assert [suggestion["text"] for suggestion in first["findings"][0]["suggestions"]] == ["foule", "foule\u00a0bis"]
    left = next(entry for entry in data["entries"] if not entry["mended"])
    assert left["findings"][0]["text"] == "motion"
    numbers = {int(number) for number in re.findall(r'data-entry="(\d+)"', page)}
    assert numbers == set(range(len(data["entries"])))


def test_the_summary_counts() -> None:
    page = review([sample("Il a [[the car|la voiture]] et ((motion)) rouge,[[|\u0020]]dit-on.\n")], lang="fr")
    figures = re.findall(r"<dd>(.*?)</dd><dt>(.*?)</dt>", page)
    assert figures == [
        ("2", "corrections"),
        ("1", "passage à relire"),
        ("25,0\u00a0%", "des mots touchés"),
        ("8", "mots"),
    ]
    assert re.findall(r'<tr><th scope="row">.*?>([\w-]+)</button></th><td>(.*?)</td><td>(.*?)</td>', page) == [
        ("out-of-place", "–", "1"),
        ("spacing", "1", "–"),
        ("untranslated", "1", "–"),
    ]


def test_in_english() -> None:
    page = review([sample()], lang="en")
    assert '<html lang="en">' in page
    assert "of the words touched" in page
    assert "Corrected version" in page
    assert "corrigée" not in re.sub(r'<div class="(was|now)".*?</div>', "", page)


def test_words_repaired_around_belong_to_the_same_entry() -> None:
    source = "C’est le triste state of affairs ici."
    edits = (Edit(6, 8, "la"), Edit(16, 32, "situation"))
    one = Finding(
        "untranslated", "accuracy/untranslated", "error", 16, 32, "state of affairs", "!",
        suggestions=(Suggestion("situation", 0.9, "glossary", edits),),
    )  # fmt: skip
    fixed = Sample(document(source), apply_edits(source, edits), (one,), edits, ())
    assert [entry.edits for entry in entries(fixed)] == [edits]
    assert data_of(review([fixed], lang="fr"))["entries"][0]["changes"] == [
        ["le", "la"],
        ["state of affairs", "situation"],
    ]


def test_findings_of_one_merged_edit_stand_together() -> None:
    source = "un car automotive"
    edit = Edit(3, 17, "autocar")
    both = (finding(source, "car", "bus"), finding(source, "automotive", "automobile"))
    fixed = Sample(document(source), apply_edits(source, [edit]), both, (edit,), ())
    assert [entry.findings for entry in entries(fixed)] == [both]


def test_a_paragraph_that_goes_leaves_its_place_empty() -> None:
    source = "Un.\n\nDeux.\n\nDeux.\n\nTrois.\n"
    edit = Edit(10, 17, "")
    fixed = Sample(document(source), apply_edits(source, [edit]), (), (edit,), ())
    rows = [
        ("".join(piece.text for piece in row.was).strip(), "".join(piece.text for piece in row.now).strip())
        for row in paragraphs(fixed, entries(fixed))
    ]
    assert rows == [("Un.", "Un."), ("Deux.", "Deux."), ("Deux.", ""), ("Trois.", "Trois.")]


HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!-- <script>",
    "]]><svg onload=alert(1)>",
    '" onmouseover="alert(1)',
    "&lt;script&gt;",
    "\u2028\u2029 \x00\x1b\u202e",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_an_article_becomes_markup(text: str) -> None:
    source = f"Avant {text} après.\n"
    edits = (Edit(6, 6 + len(text), f"[{text}]"),)
    output = apply_edits(source, edits)
    mended = Finding(
        f"rule{text}", text, "error", 6, 6 + len(text), text, text,
        suggestions=(Suggestion(f"[{text}]", 0.5, text, edits),),
    )  # fmt: skip
    left = finding(output, "Avant", text, message=text)
    fixed = Sample(document(source, path=text), output, (mended,), edits, (left,))
    harmless = Sample(document("Avant mot après.\n"), "Avant mis après.\n", (), (), ())
    for page in (
        review([fixed], lang="fr", reasons={mended.rule: text}),
        review([fixed, fixed], lang="en"),
        "".join(render("html", [Report(fixed.document, (mended,))], lang="fr", color=False, width=80)),
    ):
        read = Page(page)
        known = {tag for tag, _ in Page(review([harmless, sample()], lang="fr")).elements}
        assert {tag for tag, _ in read.elements} <= known
        assert sum(tag == "script" for tag, _ in read.elements) == 2
        assert not [name for _, attributes in read.elements for name in attributes if name.startswith("on")]
        assert not re.search(r"[\x00\x1b\u202e]", page)
        assert data_of(page)["entries"]


def test_the_policy_lets_only_the_page_s_own_style_and_script_in() -> None:
    page = review([sample()], lang="fr")
    (content,) = re.findall(r'Content-Security-Policy" content="(.*?)"', page)
    policy = dict(part.split(" ", 1) for part in content.split("; "))
    assert policy["default-src"] == "'none'"
    for directive, element in (("style-src", "<style>(.*?)</style>"), ("script-src", "<script>(.*?)</script>")):
        [text] = re.findall(element, page, re.S)
        assert policy[directive] == f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
    assert not re.search(r'(src|href)="(?!#)|@import|url\(|style="', page)


def test_check_shows_where_findings_are_and_counts_clean_files() -> None:
    source = "Voici le state of affairs du jour.\n"
    reports = [Report(document(source), (finding(source, "state of affairs", "situation"),))]
    page = "".join(
        render("html", [*reports, Report(document("Rien.\n", "b.txt"), ())], lang="fr", color=False, width=80)
    )
    assert re.findall(r"<mark><span [^>]*>(.*?)</span></mark>", page) == ["state of affairs"]
    assert re.findall(r"<dd>(\d+)</dd><dt>(.*?)</dt>", page) == [("1", "signalement"), ("7", "mots"), ("2", "fichiers")]
    assert "b.txt" not in page


def test_nothing_found_is_a_page_too() -> None:
    page = "".join(render("html", [Report(document("Rien.\n"), ())], lang="fr", color=False, width=80))
    assert "Aucun signalement." in page
    assert data_of(page)["entries"] == []
    assert data_of(review([], lang="fr"))["entries"] == []


def test_lines_broken_by_their_author_flow_and_verses_stay() -> None:
    def shown(text: str) -> list[str]:
        one = Document(text, (Passage.verbatim(text, 0, len(text)),))
        return Page(review([Sample(one, text, (), (), ())], lang="fr")).cells["now"]

    first = "Une ligne de prose que son auteur a coupée au bord de l’écran"
    assert shown(f"{first}\r\net qui continue.\r\n") == [f"{first} et qui continue."]
    assert shown("Rose,\net encore rose.\n") == ["Rose,\net encore rose."]


def _luminance(color: str) -> float:
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_colours_can_be_read_by_those_who_see_less() -> None:
    page = review([sample()], lang="fr")
    themes = [dict(re.findall(r"--([\w-]+): (#\w{6})", block)) for block in re.findall(r":root[^{]*\{[^}]*\}", page)]
    themes = [theme for theme in themes if theme]
    assert len(themes) == 4
    for theme in themes:
        color = themes[0] | theme
        pairs = [(ink, paper) for ink in ("ink", "muted", "accent") for paper in ("paper", "surface")]
        for ink, paper in (*pairs, *((f"{side}-ink", f"{side}-paper") for side in ("was", "now", "left"))):
            light, dark = sorted((_luminance(color[ink]), _luminance(color[paper])), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, paper)


@settings(max_examples=100, deadline=None)
@given(st.text("ab \n\ré", max_size=60), st.data())
def test_the_two_columns_hold_the_two_texts(source: str, data: st.DataObject) -> None:
    bounds = sorted(data.draw(st.lists(st.integers(0, len(source)), max_size=8, unique=True)))
    edits = tuple(
        Edit(start, end, data.draw(st.text("xy\n", max_size=4)))
        for start, end in zip(bounds[::2], bounds[1::2], strict=False)
    )
    output = apply_edits(source, edits)
    spans = data.draw(st.lists(st.tuples(st.integers(0, len(output)), st.integers(0, len(output))), max_size=4))
    left = tuple(
        Finding("rule", "a/b", "info", min(span), max(span), output[min(span) : max(span)], "!")
        for span in sorted(spans)
    )
    fixed = Sample(Document(source, document(source).passages), output, (), edits, left)
    rows = list(paragraphs(fixed, entries(fixed)))
    was = "".join(piece.text for row in rows for piece in row.was)
    now = "".join(piece.text for row in rows for piece in row.now)
    # Paragraphs of nothing but white space are left out.
    assert re.sub(r"\s", "", was) == re.sub(r"\s", "", source)
    assert re.sub(r"\s", "", now) == re.sub(r"\s", "", output)
    review([fixed], lang="fr")
