"""On which line of a TOML text a key stands: the parser tells only what it says."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence


def line_of(text: str, keys: Sequence[str]) -> int | None:
    """The line, from 1, of the statement that first gives the value at a path of keys; None where none does.

    A statement may take several lines. A beginning of the text that parses ends where a statement ends, so the one
    wanted is the first that makes the path appear; only lines that name its last key are tried.
    """
    lines = text.splitlines(keepends=True)
    name = re.compile(rf"(?<![\w-]){re.escape(keys[-1])}(?![\w-])")
    candidates = [number for number, line in enumerate(lines) if name.search(line)]
    for number in candidates:
        before = _parsed(lines[:number])
        if before is None or _holds(before, keys):
            continue
        for end in range(number + 1, len(lines) + 1):
            after = _parsed(lines[:end])
            if after is not None:
                if _holds(after, keys):
                    return number + 1
                break
    return candidates[0] + 1 if candidates else None


def _parsed(lines: Sequence[str]) -> dict[str, object] | None:
    try:
        return tomllib.loads("".join(lines))
    except tomllib.TOMLDecodeError:
        return None


def _holds(value: object, keys: Sequence[str]) -> bool:
    for key in keys:
        if not isinstance(value, dict) or key not in value:
            return False
        value = value[key]
    return True
