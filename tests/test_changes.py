"""`--changed-since`: findings on the lines that git says have changed, and on no other."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import Result

from tests.command import Run

FAULTS = "La state of affairs dure.\nLe chef de projet projet part.\nUn blueprint de relance.\n"


def git(*args: str) -> None:
    identity = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *args], check=True, capture_output=True)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, run: Run) -> Run:
    """Runs a command in a repository with one commit, in which `docs/a b.txt` holds a fault on each line."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    git("init", "-q", "-b", "main")
    write("docs/a b.txt", FAULTS)
    git("add", ".")
    git("commit", "-qm", "Premier")

    return run


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text.encode())


def texts(result: Result) -> list[str]:
    return [row["text"] for row in json.loads(result.stdout)]


SINCE = ("--changed-since", "HEAD", "--output-format", "json")


def test_only_changed_lines_are_looked_at(run: Run) -> None:
    assert run("check", ".", "--changed-since", "HEAD").exit_code == 0
    write("docs/a b.txt", FAULTS.replace("projet part", "projet s’en va"))
    assert texts(run("check", ".", *SINCE)) == ["projet projet"]
    git("commit", "-qam", "Deuxième")
    assert texts(run("check", ".", *SINCE)) == []
    assert texts(run("check", ".", "--changed-since", "HEAD~1", "--output-format", "json")) == ["projet projet"]
    # What is in the index counts as what is on disk.
    write("docs/a b.txt", FAULTS.replace("projet part.\nUn", "projet s’en va.\nCe"))
    git("add", ".")
    assert texts(run("check", ".", *SINCE)) == ["blueprint"]


def test_a_deleted_line_changes_none_of_the_others(run: Run) -> None:
    write("docs/a b.txt", FAULTS.replace("Le chef de projet projet part.\n", ""))
    assert texts(run("check", ".", *SINCE)) == []


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_finding_over_several_lines_is_on_each_of_them(run: Run, end: str) -> None:
    text = f"Il parle de la state{end}of affairs.{end}Tout va bien.{end}"
    write("docs/a b.txt", text)
    git("commit", "-qam", "Deuxième")
    write("docs/a b.txt", text.replace("of affairs.", "of affairs, dit-il."))
    assert texts(run("check", ".", *SINCE)) == [f"state{end}of affairs"]
    write("docs/a b.txt", text.replace("Tout", "Hier, tout"))
    assert texts(run("check", ".", *SINCE)) == []


def test_new_and_renamed_files_have_changed_as_a_whole(run: Run) -> None:
    write("docs/new.txt", "Un blueprint de relance.\n")
    git("mv", "docs/a b.txt", "docs/é.txt")
    rows = json.loads(run("check", ".", *SINCE).stdout)
    assert [(row["path"], row["text"]) for row in rows] == [
        ("docs/new.txt", "blueprint"),
        ("docs/é.txt", "state of affairs"),
        ("docs/é.txt", "projet projet"),
        ("docs/é.txt", "blueprint"),
    ]


def test_it_works_from_a_folder_below(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write("docs/a b.txt", FAULTS.replace("dure", "continue"))
    monkeypatch.chdir(tmp_path / "docs")
    assert texts(run("check", "a b.txt", *SINCE)) == ["state of affairs"]
    assert texts(run("check", str(tmp_path), *SINCE)) == ["state of affairs"]


def test_a_fix_mends_changed_lines_only(run: Run) -> None:
    write("docs/a b.txt", FAULTS.replace("La state of affairs dure", "Cette state of affairs continue"))
    result = run("fix", ".", "--unsafe", "--changed-since", "HEAD")
    assert result.exit_code == 0
    mended = FAULTS.replace("La state of affairs dure", "Cette situation continue")
    assert Path("docs/a b.txt").read_bytes() == mended.encode()


def test_what_git_cannot_tell_is_one_sentence(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for revision in ("no-such", "--output=x", "", "HEAD:docs"):
        result = run("check", ".", "--changed-since", revision, "--lang", "en")
        assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
        assert f"git knows no revision “{revision}”" in result.stderr
    assert not Path("x").exists()
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    outside.mkdir()
    monkeypatch.chdir(outside)
    write("a.txt", FAULTS)
    result = run("check", ".", "--changed-since", "HEAD", "--lang", "en")
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert "needs a git repository" in result.stderr
    monkeypatch.setenv("PATH", "")
    assert "git" in run("check", ".", "--changed-since", "HEAD").stderr
