"""The blocks of Markdown: which lines belong together, and which of them are not prose at all.

One pass over the lines, as CommonMark describes it: a line is first held against the containers that are open, then
looks for the beginnings of new ones, and what is left of it is text or belongs to a leaf (code, a table, HTML).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qa.extents import Extent
from qa.formats.elements import BLOCK
from qa.formats.markdown import lines as line_kinds
from qa.formats.markdown.ends import Ends
from qa.formats.markdown.lines import advanced, cells, definitions, indented, trimmed
from qa.formats.markdown.spans import label_of
from qa.formats.markdown.tags import CODE_COMPONENT, Tag, tag_at

#: Deeper nesting than this is read as text: each line is held against every container it may belong to.
_DEPTH = 60

#: What begins at a line's start and is skipped whole: opening → closing.
_SKIPPED = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("{/*", "*/}"))

#: A statement of a module that is longer, in characters, is taken to end at the next blank line.
_MODULE_LENGTH = 5_000

_LAST_OF_MODULE = re.compile(r"^[\])}]+[;,]?[ \t]*\r?$", re.MULTILINE)


class Block(NamedTuple):
    """Lines of the source that are read as one, without the prefixes of quotes and items.

    `html` says that they are HTML, whose elements may stay open after the block.
    """

    kind: str
    lines: Sequence[Extent]
    html: bool = False


@dataclass(slots=True)
class _Container:
    """A quote, or what goes on as long as lines are indented by `indent` columns (an item, a footnote)."""

    kind: str
    indent: int = 0
    empty: bool = False


class Blocks:
    """The blocks of `source[start:]`: `found` in reading order, and the labels of its `references`."""

    def __init__(self, source: str, start: int = 0) -> None:
        self.source = source
        self.found: list[Block] = []
        self.references: set[str] = set()
        self._containers: list[_Container] = []
        self._leaf = ""
        self._lines: list[Extent] = []
        self._fence = ""
        self._skipped = start
        self._components = 0
        self._ends = Ends(source)
        for line in line_kinds.LINE.finditer(source, start):
            if line.start() >= self._skipped:
                self._line(line.start(), line.end(1))
            done = line.start()
            # What is skipped may end on the line that it begins on, or on a later one, and something else begin there.
            while done < self._skipped < line.end(1):
                done = self._skipped
                self._rest_of_skipped(line.end(1))
        self._close_leaf()

    def _line(self, at: int, end: int) -> None:
        source, containers = self.source, self._containers
        if (
            not containers
            and self._leaf in ("", "paragraph")
            and at < end
            and not line_kinds.NOT_TEXT.match(source, at)
        ):
            self._text(at, end)
            return
        at, column, matched = self._match_containers(at, end)
        first, first_column = indented(source, at, column, end)
        if matched == len(containers) and self._continue_leaf(first, first_column - column, end):
            return
        if first == end:
            self._close_to(matched)
            return
        self._begin(at, column, matched, end)

    def _match_containers(self, at: int, end: int) -> tuple[int, int, int]:
        """Where the line goes on behind the prefixes of the open containers, its column, and how many it continues."""
        source, column = self.source, 0
        for matched, container in enumerate(self._containers):
            first, first_column = indented(source, at, column, end)
            if container.kind == "quote":
                if first == end or first_column - column > 3 or source[first] != ">":
                    return at, column, matched
                at, column = self._behind_quote(first + 1, first_column + 1, end)
            elif first == end:
                if container.empty:
                    return at, column, matched
            elif first_column - column >= container.indent:
                at, column = advanced(source, at, column, container.indent)
                container.empty = False
            else:
                return at, column, matched
        return at, column, len(self._containers)

    def _behind_quote(self, at: int, column: int, end: int) -> tuple[int, int]:
        return advanced(self.source, at, column, 1) if at < end and self.source[at] in " \t" else (at, column)

    def _continue_leaf(self, first: int, indent: int, end: int) -> bool:
        """Whether the line belongs to the open leaf, which then has taken it."""
        leaf = self._leaf
        if leaf == "fence":
            mark = self.source[first:end].rstrip()
            if indent < 4 and len(mark) >= len(self._fence) and not mark.strip(self._fence[0]):
                self._leaf = ""
            return True
        if leaf == "code" and (first == end or indent >= 4):
            return True
        if leaf == "module" and first < end:
            self._module_line(first, end)
            return True
        if leaf == "html" and first < end:
            self._html_line(first, end)
            return True
        return False

    def _begin(self, at: int, column: int, matched: int, end: int) -> None:
        """Opens what begins on the line, containers first, and gives the rest of it to a leaf."""
        source, containers = self.source, self._containers
        while True:
            first, first_column = indented(source, at, column, end)
            if first == end:
                return
            indent = first_column - column
            # A line that continues a paragraph although it lacks a prefix cannot be all that a full one can.
            interrupts = self._leaf == "paragraph" and matched == len(containers)
            if indent >= 4 and not self._components:
                if self._leaf != "paragraph":
                    self._close_to(matched)
                    self._leaf = "code"
                    return
                break
            opened = self._container(first, first_column, indent, end, interrupts) if len(containers) < _DEPTH else None
            if opened is None:
                if self._whole_line(first, end, matched, interrupts):
                    return
                break
            container, at, column = opened
            self._close_to(matched)
            containers.append(container)
            matched += 1
        if matched < len(containers) and self._leaf != "paragraph":
            self._close_to(matched)
        self._text(first, end)

    def _container(
        self, first: int, column: int, indent: int, end: int, interrupts: bool
    ) -> tuple[_Container, int, int] | None:
        """The container that begins at `first`, with the offset and column where its content does."""
        source = self.source
        mark = source[first]
        if mark == ">":
            return _Container("quote"), *self._behind_quote(first + 1, column + 1, end)
        if mark == "[" and (note := line_kinds.NOTE.match(source, first, end)):
            return _Container("paragraph", 4), note.end(), column + note.end() - first
        if mark in "!?" and (admonition := line_kinds.ADMONITION.match(source, first, end)):
            self._close_leaf()
            if admonition["title"]:
                self.found.append(Block("heading", [admonition.span("title")]))
            return _Container("paragraph", 4), end, column
        item = line_kinds.ITEM.match(source, first, end)
        if item is None or (line_kinds.RULE.match(source, first, end)):
            return None
        if interrupts and mark == "-" and line_kinds.UNDERLINE.match(source, first, end):
            return None
        width = item.end() - first
        content, content_column = indented(source, item.end(), column + width, end)
        gap = content_column - column - width
        if content == end:
            return None if interrupts else (_Container("item", indent + width + 1, empty=True), end, column)
        if interrupts and item["number"] not in (None, "1"):
            return None
        if gap > 4:
            return _Container("item", indent + width + 1), *advanced(source, item.end(), column + width, 1)
        if task := line_kinds.TASK.match(source, content, end):
            return _Container("item", indent + width + gap), task.end(), content_column + task.end() - content
        return _Container("item", indent + width + gap), content, content_column

    def _whole_line(self, first: int, end: int, matched: int, interrupts: bool) -> bool:
        """Whether the line is a heading, a rule, a fence or the like, which then has been taken care of."""
        source = self.source
        mark = source[first]
        if mark == "#" and (heading := line_kinds.HEADING.match(source, first, end)):
            self._close_to(matched)
            start, stop = trimmed(source, *heading.span("text"))
            if closing := line_kinds.CLOSING_HASHES.search(source, max(start, stop - 100), stop):
                start, stop = trimmed(source, start, max(start, closing.start()))
            self.found.append(Block("heading", [(start, stop)]))
        elif mark in "`~" and (fence := line_kinds.FENCE.match(source, first, end)):
            self._close_to(matched)
            self._leaf, self._fence = "fence", fence.group()
        elif mark in "=-" and interrupts and line_kinds.UNDERLINE.match(source, first, end):
            self._close_leaf("heading")
        elif mark in "|:-" and interrupts and self._begin_table(first, end):
            pass
        elif mark in "*-_" and line_kinds.RULE.match(source, first, end):
            self._close_to(matched)
        elif mark == ":" and (directive := line_kinds.DIRECTIVE.match(source, first, end)):
            self._close_to(matched)
            self.found.append(Block("heading", [directive.span("label" if directive["label"] else "title")]))
        elif mark == ":" and line_kinds.LEAF_DIRECTIVE.match(source, first, end):
            self._close_to(matched)
        elif mark in "ie" and not interrupts and not matched and line_kinds.MODULE.match(source, first, end):
            self._close_to(matched)
            self._leaf = "module"
            self._module_line(first, end)
        elif mark == "$" and source.startswith("$$", first) and source.find("$$", first + 2, end) < 0:
            return self._skip(self._ends.mark("$$", end), matched)
        else:
            return mark in "<{" and self._html(first, end, matched, interrupts)
        return True

    def _text(self, first: int, end: int) -> None:
        """Takes a line of text: a row of the open table, or of a paragraph."""
        first, end = trimmed(self.source, first, end)
        if self._leaf == "table":
            self.found += (Block("cell", [cell]) for cell in cells(self.source, first, end))
            return
        if self._leaf != "paragraph":
            self._close_leaf()
            self._leaf = "paragraph"
        self._lines.append((first, end))

    def _begin_table(self, first: int, end: int) -> bool:
        if not line_kinds.DELIMITERS.match(self.source, first, end):
            return False
        header = self._lines[-1]
        titles = cells(self.source, *header)
        if self.source.find("|", *header) < 0 or len(titles) != len(cells(self.source, first, end)):
            return False
        self._lines.pop()
        self._close_leaf()
        self._leaf = "table"
        self.found += (Block("cell", [title]) for title in titles)
        return True

    def _module_line(self, first: int, end: int) -> None:
        """Takes a line of a module's code, which goes on behind blank lines until its brackets are closed."""
        source = self.source
        line = source[first:end]
        if sum(map(line.count, "{[(")) > sum(map(line.count, "}])")):
            last = _LAST_OF_MODULE.search(source, end, end + _MODULE_LENGTH)
            if last and source.find("\n#", end, last.start()) < 0:
                self._skipped = last.end()

    def _html(self, first: int, end: int, matched: int, interrupts: bool) -> bool:
        """Takes a line that begins with a tag or a comment, unless that is part of a paragraph."""
        source = self.source
        for opening, closing in _SKIPPED:
            if source.startswith(opening, first) and not (opening[0] == "{" and interrupts):
                close = self._ends.mark(closing, first + len(opening))
                # A comment of HTML that never ends hides the rest of the file.
                return self._skip(len(source) if close < 0 and opening == "<!--" else close, matched)
        raw = line_kinds.RAW.match(source, first, end)
        if raw and self._skip(self._ends.element(raw[1], first), matched):
            return True
        tag = tag_at(source, first)
        alone = tag is not None and not source[tag.end : self._line_end(tag.end)].strip()
        if tag and alone and (tag.component or not tag.name) and (not interrupts or tag.closing):
            self._close_to(matched)
            self._component(first, tag)
            return True
        block = line_kinds.BLOCK_TAG.match(source, first, end)
        if (block and block[1].lower() in BLOCK) or (tag and alone and not interrupts):
            self._close_to(matched)
            self._leaf = "html"
            self._html_line(first, end)
            return True
        return False

    def _component(self, first: int, tag: Tag) -> None:
        """Takes a line that is one tag of a component. What stands between its tags is Markdown like the rest."""
        self._skipped = tag.end
        self.found.append(Block(self._kind, [(first, tag.end)], html=True))
        if tag.closing:
            self._components = max(0, self._components - 1)
        elif not tag.empty and self._ends.closes(tag.name, tag.end):
            if CODE_COMPONENT.match(tag.name):
                self._skip(self._ends.element(tag.name, tag.end), len(self._containers))
            else:
                self._components += 1

    def _html_line(self, first: int, end: int) -> None:
        """Takes a line of HTML, without the elements in it whose content is no prose and goes on behind it."""
        at = first
        while raw := line_kinds.RAW.search(self.source, at, end):
            close = self._ends.element(raw[1], raw.end())
            if close < 0:
                break
            if close > end:
                self._lines.append(trimmed(self.source, first, raw.start()))
                self._skipped = close
                return
            at = close
        self._lines.append(trimmed(self.source, first, end))

    def _rest_of_skipped(self, end: int) -> None:
        """Takes what follows on the line where something skipped ends."""
        first, _ = indented(self.source, self._skipped, 0, end)
        if first == end:
            return
        if self._leaf == "html":
            self._html_line(first, end)
        elif not self._html(first, end, len(self._containers), False):
            self.found.append(Block(self._kind, [trimmed(self.source, first, end)], html=True))

    def _skip(self, end: int, matched: int) -> bool:
        """Goes on at `end`, whatever stands before; not where that is -1."""
        if end < 0:
            return False
        self._close_to(matched)
        self._skipped = end
        return True

    def _line_end(self, at: int) -> int:
        line = line_kinds.LINE.match(self.source, at)
        return line.end(1) if line else at

    @property
    def _kind(self) -> str:
        return self._containers[-1].kind if self._containers else "paragraph"

    def _close_to(self, depth: int) -> None:
        """Closes the leaf and all but the first containers."""
        self._close_leaf()
        del self._containers[depth:]

    def _close_leaf(self, kind: str = "") -> None:
        """Closes the leaf; its lines become a block, of the container's kind unless another is given."""
        leaf, lines, kind = self._leaf, self._lines, kind or self._kind
        self._leaf, self._lines = "", []
        if leaf == "paragraph" and lines:
            if self.source.startswith("[", lines[0][0]):
                labels, taken = definitions(self.source, lines)
                self.references.update(map(label_of, labels))
                del lines[:taken]
                if lines and (callout := line_kinds.CALLOUT.match(self.source, *lines[0])):
                    lines[0] = (callout.end(), lines[0][1])
            if lines:
                self.found.append(Block(kind, lines))
        elif leaf == "html" and lines:
            self.found.append(Block(kind, lines, html=True))
