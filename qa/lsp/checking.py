"""The findings of a text that changes under the checker's eyes.

A check of the whole text is what counts. Where it takes longer than a writer should wait, the passages that a change
touches are checked alone, by the slowest rules only the sentences, and all other findings move with their text, until a
pause leaves the time for the whole. Some rules look at a page as a whole, so that what is found in haste may differ in
a few findings.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

from qa.document import Document, Passage, Segment
from qa.finding import Edit, Finding, Suggestion
from qa.pipeline import Checker
from qa.rules import chosen
from qa.rules.heeding import UNUSED
from qa.settings import Settings

_BOUND = re.compile(r"[.!?…]\s+")
_PAIRS = (("«", "»"), ("“", "”"), ("(", ")"))


@dataclass(frozen=True, slots=True)
class Checked:
    """A version of a text with its findings. `settled`: from a check of the whole; `seconds`: what that last took."""

    checker: Checker
    document: Document
    findings: tuple[Finding, ...]
    seconds: float
    settled: bool = True


def whole(checker: Checker, document: Document) -> Checked:
    """The text checked as the command line does. Raises GlossaryError."""
    start = time.perf_counter()
    findings = checker.check(document)
    return Checked(checker, document, findings, time.perf_counter() - start)


def hasty(before: Checked, document: Document) -> Checked:
    """The next version of a text, checked where it changed. Raises GlossaryError."""
    change = _change(before.document.source, document.source)
    old = {(change.moved(_extent(passage)), passage.text) for passage in before.document.passages}
    extents = {id(passage): _extent(passage) for passage in document.passages}
    changed = tuple(p for p in document.passages if (extents[id(p)], p.text) not in old)
    found = [
        finding
        for checker, passages in _parts(before.checker.settings, changed, change.now)
        for finding in checker.check(Document(document.source, passages, document.path, document.format))
        if finding.rule != UNUSED and any(start <= finding.start < end for start, end in map(_extent, passages))
    ]
    taken = [(finding.start, finding.end) for finding in found]
    everywhere = sorted(extents.values())
    for finding in before.findings:
        moved = change.carried(finding)
        if moved is None or any(start < moved.end and moved.start < end for start, end in taken):
            continue
        if moved.rule == UNUSED or any(start <= moved.start and moved.end <= end for start, end in everywhere):
            found.append(moved)
    findings = tuple(sorted(found, key=lambda finding: finding.order))
    return Checked(before.checker, document, findings, before.seconds, settled=False)


def _parts(
    settings: Settings, changed: tuple[Passage, ...], change: tuple[int, int]
) -> Iterator[tuple[Checker, tuple[Passage, ...]]]:
    """What is to be checked where a text changed, and by what."""
    if not changed:
        return
    rules = chosen(settings.select, settings.ignore, settings.extend_select)
    slow = tuple(rule.name for rule in rules if rule.contextual)
    yield Checker(replace(settings, ignore=(*settings.ignore, *slow))), changed
    if slow:
        sentences = tuple(_sentences(passage, *change) for passage in changed)
        yield Checker(replace(settings, select=slow, extend_select=())), sentences


def _sentences(passage: Passage, start: int, end: int) -> Passage:
    """The sentences of a passage that `source[start:end]` touches. What is in quotation marks is not taken apart."""
    bounds = [
        match.end()
        for match in _BOUND.finditer(passage.text)
        if all(passage.text.count(a, 0, match.end()) == passage.text.count(b, 0, match.end()) for a, b in _PAIRS)
    ]
    first = max((at for at in bounds if passage.source_end(at) < start), default=0)
    last = min((at for at in bounds if passage.source_start(at - 1) > end), default=len(passage.text))
    return _cut(passage, first, last)


def _cut(passage: Passage, start: int, end: int) -> Passage:
    """`text[start:end]` of a passage. What stands for one stretch of the source as a whole stays whole."""
    segments = []
    for segment in passage.segments:
        low, high = max(start, segment.start), min(end, segment.end)
        if low >= high:
            continue
        if segment.verbatim:
            by = segment.source_start - segment.start
            segments.append(Segment(low - start, high - start, low + by, high + by))
        else:
            segments.append(Segment(low - start, high - start, segment.source_start, segment.source_end))
    breaks = tuple((max(a, start) - start, min(b, end) - start) for a, b in passage.breaks if a < end and start < b)
    return Passage(passage.text[start:end], tuple(segments), passage.kind, breaks)


def _extent(passage: Passage) -> tuple[int, int]:
    if not passage.segments:
        return 0, 0
    return passage.segments[0].source_start, passage.segments[-1].source_end


@dataclass(frozen=True, slots=True)
class _Change:
    """`old[start:end]` became something longer by `growth`; all around it is as it was."""

    start: int
    end: int
    growth: int

    @property
    def now(self) -> tuple[int, int]:
        """Where in the new text that is."""
        return self.start, self.end + self.growth

    def moved(self, extent: tuple[int, int]) -> tuple[int, int] | None:
        """Where a stretch of the old text is now; None where the change touches it."""
        if extent[1] < self.start:
            return extent
        if extent[0] > self.end:
            return extent[0] + self.growth, extent[1] + self.growth
        return None

    def carried(self, finding: Finding) -> Finding | None:
        """A finding of the old text in the new one, with those suggestions that still hold."""
        extent = self.moved((finding.start, finding.end))
        if extent is None:
            return None
        suggestions = tuple(self._suggestions(finding))
        safe = finding.safe and len(suggestions) == len(finding.suggestions)
        return replace(finding, start=extent[0], end=extent[1], suggestions=suggestions, safe=safe)

    def _suggestions(self, finding: Finding) -> Iterator[Suggestion]:
        for suggestion in finding.suggestions:
            extents = [self.moved((edit.start, edit.end)) for edit in suggestion.edits]
            edits = tuple(
                Edit(*extent, edit.text) for extent, edit in zip(extents, suggestion.edits, strict=True) if extent
            )
            if len(edits) == len(extents):
                yield replace(suggestion, edits=edits)


def _change(old: str, new: str) -> _Change:
    before = _alike(old, new)
    behind = _alike(old[before:][::-1], new[before:][::-1])
    return _Change(before, len(old) - behind, len(new) - len(old))


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
