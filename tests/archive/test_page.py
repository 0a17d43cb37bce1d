"""The summary page: right figures, both languages, nothing from elsewhere, no article comes to life."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from qa.archive.charts import bar, columns
from qa.archive.page import page
from qa.archive.tally import Tally
from qa.finding import Finding, Suggestion
from tests.archive.made import FAULTY, archive, jsonl, rows
from tests.reports.browser import axe, chromium

BAD = "<script>alert(1)</script>\u202e\x1b[31m"


class _Elements(HTMLParser):
    """The elements of a page and their attributes; fails over one that is not closed."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta",):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def finding(text: str, rule: str = "untranslated", *suggestions: str) -> Finding:
    proposed = tuple(Suggestion(each, 0.5, "glossary", ()) for each in suggestions)
    return Finding(rule, "accuracy/untranslated", "error", 0, 1, text, "", suggestions=proposed)


def total() -> Tally:
    tally = Tally(unread=3)
    tally.add("Le Jour", "2026-01-02", 5_000, [finding("Car", "untranslated", "voiture")] * 4)
    tally.add("Le Jour", "2026-02-02", 5_000, [])
    tally.add(BAD, "", 1_234, [finding(BAD, BAD, BAD), finding("x" * 80)])
    return tally


def shown(tally: Tally, lang: str = "fr") -> str:
    return page(tally, name=BAD, lang=lang, version="1", titles={"untranslated": BAD})  # type: ignore[arg-type]


def elements(html: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = _Elements()
    parser.feed(html)
    assert parser.open == []
    return parser.elements


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_nothing_comes_from_elsewhere_or_to_life(lang: str) -> None:
    html = shown(total(), lang)
    for tag, attributes in elements(html):
        assert tag not in ("script", "link", "img", "iframe", "object", "a", "form")
        assert not any(name.startswith("on") or name in ("href", "src", "style") for name in attributes)
    assert not re.search(r"@import|url\(|https?:", html)
    assert "\u202e" not in html
    assert "\x1b" not in html
    assert "default-src 'none'" in html


def test_figures_in_french_and_english() -> None:
    french, english = shown(total()), shown(total(), "en")
    # 6 faults in 11,234 words
    assert "5,3" in french
    assert "5.3" in english
    assert "11\u202f234" in french
    assert "11,234" in english
    assert "66,7\u00a0%" in french
    assert "Per 10,000 words" in english
    assert '<h2 id="by-outlet">Par publication</h2>' in french


def test_rates_by_month_and_outlet() -> None:
    html = shown(total(), "en")
    assert "from 2026-01 to 2026-02; at most 8.0 (2026-01)" in html
    chart = html[html.index('id="by-month"') : html.index("<svg")]
    assert ">Faults per 10,000 words<" in chart, "people see what the columns count"
    assert "2026-01: 8.0 per 10,000 words (faults: 4, documents: 1)" in html
    jour = html[html.index("Le Jour") :]
    assert re.findall(r'class="number">([^<]*)<', jour)[:4] == ["2", "10,000", "4", "4.0"]


def test_intruders_are_words_without_regard_to_case_and_what_is_proposed() -> None:
    html = shown(total(), "en")
    row = html[html.index('<span lang="fr">car</span>') :]
    assert row.index("voiture") < row.index("</tr>")
    assert "xxxx" not in html


def test_an_archive_without_faults_dates_and_names_says_so() -> None:
    tally = Tally()
    tally.add("", "", 10, [])
    html = shown(tally)
    elements(html)
    assert "Aucune faute." in html
    assert 'id="by-month"' not in html
    assert 'id="by-outlet"' not in html
    elements(shown(Tally()))


def test_bars_and_columns_are_in_proportion() -> None:
    assert re.search(r'width="(\d+\.\d)"', bar(1, 4)).group(1) == "25.0"  # type: ignore[union-attr]
    assert "rect" in bar(1, 10**9)
    drawn = columns([("a", 2.0, "a"), ("b", 4.0, "b"), ("c", 0.0, "c")], "x", str)
    heights = [float(each) for each in re.findall(r'height="([\d.]+)"><title>', drawn)]
    assert heights[0] * 2 == pytest.approx(heights[1])
    assert heights[2] == 0


def test_counts_add_up_whatever_the_parts() -> None:
    whole, sum_of_parts = total(), Tally()
    for part in (total(), total()):
        sum_of_parts.merge(Tally.from_json(part.to_json()))
    assert sum_of_parts.words == 2 * whole.words
    assert sum_of_parts.outlets["Le Jour"] == (4, 20_000, 8)
    assert sum_of_parts.intruders["car"] == 8
    assert Tally.from_json(whole.to_json()).to_json() == whole.to_json()


def test_a_hostile_article_stays_text(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "a.jsonl", [{"text": FAULTY + BAD.replace("\x1b", ""), "outlet": BAD, "id": BAD}])
    archive(source, tmp_path / "out", code=1)
    assert not any(tag == "script" for tag, _ in elements((tmp_path / "out/index.html").read_text(encoding="utf-8")))
    assert rows(tmp_path / "out", "documents")[0]["document"] == BAD


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_browser_finds_no_fault(tmp_path: Path, scheme: str) -> None:
    script = axe()
    path = tmp_path / "index.html"
    path.write_text(shown(total()), encoding="utf-8")
    with chromium() as browser:
        context = browser.new_context(color_scheme=scheme, bypass_csp=True)
        tab = context.new_page()
        said: list[str] = []
        tab.on("console", lambda message: said.append(message.text))
        tab.goto(path.as_uri())
        tab.evaluate(script)
        found = tab.evaluate("axe.run()")
        assert [each["id"] for each in found["violations"]] == []
        assert said == []
        assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_phone_shows_rates_and_a_chart_that_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    path.write_text(shown(total()), encoding="utf-8")
    with chromium() as browser:
        tab = browser.new_page(viewport={"width": 375, "height": 800})
        tab.goto(path.as_uri())
        assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        edge = "[...document.querySelectorAll('#by-outlet ~ .wide tbody tr')].map(row => {0})"
        right = tab.evaluate(edge.format("row.querySelector('td:nth-child(5)').getBoundingClientRect().right"))
        assert max(right) <= 375, "the rate of every outlet is seen without scrolling"
        assert tab.evaluate("document.querySelector('.tick').getBoundingClientRect().height") >= 10
