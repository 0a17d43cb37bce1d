"""The program as tests call it: in this process, or as one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner, Result

from qa.cli import relecture

ROOT = Path(__file__).parent.parent

#: Runs a command in the folder of the test.
Run = Callable[..., Result]


def invoke(*args: str, input: str | bytes | None = None) -> Result:
    """What a command does in this process; no traceback ever reaches a user."""
    result = CliRunner().invoke(relecture, args, input=input)
    assert "Traceback" not in result.output
    return result


def program(
    *args: str, cwd: Path, input: bytes = b"", timeout: float = 60, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """What a command does as a process of its own, in a folder, within so many seconds."""
    return subprocess.run(
        [sys.executable, "-m", "qa", *args],
        cwd=cwd,
        input=input,
        capture_output=True,
        timeout=timeout,
        check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
    )
