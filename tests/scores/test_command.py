"""`relecture score` on the command line: figures, comparison, formats, exit codes, refusals."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.command import Run

ENGLISH = "# The harbour\n\nThe harbour opened in 1912. Nobody has missed it.\n\nWho will pay 30 euros?\n"
GOOD = "# Le port\n\nLe port a ouvert en 1912. Personne ne l’a regretté.\n\nQui paiera 30 euros ?\n"
BAD = GOOD.replace("1912", "1921").replace(" Personne ne l’a regretté.", "")


@pytest.fixture
def run(run: Run) -> Run:
    """Runs a command in a folder with a good and a bad translation of one article."""
    for name, text in (("a.en.md", ENGLISH), ("good.md", GOOD), ("bad.md", BAD)):
        Path(name).write_text(text, encoding="utf-8")
    return run


SOURCE = ("--source", "a.en.md")
JSON = ("--output-format", "json")


def told(run: Run, *arguments: str) -> Any:
    return json.loads(run("score", *arguments, *SOURCE, *JSON).stdout)


def test_a_translation_has_its_figures(run: Run) -> None:
    result = run("score", "bad.md", *SOURCE)
    assert result.exit_code == 1
    text = result.stdout.replace("\u00a0", " ").replace("\u202f", " ")
    assert "Qualité 0,0 sur 100 · 16 mots de l’original · 30 points" in text
    assert re.search(r"accuracy/mistranslation +0 +0 +1 +25\n", text)
    assert re.search(r"accuracy/omission +0 +1 +0 +5\n", text)
    assert "[rien ici] Nobody has missed it." in text
    assert max(map(len, text.splitlines())) <= 80


def test_a_good_one_has_all_points(run: Run) -> None:
    result = run("score", "good.md", *SOURCE, "--lang", "en")
    assert result.exit_code == 0
    assert "Quality 100.0 of 100" in result.stdout
    assert "Nothing was found." in result.stdout


def test_exit_codes_follow_the_fail_level(run: Run) -> None:
    assert run("score", "bad.md", *SOURCE, "--exit-zero").exit_code == 0
    assert run("score", "bad.md", *SOURCE, "--ignore", "accuracy", "--fail-level", "warning").exit_code == 0
    result = run("score", "bad.md", "missing.md", *SOURCE)
    assert result.exit_code == 2
    assert "missing.md" in result.stderr


def test_json_tells_of_each_segment_and_finding(run: Run) -> None:
    value = told(run, "bad.md")
    assert value["model"] == {
        "name": "MQM linear",
        "points": {"minor": 1, "major": 5, "critical": 25},
        "reference_words": 1000,
    }
    (document,) = value["documents"]
    assert "comparison" not in value
    assert (document["path"], document["words_of"], document["words"]) == ("bad.md", "source", 16)
    assert (document["points"], document["per_thousand"], document["quality"]) == (30, 1875.0, 0.0)
    worst = [segment for segment in document["segments"] if segment["findings"]]
    assert [(each["english"], each["text"], each["points"]) for each in worst] == [
        ("The harbour opened in 1912.", "Le port a ouvert en 1921.", 25),
        ("Nobody has missed it.", "", 5),
    ]
    (finding,) = worst[0]["findings"]
    assert (finding["rule"], finding["level"], finding["points"]) == ("number-mismatch", "critical", 25)
    assert BAD[finding["start"] : finding["end"]] == finding["text"] == "1921"
    assert sum(segment["words"] for segment in document["segments"]) == document["words"]


def test_two_translations_of_one_source_are_compared(run: Run) -> None:
    comparison = told(run, "bad.md", "good.md")["comparison"]
    assert comparison["quality"] == 100
    assert comparison["points"] == -30
    assert comparison["categories"] == {"accuracy/mistranslation": -25, "accuracy/omission": -5}
    assert comparison["segments"] == [[n, n] for n in range(4)]
    text = run("score", "bad.md", "good.md", *SOURCE, "--lang", "en").stdout
    assert re.search(r"Quality +0\.0 +100\.0 +\+100\.0\n", text)
    assert re.search(r"points +30 +0 +−30\n", text)
    assert max(map(len, text.splitlines())) <= 80


def test_the_same_files_give_the_same_bytes_however_many_work(run: Run) -> None:
    for form in ("text", "json", "html"):
        once = run("score", "bad.md", "good.md", *SOURCE, "--output-format", form).stdout
        assert run("score", "bad.md", "good.md", *SOURCE, "--output-format", form, "--jobs", "2").stdout == once


def test_a_bilingual_file_is_scored_by_segment(run: Run) -> None:
    Path("a.csv").write_text(
        'en,fr\n"Pay 30 euros","Payer 13 euros"\n"Pay later","Payer plus tard"\n', encoding="utf-8"
    )
    (document,) = json.loads(run("score", "a.csv", *JSON).stdout)["documents"]
    assert [(segment["unit"], segment["points"]) for segment in document["segments"]] == [("B2", 25), ("B3", 0)]


def test_without_a_source_the_words_are_the_text_s(run: Run) -> None:
    (document,) = json.loads(run("score", "good.md", *JSON).stdout)["documents"]
    assert document["words_of"] == "text"
    assert "english" not in document["segments"][0]


def test_the_page_stands_alone_and_runs_nothing(run: Run) -> None:
    Path("evil.md").write_text(GOOD.replace("Le port a", "Le <script>alert(1)</script> port a"), encoding="utf-8")
    run("score", "bad.md", "evil.md", *SOURCE, "--output-format", "html", "--output-file", "p.html")
    page = Path("p.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert not re.search(r"(?:src|href)=", page)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in page
    assert '<mark class="critical">1921</mark>' in page
    assert page.index("bad.md") < page.index("evil.md")
    english = run("score", "bad.md", *SOURCE, "--output-format", "html", "--lang", "en").stdout
    assert '<html lang="en">' in english
    assert "Worst segments" not in english
    assert "By category" in english


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("bad.md", "--output-format", "xml"), "text, json, html"),
        (("bad.md", "--source", "none.md"), "ni fichier ni dossier de ce nom"),
        (("bad.md", "--output-file", "bad.md"), "ce fichier est aussi relu"),
        (("bad.md", "--select", "nothing"), "Règle ou catégorie inconnue"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(run: Run, arguments: tuple[str, ...], said: str) -> None:
    result = run("score", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr.replace("\u00a0", " ")
    assert len(result.stderr.strip().splitlines()) == 1
