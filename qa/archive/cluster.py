"""The work shared out by Ray Data, on this machine or on a cluster: one worker a core, with the word data loaded once.

Only descriptions of parts travel; every worker reads its part and writes its output itself. So input and output have to
be reachable by the same path from every machine, and nothing of the archive goes through this process.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.archive.job import Job
from qa.archive.plan import Part
from qa.archive.work import Done, Worker, ending
from qa.processes import Ended
from qa.settings import Wording
from qa.source import SourceError

if TYPE_CHECKING:
    import numpy as np

_UNREACHABLE = Wording(
    "{path} : il n’y a pas là de grappe Ray que l’on atteigne ({reason}).",
    "{path}: there is no Ray cluster that can be reached ({reason}).",
)
_FAILED = Wording(
    "{path} : Ray a échoué ({reason}) ; le fichier ray.log de ce dossier en dit davantage.",
    "{path}: Ray failed ({reason}); the file ray.log in this folder says more.",
)


class _Actor:
    """A worker as Ray Data calls it: with stretches of parts, for which it gives what became of each part."""

    def __init__(self, job: Job) -> None:
        self._worker = Worker(job)

    def __call__(self, batch: dict[str, np.ndarray[Any, Any]]) -> Iterator[dict[str, list[int] | list[str]]]:
        from json import loads

        for stretch in batch["parts"]:
            for told in loads(str(stretch)):
                done, fault = Done(-1, 0, 0, 0, 0), ""
                try:
                    done = self._worker.work(Part.of(told)) or done
                except Exception as error:  # what Ray makes of an error is no sentence
                    fault = ending(error, self._worker.job.settings.lang)
                yield {**{name: [getattr(done, name)] for name in Done._fields}, "fault": [fault]}
                if fault:
                    return


def run(job: Job, stretches: Iterable[tuple[Part, ...]], workers: int, address: str | None) -> Iterator[Done]:
    """Works on all parts with so many workers (0: all cores of the cluster); yields each part when it is done."""
    with _quiet(job.out / "ray.log"):
        yield from _run(job, stretches, workers, address)


def _run(job: Job, stretches: Iterable[tuple[Part, ...]], workers: int, address: str | None) -> Iterator[Done]:
    from json import dumps

    ray = _started(address, workers)
    try:
        data = ray.data
        context = data.DataContext.get_current()
        context.enable_progress_bars = False
        context.print_on_execution_start = False
        context.execution_options.preserve_order = False
        many = workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
        # A row is a stretch, and a block holds few, so that no worker waits while another has work to give away.
        rows = [{"parts": dumps(stretch)} for stretch in stretches]
        many = max(1, min(many, len(rows)))  # Ray warns of workers that would have nothing to do
        blocks = data.from_items(rows, override_num_blocks=max(1, min(len(rows), 20_000)))
        results = blocks.map_batches(
            _Actor, batch_size=1, batch_format="numpy", fn_constructor_args=(job,), concurrency=many, num_cpus=1
        )
        for batch in results.iter_batches(batch_size=None, batch_format="numpy", prefetch_batches=1):
            if fault := next(filter(None, map(str, batch["fault"])), ""):
                raise Ended(fault)
            for values in zip(*(batch[name] for name in Done._fields), strict=True):
                yield Done(*map(int, values))
    except ray.exceptions.RayError as error:
        raise _explained(error, job) from None
    finally:
        ray.shutdown()


@contextlib.contextmanager
def _quiet(log: Path) -> Iterator[None]:
    """Sends what libraries print to a file, which is removed if all goes well.

    What this program says on standard error (how far it is, errors) goes where it went before.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    before, kept = sys.stderr, (os.dup(1), os.dup(2))
    target = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
    os.dup2(target, 1)
    os.dup2(target, 2)
    os.close(target)
    try:
        with os.fdopen(os.dup(kept[1]), "w", encoding="utf-8", errors="backslashreplace", buffering=1) as shown:
            with contextlib.suppress(OSError):  # it may be no file at all
                sys.stderr = shown if before.fileno() == 2 else before
            yield
        log.unlink(missing_ok=True)
    finally:
        sys.stdout.flush()
        sys.stderr = before
        for number, stream in enumerate(kept, 1):
            os.dup2(stream, number)
            os.close(stream)


def _started(address: str | None, workers: int) -> Any:
    """Ray, started and quiet. Raises ModuleNotFoundError, SourceError."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nobody's business
    os.environ.setdefault("RAY_DATA_DISABLE_PROGRESS_BARS", "1")
    import ray
    import ray.data
    import ray.exceptions

    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        if address:
            _reach(address)
            ray.init(address=address, logging_level=logging.CRITICAL, log_to_driver=False)
        else:
            ray.init(
                address="local",
                num_cpus=workers or None,
                include_dashboard=False,
                logging_level=logging.CRITICAL,
                log_to_driver=False,
            )
    except (ConnectionError, RuntimeError, ValueError, OSError) as error:
        reason = " ".join(str(error).split())[:200]
        raise SourceError(_UNREACHABLE, address or "ray", reason=reason) from None
    return ray


def _reach(address: str) -> None:
    """Tries whether anybody listens at an address; Ray itself would try for minutes. Raises OSError."""
    import re
    import socket

    if match := re.fullmatch(r"(?:ray://)?\[?([^/\]]+)\]?:(\d{1,5})", address):
        socket.create_connection((match[1], int(match[2])), timeout=10).close()


def _explained(error: Exception, job: Job) -> SourceError:
    """What ended the run, in one sentence."""
    reason = " ".join(str(error).split())[-300:] or type(error).__name__
    return SourceError(_FAILED, str(job.out), reason=reason)
