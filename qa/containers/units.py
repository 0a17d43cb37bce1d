"""The text of a container: paragraphs joined to one document, and edits of it brought back to each of them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from qa.document import OBJECT, Document, Passage, Segment, Unit
from qa.extents import Extent
from qa.finding import Edit, apply_edits

#: Stands between two units in the source of the document that they make.
_GAP = "\n\n"

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


def compose(units: Iterable[Unit], path: str, format: str) -> Document:
    """The document that units make, whatever their `start` says.

    Those without a visible character are left out, unless they have something to translate.
    """
    placed: list[Unit] = []
    at = 0
    for unit in units:
        if unit.text.strip() or unit.english is not None:
            placed.append(replace(unit, start=at))
            at += len(unit.text) + len(_GAP)
    return _document(_GAP.join(unit.text for unit in placed), placed, path, format)


def _document(source: str, units: Sequence[Unit], path: str, format: str) -> Document:
    passages = tuple(passage_of(unit) for unit in units if any(map(str.isalpha, unit.text)))
    return Document(source, passages, path, format, tuple(units))


def passage_of(unit: Unit) -> Passage:
    """The text of a unit without the white space around it, an `OBJECT` for each image.

    In a bilingual file an image counts as visible, so that each code of the unit has its `OBJECT`.
    """
    first = len(unit.text) - len(unit.text.lstrip())
    last = len(unit.text.rstrip())
    if unit.english is not None and len(unit.pieces) > 1:
        bounds = [0, *accumulate(len(piece.text) for piece in unit.pieces)]
        codes = [at for at, piece in zip(bounds, unit.pieces, strict=False) if piece.image]
        if codes:
            # A text without a visible character begins nowhere.
            first, last = min(first, codes[0]), max(last, codes[-1])
    text: list[str] = []
    segments: list[Segment] = []
    breaks: list[Extent] = []
    at = offset = 0
    for piece in unit.pieces:
        start, end = max(offset, first), min(offset + len(piece.text), last)
        offset += len(piece.text)
        shown = OBJECT if piece.image else unit.text[start:end]
        if not shown or (piece.image and not first <= offset <= last):
            continue
        start, end = (offset, offset) if piece.image else (start, end)
        text.append(shown)
        if piece.foreign:
            joined = breaks and breaks[-1][1] == at
            breaks.append((breaks.pop()[0] if joined else at, at + len(shown)))
        stretch = Segment(at, at + len(shown), unit.start + start, unit.start + end)
        before = segments[-1] if segments else None
        if before is not None and before.verbatim and stretch.verbatim:
            segments[-1] = Segment(before.start, stretch.end, before.source_start, stretch.source_end)
        else:
            segments.append(stretch)
        at += len(shown)
    nothing = Segment(0, 0, unit.start + first, unit.start + first)
    return Passage("".join(text), tuple(segments) or (nothing,), unit.kind, tuple(breaks))


def spread(edits: Iterable[Edit], extents: Sequence[Extent], hosts: Sequence[bool] | None = None) -> list[list[Edit]]:
    """Edits as edits of each extent that they touch, in offsets from its start.

    Extents are in order and do not overlap. The new text of an edit goes to the first extent of `hosts` that it
    touches, the others lose what it takes from them. What is put in between two extents belongs to the first.
    """
    own: list[list[Edit]] = [[] for _ in extents]
    ends = [end for _, end in extents]
    starts = [start for start, _ in extents]
    for edit in sorted(edits):
        touched = range(bisect_left(ends, edit.start), bisect_right(starts, edit.end))
        inside = [n for n in touched if starts[n] < edit.end and edit.start < ends[n]]
        able = [n for n in inside or touched if hosts is None or hosts[n]]
        # Where all that goes can take no text, a neighbour does.
        able = able or [n for n in touched if hosts is None or hosts[n]] or list(inside or touched)
        host = able[0] if able else -1
        for n in dict.fromkeys((*inside, *able[:1])):
            start, end = (max(edit.start, starts[n]), min(edit.end, ends[n]))
            start = min(start, ends[n])
            share = Edit(start - starts[n], max(start, end) - starts[n], edit.text if n == host else "")
            if share.text or share.start < share.end:
                own[n].append(share)
    return own


def refined(text: str, edit: Edit) -> Edit:
    """The edit without the words at its ends that it leaves as they are, so that it touches no more than it must."""
    old, new = _TOKEN.findall(text[edit.start : edit.end]), _TOKEN.findall(edit.text)
    start, end = edit.start, edit.end
    while old and new and old[0] == new[0]:
        start += len(old.pop(0))
        del new[0]
    while old and new and old[-1] == new[-1]:
        end -= len(old.pop())
        del new[-1]
    return Edit(start, end, "".join(new))


def by_unit(document: Document, edits: Iterable[Edit]) -> Iterator[tuple[Unit, list[Edit]]]:
    """Each unit with its own edits, in offsets of its text. What edits take from between units is none's."""
    extents = [(unit.start, unit.end) for unit in document.units]
    return zip(document.units, spread(edits, extents), strict=True)


def revised(document: Document, edits: Sequence[Edit]) -> Document:
    """The document of a container after edits, with the source that they make and the units where they lie in it."""
    placed: list[Unit] = []
    pending = sorted(edits)
    moved = at = previous_end = 0
    for unit, own in by_unit(document, pending):
        while at < len(pending) and pending[at].start < unit.start and pending[at].end <= unit.start:
            moved += len(pending[at].text) - (pending[at].end - pending[at].start)
            at += 1
        start = unit.start + moved
        if at < len(pending) and pending[at].start < unit.start:
            # It reaches into this unit from before; what it puts in stands where it begins.
            start = pending[at].start + moved + (len(pending[at].text) if pending[at].start < previous_end else 0)
        edited = replace(_edited(unit, own), start=start)
        if edited.text.strip() or edited.english is not None:
            placed.append(edited)
        previous_end = unit.end
    return _document(apply_edits(document.source, pending), placed, document.path, document.format)


def _edited(unit: Unit, edits: Sequence[Edit]) -> Unit:
    if not edits:
        return unit
    extents: list[Extent] = []
    at = 0
    for piece in unit.pieces:
        extents.append((at, at + len(piece.text)))
        at += len(piece.text)
    shares = spread(edits, extents, [not piece.image for piece in unit.pieces])
    pieces = (
        piece if piece.image or not own else piece._replace(text=apply_edits(piece.text, own))
        for piece, own in zip(unit.pieces, shares, strict=True)
    )
    return replace(unit, pieces=tuple(pieces))
