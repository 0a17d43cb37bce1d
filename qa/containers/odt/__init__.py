"""ODT: the text of OpenDocument texts, with notes, headers and footers.

Prose is the text of paragraphs and headings as it shows. Deletions that are tracked, comments, indexes and what a
condition hides are not; fields and pictures in a line count as images, and so does text in a style for code.

`styles` says which style makes what, `story` reads a part, `writing` lays edits on it.
"""

from __future__ import annotations

import re
from collections import Counter

from qa.containers.archive import ENCRYPTED, Archive
from qa.containers.markup import part
from qa.containers.odt.story import Reader
from qa.containers.odt.styles import Styles
from qa.containers.odt.styles import read as read_styles
from qa.containers.odt.writing import NUMBERED, Writer
from qa.containers.package import Package, Story, package
from qa.source import SourceError

_MANIFEST = "META-INF/manifest.xml"
_ENCRYPTION = re.compile(rb"<(?:[\w.-]+:)?encryption-data\b")


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
    styles = Styles()
    # Where names meet, the content means its own.
    for each in reversed(parts):
        read_styles(each, path, styles)
    readers = [Reader(each, path, styles) for each in parts]
    shares: Counter[str] = Counter()
    for reader in readers:
        shares.update(reader.shares)
    french = bool(shares) and shares.most_common(1)[0][0] == "fr"
    stories = (
        Story(
            reader.part,
            "" if reader.part.name == "content.xml" else "styles",
            reader.marked(french),
            Writer(reader),
        )
        for reader in readers
    )
    taken = (int(number) for each in parts for number in NUMBERED.findall(each.data))
    return package(archive, stories, max(taken, default=0) + 1)
