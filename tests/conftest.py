"""The tests speak French, as the program does where nothing else is asked for, whoever runs them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.command import Run, invoke

os.environ["LC_ALL"] = "C.UTF-8"
# What a test finds does not hang on what another left behind.
os.environ["RELECTURE_NO_CACHE"] = "1"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs a command in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return invoke
