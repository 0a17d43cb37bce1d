"""What is done with one file, and the files of a run taken in turn: here, or by several processes at once.

A file's outcome is a value that goes from one process to another, so that a run says the same however many do the work.
What an earlier run found in a file is looked up here before anything is shared out; only what nobody knows is work.
"""

from __future__ import annotations

import os
import signal
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from threading import Thread
from typing import TYPE_CHECKING

from qa.cache.answer import Known
from qa.cli.errors import say, sentence
from qa.cli.run import Run, Text
from qa.discovery import STDIN, Found
from qa.document import Document
from qa.finding import Finding
from qa.processes import share
from qa.reports import Report
from qa.settings import Lang, Settings
from qa.source import SourceError

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

    from qa.arbiter import Fix
    from qa.baseline import Entry

#: Files that each process may be ahead of the one whose turn it is to be reported.
_AHEAD = 4

#: Bytes of unknown files from which several processes are quicker than one, where nobody says how many there are to be.
#: To fork two from this one, with all that it has loaded, takes 0.03 s; where each has to load it for itself, 0.5 s.
#: A second goes on 350,000 bytes of clean text, and on fewer where there is much to find.
_WORTH_A_FORK, _WORTH_A_START = 100_000, 1_500_000
#: Files that are looked at to find out whether there is so much, and bytes of them that are held meanwhile.
_LOOKED_AT, _HELD = 2_000, 50_000_000


@dataclass(frozen=True, slots=True)
class Task:
    """What to do with each file: only check it, or mend what is safe, or all; and standard input, too, or not.

    `passages` says that the documents of the outcomes are to have their passages, which most reports do not look at.
    """

    mend: bool = False
    unsafe: bool = False
    stdin: bool = True
    passages: bool = False

    def mends(self, file: Found) -> bool:
        return self.mend and (self.stdin or file.path != STDIN)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file, or the sentence on why nothing did. `report` is on what is left after mending.

    `passages` is how many the file has. `noted` are its findings as entries of a baseline that is being written,
    `stale` the entries of the baseline that is followed which none of its findings answers to. `learned` is what is to
    be kept.
    """

    path: str
    text: Text | None = None
    report: Report | None = None
    fix: Fix | None = None
    passages: int = 0
    noted: Counter[Entry] = field(default_factory=Counter)
    stale: Counter[Entry] = field(default_factory=Counter)
    learned: tuple[bytes, Known] | None = None
    fault: str = ""
    ending: bool = False


class Ended(Exception):  # noqa: N818 - it is the end of a run in another process, told
    """An error of another process that ends the run, in the words that it was told with there."""

    def say(self, _lang: Lang) -> str:
        return str(self)


def outcomes(run: Run, task: Task, files: Iterable[Found], count: int) -> Iterator[Outcome]:
    """What becomes of the files, in their order. Raises what concerns all of them: a broken glossary, say."""
    store = run.store
    try:
        for outcome in _outcomes(run, task, iter(files), min(run.choices.processes, count)):
            if outcome.text is not None:
                run.tell_read(outcome.text.document, outcome.passages)
            if store is not None and outcome.learned is not None:
                store.put(*outcome.learned)
            yield outcome
    finally:
        if store is not None:
            store.close()


def _outcomes(run: Run, task: Task, files: Iterator[Found], processes: int) -> Iterator[Outcome]:
    if processes < 2:
        for file in files:
            yield _known(run, task, file) or _outcome(run, task, file)
    elif run.choices.jobs is not None:
        yield from _shared_out(run, task, files, processes)
    else:
        yield from _as_pays(run, task, files, processes)


def _as_pays(run: Run, task: Task, files: Iterator[Found], processes: int) -> Iterator[Outcome]:
    """The outcomes, by several processes as soon as there is enough to do for them."""
    for file in files:
        if known := _known(run, task, file):
            yield known
            continue
        # What this process has loaded those that it forks have, too.
        yield _outcome(run, task, file)
        ahead, worth = _ahead(run, task, files)
        if worth:
            yield from _shared_out(run, task, files, processes, ahead)
            return
        for next_file, known in ahead:
            yield known or _outcome(run, task, next_file)


def _ahead(run: Run, task: Task, files: Iterator[Found]) -> tuple[deque[tuple[Found, Outcome | None]], bool]:
    """Some of the next files with what is known of them, and whether the others are worth sharing out."""
    from multiprocessing import get_start_method

    enough = _WORTH_A_FORK if get_start_method() == "fork" else _WORTH_A_START
    ahead: deque[tuple[Found, Outcome | None]] = deque()
    held = unknown = work = 0
    for file in files:
        known = _known(run, task, file)
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


def _known(run: Run, task: Task, file: Found) -> Outcome | None:
    """The outcome of a file that an earlier run has checked and that needs no mending; None for all others.

    What is wrong with a file is not told here, but when its turn comes.
    """
    if run.store is None or file.path == STDIN:
        return None
    try:
        data = run.content(file)
        settings = run.settings(file.path)
        key = run.key(file, data, settings)
        known = run.store.get(key) if key is not None else None
        if known is None:
            return None
        text = run.text(file, data, settings, passages=task.passages)
        only, stale = _meant(run, settings, text.document, known.findings)
    except Exception:
        return None
    if not task.mends(file):
        return _told(run, text, known, only, stale)
    findings = tuple(filter(only, known.findings))
    if any(finding.suggestions and (finding.safe or task.unsafe) for finding in findings):
        return None
    from qa.arbiter import Fix

    fix = Fix(text.document, text.document.source, (), (), findings)
    return Outcome(file.path, text, Report(text.document, findings), fix, known.passages, stale=stale)


def _outcome(run: Run, task: Task, file: Found) -> Outcome:
    name = run.name(file.path)
    try:
        return _done(run, task, file)
    except OSError:
        raise  # standard output is gone
    except Exception as error:
        if not isinstance(error, SourceError) and hasattr(error, "say"):
            raise  # a broken glossary concerns every file
        return Outcome(name, fault=sentence(error, run.choices.voice, run.choices.verbose, name))


def _done(run: Run, task: Task, file: Found) -> Outcome:
    data = run.content(file)
    settings = run.settings(run.name(file.path))
    before = run.key(file, data, settings)
    text = run.text(file, data, settings)
    outcome, known, content = (_mended if task.mends(file) else _checked)(run, task, text, settings)
    # A glossary that changed meanwhile may have been followed or not.
    if known is None or before is None or run.key(file, data, settings) != before:
        return outcome
    after = before if content is None else run.key(file, content, settings)
    return outcome if after is None else replace(outcome, learned=(after, known))


#: What became of a file, and what is now known of it, or of its new content where there is such.
_Result = tuple[Outcome, Known | None, bytes | None]


def _checked(run: Run, _task: Task, text: Text, settings: Settings) -> _Result:
    known = Known(len(text.document.passages), run.checker(settings).check(text.document))
    return _told(run, text, known, *_meant(run, settings, text.document, known.findings)), known, None


def _mended(run: Run, task: Task, text: Text, settings: Settings) -> _Result:
    document, checker = text.document, run.checker(settings)
    found = checker.check(document) if run.baseline is not None else ()
    only, stale = _meant(run, settings, document, found)
    fix = checker.fix(document, unsafe=task.unsafe, only=only) if only else checker.fix(document, unsafe=task.unsafe)
    after, content = document, None
    if fix.output != document.source:
        from qa.pipeline import reread

        after = reread(document, fix.output, fix.edits, settings.prose_keys)
        content = None if document.units else text.encode(fix.edits)
    # Of what is not meant nothing is told, and a container is another one once it is written.
    all_told = only is None and (after is document or content is not None)
    known = Known(len(after.passages), fix.remaining) if all_told else None
    outcome = Outcome(
        document.path, text, Report(after, fix.remaining), fix, passages=len(document.passages), stale=stale
    )
    return outcome, known, content


def _told(run: Run, text: Text, known: Known, only: Callable[[Finding], bool] | None, stale: Counter[Entry]) -> Outcome:
    """The outcome of a file that is only checked."""
    document, findings = text.document, known.findings
    noted: Counter[Entry] = Counter()
    if run.noting is not None:
        noted, findings = run.noting.noted(document, findings), ()
    elif only is not None:
        findings = tuple(filter(only, findings))
    return Outcome(document.path, text, Report(document, findings), passages=known.passages, noted=noted, stale=stale)


def _meant(
    run: Run, settings: Settings, document: Document, found: tuple[Finding, ...]
) -> tuple[Callable[[Finding], bool] | None, Counter[Entry]]:
    """Which findings of a text are meant (None: all), and the entries of the baseline that are stale.

    `found` are all findings, where the run follows a baseline.
    """
    conditions: list[Callable[[Finding], bool]] = []
    stale: Counter[Entry] = Counter()
    if run.baseline is not None:
        put_up_with, stale = run.baseline.sorted_out(document, found)
        known = {(finding.rule, finding.start, finding.end) for finding in put_up_with}
        conditions.append(lambda finding: (finding.rule, finding.start, finding.end) not in known)
        bilingual = document.bilingual or run.choices.source is not None
        stale = _of_running_rules(stale, settings, bilingual=bilingual) if stale else stale
    if run.changes is not None:
        conditions.append(run.changes.on_changed_lines(document))
    if not conditions:
        return None, stale
    return (lambda finding: all(condition(finding) for condition in conditions)), stale


def _of_running_rules(stale: Counter[Entry], settings: Settings, *, bilingual: bool) -> Counter[Entry]:
    """The entries of rules that run: of another nothing is known."""
    from qa.rules import chosen

    names = settings.select, settings.ignore, settings.extend_select
    running = {rule.name for rule in chosen(*names, bilingual=bilingual)}
    return Counter({entry: count for entry, count in stale.items() if entry.rule in running and not settings.off})


def tell_stale(run: Run, stale: Counter[Entry]) -> None:
    """Says which entries of the run's baseline nothing answers to any more, those of missing files included."""
    if run.baseline is None or run.choices.quiet:
        return
    from qa.baseline import told_stale

    for told in told_stale(run.baseline.path, stale | run.baseline.of_missing_files(), run.choices.lang):
        say(told)


# In other processes.

_working: tuple[Run, Task] | None = None


def _shared_out(
    run: Run, task: Task, files: Iterable[Found], count: int, ahead: Iterable[tuple[Found, Outcome | None]] = ()
) -> Iterator[Outcome]:
    """The outcomes of files, those first of which it is known already whether they are known."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    executor: ProcessPoolExecutor | None = None
    pending: deque[Future[Outcome] | Found | Outcome] = deque()

    def add(file: Found, known: Outcome | None) -> None:
        nonlocal executor
        if known is not None or file.path == STDIN:
            pending.append(known or file)
            return
        if executor is None:
            if run.store is not None:
                run.store.close()  # an open file of SQLite must not be forked
            executor = ProcessPoolExecutor(count, initializer=_begin, initargs=(run.for_others(), task))
        pending.append(executor.submit(_elsewhere, file))

    def first() -> Outcome:
        head = pending.popleft()
        if isinstance(head, Outcome):
            return head
        # Standard input is this process's own.
        outcome = _outcome(run, task, head) if isinstance(head, Found) else head.result()
        if outcome.ending:
            raise Ended(outcome.fault)
        return outcome

    try:
        for file, known in ahead:
            add(file, known)
        for file in files:
            add(file, _known(run, task, file))
            if len(pending) > _AHEAD * count:
                yield first()
        while pending:
            yield first()
    except BrokenProcessPool:
        raise ChildProcessError(10, "a process of --jobs ended unasked; try fewer") from None
    except (KeyboardInterrupt, GeneratorExit):
        # Nobody waits for what they are at, and they only read.
        for process in list(executor._processes.values() if executor else ()):
            process.terminate()
        raise
    finally:
        if executor is not None:
            executor.shutdown(wait=True, cancel_futures=True)


def _begin(run: Run, task: Task) -> None:
    global _working  # noqa: PLW0603 - what a process of the pool works on, set once when it starts
    _working = run, task
    share()
    # An interruption is for the process that waits for this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
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
        outcome = _outcome(run, task, file)
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
