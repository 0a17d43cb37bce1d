"""Pages for the browser as they are sent: what stands in them, and that nothing in an article can run there."""

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
        if tag == "meta":
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


def marks(page: str, name: str) -> list[str]:
    """The text of all marks of one kind: `del`, `ins` or `mark`."""
    return [unescape(text) for text in re.findall(rf"<{name} class[^>]*>(.*?)</{name}>", page, re.S)]


def check_page(*reports: Report) -> str:
    return "".join(render("html", reports, lang="fr", color=False, width=80))


def test_both_versions_stand_side_by_side() -> None:
    fixed = sample()
    page = Page(review([fixed], lang="fr"))
    assert "\n\n".join(page.cells["was"]) == fixed.document.source.strip()
    assert "\n\n".join(page.cells["now"]) == fixed.output.strip()


def test_every_change_is_marked_where_it_is() -> None:
    fixed = sample()
    page = review([fixed], lang="fr")
    assert marks(page, "del") == [fixed.document.source[edit.start : edit.end] for edit in fixed.edits]
    assert marks(page, "ins") == [edit.text for edit in fixed.edits]
    # What is left stands in both columns.
    assert marks(page, "mark") == [one.text for one in fixed.pending for _ in range(2)]


def test_the_script_knows_every_passage_and_all_that_was_suggested() -> None:
    fixed = sample()
    page = review([fixed], lang="fr", reasons={"untranslated": "Parce que.", "unused": "Non."})
    data = data_of(page)
    [one] = data["documents"]
    assert one["source"] == fixed.document.source
    assert len(one["entries"]) == len(fixed.applied) + len(fixed.pending)
    assert data["reasons"] == {"untranslated": "Parce que."}
    first, *_, last = one["entries"]
    assert first["taken"] == 0
    assert first["findings"][0]["confidence"] == 0.981
    assert first["options"][0]["text"] == "foule"
    assert (last["taken"], last["options"][0]["text"]) == (0, "leurs")
    left = [entry for entry in one["entries"] if entry["taken"] < 0]
    assert [option["text"] for option in left[0]["options"]] == ["mouvement", "animation"]
    numbers = {int(number) for number in re.findall(r'data-entry="(\d+)"', page)}
    assert numbers == set(range(len(one["entries"])))


def test_the_hash_is_that_of_the_source_as_read() -> None:
    fixed = sample()
    page = review([fixed], lang="fr", encodings={fixed.document.path: ("utf-8", b"\xef\xbb\xbf")})
    [one] = data_of(page)["documents"]
    assert one["sha256"] == sha256(fixed.document.source.encode()).hexdigest()
    assert (one["encoding"], one["mark"]) == ("utf-8", "efbbbf")
    assert one["fixed"]["sha256"] == sha256(fixed.output.encode()).hexdigest()
    back = [Edit(edit["start"], edit["end"], edit["text"]) for edit in one["fixed"]["edits"]]
    assert apply_edits(fixed.output, back) == fixed.document.source


def test_the_head_counts() -> None:
    page = review([sample("Il a [[the car|la voiture]] et ((motion)) rouge,[[|\u0020]]dit-on.\n")], lang="fr")
    figures = re.findall(r"<dt [^>]*>(.*?)</dt><dd [^>]*>(.*?)</dd>", page)
    assert figures == [("passage à décider", "1"), ("corrections", "2"), ("mots", "8")]
    assert re.findall(r'data-rule="(.*?)" .*?<span>(\d+)</span>', page) == [
        ("out-of-place", "1"),
        ("spacing", "1"),
        ("untranslated", "1"),
    ]


def test_in_english() -> None:
    page = review([sample()], lang="en")
    assert '<html lang="en">' in page
    assert "passages to decide on" in page
    assert "Corrected version" in page
    assert data_of(page)["labels"]["said-take"] == "“{text}” instead of “{was}”."
    assert "corrigée" not in re.sub(r'<div class="(was|now)".*?</div>', "", page)


def test_words_repaired_around_belong_to_the_same_passage() -> None:
    source = "C’est le triste state of affairs ici."
    edits = (Edit(6, 8, "la"), Edit(16, 32, "situation"))
    one = Finding(
        "untranslated", "accuracy/untranslated", "error", 16, 32, "state of affairs", "!",
        suggestions=(Suggestion("situation", 0.9, "glossary", edits),),
    )  # fmt: skip
    fixed = Sample(document(source), apply_edits(source, edits), (one,), edits, ())
    assert [entry.edits for entry in entries(fixed)] == [edits]
    page = review([fixed], lang="fr")
    assert marks(page, "ins") == ["la", "situation"]
    [entry] = data_of(page)["documents"][0]["entries"]
    assert entry["options"][0]["edits"] == [[6, 8, "la"], [16, 32, "situation"]]


def test_findings_of_one_merged_edit_are_one_passage_with_all_suggestions() -> None:
    source = "un car automotive"
    edit = Edit(3, 17, "autocar")
    both = (finding(source, "car", "bus"), finding(source, "automotive", "automobile"))
    fixed = Sample(document(source), apply_edits(source, [edit]), both, (edit,), ())
    [entry] = entries(fixed)
    assert entry.findings == both
    assert [option.text for option in entry.options] == ["autocar", "bus", "automobile"]
    assert entry.options[0].edits == entry.edits == (edit,)


def test_what_two_rules_find_at_one_place_is_one_passage() -> None:
    source = "un car rouge"
    both = (finding(source, "car", "bus"), finding(source, "car", "autocar", "bus", rule="glossary-term"))
    [entry] = entries(Sample(document(source), source, (), (), both))
    assert entry.findings == both
    assert [option.text for option in entry.options] == ["bus", "autocar"]


def test_a_paragraph_that_goes_leaves_its_place_empty() -> None:
    source = "Un.\n\nDeux.\n\nDeux.\n\nTrois.\n"
    edit = Edit(10, 17, "")
    fixed = Sample(document(source), apply_edits(source, [edit]), (), (edit,), ())
    rows = [
        ("".join(piece.text for piece in row.was).strip(), "".join(piece.text for piece in row.now).strip())
        for row in paragraphs(fixed.document, entries(fixed))
    ]
    assert rows == [("Un.", "Un."), ("Deux.", "Deux."), ("Deux.", ""), ("Trois.", "Trois.")]


HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!-- <script>",
    "-->",
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
    left = finding(source, "Avant", text, message=text)
    fixed = Sample(document(source, path=text), output, (mended,), edits, (left,))
    harmless = Sample(document("Avant mot après.\n"), "Avant mis après.\n", (), (), ())
    for page in (
        review([fixed], lang="fr", reasons={mended.rule: text}),
        review([fixed, fixed], lang="en"),
        check_page(Report(fixed.document, (mended,))),
    ):
        read = Page(page)
        known = {tag for tag, _ in Page(review([harmless, sample()], lang="fr")).elements}
        assert {tag for tag, _ in read.elements} <= known
        assert sum(tag == "script" for tag, _ in read.elements) == 2
        assert not [name for _, attributes in read.elements for name in attributes if name.startswith("on")]
        assert not re.search(r"[\x00\x1b\u202e\u2028\u2029]", page)
        # What the script gets is the text itself, to the letter.
        assert {one["source"] for one in data_of(page)["documents"]} == {source}


def test_the_policy_lets_only_the_page_s_own_style_and_script_in() -> None:
    page = review([sample()], lang="fr")
    (content,) = re.findall(r'Content-Security-Policy" content="(.*?)"', page)
    policy = dict(part.split(" ", 1) for part in content.split("; "))
    assert policy["default-src"] == "'none'"
    own = {"style-src": "<style>(.*?)</style>", "script-src": '<script type="module">(.*?)</script>'}
    for directive, element in own.items():
        [text] = re.findall(element, page, re.S)
        assert policy[directive] == f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
    sent = re.sub(r"<script.*?</script>", "", page, flags=re.S)
    assert not re.search(r'(src|href)="(?!#)|@import|url\(|style="', sent)


def test_the_script_makes_no_markup_and_calls_nobody() -> None:
    [script] = re.findall(r'<script type="module">(.*?)</script>', review([sample()], lang="fr"), re.S)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", script)
    assert not re.search(r"\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|https?:", script)


def test_check_shows_where_findings_are_and_counts_clean_files() -> None:
    source = "Voici le state of affairs du jour.\n"
    report = Report(document(source), (finding(source, "state of affairs", "situation"),))
    page = check_page(report, Report(document("Rien.\n", "b.txt"), ()))
    assert marks(page, "mark") == ["state of affairs"] * 2
    figures = re.findall(r"<dt [^>]*>(.*?)</dt><dd [^>]*>(.*?)</dd>", page)
    assert figures == [("passage à décider", "1"), ("correction", "0"), ("mots", "7"), ("fichiers", "2")]
    assert "b.txt" not in page


def test_nothing_found_is_a_page_too() -> None:
    page = check_page(Report(document("Rien.\n"), ()))
    assert "Aucun signalement." in page
    assert data_of(page)["documents"] == []
    assert data_of(review([], lang="fr"))["documents"] == []


def test_lines_broken_by_their_author_flow_and_verses_stay() -> None:
    def flows(text: str) -> bool:
        one = Document(text, (Passage.verbatim(text, 0, len(text)),))
        return 'class="row paragraph flows"' in review([Sample(one, text, (), (), ())], lang="fr")

    first = "Une ligne de prose que son auteur a coupée au bord de l’écran"
    assert flows(f"{first}\r\net qui continue.\r\n")
    assert not flows("Rose,\net encore rose.\n")


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
        for ink, paper in (*pairs, *((f"{side}-ink", f"{side}-paper") for side in ("was", "now", "left", "hand"))):
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
    spans = data.draw(st.lists(st.tuples(st.integers(0, len(source)), st.integers(0, len(source))), max_size=4))
    left = tuple(
        Finding("rule", "a/b", "info", min(span), max(span), source[min(span) : max(span)], "!")
        for span in sorted(spans)
    )
    fixed = Sample(Document(source, document(source).passages), output, (), edits, left)
    rows = list(paragraphs(fixed.document, entries(fixed)))
    was = "".join(piece.text for row in rows for piece in row.was)
    now = "".join(piece.text for row in rows for piece in row.now)
    # Paragraphs of nothing but white space are left out.
    assert re.sub(r"\s", "", was) == re.sub(r"\s", "", source)
    assert re.sub(r"\s", "", now) == re.sub(r"\s", "", output)
    review([fixed], lang="fr")
