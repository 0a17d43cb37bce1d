"""Tar: one document a member. Nothing is ever unpacked to disk, so that neither a name nor a link leads anywhere."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from qa.archive.article import SIZE_LIMIT, Article, Entry, Unreadable, too_large, unreadable
from qa.archive.columns import Columns
from qa.archive.reading.streams import DAMAGES, broken, opened, packed
from qa.containers import ENDINGS as CONTAINERS
from qa.formats import TEXTS
from qa.settings import Wording
from qa.source import SourceError

#: What may stand in a member that is about another one: a long name, say.
_HEADER_LIMIT = 1 << 20
_ABOUT_OTHERS = (
    tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK,
)  # fmt: skip

_LEADS_OUT = Wording(
    "{path} : ce nom mène hors de l’archive ; le document est laissé de côté.",
    "{path}: this name leads out of the archive; the document is set aside.",
)


class _Info(tarfile.TarInfo):
    """A member whose headers are bounded: they are held in memory."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> _Info:
        try:
            info = super().frombuf(buf, encoding, errors)
        except (tarfile.InvalidHeaderError, tarfile.TruncatedHeaderError) as error:  # type: ignore[attr-defined]
            # Left to `tarfile`, a header that is damaged would end the archive without a word.
            raise tarfile.ReadError(str(error)) from None
        if info.type in _ABOUT_OTHERS and info.size > _HEADER_LIMIT:
            raise tarfile.ReadError("header too large")
        return info


def entries(path: Path, at: int, columns: Columns, number: int) -> Iterator[Entry]:  # noqa: ARG001
    """The documents from the member at the offset `at` on. Links, devices and files of other kinds are passed over."""
    name, seekable = str(path), not packed(path)
    try:
        with opened(path, at) as file, tarfile.open(fileobj=file, mode="r|", tarinfo=_Info) as tar:
            for info in tar:
                tar.members = []  # type: ignore[attr-defined]  # or every member is remembered
                if not info.isreg() or PurePosixPath(info.name).suffix.lower() not in {*TEXTS, *CONTAINERS}:
                    continue
                if PurePosixPath(info.name).name.startswith((".", "~$")):
                    continue
                # Headers about a member stand before it; where there are some, its own offset will not do.
                plain = seekable and not info.pax_headers and info.offset_data - info.offset == tarfile.BLOCKSIZE
                yield _entry(tar, info, at + info.offset if plain else None)
    except SourceError as error:
        yield unreadable(f"{name}#", error)
    except (*DAMAGES, tarfile.TarError) as error:
        yield unreadable(f"{name}#", broken(name, error))


def _entry(tar: tarfile.TarFile, info: tarfile.TarInfo, at: int | None) -> Entry:
    name = info.name.lstrip("/")
    if ".." in PurePosixPath(name).parts:
        return unreadable(name, SourceError(_LEADS_OUT, name), at)
    if info.size > SIZE_LIMIT:
        return unreadable(name, too_large(name), at)
    return Entry(at, info.size, lambda: _load(tar, info, name))


def _load(tar: tarfile.TarFile, info: tarfile.TarInfo, name: str) -> Article | Unreadable:
    outlet = PurePosixPath(name).parts[0] if len(PurePosixPath(name).parts) > 1 else ""
    try:
        file = tar.extractfile(info)
        content = file.read(info.size) if file else b""
        if len(content) < info.size:
            raise EOFError("unexpected end")
    except (*DAMAGES, tarfile.TarError) as error:
        return Unreadable(name, name, broken(name, error), outlet)
    return Article(name, content, name, "", outlet, "")
