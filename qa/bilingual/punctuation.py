"""How segments end, and whether their brackets close."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from qa.document import OBJECT

#: What a segment ends with: nothing, a full stop, a question or exclamation mark, a colon, an ellipsis.
End = Literal["", ".", "?", "!", ":", "…"]

#: White space, closing quotation marks and brackets, and codes at the end say nothing of how a segment ends.
_CLOSING = re.compile(rf"[\s\u00a0\u202f\"'”’»)\]}}*_{OBJECT}]+$|</?[A-Za-z][^<>]*>$")
_ABBREVIATION = re.compile(
    r"(?:\b(?:etc|Inc|Ltd|Co|Corp|Jr|Sr|vs|No|St|Mr|Mrs|Dr|M|MM|min|max|p|cf|al|env|approx|Mme)|\.\w|\b\w)\.$"
)
_BRACKET = re.compile(r"[()\[\]«»]")
_CLOSES = {")": "(", "]": "[", "»": "«"}
#: What a closing bracket may end without an opening one: the number of an item, a smiley.
_LIST_MARK = re.compile(r"(?:(?:^|[\s;,])\w{1,3}|[:;=8]['-]?)\)$")
_SMILEY = re.compile(r"[:;=8]['-]?\($")
#: A heading that begins so asks, with a question mark or without.
_ASKING = re.compile(r"\W*(?:who|whom|whose|what|which|when|where|why|how|whether)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")


class Ending(NamedTuple):
    """How a text ends, and where what it ends with begins: the end of its last word, where it ends with nothing.

    `open` says that a stop there may belong to an abbreviation.
    """

    end: End
    at: int
    open: bool


def ending(text: str) -> Ending:
    """How a segment ends."""
    last = len(text)
    while found := _CLOSING.search(text, 0, last):
        last = found.start()
    body = text[:last]
    if body.endswith(("…", "...")):
        return Ending("…", last - (1 if body.endswith("…") else 3), False)
    if body[-1:] in (".", "?", "!", ":"):
        start = last - 1
        while start and body[start - 1] in ".?! \u00a0\u202f":
            start -= 1
        mark: End = "?" if "?" in body[start:] else body[-1]  # type: ignore[assignment]
        return Ending(
            mark,
            start,
            ")" in text[last:] or bool(_ABBREVIATION.search(body)) or (mark == "." and " " not in body.strip()),
        )
    return Ending("", last, body[-1:] in (";", ",", "-", "–", "—", "/", "="))


def disagree(english: str, one: Ending, other: Ending) -> bool:
    """Whether a French text ends otherwise than its English, beyond what is a matter of taste."""
    if one.end == other.end or one.open or other.open:
        return False
    if other.end == "?" and _ASKING.match(english):
        return False
    # An exclamation may be a statement, trailing off may be left out or put in.
    ends = {one.end, other.end}
    return not (ends <= {".", "!", "…"} or ends == {"", "!"})


def unbalanced(text: str) -> tuple[int, str] | None:
    """The first bracket that does not close, or closes what is not open, and where it is; None where all do."""
    opened: list[tuple[int, str]] = []
    for found in _BRACKET.finditer(text):
        sign = found.group()
        if sign in _CLOSES.values():
            opened.append((found.start(), sign))
        elif opened and opened[-1][1] == _CLOSES[sign]:
            opened.pop()
        elif sign != ")" or not _LIST_MARK.search(text, 0, found.end()):
            return found.start(), sign
    return next(((at, sign) for at, sign in opened if not _SMILEY.search(text, 0, at + 1)), None)


def unquoted(english: str) -> bool:
    """Whether a quotation begins or ends outside of an English text."""
    return english.count("“") != english.count("”") or english.count('"') % 2 == 1


def worded(text: str) -> bool:
    """Whether a text has words at all."""
    return bool(_WORD.search(text))
