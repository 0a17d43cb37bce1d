"""One file of named columns of numbers, memory-mapped: opening it reads a header, looking up touches a page.

Layout: `MAGIC`, the header's length (uint32), the header (JSON: name → type code, offset, count), then the
columns, each at a multiple of 8 bytes. Type codes are those of `array` and `memoryview.cast`.
"""

from __future__ import annotations

import json
import mmap
import struct
from collections.abc import Mapping
from pathlib import Path

MAGIC = b"RELEC01\n"


class Store:
    """The columns of a file. Raises ValueError, naming the file, where it is not one of ours."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if self._map[: len(MAGIC)] != MAGIC:
            raise ValueError(f"{path} is not a data file of Relecture, or of another version: reinstall the package")
        at = len(MAGIC) + 4
        (length,) = struct.unpack_from("<I", self._map, len(MAGIC))
        self._header = json.loads(self._map[at : at + length])

    def column(self, name: str) -> memoryview:
        """The numbers of a column, without a copy."""
        code, offset, count = self._header[name]
        view = memoryview(self._map)[offset : offset + count * struct.calcsize(code)]
        return view.cast(code)


def write(path: Path, columns: Mapping[str, tuple[str, bytes]]) -> None:
    """Writes columns, each as its type code and its bytes in little-endian order."""
    spare = 64 * len(columns) + 16  # more than the header can need
    at = len(MAGIC) + 4 + spare
    header: dict[str, tuple[str, int, int]] = {}
    for name, (code, data) in columns.items():
        at = -(-at // 8) * 8
        header[name] = (code, at, len(data) // struct.calcsize(code))
        at += len(data)
    text = json.dumps(header).encode().ljust(spare)
    with path.open("wb") as file:
        file.write(MAGIC + struct.pack("<I", len(text)) + text)
        for name, (_, data) in columns.items():
            file.write(b"\0" * (header[name][1] - file.tell()))
            file.write(data)
