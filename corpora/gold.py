"""Damaged text with its gold answers, a row of JSON each."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypedDict


class Gold(TypedDict):
    """What stood in place of `spun[start:end]` of a row, in code points; `kind` says how hard that is to see."""

    start: int
    end: int
    spun: str
    original: str
    kind: str


class Row(TypedDict):
    """A damaged text, the clean one, and what was done to it in reading order."""

    id: str
    genre: str
    spun: str
    original: str
    edits: list[Gold]


class Change(NamedTuple):
    """Put `new` for `text[start:end]` of a clean text."""

    start: int
    end: int
    new: str
    kind: str


def damaged(text: str, changes: Iterable[Change]) -> tuple[str, list[Gold]]:
    """The text after changes, given in reading order and apart, and what they did, in offsets of the new text."""
    pieces: list[str] = []
    edits: list[Gold] = []
    at = length = 0
    for start, end, new, kind in changes:
        pieces += (text[at:start], new)
        length += start - at
        edits.append(
            {"start": length, "end": length + len(new), "spun": new, "original": text[start:end], "kind": kind}
        )
        length += len(new)
        at = end
    return "".join(pieces) + text[at:], edits


def rows(lines: Iterable[tuple[str, str]], damage: Callable[[str], tuple[str, list[Gold]]], seed: int) -> Iterator[Row]:
    """A row for each (genre, text) that `damage` changed; `seed` goes into its name."""
    for number, (genre, line) in enumerate(lines):
        text = " ".join(line.split())
        spun, edits = damage(text)
        if edits:
            yield {"id": f"{seed}-{number}", "genre": genre, "spun": spun, "original": text, "edits": edits}


def read(texts: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """The lines of files that are not blank, each with the name of its file as genre."""
    return ((path.stem, line) for path in texts for line in path.read_text("utf-8").splitlines() if line.strip())


def write(found: Iterable[Row]) -> None:
    """Prints rows, a line of JSON each."""
    for row in found:
        json.dump(row, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
