"""Other checkers on the same clean texts, side by side with this one: whole processes, by the clock, on all cores.

They do other things: hunspell and codespell look words up, grammalecte reads grammar. What they share is what an editor
waits for.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench.cost import Measure, measure
from tests.bench.ours import EACH, MANY, RELECTURE
from tests.bench.texts import Sample, clean_text, many, written

#: Words of the one long text, and of the shorter ones that slow peers get.
_WORDS, _FEWER = 900_000, 60_000
#: The files that slow peers get.
_FEWER_FILES = 100


@dataclass(frozen=True, slots=True)
class Peer:
    """Another checker; `goal` is how many times as fast this program means to be, a fraction where it may be slower.

    `slow` ones get less text, and are compared by the word. `many` says that it takes many files at a time.
    """

    name: str
    command: tuple[str, ...]
    goal: float
    slow: bool = True
    many: bool = True


PEERS = (
    Peer("codespell", ("codespell",), 1 / 4, slow=False),
    Peer("hunspell -l -d fr_FR", ("hunspell", "-l", "-d", "fr_FR", "-i", "utf-8"), 8),
    Peer("grammalecte-cli", ("grammalecte-cli", "-f"), 40, many=False),
)


def peers(folder: Path, runs: int) -> Iterator[Measure | str]:
    """The program and its peers; a sentence with the ratio behind each, and for those not installed."""
    long = written(folder / "long.txt", clean_text(_WORDS))
    files = many(folder / "files", MANY, EACH)
    ours = {
        "one file": measure(f"relecture, one file of {long.words:,} words", (*RELECTURE, *long.names), runs,
                            words=long.words),
        "files": measure(f"relecture, {MANY:,} files of {EACH} words", (*RELECTURE, str(folder / "files")), runs,
                         words=files.words),
    }  # fmt: skip
    yield from ours.values()
    short = written(folder / "short.txt", clean_text(_FEWER))
    few = many(folder / "few", _FEWER_FILES, EACH)
    for peer in PEERS:
        if shutil.which(peer.command[0]) is None:
            yield f"{peer.name}: not installed"
            continue
        text = short if peer.slow else long
        yield from _beside(peer, text, f"one file of {text.words:,} words", ours["one file"], runs)
        if not peer.many:
            yield f"{peer.name}: takes one file at a time"
            continue
        text = few if peer.slow else files
        yield from _beside(peer, text, f"{len(text.paths):,} files of {EACH} words", ours["files"], runs)


def _beside(peer: Peer, text: Sample, what: str, ours: Measure, runs: int) -> Iterator[Measure | str]:
    # codespell's exit code is the number of its findings.
    command = ("sh", "-c", '"$@" || true', "sh", *peer.command, *text.names)
    theirs = measure(f"{peer.name}, {what}", command, runs, words=text.words)
    yield theirs
    yield f"    relecture is {ours.rate / theirs.rate:.2f} times as fast by the word (goal: {peer.goal:g})"
