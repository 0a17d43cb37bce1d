"""Plain text: paragraphs are separated by blank lines, and all of it is prose."""

from __future__ import annotations

import re

from qa.document import Passage

_PARAGRAPH = re.compile(r"[^\s](?:[^\r\n]|\r?\n(?![^\S\r\n]*\r?\n)|\r(?!\n)(?![^\S\r\n]*\r))*")


def read(source: str) -> tuple[Passage, ...]:
    """One passage a paragraph, without the white space around it."""
    passages = []
    for match in _PARAGRAPH.finditer(source):
        end = match.end() - (len(match.group()) - len(match.group().rstrip()))
        passages.append(Passage.verbatim(source, match.start(), end))
    return tuple(passages)
