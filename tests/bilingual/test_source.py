"""`--source`: a document checked and mended beside its English, on the command line and in Python."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import Result

import qa
from tests.command import Run

ENGLISH = (
    "# The harbour\n\nThe harbour opened in 1912. It closed sixty years later. Nobody has missed it.\n\n"
    "Fishermen still meet there every Sunday.\n\nThe mayor wants to build a museum. Who will pay for it?\n"
)
FRENCH = (
    "# Le port\n\nLe port a ouvert en 1912. Il a fermé soixante ans plus tard. Personne ne l’a regretté.\n\n"
    "Les pêcheurs s’y retrouvent encore tous les dimanches.\n\nLe maire veut construire un musée. Qui le paiera ?\n"
)
SHORTER = FRENCH.replace(" Il a fermé soixante ans plus tard.", "").replace(
    "Les pêcheurs s’y retrouvent encore tous les dimanches.\n\n", ""
)


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


@pytest.fixture
def run(run: Run) -> Run:
    """Runs a command in a folder with an article, its translation, and one that leaves things out."""
    write("a.en.md", ENGLISH)
    write("whole.md", FRENCH)
    write("a.md", SHORTER)
    return run


SOURCE = ("--source", "a.en.md")
JSON = ("--output-format", "json")


def rules(result: Result) -> list[tuple[str, int]]:
    return [(row["rule"], row["line"]) for row in json.loads(result.stdout)]


def test_what_is_missing_is_told_where_it_ought_to_be(run: Run) -> None:
    assert run("check", "whole.md", *SOURCE).exit_code == 0
    result = run("check", "a.md", *SOURCE)
    assert result.exit_code == 1
    assert "Il manque ici la traduction de “It closed sixty years later.”." in result.stdout
    assert "Il manque ici un paragraphe : “Fishermen still meet there every Sunday.”." in result.stdout.replace(
        "\u00a0", " "
    )
    assert rules(run("check", "a.md", *SOURCE, *JSON)) == [("omission", 3), ("omission", 3)]
    assert run("check", "a.md").exit_code == 0


def test_the_source_may_be_of_another_format(run: Run) -> None:
    write("a.html", "<h1>The harbour</h1>" + "".join(f"<p>{each}</p>" for each in ENGLISH.split("\n\n")[1:]))
    assert [rule for rule, _ in rules(run("check", "a.md", "--source", "a.html", *JSON))] == ["omission", "omission"]


def test_a_folder_holds_each_source_under_the_same_name(run: Run) -> None:
    for path, text in (("fr/x/a.md", SHORTER), ("fr/b.fr.md", SHORTER), ("fr/c.md", FRENCH), ("fr/alone.md", FRENCH)):
        write(path, text)
    for path in ("en/x/a.md", "en/b.en.md", "en/c.md"):
        write(path, ENGLISH)
    result = run("check", "fr", "--source", "en", *JSON)
    rows = [row["path"] for row in json.loads(result.stdout)]
    assert sorted(rows) == ["fr/b.fr.md"] * 2 + ["fr/x/a.md"] * 2
    assert "fr/alone.md : pas d’original dans en" in result.stderr.replace("\u00a0", " ")
    both = run("check", "fr", "--source", "en", "--jobs", "2", *JSON)
    assert both.stdout == result.stdout


def test_the_source_of_a_document_that_is_named_is_found_in_a_folder(run: Run) -> None:
    write("docs/fr/x/a.fr.md", SHORTER)
    write("docs/en/x/a.md", ENGLISH)
    write("docs/en/a.md", "# Bees\n\nBees sleep at night.\n")
    result = run("check", "docs/fr/x/a.fr.md", "--source", "docs/en", *JSON)
    assert rules(result) == [("omission", 3), ("omission", 3)]
    # Beside it, by the language in its name.
    write("docs/fr/x/a.en.md", ENGLISH)
    assert rules(run("check", "docs/fr/x/a.fr.md", "--source", "docs/fr", *JSON)) == rules(result)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "a.md", "whole.md", *SOURCE), "c’est l’original d’un document et il y en a 2"),
        (("fix", "a.md", "whole.md", *SOURCE), "c’est l’original d’un document et il y en a 2"),
        (("check", "a.md", "--source", "none.md"), "ni fichier ni dossier de ce nom"),
        (("check", "a.md", "--source", "whole.md"), "semble en français"),
        (("check", "a.md", "--source", "a.md"), "nomme le document lui-même"),
        (("check", "a.md", "--source", "./a.md"), "nomme le document lui-même"),
        (("check", "a.md", "--source", "copy.md"), "semble en français"),
        (("check", "a.md", "--source", "empty.md"), "il n’y a pas de texte"),
        (("check", "a.md", "--source", "latin.md"), "n’est pas en UTF-8"),
        (("check", "a.md", "--source", "zip.docx"), "zip.docx"),
    ],
)
def test_a_source_that_cannot_be_is_refused_in_one_sentence(run: Run, arguments: tuple[str, ...], said: str) -> None:
    write("empty.md", "\n")
    write("copy.md", SHORTER)
    Path("latin.md").write_bytes("The café is open.".encode("latin-1"))
    write("zip.docx", "no archive")
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_standard_input_has_a_source_too(run: Run) -> None:
    result = run("check", "-", "--stdin-filename", "a.md", *SOURCE, *JSON, input=SHORTER)
    assert rules(result) == [("omission", 3), ("omission", 3)]


def test_fixing_keeps_what_it_cannot_mend_and_tells_of_it(run: Run) -> None:
    write("a.md", SHORTER.replace("Le maire veut", "Le maire maire veut"))
    result = run("fix", "a.md", *SOURCE, "--unsafe", "--report", "page.html")
    assert result.exit_code == 1
    assert Path("a.md").read_text(encoding="utf-8") == SHORTER
    assert "Corrections : 1, fichiers changés : 1. Signalements restants : 2." in result.stderr.replace("\u00a0", " ")
    page = Path("page.html").read_text(encoding="utf-8")
    assert "It closed sixty years later." in page
    again = run("fix", "a.md", *SOURCE, "--unsafe")
    assert Path("a.md").read_text(encoding="utf-8") == SHORTER
    assert "Corrections : 0" in again.stderr.replace("\u00a0", " ")


def test_a_baseline_knows_gaps_by_what_stands_around_them(run: Run) -> None:
    assert run("check", "a.md", *SOURCE, "--write-baseline", "b.json").exit_code == 0
    assert run("check", "a.md", *SOURCE, "--baseline", "b.json").exit_code == 0
    write("a.md", "Préambule.\n\n" + SHORTER.replace(" Qui le paiera ?", ""))
    left = rules(run("check", "a.md", *SOURCE, "--baseline", "b.json", *JSON))
    assert left == [("omission", 7)]
    write("a.md", FRENCH)
    told = run("check", "a.md", *SOURCE, "--baseline", "b.json")
    assert told.exit_code == 0
    assert told.stderr.count("omission") == 2, "entries that nothing answers to are told"


def test_ignores_hold_for_gaps(run: Run) -> None:
    write("a.md", SHORTER.replace("Le port a ouvert", "<!-- relecture-ignore-next-line omission -->\nLe port a ouvert"))
    assert run("check", "a.md", *SOURCE).exit_code == 0
    write("a.md", "<!-- relecture off -->\n\n" + SHORTER)
    assert run("check", "a.md", *SOURCE).exit_code == 0
    # The last line of a text, with no line break behind it.
    last = FRENCH.replace(" Qui le paiera ?\n", "")
    write("a.md", last)
    assert rules(run("check", "a.md", *SOURCE, *JSON)) == [("omission", 7)]
    write("a.md", last.replace("Le maire", "<!-- relecture-ignore-next-line omission -->\nLe maire"))
    assert run("check", "a.md", *SOURCE).exit_code == 0
    write("a.md", last.replace("Le maire", "<!-- relecture off -->\n\nLe maire"))
    assert run("check", "a.md", *SOURCE).exit_code == 0


def test_lines_taken_out_since_a_revision_are_missed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    identity = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
    write("a.md", FRENCH.replace(" Personne ne l’a regretté.", ""))
    for args in (("init", "-q"), ("add", "."), ("commit", "-qm", "x")):
        subprocess.run(["git", *identity, *args], check=True, capture_output=True)
    since = ("--changed-since", "HEAD", *SOURCE, *JSON)
    assert rules(run("check", "a.md", *since)) == []
    write("a.md", FRENCH.replace(" Personne ne l’a regretté.", "").replace("Le maire", "Hier, le maire"))
    assert rules(run("check", "a.md", *since)) == []
    paragraph = "Les pêcheurs s’y retrouvent encore tous les dimanches.\n\n"
    write("a.md", FRENCH.replace(paragraph, ""))
    assert rules(run("check", "a.md", *since)) == [("omission", 3)]


def test_in_python_the_english_is_text_or_a_document() -> None:
    found = qa.check(SHORTER, format="markdown", english=ENGLISH)
    assert [finding.rule for finding in found] == ["omission", "omission"]
    assert found == qa.check(SHORTER, format="markdown", english=qa.parse(ENGLISH, format="markdown"))
    assert qa.check(SHORTER, format="markdown") == ()
    fixed = qa.fix(SHORTER, format="markdown", english=ENGLISH, unsafe=True)
    assert (fixed.output, fixed.remaining) == (SHORTER, found)


def test_added_text_is_told() -> None:
    text = FRENCH.replace("Il a fermé", "Les abeilles dorment debout la nuit. Il a fermé")
    (finding,) = qa.check(text, format="markdown", english=ENGLISH)
    assert (finding.rule, finding.text) == ("addition", "Les abeilles dorment debout la nuit.")


def test_what_is_told_of_a_sentence_with_code_shows_a_gap_for_it() -> None:
    english = qa.parse("See `tarn list` for details. The bridge is closed today.", format="markdown")
    (finding,) = qa.check("Le pont est fermé aujourd’hui.", english=english)
    assert "See … for details." in finding.message
