"""Several processes at once, counting, completion, and mistyped options."""

from __future__ import annotations

import signal
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from qa.cli import jobs, relecture
from qa.cli.run import Run
from qa.cli.work import Outcome, Task
from qa.discovery import Found
from qa.document import Document
from qa.finding import Finding
from qa.processes import share, usable
from qa.reports import FORMATS, Report
from qa.reports.statistics import Tally
from qa.reports.terminal import columns
from tests import command

#: Several processes take longer to start than one.
program = partial(command.program, timeout=120)

FAULTS = (
    "La state of affairs dure.\n",
    "Le chef de projet projet part.\n",
    "Tout va bien.\n",
    "# La itinerary *nationale*\n",
)


def fill(folder: Path, count: int = 12) -> None:
    for number in range(count):
        ending = ".md" if number % 3 else ".txt"
        text = "\n".join(FAULTS[(number + step) % len(FAULTS)] for step in range(2))
        (folder / f"{number:02}{ending}").write_text(text, encoding="utf-8")
    (folder / "05b.txt").write_bytes(b"l'\xe9t\xe9")


def test_the_output_does_not_hang_on_how_many_do_the_work(tmp_path: Path) -> None:
    fill(tmp_path)
    for format in ("concise", "json", "sarif", "gitlab"):
        assert format in FORMATS
        alone = program("check", ".", "--output-format", format, cwd=tmp_path)
        shared = program("check", ".", "--output-format", format, "--jobs", "3", cwd=tmp_path)
        assert alone.returncode == 2  # one file is not in UTF-8
        assert (shared.returncode, shared.stdout, shared.stderr) == (alone.returncode, alone.stdout, alone.stderr)


def test_fixing_gives_the_same_files(tmp_path: Path) -> None:
    for name, count in (("alone", "1"), ("shared", "2")):
        (tmp_path / name).mkdir()
        fill(tmp_path / name)
        done = program("fix", ".", "--unsafe", "--jobs", count, "--report", "../r.html", cwd=tmp_path / name)
        assert done.returncode == 2
        (tmp_path / f"{name}.said").write_bytes(done.stdout + done.stderr + (tmp_path / "r.html").read_bytes())
    assert (tmp_path / "alone.said").read_bytes() == (tmp_path / "shared.said").read_bytes()
    for path in sorted((tmp_path / "alone").iterdir()):
        assert path.read_bytes() == (tmp_path / "shared" / path.name).read_bytes()
    assert "situation" in (tmp_path / "shared" / "00.txt").read_text(encoding="utf-8")


def test_what_concerns_all_files_ends_the_run_with_one_sentence(tmp_path: Path) -> None:
    fill(tmp_path)
    (tmp_path / "terms.csv").write_text("colonne\ninconnue\n")
    alone = program("check", ".", "--glossary", "terms.csv", cwd=tmp_path)
    shared = program("check", ".", "--glossary", "terms.csv", "--jobs", "2", cwd=tmp_path)
    assert (shared.returncode, shared.stdout, shared.stderr) == (2, alone.stdout, alone.stderr)
    assert b"terms.csv" in shared.stderr


def test_standard_input_takes_its_turn(tmp_path: Path) -> None:
    fill(tmp_path, 3)
    args = ("check", "00.txt", "-", "02.md", "--output-format", "concise")
    alone = program(*args, cwd=tmp_path, input=FAULTS[0].encode())
    shared = program(*args, "--jobs", "0", cwd=tmp_path, input=FAULTS[0].encode())
    assert (shared.stdout, shared.stderr) == (alone.stdout, alone.stderr)
    assert b"<stdin>" in shared.stdout


@pytest.mark.parametrize("number", ["x", "-1", "1.5", "²", "99999"])
def test_jobs_are_a_number(number: str) -> None:
    result = CliRunner().invoke(relecture, ["check", "-", f"--jobs={number}"], input="Un mot.")
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert "--jobs" in result.stderr


def test_findings_are_counted_by_rule_and_file(tmp_path: Path) -> None:
    fill(tmp_path, 4)
    (tmp_path / "05b.txt").unlink()
    done = program("check", ".", "--statistics", "--lang", "en", cwd=tmp_path)
    lines = done.stdout.decode().splitlines()
    assert done.returncode == 1
    assert [line.split()[:2] for line in lines[:4]] == [
        ["By", "rule"],
        ["untranslated", "4"],
        ["repeated-word", "2"],
        [],
    ]
    assert lines[-1] == "Findings: 6, in 4 of 4 files."
    beside = program("check", ".", "--statistics", "--output-format", "concise", cwd=tmp_path)
    assert beside.stdout == program("check", ".", "--output-format", "concise", cwd=tmp_path).stdout
    assert "Par règle" in beside.stderr.decode()


def _finding(rule: str) -> Finding:
    return Finding(rule, "x/y", "error", 0, 1, "a", "m")


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_chart_keeps_within_the_terminal(width: int) -> None:
    tally = Tally()
    for number in range(30):
        path = f"{'très/' * 12}long-{number}-\x1b[31m漢字.md"
        tally.add(Report(Document("a", (), path), (_finding("a-rule"),) * (number + 1) + (_finding("b" * 90),)))
    tally.add(Report(Document("a", (), "clean.md"), ()))
    lines = "".join(tally.table("fr", width=width)).splitlines()
    assert max(map(columns, lines)) <= width
    assert "\x1b" not in "".join(lines)
    bars = [line.count("█") for line in lines if ".md" in line]
    assert bars == sorted(bars, reverse=True)
    assert " ".join(lines[-2:]).endswith("Signalements\u00a0: 495, dans 30 fichiers sur 31.")
    assert any("10 autres fichiers" in line for line in lines)


@pytest.mark.parametrize(
    ("args", "lang", "said"),
    [
        (["check", "a.txt", "--baselin=x"], "fr", "Vouliez-vous dire «\u00a0--baseline\u00a0»\u202f?"),
        (["check", "a.txt", "--baselin=x"], "en", "Did you mean “--baseline”?"),
        (["fix", "a.txt", "--job", "2"], "en", "Did you mean “--jobs”?"),
        (["fix", "a.txt", "--statistics"], "fr", "Option inconnue"),
        (["--versoin"], "en", "Did you mean “--version”?"),
    ],
)
def test_mistyped_options_are_met_with_the_nearest(args: list[str], lang: str, said: str) -> None:
    result = CliRunner().invoke(relecture, ["--lang", lang, *args])
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert said in result.stderr


@pytest.mark.parametrize(
    ("words", "number", "wanted"),
    [
        ("relecture ch", "1", "check"),
        ("relecture check --base", "2", "--baseline"),
        ("relecture check --output-format sar", "3", "sarif"),
        ("relecture fix --variant fr-C", "3", "fr-CA"),
    ],
)
def test_a_shell_completes_commands_options_and_choices(tmp_path: Path, words: str, number: str, wanted: str) -> None:
    done = program(cwd=tmp_path, _RELECTURE_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=number)
    assert wanted in [line.partition(",")[2] for line in done.stdout.decode().splitlines()], done.stderr


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many processes shared the work of each run that had several; two cores, and little work is enough."""
    processes: list[int] = []
    share = jobs._shared_out

    def sharing(run: Run, task: Task, files: Iterable[Found], count: int, *rest: Any) -> Iterator[Outcome]:
        processes.append(count)
        return share(run, task, files, count, *rest)

    monkeypatch.setattr(jobs, "_shared_out", sharing)
    monkeypatch.setattr("qa.cli.options.usable", lambda: 2)
    monkeypatch.setattr(jobs, "_WORTH_A_FORK", 200)
    monkeypatch.setattr(jobs, "_WORTH_A_START", 200)
    return processes


def test_work_is_shared_unasked_where_there_is_enough(
    tmp_path: Path, shared: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    fill(tmp_path, 30)
    for more in ((), ("--verbose",), ("--output-format", "html"), ("--write-baseline", "b.json"), ("--statistics",)):
        alone = command.invoke("check", ".", *more, "--jobs", "1")
        assert not shared
        unasked = command.invoke("check", ".", *more)
        assert (unasked.exit_code, unasked.stdout_bytes, unasked.stderr_bytes) == (
            (alone.exit_code, alone.stdout_bytes, alone.stderr_bytes)
        )
        assert shared.pop() == 2
    few = command.invoke("check", "00.txt", "01.md", "02.md")
    assert few.exit_code == 1
    assert not shared


def test_only_work_that_is_left_is_shared(tmp_path: Path, shared: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RELECTURE_NO_CACHE")
    monkeypatch.setenv("RELECTURE_CACHE_DIR", "kept")
    fill(tmp_path, 30)
    first = command.invoke("check", ".")
    assert shared.pop() == 2
    again = command.invoke("check", ".")
    assert not shared
    (tmp_path / "07.md").write_text("Le chef de projet projet part.\n", encoding="utf-8")
    changed = command.invoke("check", ".")
    assert not shared
    assert first.output_bytes == again.output_bytes != changed.output_bytes
    assert changed.output_bytes == command.invoke("check", ".", "--no-cache").output_bytes


def test_a_process_that_shares_work_keeps_to_itself() -> None:
    with ProcessPoolExecutor(1, initializer=share) as pool:
        assert pool.submit(usable).result() == 1
        assert pool.submit(signal.getsignal, signal.SIGINT).result() is signal.SIG_IGN
    assert usable() >= 1
