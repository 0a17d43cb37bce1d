"""Containers: files that hold text among much else, in an archive or a list of strings. One file a format.

A container is read into one `Document` whose units are its paragraphs, and is written back with the edits of that
document. Whatever is not a character of an edit comes back as it was: what a container is read for is where its
text stands, and nothing of it is ever made anew.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import PurePath
from typing import Protocol

from qa.document import Document
from qa.finding import Edit

#: Name of a format → the module that holds its `read`. Loaded when first used.
_MODULES = {
    "docx": "qa.containers.docx",
    "odt": "qa.containers.odt",
    "epub": "qa.containers.epub",
    "xliff": "qa.containers.xliff",
    "po": "qa.containers.po",
    "tmx": "qa.containers.tmx",
    "table": "qa.containers.table",
    "xlsx": "qa.containers.xlsx",
}

#: File ending → name of a format; folders are searched for these.
ENDINGS = {
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".odt": "odt",
    ".ott": "odt",
    ".epub": "epub",
    **dict.fromkeys((".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff"), "xliff"),
    ".po": "po",
    ".tmx": "tmx",
}

#: The same for what mostly is no container to check: read where the file itself is named.
_NAMED = {".pot": "po", ".xlsx": "xlsx", ".xlsm": "xlsx"}

#: File endings of tables, of which some are bilingual.
_TABLES = frozenset((".csv", ".tsv"))


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


def container_of(path: str, data: bytes) -> str | None:
    """The format of container that a path's ending names, or for a table what is in it."""
    ending = PurePath(path).suffix.lower()
    if ending in _TABLES:
        from qa.containers.table import is_bilingual

        return "table" if is_bilingual(data, path) else None
    return ENDINGS.get(ending) or _NAMED.get(ending)


def read(data: bytes, path: str, format: str | None = None) -> Container:
    """The container in `data`, read as its path's ending says unless `format` names another."""
    name = format or container_of(path, data)
    if name is None:
        raise KeyError(path)
    reader: Read = import_module(_MODULES[name]).read
    with _uncollected():
        return reader(data, path)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Spares what is read the search for garbage: it is many small things, all of which stay. It takes a third off."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
