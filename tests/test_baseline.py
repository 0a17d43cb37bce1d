"""A baseline as it is used: what is known is passed over wherever it moves, what is new is told, what is gone, too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result

from tests.command import Run

KNOWN = "La state of affairs reste tendue.\n\nLe chef de projet projet est parti.\n"
NEW = "Le maire présente son blueprint de relance.\n"


def write(path: str, text: str = KNOWN) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def texts(result: Result) -> list[str]:
    return [row["text"] for row in json.loads(result.stdout)]


def entries(path: str = "b.json") -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads(Path(path).read_text(encoding="utf-8"))["findings"]
    return rows


JSON = ("--output-format", "json")


def test_what_is_noted_is_passed_over_and_what_is_new_is_told(run: Run) -> None:
    write("a.txt")
    noted = run("check", "a.txt", "--write-baseline", "b.json")
    assert (noted.exit_code, noted.stdout) == (0, "")
    assert "2 signalements" in noted.stderr
    assert run("check", "a.txt", "--baseline", "b.json").exit_code == 0
    # Lines move, a paragraph is wrapped in another way, a fault is added.
    write("a.txt", "Un mot.\n\n" + NEW + "\n" + KNOWN.replace("reste tendue", "reste\n  tendue"))
    result = run("check", "a.txt", "--baseline", "b.json", *JSON)
    assert (result.exit_code, texts(result), result.stderr) == (1, ["blueprint"], "")
    assert texts(run("check", "a.txt", *JSON)) == ["blueprint", "state of affairs", "projet projet"]


def test_the_file_says_what_it_holds_and_no_line(run: Run) -> None:
    write("sub/é.txt", "La state of affairs reste tendue.\n")
    run("check", "sub", "--write-baseline", "b.json")
    data = json.loads(Path("b.json").read_text(encoding="utf-8"))
    assert data == {
        "version": 1,
        "findings": [
            {
                "path": "sub/é.txt",
                "rule": "untranslated",
                "text": "state of affairs",
                "before": ["La"],
                "after": ["reste", "tendue"],
                "count": 1,
            }
        ],
    }


def test_alike_findings_are_counted(run: Run) -> None:
    paragraph = "Ils notent que la state of affairs reste tendue ici. "
    write("a.txt", paragraph * 2)
    run("check", "a.txt", "--write-baseline", "b.json")
    assert [entry["count"] for entry in entries()] == [2]
    write("a.txt", paragraph * 3)
    assert texts(run("check", "a.txt", "--baseline", "b.json", *JSON)) == ["state of affairs"]
    write("a.txt", paragraph)
    result = run("check", "a.txt", "--baseline", "b.json", "--lang", "en")
    assert result.exit_code == 0
    assert result.stderr == "b.json: a.txt, untranslated: “state of affairs” is no longer there (1).\n"


def test_stale_entries_are_told_of_what_was_looked_at(run: Run) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        write(name)
    run("check", ".", "--write-baseline", "b.json")
    write("a.txt", "Tout va bien.")
    Path("c.txt").unlink()
    stale = run("check", "a.txt", "--baseline", "b.json").stderr.splitlines()
    assert [line.split(",")[0].split()[-1] for line in stale] == ["a.txt", "a.txt", "c.txt", "c.txt"]
    some = run("check", "a.txt", "--baseline", "b.json", "--select", "untranslated").stderr
    assert "a.txt, untranslated" in some
    assert "a.txt, repeated-word" not in some
    assert run("check", ".", "--baseline", "b.json", "--quiet").stderr == ""


def test_writing_again_keeps_what_was_not_looked_at(run: Run) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        write(name)
    run("check", ".", "--write-baseline", "b.json")
    first = Path("b.json").read_bytes()
    run("check", "b.txt", "--write-baseline", "b.json")
    assert Path("b.json").read_bytes() == first
    Path("c.txt").unlink()
    write("a.txt", "Tout va bien.")
    run("check", "a.txt", "--write-baseline", "b.json")
    assert {entry["path"] for entry in entries()} == {"b.txt"}


def test_paths_count_from_the_baseline_whatever_the_working_folder(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write("docs/deep/a.txt")
    Path("ci").mkdir()
    run("check", ".", "--write-baseline", "ci/b.json")
    assert {entry["path"] for entry in entries("ci/b.json")} == {"../docs/deep/a.txt"}
    monkeypatch.chdir(tmp_path / "docs" / "deep")
    assert run("check", "a.txt", "--baseline", "../../ci/b.json").exit_code == 0
    assert run("check", str(tmp_path / "docs"), "--baseline", "../../ci/b.json").exit_code == 0


def test_a_fix_leaves_what_is_known(run: Run) -> None:
    write("a.txt")
    run("check", "a.txt", "--write-baseline", "b.json")
    write("a.txt", KNOWN + "\n" + NEW)
    result = run("fix", "a.txt", "--unsafe", "--baseline", "b.json", "--output", "-")
    assert result.exit_code == 0
    assert result.stdout == KNOWN + "\n" + NEW.replace("blueprint", "plan")
    check = run("check", "a.txt", "--fix", "--unsafe", "--baseline", "b.json", *JSON)
    assert (check.exit_code, texts(check)) == (0, [])
    assert Path("a.txt").read_text(encoding="utf-8") == result.stdout


def test_standard_input_is_known_by_its_name(run: Run) -> None:
    write("a.txt")
    run("check", "a.txt", "--write-baseline", "b.json")
    args = ("check", "-", "--baseline", "b.json", "--stdin-filename")
    assert run(*args, "a.txt", input=KNOWN).exit_code == 0
    assert run(*args, "other.txt", input=KNOWN).exit_code == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "not JSON, line 1"),
        ("[]", "version None instead of 1"),
        ('{"version": 2, "findings": []}', "version 2 instead of 1"),
        ('{"version": 1, "findings": [{"path": "a"}]}', "entry 1 is incomplete"),
        (
            '{"version": 1, "findings": [{"path": "", "rule": "", "text": "", "before": [], "after": [], "count": 0}]}',
            "entry 1 is incomplete",
        ),
        (None, "no such file"),
    ],
)
def test_what_is_no_baseline_is_refused(run: Run, content: str | None, said: str) -> None:
    write("a.txt")
    if content is not None:
        write("b.json", content)
    result = run("check", "a.txt", "--baseline", "b.json", "--lang", "en")
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
    if content is not None:
        assert run("check", "a.txt", "--write-baseline", "b.json").exit_code == 2
        assert Path("b.json").read_text(encoding="utf-8") == content


@pytest.mark.parametrize("option", [["--fix"], ["--diff"], ["--changed-since", "HEAD"]])
def test_a_part_is_never_noted_for_the_whole(run: Run, option: list[str]) -> None:
    write("a.txt")
    result = run("check", "a.txt", "--write-baseline", "b.json", *option)
    assert (result.exit_code, Path("b.json").exists()) == (2, False)
    assert Path("a.txt").read_text(encoding="utf-8") == KNOWN
    assert run("check", "a.txt", "--write-baseline", "a.txt").exit_code == 2
