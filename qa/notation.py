"""Edits as the place they go to writes them: `&amp;` in HTML, `\\"` in a JSON string.

Rules suggest plain text. Only the format of the passage that an edit falls into knows how to write it there, or that
it cannot stand there at all; a suggestion with such an edit is dropped.

A person who edits the source sees its notation and may write it: `R&amp;D` typed into HTML is right as it is, while a
quotation mark typed into a JSON string would end it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from qa.document import Document, Encode, Passage
from qa.finding import Edit, Finding, Suggestion
from qa.formats import DATA, parse


def written(document: Document, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings on a document with the edits of their suggestions as its format writes text.

    A finding whose first suggestion is dropped is no longer safe.
    """
    if all(passage.encode is None for passage in document.passages):
        yield from findings
        return
    places = _Places(document)
    for finding in findings:
        suggestions = tuple(found for found in map(places.written, finding.suggestions) if found is not None)
        first = finding.suggestions[:1]
        safe = finding.safe and bool(suggestions) and suggestions[0].text == first[0].text
        yield replace(finding, suggestions=suggestions, safe=safe)


def by_hand(document: Document, edit: Edit, prose_keys: tuple[str, ...] = ()) -> Edit | None:
    """An edit whose text a person typed, seeing the source, as the format writes it; None where it cannot stand.

    What can be read where it stands stays as it was typed.
    """
    places = _Places(document)
    passage = places.passage(edit)
    if passage is None or passage.encode is None:
        return edit
    text = places.encoded(passage, passage.encode, edit)
    if text == edit.text or _reads(document, passage, edit, prose_keys):
        return edit
    return None if text is None else replace(edit, text=text)


def _reads(document: Document, passage: Passage, edit: Edit, prose_keys: tuple[str, ...]) -> bool:
    """Whether an edit as typed leaves its passage whole and every other as it was."""
    source = document.source[: edit.start] + edit.text + document.source[edit.end :]
    others = document.passages
    number = others.index(passage)
    after = parse(source, document.path, document.format, prose_keys).passages
    if len(after) != len(others) or any(
        one.text != other.text for at, (one, other) in enumerate(zip(after, others, strict=True)) if at != number
    ):
        return False
    edited = after[number]
    offsets = range(len(passage.text) + 1)
    head = passage.text[: bisect_right(offsets, edit.start, key=passage.source_start) - 1]
    tail = passage.text[bisect_left(offsets, edit.end, key=passage.source_start) :]
    if not (edited.text.startswith(head) and edited.text.endswith(tail)):
        return False
    # In data there is no markup: what is typed there is all of it read.
    return document.format not in DATA.values() or _read_whole(edited, edit.start, edit.start + len(edit.text))


def _read_whole(passage: Passage, start: int, end: int) -> bool:
    """Whether each character of a stretch of the source stands for something in the passage."""
    for segment in passage.segments:
        if segment.source_start <= start < segment.source_end:
            start = segment.source_end
    return start >= end


class _Places:
    """The copied stretches of a document's source, each with the passage that it belongs to."""

    def __init__(self, document: Document) -> None:
        self._source = document.source
        found = [(segment.source_start, passage) for passage in document.passages for segment in passage.segments]
        found.sort(key=lambda place: place[0])
        self._starts = [start for start, _ in found]
        self._passages = [passage for _, passage in found]

    def written(self, suggestion: Suggestion) -> Suggestion | None:
        edits = []
        for edit in suggestion.edits:
            passage = self.passage(edit)
            encode = passage.encode if passage else None
            text = self.encoded(passage, encode, edit) if passage and encode else edit.text
            if text is None:
                return None
            edits.append(replace(edit, text=text))
        return replace(suggestion, edits=tuple(edits))

    def encoded(self, passage: Passage, encode: Encode, edit: Edit) -> str | None:
        inside = edit.start > passage.source_start(0)
        before = self._source[edit.start - 1 : edit.start] if inside else ""
        after = self._source[edit.end : edit.end + 1] if edit.end < passage.source_end(len(passage.text)) else ""
        return encode(edit.text, before, after)

    def passage(self, edit: Edit) -> Passage | None:
        """The passage that an edit lies in; None for one of whole lines or of what is no prose."""
        number = bisect_right(self._starts, edit.start) - 1
        if number >= 0:
            passage = self._passages[number]
            if edit.end <= passage.source_end(len(passage.text)):
                return passage
        return None
