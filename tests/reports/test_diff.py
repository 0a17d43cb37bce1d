"""Diffs: git must take the one, a person must be able to read the other."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.reports.diff import colored, unified
from qa.reports.terminal import columns


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("repository")
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    subprocess.run(["git", "-C", str(folder), "config", "core.autocrlf", "false"], check=True)
    return folder


def applied(repository: Path, name: str, before: str, after: str) -> str:
    """The file after `git apply`, which is asked to check first."""
    path = repository / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(before.encode())
    patch = unified(name, before, after).encode()
    for arguments in (["--check"], []):
        done = subprocess.run(
            ["git", "apply", "--whitespace=nowarn", *arguments, "-"],
            cwd=repository,
            input=patch,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, (done.stderr, patch)
    return path.read_bytes().decode()


PARAGRAPHS = "".join(f"Paragraphe {at} de l’été.\n\n" for at in range(20))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("le state of affairs\n", "la situation\n"),
        ("sans fin de ligne", "sans\u202ffin !"),
        ("a\nfin", "a\nfin\n"),
        ("a\nfin\n", "a\nfin"),
        ("un\r\nthe car\r\ntrois\r\n", "un\r\nla voiture\r\ntrois\r\n"),
        ("un\r\ndeux\n", "un\ndeux\n"),
        ("un\rdeux\rtrois", "un\rDEUX\rtrois"),
        (PARAGRAPHS, PARAGRAPHS.replace("Paragraphe 7", "Section 7").replace("Paragraphe 15", "Section 15")),
        (PARAGRAPHS, PARAGRAPHS.replace("Paragraphe 3 de l’été.\n\n", "").replace("Paragraphe 9", "Section 9")),
        (PARAGRAPHS, "Titre\n\n" + PARAGRAPHS.replace("Paragraphe 19", "Section\n19")),
        (PARAGRAPHS, PARAGRAPHS.replace("Paragraphe", "Section") + "fin\n"),
        ("a\n\n\n\nb\n", "a\n\nb\n"),
        ("-- a\n++ b\n", "--- a\n+++ b\n"),
        ("un\x0cdeux\u2028trois\nquatre\n", "un\x0cdeux\u2028TROIS\nquatre\n"),
    ],
)
def test_git_applies_it(repository: Path, before: str, after: str) -> None:
    assert applied(repository, "article.md", before, after) == after


@pytest.mark.parametrize(
    "name", ["été œuvre.md", "a/b c/d.md", 'guillemet".md', "barre\\oblique.md", "tab\tulation.md"]
)
def test_git_finds_the_file_whatever_its_name(repository: Path, name: str) -> None:
    assert applied(repository, name, "a\nb\n", "a\nc\n") == "a\nc\n"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(["a", "b", "é", "", "c\r"]), min_size=1, max_size=30).map("\n".join),
    st.lists(st.sampled_from(["a", "b", "é", "", "c\r"]), min_size=1, max_size=30).map("\n".join),
)
def test_git_applies_any(repository: Path, before: str, after: str) -> None:
    # An empty side would be the making or the end of a file, which mending a text never is.
    if before != after and before and after:
        assert applied(repository, "article.md", before, after) == after


def test_what_it_looks_like() -> None:
    before = "un\r\ndeux\r\ntrois\r\nquatre\r\ncinq\r\nsix"
    assert unified("dossier/article.md", before, before.replace("six", "sept")) == (
        "--- a/dossier/article.md\n+++ b/dossier/article.md\n@@ -3,4 +3,4 @@\n"
        " trois\r\n quatre\r\n cinq\r\n-six\n\\ No newline at end of file\n+sept\n\\ No newline at end of file\n"
    )


def test_nothing_changed_is_no_diff() -> None:
    assert unified("a.md", "texte\n", "texte\n") == ""
    assert colored("a.md", "texte\n", "texte\n") == ""


def test_paths_are_those_below_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for path in (str(tmp_path / "d" / "a.md"), "d/a.md", "./d/a.md", "d/../d/a.md"):
        assert unified(path, "a\n", "b\n").startswith("--- a/d/a.md\n+++ b/d/a.md\n")
    assert unified("/ailleurs/a.md", "a\n", "b\n").startswith("--- a/ailleurs/a.md\n")
    assert "/../" not in unified("../a.md", "a\n", "b\n")


def test_a_megabyte_is_compared() -> None:
    before = "".join(f"Paragraphe {at} : il pleut sur la ville. " * 50 + "\n\n" for at in range(600))
    after = before.replace("Paragraphe 30", "Section 30").replace("Paragraphe 599", "Section\n599")
    told = unified("a.md", before, after).splitlines()
    assert sum(line.startswith("-P") for line in told) == 12
    assert sum(line.startswith("+S") for line in told) == 12
    assert "Section" in uncolored("a.md", before, after)


def uncolored(path: str, before: str, after: str) -> str:
    return re.sub(r"\x1b\[\d+m", "", colored(path, before, after))


def test_words_that_change_show_in_a_window() -> None:
    before = "Titre\n" + "Il pleut. " * 20 + "C’est le state of affairs ici. " + "Il neige. " * 20 + "\n"
    assert uncolored("a.md", before, before.replace("le state of affairs", "la situation")) == (
        "a.md\n@@ 2 @@\n"
        "  … Il pleut. Il pleut. C’est [-le state of affairs-]{+la situation+} ici. Il\n"
        "  neige. Il neige. Il …\n"
    )


def test_what_goes_is_red_and_what_comes_green() -> None:
    shown = colored("a.md", "le car\n", "le bus\n")
    assert "\x1b[31m\x1b[9m[-car-]" in shown
    assert "\x1b[32m{+bus+}" in shown


def test_a_space_that_comes_is_seen() -> None:
    assert "un,{+ +}deux" in uncolored("a.md", "un,deux\n", "un, deux\n")
    assert "[- -]{+␊ +}" in uncolored("a.md", "un deux trois\n", "un deux\n trois\n")


@given(st.text("ab é日\x1b\n\t", max_size=200), st.text("ab é日\x1b\n\t", max_size=200))
def test_no_line_is_wider_than_a_terminal(before: str, after: str) -> None:
    shown = uncolored("a.md", before, after)
    assert all(columns(line) <= 80 for line in shown.split("\n"))
    assert "\x1b" not in shown
