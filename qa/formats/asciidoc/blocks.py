"""The blocks of AsciiDoc: which lines are prose, and of what kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qa.extents import Extent

_LINE = re.compile(r"([^\r\n]*)(?:\r\n?|\n|\Z)")
_HEADING = re.compile(r"(?:={1,6}|#{1,6})[ \t]+(?=\S)")
_UNDERLINE = re.compile(r"(?:={2,}|-{2,}|~{2,}|\^{2,}|\+{2,})\Z")
_ATTRIBUTE = re.compile(r":!?(?P<name>[\w][\w-]*)!?:(?:[ \t]+|\Z)")
_BLOCK_ATTRIBUTES = re.compile(r"\[(?P<style>[^\]]*)\]\s*\Z|\[\[[^\]]*\]\]\s*\Z")
_TITLE = re.compile(r"\.(?=[^\s.])")
_FENCE = re.compile(r"(?:-{4,}|\.{4,}|\+{4,}|/{4,}|`{3,}\w*|={4,}|\*{4,}|_{4,}|--)\Z")
_TABLE = re.compile(r"(?P<mark>[|,:!])={3,}\Z")
_MACRO = re.compile(r"(?P<name>[a-z][\w-]*)::(?P<target>\S*?)\[(?P<attributes>[^\]]*)\]\s*\Z")
_RULE = re.compile(r"(?:'{3,}|<<<+|-{3}|\*{3}|\+)\Z")
_ITEM = re.compile(r"(?:\*{1,6}|-|\.{1,6}|\d{1,4}\.|[a-z]\.|<(?:\d+|\.)>)[ \t]+(?:\[[ xX*]\][ \t]+)?(?=\S)")
_TERM = re.compile(r"(?P<term>[^:\n]{1,200}?(?::[^:\n]{1,200}?){0,5})(?:::{1,3}|;;)(?:[ \t]+|\Z)")
_ADMONITION = re.compile(r"(?:CAUTION|IMPORTANT|NOTE|TIP|WARNING):[ \t]+")
_CODE = re.compile(
    r"(?:source|listing|literal|stem|latexmath|asciimath|pass|ditaa|mermaid|plantuml|graphviz)\b|%?,\s*\w"
)
_CELL = re.compile(r"(?:(?:\d+(?:\.\d+)?|\.\d+)[+*])?[<^>]?(?:\.[<^>])?(?P<style>[adehlmsv]?)(?<!\\)\|")
#: A value among attributes: the first where it has no name, or those that people read.
_VALUE = re.compile(r"(?:\A|,\s*(?:alt|title|caption)=|\Aalt=)\"(?P<value>[^\"]+)\"|\A(?P<bare>[^,=]+)(?=,|\Z)")
#: Fences whose content is read.
_OPEN = ("=", "*", "_", "--")
_READ_ATTRIBUTES = frozenset(("description", "title", "subtitle", "doctitle", "summary"))


class Block(NamedTuple):
    """The extents of the lines of a piece of prose, the kind of its passage, and whether a rule fits its length."""

    lines: tuple[Extent, ...]
    kind: str
    ruled: bool = False


class _Line(NamedTuple):
    """A line without its ending and the white space before that."""

    start: int
    text: str

    def extent(self, skip: int = 0) -> Extent:
        return self.start + skip, self.start + len(self.text)


def blocks(source: str) -> Iterator[Block]:
    """The prose of a source, block by block in order."""
    reader = _Reader(list(_lines(source)))
    while reader.number < len(reader.lines):
        for block in reader.block():
            if block.lines[0][0] < block.lines[-1][1]:
                yield block


def _lines(source: str) -> Iterator[_Line]:
    at = 0
    while at < len(source):
        line = _LINE.match(source, at)
        if line is None:
            return
        yield _Line(at, line[1].rstrip())
        at = line.end()


class _Reader:
    """Goes through the lines; keeps the fences that are open and what the next block was said to be."""

    def __init__(self, lines: Sequence[_Line]) -> None:
        self.lines = lines
        self.number = 0
        self.style = ""
        self.fences: list[str] = []

    def block(self) -> Iterator[Block]:
        """The prose of the next block, which may be a line without any."""
        line = self.lines[self.number]
        text = line.text
        if not text or (text.startswith("//") and not text.startswith(("////", "///"))):
            self.number += 1
        elif _FENCE.match(text):
            self.fence(text)
        elif table := _TABLE.match(text):
            yield from self.table(text, table["mark"])
        elif attributes := _BLOCK_ATTRIBUTES.match(text):
            self.style = attributes["style"] or ""
            self.number += 1
        elif _RULE.match(text):
            self.number += 1
        elif macro := _MACRO.match(text):
            self.number += 1
            yield from _fields(line, macro)
        elif attribute := _ATTRIBUTE.match(text):
            yield from self.attribute(line, attribute)
        else:
            yield from self.prose(line)

    def fence(self, text: str) -> None:
        self.number += 1
        code = self.style and _CODE.match(self.style)
        self.style = ""
        if text in self.fences:
            del self.fences[self.fences.index(text) :]
        elif text.startswith(_OPEN) and not (text.startswith("---")) and not code:
            self.fences.append(text)
        else:
            close = text if text[0] != "`" else re.match("`+", text).group()  # type: ignore[union-attr]
            while self.number < len(self.lines) and self.lines[self.number].text != close:
                self.number += 1
            self.number += 1

    def attribute(self, line: _Line, attribute: re.Match[str]) -> Iterator[Block]:
        extents = [line.extent(attribute.end())]
        self.number += 1
        while extents[-1][1] > line.start and self.lines[self.number - 1].text.endswith("\\"):
            if self.number == len(self.lines):
                break
            extents[-1] = extents[-1][0], extents[-1][1] - 1
            extents.append(_stripped(self.lines[self.number]))
            self.number += 1
        if attribute["name"].lower() in _READ_ATTRIBUTES:
            yield Block(tuple(extents), "field")

    def table(self, fence: str, mark: str) -> Iterator[Block]:
        code = self.style
        self.style = ""
        self.number += 1
        cell: list[Extent] = []
        drawn = mark in "|!" and "format=" not in code
        while self.number < len(self.lines) and self.lines[self.number].text != fence:
            line = self.lines[self.number]
            self.number += 1
            if not drawn:
                continue
            at = 0
            for found in _CELL.finditer(line.text):
                if at < found.start():
                    cell.append((line.start + at, line.start + found.start()))
                yield from _cell(cell)
                cell = []
                at = found.end()
            if line.text[at:].strip():
                cell.append(line.extent(at))
            elif not line.text:
                yield from _cell(cell)
                cell = []
        yield from _cell(cell)
        self.number += 1

    def prose(self, line: _Line) -> Iterator[Block]:
        text = line.text
        style, self.style = self.style, ""
        heading = _HEADING.match(text)
        if heading:
            self.number += 1
            yield Block((line.extent(heading.end()),), "heading")
            if text.startswith("= "):
                self.head()
            return
        if title := _TITLE.match(text):
            self.number += 1
            self.style = style
            yield Block((line.extent(title.end()),), "heading")
            return
        following = self.lines[self.number + 1].text if self.number + 1 < len(self.lines) else ""
        if _UNDERLINE.match(following) and abs(len(following) - len(text)) <= 1 and not text[0].isspace():
            self.number += 2
            yield Block((line.extent(),), "heading", ruled=True)
            return
        first = self.number
        bare = len(text) - len(text.lstrip())
        item = _ITEM.match(text, bare)
        term = None if item else _TERM.match(text, bare)
        skip = item.end() if item else bare
        self.number += 1
        if term:
            yield Block(((line.start + bare, line.start + term.end("term")),), "item")
            skip = term.end()
        while self.number < len(self.lines) and not self.ends_paragraph(
            self.lines[self.number].text, bool(item or term)
        ):
            self.number += 1
        if _CODE.match(style) or (bare and not (item or term)):
            return
        admonition = None if item or term else _ADMONITION.match(text)
        if admonition:
            skip = admonition.end()
        kind = "item" if item or term else "quote" if self.quoted(style) else "paragraph"
        lines = [line.extent(skip), *(_stripped(other) for other in self.lines[first + 1 : self.number])]
        lines = [extent for extent in lines if extent[0] < extent[1]]
        if lines:
            yield Block(tuple(lines), kind)

    def quoted(self, style: str) -> bool:
        return style.startswith(("quote", "verse")) or any(fence[0] == "_" for fence in self.fences)

    def head(self) -> None:
        """Passes over the lines of the author and the revision below the title of the document."""
        taken = 0
        while taken < 2 and self.number < len(self.lines):
            text = self.lines[self.number].text
            if not text or text.startswith((":", "//", "[", "=")):
                return
            taken += 1
            self.number += 1

    @staticmethod
    def ends_paragraph(text: str, in_list: bool) -> bool:
        if not text or _FENCE.match(text) or _TABLE.match(text) or text == "+":
            return True
        if _BLOCK_ATTRIBUTES.match(text) or text.startswith("//"):
            return True
        return in_list and bool(_ITEM.match(text.lstrip()) or _TERM.match(text.lstrip()))


def _stripped(line: _Line) -> Extent:
    return line.extent(len(line.text) - len(line.text.lstrip()))


def _cell(extents: Sequence[Extent]) -> Iterator[Block]:
    if extents:
        yield Block(tuple(extents), "cell")


def _fields(line: _Line, macro: re.Match[str]) -> Iterator[Block]:
    """What people read of a block image or video."""
    if macro["name"] not in ("image", "video", "audio"):
        return
    begin = line.start + macro.start("attributes")
    for value in _VALUE.finditer(macro["attributes"]):
        start, end = value.span("value" if value["value"] else "bare")
        yield Block(((begin + start, begin + end),), "field")
