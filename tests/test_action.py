"""The GitHub Action: its own script run by bash, with inputs that would like to be commands."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
ACTION = yaml.safe_load((ROOT / ".github/actions/relecture/action.yml").read_text(encoding="utf-8"))
STEPS = {step["id"]: step for step in ACTION["runs"]["steps"]}

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="the action runs under bash")


def check(folder: Path, **inputs: str) -> tuple[subprocess.CompletedProcess[bytes], dict[str, str]]:
    """Runs the step that checks as a runner would, with `relecture` from this checkout; and what it set as outputs."""
    scripts = folder / ".bin"
    scripts.mkdir(exist_ok=True)
    command = scripts / "relecture"
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m qa "$@"\n')
    command.chmod(0o755)
    outputs = folder / ".outputs"
    outputs.write_text("")
    values = {name: given["default"] for name, given in ACTION["inputs"].items()} | inputs
    values |= {"BIN": str(scripts)}
    environment = {
        name: re.sub(r"\$\{\{ (?:inputs\.)?([\w.-]+) \}\}", lambda match: values.get(match[1], str(scripts)), value)
        for name, value in STEPS["check"]["env"].items()
    }
    environment |= {"GITHUB_OUTPUT": str(outputs), "RUNNER_TEMP": str(folder / ".bin")}
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS["check"]["run"]],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        check=False,
    )
    return done, dict(line.split("=", 1) for line in outputs.read_text().splitlines())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "un article.txt").write_text("La state of affairs dure.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Le chef de projet projet part.\n", encoding="utf-8")
    return tmp_path


def test_annotations_are_the_default(folder: Path) -> None:
    done, outputs = check(folder)
    lines = done.stdout.decode().splitlines()
    assert done.returncode == 1, done.stderr
    assert [line.partition(",")[0] for line in lines] == ["::warning file=b.txt", "::error file=un article.txt"]
    assert outputs == {}


def test_paths_and_options_are_those_of_the_inputs(folder: Path) -> None:
    done, _ = check(folder, paths="un article.txt\n\n", args='--fail-level error "--ignore=untranslated" --lang en')
    assert (done.returncode, done.stdout) == (0, b""), done.stderr
    done, _ = check(folder, paths="b.txt\nun article.txt\n", args="--exit-zero")
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 2)
    done, _ = check(folder, paths="--help")
    assert done.returncode == 2


def test_sarif_goes_to_a_file_that_the_next_step_may_upload(folder: Path) -> None:
    done, outputs = check(folder, format="sarif")
    assert (done.returncode, done.stdout) == (1, b"")
    results = json.loads(Path(outputs["report"]).read_text(encoding="utf-8"))["runs"][0]["results"]
    assert [result["ruleId"] for result in results] == ["repeated-word", "untranslated"]


@pytest.mark.parametrize("name", ["paths", "format", "args"])
def test_an_input_never_becomes_a_command(folder: Path, name: str) -> None:
    done, _ = check(folder, **{name: "$(touch owned) `touch owned` ; touch owned \"'; touch owned #"})
    assert done.returncode != 0
    assert not (folder / "owned").exists()


def test_no_script_holds_an_expression() -> None:
    scripts = [step["run"] for step in STEPS.values() if "run" in step]
    assert len(scripts) == 2
    assert not [script for script in scripts if "${{" in script]
    assert set(ACTION["inputs"]) == {"paths", "version", "format", "args"}
