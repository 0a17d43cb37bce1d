"""HTML and XHTML, as browsers read them: nothing is refused, and nothing is rendered.

Prose is the text of elements, one passage between two tags of block elements; inline elements do not part it.
Fields of their own are `<title>`, what `alt`, `title`, `placeholder`, `aria-label` and the like say, and descriptions
in `<meta>`.

Not prose: programs, styles, drawings and formulas; `<code>`, `<kbd>`, `<samp>`, `<var>`, `<pre>`, `<textarea>`, for
which an `OBJECT` stands in a sentence; comments, processing instructions, the marks of templates (`{{ }}`, `{% %}`);
numbers of notes. What is marked as another language (`lang`, until `lang="fr"`) or not to be translated
(`translate="no"`, class `notranslate`) is a break of its passage, and left out where that is all of it.

An offset maps back through segments: text is copied, a character reference is one unit with what it stands for, white
space is one space as on the page, `<q>` shows its guillemets. An edit may reach over references and white space,
never over a tag; what it puts in is written with `&amp;`, `&lt;` and in attributes `&quot;`.
"""

from __future__ import annotations

from collections.abc import Iterator

from qa.document import Encode, Passage
from qa.formats.content import Content, passages
from qa.formats.html.fields import prose_of
from qa.formats.html.notation import in_text
from qa.formats.html.tree import Tree
from qa.formats.writing import then


def read(source: str) -> tuple[Passage, ...]:
    """The prose of a page: paragraphs, headings, items, cells, quotes, and fields, in the order of the source."""
    return tuple(sorted(prose_in(Content.whole(source)), key=lambda passage: passage.source_start(0)))


def prose_in(content: Content, kind: str = "paragraph", encode: Encode | None = None) -> Iterator[Passage]:
    """The prose of HTML that stands in another format. `encode` says how that writes text."""
    tree = Tree(content.text)
    for passage in passages(content, tree.cuts, kind, tree.foreign, then(in_text, encode)):
        if passage.breaks != ((0, len(passage.text)),):
            yield passage
    for field in tree.fields:
        yield from prose_of(content.part(field.start, field.end), field, encode)
