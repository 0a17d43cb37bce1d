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

from qa.document import Passage
from qa.formats.content import Content, Piece, passages
from qa.formats.html.fields import prose_of
from qa.formats.html.notation import in_text
from qa.formats.html.tree import Tree


def read(source: str) -> tuple[Passage, ...]:
    """The prose of a page: paragraphs, headings, items, cells, quotes, and fields, in the order of the source."""
    tree = Tree(source)
    content = Content(source, (Piece(0, len(source), 0, len(source)),) if source else ())
    found = [
        passage
        for passage in passages(content, tree.cuts, "paragraph", tree.foreign, in_text)
        if passage.breaks != ((0, len(passage.text)),)
    ]
    for field in tree.fields:
        found += prose_of(source, field)
    found.sort(key=lambda passage: passage.source_start(0))
    return tuple(found)
