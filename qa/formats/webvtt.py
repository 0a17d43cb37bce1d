"""WebVTT subtitles: the lines of a cue are one passage, in which a line's end is white space.

Not prose: the head of the file, names and timings of cues with their settings, `NOTE`, `STYLE` and `REGION` blocks,
tags (`<v Name>`, `<c.loud>`, times within a cue). `<lang en>` makes a break. A sentence that runs on into the next cue
stays in two passages. Lines that begin with a dash are said by several people and are a passage each.

An offset maps back through segments: a character reference (`&amp;`) is one unit with what it stands for, tags are left
out, all else is copied. What an edit puts in is written with `&amp;` and `&lt;`.
"""

from __future__ import annotations

import re

from qa.document import Passage
from qa.extents import Extent
from qa.formats.content import Cut
from qa.formats.cues import cues, prose_of, speaks
from qa.formats.html.notation import in_text
from qa.formats.html.references import reference_at

_MARKUP = re.compile(r"<(?P<close>/?)(?P<name>[a-z0-9]*)(?:[.:][^<>\s]*+)?+(?:\s++(?P<value>[^<>]*+))?+>|&")


def read(source: str) -> tuple[Passage, ...]:
    """The passages of the cues, as items."""
    found: list[Passage] = []
    for cue in cues(source):
        cuts: list[Cut] = []
        foreign: list[Extent] = []
        languages: list[bool] = [False]
        since = 0
        for markup in _MARKUP.finditer(cue.text):
            if markup.group() == "&":
                reference = reference_at(cue.text, markup.start(), len(cue.text))
                if reference:
                    cuts.append(Cut(markup.start(), reference[1], reference[0], notation=True))
                continue
            cuts.append(Cut(*markup.span()))
            if markup["name"] != "lang":
                continue
            was = languages[-1]
            if not markup["close"]:
                languages.append(not (markup["value"] or "").strip().lower().startswith("fr"))
            elif len(languages) > 1:
                languages.pop()
            if languages[-1] and not was:
                since = markup.end()
            elif was and not languages[-1]:
                foreign.append((since, markup.start()))
        if languages[-1]:
            foreign.append((since, len(cue.text)))
        found += prose_of(cue, cuts, [extent for extent in foreign if extent[0] < extent[1]], _encode)
    return tuple(found)


def _encode(text: str, before: str, after: str) -> str | None:
    written = in_text(text, before, after)
    if written is None or "\n" in written or "\r" in written or speaks(text, before):
        return None
    return written.replace(">", "&gt;")
