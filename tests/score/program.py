"""The program's own answers, through its command line, as a user's documents go."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from qa.formats import ENDINGS
from tests.score.damage import Page
from tests.score.tally import Alarm, Answer

_ROOT = Path(__file__).parents[2]


def answers(pages: Sequence[Page], mend: bool = True) -> list[Answer]:
    """What `check`, and unless told otherwise `fix` and `fix --unsafe`, make of each page at default settings.

    Ends the program where the command fails.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages_folder, safe, unsafe = folder / "pages", folder / "safe", folder / "unsafe"
        pages_folder.mkdir()
        # Numbers, because texts given by a user may share a name; a folder is searched for endings that are known.
        endings = [ending if (ending := Path(page.name).suffix) in ENDINGS else ".txt" for page in pages]
        names = [f"{number:05}{ending}" for number, ending in enumerate(endings)]
        for file, page in zip(names, pages, strict=True):
            (pages_folder / file).write_text(page.source, encoding="utf-8", newline="")
        report = folder / "report.json"
        run("check", str(pages_folder), "--output-format", "json", "--output-file", str(report))
        found: dict[str, list[Alarm]] = defaultdict(list)
        for finding in json.loads(report.read_text(encoding="utf-8")):
            found[Path(finding["path"]).name].append(_alarm(finding))
        if not mend:
            return [Answer(tuple(found[file])) for file in names]
        run("fix", str(pages_folder), "--output-dir", str(safe))
        run("fix", str(pages_folder), "--output-dir", str(unsafe), "--unsafe")
        return [Answer(tuple(found[file]), _read(safe / file), _read(unsafe / file)) for file in names]


def _alarm(finding: dict[str, Any]) -> Alarm:
    suggestions = finding["suggestions"]
    return Alarm(
        finding["start"],
        finding["end"],
        tuple(suggestion["text"] for suggestion in suggestions),
        finding["confidence"],
        suggestions[0]["confidence"] if suggestions else 0.0,
        finding["safe"],
    )


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def run(*arguments: str) -> None:
    """Runs a command of this checkout. Ends the program where it fails."""
    # The checkout's own program, whichever is installed and wherever this is started.
    environment = os.environ | {"PYTHONPATH": str(_ROOT), "RELECTURE_NO_CACHE": "1"}
    command = [sys.executable, "-m", "qa", *arguments, "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}: {done.stderr[-500:]}")
