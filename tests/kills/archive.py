"""`relecture archive`, killed with signal 9 at random moments and started again, until it ends.

After every kill each part that says it is done has to be exactly what an undisturbed run writes; after every run that
ends, the whole output has to be that, byte for byte, and nothing else may lie about: no document lost, none twice.

A start of Python costs more than the work here. So most runs begin as a copy of this process, which has all loaded, and
work in it; some are commands of their own, with workers, of which now the whole run is killed, now the process that
leads it (its workers live on for a moment), now one worker.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from qa.archive.job import Job
from qa.archive.plan import Part
from qa.archive.work import Done, Worker

ROOT = Path(__file__).parents[2]
#: Where the name of the output stands in the command.
_OUT = 5
#: Every so manieth run is a command of its own.
_OWN = 20
_OPENINGS = ("Le maire", "La ministre", "Le comité", "La rédaction", "Le préfet")
_REST = (
    "a présenté hier le budget de la commune devant le conseil.",
    "a parlé parlé longtemps de la relance.",
    "attend une réponse de la région avant la fin du mois.",
)


@dataclass
class Outcome:
    """What came of the kills: how many of each kind, runs that ended, and what was wrong."""

    kills: Counter[str] = field(default_factory=Counter)
    ended: int = 0
    wrong: list[str] = field(default_factory=list)

    def told(self) -> str:
        kinds = ", ".join(f"{count} of {kind}" for kind, count in sorted(self.kills.items()))
        return f"{self.kills.total()} kills ({kinds}), {self.ended} runs that ended, {len(self.wrong)} wrong"


def write_archive(path: Path, documents: int) -> None:
    """An archive of short articles, some with faults, one that cannot be read."""
    chance = random.Random(documents)
    with path.open("w", encoding="utf-8") as file:
        for number in range(documents):
            text = " ".join(f"{chance.choice(_OPENINGS)} {chance.choice(_REST)}" for _ in range(6))
            record = {
                "id": f"n{number}",
                "text": text,
                "outlet": f"o{number % 3}",
                "date": f"2026-0{number % 9 + 1}-01",
            }
            file.write(json.dumps(record if number != documents // 2 else {"id": "none"}) + "\n")


def command(source: Path, out: Path, engine: str, output_format: str = "jsonl") -> list[str]:
    """The command that is killed: many small parts, so that it is writing most of the time."""
    return [
        sys.executable, "-m", "qa", "archive", str(source), str(out), "--engine", engine, "--workers", "2",
        "--part-size", "1", "--output-format", output_format, "--isolated", "--quiet", "--select", "repeated-word",
    ]  # fmt: skip


@dataclass
class Process:
    """A run that was begun. `own`: the head of a group of processes of its own, whose errors `errors` takes."""

    pid: int
    errors: Path
    code: int | None = None

    def wait(self, seconds: float = 600) -> int | None:
        """The exit code, as `subprocess` gives it; None where the process has not ended within so many seconds."""
        until = time.monotonic() + seconds
        while self.code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.code = os.waitstatus_to_exitcode(status)
            elif time.monotonic() > until:
                break
            else:
                time.sleep(0.002)
        return self.code

    def told(self) -> str:
        """What it said on standard error."""
        return self.errors.read_text(encoding="utf-8", errors="replace")


def started(arguments: list[str]) -> Process:
    """The command as a process of its own."""
    errors = Path(arguments[_OUT]).with_suffix(".err")
    with errors.open("wb") as file:
        process = subprocess.Popen(arguments, cwd=ROOT, stdout=file, stderr=file, start_new_session=True)
    process.returncode = 0  # it is waited for here
    return Process(process.pid, errors)


def copied(arguments: list[str]) -> Process:
    """The command in a copy of this process, which does the work itself."""
    from qa.cli import archive, relecture

    errors = Path(arguments[_OUT]).with_suffix(".err")
    pid = os.fork()
    if pid:
        return Process(pid, errors)
    code = 70
    try:
        os.setsid()
        target = os.open(errors, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(target, 1)
        os.dup2(target, 2)
        archive._engine = lambda *_: _here
        relecture.main(arguments[3:])
    except SystemExit as end:
        code = int(end.code or 0)
    finally:
        os._exit(code)


@cache
def _warm() -> None:
    """Loads in this process what its copies need."""
    from qa.archive import page, running
    from qa.formats import parse
    from qa.pipeline import Checker

    assert page, running
    Checker().check(parse(" ".join(f"{opening} {rest}" for opening in _OPENINGS for rest in _REST)))


def _here(job: Job, stretches: Iterable[tuple[Part, ...]]) -> Iterator[Done]:
    worker = Worker(job)
    for part in (part for stretch in stretches for part in stretch):
        done = worker.work(part)
        assert done is not None
        yield done


def content(out: Path) -> dict[str, bytes]:
    """The files of an output by name, but for the lock."""
    files = (path for path in out.rglob("*") if path.is_file() and not path.name.endswith(".lock"))
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


def kill(process: Process, kind: str, chance: random.Random) -> bool:
    """Kills a run, its head or one of its workers; false where there is nothing to be killed any more."""
    if process.code is not None:
        return False
    if kind == "run":
        os.killpg(process.pid, signal.SIGKILL)
    elif kind in ("head", "copy"):
        os.kill(process.pid, signal.SIGKILL)
    else:
        workers = _children(process.pid)
        if not workers:
            return False
        with contextlib.suppress(ProcessLookupError):
            os.kill(chance.choice(workers), signal.SIGKILL)
    return True


def _children(parent: int) -> list[int]:
    try:
        told = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(number) for number in told.split()]


def kills(times: int, *, seed: int, engine: str = "local", documents: int = 24, fmt: str = "jsonl") -> Outcome:
    """Kills so many times and looks at what is left. Every `_OWN`th run is a command of its own; with Ray, all."""
    chance, outcome = random.Random(seed), Outcome()
    folder = Path(tempfile.mkdtemp(prefix="relecture-kills-"))
    try:
        source, out = folder / "archive.jsonl", folder / "out"
        write_archive(source, documents)
        _warm()
        lengths = {}
        for name, start in (("whole", started), ("copied", copied)):
            began = time.monotonic()
            whole = start(command(source, folder / name, engine, fmt))
            code, told = whole.wait(), whole.told()
            lengths[start] = time.monotonic() - began
            if code != 2:  # the one document that cannot be read
                outcome.wrong.append(f"undisturbed run: code {code}: {told}")
                return outcome
        expected = content(folder / "whole")
        if content(folder / "copied") != expected:
            outcome.wrong.append("a copy of this process writes something else")
        for number in range(1, 100 * times):
            own = engine == "ray" or number % _OWN == 0
            start = started if own else copied
            kind = chance.choice(("run", "head", "worker") if own else ("copy",))
            began, anew = time.monotonic(), not out.exists()
            process = start(command(source, out, engine, fmt))
            process.wait(chance.uniform(0, lengths[start]))
            if kill(process, kind, chance):
                outcome.kills[kind] += 1
            code = process.wait(60 + 20 * lengths[start])
            _judge(outcome, code, process.told(), content(out) if out.exists() else {}, expected)
            if code == 2:
                shutil.rmtree(out, ignore_errors=True)
                if anew and kind != "worker":  # the machine may have less to do, or more
                    lengths[start] = (lengths[start] + time.monotonic() - began) / 2
            if number % 50 == 0:
                print(outcome.told(), flush=True)
            if len(outcome.wrong) > 5 or outcome.kills.total() >= times:
                break
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return outcome


def _judge(outcome: Outcome, code: int | None, told: str, found: dict[str, bytes], expected: dict[str, bytes]) -> None:
    """Notes what is not as it has to be."""
    before = len(outcome.wrong)
    if code == 2:
        outcome.ended += 1
        if found != expected:
            names = sorted(name for name in {*found, *expected} if found.get(name) != expected.get(name))
            outcome.wrong.append(f"a run that ended differs in {names}")
    elif code != -signal.SIGKILL:
        outcome.wrong.append(f"code {code}: {told}")
    for name in found:
        if name.startswith("done/") and not Path(name).name.startswith("."):
            number = Path(name).stem
            for path, data in expected.items():
                if number in path and found.get(path) != data:
                    outcome.wrong.append(f"part {number} says it is done, but {path} is not as it should be")
    if len(outcome.wrong) > before:
        print(*outcome.wrong[before:], told, sep="\n", flush=True)


def main(arguments: list[str]) -> int:
    """Runs the kills that the command line asks for; the exit code is 1 where something was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.kills archive", description=__doc__)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--engine", choices=("local", "ray"), default="local")
    parser.add_argument("--documents", type=int, default=24)
    parser.add_argument("--output-format", choices=("jsonl", "parquet"), default="jsonl")
    given = parser.parse_args(arguments)
    outcome = kills(
        given.times, seed=given.seed, engine=given.engine, documents=given.documents, fmt=given.output_format
    )
    print(outcome.told())
    return int(bool(outcome.wrong))
