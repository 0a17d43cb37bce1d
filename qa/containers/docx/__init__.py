"""DOCX: the text of Word's documents, with headers, footers, footnotes and endnotes; comments are not prose.

`styles` says which style makes what, `story` reads a part, `writing` lays edits on it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from qa.containers.archive import MISSING, Archive
from qa.containers.docx import styles as style_sheet
from qa.containers.docx.story import Content
from qa.containers.docx.story import read as read_story
from qa.containers.docx.writing import Writer
from qa.containers.markup import Event, part, walk
from qa.containers.package import Package, Story, package
from qa.source import SourceError

_MAIN = "word/document.xml"
_TYPES = "[Content_Types].xml"
#: Types of parts that hold prose, in the order in which they are read.
_PROSE = ("document.main", "template.main", "footnotes", "endnotes", "header", "footer")
_TYPE = re.compile(
    r"application/vnd\.(?:openxmlformats-officedocument\.wordprocessingml|ms-word)\."
    r"(document|template|footnotes|endnotes|header|footer|styles)(?:\.macroEnabled(?:Template)?)?(\.main)?\+xml",
    re.IGNORECASE,
)
_NUMBER = re.compile(rb"\bid\s*=\s*[\"'](\d{1,9})[\"']")
#: Languages by which a text says that it is in none.
_NO_LANGUAGE = frozenset(("zxx", "x"))


def read(data: bytes, path: str) -> Package:
    """The container in a DOCX file. Raises SourceError."""
    archive = Archive(data, path, "DOCX")
    types = _types(archive, path)
    if not any(kind.endswith(".main") for kind, _ in types):
        raise SourceError(MISSING, path, format="DOCX", part=_MAIN)
    sheet = next((part(name, archive.read(name), path) for kind, name in types if kind == "styles"), None)
    styles = style_sheet.read(sheet, path)
    contents = [
        (kind, read_story(part(name, archive.read(name), path), path, styles)) for kind, name in types if kind in _PROSE
    ]
    _mark_foreign([content for _, content in contents])
    taken = (int(number) for _, content in contents for number in _NUMBER.findall(content.part.data))
    stories = (
        Story(
            content.part,
            "" if kind.endswith(".main") else _place(content.part.name),
            content.paragraphs,
            Writer(content),
        )
        for kind, content in contents
    )
    return package(archive, stories, max(taken, default=0) + 1)


def _types(archive: Archive, path: str) -> list[tuple[str, str]]:
    """The parts that matter here, as (type, name), in the order in which they are read."""
    found: list[tuple[str, str]] = []

    def take(event: Event) -> None:
        if event.kind == "start" and event.name == "ct:Override":
            kind = _TYPE.fullmatch(event.attributes.get("ContentType", ""))
            name = event.attributes.get("PartName", "").lstrip("/")
            if kind and name in archive:
                found.append((kind[1].lower() + (kind[2] or ""), name))

    walk(part(_TYPES, archive.read(_TYPES), path), path, take)
    if not any(kind.endswith(".main") for kind, _ in found) and _MAIN in archive:
        found.append(("document.main", _MAIN))
    order = {kind: at for at, kind in enumerate(_PROSE)}
    return sorted(found, key=lambda entry: (order.get(entry[0], len(order)), len(entry[1]), entry[1]))


def _place(name: str) -> str:
    return PurePosixPath(name).stem


def _mark_foreign(contents: Sequence[Content]) -> None:
    """Marks text whose language says that it is not French, in a document where most says that it is.

    A document whose language nobody ever set says nothing by it.
    """
    shares: Counter[str] = Counter()
    for content in contents:
        for atom, language in _languages(content):
            shares[language] += len(atom)
    french = bool(shares) and shares.most_common(1)[0][0] == "fr"
    for content in contents:
        for paragraph in content.paragraphs:
            paragraph.atoms = [
                atom._replace(foreign=True)
                if atom.kind != "image" and _is_foreign(_primary(content.language(atom)), french)
                else atom
                for atom in paragraph.atoms
            ]


def _is_foreign(language: str, french: bool) -> bool:
    return language in _NO_LANGUAGE or (french and language not in ("", "fr"))


def _languages(content: Content) -> Iterator[tuple[str, str]]:
    for paragraph in content.paragraphs:
        for atom in paragraph.atoms:
            yield atom.text, _primary(content.language(atom))


def _primary(language: str) -> str:
    return language.partition("-")[0]
