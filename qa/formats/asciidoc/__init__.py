"""AsciiDoc, as Asciidoctor reads it.

Prose are paragraphs, headings, titles of blocks, list items, cells of tables, admonitions, quotes and footnotes; fields
of their own are the alternative text and the title of an image, and the attributes `:description:` and `:title:`. Not
prose: listings, literal and passthrough blocks, comments, attributes, author and revision lines, macros; inline,
`OBJECT` stands for code, formulas, attribute references, keys and addresses, while the marks of emphasis and links are
left out.

`blocks` finds the blocks, `inline` says what in them is markup. An offset maps back by copy: what is not prose is left
out, nothing else is changed. The language has no general way of escaping: a suggestion with a character that may be
markup is dropped, and in a heading that is underlined, as its rule has to be as long, every suggestion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.document import Encode, Passage
from qa.formats.asciidoc.blocks import blocks
from qa.formats.asciidoc.inline import scan
from qa.formats.content import Content, passages

_MARKUP = re.compile(r"[*_`#^~+{}<>\[\]|\\&\r\n]|::|;;|\(\(|//|--")

#: At the head of a block it would make another kind of block of it.
_MARK = re.compile(r"[-.=:/'%!,]|\w{1,4}\.(?:\s|$)|\s")


def read(source: str) -> tuple[Passage, ...]:
    """The prose: paragraphs, headings, items, cells, quotes, and fields, in the order of the source."""
    found: list[Passage] = []
    for block in blocks(source):
        encode = _nowhere if block.ruled else _in_brackets if block.kind == "field" else _encode
        found += _prose(Content.of(source, block.lines), block.kind, encode)
    return tuple(found)


def _prose(content: Content, kind: str, encode: Encode) -> Iterator[Passage]:
    markup = scan(content.text)
    yield from passages(content, markup.cuts, kind, encode=encode)
    for start, end in markup.fields:
        field = content.part(start, end)
        yield from passages(field, scan(field.text).cuts, "field", encode=_in_brackets)


def _encode(text: str, before: str, _after: str) -> str | None:
    return None if _MARKUP.search(text) or (not before and _MARK.match(text)) else text


def _in_brackets(text: str, _before: str, _after: str) -> str | None:
    """Among attributes, a comma ends a text as well."""
    return None if _MARKUP.search(text) or any(mark in text for mark in ',="') else text


def _nowhere(_text: str, _before: str, _after: str) -> str | None:
    return None
