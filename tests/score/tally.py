"""What is counted: which faults a checker finds, what it would put there, and what a fix makes of the page.

A finding that overlaps a fault is a hit, one that overlaps none a false alarm. A suggestion is right where it gives
back, character by character, what stood there; apostrophes and spaces do not count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from tests.score.damage import Fault, Page

_TOKEN = re.compile(r"\w+|[^\w\s]")
_WORD = re.compile(r"[^\W\d_]+")


class Alarm(NamedTuple):
    """What a checker says of `source[start:end]`: its suggestions, best first, and how sure it is.

    `confidence` is that of the finding, `certainty` that of the first suggestion; 1 for checkers that state none.
    """

    start: int
    end: int
    suggestions: tuple[str, ...] = ()
    confidence: float = 1.0
    certainty: float = 1.0
    safe: bool = False


class Answer(NamedTuple):
    """A checker's alarms on a page, in any order, and the page as its safe and its unsafe fix leave it, if it fixes."""

    alarms: tuple[Alarm, ...]
    safe: str | None = None
    unsafe: str | None = None


class Outcome(NamedTuple):
    """What a fix did: for every fault whether it is undone, and how many words it changed outside of all faults."""

    undone: tuple[bool, ...]
    collateral: int


@dataclass
class Tally:
    """The sums over some pages; `faults` and the like are by kind of fault."""

    words: int = 0
    alarms: int = 0
    true: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    first: Counter[str] = field(default_factory=Counter)
    three: Counter[str] = field(default_factory=Counter)
    safe: Counter[str] = field(default_factory=Counter)
    unsafe: Counter[str] = field(default_factory=Counter)
    collateral_safe: int = 0
    collateral_unsafe: int = 0
    unasked: int = 0
    unasked_right: int = 0
    #: Confidence and whether it was right: of every finding, and of the first suggestion of those that are faults.
    findings: list[tuple[float, bool]] = field(default_factory=list)
    suggestions: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, page: Page, answer: Answer) -> None:
        """Counts a page in."""
        self.words += count_words(page.source)
        self.faults.update(fault.kind for fault in page.faults)
        best: dict[Fault, int] = {}  # the rank at which a fault's own wording is suggested
        hit: set[Fault] = set()
        for alarm in answer.alarms:
            met = overlapping(alarm, page.faults)
            hit.update(met)
            rank = next((n for n, text in enumerate(alarm.suggestions[:3]) if gives_back(page, alarm, text)), 3)
            for fault in met:
                best[fault] = min(rank, best.get(fault, 3))
            self.alarms += 1
            self.true += bool(met)
            self.unasked += alarm.safe
            self.unasked_right += alarm.safe and bool(met) and rank == 0
            self.findings.append((alarm.confidence, bool(met)))
            if met and alarm.suggestions:
                self.suggestions.append((alarm.certainty, rank == 0))
        self.found.update(fault.kind for fault in page.faults if fault in hit)
        self.first.update(fault.kind for fault, rank in best.items() if rank == 0)
        self.three.update(fault.kind for fault, rank in best.items() if rank < 3)
        if answer.safe is not None and answer.unsafe is not None:
            safe, unsafe = outcome(page, answer.safe), outcome(page, answer.unsafe)
            self.safe.update(fault.kind for fault, undone in zip(page.faults, safe.undone, strict=True) if undone)
            self.unsafe.update(fault.kind for fault, undone in zip(page.faults, unsafe.undone, strict=True) if undone)
            self.collateral_safe += safe.collateral
            self.collateral_unsafe += unsafe.collateral

    def figures(self) -> dict[str, float]:
        """All shares and rates by name. A share of nothing is 1."""
        faults = self.faults.total()
        precision, recall = share(self.true, self.alarms), share(self.found.total(), faults)
        per_10k = 1e4 / max(1, self.words)
        return {
            "words": self.words,
            "faults": faults,
            "precision": precision,
            "recall": recall,
            "f1": 2 * precision * recall / max(1e-9, precision + recall),
            "first": share(self.first.total(), faults),
            "three": share(self.three.total(), faults),
            "restored_safe": share(self.safe.total(), faults),
            "restored_unsafe": share(self.unsafe.total(), faults),
            "unasked": self.unasked,
            "unasked_right": share(self.unasked_right, self.unasked),
            "false_alarms_per_10k": per_10k * (self.alarms - self.true),
            "collateral_safe_per_10k": per_10k * self.collateral_safe,
            "collateral_unsafe_per_10k": per_10k * self.collateral_unsafe,
        }

    def by_kind(self) -> dict[str, dict[str, float]]:
        """The shares of the faults of each kind."""
        counted = {
            "recall": self.found,
            "first": self.first,
            "three": self.three,
            "restored_safe": self.safe,
            "restored_unsafe": self.unsafe,
        }
        return {
            kind: {"faults": number} | {name: share(count[kind], number) for name, count in counted.items()}
            for kind, number in sorted(self.faults.items())
        }


def share(part: float, whole: float) -> float:
    """A part of the whole; 1 of nothing."""
    return part / whole if whole else 1.0


def count_words(text: str) -> int:
    """The runs of letters in a text."""
    return sum(1 for _ in _WORD.finditer(text))


def overlapping(alarm: Alarm, faults: Sequence[Fault]) -> list[Fault]:
    """The faults that an alarm touches."""
    return [fault for fault in faults if alarm.start < fault.end and fault.start < alarm.end]


def gives_back(page: Page, alarm: Alarm, suggestion: str) -> bool:
    """Whether the suggestion in the alarm's place gives back what was written (all faults that it touches undone)."""
    met = overlapping(alarm, page.faults)
    if not met:
        return False
    left, right = min(alarm.start, met[0].start), max(alarm.end, met[-1].end)
    given = page.source[left : alarm.start] + suggestion + page.source[alarm.end : right]
    wanted, at = "", left
    for fault in met:
        wanted += page.source[at : fault.start] + fault.original
        at = fault.end
    return _tokens(given) == _tokens(wanted + page.source[at:right])


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text.replace("’", "'"))


def outcome(page: Page, fixed: str) -> Outcome:
    """Lays a fixed page beside the clean one, word by word; line by line where they have as many lines."""
    ranges = _places(page)
    inside = {number for place in ranges for number in place}
    clean, got = page.clean.split("\n"), fixed.split("\n")
    if len(clean) != len(got):
        clean, got = [page.clean], [fixed]
    lost: set[int] = set()
    collateral = first = 0
    for before, after in zip(clean, got, strict=True):
        want = _tokens(before)
        if before != after:
            for step in Levenshtein.opcodes(want, _tokens(after)):
                gone = range(first + step.src_start, first + step.src_end)
                if step.tag in ("replace", "delete"):
                    lost.update(gone)
                elif step.tag == "insert" and not inside.intersection((gone.start - 1, gone.start)):
                    collateral += step.dest_end - step.dest_start
        first += len(want)
    undone = tuple(not lost.intersection(place) for place in ranges)
    return Outcome(undone, collateral + len(lost - inside))


def _places(page: Page) -> list[range]:
    """Which words of the clean page each fault took the place of."""
    places = []
    at = count = 0
    for fault in page.faults:
        count += len(_tokens(page.source[at : fault.start]))
        places.append(range(count, count := count + len(_tokens(fault.original))))
        at = fault.end
    return places
