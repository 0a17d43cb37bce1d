"""A headless Chromium for the tests of pages. They are skipped, and say why, where there is none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]

#: What keeps a browser in a container quiet: no sandbox to ask for, no calls of its own.
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
          "--disable-component-update", "--disable-sync")  # fmt: skip


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser of Playwright's; skips the test where Playwright or Chromium is missing."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="pip install '.[browser]' brings Playwright")
    names = ("chromium", "chromium-browser", "google-chrome")
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if path is None:
        pytest.skip("no Chromium; install it, or name it in the environment variable CHROMIUM")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield browser
        browser.close()


def axe() -> str:
    """The script of axe-core; skips the test where it is missing."""
    spec = find_spec("axe_playwright_python")
    places = [ROOT / "node_modules/axe-core/axe.min.js"]
    if spec is not None and spec.origin is not None:
        places.append(Path(spec.origin).parent / "axe.min.js")
    for place in places:
        if place.is_file():
            return place.read_text(encoding="utf-8")
    pytest.skip("no axe-core; pip install '.[browser]' or npm install axe-core")
