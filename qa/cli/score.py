"""`relecture score`: how good a translation is, as a figure; two translations of one text beside each other."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from qa.cli.jobs import outcomes
from qa.cli.options import CHECKING, ENDING, PATHS, Choices, width
from qa.cli.output import emit
from qa.cli.progress import progress
from qa.cli.refusals import spare_inputs
from qa.cli.run import begin, show_configuration
from qa.cli.scope import tell_stale
from qa.cli.speech import Command, OneOf, Option
from qa.cli.work import Task
from qa.settings import Wording

_ABOUT = Wording(
    "Note des traductions : ce qui y est trouvé, pesé selon MQM (mineur 1, majeur 5, critique 25), pour 1 000 mots de"
    " l’original, par document, par segment et par catégorie. Deux documents sont comparés. Ne change rien.",
    "Scores translations: what is found in them, weighed as MQM does (minor 1, major 5, critical 25), per 1,000 words"
    " of the source, by document, segment and category. Two documents are compared. Changes nothing.",
)


def _formats() -> Sequence[str]:
    from qa.reports.scores import FORMATS

    return FORMATS


def _run(*, paths: tuple[str, ...], output_format: str | None, output_file: str | None, **rest: Any) -> int:
    run = begin(Choices(**rest), paths)
    choices = run.choices
    if choices.show_config:
        return show_configuration(run, paths)
    files = run.files(paths, one_source=True)
    spare_inputs("--output-file", output_file, files)
    from qa.reports import View
    from qa.reports.scores import render
    from qa.score.figures import score

    scores = []
    with progress(files, choices, busy=False) as shown:
        for outcome in outcomes(run, Task(passages=True), shown, len(files)):
            if outcome.report is None:
                run.tell(outcome.fault)
                continue
            tell_stale(run, outcome.stale)
            run.count(outcome.path, outcome.report.findings)
            scores.append(score(outcome.report.document, outcome.report.findings))
    color = choices.colored(sys.stdout) if output_file is None else choices.color == "always"
    emit(render(output_format or "text", scores, View(choices.lang, color, width())), output_file)
    return run.code


score = Command(
    "score",
    _ABOUT,
    callback=_run,
    params=[
        PATHS,
        Option(
            ["--output-format"],
            Wording("Forme du résultat.", "Form of the result."),
            metavar="NAME",
            type=OneOf(_formats),
        ),
        Option(["--output-file"], Wording("Où écrire le résultat.", "Where the result goes."), metavar="F"),
        *CHECKING,
        *ENDING,
    ],
)
