"""The score of one document: its segments, each with what was found in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qa.bilingual.pairs import pairs
from qa.document import OBJECT, Document
from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.score.model import LEVELS, POINTS, Level, level, per_thousand, quality
from qa.settings import Settings

_WORD = re.compile(r"[^\W_]+(?:[’'.,\-‑][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Error:
    """A finding and what it is in MQM's terms."""

    finding: Finding
    level: Level

    @property
    def points(self) -> int:
        return POINTS[self.level]


class _Figures:
    """What is worked out from errors and words, of a document or a part of it."""

    __slots__ = ()
    errors: tuple[Error, ...]
    words: int

    @property
    def points(self) -> int:
        return sum(error.points for error in self.errors)

    @property
    def per_thousand(self) -> float:
        return per_thousand(self.points, self.words)

    @property
    def quality(self) -> float:
        return quality(self.points, self.words)

    @property
    def levels(self) -> dict[Level, int]:
        """How many errors there are of each level, the mildest first."""
        counts = Counter(error.level for error in self.errors)
        return {each: counts[each] for each in LEVELS}


@dataclass(frozen=True, slots=True)
class Segment(_Figures):
    """What renders one segment or sentence of the source, or a paragraph where the source is not at hand.

    It is `source[start:end]` of the document, which is empty where nothing renders the English. `words` are those of
    the English or, without it, of the text.
    """

    start: int
    end: int
    name: str
    english: str | None
    words: int
    errors: tuple[Error, ...] = ()


@dataclass(frozen=True, slots=True)
class Category(_Figures):
    """The errors of a document in one category; `words` are all of the document."""

    name: str
    words: int
    errors: tuple[Error, ...]


@dataclass(frozen=True, slots=True)
class Score(_Figures):
    """The figures of one document. `bilingual` says that the words are those of the source."""

    document: Document
    bilingual: bool
    words: int
    segments: tuple[Segment, ...]
    errors: tuple[Error, ...]

    @property
    def categories(self) -> tuple[Category, ...]:
        """The figures of each category that has errors, the costliest first."""
        names = sorted({error.finding.category for error in self.errors})
        every = (
            Category(name, self.words, tuple(error for error in self.errors if error.finding.category == name))
            for name in names
        )
        return tuple(sorted(every, key=lambda category: (-category.points, category.name)))


def score(document: Document, findings: Iterable[Finding]) -> Score:
    """The figures of a document in which this was found. The same findings give the same figures."""
    errors = tuple(Error(finding, level(finding)) for finding in sorted(findings, key=lambda each: each.order))
    segments = tuple(_with(errors, sorted(_segments(document), key=lambda each: (each.start, each.end))))
    return Score(document, document.bilingual, sum(segment.words for segment in segments), segments, errors)


def count_words(text: str) -> int:
    """The words of a text, numbers among them.

    >>> count_words("It’s 3.5 km (or so).")
    5
    """
    return sum(1 for _ in _WORD.finditer(text))


def _segments(document: Document) -> Iterator[Segment]:
    if not document.bilingual:
        for passage in document.passages:
            start, end = passage.source_start(0), passage.source_end(len(passage.text))
            yield Segment(start, end, _unit(document, start), None, count_words(passage.text))
        return
    for pair in pairs(Analysis(document, Settings())):
        start = pair.passage.source_start(pair.start)
        end = max(start, pair.passage.source_end(pair.end))
        english = pair.english.replace(OBJECT, "…")
        yield Segment(start, end, pair.name, english, count_words(pair.english))


def _unit(document: Document, offset: int) -> str:
    unit = document.unit_at(offset)
    return unit.name if unit else ""


def _with(errors: Sequence[Error], segments: Sequence[Segment]) -> Iterator[Segment]:
    """The segments, each with the errors that are its own: those that begin in it, or behind it and before the next."""
    starts = [segment.start for segment in segments]
    own: list[list[Error]] = [[] for _ in segments]
    for error in errors:
        if segments:
            own[_place(error.finding, segments, starts)].append(error)
    for segment, found in zip(segments, own, strict=True):
        yield Segment(segment.start, segment.end, segment.name, segment.english, segment.words, tuple(found))


def _place(finding: Finding, segments: Sequence[Segment], starts: Sequence[int]) -> int:
    at = max(0, bisect_right(starts, finding.start) - 1)
    if finding.start == finding.end:
        # What is missing belongs to the segment that nothing renders, not to its neighbours.
        while at and segments[at].end > segments[at].start and segments[at - 1].start == finding.start:
            at -= 1
        for other in range(max(0, at - 1), min(len(segments), at + 2)):
            if segments[other].start == segments[other].end == finding.start:
                return other
    return at
