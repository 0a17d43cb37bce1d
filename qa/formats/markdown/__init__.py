"""Markdown as it is written: CommonMark, GFM, front matter, and what MDX and the site generators add.

`blocks` finds the blocks and leaves code and the like out, `front_matter` reads the head of the file, `inline` says
which characters of a block are markup, `content` turns the rest into passages. Nothing is rendered: offsets
are those of the source all along.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from qa.document import Passage
from qa.formats.content import Content, Cut, passages
from qa.formats.markdown import front_matter
from qa.formats.markdown.blocks import Blocks
from qa.formats.markdown.inline import Markup, scan
from qa.formats.markdown.spans import is_name

#: An image's text may hold an image, whose text may hold one. Nobody writes more.
_FIELD_DEPTH = 2


def read(source: str, prose_keys: tuple[str, ...] = ()) -> tuple[Passage, ...]:
    """The prose of a Markdown file: paragraphs, headings, items, cells, quotes, and fields.

    Fields are values of the front matter, of `prose_keys`, too, and the text of images. Code, formulas, addresses and
    markup are left out; within a sentence an `OBJECT` stands for what is shown there. Passages without a letter are
    dropped.
    """
    found: list[Passage] = []
    values, body = front_matter.split(source, prose_keys)
    for value in values:
        found += _prose(value.content, scan(value.content.text), "field", cuts=value.cuts)
    blocks = Blocks(source, body)
    foreign = None
    for block in blocks.found:
        content = Content.of(source, block.lines)
        markup = scan(content.text, blocks.references, foreign)
        found += _prose(content, markup, block.kind, blocks.references)
        # Only HTML reaches beyond its block, and only where it ends at all.
        foreign = markup.open if foreign or block.html else None
        if foreign and source.find(f"</{foreign.name}", block.lines[-1][1]) < 0:
            foreign = None
    return tuple(found)


def _prose(
    content: Content,
    markup: Markup,
    kind: str,
    references: Collection[str] = (),
    *,
    cuts: Sequence[Cut] = (),
    depth: int = 0,
) -> Iterator[Passage]:
    yield from passages(content, (*markup.cuts, *cuts), kind, markup.foreign)
    if depth == _FIELD_DEPTH:
        return
    done = 0
    for start, end in sorted(markup.fields, key=lambda extent: (extent[0], -extent[1])):
        if start >= done and not any(left <= start < right for left, right in markup.foreign):
            done = end
            field = content.part(start, end)
            if is_name(field.text):
                continue
            yield from _prose(field, scan(field.text, references), "field", references, depth=depth + 1)
