"""Out of many suggestions one set of edits: none overlaps another, the surest first. And edits of edits as one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from qa.finding import Edit, Finding


def choose(findings: Iterable[Finding], *, unsafe: bool) -> tuple[tuple[Finding, ...], tuple[Edit, ...]]:
    """The findings to mend with their first suggestion, and the edits that this takes, both in reading order.

    Where edits of two findings meet, the surer finding is mended and the other waits. Two findings that ask for the
    very same edits are both mended by them.
    """
    wanted = [f for f in findings if f.suggestions and (f.safe or unsafe)]
    wanted.sort(key=lambda f: (-f.confidence * f.suggestions[0].confidence, f.start - f.end, f.order))
    taken: list[Edit] = []
    mended: list[Finding] = []
    for finding in wanted:
        edits = sorted(finding.suggestions[0].edits)
        if all(_free(taken, edit) for edit in edits):
            for edit in edits:
                if edit not in taken:
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


class Trail:
    """Rounds of edits told as edits of the first text."""

    def __init__(self) -> None:
        self.edits: tuple[Edit, ...] = ()

    def origin(self, offset: int, *, end: bool = False) -> int:
        """Where in the first text an offset of the present text comes from; inside a replacement its start, or its end.

        With `end` the offset is where something ends: what was put in or left out right behind it is no part of that.
        """
        moved = 0
        for edit in self.edits:
            start = edit.start + moved
            if offset < start or (offset == start and end):
                break
            if offset < start + len(edit.text) or (offset == start + len(edit.text) and end):
                return edit.end if end else edit.start
            moved += len(edit.text) - (edit.end - edit.start)
        return offset - moved

    def extent(self, start: int, end: int) -> tuple[int, int]:
        """Where in the first text a stretch of the present text comes from."""
        first = self.origin(start)
        return (first, first) if start == end else (first, self.origin(end, end=True))

    def add(self, later: Iterable[Edit], present: str) -> None:
        """Takes in edits of the present text `present`, in order."""
        merged: list[tuple[int, int, int, int]] = []  # first text start, end; present start, end
        moved = 0
        for edit in self.edits:
            merged.append((edit.start, edit.end, edit.start + moved, edit.start + moved + len(edit.text)))
            moved += len(edit.text) - (edit.end - edit.start)
        pending = sorted(later)
        for edit in pending:
            start, end = edit.start, edit.end
            touching = [m for m in merged if m[2] <= end and start <= m[3]]
            low = min([start, *(m[2] for m in touching)])
            high = max([end, *(m[3] for m in touching)])
            first, last = self._first(low, merged), self._last(high, merged)
            merged = [m for m in merged if m not in touching]
            merged.append((first, last, low, high))
            merged.sort()
        self.edits = tuple(Edit(first, last, _with(present, low, high, pending)) for first, last, low, high in merged)

    @staticmethod
    def _first(offset: int, merged: Sequence[tuple[int, int, int, int]]) -> int:
        moved = 0
        for _, last, low, high in merged:
            if low >= offset:
                break
            moved = high - last
        return offset - moved

    @staticmethod
    def _last(offset: int, merged: Sequence[tuple[int, int, int, int]]) -> int:
        moved = 0
        for _, last, _, high in merged:
            if high > offset:
                break
            moved = high - last
        return offset - moved


def _with(text: str, low: int, high: int, edits: Iterable[Edit]) -> str:
    """`text[low:high]` with those edits that lie in it."""
    pieces: list[str] = []
    at = low
    for edit in edits:
        if low <= edit.start and edit.end <= high and edit.start >= at:
            pieces += (text[at : edit.start], edit.text)
            at = edit.end
    return "".join(pieces) + text[at:high]
