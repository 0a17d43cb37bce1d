"""Where answers are kept, and that nothing is lost where they cannot be."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from qa.cache.store import FILE
from tests.command import ROOT, invoke


def kept(folder: Path) -> bool:
    return (folder / FILE).is_file()


def test_a_project_has_its_own_which_git_passes_over(
    texts: Path, checked: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RELECTURE_CACHE_DIR")
    (texts / "relecture.toml").touch()
    invoke("check", "sub")
    assert kept(texts / ".relecture_cache")
    subprocess.run(["git", "init", "-q", "."], check=True)
    status = subprocess.run(["git", "status", "--porcelain", "-uall"], check=True, capture_output=True, text=True)
    assert "relecture.toml" in status.stdout
    assert "cache" not in status.stdout
    checked.clear()
    monkeypatch.chdir(texts / "sub")
    invoke("check", "other.txt")
    assert not checked


def test_the_configuration_names_another(texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (texts / "relecture.toml").write_text('cache-dir = "../elsewhere"\n', encoding="utf-8")
    invoke("check", ".")
    assert kept(texts.parent / "kept")  # the environment goes before
    assert not (texts.parent / "elsewhere").exists()
    monkeypatch.delenv("RELECTURE_CACHE_DIR")
    invoke("check", "sub", "--config", "relecture.toml")
    assert kept(texts.parent / "elsewhere")
    assert 'cache-dir = "../elsewhere"' in invoke("check", ".", "--show-config").stdout


def test_articles_without_a_configuration_leave_nothing_beside_them(
    texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RELECTURE_CACHE_DIR")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(texts.parent / "home"))
    before = sorted(texts.rglob("*"))
    invoke("check", ".", "--isolated")
    assert sorted(texts.rglob("*")) == before
    assert kept(texts.parent / "home/relecture")
    assert (texts.parent / "home/relecture").stat().st_mode & 0o077 == 0


def test_a_folder_that_is_there_gets_no_gitignore(texts: Path) -> None:
    (texts.parent / "kept").mkdir()
    invoke("check", ".")
    assert {path.name for path in (texts.parent / "kept").iterdir()} == {FILE}


@pytest.mark.parametrize("off", [["--no-cache"], ["RELECTURE_NO_CACHE"]])
def test_nothing_is_kept_where_that_is_said(
    off: list[str], texts: Path, checked: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if off == ["RELECTURE_NO_CACHE"]:
        monkeypatch.setenv(off.pop(), "1")
    for _ in range(2):
        invoke("check", "clean.txt", *off)
    assert checked["clean.txt"] == 2
    assert not (texts.parent / "kept").exists()


def test_a_place_that_cannot_be_written_is_no_matter(texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without = invoke("check", ".", "--no-cache").output_bytes
    for place in ("clean.txt", "clean.txt/below", "/proc/relecture", "/dev/null", "a" * 300):
        monkeypatch.setenv("RELECTURE_CACHE_DIR", place)
        assert invoke("check", ".").output_bytes == without
    folder = texts.parent / "kept"
    (folder / FILE).mkdir(parents=True)
    monkeypatch.setenv("RELECTURE_CACHE_DIR", str(folder))
    assert invoke("check", ".").output_bytes == without


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits")
def test_a_full_disk_is_no_matter(texts: Path) -> None:
    without = invoke("check", ".", "--no-cache").output_bytes
    for limit in (0, 4096, 10_000):
        code = (
            f"import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n"
            "from qa.cli import relecture; relecture.main(['check', '.'])"
        )
        command = (sys.executable, "-c", code)
        done = subprocess.run(command, cwd=texts, env=_environment(texts), capture_output=True, check=False)
        assert done.stdout + done.stderr == without


def _environment(texts: Path) -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": str(ROOT), "RELECTURE_CACHE_DIR": str(texts.parent / "full")}
