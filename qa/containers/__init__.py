"""Containers: files that hold text among much else, in an archive or a list of strings. One file a format.

A container is read into one `Document` whose units are its paragraphs, and is written back with the edits of that
document. Whatever is not a character of an edit comes back as it was: what a container is read for is where its
text stands, and nothing of it is ever made anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import PurePath
from typing import Protocol

from qa.document import Document
from qa.finding import Edit

#: Name of a format → the module that holds its `read`. Loaded when first used.
_MODULES = {"docx": "qa.containers.docx", "odt": "qa.containers.odt", "epub": "qa.containers.epub"}

#: File ending → name of a format.
ENDINGS = {
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".odt": "odt",
    ".ott": "odt",
    ".epub": "epub",
}


class Container(Protocol):
    """A container in memory."""

    @property
    def document(self) -> Document: ...

    @property
    def tracks(self) -> bool:
        """Whether changes can be written as proposals that a person accepts or rejects in the format's program."""
        ...

    def write(self, edits: Iterable[Edit], *, tracked: bool = False) -> bytes:
        """The container with edits of its document; without any, the bytes that it was read from."""
        ...


class Read(Protocol):
    """Reads a container from its bytes; `path` names it in messages. Raises SourceError, with one clear sentence."""

    def __call__(self, data: bytes, path: str) -> Container: ...


def container_of(path: str) -> str | None:
    """The format of container that a path's ending names."""
    return ENDINGS.get(PurePath(path).suffix.lower())


def read(data: bytes, path: str, format: str | None = None) -> Container:
    """The container in `data`, read as its path's ending says unless `format` names another."""
    reader: Read = import_module(_MODULES[format or ENDINGS[PurePath(path).suffix.lower()]]).read
    return reader(data, path)
