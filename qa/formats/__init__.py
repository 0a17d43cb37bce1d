"""Readers: from a source to the passages of prose in it. One file a format.

A reader is a function from the decoded source to passages, in reading order. It never changes
the source and covers prose only; what it leaves out no rule can see.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from importlib import import_module
from pathlib import PurePath

from qa.document import Document, Passage

Reader = Callable[[str], tuple[Passage, ...]]

#: Name of a format → the module that holds its `read`. Loaded when first used.
_MODULES = {
    "text": "qa.formats.plain",
    "markdown": "qa.formats.markdown",
    "html": "qa.formats.html",
    "rst": "qa.formats.rst",
    "asciidoc": "qa.formats.asciidoc",
    "srt": "qa.formats.srt",
    "webvtt": "qa.formats.webvtt",
    "json": "qa.formats.json",
    "yaml": "qa.formats.yaml",
    "csv": "qa.formats.csv",
}

#: Formats of keys and values, whose `read` takes the keys that hold prose.
_KEYED = frozenset(("json", "yaml", "csv"))

#: File ending → name of a format, for what is written to be read: folders are searched for these.
TEXTS = {
    **dict.fromkeys((".txt", ".text"), "text"),
    **dict.fromkeys((".md", ".markdown", ".mdx"), "markdown"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    ".rst": "rst",
    **dict.fromkeys((".adoc", ".asciidoc"), "asciidoc"),
    ".srt": "srt",
    ".vtt": "webvtt",
}

#: File ending → name of a format, for what mostly holds no prose: read where the file itself is named.
DATA = {
    **dict.fromkeys((".json", ".jsonl", ".ndjson"), "json"),
    **dict.fromkeys((".yml", ".yaml"), "yaml"),
    **dict.fromkeys((".csv", ".tsv"), "csv"),
}

#: File ending → name of a format.
ENDINGS = {**TEXTS, **DATA}


def reader(format: str) -> Reader:
    """The reader of a format. Raises KeyError for one that there is not."""
    read: Reader = import_module(_MODULES[format]).read
    return read


def format_of(path: str) -> str:
    """The format that a path's ending names; plain text where it names none."""
    return ENDINGS.get(PurePath(path).suffix.lower(), "text")


def parse(
    source: str, path: str = "<text>", format: str | None = None, keys: Collection[str] | None = None
) -> Document:
    """The document in `source`, read as its path's ending says unless `format` names another.

    `keys` are the keys and columns that hold prose, where a format has such; "*" stands for all.
    """
    name = format or format_of(path)
    if keys is None or name not in _KEYED:
        return Document(source, reader(name)(source), path, name)
    keys = tuple(keys)
    return Document(source, import_module(_MODULES[name]).read(source, keys), path, name, keys)
