"""SubRip subtitles: the lines of a cue are one passage, in which a line's end is white space.

Not prose: numbers, timings, tags (`<i>`, `<font …>`) and positions (`{\\an8}`). A sentence that runs on into the next
cue stays in two passages. Lines that begin with a dash are said by several people and are a passage each.

An offset maps back by copy: text stands in the source as it is, but for tags, which are left out. There is no way to
write a line's end, `<` or `-->` into a cue: suggestions that hold one are dropped.
"""

from __future__ import annotations

import re

from qa.document import Passage
from qa.formats.content import Cut
from qa.formats.cues import cues, prose_of, speaks

_TAG = re.compile(r"</?[A-Za-z][^<>\n]*>|\{\\[^{}\n]*\}")
_UNWRITABLE = re.compile(r"[<>{}\r\n]")


def read(source: str) -> tuple[Passage, ...]:
    """The passages of the cues, as items."""
    return tuple(
        passage
        for cue in cues(source)
        for passage in prose_of(cue, [Cut(*tag.span()) for tag in _TAG.finditer(cue.text)], [], _encode)
    )


def _encode(text: str, before: str, _after: str) -> str | None:
    return None if _UNWRITABLE.search(text) or speaks(text, before) else text
