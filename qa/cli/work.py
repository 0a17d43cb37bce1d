"""What is done with one file of a run, and what came of it: looked up where an earlier run knows it, else worked out.

A file's outcome is a value that goes from one process to another, so that a run says the same however many do the work.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from qa.cache.answer import Known
from qa.cli.errors import sentence
from qa.cli.run import Run, Text
from qa.cli.scope import scope
from qa.discovery import STDIN, Found
from qa.finding import Finding
from qa.reports import Report
from qa.settings import Settings
from qa.source import SourceError

if TYPE_CHECKING:
    from qa.arbiter import Fix
    from qa.baseline import Entry


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


def known_outcome(run: Run, task: Task, file: Found) -> Outcome | None:
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
        only, stale = scope(run, settings, text.document, known.findings)
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


def outcome_of(run: Run, task: Task, file: Found) -> Outcome:
    """The outcome of a file, worked out. Raises OSError where standard output is gone, and what concerns every file."""
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
    return _told(run, text, known, *scope(run, settings, text.document, known.findings)), known, None


def _mended(run: Run, task: Task, text: Text, settings: Settings) -> _Result:
    document, checker = text.document, run.checker(settings)
    found = checker.check(document) if run.baseline is not None else ()
    only, stale = scope(run, settings, document, found)
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
