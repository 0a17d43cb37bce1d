"""`relecture check`: reports, and changes nothing unless asked to."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from qa import source
from qa.cli.fix import difference
from qa.cli.options import CHECKING, ENDING, PATHS, UNSAFE, Choices, width
from qa.cli.run import Run, Text, emit, load, progress, spare_inputs
from qa.cli.speech import Command, OneOf, Option
from qa.discovery import STDIN
from qa.formats import parse
from qa.settings import Lang, Wording

if TYPE_CHECKING:
    from qa.reports import Kind

_ABOUT = Wording(
    "Relit des fichiers, des dossiers ou l’entrée standard (-) et signale ce qui ne va pas. Ne change rien,"
    " sauf avec --fix.",
    "Checks files, folders or standard input (-) and says what is wrong. Changes nothing, except with --fix.",
)


def _formats() -> Sequence[str]:
    from qa.reports import FORMATS

    return FORMATS


def _kinds(lang: Lang) -> dict[str, Kind]:
    """The rules, as a report may introduce them."""
    from qa.reports import Kind
    from qa.rules import registry

    return {
        name: Kind(rule.category, rule.severity, rule.title.say(lang), rule.reason.say(lang))
        for name, rule in registry().items()
    }


def _run(
    *,
    paths: tuple[str, ...],
    output_format: str,
    output_file: str | None,
    fix: bool,
    diff: bool,
    unsafe: bool,
    **rest: Any,
) -> int:
    from qa import __version__
    from qa.reports import Report, render

    choices = Choices(**rest)
    run = Run(choices)
    checker = load(choices)
    files = run.files(paths)
    spare_inputs("--output-file", output_file, files)
    # A diff has standard output to itself, so that `git apply` can read it.
    aside = diff and output_file is None

    def examined(text: Text) -> Report:
        document = text.document
        if not (diff or (fix and text.found.path != STDIN)):
            return Report(document, checker.check(document))
        fixed = checker.fix(document, unsafe=unsafe)
        if fixed.output == document.source:
            return Report(document, fixed.remaining)
        if diff:
            emit([difference(document, fixed.output, choices)])
        else:
            source.write(text.found.path, text.source.encode(fixed.output))
        return Report(parse(fixed.output, document.path, document.format, document.keys), fixed.remaining)

    def reports() -> Iterator[Report]:
        for text in run.texts(shown):
            with run.sparing(text.document.path):
                report = examined(text)
                run.count(report.findings)
                yield report

    stream = sys.stderr if aside else sys.stdout
    color = choices.colored(stream) if output_file is None else choices.color == "always"
    with progress(files, choices, busy=output_file is None and stream.isatty()) as shown:
        chunks = render(
            output_format,
            reports(),
            lang=choices.lang,
            color=color,
            width=width(),
            version=__version__,
            kinds=_kinds(choices.lang),
        )
        if aside:
            for chunk in chunks:
                click.echo(chunk, nl=False, err=True)
        else:
            emit(chunks, output_file)
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
            default="full",
        ),
        Option(["--output-file"], Wording("Où écrire le rapport.", "Where the report goes."), metavar="F"),
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
        *ENDING,
    ],
)
