"""Where tags, comments and the like begin and end, by the rules that browsers follow, and what attributes say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

#: White space in HTML. A no-break space is none, it is shown as it stands.
SPACE = " \t\n\f\r"

_TAG = re.compile(
    rf"<(?P<close>/?)(?P<name>[A-Za-z][^{SPACE}/>]*+)"
    # Only a quotation mark right after an equals sign hides what ends a tag.
    rf"(?P<attributes>(?:[^>=/]++|/(?!>)|=[{SPACE}]*+(?:\"[^\"]*+\"|'[^']*+'|[^{SPACE}>\"'][^{SPACE}>]*+)?+)*+)"
    r"(?P<empty>/?)>"
)
_ATTRIBUTE = re.compile(
    rf"(?P<name>[^{SPACE}/>=][^{SPACE}/>=]*+)"
    rf"(?:[{SPACE}]*+=[{SPACE}]*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^{SPACE}>\"'][^{SPACE}>]*+)))?+"
)
_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))", re.DOTALL)
#: Opening and closing mark of what is for programs.
_ENCLOSED = (("<![CDATA[", "]]>"), ("<?", "?>"), ("<%", "%>"))
_LETTER = re.compile(r"[A-Za-z]")

#: Elements whose content is read without looking for tags in it.
RAW = frozenset("iframe noembed noframes script style textarea title xmp".split())
#: Elements that have no content and no closing tag.
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())

_RAW_ENDS = {name: re.compile(rf"</{name}(?=[{SPACE}/>])", re.IGNORECASE) for name in RAW}


class Tag(NamedTuple):
    """One tag of an element; `attributes` is the extent of its attributes, `empty` says that it closes itself."""

    start: int
    end: int
    name: str
    closing: bool
    empty: bool
    attributes: tuple[int, int]


class Value(NamedTuple):
    """The value of an attribute, where it stands, and the mark that encloses it: one of the quotation marks or ""."""

    text: str
    start: int
    end: int
    quote: str


class Scanner:
    """Finds what is markup in a source. Takes time in proportion to its length, whatever stands in it."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._missing: set[str] = set()

    def markup_at(self, at: int) -> Tag | int:
        """The tag that the `<` at `at` begins, or the offset after what else it begins; `at` where it is text."""
        source = self.source
        match = _TAG.match(source, at)
        if match is not None:
            name = match["name"].lower()
            empty = match["empty"] == "/" or name in VOID
            return Tag(at, match.end(), name, match["close"] == "/", empty, match.span("attributes"))
        following = source[at + 1 : at + 2]
        if _LETTER.match(following) or (following == "/" and _LETTER.match(source, at + 2)):
            return len(source)  # a tag that never ends: nothing after it is shown
        if source.startswith("<!--", at):
            comment = _COMMENT.match(source, at)
            return comment.end() if comment else len(source)
        for opening, closing in _ENCLOSED:
            if source.startswith(opening, at) and (end := self._after(closing, at + len(opening))):
                return end
        if following and following in "!?/":
            return self._after(">", at) or len(source)
        return at

    def raw_end(self, tag: Tag) -> int:
        """Where the content of an element of `RAW` ends."""
        closing = _RAW_ENDS[tag.name].search(self.source, tag.end)
        return closing.start() if closing else len(self.source)

    def attributes(self, tag: Tag) -> Iterator[tuple[str, Value]]:
        """The attributes of a tag that have a value, by their names in lower case."""
        for match in _ATTRIBUTE.finditer(self.source, *tag.attributes):
            group = match.lastgroup
            if group and group != "name":
                quote = {"double": '"', "single": "'"}.get(group, "")
                yield match["name"].lower(), Value(match[group], *match.span(group), quote)

    def _after(self, mark: str, at: int) -> int:
        """The offset after the next `mark`; 0 where there is none, which is not looked for again."""
        if mark in self._missing:
            return 0
        found = self.source.find(mark, at)
        if found < 0:
            self._missing.add(mark)
            return 0
        return found + len(mark)
