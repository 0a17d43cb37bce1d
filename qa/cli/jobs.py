"""The files of a run taken in turn: here, or by several processes at once.

What an earlier run found in a file is looked up before anything is shared out; only what nobody knows is work.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from threading import Thread
from typing import TYPE_CHECKING

from qa.cli.errors import sentence
from qa.cli.run import Run
from qa.cli.work import Outcome, Task, known_outcome, outcome_of
from qa.discovery import STDIN, Found
from qa.processes import Ended, share

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.process import BaseProcess

#: Files that each process may be ahead of the one whose turn it is to be reported.
_AHEAD = 4

#: Bytes of unknown files from which several processes are quicker than one, where nobody says how many there are to be.
#: To fork two from this one, with all that it has loaded, takes 0.03 s; where each has to load it for itself, 0.5 s.
#: A second goes on 350,000 bytes of clean text, and on fewer where there is much to find.
_WORTH_A_FORK, _WORTH_A_START = 100_000, 1_500_000
#: Files that are looked at to find out whether there is so much, and bytes of them that are held meanwhile.
_LOOKED_AT, _HELD = 2_000, 50_000_000


def outcomes(run: Run, task: Task, files: Iterable[Found], count: int) -> Iterator[Outcome]:
    """What becomes of the files, in their order. Raises what concerns all of them: a broken glossary, say."""
    store = run.store
    try:
        for outcome in _outcomes(run, task, iter(files), min(run.choices.processes, count)):
            if outcome.text is not None:
                run.tell_read(outcome.text.document, outcome.passages)
                if not outcome.passages:
                    run.tell_wordless(outcome.text)
            if store is not None and outcome.learned is not None:
                store.put(*outcome.learned)
            yield outcome
    finally:
        if store is not None:
            store.close()


def _outcomes(run: Run, task: Task, files: Iterator[Found], processes: int) -> Iterator[Outcome]:
    if processes < 2:
        for file in files:
            yield known_outcome(run, task, file) or outcome_of(run, task, file)
    elif run.choices.jobs is not None:
        yield from _shared_out(run, task, files, processes)
    else:
        yield from _as_pays(run, task, files, processes)


def _as_pays(run: Run, task: Task, files: Iterator[Found], processes: int) -> Iterator[Outcome]:
    """The outcomes, by several processes as soon as there is enough to do for them."""
    for file in files:
        if known := known_outcome(run, task, file):
            yield known
            continue
        # What this process has loaded those that it forks have, too.
        yield outcome_of(run, task, file)
        ahead, worth = _ahead(run, task, files)
        if worth:
            yield from _shared_out(run, task, files, processes, ahead)
            return
        for next_file, known in ahead:
            yield known or outcome_of(run, task, next_file)


def _ahead(run: Run, task: Task, files: Iterator[Found]) -> tuple[deque[tuple[Found, Outcome | None]], bool]:
    """Some of the next files with what is known of them, and whether the others are worth sharing out."""
    from multiprocessing import get_start_method

    enough = _WORTH_A_FORK if get_start_method() == "fork" else _WORTH_A_START
    ahead: deque[tuple[Found, Outcome | None]] = deque()
    held = unknown = work = 0
    for file in files:
        known = known_outcome(run, task, file)
        ahead.append((file, known))
        if known is not None and known.text is not None:
            held += len(known.text.document.source)
        elif file.path != STDIN:
            unknown += 1
            work += _size(file)
        if unknown > 1 and work >= enough:
            return ahead, True
        if len(ahead) >= _LOOKED_AT or held > _HELD:
            break
    return ahead, False


def _size(file: Found) -> int:
    try:
        return os.stat(file.path).st_size  # noqa: PTH116 - for thousands of files a `Path` each is felt
    except (OSError, ValueError):
        return 0


# In other processes.

_working: tuple[Run, Task] | None = None


def _shared_out(
    run: Run, task: Task, files: Iterable[Found], count: int, ahead: Iterable[tuple[Found, Outcome | None]] = ()
) -> Iterator[Outcome]:
    """The outcomes of files, those first of which it is known already whether they are known."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import active_children

    executor: ProcessPoolExecutor | None = None
    not_ours: frozenset[BaseProcess] = frozenset()
    pending: deque[Future[Outcome] | Found | Outcome] = deque()

    def add(file: Found, known: Outcome | None) -> None:
        nonlocal executor, not_ours
        if known is not None or file.path == STDIN:
            pending.append(known or file)
            return
        if executor is None:
            if run.store is not None:
                run.store.close()  # an open file of SQLite must not be forked
            not_ours = frozenset(active_children())
            executor = ProcessPoolExecutor(count, initializer=_begin, initargs=(run.for_others(), task))
        pending.append(executor.submit(_elsewhere, file))

    def first() -> Outcome:
        head = pending.popleft()
        if isinstance(head, Outcome):
            return head
        # Standard input is this process's own.
        outcome = outcome_of(run, task, head) if isinstance(head, Found) else head.result()
        if outcome.ending:
            raise Ended(outcome.fault)
        return outcome

    try:
        for file, known in ahead:
            add(file, known)
        for file in files:
            add(file, known_outcome(run, task, file))
            if len(pending) > _AHEAD * count:
                yield first()
        while pending:
            yield first()
    except BrokenProcessPool:
        raise ChildProcessError(10, "a process of --jobs ended unasked; try fewer") from None
    except (KeyboardInterrupt, GeneratorExit):
        # Nobody waits for what they are at, and they only read.
        for process in frozenset(active_children()) - not_ours if executor else ():
            process.terminate()
        raise
    finally:
        if executor is not None:
            executor.shutdown(wait=True, cancel_futures=True)


def _begin(run: Run, task: Task) -> None:
    global _working  # noqa: PLW0603 - what a process of the pool works on, set once when it starts
    _working = run, task
    share()
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Ends this process when the one is gone that it works for: killed, that one can tell nobody."""
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(1)


def _elsewhere(file: Found) -> Outcome:
    assert _working is not None
    run, task = _working
    try:
        outcome = outcome_of(run, task, file)
    except Exception as error:
        said = sentence(error, run.choices.voice, run.choices.verbose, file.path)
        return Outcome(file.path, fault=said, ending=True)
    return outcome if task.passages else _light(outcome)


def _light(outcome: Outcome) -> Outcome:
    """An outcome whose texts have no passages, which would cost more on their way than the rest together."""
    text, report, fix = outcome.text, outcome.report, outcome.fix
    if text is None or report is None or text.document.units:
        return outcome
    document = replace(text.document, passages=())
    after = document if report.document is text.document else replace(report.document, passages=())
    return replace(
        outcome,
        text=text._replace(document=document),
        report=replace(report, document=after),
        fix=fix and replace(fix, document=document),
    )
