"""How good the program is on the project's own articles: `python -m tests.score`.

Everything goes through the command line, as a user's documents do. The pages are the clean articles, the same damaged
by hand, and the same damaged by every school of `corpora.spin`; they come out the same on every machine. The schools
are those whose synonyms the program was taught, so these figures say how well it knows them; what it makes of faults
that it was not taught, the articles damaged by hand say.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import click

from qa.restore.schools import SCHOOLS
from tests import pages, peers
from tests.pages import BY_HAND, CLEAN, Fault, Page
from tests.peers import Alarm

_RELECTURE = (sys.executable, "-m", "qa")
_TOKEN = re.compile(r"\w+|[^\w\s]")
#: Fewer cases than this in a tenth of the confidences say nothing.
_FEWEST = 30


class Answer(NamedTuple):
    """What a checker makes of a page: its alarms, and the page as `fix` and `fix --unsafe` leave it."""

    alarms: Sequence[Alarm]
    safe: str
    unsafe: str


class Outcome(NamedTuple):
    """What a fix did: which faults it mended, how many it changed into something else, how many words it spoiled
    outside of any fault.
    """

    restored: tuple[bool, ...]
    wrong: int
    collateral: int


@dataclass
class Tally:
    """The sums over some pages."""

    words: int = 0
    alarms: int = 0
    true: int = 0
    faults: Counter[str] = field(default_factory=Counter)  # by kind, as `found`
    found: Counter[str] = field(default_factory=Counter)
    first: int = 0
    third: int = 0
    restored_safe: int = 0
    restored_unsafe: int = 0
    wrong_safe: int = 0
    collateral_safe: int = 0
    findings: list[tuple[float, bool]] = field(default_factory=list)
    suggestions: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, page: Page, answer: Answer) -> None:
        """Counts a page in."""
        self.words += sum(token.isalpha() for token in _tokens(page.source))
        self.count_alarms(page, answer.alarms)
        for alarm in answer.alarms:
            met = [fault for fault in page.faults if _meets(alarm, fault)]
            self.findings.append((alarm.confidence, bool(met)))
            if met and alarm.suggestions:
                right = any(_gives(page.source, alarm, fault, 0) for fault in met)
                self.suggestions.append((alarm.certainty, right))
        safe, unsafe = outcome(page, answer.safe), outcome(page, answer.unsafe)
        self.restored_safe += sum(safe.restored)
        self.restored_unsafe += sum(unsafe.restored)
        self.wrong_safe += safe.wrong
        self.collateral_safe += safe.collateral

    def count_alarms(self, page: Page, alarms: Sequence[Alarm]) -> None:
        """Counts what was reported, for checkers that mend nothing."""
        self.alarms += len(alarms)
        self.true += sum(any(_meets(alarm, fault) for fault in page.faults) for alarm in alarms)
        for fault in page.faults:
            met = [alarm for alarm in alarms if _meets(alarm, fault)]
            self.faults[fault.kind] += 1
            self.found[fault.kind] += bool(met)
            self.first += any(_gives(page.source, alarm, fault, 0) for alarm in met)
            self.third += any(_gives(page.source, alarm, fault, rank) for alarm in met for rank in range(3))

    def figures(self) -> dict[str, float]:
        """All shares and rates, by name. A share of nothing is 1 if nothing was to be done, else 0."""
        faults = self.faults.total()
        precision = _share(self.true, self.alarms, empty=0.0 if faults else 1.0)
        recall = _share(self.found.total(), faults)
        touched = self.restored_safe + self.wrong_safe + self.collateral_safe
        return {
            "words": self.words,
            "faults": faults,
            "precision": precision,
            "recall": recall,
            "f1": _share(2 * precision * recall, precision + recall, empty=0.0),
            "first": _share(self.first, faults),
            "third": _share(self.third, faults),
            "restored_safe": _share(self.restored_safe, faults),
            "restored_unsafe": _share(self.restored_unsafe, faults),
            "right_safe": _share(self.restored_safe, touched),
            "wrong_safe": self.wrong_safe,
            "collateral_safe": self.collateral_safe,
            "alarms_per_10k": _share(1e4 * (self.alarms - self.true), self.words, empty=0.0),
            "changed_per_10k": _share(1e4 * self.collateral_safe, self.words, empty=0.0),
        } | {f"recall_{kind}": _share(self.found[kind], self.faults[kind]) for kind in sorted(self.faults)}


def _share(part: float, whole: float, empty: float = 1.0) -> float:
    return part / whole if whole else empty


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _meets(alarm: Alarm, fault: Fault) -> bool:
    return alarm.start < fault.end and fault.start < alarm.end


def _gives(source: str, alarm: Alarm, fault: Fault, rank: int) -> bool:
    """Whether the suggestion puts something acceptable in place of the fault, even where it reaches further."""
    if rank >= len(alarm.suggestions):
        return False
    left, right = min(alarm.start, fault.start), max(alarm.end, fault.end)
    given = source[left : alarm.start] + alarm.suggestions[rank] + source[alarm.end : right]
    wanted = (source[left : fault.start] + accepted + source[fault.end : right] for accepted in fault.accept)
    return _tokens(given) in map(_tokens, wanted)


def outcome(page: Page, fixed: str) -> Outcome:
    """Lays a fixed page beside the clean one, word by word. Blanks do not count."""
    from rapidfuzz.distance import Levenshtein

    want, got = _tokens(page.clean), _tokens(fixed)
    place = {}  # word of the clean page → its word of the fixed one, where both are the same
    strange = 0  # words at no place of the clean page
    at_gap: Counter[int] = Counter()
    for step in Levenshtein.opcodes(want, got):
        if step.tag == "equal":
            place.update(zip(range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=True))
        elif step.tag == "insert":
            at_gap[step.src_start] += step.dest_end - step.dest_start
    place[-1], place[len(want)] = -1, len(got)

    restored, wrong, inside, at = [], 0, set(), 0
    clean_at = 0
    for fault in page.faults:
        clean_at += len(_tokens(page.source[at : fault.start]))
        first, last = clean_at, clean_at + len(_tokens(fault.accept[0]))
        clean_at, at = last, fault.end
        inside.update(range(first, last))
        at_gap.pop(first, None)
        at_gap.pop(last, None)
        before, after = place.get(first - 1), place.get(last)
        stands = None if before is None or after is None else got[before + 1 : after]
        mended = stands in map(_tokens, fault.accept)
        restored.append(mended)
        if not mended and stands is not None:
            wrong += stands != _tokens(page.source[fault.start : fault.end])
    strange = at_gap.total()
    spoiled = sum(number not in inside and number not in place for number in range(len(want)))
    return Outcome(tuple(restored), wrong, spoiled + strange)
