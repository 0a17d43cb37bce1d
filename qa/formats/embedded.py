"""The text of a value in a format made of values: paragraphs of plain text, or HTML where there are tags in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.document import Encode, Passage
from qa.formats.content import Content, Cut, passages
from qa.formats.writing import then

_HTML = re.compile(
    r"<(?:a|abbr|b|blockquote|br|code|div|em|figure|h[1-6]|i|img|li|ol|p|q|section|small|span|strong|sub|sup|table|u|ul)"
    r"(?:\s[^<>]*+)?/?>|&(?:[A-Za-z]{2,8}|#\d{2,5}|#x[0-9A-Fa-f]{2,4});",
    re.IGNORECASE,
)
_GAP = re.compile(r"(?:\r\n?+|\n)[^\S\r\n]*+[\r\n]\s*+")
#: Names of files, addresses, identifiers, constants: nothing that is read as a text.
_NAME = re.compile(r"\S*[/_#@{}=]\S*|[^\s.]+(?:\.[^\s.]+)+|[a-z]+[A-Z]\S*|[a-z0-9]+(?:-[a-z0-9]+)+")


def prose_of(content: Content, kind: str, encode: Encode | None) -> Iterator[Passage]:
    """The passages of a value, as its text was decoded; none where it is a name of something."""
    text = content.text
    if _NAME.fullmatch(text.strip()):
        return
    if _HTML.search(text):
        from qa.formats.html import prose_in

        yield from sorted(prose_in(content, kind, encode), key=lambda passage: passage.source_start(0))
        return
    gaps = (Cut(gap.start(), gap.end(), None) for gap in _GAP.finditer(text))
    yield from passages(content, gaps, kind, encode=then(_plain, encode))


def _plain(text: str, before: str, after: str) -> str | None:
    """Text that does not turn the value into HTML."""
    return None if _HTML.search(before + text + after) else text
