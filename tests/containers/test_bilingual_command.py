"""The command line over bilingual files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import Run
from tests.containers.translations import MAKERS, Row, csv_of, po_of, read_by_toolkit, xliff, xliff_of, xlsx_of
from tests.test_imports import loaded

ROWS: list[Row] = [
    ("The sea is calm.", "La mer est calme."),
    ("The talks went on, for the conflict lasts.", "Les discussions ont repris, motorcar le conflit dure."),
]
MENDED = [ROWS[0], (ROWS[1][0], "Les discussions ont repris, car le conflit dure.")]


@pytest.fixture
def run(run: Run) -> Run:
    """Runs a command in a folder with one file of each format, all with the same segments."""
    for name, (make, _) in MAKERS.items():
        Path(name).write_bytes(make(ROWS))
    return run


def test_a_folder_is_searched_for_bilingual_files_but_for_tables(run: Run) -> None:
    result = run("check", ".", "--output-format", "json")
    assert result.exit_code == 1
    found = {(row["path"], row["unit"], row["text"]) for row in json.loads(result.stdout)}
    assert found == {
        ("a.po", "l17", "motorcar"),
        ("a.tmx", "tu2", "motorcar"),
        ("a.xlf", "u1", "motorcar"),
        ("a2.xlf", "u1/1", "motorcar"),
    }
    named = run("check", "a.csv", "a.xlsx", "--output-format", "concise", "--lang", "en")
    assert [line.partition(" ")[0] for line in named.stdout.splitlines()] == ["a.csv:C3:1:29:", "a.xlsx:C3:1:29:"]


def test_reports_say_where(run: Run) -> None:
    concise = run("check", "a.xlf", "a.po", "--output-format", "concise", "--lang", "en").stdout
    assert concise.splitlines()[0].startswith("a.xlf:§ 2:1:29: ")
    assert concise.splitlines()[1].startswith("a.po:l. 17:1:29: ")


@pytest.mark.parametrize("name", MAKERS)
def test_fix_writes_in_place_and_a_second_time_nothing(run: Run, name: str) -> None:
    judge = MAKERS[name][1]
    assert run("fix", name, "--unsafe", "--quiet").exit_code == 0
    assert judge(Path(name).read_bytes(), name) == MENDED
    stamp = Path(name).stat().st_mtime_ns
    assert run("fix", name, "--unsafe", "--quiet").exit_code == 0
    assert Path(name).stat().st_mtime_ns == stamp


def test_fix_writes_elsewhere_with_a_page_whose_decisions_apply(run: Run) -> None:
    before = Path("a.xlf").read_bytes()
    run("fix", "a.xlf", "--unsafe", "--output", "b.xlf", "--report", "r.html")
    assert Path("a.xlf").read_bytes() == before
    assert Path("b.xlf").read_bytes() == before.replace(b"motorcar", b"car")
    assert "§ 2" in Path("r.html").read_text(encoding="utf-8").replace("\u00a0", " ")
    run("fix", ".", "--unsafe", "--output-dir", "out", "--quiet")
    assert read_by_toolkit(Path("out/a.tmx").read_bytes(), "a.tmx") == MENDED


def test_a_difference_shows_segments_by_their_labels(run: Run) -> None:
    difference = run("fix", "a.po", "--unsafe", "--diff").stdout
    assert "l. 17" in difference
    assert "-Les discussions ont repris, motorcar le conflit dure." in difference
    assert Path("a.po").read_bytes() == po_of(ROWS)


def test_several_processes_and_a_baseline(run: Run) -> None:
    one = run("check", ".", "--output-format", "concise").stdout
    assert run("check", ".", "--output-format", "concise", "--jobs", "2").stdout == one
    assert run("check", ".", "a.csv", "--write-baseline", "b.json").exit_code == 0
    # A segment that others come before is still the same.
    Path("a.xlf").write_bytes(xliff_of([("Stop", "Halte"), *ROWS]))
    Path("a.csv").write_bytes(csv_of([("Stop", "Halte"), *ROWS]))
    result = run("check", ".", "a.csv", "--baseline", "b.json", "--output-format", "concise")
    assert (result.exit_code, result.stdout) == (0, "")


def test_standard_input_is_read_as_its_name_says(run: Run) -> None:
    data = Path("a.xlf").read_bytes()
    result = run("fix", "-", "--stdin-filename", "x.xlf", "--unsafe", "--quiet", input=data)
    assert result.stdout_bytes == data.replace(b"motorcar", b"car")


def test_other_languages_are_an_error_where_named_and_passed_over_in_a_folder(run: Run) -> None:
    for path in list(Path().iterdir()):
        path.unlink()
    german = xliff('<trans-unit id="1"><source>a</source><target>b</target></trans-unit>',
                   'source-language="en" target-language="de"')  # fmt: skip
    Path("de.xlf").write_bytes(german)
    Path("fr.xlf").write_bytes(xliff_of(MENDED))
    assert run("check", ".").exit_code == 0
    assert run("fix", ".", "--quiet").exit_code == 0
    assert Path("de.xlf").read_bytes() == german
    named = run("check", "de.xlf", "--lang", "en")
    assert named.exit_code == 2
    assert "de.xlf: this file translates from “en” into “de”" in named.stderr
    Path("fr.xlf").write_bytes(b"<xliff>")
    assert run("check", ".").exit_code == 2


def test_a_template_has_nothing_to_check(run: Run) -> None:
    Path("a.pot").write_bytes(po_of([("Save", "")]).replace(b"Language: fr", b"Language: "))
    assert "a.pot" not in run("check", ".", "--output-format", "concise").stdout
    named = run("check", "a.pot", "--lang", "en")
    assert named.exit_code == 2
    assert "a.pot: this file holds no translation yet" in named.stderr


def test_a_missing_target_is_refused_in_one_sentence(run: Run) -> None:
    data = xliff('<trans-unit id="k"><source>a</source></trans-unit>')
    Path("m.xlf").write_bytes(data)
    assert run("check", "m.xlf", "--select", "linguistic-conventions").exit_code == 0
    assert run("fix", "m.xlf", "--track-changes", "--select", "linguistic-conventions").exit_code == 2
    assert Path("m.xlf").read_bytes() == data


def test_a_table_without_such_columns_is_read_as_before(run: Run) -> None:
    Path("t.csv").write_text("titre,texte\nUn,Il y a un blueprint de relance\n", encoding="utf-8")
    result = run("check", "t.csv", "--output-format", "json")
    assert [(row["text"], "unit" in row) for row in json.loads(result.stdout)] == [("blueprint", False)]
    Path("t.xlsx").write_bytes(xlsx_of(ROWS))
    assert run("check", "t.xlsx").exit_code == 1


def test_a_clean_file_loads_nothing_heavy(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    path.write_bytes(xliff_of(MENDED))
    modules = loaded("check", str(path))
    assert modules & {"openpyxl", "zipfile", "html", "xml.etree", "defusedxml", "qa.containers.table"} == set()
