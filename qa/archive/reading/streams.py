"""Files as streams of bytes, unpacked within bounds."""

from __future__ import annotations

import gzip
import io
import zlib
from pathlib import Path
from typing import IO

from qa.settings import Wording
from qa.source import SourceError

#: Nothing that is text is packed tighter than this; looked at from so many bytes on.
_RATIO_LIMIT, _RATIO_FROM = 250, 50_000_000

_BOMB = Wording(
    "{path} : décompressé, ce fichier serait démesuré ; la suite n’est pas lue.",
    "{path}: unpacked, this file would be of excessive size; the rest is not read.",
)
_BROKEN = Wording(
    "{path} : ce fichier est abîmé ou tronqué ({reason}) ; la suite n’est pas lue.",
    "{path}: this file is damaged or cut off ({reason}); the rest is not read.",
)


def broken(path: str, error: Exception) -> SourceError:
    """What to say of a file that cannot be read any further."""
    return SourceError(_BROKEN, path, reason=" ".join(str(error).split())[:120] or type(error).__name__)


#: What unpacking and reading raise over a file that is damaged.
DAMAGES = (OSError, EOFError, zlib.error, ValueError)


class _Bounded(io.RawIOBase):
    """What a packed file unpacks to, as long as that is in proportion to what was read of it."""

    def __init__(self, path: Path) -> None:
        self._path = str(path)
        self._packed = path.open("rb")
        self._unpacked = gzip.GzipFile(fileobj=self._packed)
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        # One step at a time: where the next one fails, what came before it has been given.
        data = self._unpacked.read1(len(buffer))
        self._count += len(data)
        if self._count > _RATIO_FROM and self._count > _RATIO_LIMIT * self._packed.tell():
            raise SourceError(_BOMB, self._path)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._unpacked.close()
        self._packed.close()
        super().close()


def opened(path: Path, at: int = 0) -> IO[bytes]:
    """The bytes of a file, unpacked where its name ends with .gz or .tgz; of another one those from `at` on."""
    if packed(path):
        return io.BufferedReader(_Bounded(path), 1 << 18)
    file = path.open("rb")
    file.seek(at)
    return file


def packed(path: Path) -> bool:
    """Whether a file is unpacked while it is read, so that reading begins at its beginning."""
    return path.suffix.lower() in (".gz", ".tgz")
