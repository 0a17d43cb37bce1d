"""The same work on Ray Data writes the same, and a worker that dies costs nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.archive.made import CLEAN, FAULTY, archive, jsonl, rows
from tests.command import ROOT, program
from tests.kills.archive import content

pytest.importorskip("ray")


def test_ray_writes_what_the_processes_write_and_says_no_more(tmp_path: Path) -> None:
    texts = [{"id": f"n{number}", "text": FAULTY if number % 3 else CLEAN} for number in range(7)]
    source = jsonl(tmp_path / "a.jsonl", [*texts, b"{", {"id": "bad", "text": f"bad. {FAULTY}"}])
    # The first worker that meets the last document ends with it, and so does the second.
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.util, os, sys\n"
        "if any('ray' in each for each in sys.orig_argv):\n"
        "    import qa.pipeline\n    check = qa.pipeline.Checker.check\n"
        "    def checked(self, document):\n"
        "        if document.source.startswith('bad'):\n"
        "            os._exit(1)\n"
        "        return check(self, document)\n"
        "    qa.pipeline.Checker.check = checked\n",
        encoding="utf-8",
    )
    result = program(
        "archive", str(source), "out", "--workers=2", "--part-size=2", "--output-format=jsonl", "--lang=en",
        cwd=tmp_path, timeout=280, PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}",
    )  # fmt: skip
    assert result.returncode == 2, result.stderr
    told = result.stderr.decode().splitlines()
    assert told == [
        "Documents checked: 7, words: 50, faults: 4; see out/index.html.",
        "Documents set aside: 2; out/errors says why.",
    ]
    assert result.stdout == b""
    assert [each["document"] for each in rows(tmp_path / "out", "errors")] == [f"{source}:8", "bad"]
    archive(jsonl(source, [*texts, b"{"]), tmp_path / "local", "--part-size=2", "--lang=en", code=2)
    one, other = content(tmp_path / "out"), content(tmp_path / "local")
    parts = {name for name in one if "00000" in name and "000004" not in name}
    assert {name: one[name] for name in parts} == {name: other[name] for name in parts if name in other}


def test_more_workers_than_parts_are_no_trouble(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "a.jsonl", [{"text": CLEAN}, {"text": CLEAN}])
    result = program(
        "archive", str(source), "out", "--workers=2", "--output-format=jsonl", "--lang=en", cwd=tmp_path, timeout=200
    )
    assert result.returncode == 0, result.stderr
    assert result.stderr.decode().splitlines() == ["Documents checked: 2, words: 20, faults: 0; see out/index.html."]


def test_a_cluster_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "a.jsonl", [{"text": CLEAN}])
    result = program(
        "archive", str(source), "out", "--address=127.0.0.1:1", "--output-format=jsonl", "--lang=en", cwd=tmp_path,
        timeout=100,
    )  # fmt: skip
    assert result.returncode == 2, result.stderr
    assert b"no Ray cluster that can be reached" in result.stderr
    assert len(result.stderr.splitlines()) == 1
