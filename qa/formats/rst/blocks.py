"""The blocks of reStructuredText: which lines are prose, and of what kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qa.extents import Extent

_LINE = re.compile(r"([^\r\n]*)(?:\r\n?|\n|\Z)")
_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1*\s*\Z")
_BULLET = re.compile(r"[-*+•‣⁃](?:\s+|\Z)|\(?(?:\d{1,4}|[a-zA-Z]|[ivxlcdmIVXLCDM]{1,7}|\#)[.)]\s+(?=\S)")
_FIELD = re.compile(r":(?P<name>[^:\s`](?:[^:`]|:(?![\s`])){0,200}):(?:\s+|\Z)")
_DIRECTIVE = re.compile(r"\.\.\s+(?:\|[^|]+\|\s+)?(?P<name>[\w:+.-]+?)\s?::(?:\s+|\Z)")
_FOOTNOTE = re.compile(r"\.\.\s+\[[^\]]+\]\s+")
_EXPLICIT = re.compile(r"\.\.(?:\s|\Z)|__\s")
_OPTION = re.compile(r"(?:-\w|--\w[\w-]*|/\w)(?:[ =]\S+)?(?:, (?:-\w|--\w[\w-]*)(?:[ =]\S+)?)*(?:\s{2,}|\Z)")
_GRID = re.compile(r"\+(?:[-=]+\+)+\s*\Z")
_SIMPLE = re.compile(r"=+(?:\s+=+)+\s*\Z")
_COLUMN = re.compile(r"=+")
_LINE_BLOCK = re.compile(r"\|(?:\s+|\Z)")
_LITERAL = re.compile(r"(?:^|[^:])::\s*\Z|\A::\s*\Z")

#: Their body is a program, data or a list of names.
_NOT_PROSE = frozenset(
    "autoattribute autoclass autodata autoexception autofunction automethod automodule automodsumm autosummary"
    " bibliography blockdiag code code-block codeauthor command-output csv-table default-role digraph doctest dot"
    " exec feed graph graphviz highlight highlightlang include index inheritance-diagram ipython jupyter-execute"
    " literalinclude math mermaid meta moduleauthor nodot parsed-literal plantuml plot productionlist prompt raw role"
    " sectionauthor seqdiag sourcecode tabularcolumns testcleanup testcode testoutput testsetup toctree unicode uml"
    " video youtube image contents sectnum date target-notes include".split()
)
#: Their argument is a title or the first words of the body.
_TITLED = frozenset(
    "admonition attention card caution centered danger deprecated deprecated-removed dropdown error epigraph hint"
    " important list-table note pull-quote replace rubric seealso sidebar tab-item tab table tip todo topic"
    " versionadded versionchanged versionremoved warning".split()
)
#: Of these the argument begins with a number of a version.
_VERSIONED = frozenset(("deprecated", "deprecated-removed", "versionadded", "versionchanged", "versionremoved"))
#: Options of directives and fields that people read.
_READ_OPTIONS = frozenset(("alt", "caption"))
#: Fields of a document's head that are names, dates and switches.
_DATA_FIELDS = frozenset(
    "address author authors class contact copyright date encoding hidden id language license maxdepth name nocomments"
    " nosearch nowrap organization orphan rtype slug status tags category categories tocdepth type url version revision"
    " modified lang save_as template".split()
)


class Block(NamedTuple):
    """The extents of the lines of a piece of prose, and the kind of its passage."""

    lines: tuple[Extent, ...]
    kind: str


class _Line(NamedTuple):
    """A line without its ending: where it begins and ends and how deep its text stands."""

    start: int
    end: int
    indent: int
    text: str

    @property
    def blank(self) -> bool:
        return not self.text

    def extent(self, skip: int = 0) -> Extent:
        return self.start + self.indent + skip, self.start + self.indent + len(self.text)


def blocks(source: str) -> Iterator[Block]:
    """The prose of a source, block by block in order."""
    lines = list(_lines(source))
    number = 0
    kind_at: list[tuple[int, str]] = []
    while number < len(lines):
        line = lines[number]
        if line.blank:
            number += 1
            continue
        while kind_at and line.indent < kind_at[-1][0]:
            kind_at.pop()
        number, found, opened = _block(lines, number, kind_at[-1][1] if kind_at else "")
        yield from found
        if opened:
            kind_at.append(opened)


def _lines(source: str) -> Iterator[_Line]:
    at = 0
    while at < len(source):
        line = _LINE.match(source, at)
        if line is None:
            return
        text = line[1]
        bare = text.lstrip()
        yield _Line(at, line.end(1), len(text) - len(bare), bare.rstrip())
        at = line.end()


_Found = tuple[int, list[Block], tuple[int, str] | None]


def _block(lines: Sequence[_Line], number: int, kind: str) -> _Found:
    """The block that begins at a line: the number of the line after it, its prose, the kind of what stands deeper."""
    line = lines[number]
    text = line.text
    if _EXPLICIT.match(text):
        return _explicit(lines, number)
    if _GRID.match(text):
        return _grid(lines, number)
    if _SIMPLE.match(text):
        return _simple(lines, number)
    if text.startswith(">>>"):
        return _paragraph_end(lines, number), [], None
    following = lines[number + 1] if number + 1 < len(lines) else None
    if _ADORNMENT.match(text):
        closed = number + 2 < len(lines) and lines[number + 2].text == text
        if following and not following.blank and closed and len(text) > 1:
            return number + 3, [Block((following.extent(),), "heading")], None
        if len(text) > 2 or text == "::":
            return (_deeper_end(lines, number) if text == "::" else number + 1), [], None
    if following and _underlines(line, following):
        return number + 2, [Block((line.extent(),), "heading")], None
    return _marked(lines, number, kind)


def _marked(lines: Sequence[_Line], number: int, kind: str) -> _Found:
    """A block told by the mark at its head, or a paragraph."""
    line = lines[number]
    text = line.text
    if field := _FIELD.match(text):
        if field["name"].lower().split()[0] in _DATA_FIELDS:
            return _deeper_end(lines, number), [], None
        return _paragraph(lines, number, "field", field.end())
    bullet = _BULLET.match(text) or _OPTION.match(text)
    if bullet:
        after, found, _ = _paragraph(lines, number, "item", bullet.end())
        return after, found, (line.indent + 1, "item")
    if marker := _LINE_BLOCK.match(text):
        return number + 1, _of([line.extent(marker.end())], kind or "paragraph"), None
    if not kind and line.indent and (number == 0 or lines[number - 1].blank):
        kind = "quote"
    return _paragraph(lines, number, kind or "paragraph", 0)


def _underlines(line: _Line, following: _Line) -> bool:
    adornment = _ADORNMENT.match(following.text)
    return (
        bool(adornment) and not following.indent and not line.indent and len(following.text) >= min(len(line.text), 4)
    )


def _paragraph(lines: Sequence[_Line], number: int, kind: str, skip: int) -> _Found:
    """A paragraph from `skip` characters into its first line on, and the literal block that it may announce."""
    first = lines[number]
    end = number + 1
    indent = first.indent
    # Text after a mark goes on deeper; a definition is deeper than its term and begins a passage of its own.
    while end < len(lines) and not lines[end].blank:
        line = lines[end]
        deeper = line.indent > indent
        if skip and end == number + 1 and deeper:
            indent = line.indent
        elif line.indent != indent:
            break
        if _EXPLICIT.match(line.text) or (line.indent == first.indent and skip):
            break
        if kind == "item" and (_BULLET.match(line.text) and len(line.text) > 2 and not line.text[0].isalpha()):
            break
        end += 1
    extents = [first.extent(skip), *(line.extent() for line in lines[number + 1 : end])]
    found = _of(extents, kind)
    opened = (first.indent + 1, "item") if end < len(lines) and not lines[end].blank and not skip else None
    if _LITERAL.search(lines[end - 1].text):
        return _literal_end(lines, end, first.indent), found, None
    return end, found, opened


def _literal_end(lines: Sequence[_Line], number: int, indent: int) -> int:
    """The line after the literal block that follows a paragraph: what is deeper, or quoted by one and the same mark."""
    while number < len(lines) and lines[number].blank:
        number += 1
    if number < len(lines) and lines[number].indent <= indent:
        mark = lines[number].text[0]
        if mark.isalnum():
            return number
        while number < len(lines) and lines[number].text.startswith(mark):
            number += 1
        return number
    return _deeper_end(lines, number - 1, indent)


def _deeper_end(lines: Sequence[_Line], number: int, indent: int | None = None) -> int:
    """The line after all that stands deeper than `indent`, or than the line of this number, below it."""
    if indent is None:
        indent = lines[number].indent
    number += 1
    while number < len(lines) and (lines[number].blank or lines[number].indent > indent):
        number += 1
    return number


def _paragraph_end(lines: Sequence[_Line], number: int) -> int:
    while number < len(lines) and not lines[number].blank:
        number += 1
    return number


def _explicit(lines: Sequence[_Line], number: int) -> _Found:
    line = lines[number]
    if footnote := _FOOTNOTE.match(line.text):
        return _paragraph(lines, number, "paragraph", footnote.end())
    directive = _DIRECTIVE.match(line.text)
    if directive is None:
        return _deeper_end(lines, number), [], None
    name = directive["name"].rpartition(":")[2].lower()
    found: list[Block] = []
    argument = line.extent(directive.end())
    if name in _TITLED and argument[0] < argument[1]:
        if name in _VERSIONED:
            version = line.text[directive.end() :].split()[0]
            argument = argument[0] + len(version), argument[1]
        found += _of([argument], "paragraph" if name in _VERSIONED else "heading")
    number += 1
    # Options, and what is left of the argument, stand directly below.
    while number < len(lines) and not lines[number].blank and lines[number].indent > line.indent:
        option = _FIELD.match(lines[number].text)
        if option is None:
            if name in _NOT_PROSE or name not in _TITLED:
                break
            if found and found[-1].lines[-1][1] == argument[1]:
                argument = lines[number].extent()
                found[-1] = Block((*found[-1].lines, argument), "paragraph")
                number += 1
                continue
            break
        if option["name"].lower() in _READ_OPTIONS:
            found += _of([lines[number].extent(option.end())], "field")
        number += 1
    if name in _NOT_PROSE:
        return _deeper_end(lines, number - 1, line.indent), found, None
    return number, found, (line.indent + 1, "paragraph")


def _grid(lines: Sequence[_Line], number: int) -> _Found:
    """A table drawn with lines: the text of a cell is a column of stretches."""
    found: list[Block] = []
    columns: list[list[Extent]] = []
    while number < len(lines) and lines[number].text[:1] in ("+", "|"):
        line = lines[number]
        number += 1
        if line.text[0] == "+":
            found += (block for cell in columns for block in _of(cell, "cell"))
            columns = []
            continue
        at = line.start + line.indent + 1
        for column, part in enumerate(line.text[1:].split("|")[:-1]):
            while column >= len(columns):
                columns.append([])
            bare = part.strip()
            if bare:
                start = at + len(part) - len(part.lstrip())
                columns[column].append((start, start + len(bare)))
            at += len(part) + 1
    found += (block for cell in columns for block in _of(cell, "cell"))
    return number, found, None


def _simple(lines: Sequence[_Line], number: int) -> _Found:
    """A table whose columns are ruled by equals signs, to its last rule."""
    rule = lines[number]
    starts = [match.start() for match in _COLUMN.finditer(rule.text)]
    found: list[Block] = []
    number += 1
    blank_after_rule = False
    rules = 1
    while number < len(lines):
        line = lines[number]
        number += 1
        if line.blank:
            if blank_after_rule and rules > 1:
                break
            continue
        blank_after_rule = False
        if _SIMPLE.match(line.text):
            rules += 1
            blank_after_rule = True
            continue
        if re.fullmatch(r"[-\s]+", line.text):
            continue
        begin = line.start + rule.indent
        for column, start in enumerate(starts):
            stop = starts[column + 1] if column + 1 < len(starts) else line.end - begin
            left, right = min(begin + start, line.end), min(begin + stop, line.end)
            skipped = max(0, line.start + line.indent - left)
            part = line.text[max(0, left - line.start - line.indent) : max(0, right - line.start - line.indent)]
            bare = part.strip()
            if bare:
                left += skipped + len(part) - len(part.lstrip())
                found += _of([(left, left + len(bare))], "cell")
    return number, found, None


def _of(extents: list[Extent], kind: str) -> list[Block]:
    extents = [extent for extent in extents if extent[0] < extent[1]]
    return [Block(tuple(extents), kind)] if extents else []
