"""A document as its editor decides on it: the passages to decide on, and its paragraphs with what is marked in them.

Everything is told in offsets of the source, in code points. What a paragraph shows at first is made here; the page's
script (`assets/model.js`) goes by the same rules when a decision changes.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import accumulate, pairwise
from typing import Protocol

from qa.document import Document
from qa.finding import Edit, Finding, Suggestion

_BLANK_LINES = re.compile(r"(?:\r\n|\n|\r(?!\n))[^\S\r\n]*[\r\n]\s*")


class Fixed(Protocol):
    """A cleaned document.

    `edits` turn `document.source` into `output`; they are sorted and do not overlap. `applied` are the findings that
    they mend and `pending` those that are left, both in offsets of the source, with the edits of their suggestions.
    """

    @property
    def document(self) -> Document: ...
    @property
    def output(self) -> str: ...
    @property
    def applied(self) -> tuple[Finding, ...]: ...
    @property
    def edits(self) -> tuple[Edit, ...]: ...
    @property
    def pending(self) -> tuple[Finding, ...]: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """One passage to decide on: what was found from `start` to `end`, and the ways to mend it.

    `edits` are those of the correction that was made, and none where the passage is left to a person; a correction is
    always one of the `options`. It may have no findings where a correction comes from several of them.
    """

    start: int
    end: int
    findings: tuple[Finding, ...]
    options: tuple[Suggestion, ...]
    edits: tuple[Edit, ...] = ()

    @property
    def mended(self) -> bool:
        return bool(self.edits)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph, or what stands in its place: `entry` numbers the passage that it belongs to, if any.

    `changed` says that a correction takes it away or puts it in. `text` is empty where something comes or goes.
    """

    text: str
    entry: int | None = None
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the source (`was`), `source[start:end]`, and what it became (`now`).

    `kind` is that of its first passage.
    """

    start: int
    end: int
    kind: str
    was: tuple[Piece, ...]
    now: tuple[Piece, ...]

    @property
    def marked(self) -> bool:
        return any(piece.entry is not None for piece in self.now)


def entries(fixed: Fixed) -> tuple[Entry, ...]:
    """The passages to decide on, in the order of the source."""
    findings, edits = _assigned(fixed)
    left: dict[tuple[int, int], list[Finding]] = {}
    starts = [edit.start for edit in fixed.edits]
    host = {edit: number for number, own in edits.items() for edit in own}
    for finding in fixed.pending:
        # What is said of a word that a correction put in belongs to that correction.
        at = bisect_right(starts, finding.start) - 1
        edit = fixed.edits[at] if at >= 0 else None
        if edit is not None and finding.end <= edit.end and finding.start < finding.end:
            findings[host[edit]].append(finding)
        else:
            left.setdefault((finding.start, finding.end), []).append(finding)
    made = [_mended(fixed, findings[number], own) for number, own in edits.items()]
    made += (Entry(start, end, tuple(own), _options(fixed, own)) for (start, end), own in left.items())
    return tuple(sorted(made, key=lambda entry: (entry.start, entry.end, not entry.mended)))


def _mended(fixed: Fixed, findings: Sequence[Finding], edits: Sequence[Edit]) -> Entry:
    own = findings or [Finding("", "", "info", edits[0].start, edits[-1].end, "", "")]
    options = _options(fixed, findings)
    taken = tuple(sorted(edits))
    if all(option.edits != taken for option in options):
        # Several rounds made it: no one suggestion says it.
        text = " ".join(edit.text for edit in taken)
        options = (Suggestion(text, max(finding.confidence for finding in own), "rule", taken), *options)
    start, end = min(finding.start for finding in own), max(finding.end for finding in own)
    return Entry(start, end, tuple(findings), options, taken)


def _options(fixed: Fixed, findings: Iterable[Finding]) -> tuple[Suggestion, ...]:
    """The suggestions of the findings, each once, without edits that change nothing."""
    source = fixed.document.source
    options: dict[tuple[Edit, ...], Suggestion] = {}
    for finding in findings:
        for suggestion in finding.suggestions:
            edits = tuple(sorted(edit for edit in suggestion.edits if source[edit.start : edit.end] != edit.text))
            if edits:
                made = Suggestion(suggestion.text, suggestion.confidence, suggestion.source, edits)
                options.setdefault(edits, made)
    return tuple(options.values())


def _assigned(fixed: Fixed) -> tuple[dict[int, list[Finding]], dict[int, list[Edit]]]:
    """Findings and edits under the numbers of the corrections that they make together.

    An edit belongs to the finding whose first suggestion asks for it. Where several rounds of mending were merged
    into one edit, it belongs to the first finding that it touches, and the others that it touches go with it.
    """
    owner: dict[Edit, int] = {}
    for number, finding in enumerate(fixed.applied):
        for suggestion in finding.suggestions[:1]:
            for edit in suggestion.edits:
                owner.setdefault(edit, number)
    findings: dict[int, list[Finding]] = {}
    edits: dict[int, list[Edit]] = {}
    reach = list(accumulate((finding.end for finding in fixed.applied), max))
    for at, edit in enumerate(fixed.edits):
        number = owner.get(edit, -1)
        if number < 0:
            # They are in order, so that the first to reach the edit touches it, or none does.
            number = bisect_left(reach, edit.start)
            if number == len(reach) or not _touch(fixed.applied[number], edit):
                number = len(fixed.applied) + at
        edits.setdefault(number, []).append(edit)
        findings.setdefault(number, [])
    starts = [edit.start for edit in fixed.edits]
    numbers = {edit: number for number, own in edits.items() for edit in own}
    for number, finding in enumerate(fixed.applied):
        if number in findings:
            findings[number].insert(0, finding)
            continue
        near = fixed.edits[max(0, bisect_left(starts, finding.start) - 1) : bisect_right(starts, finding.end)]
        host = next((edit for edit in near if _touch(finding, edit)), None)
        if host is not None:
            findings[numbers[host]].append(finding)
    return findings, edits


def _touch(finding: Finding, edit: Edit) -> bool:
    return finding.start <= edit.end and edit.start <= finding.end


def paragraphs(document: Document, listed: Sequence[Entry]) -> Iterator[Paragraph]:
    """The paragraphs that say something, one after the other; blank lines belong to the paragraph above them.

    What a correction of several paragraphs puts in stands in the first of them.
    """
    source = document.source
    kinds = _cuts(document)
    cuts = tuple(kinds)
    edits: list[list[tuple[Edit, int]]] = [[] for _ in cuts]
    spans: list[list[_Span]] = [[] for _ in cuts]
    for number, entry in enumerate(listed):
        for edit in entry.edits:
            for at in _reached(cuts, edit.start, edit.end):
                edits[at].append((edit, number))
        if not entry.mended:
            for at in _reached(cuts, entry.start, entry.end):
                spans[at].append((*_shown(entry, source), number))
    for at, (start, end) in enumerate(pairwise((*cuts, len(source)))):
        was, now = _pieces(source, (start, end), sorted(edits[at]), spans[at])
        paragraph = Paragraph(start, end, kinds[start], tuple(was), tuple(now))
        if paragraph.marked or source[start:end].strip():
            yield paragraph


#: Start, end and number of a passage that is left.
_Span = tuple[int, int, int]


def _reached(cuts: Sequence[int], start: int, end: int) -> range:
    """The numbers of the paragraphs in which a stretch lies."""
    first = bisect_right(cuts, start) - 1
    return range(first, max(first + 1, bisect_left(cuts, end)))


def _shown(entry: Entry, source: str) -> tuple[int, int]:
    """What shows a passage: itself, or, as what is missing has no extent, the character behind the gap or before it.

    At the end of a line that is the one before, which can be seen.
    """
    if entry.start < entry.end:
        return entry.start, entry.end
    start = max(0, min(entry.start, len(source) - 1))
    if start and source[start : start + 1].isspace() and not source[start - 1].isspace():
        start -= 1
    return start, min(start + 1, len(source))


def _pieces(
    source: str, extent: tuple[int, int], edits: Sequence[tuple[Edit, int]], spans: Sequence[_Span]
) -> tuple[list[Piece], list[Piece]]:
    """A paragraph's pieces before and after."""
    start, end = extent
    was: list[Piece] = []
    now: list[Piece] = []
    bounds, shown = _shortest(spans)
    at = start
    for edit, number in edits:
        low, high = max(edit.start, start), min(edit.end, end)
        same = list(_divided(source, at, low, bounds, shown))
        was += (*same, Piece(source[low:high], number, True))
        now += (*same, Piece(edit.text if edit.start >= start else "", number, True))
        at = high
    same = list(_divided(source, at, end, bounds, shown))
    return was + same, now + same


def _shortest(spans: Sequence[_Span]) -> tuple[list[int], list[int | None]]:
    """Where passages that are left begin and end, and which one shows in front of each such place and behind the last.

    Where such passages overlap, a stretch shows the shortest of those around it, so that none is hidden.
    """
    bounds = sorted({bound for span in spans for bound in span[:2]})
    pending = sorted(enumerate(spans), key=lambda numbered: numbered[1][0], reverse=True)
    around: list[tuple[int, int, int, int]] = []
    shown: list[int | None] = [None]
    for low in bounds:
        while pending and pending[-1][1][0] == low:
            order, (start, end, number) = pending.pop()
            heappush(around, (end - start, order, end, number))
        while around and around[0][2] <= low:
            heappop(around)
        shown.append(around[0][3] if around else None)
    return bounds, shown


def _divided(source: str, start: int, end: int, bounds: Sequence[int], shown: Sequence[int | None]) -> Iterator[Piece]:
    """`source[start:end]`, divided at these bounds."""
    first, last = bisect_right(bounds, start), bisect_left(bounds, end)
    for at, (low, high) in enumerate(pairwise((start, *bounds[first:last], end)), first):
        if low < high:
            yield Piece(source[low:high], shown[at])


def _cuts(document: Document) -> dict[int, str]:
    """Where paragraphs begin in the source, and of what kind: behind blank lines, and where a passage begins."""
    starts = document.lines.starts
    kinds = dict.fromkeys((0, *(gap.end() for gap in _BLANK_LINES.finditer(document.source))), "paragraph")
    for passage in reversed(document.passages):
        kinds[starts[bisect_right(starts, passage.source_start(0)) - 1]] = passage.kind
    return dict(sorted(kinds.items()))
