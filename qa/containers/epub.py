"""EPUB: the XHTML documents of a book, in the order of its spine.

Prose is the text of blocks as a browser shows it. Code, formulas and pictures in a line count as images, and what says
by `translate="no"` or `hidden` that it is not for translators or readers is passed over. Tables of contents, scripts
and preformatted text are not prose.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from qa.containers.archive import ENCRYPTED, MISSING, Archive
from qa.containers.atoms import Atom, Paragraph, atom, collapsed, in_place
from qa.containers.markup import Change, Event, Part, escaped, part, walk
from qa.containers.package import Edited, Numbers, Package, Story, package
from qa.source import SourceError

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"

#: Elements within a paragraph; every other begins or ends one.
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite data del dfn em font i ins label mark q ruby rb s small span strike strong sub"
    " sup time tt u wbr".split()
)
#: Elements within a paragraph that show something which is no prose.
_IMAGES = frozenset(
    "code kbd samp var tt img math:math svg:svg object audio video canvas iframe input button select textarea"
    " picture map".split()
)
#: Elements whose text is not read.
_UNREAD = frozenset("head script style template noscript pre nav rt rp del".split())
_KINDS = {"li": "item", "dt": "item", "dd": "item", "td": "cell", "th": "cell", "caption": "paragraph"}
_KINDS |= {f"h{level}": "heading" for level in range(1, 7)}


@dataclass(slots=True)
class _Element:
    """An open element: what it makes of its content."""

    name: str
    kind: str
    unread: bool
    image: bool
    foreign: bool


@dataclass(slots=True)
class _Reader:
    """Goes through a document once. `block` is where the block begins that text would belong to."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    _open: list[_Element] = field(default_factory=list)
    _now: Paragraph | None = None

    def take(self, event: Event) -> None:
        if event.kind == "start":
            self._start(event)
        elif event.kind == "end":
            element = self._open.pop()
            if element.name not in _INLINE and element.name != "br" and not element.image:
                self._finish(event.start)
        elif self._open and not self._open[-1].unread:
            self._add(atom(event, foreign=self._open[-1].foreign))

    def _start(self, event: Event) -> None:
        name, given = event.name, event.attributes
        outer = self._open[-1] if self._open else _Element("", "paragraph", False, False, False)
        image = name in _IMAGES
        reference = "noteref" in given.get("epub:type", "").split()
        unread = outer.unread or image or name in _UNREAD or "hidden" in given or reference
        language = (given.get("xml:lang") or given.get("lang") or "").lower().partition("-")[0]
        # The root says what the whole is in; where that is not French, parts in French are none the less prose.
        foreign = outer.foreign if not language or name == "html" else language != "fr"
        foreign = (foreign or given.get("translate") == "no") and given.get("translate") != "yes"
        kind = "quote" if name == "blockquote" else _KINDS.get(name, outer.kind)
        self._open.append(_Element(name, kind, unread, image, foreign))
        if outer.unread:
            return
        if image:
            self._add(Atom("", event.start, event.start, "image"))
        elif name == "br":
            self._add(Atom("\n", event.start, event.end, "tag"))
        elif name not in _INLINE:
            self._finish(event.start)

    def _add(self, atom: Atom) -> None:
        if self._now is None:
            if not atom.text.strip() and atom.kind != "image":
                return
            self._now = Paragraph(len(self.paragraphs) + 1, atom.start, self._open[-1].kind)
            self.paragraphs.append(self._now)
        if not (atom.kind == "image" and self._now.atoms and self._now.atoms[-1].kind == "image"):
            self._now.atoms.append(atom)

    def _finish(self, at: int) -> None:
        if self._now is not None:
            self._now.end = at
            self._now.atoms = collapsed(self._now.atoms)
            self._now = None


def read(data: bytes, path: str) -> Package:
    """The container in an EPUB file. Raises SourceError."""
    archive = Archive(data, path, "EPUB")
    names = _spine(archive, path)
    if _ENCRYPTION in archive and _encrypted(archive, path) & set(names):
        raise SourceError(ENCRYPTED, path)
    return package(archive, (_story(part(name, archive.read(name), path), path) for name in names))


def _story(source: Part, path: str) -> Story:
    reader = _Reader()
    walk(source, path, reader.take, doctype=True)
    return Story(source, posixpath.basename(source.name), reader.paragraphs, _changes)


def _changes(edited: Iterable[Edited], _numbers: Numbers | None) -> Iterator[Change]:
    for paragraph, edits in edited:
        yield from in_place(paragraph, edits, lambda text: escaped(text).replace("\n", "<br/>"))


def _spine(archive: Archive, path: str) -> list[str]:
    """The members that hold the book's text, in reading order."""
    roots: list[str] = []

    def root(event: Event) -> None:
        if event.kind == "start" and event.name == "container:rootfile":
            roots.append(event.attributes.get("full-path", ""))

    walk(part(_CONTAINER, archive.read(_CONTAINER), path), path, root)
    if not roots:
        raise SourceError(MISSING, path, format="EPUB", part="rootfile")
    items: dict[str, str] = {}
    order: list[str] = []

    def item(event: Event) -> None:
        given = event.attributes
        if event.kind != "start":
            return
        if event.name == "opf:item" and given.get("media-type") == "application/xhtml+xml":
            items[given.get("id", "")] = given.get("href", "")
        elif event.name == "opf:itemref":
            order.append(given.get("idref", ""))

    walk(part(roots[0], archive.read(roots[0]), path), path, item, doctype=True)
    folder = posixpath.dirname(roots[0])
    found = (posixpath.normpath(posixpath.join(folder, unquote(items[each]))) for each in order if each in items)
    return list(dict.fromkeys(found))


def _encrypted(archive: Archive, path: str) -> set[str]:
    """The members that are encrypted; fonts often are, which does not matter here."""
    found: set[str] = set()

    def take(event: Event) -> None:
        if event.kind == "start" and event.name == "enc:CipherReference":
            found.add(unquote(event.attributes.get("URI", "")).lstrip("/"))

    walk(part(_ENCRYPTION, archive.read(_ENCRYPTION), path), path, take)
    return found
