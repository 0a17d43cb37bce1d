"""ODT: the text of OpenDocument texts, with notes, headers and footers.

Prose is the text of paragraphs and headings as it shows. Deletions that are tracked, comments, indexes and what a
condition hides are not; fields and pictures in a line count as images, and so does text in a style for code.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qa.containers.archive import ENCRYPTED, Archive
from qa.containers.atoms import Atom, Paragraph, atom, collapsed, in_place
from qa.containers.markup import Change, Event, Part, escaped, part, walk
from qa.containers.package import Numbers, Package, Story, Writer, package
from qa.finding import Edit
from qa.source import SourceError

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
_CODE = re.compile(r"\b(?:source|code|preformatted|préformaté|listing|verbatim|user entry|teletype)\b", re.IGNORECASE)
_QUOTE = re.compile(r"quotations?|citations?", re.IGNORECASE)
_TITLE = re.compile(r"title|subtitle|titre|sous-titre|heading.*", re.IGNORECASE)
_ESCAPE = re.compile(r"_([0-9a-f]{1,6})_")
_MANIFEST = "META-INF/manifest.xml"
_ENCRYPTION = re.compile(rb"<(?:[\w.-]+:)?encryption-data\b")
_NO_LANGUAGE = frozenset(("zxx", "none"))
#: What may go with a paragraph, beside its text.
_BARE = frozenset("text:p text:h text:span text:s text:tab text:line-break text:soft-page-break".split())


@dataclass(slots=True)
class _Style:
    name: str = ""
    parent: str = ""
    language: str = ""
    hidden: bool = False


@dataclass(slots=True)
class _Styles:
    """Styles by family and name, those of the document and those that a part makes for itself."""

    styles: dict[tuple[str, str], _Style] = field(default_factory=dict)
    language: str = ""

    def line(self, family: str, name: str) -> list[_Style]:
        """A style and those that it is based on, the nearest first."""
        found: list[_Style] = []
        while (family, name) in self.styles and len(found) < len(self.styles):
            found.append(self.styles[family, name])
            name = found[-1].parent
        return found


@dataclass(slots=True)
class _Open:
    """A paragraph that is being read, and the styles of the spans that are open in it: language, code, hidden."""

    paragraph: Paragraph
    depth: int
    parent: str
    styles: list[tuple[str, bool, bool]]
    bare: bool = True


def read(data: bytes, path: str) -> Package:
    """The container in an ODT file. Raises SourceError."""
    archive = Archive(data, path, "ODT")
    # Old manifests leave their namespace to a document type, so that no XML parser can read them alone.
    if _MANIFEST in archive and _ENCRYPTION.search(archive.read(_MANIFEST)):
        raise SourceError(ENCRYPTED, path)
    parts = [
        part(name, archive.read(name), path)
        for name in ("content.xml", "styles.xml")
        if name in archive or name == "content.xml"
    ]
    styles = _Styles()
    # Where names meet, the content means its own.
    for each in reversed(parts):
        _read_styles(each, path, styles)
    readers = [_Reader(each, path, styles) for each in parts]
    shares: Counter[str] = Counter()
    for reader in readers:
        shares.update(reader.shares)
    french = bool(shares) and shares.most_common(1)[0][0] == "fr"
    stories = (
        Story(
            reader.part,
            "" if reader.part.name == "content.xml" else "styles",
            reader.marked(french),
            _writer(reader.prefix),
        )
        for reader in readers
    )
    return package(archive, stories)


def _read_styles(source: Part, path: str, styles: _Styles) -> None:
    now = _Style()
    default = False

    def take(event: Event) -> None:
        nonlocal now, default
        if event.kind != "start":
            return
        given = event.attributes
        if event.name in ("style:style", "style:default-style"):
            family, name = given.get("style:family", ""), given.get("style:name", "")
            shown = given.get("style:display-name") or _ESCAPE.sub(lambda code: chr(int(code[1], 16)), name)
            now = _Style(shown, given.get("style:parent-style-name", ""))
            default = event.name == "style:default-style" and family == "paragraph"
            if name:
                styles.styles[family, name] = now
        elif event.name == "style:text-properties":
            now.hidden = given.get("text:display") == "none"
            now.language = given.get("fo:language", "").lower()
            if default and now.language:
                styles.language = now.language

    walk(source, path, take)


class _Reader:
    """Goes through a part once, with what is open at each point."""

    def __init__(self, part: Part, path: str, styles: _Styles) -> None:
        self.part = part
        self.styles = styles
        self.prefix = "text:"
        self.paragraphs: list[Paragraph] = []
        self.shares: Counter[str] = Counter()
        self._languages: dict[int, str] = {}
        self._above: list[tuple[str, int]] = []
        self._open: list[_Open] = []
        self._unread = self._items = self._cells = 0
        walk(part, path, self._take)

    def marked(self, french: bool) -> list[Paragraph]:
        """The paragraphs, with text of another language marked in a document that is mostly in French."""
        for paragraph in self.paragraphs:
            paragraph.atoms = [self._marked(each, french) for each in paragraph.atoms]
        return self.paragraphs

    def _marked(self, atom: Atom, french: bool) -> Atom:
        language = self._languages.get(atom.start, "")
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
            language, code, hidden = now.styles[-1]
            if code:
                self._image(event, now)
            elif not hidden:
                read = atom(event)
                self._add(now, read, language)

    def _reads(self) -> bool:
        """Whether text here is of the paragraph that is open."""
        now = self._open[-1]
        return not self._unread and all(name in _INLINE for name, _ in self._above[now.depth :])

    def _add(self, now: _Open, atom: Atom, language: str) -> None:
        now.paragraph.atoms.append(atom)
        self._languages[atom.start] = language
        self.shares[language] += len(atom.text)

    def _image(self, event: Event, now: _Open) -> None:
        if not (now.paragraph.atoms and now.paragraph.atoms[-1].kind == "image"):
            now.paragraph.atoms.append(Atom("", event.start, event.start, "image"))

    def _start(self, event: Event) -> None:
        name = event.name
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
            now.styles.append(self._style("text", event.attributes, now.styles[-1]))
        elif name == "text:s" or name in _CHARACTERS:
            count = event.attributes.get("text:c", "1")
            # A count beyond all reason is a single space to the reader of a text.
            text = " " * int(count) if name == "text:s" and count.isdecimal() and len(count) < 4 else " "
            language, code, hidden = now.styles[-1]
            if not (code or hidden):
                shown = _CHARACTERS.get(name, text)
                self._add(now, Atom(shown, event.start, event.end, "tag"), language)
        elif name == "draw:frame":
            if event.attributes.get("text:anchor-type") == "as-char":
                self._image(event, now)
        elif name not in _INLINE and name not in _MARKS:
            # A field, or something drawn.
            self._image(event, now)

    def _begin(self, event: Event) -> None:
        paragraph = Paragraph(len(self.paragraphs) + 1, event.start)
        self.paragraphs.append(paragraph)
        style = event.attributes.get("text:style-name", "")
        names = [each.name for each in self.styles.line("paragraph", style)]
        if event.name == "text:h" or any(_TITLE.fullmatch(each) for each in names):
            paragraph.kind = "heading"
        elif self._cells or self._items:
            paragraph.kind = "cell" if self._cells else "item"
        elif any(_QUOTE.fullmatch(each) for each in names):
            paragraph.kind = "quote"
        own = self._style("paragraph", event.attributes, (self.styles.language, False, False))
        parent = self._above[-1][0] if self._above else ""
        self._open.append(_Open(paragraph, len(self._above), parent, [own]))
        tag = re.match(rb"<([^\s/>]*:)?", self.part.data[event.start : event.start + 80])
        if tag:
            self.prefix = (tag[1] or b"").decode()

    def _style(self, family: str, given: Mapping[str, str], outer: tuple[str, bool, bool]) -> tuple[str, bool, bool]:
        line = self.styles.line(family, given.get("text:style-name", ""))
        language = next((each.language for each in line if each.language), outer[0])
        code = outer[1] or any(_CODE.search(each.name) for each in line)
        return language, code, outer[2] or any(each.hidden for each in line)

    def _end(self, name: str, start: int, event: Event) -> None:
        if name in _UNREAD:
            self._unread -= 1
        self._items -= name == "text:list-item"
        self._cells -= name == "table:table-cell"
        if not self._open:
            return
        now = self._open[-1]
        atoms = now.paragraph.atoms
        if name in ("text:p", "text:h"):
            self._open.pop()
            now.paragraph.end = event.end
            now.paragraph.bare = now.bare and now.parent == "office:text"
            now.paragraph.atoms = collapsed(atoms)
        elif name == "text:span" and self._reads() and len(now.styles) > 1:
            now.styles.pop()
        elif (name == "text:s" or name in _CHARACTERS) and atoms and atoms[-1].start == start:
            atoms[-1] = atoms[-1]._replace(end=event.end)


def _writer(prefix: str) -> Writer:
    def within(text: str) -> str:
        return escaped(text).replace("\t", f"<{prefix}tab/>").replace("\n", f"<{prefix}line-break/>")

    def changes(paragraph: Paragraph, edits: Sequence[Edit], _numbers: Numbers | None) -> list[Change]:
        return list(in_place(paragraph, edits, within))

    return changes
