"""The work shared out to processes of this machine. Needs nothing but Python.

A process that ends over a document is replaced, and its part taken up again.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, NamedTuple

from qa.archive.job import Job
from qa.archive.plan import Part
from qa.archive.work import Done, Worker, ending
from qa.processes import Ended, share
from qa.settings import Wording
from qa.source import SourceError

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

#: Processes that end before they have done anything: no document's fault.
_ENOUGH = 5

_NO_PROCESS = Wording(
    "Les processus de travail s’arrêtent aussitôt lancés ; essayez --workers 1 ou libérez de la mémoire.",
    "The worker processes end as soon as they start; try --workers 1 or free some memory.",
)


class _Hand(NamedTuple):
    """A process at work, and the line to it."""

    process: BaseProcess
    line: Connection


def run(job: Job, stretches: Iterable[tuple[Part, ...]], workers: int) -> Iterator[Done]:
    """Works on all parts with so many processes; yields each part when it is done, in no order."""
    pending = deque(stretches)
    # No fork: it would hold what this process has open, the lock of the output among it.
    context = multiprocessing.get_context("spawn")
    busy: dict[Connection, tuple[_Hand, deque[Part]]] = {}
    idle: list[_Hand] = []
    early = 0

    def hire() -> _Hand:
        here, there = context.Pipe()
        process = context.Process(target=_serve, args=(there, job, os.getpid()), daemon=True)
        process.start()
        there.close()
        return _Hand(process, here)

    try:
        while pending or busy:
            while pending and len(busy) < workers:
                hand = idle.pop() if idle else hire()
                parts = deque(pending.popleft())
                hand.line.send(tuple(parts))
                busy[hand.line] = hand, parts
            for line in wait(list(busy)):
                hand, parts = busy[line]  # type: ignore[index]
                try:
                    told = hand.line.recv()
                except (EOFError, OSError):
                    del busy[hand.line]
                    hand.line.close()
                    hand.process.join()
                    early += 1
                    if early > _ENOUGH + workers:
                        raise SourceError(_NO_PROCESS, str(job.out)) from None
                    pending.appendleft(tuple(parts))
                    continue
                if isinstance(told, str):
                    raise Ended(told)
                early = 0
                yield told
                parts.popleft()
                if not parts:
                    del busy[hand.line]
                    idle.append(hand)
    finally:
        for hand in [*idle, *(hand for hand, _ in busy.values())]:
            hand.line.close()
            hand.process.terminate()
        for hand in [*idle, *(hand for hand, _ in busy.values())]:
            hand.process.join()


def _serve(line: Connection, job: Job, parent: int) -> None:
    """What a process does: takes stretches from the line until there are no more."""
    share()

    def going() -> bool:
        return os.getppid() == parent

    try:
        worker = Worker(job)
        while True:
            for part in line.recv():
                done = worker.work(part, going)
                if done is None:
                    return
                line.send(done)
    except (EOFError, BrokenPipeError):
        return
    except Exception as error:
        line.send(ending(error, job.settings.lang))
