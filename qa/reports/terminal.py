"""How text shows in a terminal: the columns that it takes, and what must never reach it raw.

A control character in an article or a file name could move the cursor, change colours or hide a line. All of them
are shown as visible signs; so are characters that have no width or turn the direction of writing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import category, east_asian_width

#: Controls, lone surrogates, separators of lines, and what is invisible. The joiners of emoji and of scripts
#: that need them (U+200C, U+200D) are left in place.
UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\ud800-\udfff\U000e0000-\U000e007f]"
)
_LINE_BREAKS = re.compile(r"[^\S\r\n]*[\r\n]\s*")

#: The styles of `click.style` by name.
Style = dict[str, bool | str]

#: No column stop is known in a line that is cut, so that a tab always takes the same room.
TAB = "    "


def sign(character: str) -> str:
    """What stands for a character that does not show: ␛ for escape, ‹U+202E› for an override of direction."""
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "\N{SYMBOL FOR DELETE}" if code == 0x7F else f"‹U+{code:04X}›"


def visible(text: str, keep: str = "") -> str:
    """The text with every character that does not show replaced by a sign, save those in `keep`."""
    return UNSEEN.sub(lambda match: match[0] if match[0] in keep else sign(match[0]), text)


def one_line(text: str) -> str:
    """The text, visible, with a space for each line break in it."""
    return visible(_LINE_BREAKS.sub(" ", text))


@lru_cache(maxsize=4096)
def _columns(character: str) -> int:
    if character in "\u200c\u200d" or category(character) in ("Mn", "Me"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def columns(text: str) -> int:
    """Columns of a visible text: two for a wide East Asian character or emoji, none for a combining mark."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def fit(text: str, room: int) -> str:
    """The beginning of a visible text that takes at most `room` columns."""
    taken = 0
    for at, character in enumerate(text):
        taken += _columns(character)
        if taken > room:
            return text[:at]
    return text


def fit_last(text: str, room: int) -> str:
    """The end of a visible text that takes at most `room` columns, never beginning with a combining mark."""
    taken, start = 0, len(text)
    while start and taken + _columns(text[start - 1]) <= room:
        start -= 1
        taken += _columns(text[start])
    while 0 < start < len(text) and _columns(text[start]) == 0:
        start += 1
    return text[start:]


def wrap(text: str, room: int, indent: str = "") -> Iterator[str]:
    """The lines of a visible text, broken at plain spaces; all but the first begin with `indent`.

    No line takes more than `room` columns: a word that is longer is broken where it must be.
    """
    line, empty = "", True
    for word in text.split(" "):
        if not empty and columns(line) + 1 + columns(word) <= room:
            line += " " + word
            continue
        if not empty:
            yield line
            line = indent
        line += word
        while columns(line) > room:
            head = fit(line, room)
            if len(head) <= len(indent):
                break
            yield head
            line = indent + line[len(head) :]
        empty = False
    yield line


def paint(text: str, color: bool, **style: bool | str) -> str:
    """The text in a style of `click.style`, or as it is where colours do not show."""
    if not (color and text and style):
        return text
    from click import style as styled

    return styled(text, **style)  # type: ignore[arg-type]
