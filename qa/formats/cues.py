"""Subtitles: the blocks of lines that SubRip and WebVTT share, and the text of each cue."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.document import Encode, Passage
from qa.extents import Extent
from qa.formats.content import Content, Cut, passages

_LINE = re.compile(r"([^\r\n]*)(?:\r\n?|\n|\Z)")
_TIME = r"(?:\d{1,3}:)?\d{1,3}:\d{1,2}(?:[,.]\d{1,3})?"
_TIMING = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?")
#: A line that another speaker says begins with a dash.
_SPEAKER = re.compile(r"^[-‐‑–—]+[^\S\n]*", re.MULTILINE)


def speaks(text: str, before: str) -> bool:
    """Whether text that is put after `before` would begin a line as another speaker's."""
    return before in ("", "\n", "\r") and _SPEAKER.match(text) is not None


def cues(source: str) -> Iterator[Content]:
    """The text of each cue: its lines from below its timing to the next blank line."""
    lines: list[Extent] = []
    within = False
    at = 0
    while at < len(source):
        line = _LINE.match(source, at)
        if line is None:
            break
        at = line.end()
        text = line[1]
        if "-->" in text and _TIMING.fullmatch(text):
            if lines:
                yield Content.of(source, lines)
            lines, within = [], True
        elif not text.strip():
            if lines:
                yield Content.of(source, lines)
            lines, within = [], False
        elif within:
            lines.append(line.span(1))
    if lines:
        yield Content.of(source, lines)


def prose_of(content: Content, cuts: list[Cut], foreign: list[Extent], encode: Encode) -> Iterator[Passage]:
    """The passages of a cue: one, or one for each speaker whose line begins with a dash."""
    speakers = [Cut(*dash.span(), None) for dash in _SPEAKER.finditer(content.text)]
    yield from passages(content, (*cuts, *speakers), "item", foreign, encode)
