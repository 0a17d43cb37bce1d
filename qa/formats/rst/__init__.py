"""reStructuredText, as docutils and Sphinx read it.

Prose are paragraphs, headings, list items, definitions, cells of tables, footnotes, the bodies of directives that hold
text (admonitions, figures and their like) and their titles; fields of their own are `:alt:` and `:caption:` of an
image, and values of field lists. Not prose: literal blocks and doctests, comments, targets, directives that hold
programs or data, options and arguments; inline, `OBJECT` stands for literals, roles that name something, substitutions
and addresses, while the marks of emphasis and links are left out.

`blocks` finds the blocks, `inline` says what in them is markup. An offset maps back through segments: text is copied,
and the indentation of a line is one unit with its end. What an edit puts in has its `*`, `` ` ``, `|` and `_` escaped.
Cells of tables are drawn with characters and would no longer fit their frame: they take no edit.
"""

from __future__ import annotations

import re

from qa.document import Passage
from qa.formats.content import Content, passages
from qa.formats.rst.blocks import blocks
from qa.formats.rst.inline import cuts

#: At the head of a block it would make another kind of block of it.
_MARK = re.compile(r"[-+•‣⁃>:.=(/]|\w{1,7}[.)](?:\s|$)|\s")
_SPECIAL = re.compile(r"[*`|\\]|_(?!\w)")


def read(source: str) -> tuple[Passage, ...]:
    """The prose: paragraphs, headings, items, cells, quotes, and fields, in the order of the source."""
    found: list[Passage] = []
    for block in blocks(source):
        content = Content.of(source, block.lines)
        found += passages(content, cuts(content.text), block.kind, encode=_nowhere if block.kind == "cell" else _encode)
    return tuple(found)


def _encode(text: str, before: str, _after: str) -> str | None:
    if "\n" in text or "\r" in text or (not before and _MARK.match(text)):
        return None
    return _SPECIAL.sub(r"\\\g<0>", text)


def _nowhere(_text: str, _before: str, _after: str) -> str | None:
    return None
