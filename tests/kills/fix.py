"""`relecture fix` over a folder, killed with signal 9 at random moments and run again.

After every kill each file has to be whole, the old one or the new; after every run that ends, all have to be the new
ones, and nothing else may lie about.

A start of Python costs more than the work here. So most runs are a copy of this process, which has all loaded, and some
a command of their own, now with two processes, of which the leader is killed or all.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from qa.discovery import find
from tests.containers.made import docx_of, epub_of, odt_of

ROOT = Path(__file__).parents[2]
#: Every so manieth run is a command of its own.
_OWN = 12
_TEXT = "Le maire parle parle trop.\n\nLes pêcheurs réclament un blueprint , dit-il.\n\n"


@dataclass
class Outcome:
    """What came of the kills: how many of each kind and in each state, runs that ended, and what was wrong."""

    kills: Counter[str] = field(default_factory=Counter)
    halfway: int = 0
    left: int = 0
    ended: int = 0
    wrong: list[str] = field(default_factory=list)

    def told(self) -> str:
        kinds = ", ".join(f"{count} of {kind}" for kind, count in sorted(self.kills.items()))
        return (
            f"{self.kills.total()} kills ({kinds}), {self.halfway} between the first file and the last,"
            f" {self.left} that left a temporary file, {self.ended} runs that ended, {len(self.wrong)} wrong"
        )


def folder_of(path: Path) -> dict[str, bytes]:
    """Writes files of many kinds, all with something to mend, and says what they hold."""
    paragraphs = [["Le maire parle ", "parle", " trop."], ["Rien à redire ici."]]
    files = {f"dépêche {number}.txt": (_TEXT * (1 + 40 * (number % 3))).encode() for number in range(8)}
    files |= {
        "mark.txt": b"\xef\xbb\xbf" + _TEXT.encode(),
        "wide.txt": _TEXT.encode("utf-16"),
        "lines.md": ("# Un titre\n\n" + _TEXT).replace("\n", "\r\n").encode(),
        "page.html": f"<p>{_TEXT}</p>".encode(),
        "a.docx": docx_of(paragraphs),
        "b.odt": odt_of(paragraphs),
        "c.epub": epub_of(paragraphs),
    }
    for name, data in files.items():
        (path / name).write_bytes(data)
    return files


def command(path: Path, *options: str) -> list[str]:
    return ["fix", str(path), "--unsafe", "--isolated", "--quiet", "--select", "repeated-word", *options]


def copied(arguments: list[str]) -> int:
    """The command in a copy of this process; its process."""
    from qa.cli import relecture

    pid = os.fork()
    if pid:
        return pid
    code = 70
    try:
        os.setsid()
        with contextlib.suppress(SystemExit):
            relecture.main(arguments)
        code = 0
    finally:
        os._exit(code)


def started(arguments: list[str]) -> int:
    """The command as a process of its own, at the head of a group."""
    process = subprocess.Popen([sys.executable, "-m", "qa", *arguments], cwd=ROOT, start_new_session=True)
    process.returncode = 0  # it is waited for here
    return process.pid


def _state(path: Path) -> dict[str, bytes]:
    return {entry.name: entry.read_bytes() for entry in path.iterdir()}


class Killing:
    """A folder that is mended again and again, and killed meanwhile."""

    def __init__(self, path: Path, chance: random.Random) -> None:
        self.path, self.chance, self.outcome = path, chance, Outcome()
        self.old = folder_of(path)
        begun = time.monotonic()
        os.waitpid(copied(command(path)), 0)
        self.usual = time.monotonic() - begun
        self.new = _state(path)
        assert set(self.new) == set(self.old)
        assert all(self.new[name] != self.old[name] for name in self.old), "nothing to mend in some file"

    def once(self, number: int) -> None:
        """One run that is killed, and one that is not."""
        for name, data in self.old.items():
            (self.path / name).write_bytes(data)
        own = number % _OWN == _OWN - 1
        options = ("--jobs", "2") if own and self.chance.random() < 0.5 else ()
        pid = (started if own else copied)(command(self.path, *options))
        time.sleep(self.chance.random() * (self.usual * 1.2 if not own else self.usual + 1.5))
        whole = own and self.chance.random() < 0.5
        with contextlib.suppress(ProcessLookupError):
            (os.killpg if whole else os.kill)(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        if not self._gone(pid):
            self.outcome.wrong.append(f"kill {number}: processes live on that nobody waits for")
            os.killpg(pid, signal.SIGKILL)
        self.outcome.kills["a whole run" if whole else "the leading process" if own else "the process"] += 1
        self._whole(number)
        os.waitpid((copied if not own else started)(command(self.path)), 0)
        self._done(number)

    @staticmethod
    def _gone(group: int) -> bool:
        """Whether all processes of a group end within some seconds."""
        for _ in range(1000):
            try:
                os.killpg(group, 0)
            except ProcessLookupError:
                return True
            time.sleep(0.02)
        return False

    def _whole(self, number: int) -> None:
        """Every file is old or new."""
        state = _state(self.path)
        changed = [name for name in self.old if state.get(name) == self.new[name]]
        broken = [name for name in self.old if state.get(name) not in (self.old[name], self.new[name])]
        self.outcome.wrong += (f"kill {number}: {name} is neither old nor new" for name in broken)
        self.outcome.halfway += 0 < len(changed) < len(self.old)
        self.outcome.left += len(state) > len(self.old)
        seen = {Path(file.path).name for file in find([str(self.path)], {Path(name).suffix for name in self.old})}
        if seen != set(self.old):
            self.outcome.wrong.append(
                f"kill {number}: what is left lying is read as an article: {seen - set(self.old)}"
            )

    def _done(self, number: int) -> None:
        """Every file is new, and there is nothing else."""
        state = _state(self.path)
        self.outcome.ended += 1
        if state != self.new:
            odd = sorted(name for name in {*state, *self.new} if state.get(name) != self.new.get(name))
            self.outcome.wrong.append(f"the run after kill {number}: {', '.join(odd)}")


def kill(times: int, seed: int) -> Outcome:
    """So many kills."""
    with tempfile.TemporaryDirectory(prefix="relecture-kills-") as folder:
        killing = Killing(Path(folder), random.Random(seed))
        for number in range(times):
            killing.once(number)
        return killing.outcome


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.kills fix", description=__doc__)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    outcome = kill(given.times, given.seed)
    print(outcome.told())
    print("".join(f"  {one}\n" for one in outcome.wrong), end="")
    return int(bool(outcome.wrong))
