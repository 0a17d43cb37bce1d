"""Documents that are files of their own, in a folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from qa import source
from qa.archive.article import SIZE_LIMIT, Article, Entry, Unreadable
from qa.source import SourceError


def entries(root: Path, names: Iterable[str]) -> Iterator[Entry]:
    """The documents with these names below a folder. The folder that one stands in is taken for its outlet."""
    for name in names:
        yield Entry(None, 0, lambda name=name: _load(root, name))  # type: ignore[misc]


def _load(root: Path, name: str) -> Article | Unreadable:
    parts = Path(name).parts
    outlet = parts[0] if len(parts) > 1 else ""
    try:
        content = source.read_bytes(str(root / name), SIZE_LIMIT)
    except SourceError as error:
        return Unreadable(name, name, error, outlet)
    return Article(name, content, name, "", outlet)
