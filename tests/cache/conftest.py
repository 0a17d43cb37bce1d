"""A folder of texts under a cache of its own, and how many of them are really checked."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from qa.document import Document
from qa.finding import Finding
from qa.pipeline import Checker

TEXTS = {
    "clean.txt": "Tout va bien ici, et le maire le dit.\n",
    "faults.md": "# La itinerary *nationale*\r\n\r\nLa state of affairs dure, 😀 et le chef de projet projet part.\r\n",
    "page.html": "<p>Le maire parle parle d’un <em>meeting</em>&nbsp;: l&#39;été &lt;script&gt; dure.</p>\n",
    "sub/other.txt": "\ufeffLe chef de projet projet part.\n\nIl a fait un breaking news breaking news hier.\n",
}


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that is the working one; what is kept lies in `kept` beside it."""
    folder = tmp_path / "texts"
    for name, text in TEXTS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())
    monkeypatch.chdir(folder)
    monkeypatch.delenv("RELECTURE_NO_CACHE")
    monkeypatch.setenv("RELECTURE_CACHE_DIR", str(tmp_path / "kept"))
    return folder


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each file has been checked."""
    count: Counter[str] = Counter()
    check = Checker.check

    def counting(self: Checker, document: Document) -> tuple[Finding, ...]:
        count[document.path] += 1
        return check(self, document)

    monkeypatch.setattr(Checker, "check", counting)
    return count
