"""Edits as the place they go to writes them: `&amp;` in HTML, `\\"` in a JSON string.

Rules suggest plain text. Only the format of the passage that an edit falls into knows how to write it there, or that
it cannot stand there at all; a suggestion with such an edit is dropped.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from qa.document import Document, Encode, Passage
from qa.finding import Edit, Finding, Suggestion


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
            passage = self._passage(edit)
            encode = passage.encode if passage else None
            text = self._encoded(passage, encode, edit) if passage and encode else edit.text
            if text is None:
                return None
            edits.append(replace(edit, text=text))
        return replace(suggestion, edits=tuple(edits))

    def _encoded(self, passage: Passage, encode: Encode, edit: Edit) -> str | None:
        inside = edit.start > passage.source_start(0)
        before = self._source[edit.start - 1 : edit.start] if inside else ""
        after = self._source[edit.end : edit.end + 1] if edit.end < passage.source_end(len(passage.text)) else ""
        return encode(edit.text, before, after)

    def _passage(self, edit: Edit) -> Passage | None:
        """The passage that an edit lies in; None for one of whole lines or of what is no prose."""
        number = bisect_right(self._starts, edit.start) - 1
        if number >= 0:
            passage = self._passages[number]
            if edit.end <= passage.source_end(len(passage.text)):
                return passage
        return None
