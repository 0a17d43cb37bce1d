"""Character references of HTML, `&eacute;` and `&#233;`: the text that they stand for, and where they end."""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5

_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}+;?|#[xX][0-9a-fA-F]{1,6}+;?|(?P<name>[A-Za-z][A-Za-z0-9]{1,31}+;?))")
#: Stand for a place where a word may be broken: they are no part of the word.
_BREAKS = frozenset("\u00ad\u200b")


def reference_at(source: str, at: int, end: int, *, attribute: bool = False) -> tuple[str, int] | None:
    """The text of the reference that begins at `at` and the offset after it; None where the `&` is no more than that.

    As in browsers, old names need no semicolon, except in an attribute where a letter, digit or `=` follows.
    """
    match = _REFERENCE.match(source, at, end)
    if match is None:
        return None
    name = match["name"]
    if name is None:
        text = unescape(match.group())
        return (_shown(text), match.end()) if text else None
    if name in html5:
        known = name
    else:
        known = next((name[:length] for length in range(min(len(name), 6), 1, -1) if name[:length] in html5), "")
    stop = at + 1 + len(known)
    if not known or (
        attribute and known[-1] != ";" and (source[stop : stop + 1].isalnum() or source[stop : stop + 1] == "=")
    ):
        return None
    return _shown(html5[known]), stop


def _shown(text: str) -> str:
    return "" if text in _BREAKS else text
