"""Out of many suggestions one set of edits: none overlaps another, the surest first. And edits of edits as one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from qa.document import Document
from qa.finding import Edit, Finding


def choose(findings: Iterable[Finding], *, unsafe: bool) -> tuple[tuple[Finding, ...], tuple[Edit, ...]]:
    """The findings to mend with their first suggestion, and the edits that this takes, both in reading order.

    Where edits of two findings meet, the surer finding is mended and the other waits. Two findings that ask for the
    very same edits are both mended by them.
    """
    wanted = [f for f in findings if f.suggestions and (f.safe or unsafe)]
    wanted.sort(key=lambda f: (-f.confidence * f.suggestions[0].confidence, f.start - f.end, f.order))
    taken: list[Edit] = []
    known: set[Edit] = set()
    mended: list[Finding] = []
    for finding in wanted:
        edits = sorted(finding.suggestions[0].edits)
        if all(_free(taken, edit) for edit in edits):
            for edit in edits:
                if edit not in known:
                    known.add(edit)
                    taken.insert(bisect_right(taken, edit), edit)
            mended.append(finding)
    return tuple(sorted(mended, key=lambda f: f.order)), tuple(taken)


def _free(taken: Sequence[Edit], edit: Edit) -> bool:
    """Whether an edit meets none of the taken ones, given in order; the same edit is no obstacle."""
    at = bisect_right(taken, edit)
    for other in (*taken[max(0, at - 1) : at], *taken[at : at + 1]):
        if other == edit:
            return True
        if edit.start < other.end and other.start < edit.end:
            return False
        if edit.start == other.start or (edit.start == edit.end and other.start <= edit.start <= other.end):
            return False
    return True


class _Span(NamedTuple):
    """An edit that was made: what it replaced in the first text, where its replacement stands in the present one."""

    start: int
    end: int
    low: int
    high: int

    def meets(self, edit: Edit) -> bool:
        """Whether an edit of the present text touches the replacement, so that the two can only be made together."""
        if edit.start < self.high and self.low < edit.end:
            return True
        # Where one of them has no extent, in either text, their order would be lost.
        bare = edit.start == edit.end or self.low == self.high or self.start == self.end
        return bare and edit.start <= self.high and self.low <= edit.end


class Trail:
    """Rounds of edits told as edits of the first text."""

    def __init__(self, edits: Iterable[Edit] = ()) -> None:
        self.edits = tuple(edits)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits that lead from the first text to the present one, in order."""
        return self._edits

    @edits.setter
    def edits(self, edits: tuple[Edit, ...]) -> None:
        self._edits = edits
        self._spans = []
        moved = 0
        for edit in edits:
            self._spans.append(_Span(edit.start, edit.end, edit.start + moved, edit.start + moved + len(edit.text)))
            moved += len(edit.text) - (edit.end - edit.start)
        self._lows = [span.low for span in self._spans]
        self._highs = [span.high for span in self._spans]

    def origin(self, offset: int, *, end: bool = False) -> int:
        """Where in the first text an offset of the present text comes from; inside a replacement its start, or its end.

        With `end` the offset is where something ends: what was put in or left out right behind it is no part of that.
        """
        at = (bisect_left if end else bisect_right)(self._lows, offset) - 1
        if at < 0:
            return offset
        span = self._spans[at]
        if offset < span.high or (offset == span.high and end):
            return span.end if end else span.start
        return offset - span.high + span.end

    def extent(self, start: int, end: int) -> tuple[int, int]:
        """Where in the first text a stretch of the present text comes from."""
        first = self.origin(start)
        return (first, first) if start == end else (first, max(first, self.origin(end, end=True)))

    def told(self, findings: Iterable[Finding], present: str) -> Iterator[Finding]:
        """Findings on the present text `present`, told of the first text, and the edits of their suggestions as well.

        An edit that meets earlier ones also does what they did.
        """
        for finding in findings:
            start, end = self.extent(finding.start, finding.end)
            suggestions = tuple(
                replace(suggestion, edits=tuple(self._told(suggestion.edits, present)))
                for suggestion in finding.suggestions
            )
            yield replace(finding, start=start, end=end, suggestions=suggestions)

    def _told(self, edits: Iterable[Edit], present: str) -> Iterator[Edit]:
        pending = sorted(edits)
        joined: list[_Span] = []
        for edit in pending:
            near = self._spans[bisect_left(self._highs, edit.start) : bisect_right(self._lows, edit.end)]
            met = [span for span in near if span.meets(edit)]
            low, high = min([edit.start, *(m.low for m in met)]), max([edit.end, *(m.high for m in met)])
            start = met[0].start if met and met[0].low == low else self.origin(low)
            end = met[-1].end if met and met[-1].high == high else max(start, self.origin(high, end=high > low))
            if joined and (low <= joined[-1].high or start < joined[-1].end):
                last = joined.pop()
                start, end = min(start, last.start), max(end, last.end)
                low, high = min(low, last.low), max(high, last.high)
            joined.append(_Span(start, end, low, high))
        for span in joined:
            yield Edit(span.start, span.end, _with(present, span.low, span.high, pending))

    def add(self, later: Iterable[Edit], present: str) -> None:
        """Takes in edits of the present text `present`, in order."""
        merged: list[_Merged] = list(self._spans)
        pending = sorted(later)
        for edit in pending:
            begin = bisect_left(merged, edit.start, key=_high)
            upto = bisect_right(merged, edit.end, key=_low)
            touching = merged[begin:upto]
            low = min([edit.start, *(m[2] for m in touching)])
            high = max([edit.end, *(m[3] for m in touching)])
            merged[begin:upto] = [(_first(low, merged), _last(high, merged), low, high)]
        self.edits = tuple(Edit(first, last, _with(present, low, high, pending)) for first, last, low, high in merged)


@dataclass(frozen=True, slots=True)
class Fix:
    """A cleaned document.

    `applied` are the findings that were mended and `edits` what that took, in offsets of `document.source`;
    `remaining` are those that are left, in offsets of `output`, and `pending` the same in offsets of the source.
    """

    document: Document
    output: str
    applied: tuple[Finding, ...]
    edits: tuple[Edit, ...]
    remaining: tuple[Finding, ...]

    @property
    def pending(self) -> tuple[Finding, ...]:
        """The findings that are left, told of the source, so that one may still decide on them and on the others."""
        return tuple(Trail(self.edits).told(self.remaining, self.output))


#: An edit as (start, end) in the first text and (low, high) in the present one.
_Merged = tuple[int, int, int, int]


def _low(merged: _Merged) -> int:
    return merged[2]


def _high(merged: _Merged) -> int:
    return merged[3]


def _first(offset: int, merged: Sequence[_Merged]) -> int:
    """Where in the first text something begins that begins at `offset` of the present one."""
    at = bisect_left(merged, offset, key=_low)
    return offset - (merged[at - 1][3] - merged[at - 1][1] if at else 0)


def _last(offset: int, merged: Sequence[_Merged]) -> int:
    at = bisect_right(merged, offset, key=_high)
    return offset - (merged[at - 1][3] - merged[at - 1][1] if at else 0)


def _with(text: str, low: int, high: int, edits: Sequence[Edit]) -> str:
    """`text[low:high]` with those of the edits, given in order, that lie in it."""
    pieces: list[str] = []
    at = low
    first, last = bisect_left(edits, low, key=_start), bisect_right(edits, high, key=_start)
    for edit in edits[first:last]:
        if low <= edit.start and edit.end <= high and edit.start >= at:
            pieces += (text[at : edit.start], edit.text)
            at = edit.end
    return "".join(pieces) + text[at:high]


def _start(edit: Edit) -> int:
    return edit.start
