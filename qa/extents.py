"""Extents of a text: from an offset to another, exclusive, in code points."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

Extent = tuple[int, int]


def joined(extents: Iterable[Extent]) -> tuple[Extent, ...]:
    """The extents in order, those that overlap as one."""
    found: list[Extent] = []
    for start, end in sorted(extents):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def meets(extents: Sequence[Extent], start: int, end: int) -> bool:
    """Whether the stretch from `start` to `end` meets one of the extents, which are in order and do not overlap."""
    at = bisect_right(extents, start, key=_end)
    return at < len(extents) and extents[at][0] < end


def _end(extent: Extent) -> int:
    return extent[1]
