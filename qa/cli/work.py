"""What is done with one file, and the files of a run taken in turn: here, or by several processes at once.

A file's outcome is a value that goes from one process to another, so that a run says the same however many do the work.
"""

from __future__ import annotations

import signal
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from qa.cli.errors import sentence
from qa.cli.run import Run, Text
from qa.discovery import STDIN, Found
from qa.finding import Finding
from qa.reports import Report
from qa.settings import Lang
from qa.source import SourceError

if TYPE_CHECKING:
    from concurrent.futures import Future

    from qa.baseline import Entry
    from qa.pipeline import Checker, Fix

#: Files that each process may be ahead of the one whose turn it is to be reported.
_AHEAD = 4


@dataclass(frozen=True, slots=True)
class Task:
    """What to do with each file: only check it, or mend what is safe, or all; and standard input, too, or not."""

    mend: bool = False
    unsafe: bool = False
    stdin: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file, or the sentence on why nothing did. `report` is on what is left after mending.

    `noted` are its findings as entries of a baseline that is being written, `stale` the entries of the baseline that
    is followed which none of its findings answers to.
    """

    path: str
    text: Text | None = None
    report: Report | None = None
    fix: Fix | None = None
    noted: Counter[Entry] = field(default_factory=Counter)
    stale: Counter[Entry] = field(default_factory=Counter)
    fault: str = ""
    ending: bool = False


class Ended(Exception):  # noqa: N818 - it is the end of a run in another process, told
    """An error of another process that ends the run, in the words that it was told with there."""

    def say(self, _lang: Lang) -> str:
        return str(self)


def outcomes(run: Run, task: Task, files: Iterable[Found], count: int) -> Iterator[Outcome]:
    """What becomes of the files, in their order. Raises what concerns all of them: a broken glossary, say."""
    if min(run.choices.processes, count) > 1:
        yield from _shared_out(run, task, files, min(run.choices.processes, count))
        return
    for file in files:
        yield _outcome(run, task, file)


def _outcome(run: Run, task: Task, file: Found) -> Outcome:
    name = run.name(file.path)
    try:
        text = run.read(file)
        return _done(run, task, text)
    except OSError:
        raise  # standard output is gone
    except Exception as error:
        if not isinstance(error, SourceError) and hasattr(error, "say"):
            raise  # a broken glossary concerns every file
        return Outcome(name, fault=sentence(error, run.choices.voice, run.choices.verbose, name))


def _done(run: Run, task: Task, text: Text) -> Outcome:
    document = text.document
    checker = run.checker(document.path)
    only, stale = _meant(run, checker, text)
    noted: Counter[Entry] = Counter()
    if task.mend and (task.stdin or text.found.path != STDIN):
        fix = (
            checker.fix(document, unsafe=task.unsafe, only=only) if only else checker.fix(document, unsafe=task.unsafe)
        )
        after = document
        if fix.output != document.source:
            from qa.pipeline import reread

            after = reread(document, fix.output, fix.edits, checker.settings.prose_keys)
        return Outcome(document.path, text, Report(after, fix.remaining), fix, noted, stale)
    findings = checker.check(document)
    if run.noting is not None:
        noted, findings = run.noting.noted(document, findings), ()
    elif only is not None:
        findings = tuple(filter(only, findings))
    return Outcome(document.path, text, Report(document, findings), None, noted, stale)


def _meant(run: Run, checker: Checker, text: Text) -> tuple[Callable[[Finding], bool] | None, Counter[Entry]]:
    """Which findings of a text are meant (None: all), and the entries of the baseline that are stale."""
    document = text.document
    conditions: list[Callable[[Finding], bool]] = []
    stale: Counter[Entry] = Counter()
    if run.baseline is not None:
        from qa.rules import chosen

        found, stale = run.baseline.sorted_out(document, checker.check(document))
        known = {(finding.rule, finding.start, finding.end) for finding in found}
        conditions.append(lambda finding: (finding.rule, finding.start, finding.end) not in known)
        settings = checker.settings
        names = settings.select, settings.ignore, settings.extend_select
        running = {rule.name for rule in chosen(*names, bilingual=document.bilingual)}
        # Of a rule that did not run nothing is known.
        stale = Counter({entry: count for entry, count in stale.items() if entry.rule in running and not settings.off})
    if run.changes is not None:
        conditions.append(run.changes.on_changed_lines(document))
    if not conditions:
        return None, stale
    return (lambda finding: all(condition(finding) for condition in conditions)), stale


def tell_stale(run: Run, stale: Counter[Entry]) -> None:
    """Says which entries of the run's baseline nothing answers to any more, those of missing files included."""
    if run.baseline is None or run.choices.quiet:
        return
    from qa.baseline import told_stale

    for told in told_stale(run.baseline.path, stale | run.baseline.of_missing_files(), run.choices.lang):
        click.echo(told, err=True)


# In other processes.

_working: tuple[Run, Task] | None = None


def _shared_out(run: Run, task: Task, files: Iterable[Found], count: int) -> Iterator[Outcome]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    executor = ProcessPoolExecutor(count, initializer=_begin, initargs=(run.for_others(), task))
    pending: deque[Future[Outcome] | Found] = deque()

    def first() -> Outcome:
        head = pending.popleft()
        # Standard input is this process's own.
        outcome = _outcome(run, task, head) if isinstance(head, Found) else head.result()
        if outcome.ending:
            raise Ended(outcome.fault)
        return outcome

    try:
        for file in files:
            pending.append(file if file.path == STDIN else executor.submit(_elsewhere, file))
            if len(pending) > _AHEAD * count:
                yield first()
        while pending:
            yield first()
    except BrokenProcessPool:
        raise ChildProcessError(10, "a process of --jobs ended unasked; try fewer") from None
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _begin(run: Run, task: Task) -> None:
    global _working  # noqa: PLW0603 - what a process of the pool works on, set once when it starts
    _working = run, task
    # An interruption is for the process that waits for this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _elsewhere(file: Found) -> Outcome:
    assert _working is not None
    run, task = _working
    try:
        return _outcome(run, task, file)
    except Exception as error:
        said = sentence(error, run.choices.voice, run.choices.verbose, file.path)
        return Outcome(file.path, fault=said, ending=True)
