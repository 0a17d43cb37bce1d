"""What an author writes into a text to keep the checker quiet there: comments, as its format has them, and `[sic]`.

    <!-- relecture off --> … <!-- relecture on -->
    <!-- relecture-ignore-next-line untranslated -->
    <!-- relecture-ignore untranslated["deep learning"] -->
    {/* relecture off */} …                   MDX
    .. relecture off                          reStructuredText
    // relecture off                          AsciiDoc
    # relecture off                           YAML
    un mot [sic]

Any other comment that begins with the word *relecture* is the author's own affair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

#: "next-line" is about the line that follows, "match" about one finding; "broken" is an ignore that cannot be read.
Kind = Literal["off", "on", "next-line", "match", "broken"]

#: A comment that holds more, in characters, is none of ours; nor is one with a blank line in it.
_LONGEST = 400

_COMMENT = re.compile(
    rf"<!--\s*+relecture\b(?P<html>(?:(?!-->|\n\s*\n).){{0,{_LONGEST}}})-->"
    rf"|\{{/\*\s*+relecture\b(?P<mdx>(?:(?!\*/\}}|\n\s*\n).){{0,{_LONGEST}}})\*/\}}",
    re.DOTALL,
)
#: Formats whose comments are lines of their own. In reStructuredText one goes on in the lines that stand deeper.
_LINES = {
    "rst": re.compile(
        rf"^(?P<indent>[ \t]*+)\.\.[ \t]++relecture\b(?P<line>[^\r\n]{{0,{_LONGEST}}}+)(?=[\r\n]|\Z)"
        r"(?!(?:\r\n?|\n)(?P=indent)[ \t]++[^\s])",
        re.MULTILINE,
    ),
    "asciidoc": re.compile(rf"^//[ \t]++relecture\b(?P<line>[^\r\n]{{0,{_LONGEST}}}+)(?=[\r\n]|\Z)", re.MULTILINE),
    "yaml": re.compile(
        rf"{_COMMENT.pattern}|^(?P<indent>[ \t]*+)\#[ \t]++relecture\b(?P<line>[^\r\n]{{0,{_LONGEST}}}+)(?=[\r\n]|\Z)",
        re.DOTALL | re.MULTILINE,
    ),
}
_SWITCH = re.compile(r"\s+(on|off)\s*")
_NEXT_LINE = re.compile(r"-ignore-next-line(?:\s+(?P<names>[\w/-]+(?:\s*[,\s]\s*[\w/-]+)*))?\s*", re.ASCII)
_MATCH = re.compile(r"-ignore\s+(?P<name>[\w/-]+)(?:\s*\[\s*\"(?P<text>(?:[^\"\\]|\\.)*+)\"\s*\])?\s*", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)

_SIC = re.compile(r"\\?[\[(][*_]{0,2}sic[*_]{0,2}\\?[\])]", re.IGNORECASE)
_SIC_ENDS = ("sic]", "sic)", "sic*", "sic_", "sic\\", "SIC]", "SIC)")
_WORD_BEFORE = re.compile(r"[\w’'-]+(?=[^\w\n]{0,8}$)")
_REACH = 100


class Ignore(NamedTuple):
    """A comment at `source[start:end]`, the rules or categories that it is about (none: all), and the text."""

    kind: Kind
    start: int
    end: int
    names: tuple[str, ...] = ()
    text: str | None = None


class Sic(NamedTuple):
    """A word at `source[start:word_end]` that an author vouches for, up to the end of the `[sic]` behind it."""

    start: int
    word_end: int
    end: int


def ignores(source: str, format: str = "text") -> tuple[Ignore, ...]:
    """What looks like an ignore, in order. Whether it is one hangs on where it stands: one shown as code is not."""
    if "relecture" not in source:
        return ()
    comments = _LINES.get(format, _COMMENT).finditer(source)
    return tuple(ignore for match in comments if (ignore := _ignore(match)) is not None)


def _ignore(match: re.Match[str]) -> Ignore | None:
    body = match[match.lastgroup or 0]
    start = match.start() + len(match.groupdict().get("indent") or "")
    end = match.start() + len(match[0].rstrip())
    if switch := _SWITCH.fullmatch(body):
        return Ignore("on" if switch[1] == "on" else "off", start, end)
    if line := _NEXT_LINE.fullmatch(body):
        return Ignore("next-line", start, end, tuple(re.findall(r"[\w/-]+", line["names"] or "")))
    if one := _MATCH.fullmatch(body):
        text = one["text"] if one["text"] is None else _ESCAPE.sub(r"\1", one["text"])
        return Ignore("match", start, end, (one["name"],), text)
    return Ignore("broken", start, end) if body.startswith("-ignore") else None


def sics(source: str) -> Iterator[Sic]:
    """The words that a `[sic]` stands behind, in order. Quotation marks and markup may stand between."""
    if not any(end in source for end in _SIC_ENDS):
        return
    for match in _SIC.finditer(source):
        word = _WORD_BEFORE.search(source, max(0, match.start() - _REACH), match.start())
        if word:
            yield Sic(word.start(), word.end(), match.end())
