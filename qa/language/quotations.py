"""Quotations of a passage: where each opens and closes, and which lack one of their marks.

Three families of marks are told apart, named by their opening mark: `«` (« »), `“` (“ ”, also „ “) and `"`. Straight
marks do not say whether they open or close, so their surroundings do. Apostrophes and signs of measure
(15", 12' 30") are no quotation marks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

#: White space that keeps what stands on both its sides on one line.
NO_BREAK, NARROW_NO_BREAK = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"

_MARK = re.compile(r'[«»“”„"]')
_FAMILY = {"«": "«", "»": "«", "“": "“", "”": "“", "„": "“", '"': '"'}
_BEFORE_OPENING = frozenset("([{=-–—'’/«“„\"\N{OBJECT REPLACEMENT CHARACTER}")
_AFTER_CLOSING = frozenset(".,;:!?…)]}")
_INNER_SPACE = re.compile(r"«(\s?)\S|\S(\s?)»")


class Quotation(NamedTuple):
    """A quotation at `text[start:end]`, marks included.

    `mark` is the opening mark of its family. One that never closes reaches to the end of the text, or of the quotation
    around it; one that never opened is its closing mark alone. `depth` counts the quotations around it.
    """

    start: int
    end: int
    opened: bool
    closed: bool
    mark: str
    depth: int = 0


def has_marks(text: str) -> bool:
    """Whether a text holds any quotation mark; far cheaper than to look for its quotations."""
    return "«" in text or '"' in text or "“" in text or "”" in text or "»" in text or "„" in text


def quotations(text: str) -> list[Quotation]:
    """The quotations of a text in the order of their beginnings. Takes time linear in the text.

    >>> [text[q.start : q.end] for text in ["Il dit « oui “ou non” »."] for q in quotations(text)]
    ['« oui “ou non” »', '“ou non”']
    """
    if not has_marks(text):
        return []
    found: list[Quotation] = []
    unclosed: list[tuple[int, str]] = []
    open_marks: Counter[str] = Counter()
    for match in _MARK.finditer(text):
        at, family = match.start(), _FAMILY[match.group()]
        role = _role(text, at, bool(open_marks[family]))
        if role == "open":
            unclosed.append((at, family))
            open_marks[family] += 1
        elif role == "close" and open_marks[family]:
            while True:
                start, opener = unclosed.pop()
                open_marks[opener] -= 1
                if opener == family:
                    break
                found.append(Quotation(start, at, True, False, opener, len(unclosed)))
            found.append(Quotation(start, at + 1, True, True, family, len(unclosed)))
        elif role == "close":
            found.append(Quotation(at, at + 1, False, True, family, len(unclosed)))
    found += (Quotation(start, len(text), True, False, mark, depth) for depth, (start, mark) in enumerate(unclosed))
    found.sort()
    return found


def _role(text: str, at: int, within: bool) -> str:
    """What the mark at an offset does: "open", "close", or nothing (""). `within`: its family is open there."""
    mark = text[at]
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if mark in "«»":
        # Careful typography repeats the mark at the head of each line or paragraph of a long quotation.
        if within == (mark == "«") and _at_head_of_line(text, at) and text[at + 1 : at + 3].strip()[:1].isalnum():
            return ""
        return "open" if mark == "«" else "close"
    if mark == "„":
        return "open"
    leans_right = not before or before.isspace() or before in _BEFORE_OPENING
    leans_left = not after or not (after.isalnum() or after in "«“„([")
    if within:
        if mark == '"':
            return "open" if before.isspace() and not leans_left else "close"
        return "open" if mark == "“" and leans_right else "close"
    if mark == "“":
        return "open" if leans_right or not leans_left else "close"
    if before.isdigit():
        return ""
    if mark == "”":
        return "open" if leans_right and not leans_left else "close"
    if leans_right and not (leans_left and (not after or after in _AFTER_CLOSING)):
        return "open"
    return "close" if leans_left else ""


def _at_head_of_line(text: str, at: int) -> bool:
    indent = text[max(0, at - 8) : at]
    return not indent.rpartition("\n")[2].strip() and (at <= 8 or "\n" in indent)


def inner_space(texts: Iterable[str], default: str = NO_BREAK) -> str:
    """The white space that these texts set inside « »: a no-break space, a narrow one, or nothing.

    An ordinary space, which may part a mark from its word, says that there is a space and not which;
    `default` does, where nothing else tells.
    """
    counted = Counter(_inner_spaces(texts))
    if counted[""] > counted.total() - counted[""]:
        return ""
    if counted[NO_BREAK] == counted[NARROW_NO_BREAK]:
        return default
    return max((NO_BREAK, NARROW_NO_BREAK), key=counted.__getitem__)


def _inner_spaces(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        if "«" in text or "»" in text:
            for match in _INNER_SPACE.finditer(text):
                yield match.group(1) if match.group(1) is not None else match.group(2)
