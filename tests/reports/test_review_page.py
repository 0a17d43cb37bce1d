"""The page to decide on, in a browser: what an editor does with keys and mouse, and what comes of it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from qa.document import Document
from qa.finding import Edit, Finding, Suggestion, apply_edits
from qa.formats import parse
from qa.reports.html import review
from tests.reports.browser import axe, chromium
from tests.reports.made import finding
from tests.reports.sample import Sample, sample

ROOT = Path(__file__).parents[2]

#: Holds what a page could trip over: markup, characters of two UTF-16 units, CR LF, separators of lines.
ARTICLE = (
    "Le marché 🐟 ouvre.\r\n\r\n"
    "Une crowd attendait 𝒅evant la itinerary, \u2028<script>alert('non')</script> et --> motion.\r\n\r\n"
    "Il a plu plu sur le state of affairs.\r\n\r\nFin sans rien."
)


def made(source: str, *applied: Finding, pending: tuple[Finding, ...] = (), path: str = "marché.md") -> Sample:
    edits = tuple(sorted(edit for one in applied for edit in one.suggestions[0].edits))
    document: Document = parse(source, path)
    return Sample(document, apply_edits(source, edits), applied, edits, pending)


def article() -> Sample:
    at = ARTICLE.index("la itinerary")
    route = Suggestion("route", 0.7, "thesaurus", (Edit(at + 3, at + 12, "route"),))
    reach = Suggestion("itinéraire", 0.2, "cognate", (Edit(at, at + 3, "l’"), Edit(at + 3, at + 12, "itinéraire")))
    itinerary = Finding(
        "untranslated", "accuracy/untranslated", "error", at + 3, at + 12, "itinerary",
        "Anglais.", suggestions=(route, reach),
    )  # fmt: skip
    at = ARTICLE.index("le state of affairs")
    gone = Suggestion("situation", 0.9, "glossary", (Edit(at, at + 2, "la"), Edit(at + 3, at + 19, "situation")))
    affairs = Finding(
        "untranslated", "accuracy/untranslated", "error", at + 3, at + 19, "state of affairs",
        "Anglais.", suggestions=(gone,), safe=True,
    )  # fmt: skip
    at = ARTICLE.index("plu plu")
    twice = Finding(
        "repeated-word", "linguistic-conventions/x", "error", at, at + 7, "plu plu", "Deux fois.",
        suggestions=(Suggestion("plu", 0.9, "rule", (Edit(at + 3, at + 7, ""),)),), safe=True,
    )  # fmt: skip
    crowd = finding(ARTICLE, "crowd", "foule", "cohue", safe=True)
    motion = finding(ARTICLE, "motion", message="<b>Anglais</b>")
    return made(ARTICLE, crowd, twice, affairs, pending=(itinerary, motion))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as found:
        yield found


class Desk:
    """An editor in front of a page."""

    def __init__(self, browser: Any, path: Path, page: str, **context: Any) -> None:
        path.write_text(page, encoding="utf-8", newline="")
        self.address = path.as_uri()
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 860}} | context)
        self.errors: list[str] = []
        self.asked: list[str] = []
        self.open()

    def open(self) -> None:
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda message: self.errors.append(message.text))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("dialog", lambda dialog: self.errors.append(dialog.message))
        self.page.goto(self.address)
        self.page.wait_for_selector("html[data-ready]", state="attached")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, text: str) -> None:
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    @property
    def title(self) -> str:
        return str(self.page.locator("#note h2").inner_text())

    @property
    def said(self) -> str:
        return str(self.page.locator("#said").text_content())

    @property
    def left(self) -> int:
        return int(re.sub(r"\D", "", self.page.locator("#count-left").inner_text()))

    def column(self, side: str = "now") -> str:
        return "\n\n".join(self.page.locator(f".row .{side}").evaluate_all("all => all.map(one => one.textContent)"))

    def focused(self) -> str:
        return str(self.page.evaluate("document.activeElement.textContent"))

    def download(self, name: str) -> bytes:
        if not self.page.locator("dialog[open]").count():
            self.press("s")
        with self.page.expect_download() as waited:
            self.page.get_by_role("button", name=re.compile(name)).click()
        data = Path(waited.value.path()).read_bytes()
        self.press("Escape")
        return data

    def close(self) -> None:
        self.context.close()
        assert self.errors == []
        # The page asks for itself and for what it makes itself, and for nothing else.
        assert {address.partition(":")[0] for address in self.asked} <= {"file", "blob"}
        assert {address for address in self.asked if address.startswith("file")} == {self.address}


@pytest.fixture
def desk(browser: Any, tmp_path: Path) -> Iterator[Desk]:
    fixed = article()
    page = review([fixed], lang="fr", encodings={fixed.document.path: ("utf-8", b"\xef\xbb\xbf")})
    one = Desk(browser, tmp_path / "page.html", page)
    yield one
    one.close()


def applied(folder: Path, decisions: bytes, name: str, source: bytes) -> bytes:
    """What `relecture apply` makes of a source."""
    (folder / "decisions.json").write_bytes(decisions)
    (folder / name).write_bytes(source)
    command = [sys.executable, "-m", "qa", "apply", "decisions.json", name, "--output", "out", "--lang", "en"]
    environment = {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return (folder / "out").read_bytes()


BOM = b"\xef\xbb\xbf"


def test_what_is_decided_by_keys_is_what_apply_makes(desk: Desk, tmp_path: Path) -> None:
    assert desk.left == 2
    desk.press("n")
    assert (desk.title, desk.focused()) == ("itinerary", "itinerary")
    desk.press("2")
    assert desk.title == "la itinerary → l’itinéraire"
    assert "l’itinéraire" in desk.said
    desk.press("n", "e")
    desk.write("mouvement 🌊 de\u00a0foule")
    desk.press("Enter")
    assert desk.left == 0
    assert desk.said.endswith("Tout est décidé.")
    desk.press("k", "k", "x")  # crowd is left as it was
    assert "reste tel quel" in desk.said
    text = desk.download("Texte corrigé")
    want = (
        ARTICLE.replace("la itinerary", "l’itinéraire")
        .replace("motion", "mouvement 🌊 de\u00a0foule")
        .replace("plu plu", "plu")
        .replace("le state of affairs", "la situation")
    )
    assert text == BOM + want.encode()
    decisions = desk.download("Décisions")
    assert applied(tmp_path, decisions, "marché.md", BOM + ARTICLE.encode()) == text
    # A file that `fix` changed in place takes the same decisions.
    assert applied(tmp_path, decisions, "marché.md", BOM + article().output.encode()) == text
    verdicts = [(one["verdict"], one["rule"]) for one in json.loads(decisions)["documents"][0]["decisions"]]
    assert verdicts == [
        ("refuse", "untranslated"),
        ("take", "untranslated"),
        ("edit", "untranslated"),
        ("take", "repeated-word"),
        ("take", "untranslated"),
    ]


def test_the_cleaned_text_grows_while_one_decides(desk: Desk) -> None:
    assert "Une foule attendait" in desk.column()
    assert "la itinerary" in desk.column()
    desk.press("n", "a")
    assert "la route" in desk.column()
    assert "la itinerary" in desk.column("was")
    assert desk.title == "motion"  # on to the next
    desk.press("z")
    assert "la itinerary" in desk.column()
    desk.press("y")
    assert "la route" in desk.column()
    desk.press("r")
    assert "la itinerary" in desk.column()


def test_a_row_drawn_again_is_the_row_that_was_sent(desk: Desk) -> None:
    parts = """() => [...document.querySelectorAll('.row > .was, .row > .now')].map(cell => [...cell.childNodes].map(
        node => [node.nodeName, node.textContent, node.dataset?.entry, node.className, node.dataset?.sign]))"""
    sent = desk.page.evaluate(parts)
    desk.press("j", "x", "2", "j", "x", "j", "x", "j", "r")
    assert desk.page.evaluate(parts) != sent
    desk.press(*["z"] * 5)
    assert desk.page.evaluate(parts) == sent


def test_a_paragraph_is_rewritten(desk: Desk, tmp_path: Path) -> None:
    desk.press("J", "J", "J", "E")
    field = desk.page.locator(".now textarea")
    assert field.input_value() == "Il a plu sur la situation."
    desk.write("Il a beaucoup plu sur la triste situation.\nEnfin.")
    desk.press("Control+Enter")
    assert "la triste situation" in desk.column()
    desk.press("Escape", "J")
    desk.page.locator(".now", has_text="Fin sans rien").dblclick()
    desk.write("Fin, sans rien de plus.")
    desk.page.get_by_role("button", name="Garder").click()
    text = desk.download("Texte corrigé")
    want = (
        article()
        .output.replace("Il a plu", "Il a beaucoup plu")
        .replace("la situation.", "la triste situation.\r\nEnfin.")
    )
    assert text == BOM + want.replace("Fin sans rien.", "Fin, sans rien de plus.").encode()
    assert applied(tmp_path, desk.download("Décisions"), "marché.md", BOM + ARTICLE.encode()) == text
    desk.press("z", "z")
    assert desk.download("Texte corrigé") == BOM + article().output.encode()


def test_with_the_mouse_alone(desk: Desk) -> None:
    desk.page.get_by_role("button", name="Commencer").click()
    assert desk.title == "itinerary"
    desk.page.locator(".options button", has_text="itinéraire").click()
    assert "l’itinéraire" in desk.column()
    desk.page.locator(".now .entry", has_text="motion").click()
    desk.page.get_by_role("button", name="Laisser").click()
    assert desk.left == 0
    desk.page.locator("#undo").click()
    assert desk.left == 1
    desk.page.locator("#undo").click()
    assert "la itinerary" in desk.column()


def test_one_choice_gives_way_to_the_one_that_it_cannot_stand_beside(browser: Any, tmp_path: Path) -> None:
    source = "Le big grand meeting."
    whole = finding(source, "big grand meeting", "congrès")
    part = finding(source, "grand meeting", "rencontre")
    desk = Desk(browser, tmp_path / "page.html", review([made(source, pending=(whole, part))], lang="fr"))
    desk.press("n")
    assert desk.title == "big grand meeting"
    desk.press("1")
    assert (desk.column(), desk.left) == ("Le congrès.", 0)
    desk.press("j", "1")
    assert desk.column() == "Le big rencontre."
    desk.press("z")
    assert desk.column() == "Le congrès."
    desk.close()


def test_the_page_remembers_and_can_begin_again(desk: Desk) -> None:
    desk.press("n", "a", "E")
    desk.write("Une foule récrite.")
    desk.press("Control+Enter")
    before = desk.column()
    desk.page.close()
    desk.open()
    assert desk.column() == before
    assert "reprises" in desk.said
    desk.press("s")
    desk.page.get_by_role("button", name="Tout recommencer").click()
    assert "la itinerary" in desk.column()
    assert desk.left == 2
    desk.press("z")
    assert desk.column() == before


def test_without_storage_it_works_all_the_same(browser: Any, tmp_path: Path) -> None:
    desk = Desk(browser, tmp_path / "page.html", review([article()], lang="fr"))
    desk.context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    desk.page.close()
    desk.open()
    desk.press("n", "a")
    assert "la route" in desk.column()
    desk.press("s")
    # Of what is no file of text the page knows no bytes: decisions are all that it gives.
    assert desk.page.get_by_role("button", name="Texte corrigé").count() == 0
    desk.press("Escape")
    assert json.loads(desk.download("Décisions"))["documents"][0]["decisions"]
    desk.close()


def test_letters_can_be_switched_off_and_help_lists_them(desk: Desk) -> None:
    desk.press("?")
    keys = desk.page.locator("dialog kbd").all_inner_texts()
    assert {"j", "k", "a", "x", "e", "z", "s", "?"} <= set(keys)
    desk.page.get_by_label("Raccourcis d’une seule lettre").uncheck()
    desk.press("Escape", "j")
    assert desk.page.locator("#note h2").count() == 0
    desk.page.locator("#next").click()
    desk.press("x")
    assert desk.left == 2


def test_the_tab_key_passes_by_all_and_stays_nowhere(desk: Desk) -> None:
    desk.press("n")
    order = []
    for _ in range(25):
        desk.press("Tab")
        order.append(desk.page.evaluate("document.activeElement.dataset.key ?? document.activeElement.id ?? ''"))
    assert {"option-0", "option-1", "take", "refuse", "write"} <= set(order)
    assert "previous" in order  # round to the top again
    assert desk.page.locator(".now [tabindex='0']").count() == 1


def test_the_encoding_of_the_source_comes_back(browser: Any, tmp_path: Path) -> None:
    for encoding, mark in (("utf-8", b""), ("utf-16-le", b"\xff\xfe"), ("utf-32-be", b"\x00\x00\xfe\xff")):
        fixed = article()
        page = review([fixed], lang="en", encodings={fixed.document.path: (encoding, mark)})
        desk = Desk(browser, tmp_path / "page.html", page)
        data = desk.download("Corrected text")
        assert data == mark + fixed.output.encode(encoding)
        desk.close()


def test_several_documents_are_decided_on_one_page(browser: Any, tmp_path: Path) -> None:
    one, two = made("Le meeting.\n", path="a.md"), made("Un meeting.\n", path="b/c.md")
    fixes = [
        Sample(fix.document, fix.output, (), (), (finding(fix.document.source, "meeting", "rendez-vous"),))
        for fix in (one, two)
    ]
    encodings = {fix.document.path: ("utf-8", b"") for fix in fixes}
    desk = Desk(browser, tmp_path / "page.html", review(fixes, lang="fr", encodings=encodings))
    desk.press("n", "a", "a")
    desk.press("s")
    assert "relecture apply decisions.json a.md b/c.md" in desk.page.locator("dialog pre").inner_text()
    assert desk.download("Texte corrigé c.md") == b"Un rendez-vous.\n"
    decisions = json.loads(desk.download("Décisions"))
    assert [document["path"] for document in decisions["documents"]] == ["a.md", "b/c.md"]
    desk.close()


def test_on_a_phone_nothing_sticks_out(browser: Any, tmp_path: Path) -> None:
    page = review([article()], lang="fr")
    desk = Desk(browser, tmp_path / "page.html", page, viewport={"width": 390, "height": 844}, has_touch=True)
    desk.page.locator("#next").tap()
    assert desk.page.evaluate("document.documentElement.scrollWidth") == 390
    desk.page.locator("#note").get_by_role("button", name="Laisser").tap()
    assert "reste tel quel" in desk.said
    mark = desk.page.locator(".now .entry[aria-current]").first.bounding_box()
    note = desk.page.locator("#note").bounding_box()
    assert mark["y"] + mark["height"] <= note["y"]  # the note does not cover what it speaks of
    desk.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_no_violation(browser: Any, tmp_path: Path, scheme: str, width: int) -> None:
    script = axe()
    path = tmp_path / "page.html"
    view = {"viewport": {"width": width, "height": 844}, "color_scheme": scheme}
    # The page's own policy lets no other script in, axe neither.
    desk = Desk(browser, path, review([article()], lang="fr"), bypass_csp=True, **view)
    steps = [[], ["n"], ["1"], ["x"], ["e"], ["Escape", "E"], ["Escape", "?"], ["Escape", "s"]]
    for keys in steps:
        desk.press(*keys)
        desk.page.evaluate(script)
        found = desk.page.evaluate("axe.run().then(result => result.violations)")
        told = [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]
        assert told == [], keys
    desk.close()


def clock(desk: Desk) -> Callable[[], float]:
    """Seconds of the processor that the page's thread took: what else runs on the machine does not count."""
    session = desk.context.new_cdp_session(desk.page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return float(next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration"))

    return spent


def test_an_article_of_20_000_words_is_decided_without_lag(browser: Any, tmp_path: Path) -> None:
    paragraph = "Une crowd attendait devant les grilles, un panier au bras, pendant que le vent tournait vite. " * 5
    source = "".join(f"{paragraph}\n\n" for _ in range(300))
    starts = [match.start() for match in re.finditer("crowd", source)]
    findings = tuple(finding(source, "crowd", "foule", "cohue", after=start) for start in starts)
    assert len(source.split()) > 20_000
    assert len(findings) == 1500
    desk = Desk(browser, tmp_path / "page.html", review([made(source, pending=findings)], lang="fr"))
    spent = clock(desk)
    desk.press("n")
    before = spent()
    desk.press(*["a"] * 20)
    assert desk.left == 1480
    assert (spent() - before) / 20 < 0.1
    desk.close()


def test_an_article_is_there_at_once(browser: Any, tmp_path: Path) -> None:
    fixed = sample()
    desk = Desk(browser, tmp_path / "page.html", review([fixed], lang="fr"))
    spent = clock(desk)
    before = spent()
    desk.page.reload()
    desk.page.wait_for_selector("html[data-ready]", state="attached")
    # From the first byte to the last label, of which the first paint is a part.
    assert spent() - before < 0.5
    desk.close()
