"""`relecture glossary`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qa.cli import relecture


def _run(*args: str | Path) -> Result:
    return CliRunner().invoke(relecture, ["glossary", *map(str, args)])


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "maison.csv"
    path.write_text(
        "term,right,kind\nevent,événement | manifestation,spin\nmot interdit,,\nweek-end,week-end,\n", encoding="utf-8"
    )
    return path


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    path = tmp_path / "fautif.csv"
    path.write_text("term,right,kind\nevent,événement,machin\n,rien,\n", encoding="utf-8")
    return path


def test_check_tells_each_fault_in_a_line_and_ends_with_1(good: Path, faulty: Path) -> None:
    result = _run("check", good, faulty)
    lines = result.output.splitlines()
    assert result.exit_code == 1
    assert lines[0] == f"{good}\N{NO-BREAK SPACE}: 3 termes, aucun défaut."
    assert [line.split(": ")[0] for line in lines[1:]] == [f"{faulty}:2", f"{faulty}:3"]


def test_check_speaks_english(faulty: Path) -> None:
    assert "choose one of" in _run("check", faulty, "--lang", "en").output


def test_an_unreadable_file_ends_with_2_and_the_others_are_checked(good: Path, tmp_path: Path) -> None:
    result = _run("check", tmp_path / "absent.csv", good)
    assert result.exit_code == 2
    assert "n’existe pas" in result.output
    assert "aucun défaut" in result.output


def test_convert_writes_the_format_of_the_ending(good: Path, tmp_path: Path) -> None:
    for ending in ("tbx", "xlsx", "yaml", "tsv"):
        out = tmp_path / f"out.{ending}"
        assert _run("convert", good, out).exit_code == 0
        assert json.loads(_run("list", out, "--output-format", "json").stdout) == json.loads(
            _run("list", good, "--output-format", "json").stdout
        )


def test_convert_refuses_in_one_sentence(good: Path, tmp_path: Path) -> None:
    result = _run("convert", good, tmp_path / "out.docx")
    assert result.exit_code == 2
    assert "format inconnu" in result.output
    assert "Traceback" not in result.output


def test_list_stays_within_80_columns(good: Path) -> None:
    result = _run("list", good)
    assert result.stdout.splitlines() == [
        "event         anglais laissé  événement, manifestation",
        "mot interdit  terme           (à éviter)",
        "week-end      terme           (accepté)",
    ]


def test_list_of_a_kind(good: Path) -> None:
    rows = json.loads(_run("list", good, "--kind", "spin", "--output-format", "json").stdout)
    assert [(row["term"], row["right"]) for row in rows] == [("event", ["événement", "manifestation"])]


def test_help_is_spoken_in_both_languages() -> None:
    assert "Convertir un glossaire" in _run("--help").output
    assert "Convert a glossary" in _run("--help", "--lang", "en").output
