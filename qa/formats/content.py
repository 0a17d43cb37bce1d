"""The text of a block, where it stands in the source, and what is left of it as prose."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from qa.document import Encode, Passage, Segment
from qa.extents import Extent

_LETTER = re.compile(r"[^\W\d_]")


class Cut(NamedTuple):
    """Characters of a content that are not prose, and the text that stands for them.

    `text` is None where they end a passage; the next is then of kind `kind`, or of the block's own.
    `notation` says that `text` is what they spell (an entity, an escape), not what is shown in their place.
    """

    start: int
    end: int
    text: str | None = ""
    kind: str | None = None
    notation: bool = False


class Piece(NamedTuple):
    """`content[start:end]` is `source[source_start:source_end]`, or stands for it where the lengths differ.

    `notation` then says that the source spells that text (an escape), and does not only make room for it.
    """

    start: int
    end: int
    source_start: int
    source_end: int
    notation: bool = False


class Content(NamedTuple):
    """The text of a block without the prefixes of its lines. `pieces` cover it in order, without a gap."""

    text: str
    pieces: tuple[Piece, ...]

    @classmethod
    def whole(cls, source: str) -> Content:
        """All of a source as it stands."""
        return cls(source, (Piece(0, len(source), 0, len(source)),) if source else ())

    @classmethod
    def decoded(cls, source: str, start: int, end: int, units: Iterable[Cut]) -> Content:
        """`source[start:end]` with what `units`, in order, spell in place of them: escapes, doubled marks."""
        texts: list[str] = []
        pieces: list[Piece] = []
        at = 0

        def add(text: str, source_start: int, source_end: int, notation: bool) -> None:
            nonlocal at
            if text:
                texts.append(text)
                pieces.append(Piece(at, at + len(text), source_start, source_end, notation))
                at += len(text)

        for unit in units:
            add(source[start : unit.start], start, unit.start, False)
            text = unit.text or ""
            if len(text) == unit.end - unit.start:
                text = source[unit.start : unit.end]  # of the same length it has to be a copy
            add(text, unit.start, unit.end, True)
            start = unit.end
        add(source[start:end], start, end, False)
        return cls("".join(texts), tuple(pieces))

    @classmethod
    def of(cls, source: str, lines: Sequence[Extent]) -> Content:
        """The lines joined. A line ending stays as it is unless white space or a prefix comes with it."""
        texts: list[str] = []
        pieces: list[Piece] = []
        at = 0
        start, end = lines[0]
        for following, following_end in (*lines[1:], (-1, -1)):
            gap = source[end:following] if following >= 0 else ""
            if gap in ("\n", "\r\n", "\r"):
                end = following_end
                continue
            if start < end:
                texts.append(source[start:end])
                pieces.append(Piece(at, at + end - start, start, end))
                at += end - start
            if following >= 0:
                texts.append("\n")
                pieces.append(Piece(at, at + 1, end, following))
                at += 1
            start, end = following, following_end
        return cls("".join(texts), tuple(pieces))

    def part(self, start: int, end: int) -> Content:
        """`text[start:end]` as a content of its own."""
        pieces = (
            Piece(
                max(piece.start, start) - start,
                min(piece.end, end) - start,
                *_clipped(piece, start, end),
                piece.notation,
            )
            for piece in self.pieces
            if piece.start < end and start < piece.end
        )
        return Content(self.text[start:end], tuple(pieces))


def _clipped(piece: Piece, start: int, end: int) -> Extent:
    """The source of the part of a piece that lies between `start` and `end`."""
    first, last, source_start, source_end, _ = piece
    if last - first != source_end - source_start:
        return source_start, source_end
    return (
        source_start + start - first if start > first else source_start,
        source_end - last + end if end < last else source_end,
    )


class _Run(NamedTuple):
    """A stretch of a passage in the making, with the stretches of content and source that it stands for."""

    text: str
    start: int
    end: int
    source_start: int
    source_end: int
    notation: bool = False

    def clipped(self, left: int, right: int) -> _Run:
        """Without that many characters at its ends; only for copies of the source."""
        end = len(self.text) - right
        return _Run(
            self.text[left:end], self.start + left, self.end - right, self.source_start + left, self.source_end - right
        )


def passages(
    content: Content,
    cuts: Iterable[Cut],
    kind: str,
    foreign: Sequence[Extent] = (),
    encode: Encode | None = None,
) -> Iterator[Passage]:
    """The prose of a content: what the cuts leave, one passage between two that end one.

    `foreign` are extents in order of the content that are not of the passage's language; they become its breaks.
    """
    runs: list[_Run] = []
    now = kind
    for run, cut in _runs(content, cuts):
        if cut is None:
            runs.append(run)
            continue
        yield from _passage(runs, now, foreign, encode)
        runs, now = [], cut.kind or kind
    yield from _passage(runs, now, foreign, encode)


def _runs(content: Content, cuts: Iterable[Cut]) -> Iterator[tuple[_Run, Cut | None]]:
    """What the cuts leave and what stands for them, in order; with the cut where that ends a passage."""
    text, pieces = content.text, content.pieces
    at = number = 0
    end_of_text = Cut(len(text), len(text))
    # Of two cuts at one place the wider holds the other: it comes first, and what begins within it is passed over.
    for cut in (*sorted(cuts, key=lambda cut: (cut.start, -cut.end)), end_of_text):
        if cut.start < at:
            continue
        while number < len(pieces) and pieces[number].end <= at:
            number += 1
        first = number
        while at < cut.start:
            piece = pieces[number]
            end = min(piece.end, cut.start)
            yield _Run(text[at:end], at, end, *_clipped(piece, at, end), piece.notation), None
            at = end
            number += at == piece.end
        if cut.end > cut.start and cut.text != "":
            last = first
            while pieces[last].end < cut.end:
                last += 1
            while pieces[first].end <= cut.start:
                first += 1
            extent = _clipped(pieces[first], cut.start, cut.end)[0], _clipped(pieces[last], cut.start, cut.end)[1]
            yield _Run(cut.text or "", cut.start, cut.end, *extent, cut.notation), cut if cut.text is None else None
        at = max(at, cut.end)


def _passage(runs: list[_Run], kind: str, foreign: Sequence[Extent], encode: Encode | None) -> Iterator[Passage]:
    """The runs as one passage without the white space around it, or none where no letter is left."""
    if not any(_LETTER.search(run.text) for run in runs):
        return
    first = next(number for number, run in enumerate(runs) if not run.text.isspace())
    del runs[:first]
    while runs[-1].text.isspace():
        del runs[-1]
    runs[0] = _stripped(runs[0], left=True)
    runs[-1] = _stripped(runs[-1], left=False)
    segments: list[Segment] = []
    breaks: list[Extent] = []
    at = 0
    for run in runs:
        end = at + len(run.text)
        copied = len(run.text) == run.source_end - run.source_start
        if copied and segments and segments[-1].verbatim and segments[-1].source_end == run.source_start:
            segments[-1] = Segment(segments[-1].start, end, segments[-1].source_start, run.source_end)
        else:
            segments.append(Segment(at, end, run.source_start, run.source_end, run.notation))
        number = bisect_right(foreign, run.start, key=_end_of) if foreign else 0
        while number < len(foreign) and foreign[number][0] < run.end:
            start, stop = foreign[number]
            number += 1
            left, right = max(0, start - run.start), max(0, run.end - stop)
            extent = (at + left, end - right) if copied else (at, end)
            if breaks and breaks[-1][1] == extent[0]:
                extent = (breaks.pop()[0], extent[1])
            breaks.append(extent)
        at = end
    yield Passage("".join(run.text for run in runs), tuple(segments), kind, tuple(breaks), encode)


def _end_of(extent: Extent) -> int:
    return extent[1]


def _stripped(run: _Run, *, left: bool) -> _Run:
    if len(run.text) != run.source_end - run.source_start:
        return run
    if left:
        return run.clipped(len(run.text) - len(run.text.lstrip()), 0)
    return run.clipped(0, len(run.text) - len(run.text.rstrip()))
