"""`relecture check`: reports, and changes nothing unless asked to."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import click

from qa import source
from qa.cli.jobs import outcomes
from qa.cli.options import CHECKING, ENDING, PATHS, UNSAFE, Choices, width
from qa.cli.output import emit
from qa.cli.progress import progress
from qa.cli.refusals import spare_inputs
from qa.cli.run import Run, begin, show_configuration
from qa.cli.scope import tell_stale
from qa.cli.speech import Command, OneOf, Option, Refusal
from qa.cli.work import Outcome, Task
from qa.cli.writing import difference
from qa.settings import Lang, Wording

if TYPE_CHECKING:
    from qa.baseline import Entry
    from qa.discovery import Found
    from qa.reports import Kind, Report

_ABOUT = Wording(
    "Relit des fichiers, des dossiers ou l’entrée standard (-) et signale ce qui ne va pas. Ne change rien,"
    " sauf avec --fix.",
    "Checks files, folders or standard input (-) and says what is wrong. Changes nothing, except with --fix.",
)
_NOT_WITH_A_NEW_BASELINE = Wording(
    "--write-baseline note tout ce qui est signalé aujourd’hui : il ne va pas avec {option}.",
    "--write-baseline notes all that is found today: it does not go with {option}.",
)
_NOTED = Wording(
    "{path} : état de référence écrit, {count} signalements.", "{path}: baseline written, {count} findings."
)


def _formats() -> Sequence[str]:
    from qa.reports import FORMATS

    return FORMATS


class _Kinds(Mapping[str, "Kind"]):
    """The rules, as a report may introduce them; loaded by the reports that do."""

    def __init__(self, lang: Lang) -> None:
        self._lang = lang

    @cached_property
    def _all(self) -> dict[str, Kind]:
        from qa.reports import Kind
        from qa.rules import registry

        return {
            name: Kind(rule.category, rule.severity, rule.title.say(self._lang), rule.reason.say(self._lang))
            for name, rule in registry().items()
        }

    def __getitem__(self, name: str) -> Kind:
        return self._all[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)


def _mended(outcome: Outcome, report: Report, choices: Choices, *, diff: bool) -> Report:
    """What is to be reported of a file, once its corrections have been shown or written."""
    fix, text = outcome.fix, outcome.text
    if fix is None or text is None or fix.output == fix.document.source:
        return report
    if diff:
        emit([difference(fix.document, fix.output, choices)])
    else:
        source.write(text.found.path, text.encode(fix.edits))
    return report


def _note(run: Run, files: Iterable[Found], noted: Counter[Entry], path: str) -> None:
    """Writes a baseline: what was found, and what it held on files that this run did not look at."""
    from qa.baseline import read, written

    if source.is_file(path):
        noted += read(path).elsewhere(run.name(file.path) for file in files)
    emit([written(noted)], path)
    run.choices.note(_NOTED, path=path, count=noted.total())


def _run(
    *,
    paths: tuple[str, ...],
    output_format: str | None,
    output_file: str | None,
    fix: bool,
    diff: bool,
    unsafe: bool,
    write_baseline: str | None,
    statistics: bool,
    **rest: Any,
) -> int:
    from qa import __version__
    from qa.reports import render
    from qa.reports.statistics import Tally

    run = begin(Choices(**rest), paths)
    choices = run.choices
    if choices.show_config:
        return show_configuration(run, paths)
    if write_baseline is not None:
        from qa.baseline import Baseline

        partly = {"--fix": fix, "--diff": diff, "--changed-since": choices.changed_since is not None}
        if others := [option for option, given in partly.items() if given]:
            raise Refusal(_NOT_WITH_A_NEW_BASELINE, option=others[0])
        run.noting = Baseline(write_baseline, Counter())
    files = run.files(paths)
    spare_inputs("--output-file", output_file, files)
    spare_inputs("--write-baseline", write_baseline, files)
    # A diff has standard output to itself, so that `git apply` can read it.
    aside = diff and output_file is None
    noted: Counter[Entry] = Counter()
    stale: Counter[Entry] = Counter()
    tally = Tally()

    task = Task(fix or diff, unsafe, stdin=diff, passages=output_format == "html")

    def reports() -> Iterator[Report]:
        for outcome in outcomes(run, task, shown, len(files)):
            if outcome.report is None:
                run.tell(outcome.fault)
                continue
            noted.update(outcome.noted)
            stale.update(outcome.stale)
            with run.sparing(outcome.path):
                report = _mended(outcome, outcome.report, choices, diff=diff)
                run.count(outcome.path, report.findings)
                tally.add(report)
                yield report

    stream = sys.stderr if aside else sys.stdout
    color = choices.colored(stream) if output_file is None else choices.color == "always"
    with progress(files, choices, busy=output_file is None and stream.isatty()) as shown:
        if output_format is None and (statistics or run.noting):
            for _ in reports():
                pass
            chunks = tally.table(choices.lang, width=width(), color=color) if statistics else iter(())
        else:
            chunks = render(
                output_format or "full",
                reports(),
                lang=choices.lang,
                color=color,
                width=width(),
                version=__version__,
                kinds=_Kinds(choices.lang),
            )
        if aside:
            for chunk in chunks:
                click.echo(chunk, nl=False, err=True)
        else:
            emit(chunks, output_file)
    if statistics and output_format is not None:
        click.echo("".join(tally.table(choices.lang, color=choices.colored(sys.stderr))), nl=False, err=True)
    if write_baseline is not None:
        _note(run, files, noted, write_baseline)
    else:
        tell_stale(run, stale)
    return run.code


check = Command(
    "check",
    _ABOUT,
    callback=_run,
    params=[
        PATHS,
        Option(
            ["--output-format"],
            Wording("Forme du rapport.", "Form of the report."),
            metavar="NAME",
            type=OneOf(_formats),
        ),
        Option(["--output-file"], Wording("Où écrire le rapport.", "Where the report goes."), metavar="F"),
        Option(
            ["--statistics"],
            Wording(
                "Compter les signalements par règle et par fichier, au lieu de les montrer ; avec --output-format, en"
                " plus, sur la sortie d’erreur.",
                "Count findings by rule and file instead of showing them; with --output-format besides, on standard"
                " error.",
            ),
            is_flag=True,
        ),
        Option(
            ["--fix"],
            Wording("Corriger sur place et signaler ce qui reste.", "Fix in place and report what is left."),
            is_flag=True,
        ),
        Option(
            ["--diff"],
            Wording("Montrer les corrections, sans rien écrire.", "Show the corrections, write nothing."),
            is_flag=True,
        ),
        UNSAFE,
        *CHECKING,
        Option(
            ["--write-baseline"],
            Wording(
                "Noter tout ce qui est signalé dans un état de référence.", "Note all that is found in a baseline."
            ),
            metavar="F",
        ),
        *ENDING,
    ],
)
