"""`relecture fix`: writes the cleaned version, in place or elsewhere."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

from qa.cli.jobs import outcomes
from qa.cli.options import CHECKING, ENDING, PATHS, UNSAFE, Choices
from qa.cli.output import emit
from qa.cli.progress import progress
from qa.cli.refusals import spare_inputs
from qa.cli.run import begin, show_configuration
from qa.cli.scope import tell_stale
from qa.cli.speech import Command, Option
from qa.cli.work import Task
from qa.cli.writing import OUTPUT, OUTPUT_DIR, TRACK_CHANGES, difference, must_track, targets_of, write
from qa.settings import Wording
from qa.source import Source

if TYPE_CHECKING:
    from qa.arbiter import Fix
    from qa.baseline import Entry

_ABOUT = Wording(
    "Écrit la version corrigée : sur place, ou là où le dit --output ou --output-dir. Ne corrige que ce qui est sûr,"
    " sauf avec --unsafe.",
    "Writes the cleaned version: in place, or where --output or --output-dir says. Corrects only what is sure,"
    " except with --unsafe.",
)
_DONE = Wording(
    "Corrections : {applied}, fichiers changés : {changed}. Signalements restants : {remaining}.",
    "Corrections: {applied}, files changed: {changed}. Findings left: {remaining}.",
)


def _run(
    *,
    paths: tuple[str, ...],
    output: str | None,
    output_dir: str | None,
    diff: bool,
    report: str | None,
    track_changes: bool,
    unsafe: bool,
    **rest: Any,
) -> int:
    run = begin(Choices(**rest), paths)
    choices = run.choices
    if choices.show_config:
        return show_configuration(run, paths)
    files = run.files(paths)
    targets = targets_of(files, output, output_dir)
    spare_inputs("--report", report, files)
    fixes: list[Fix] = []
    stale: Counter[Entry] = Counter()
    encodings: dict[str, tuple[str, bytes]] = {}
    read = applied = changed = remaining = 0
    with progress(files, choices, busy=diff and sys.stdout.isatty()) as shown:
        for outcome in outcomes(run, Task(mend=True, unsafe=unsafe, passages=report is not None), shown, len(files)):
            fix, text = outcome.fix, outcome.text
            if fix is None or text is None:
                run.tell(outcome.fault)
                continue
            stale.update(outcome.stale)
            with run.sparing(outcome.path):
                if track_changes:
                    must_track(text)
                differs = fix.output != fix.document.source
                if diff:
                    emit([difference(fix.document, fix.output, choices)] if differs else [])
                    run.failing |= differs
                else:
                    write(text, targets[text.found.path], output_dir, fix.edits, tracked=track_changes)
                run.count(outcome.path, fix.remaining)
                applied += len(fix.applied)
                changed += differs
                read += 1  # a file that could not be written has told so, and has no figures
                remaining += len(fix.remaining)
                if report is not None:
                    fixes.append(fix)
                    # Of a container and where text is written another way the page gives decisions only, for `apply`.
                    if isinstance(text.source, Source) and not any(each.encode for each in fix.document.passages):
                        encodings[outcome.path] = text.source.encoding, text.source.mark
    if report is not None:
        from qa.reports.html import review
        from qa.rules import registry

        reasons = {name: rule.reason.say(choices.lang) for name, rule in registry().items()}
        emit([review(fixes, lang=choices.lang, reasons=reasons, encodings=encodings)], report)
    tell_stale(run, stale)
    if read:
        choices.note(_DONE, applied=applied, changed=changed, remaining=remaining)
    return run.code


fix = Command(
    "fix",
    _ABOUT,
    callback=_run,
    params=[
        PATHS,
        OUTPUT,
        OUTPUT_DIR,
        Option(
            ["--diff"],
            Wording(
                "Montrer les corrections, telles que « git apply » les prend ; ne rien écrire.",
                "Show the corrections as “git apply” takes them; write nothing.",
            ),
            is_flag=True,
        ),
        TRACK_CHANGES,
        Option(
            ["--report"],
            Wording(
                "Page où décider : les deux versions côte à côte, chaque changement et sa raison.",
                "Page to decide on: both versions side by side, every change with its reason.",
            ),
            metavar="F.html",
        ),
        UNSAFE,
        *CHECKING,
        *ENDING,
    ],
)
