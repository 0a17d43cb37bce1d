"""A fresh virtual environment, and programs run in it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple


class ReleaseError(Exception):
    """What keeps the release from going out, in one sentence."""


class Environment(NamedTuple):
    """A virtual environment, by its folder."""

    folder: Path

    @classmethod
    def make(cls, folder: Path) -> Environment:
        _done([sys.executable, "-m", "venv", str(folder)])
        return cls(folder)

    @property
    def python(self) -> Path:
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def install(self, *requirements: str) -> float:
        """Seconds that it took."""
        begun = time.perf_counter()
        self.run("-m", "pip", "install", "--quiet", "--disable-pip-version-check", *requirements)
        return time.perf_counter() - begun

    def run(
        self, *arguments: str, before: Iterable[str] = (), cwd: Path | None = None, codes: tuple[int, ...] = (0,)
    ) -> str:
        """What a program of this environment prints. Raises ReleaseError for an exit code that is not among `codes`.

        `before` is a program that runs it, with its own options. Nothing of the checkout is on the module path.
        """
        return _done([*before, str(self.python), *arguments], cwd=cwd, codes=codes)


def _done(command: list[str], cwd: Path | None = None, codes: tuple[int, ...] = (0,)) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "RELECTURE"))}
    done = subprocess.run(
        command, cwd=cwd, env=environment | {"PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}, capture_output=True, check=False
    )
    if done.returncode not in codes:
        said = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise ReleaseError(f"`{' '.join(command)}` ended with {done.returncode}: {said}")
    return done.stdout.decode("utf-8")
