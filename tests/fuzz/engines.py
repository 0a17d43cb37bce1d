"""Two ways to try a target: inputs by chance alone, and inputs that grow along what they reach (atheris)."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.fuzz.targets import Input, Target, targets
from tests.fuzz.texts import dictionary

#: Seconds of processor time within which any input has to be done with.
LIMIT = 5


@dataclass(frozen=True, slots=True)
class Fault:
    """An input of a target that broke a promise, in one line how, and the trace."""

    target: str
    input: Input
    how: str
    trace: str = ""


@dataclass(slots=True)
class Tried:
    """How a target did: inputs, seconds of processor time, the slowest input's, and faults, each kind once."""

    target: str
    inputs: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    faults: dict[str, Fault] = field(default_factory=dict)


class TooSlowError(BaseException):
    """What `limited` ends by: not an Exception, so that nobody on the way takes it for a fault of theirs."""


@contextmanager
def limited(seconds: float = LIMIT) -> Iterator[None]:
    """Ends what takes longer, in processor time of this process, wherever it is. Raises TooSlowError."""

    def end(*_: object) -> None:
        raise TooSlowError

    signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def held(name: str, target: Target, given: Input) -> Fault | None:
    """The fault that an input shows, if any."""
    try:
        with limited():
            target.hold(given)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        where = traceback.extract_tb(error.__traceback__)
        places = [frame for frame in where if "/qa/" in frame.filename] or where
        at = f"{Path(places[-1].filename).name}:{places[-1].name}" if places else "?"
        said = "" if isinstance(error, TooSlowError) else " ".join(str(error).split())[:80]
        kind = f"takes more than {LIMIT} s" if isinstance(error, TooSlowError) else type(error).__name__
        return Fault(name, given, f"{kind} in {at}: {said}", "".join(traceback.format_exception(error)))
    return None


def plain(name: str, count: int, seed: int) -> Tried:
    """Tries so many inputs, the same for the same seed; input number n hangs on nothing but seed and n."""
    target, tried = targets()[name], Tried(name)
    begun = time.process_time()
    before = begun
    for number in range(count):
        given = target.make(Random(f"{seed} {name} {number}"))
        fault = held(name, target, given)
        if fault is not None:
            tried.faults.setdefault(re.sub(r"\d+", "n", fault.how), fault)
        tried.inputs += 1
        now = time.process_time()
        tried.slowest = max(tried.slowest, now - before)
        before = now
    tried.seconds = before - begun
    return tried


def guided(name: str, count: int, seed: int) -> Tried:
    """Tries about so many inputs in a process of its own, which libFuzzer ends at the first fault."""
    tried = Tried(name)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="relecture-fuzz-") as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        target = targets()[name]
        for number in range(300):
            made = target.make(Random(f"{seed} {name} {number}"))
            (corpus / str(number)).write_bytes(made.encode() if isinstance(made, str) else made)
        words = Path(folder) / "words"
        if target.format:
            words.write_text("".join(f'"{_spelled(piece)}"\n' for piece in dictionary(target.format)), encoding="ascii")
        else:
            words.write_text("", encoding="ascii")
        options = [f"-runs={count}", f"-seed={seed}", "-max_len=400", f"-dict={words}", f"-artifact_prefix={folder}/"]
        command = [sys.executable, "-m", "tests.fuzz.guided", name, str(corpus), *options, "-print_final_stats=1"]
        done = subprocess.run(command, capture_output=True, check=False)
        told = done.stderr.decode(errors="replace")
        ran = re.search(r"stat::number_of_executed_units:\s*(\d+)", told)
        tried.inputs = int(ran[1]) if ran else 0
        for artifact in Path(folder).glob("crash-*"):
            data = artifact.read_bytes()
            given: Input = data.decode(errors="replace") if target.format else data
            fault = held(name, target, given) or Fault(name, given, "fails under atheris only", told[-4000:])
            tried.faults.setdefault(re.sub(r"\d+", "n", fault.how), fault)
        if done.returncode and not tried.faults:
            tried.faults["engine"] = Fault(name, b"", "the engine itself failed", told[-4000:])
    tried.seconds = time.monotonic() - begun
    return tried


def _spelled(piece: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in piece.encode())
