"""Readers: from a source to the passages of prose in it. One file a format.

A reader is a function from the decoded source to passages, in reading order. It never changes
the source and covers prose only; what it leaves out no rule can see. The reader of a format that holds data is also
given the keys whose values are prose beside the usual ones.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath

from qa.document import Document, Passage

Reader = Callable[..., tuple[Passage, ...]]

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

#: Formats that hold data: their `read` takes the keys whose values are prose, too.
_KEYED = frozenset(("markdown", "json", "yaml", "csv"))

#: File ending → name of a format.
ENDINGS = {**TEXTS, **DATA}


def reader(format: str) -> Reader:
    """The reader of a format. Raises KeyError for one that there is not."""
    read: Reader = import_module(_MODULES[format]).read
    return read


def format_of(path: str) -> str:
    """The format that a path's ending names; plain text where it names none."""
    return ENDINGS.get(PurePath(path).suffix.lower(), "text")


def parse(source: str, path: str = "<text>", format: str | None = None, prose_keys: tuple[str, ...] = ()) -> Document:
    """The document in `source`, read as its path's ending says unless `format` names another.

    `prose_keys` are keys of data whose values are prose beside the usual ones.
    """
    name = format or format_of(path)
    read = reader(name)
    passages = read(source, prose_keys) if prose_keys and name in _KEYED else read(source)
    return Document(source, passages, path, name)
