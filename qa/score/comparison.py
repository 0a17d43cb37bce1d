"""Two translations of one text beside each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from qa.score.figures import Score, Segment


class Row(NamedTuple):
    """A segment of the source and what each translation makes of it; None where it took the source otherwise apart."""

    english: str | None
    one: Segment | None
    other: Segment | None


def beside(one: Score, other: Score) -> tuple[Row, ...]:
    """The segments of two translations, in the order of the first, those that only the second has where they come.

    Segments go together by their English and, where there is none, by their number. One English that comes several
    times goes together in its order.
    """
    keys = list(_keys(one.segments)), list(_keys(other.segments))
    theirs = dict(zip(keys[1], other.segments, strict=True))
    ours = set(keys[0])
    pending = list(zip(keys[1], other.segments, strict=True))
    rows: list[Row] = []
    at = 0
    for key, segment in zip(keys[0], one.segments, strict=True):
        if key in theirs:
            while at < len(pending) and pending[at][0] != key and pending[at][0] not in ours:
                rows.append(Row(pending[at][1].english, None, pending[at][1]))
                at += 1
            if at < len(pending) and pending[at][0] == key:
                at += 1
        rows.append(Row(segment.english, segment, theirs.get(key)))
    rest = (segment for key, segment in pending[at:] if key not in ours)
    return (*rows, *(Row(segment.english, None, segment) for segment in rest))


def _keys(segments: Iterable[Segment]) -> Iterable[tuple[str, int]]:
    seen: Counter[str] = Counter()
    for segment in segments:
        key = " ".join((segment.english or "").split())
        yield key, seen[key]
        seen[key] += 1
