"""A document and its cleaned version side by side: which paragraphs answer each other, and what is marked in them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Protocol

from qa.document import Document
from qa.finding import Edit, Finding

_BLANK_LINES = re.compile(r"(?:\r\n|\n|\r(?!\n))[^\S\r\n]*[\r\n]\s*")


class Fixed(Protocol):
    """A cleaned document.

    `edits` turn `document.source` into `output`; they are sorted and do not overlap. `applied` are the findings
    that they mend, in offsets of the source. `remaining` are the findings that are left, in offsets of `output`,
    which is another text than the source.
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
    def remaining(self) -> tuple[Finding, ...]: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to look at: a correction, with the findings that asked for it, or a finding that is left.

    `edits` is empty for a finding that is left. `at` is where it begins in the output.
    """

    at: int
    findings: tuple[Finding, ...]
    edits: tuple[Edit, ...] = ()

    @property
    def mended(self) -> bool:
        return bool(self.edits)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph: text as it stands, or the text of a mark, empty where something comes or goes.

    `change` and `left` are the numbers of the entries that it shows: a correction, and a finding that is left.
    """

    text: str
    change: int | None = None
    left: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the source (`was`), which begins at `start`, and what it became (`now`).

    `kind` is that of its first passage.
    """

    start: int
    kind: str
    was: tuple[Piece, ...]
    now: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        return any(piece.change is not None for piece in (*self.was, *self.now))

    @property
    def marked(self) -> bool:
        return self.changed or any(piece.left is not None for piece in self.now)


@dataclass(frozen=True, slots=True)
class _Strip:
    """A stretch of the source and the stretch of the output that stands for it; `change` numbers a correction."""

    start: int
    end: int
    output_start: int
    output_end: int
    change: int | None


def entries(fixed: Fixed) -> tuple[Entry, ...]:
    """The corrections and the findings that are left, in the order of the output."""
    findings, edits = _assigned(fixed)
    starts, moved = {}, 0
    for edit in fixed.edits:
        starts[edit] = edit.start + moved
        moved += len(edit.text) - (edit.end - edit.start)
    mended = [Entry(starts[own[0]], tuple(findings[number]), tuple(own)) for number, own in edits.items()]
    left = [Entry(finding.start, (finding,)) for finding in fixed.remaining]
    return tuple(sorted((*mended, *left), key=lambda entry: (entry.at, not entry.mended)))


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
    for at, edit in enumerate(fixed.edits):
        number = owner.get(edit, -1)
        if number < 0:
            number = next((n for n, f in enumerate(fixed.applied) if _touch(f, edit)), len(fixed.applied) + at)
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


def paragraphs(fixed: Fixed, listed: Sequence[Entry], first: int = 0) -> Iterator[Paragraph]:
    """The paragraphs of both versions, aligned; `first` is the number of the first of the entries `listed`.

    Blank lines around a paragraph belong to the one above. What an edit that reaches over several paragraphs puts in
    stands in the first of them.
    """
    source = fixed.document.source
    cuts = _cuts(fixed.document)
    strips = _strips(fixed, tuple(cuts), {edit: n for n, entry in enumerate(listed, first) for edit in entry.edits})
    left = [(entry.findings[0], n) for n, entry in enumerate(listed, first) if not entry.mended]
    overlaid = _overlaid(fixed.output, strips, left)
    starts = tuple(cuts)
    for number, group in groupby(overlaid, key=lambda item: bisect_right(starts, item[0].start) - 1):
        was: list[Piece] = []
        now: list[Piece] = []
        for strip, pieces in group:
            was.append(Piece(source[strip.start : strip.end], strip.change))
            now += pieces
        paragraph = Paragraph(starts[number], cuts[starts[number]], tuple(was), tuple(now))
        if paragraph.marked or any(piece.text.strip() for piece in was):
            yield paragraph


def _cuts(document: Document) -> dict[int, str]:
    """Where paragraphs begin in the source, and of what kind: behind blank lines, and where a passage begins."""
    starts = document.lines.starts
    kinds = dict.fromkeys((0, *(gap.end() for gap in _BLANK_LINES.finditer(document.source))), "paragraph")
    for passage in reversed(document.passages):
        kinds[starts[bisect_right(starts, passage.source_start(0)) - 1]] = passage.kind
    return dict(sorted(kinds.items()))


def _strips(fixed: Fixed, cuts: Sequence[int], number_of: Mapping[Edit, int]) -> Iterator[_Strip]:
    """Strips that cover both texts in order; none reaches over a cut."""
    at = output_at = 0
    for edit in fixed.edits:
        for start, end in _parts(at, edit.start, cuts):
            yield _Strip(start, end, output_at, output_at + end - start, None)
            output_at += end - start
        put = len(edit.text)
        for start, end in _parts(edit.start, edit.end, cuts) or [(edit.start, edit.end)]:
            yield _Strip(start, end, output_at, output_at + put, number_of[edit])
            output_at, put = output_at + put, 0
        at = edit.end
    for start, end in _parts(at, len(fixed.document.source), cuts):
        yield _Strip(start, end, output_at, output_at + end - start, None)
        output_at += end - start


def _parts(start: int, end: int, bounds: Sequence[int]) -> list[tuple[int, int]]:
    """The stretch from `start` to `end`, divided at those of the sorted `bounds` that lie inside."""
    if start == end:
        return []
    return list(pairwise((start, *bounds[bisect_right(bounds, start) : bisect_left(bounds, end)], end)))


def _overlaid(
    output: str, strips: Iterable[_Strip], left: Sequence[tuple[Finding, int]]
) -> Iterator[tuple[_Strip, list[Piece]]]:
    """Each strip with its output, divided where findings that are left begin and end.

    Where such findings overlap, a stretch shows the shortest of those around it, so that none is hidden.
    """
    # What is missing has no extent of its own; the character behind the gap (or before the end) shows it.
    spans = sorted(
        (min(finding.start, len(output) - 1), max(finding.end, min(finding.start, len(output) - 1) + 1), number)
        for finding, number in left
        if output
    )
    bounds = sorted({bound for start, end, _ in spans for bound in (start, end)})
    active: list[tuple[int, int, int]] = []
    taken = 0
    for strip in strips:
        pieces = [] if strip.output_start < strip.output_end else [Piece("", strip.change)]
        for start, end in _parts(strip.output_start, strip.output_end, bounds):
            while taken < len(spans) and spans[taken][0] <= start:
                active.append(spans[taken])
                taken += 1
            active = [span for span in active if span[1] > start]
            shortest = min(active, key=lambda span: span[1] - span[0], default=None)
            pieces.append(Piece(output[start:end], strip.change, shortest[2] if shortest else None))
        yield strip, pieces
