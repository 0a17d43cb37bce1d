"""How well the rules that hold a translation against its English find what was done to it.

    python -m tests.score --bilingual
    python -m tests.score --bilingual --verbose     with each fault missed, and each false alarm

The texts of `corpora/bilingual` go through the command line as a user's do, as they should be and with all faults of
`NAME.faults.tsv` at once. A finding counts for a fault that it touches, when it is of the rule that the fault is named
after or of another that tells of the same (`ALSO`). Recall is of the faults of a kind, precision of the findings of a
rule; a finding that counts for no fault is a false alarm.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.score.bilingual import FOLDER
from tests.score.faults import Fault, Translation, glossary, translations
from tests.score.program import run
from tests.score.table import drawn

ALL = "all"


@dataclass(slots=True)
class Count:
    """Faults of a kind and how many were found; findings of the rule of that name and how many were right."""

    faults: int = 0
    found: int = 0
    findings: int = 0
    right: int = 0

    @property
    def recall(self) -> float | None:
        return self.found / self.faults if self.faults else None

    @property
    def precision(self) -> float | None:
        return self.right / self.findings if self.findings else None

    def figures(self) -> dict[str, float | int | None]:
        return {
            "faults": self.faults,
            "found": self.found,
            "recall": self.recall,
            "findings": self.findings,
            "right": self.right,
            "precision": self.precision,
        }


@dataclass(slots=True)
class Score:
    """What was found in how many texts: by kind and over `ALL`; and findings on the clean versions, as the program
    tells them. `remarks` are lines on each fault missed and each false alarm.
    """

    texts: int = 0
    counts: dict[str, Count] = field(default_factory=dict)
    clean: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, object]:
        """All of it as plain values."""
        return {
            "texts": self.texts,
            "clean": self.clean,
            "rules": {name: count.figures() for name, count in self._ordered()},
        }

    def table(self, markdown: bool) -> str:
        """A row for each rule."""
        rows = [[name, *(_cell(each) for each in count.figures().values())] for name, count in self._ordered()]
        heading = ["rule", "faults", "found", "recall", "findings", "right", "precision"]
        return drawn([heading, *rows], markdown)

    def _ordered(self) -> Iterator[tuple[str, Count]]:
        yield from sorted((name, count) for name, count in self.counts.items() if name != ALL)
        yield ALL, self.counts[ALL]


def measure() -> Score:
    """Checks all texts, clean and damaged."""
    texts = list(translations())
    score = Score(len(texts), {ALL: Count()})
    clean = _findings({text.path.name: text.path.read_text("utf-8") for text in texts})
    score.clean = [f"{name}: {_told(finding)}" for name, findings in clean.items() for finding in findings]
    damaged = _findings({text.path.name: text.damaged for text in texts if text.faults})
    for text in texts:
        if text.faults:
            _add(score, text, damaged.get(text.path.name, []))
    return score


def _add(score: Score, text: Translation, findings: Sequence[dict[str, Any]]) -> None:
    for fault in text.faults:
        found = any(_right(fault, finding) for finding in findings)
        for count in (score.counts.setdefault(fault.kind, Count()), score.counts[ALL]):
            count.faults += 1
            count.found += found
        if not found:
            place = fault.unit or text.damaged[fault.start : fault.end]
            score.remarks.append(f"{text.path.name}: missed {fault.kind}: {place}")
    for finding in findings:
        right = any(_right(fault, finding) for fault in text.faults)
        for count in (score.counts.setdefault(finding["rule"], Count()), score.counts[ALL]):
            count.findings += 1
            count.right += right
        if not right:
            score.remarks.append(f"{text.path.name}: false {_told(finding)}")


def _right(fault: Fault, finding: dict[str, Any]) -> bool:
    place = finding["start"], finding["end"], finding.get("unit") or ""
    return fault.allows(finding["rule"]) and fault.touches(*place)


def _findings(sources: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
    """What the program finds in files of these names and texts, those of `corpora/bilingual` as their English."""
    found: dict[str, list[dict[str, Any]]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder, english, report = Path(name) / "fr", Path(name) / "en", Path(name) / "report.json"
        folder.mkdir()
        english.mkdir()
        for original in FOLDER.glob("*.en.*"):
            shutil.copy(original, english)
        for path, source in sources.items():
            (folder / path).write_text(source, encoding="utf-8", newline="")
        options = ("--source", str(english), "--glossary", str(glossary()), "--isolated", "--lang", "en")
        paths = [str(folder / path) for path in sources]
        run("check", *paths, *options, "--output-format", "json", "--output-file", str(report))
        for finding in json.loads(report.read_text(encoding="utf-8")):
            found.setdefault(Path(finding["path"]).name, []).append(finding)
    return found


def _told(finding: dict[str, Any]) -> str:
    place = f"{finding.get('unit') or ''}:{finding['line']}:{finding['column']}"
    return f"{finding['rule']} at {place} {finding['text']!r}: {finding['message']}"


def _cell(value: float | None) -> str:
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.3f}"


def pages(score: Score, *, as_json: bool, markdown: bool, verbose: bool) -> Iterable[str]:
    """The measurement as text."""
    if as_json:
        yield json.dumps(score.figures(), ensure_ascii=False, indent=1)
        return
    yield score.table(markdown)
    yield f"{score.texts} texts; {len(score.clean)} findings on the clean versions."
    yield from score.clean
    if verbose:
        yield from score.remarks
