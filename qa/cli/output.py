"""Where results go: a file, or standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from qa import source
from qa.discovery import STDIN


def emit(chunks: Iterable[str], path: str | None = None) -> None:
    """Writes text to a file, in one step, or to standard output as it comes."""
    if path is not None and path != STDIN:
        source.write(path, "".join(chunks).encode("utf-8", "backslashreplace"))
        return
    out = sys.stdout.buffer
    for chunk in chunks:
        out.write(chunk.encode("utf-8", "backslashreplace"))
    out.flush()
