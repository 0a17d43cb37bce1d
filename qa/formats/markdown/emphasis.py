"""Which asterisks, underscores and tildes are markup: the delimiter runs of CommonMark."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from qa.formats.content import Cut


@dataclass(slots=True)
class Run:
    """A run of one delimiter, `text[start:end]`; what was not yet used of it."""

    mark: str
    start: int
    end: int
    opens: bool
    closes: bool
    length: int


def run_at(text: str, start: int) -> Run:
    """The delimiter run that begins at `text[start]`, and whether it may open and close emphasis."""
    mark = text[start]
    end = start + 1
    while end < len(text) and text[end] == mark:
        end += 1
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    left = not after.isspace() and (not _punctuation(after) or before.isspace() or _punctuation(before))
    right = not before.isspace() and (not _punctuation(before) or after.isspace() or _punctuation(after))
    if mark == "_":
        opens, closes = left and (not right or _punctuation(before)), right and (not left or _punctuation(after))
    else:
        opens, closes = left, right
    if (mark == "~" and end - start > 2) or (mark == "=" and end - start != 2):
        opens = closes = False
    return Run(mark, start, end, opens, closes, end - start)


def _punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def markup(runs: list[Run]) -> list[Cut]:
    """The delimiters among the runs that pair up, each as a cut. Linear in the number of runs."""
    cuts: list[Cut] = []
    openers: list[Run] = []
    # Below this offset there is no opener for this kind of closer: looking again would be quadratic.
    nothing_below: dict[tuple[str, bool, int], int] = {}
    for run in runs:
        while run.closes and run.start < run.end:
            kind = (run.mark, run.opens, run.length % 3 if run.mark in "*_" else run.length)
            bottom = nothing_below.get(kind, -1)
            at = len(openers) - 1
            while at >= 0 and openers[at].start >= bottom and not _pair(openers[at], run):
                at -= 1
            if at < 0 or openers[at].start < bottom:
                nothing_below[kind] = run.start
                break
            opener = openers[at]
            used = 2 if min(opener.end - opener.start, run.end - run.start) >= 2 else 1
            cuts.append(Cut(opener.end - used, opener.end))
            cuts.append(Cut(run.start, run.start + used))
            opener.end -= used
            run.start += used
            del openers[at + (opener.start < opener.end) :]
        if run.opens and run.start < run.end:
            openers.append(run)
    return cuts


def _pair(opener: Run, closer: Run) -> bool:
    if opener.mark != closer.mark:
        return False
    if closer.mark in "~=":
        return opener.length == closer.length
    # The rule of three: a run that could both open and close pairs only with a length that tells which it does.
    both = opener.closes or closer.opens
    return not (both and (opener.length + closer.length) % 3 == 0 and (opener.length % 3 or closer.length % 3))
