"""The ignores of a document that stand where an author may write one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from qa.document import Document
from qa.extents import joined, meets
from qa.formats import parse
from qa.ignores import Ignore, ignores
from qa.settings import Settings


def written(document: Document, settings: Settings) -> tuple[Ignore, ...]:
    """The ignores of a document: those that stand where prose could, and not, say, in a block of code.

    The reader of the format knows where that is: it is given the source with words in place of the comments, as a
    paragraph where a comment is a line of its own.
    """
    candidates = ignores(document.source, document.format)
    if not candidates or document.format == "text" or document.units:
        return candidates
    if document.format == "yaml":
        lines = tuple(ignore for ignore in candidates if document.source.startswith("#", ignore.start))
        candidates = tuple(ignore for ignore in candidates if ignore not in lines)
        return tuple(sorted((*_apart(document, lines), *_within(document, candidates, settings)), key=_place))
    return _within(document, candidates, settings)


def _place(ignore: Ignore) -> int:
    return ignore.start


def _apart(document: Document, lines: tuple[Ignore, ...]) -> Iterator[Ignore]:
    """The comments that are lines of their own, without those in a text of several lines: there # is what it says."""
    prose = joined((passage.source_start(0), passage.source_end(len(passage.text))) for passage in document.passages)
    return (ignore for ignore in lines if not meets(prose, ignore.start, ignore.start + 1))


def _within(document: Document, candidates: tuple[Ignore, ...], settings: Settings) -> tuple[Ignore, ...]:
    """The comments in the midst of prose."""
    if not candidates:
        return ()
    pieces: list[str] = []
    at = 0
    for ignore in candidates:
        word = "x" * (ignore.end - ignore.start - 2)
        pieces += (document.source[at : ignore.start], f"\n{word}\n" if document.format == "asciidoc" else f"x{word}x")
        at = ignore.end
    probe = "".join((*pieces, document.source[at:]))
    passages = parse(probe, document.path, document.format, settings.prose_keys).passages
    prose = sorted(
        (segment.source_start, segment.source_end)
        for passage in passages
        for segment in passage.segments
        if segment.verbatim
    )
    starts = [start for start, _ in prose]

    def stands(ignore: Ignore) -> bool:
        number = bisect_right(starts, ignore.start + 1) - 1
        return number >= 0 and ignore.end - 1 <= prose[number][1]

    return tuple(filter(stands, candidates))
