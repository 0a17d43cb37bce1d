"""What one process takes, and the medians of several."""

from __future__ import annotations

import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

#: Seconds that the runs behind one figure may take together, so that slow peers do not take an hour. Three are always
#: made, or two where one takes more than a third of it.
PATIENCE = 90.0


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took: seconds by the clock, seconds of processor time, most memory resident in MiB."""

    seconds: float
    processor: float
    peak: float


@dataclass(frozen=True, slots=True)
class Measure:
    """The medians of so many runs of one command, the quickest and the slowest; `words` are those of what it read."""

    what: str
    seconds: float
    quickest: float
    slowest: float
    processor: float
    peak: float
    words: int = 0
    runs: int = 1

    @property
    def rate(self) -> float:
        """Words a second, start-up included."""
        return self.words / self.seconds


@contextlib.contextmanager
def one_core() -> Iterator[None]:
    """Pins what is started meanwhile to one core, where the system allows it."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def spend(command: Sequence[str], text: Path | None = None) -> Cost:
    """Runs a command, with a text as its standard input if one is given. Ends the program where the command fails."""
    with tempfile.TemporaryFile() as complaint, text.open("rb") if text else tempfile.TemporaryFile() as given:
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdin=given, stdout=subprocess.DEVNULL, stderr=complaint)
        # wait4 tells what this one child used; getrusage would mix it with those before.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            complaint.seek(0)
            shown = " ".join(command)[:200]
            raise SystemExit(f"{shown} ended with {process.returncode}: {complaint.read().decode()[-500:]}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 2**20)


def measure(
    what: str,
    command: Sequence[str],
    runs: int,
    *,
    words: int = 0,
    text: Path | None = None,
    before: Callable[[], None] = lambda: None,
) -> Measure:
    """The medians of so many runs, after one that is not counted: it fills the caches of the disk.

    `before` is done before each. A command that takes long is run less often, and the first run counts.
    """
    before()
    first = spend(command, text)
    costs = [] if first.seconds * (runs + 1) <= PATIENCE else [first]
    wanted = runs if not costs else max(3 if first.seconds <= PATIENCE / 3 else 2, int(PATIENCE / first.seconds))
    while len(costs) < min(runs, wanted):
        before()
        costs.append(spend(command, text))
    seconds = [cost.seconds for cost in costs]
    return Measure(
        what,
        statistics.median(seconds),
        min(seconds),
        max(seconds),
        statistics.median(cost.processor for cost in costs),
        statistics.median(cost.peak for cost in costs),
        words,
        len(costs),
    )
