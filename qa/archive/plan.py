"""What there is to do: the files of an archive, cut into parts that are the same whenever one looks.

A part is a stretch of documents that is checked in one go and whose output is written in one step. It holds so few that
its documents and findings fit into memory with ease, and that little is done twice after a kill.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import groupby
from json import dumps
from pathlib import Path
from typing import Any, NamedTuple

from qa.archive import reading
from qa.archive.columns import Columns
from qa.containers import ENDINGS as CONTAINERS
from qa.discovery import find
from qa.formats import TEXTS
from qa.settings import Wording
from qa.source import SourceError

#: Documents, and bytes of text, that a part holds at most (one more document may go beyond the bytes).
DOCUMENTS, SIZE = 500, 8_000_000

_MISSING = Wording(
    "{path} : il n’y a là ni fichier ni dossier ; vérifiez le chemin.",
    "{path}: no such file or folder; check the path.",
)
_NO_ARCHIVE = Wording(
    "{path} : ce fichier n’est pas une archive connue ; on lit un dossier ou {endings}.",
    "{path}: this file is no known archive; what is read is a folder or {endings}.",
)
_NOTHING = Wording(
    "{path} : il n’y a rien à relire dans ce dossier.", "{path}: there is nothing to check in this folder."
)


class Part(NamedTuple):
    """Documents of one file, or several files that are documents (`names`, below the input folder).

    Reading begins at `at`, where the document with the number `base` stands, and passes over `skip` documents.
    """

    number: int
    path: str
    at: int
    base: int
    skip: int
    documents: int
    names: tuple[str, ...] = ()

    @classmethod
    def of(cls, told: list[Any]) -> Part:
        """The part as it comes out of JSON."""
        number, path, at, base, skip, documents, names = told
        return cls(number, path, at, base, skip, documents, tuple(names))

    @property
    def first(self) -> int:
        """The number, in its file, of the first document."""
        return self.base + self.skip


class Input(NamedTuple):
    """The files of an archive below `root`: `files` hold documents, `names` are documents."""

    root: Path
    files: tuple[str, ...]
    names: tuple[str, ...]

    def digest(self) -> str:
        """Changes when a file comes, goes or is written."""
        known = sha256()
        for name in (*self.files, *self.names):
            try:
                state = (self.root / name).stat()
            except OSError:
                state = None
            told = [name.encode("utf-8", "surrogateescape").hex(), state and state.st_size, state and state.st_mtime_ns]
            known.update(dumps(told).encode())
        return known.hexdigest()


def found(path: str) -> Input:
    """The files of the archive at a path, in an order that is always the same. Raises SourceError."""
    place = Path(path)
    if place.is_dir():
        files, names = [], []
        endings = {*TEXTS, *CONTAINERS, *(Path("x" + ending).suffix for ending in reading.ENDINGS)}
        for each in find([path], endings):
            name = os.path.relpath(each.path, path)
            if reading.format_of(name):
                files.append(name)
            elif Path(name).suffix.lower() in {*TEXTS, *CONTAINERS}:
                names.append(name)
        if not files and not names:
            raise SourceError(_NOTHING, path)
        return Input(place.absolute(), tuple(sorted(files)), tuple(sorted(names)))
    if not place.exists():
        raise SourceError(_MISSING, path)
    if not reading.format_of(place.name):
        raise SourceError(_NO_ARCHIVE, path, endings=", ".join(reading.ENDINGS))
    return Input(place.absolute().parent, (place.name,), ())


def columns(given: Input, wanted: Columns) -> dict[str, Columns]:
    """The columns of each file; files whose columns cannot be told are left out, and cut as what they are: unreadable.

    Raises SourceError where not one file has what is wanted.
    """
    known: dict[str, Columns] = {}
    fault: SourceError | None = None
    for name in given.files:
        try:
            known[name] = reading.columns(given.root / name, wanted)
        except SourceError as error:
            fault = fault or error
    if fault and not known and not given.names:
        raise fault
    return known


def cut(root: Path, name: str, columns: Columns, documents: int) -> Iterator[Part]:
    """One file in parts, which have no number yet."""
    at = base = skip = count = size = 0
    for number, (place, bytes_) in enumerate(reading.marks(root / name, columns)):
        if count and (count >= documents or size >= SIZE):
            yield Part(0, name, at, base, skip, count)
            if place is not None:
                at, base, skip = place, number, 0
            else:
                skip = number - base
            count = size = 0
        elif place is not None and not count:
            at, base, skip = place, number, 0
        count, size = count + 1, size + bytes_
    if count:
        yield Part(0, name, at, base, skip, count)


def parts(cuts: Iterable[Part], names: tuple[str, ...], documents: int) -> Iterator[Part]:
    """All parts of an archive, numbered: those of its files, then the documents that are files."""
    number = -1
    for number, part in enumerate(cuts):
        yield part._replace(number=number)
    # Files are opened one by one, and their size is not known: fewer make a part.
    for start in range(0, len(names), documents):
        number += 1
        here = names[start : start + documents]
        yield Part(number, "", 0, start, 0, len(here), here)


def stretches(parts: Iterable[Part], longest: int) -> Iterator[tuple[Part, ...]]:
    """Parts that one worker takes one after the other, so that a file that can only be read through is read once."""
    for _, group in groupby(parts, key=lambda part: (part.path, part.number if part.names else part.at)):
        together = list(group)
        for start in range(0, len(together), longest):
            yield tuple(together[start : start + longest])
