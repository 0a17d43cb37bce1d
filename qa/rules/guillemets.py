"""French marks put for others."""

from __future__ import annotations

from qa.document import Passage
from qa.finding import Edit, Suggestion


def guillemets(passage: Passage, start: int, end: int, shown: int, space: str) -> tuple[Suggestion, ...]:
    """The suggestion to set « » around the quotation `text[start:end]`, with `space` inside, in place of its marks.

    `shown` is where the finding ends. None where nothing or « » stand within, or markup next to a mark.
    """
    text = passage.text
    quoted = text[start + 1 : end - 1]
    first = start + 1 + len(quoted) - len(quoted.lstrip())
    last = end - 1 - (len(quoted) - len(quoted.rstrip()))
    if (
        not quoted.strip()
        or "«" in quoted
        or "»" in quoted
        or not (passage.editable(start, first) and passage.editable(last, end))
    ):
        return ()
    edits = (
        Edit(passage.source_start(start), passage.source_end(first), "«" + space),
        Edit(passage.source_start(last), passage.source_end(end), space + "»"),
    )
    return (Suggestion("«" + space + text[first:shown], 0.95, "rule", edits),)
