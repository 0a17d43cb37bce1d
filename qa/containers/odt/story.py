"""The paragraphs of one part of an ODT document: what a reader sees of them, and where it stands."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from qa.containers.atoms import Atom, Paragraph, atom, collapsed
from qa.containers.markup import Event, Part, walk
from qa.containers.odt.styles import Look, Styles

#: Elements in a line whose text is of the paragraph.
_INLINE = frozenset(
    "text:p text:h text:span text:a text:meta text:meta-field text:ruby text:ruby-base text:ins text:number-x".split()
)
#: Elements that show as one character, and those that mark a place and show as nothing.
_CHARACTERS = {"text:tab": "\t", "text:line-break": "\n"}
_MARKS = frozenset(
    "text:bookmark text:bookmark-start text:bookmark-end text:reference-mark text:reference-mark-start"
    " text:reference-mark-end text:change text:change-start text:change-end text:soft-page-break text:note"
    " text:note-citation text:note-body text:toc-mark text:toc-mark-start text:toc-mark-end"
    " text:alphabetical-index-mark text:alphabetical-index-mark-start text:alphabetical-index-mark-end"
    " office:annotation office:annotation-end"
    " text:ruby-text text:s".split()
)
#: Elements in which no paragraph is read.
_UNREAD = frozenset(
    "text:tracked-changes office:annotation office:forms text:table-of-content text:alphabetical-index"
    " text:illustration-index text:table-index text:object-index text:user-index text:bibliography text:ruby-text"
    " text:hidden-text text:hidden-paragraph text:note-citation svg:title svg:desc".split()
)
#: Elements that hold a text of their own, and its tracked changes.
_HOMES = frozenset(("office:text", "style:header", "style:footer", "style:header-left", "style:footer-left"))
_NO_LANGUAGE = frozenset(("zxx", "none"))
#: What may go with a paragraph, beside its text.
_BARE = frozenset("text:p text:h text:span text:s text:tab text:line-break text:soft-page-break".split())


class Context(NamedTuple):
    """What is open around an atom: its language, the tags of the spans, and the number of the home of its changes."""

    language: str
    spans: tuple[bytes, ...]
    home: int


class Home(NamedTuple):
    """Where an account of another tracked change goes; `start` is where the element for them begins, if there is one.

    An element that is empty (`<text:tracked-changes/>`) ends at `at`.
    """

    at: int
    start: int = -1


@dataclass(slots=True)
class _Open:
    """A paragraph that is being read, and the spans that are open in it, with the looks that they make."""

    paragraph: Paragraph
    depth: int
    parent: str
    looks: list[Look]
    spans: list[bytes]
    home: int
    bare: bool = True


class Reader:
    """Goes through a part once, with what is open at each point."""

    def __init__(self, part: Part, path: str, styles: Styles) -> None:
        self.part = part
        self.styles = styles
        self.prefix = "text:"
        self.paragraphs: list[Paragraph] = []
        self.shares: Counter[str] = Counter()
        self.contexts: list[Context] = []
        self.homes: list[Home] = []
        #: Where the content of each paragraph begins.
        self.contents: list[int] = []
        self._above: list[tuple[str, int]] = []
        self._open: list[_Open] = []
        self._unread = self._items = self._cells = 0
        walk(part, path, self._take)

    def next_to(self, paragraph: Paragraph) -> int | None:
        """Where the content begins of the paragraph that follows at once, if one does and it has any."""
        data, number = self.part.data, paragraph.number
        if number == len(self.paragraphs):
            return None
        content = self.contents[number]
        at_once = not data[paragraph.end : self.paragraphs[number].start].strip()
        return content if at_once and data[content - 2 : content] != b"/>" else None

    def marked(self, french: bool) -> list[Paragraph]:
        """The paragraphs, with text of another language marked in a document that is mostly in French."""
        for paragraph in self.paragraphs:
            paragraph.atoms = [self._marked(each, french) for each in paragraph.atoms]
        return self.paragraphs

    def _marked(self, atom: Atom, french: bool) -> Atom:
        language = self.contexts[atom.holder].language if atom.holder >= 0 else ""
        foreign = language in _NO_LANGUAGE or (french and language not in ("", "fr"))
        return atom._replace(foreign=True) if foreign and atom.kind != "image" else atom

    def _take(self, event: Event) -> None:
        if event.kind == "start":
            self._start(event)
            self._above.append((event.name, event.start))
        elif event.kind == "end":
            name, start = self._above.pop()
            self._end(name, start, event)
        elif self._open and self._reads():
            now = self._open[-1]
            if now.looks[-1].code:
                self._image(event, now)
            elif not now.looks[-1].hidden:
                self._add(now, atom(event))

    def _reads(self) -> bool:
        """Whether text here is of the paragraph that is open."""
        now = self._open[-1]
        return not self._unread and all(name in _INLINE for name, _ in self._above[now.depth :])

    def _add(self, now: _Open, atom: Atom) -> None:
        now.paragraph.atoms.append(atom._replace(holder=len(self.contexts) - 1))
        self.shares[self.contexts[-1].language] += len(atom.text)

    def _context(self, now: _Open) -> None:
        """Notes what is open around the text that follows."""
        self.contexts.append(Context(now.looks[-1].language, tuple(now.spans), now.home))

    def _image(self, event: Event, now: _Open) -> None:
        if not (now.paragraph.atoms and now.paragraph.atoms[-1].kind == "image"):
            now.paragraph.atoms.append(Atom("", event.start, event.start, "image"))

    def _start(self, event: Event) -> None:
        name = event.name
        if name in _HOMES:
            self.homes.append(Home(event.end))
        elif name == "text:tracked-changes" and self.homes:
            self.homes[-1] = Home(event.end, event.start)
        if name in _UNREAD:
            self._unread += 1
        elif name in ("text:p", "text:h"):
            self._begin(event)
            return
        self._items += name == "text:list-item"
        self._cells += name == "table:table-cell"
        if not self._open:
            return
        now = self._open[-1]
        now.bare = now.bare and name in _BARE
        if not self._reads():
            return
        if name == "text:span":
            now.looks.append(self.styles.look("text", event.attributes, now.looks[-1]))
            now.spans.append(self.part.data[event.start : event.end])
            self._context(now)
        elif name == "text:s" or name in _CHARACTERS:
            count = event.attributes.get("text:c", "1")
            # A count beyond all reason is a single space to the reader of a text.
            text = " " * int(count) if name == "text:s" and count.isdecimal() and len(count) < 4 else " "
            if not (now.looks[-1].code or now.looks[-1].hidden):
                self._add(now, Atom(_CHARACTERS.get(name, text), event.start, event.end, "tag"))
        elif name == "draw:frame":
            if event.attributes.get("text:anchor-type") == "as-char":
                self._image(event, now)
        elif name not in _INLINE and name not in _MARKS:
            # A field, or something drawn.
            self._image(event, now)

    def _begin(self, event: Event) -> None:
        paragraph = Paragraph(len(self.paragraphs) + 1, event.start)
        self.paragraphs.append(paragraph)
        self.contents.append(event.end)
        kind = self.styles.kind(event.attributes.get("text:style-name", ""))
        if event.name == "text:h" or kind == "heading":
            paragraph.kind = "heading"
        else:
            paragraph.kind = "cell" if self._cells else "item" if self._items else kind
        look = self.styles.look("paragraph", event.attributes, Look(self.styles.language))
        parent = self._above[-1][0] if self._above else ""
        self._open.append(_Open(paragraph, len(self._above), parent, [look], [], len(self.homes) - 1))
        self._context(self._open[-1])
        tag = re.match(rb"<([^\s/>]*:)?", self.part.data[event.start : event.start + 80])
        if tag:
            self.prefix = (tag[1] or b"").decode()

    def _end(self, name: str, start: int, event: Event) -> None:
        if name in _UNREAD:
            self._unread -= 1
        if name == "text:tracked-changes" and self.homes:
            self.homes[-1] = Home(event.start, start)
        elif name == "office:forms" and self._above[-1:] and self._above[-1][0] in _HOMES:
            self.homes[-1] = Home(event.end)
        self._items -= name == "text:list-item"
        self._cells -= name == "table:table-cell"
        if not self._open:
            return
        now = self._open[-1]
        atoms = now.paragraph.atoms
        if name in ("text:p", "text:h"):
            self._open.pop()
            if self._open:
                self._context(self._open[-1])
            now.paragraph.end = event.end
            now.paragraph.bare = now.bare and now.parent == "office:text"
            now.paragraph.atoms = collapsed(atoms)
        elif name == "text:span" and self._reads() and now.spans:
            now.looks.pop()
            now.spans.pop()
            self._context(now)
        elif (name == "text:s" or name in _CHARACTERS) and atoms and atoms[-1].start == start:
            atoms[-1] = atoms[-1]._replace(end=event.end)
