"""The key of an answer: a digest of all that it hangs on, from the bytes of the file to the state of the program."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import fields
from errno import EINVAL
from hashlib import blake2b
from pathlib import Path, PurePath

from qa import __version__
from qa.settings import Settings

#: Bytes of a key.
LENGTH = 20

_PACKAGE = Path(__file__).parents[1]
#: Where a checkout has the curated glossaries, which an installed program has in its package.
_CURATED = _PACKAGE.parent / "corpora" / "glossaries"

#: Path, time of change and size of a glossary: what is read again when one of them changes.
_State = tuple[Path, int, int]


def program() -> bytes:
    """A digest of the program: its version, Python's, those of what is installed beside it, and every file of its own.

    Files count with size and time of change: nothing is read, and what a developer edits in place counts as well.
    """
    digest = blake2b(digest_size=LENGTH)
    for part in (__version__, sys.version, *_installed()):
        _add(digest, part.encode("utf-8", "surrogateescape"))
    for folder in (_PACKAGE, _CURATED):
        for name, changed, size in sorted(_files(str(folder))):
            _add(digest, f"{name}\0{changed}\0{size}".encode("utf-8", "surrogateescape"))
    return digest.digest()


def _installed() -> list[str]:
    """Names and versions of the distributions that are installed, as their folders are called."""
    names: set[str] = set()
    for place in sys.path:
        try:
            with os.scandir(place or ".") as entries:
                names.update(entry.name for entry in entries if entry.name.endswith((".dist-info", ".egg-info")))
        except OSError:
            continue
    return sorted(names)


def _files(folder: str) -> Iterator[tuple[str, int, int]]:
    """Path, time of change and size of all files below a folder, those of compiled Python left out."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _files(entry.path)
        else:
            found = entry.stat()
            yield os.path.relpath(entry.path, _PACKAGE.parent), found.st_mtime_ns, found.st_size


class Keys:
    """Makes keys for one run. Goes to other processes, where it makes the same."""

    def __init__(self, program: bytes) -> None:
        self._program = program
        self._stems: dict[tuple[Settings, tuple[_State, ...]], bytes] = {}

    def of(self, data: bytes, name: str, settings: Settings, *beside: bytes) -> bytes | None:
        """The key of the answer on a file with these bytes and this name under these settings.

        Of the name only the ending counts, which says how the file is read. `beside` is the content of other files that
        the answer hangs on. None where a glossary cannot be read: what is wrong with it is found out elsewhere.
        """
        try:
            stem = self._stem(settings)
        except OSError:
            return None
        digest = blake2b(stem, digest_size=LENGTH)
        for part in (PurePath(name).suffix.lower().encode("utf-8", "surrogateescape"), *beside, data):
            _add(digest, part)
        return digest.digest()

    def _stem(self, settings: Settings) -> bytes:
        """What files under the same settings share, glossaries as they are now. Raises OSError."""
        state = tuple(map(_state, settings.glossaries))
        if (settings, state) not in self._stems:
            digest = blake2b(self._program, digest_size=LENGTH)
            for field in fields(settings):
                _add(digest, f"{field.name}={getattr(settings, field.name)!r}".encode("utf-8", "surrogateescape"))
            for path in settings.glossaries:
                if not path.is_file():  # a device or a pipe may have no end, and what is read of it is gone
                    raise OSError(EINVAL, "no regular file", str(path))
                _add(digest, path.read_bytes())
            self._stems[settings, state] = digest.digest()
        return self._stems[settings, state]


def _state(path: Path) -> _State:
    found = path.stat()
    return path, found.st_mtime_ns, found.st_size


def _add(digest: blake2b, part: bytes) -> None:
    """Adds a part so that no other parts give the same bytes."""
    digest.update(len(part).to_bytes(8, "big"))
    digest.update(part)
