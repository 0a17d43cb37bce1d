"""`relecture fix`: writes the cleaned version, in place or elsewhere."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa import source
from qa.cli.jobs import outcomes
from qa.cli.options import CHECKING, ENDING, PATHS, UNSAFE, Choices
from qa.cli.output import emit
from qa.cli.progress import progress
from qa.cli.refusals import spare_inputs
from qa.cli.run import Text, begin, show_configuration
from qa.cli.scope import tell_stale
from qa.cli.speech import Command, Option, Refusal
from qa.cli.work import Task
from qa.discovery import STDIN, Found
from qa.document import Document
from qa.finding import Edit, apply_edits
from qa.reports.terminal import visible
from qa.settings import Wording
from qa.source import Source, SourceError

if TYPE_CHECKING:
    from qa.arbiter import Fix
    from qa.baseline import Entry

_ABOUT = Wording(
    "Écrit la version corrigée : sur place, ou là où le dit --output ou --output-dir. Ne corrige que ce qui est sûr,"
    " sauf avec --unsafe.",
    "Writes the cleaned version: in place, or where --output or --output-dir says. Corrects only what is sure,"
    " except with --unsafe.",
)
_TWO_PLACES = Wording(
    "--output et --output-dir ne vont pas ensemble ; gardez l’un des deux.",
    "--output and --output-dir do not go together; keep one of them.",
)
_ONE_OUTPUT = Wording(
    "--output n’attend qu’un fichier à corriger et il y en a {count} ; servez-vous de --output-dir.",
    "--output wants one file to fix and there are {count}; use --output-dir.",
)
_COLLISION = Wording(
    "--output-dir : {first} et {second} s’écriraient tous deux dans {target} ; corrigez-les séparément.",
    "--output-dir: {first} and {second} would both be written to {target}; fix them one at a time.",
)
_OUTSIDE = Wording(
    "{path} : la version corrigée sortirait du dossier de --output-dir par un lien ; rien n’a été écrit.",
    "{path}: a link would lead the cleaned version out of the folder of --output-dir; nothing was written.",
)
_NOT_FOR_GIT = Wording(
    "Le texte des paragraphes ; « git apply » ne peut appliquer cela au document.",
    "The text of the paragraphs; “git apply” cannot apply this to the document.",
)
_NO_TRACKING = Wording(
    "{path} : --track-changes ne vaut que pour les documents DOCX et ODT ; corrigez ce fichier sans cette option.",
    "{path}: --track-changes is for DOCX and ODT documents only; fix this file without that option.",
)
_DONE = Wording(
    "Corrections : {applied}, fichiers changés : {changed}. Signalements restants : {remaining}.",
    "Corrections: {applied}, files changed: {changed}. Findings left: {remaining}.",
)
_WROTE = Wording("{path} : écrit.", "{path}: written.")


OUTPUT = Option(
    ["--output"],
    Wording("Où écrire la version corrigée d’un fichier.", "Where the cleaned version of one file goes."),
    metavar="F",
)
OUTPUT_DIR = Option(
    ["--output-dir"],
    Wording("Dossier où écrire les versions corrigées.", "Folder where the cleaned versions go."),
    metavar="D",
)
TRACK_CHANGES = Option(
    ["--track-changes"],
    Wording(
        "Dans un DOCX ou un ODT, proposer les corrections en modifications suivies, à accepter ou à refuser.",
        "In a DOCX or ODT, offer the corrections as tracked changes, to accept or reject.",
    ),
    is_flag=True,
)


def difference(document: Document, after: str, choices: Choices) -> str:
    """The change of one document: by words and in colour on a terminal, for `git apply` otherwise."""
    from qa.reports import diff

    heading = document.heading if document.units else None
    if choices.colored(sys.stdout):
        return diff.colored(document.path, document.source, after, heading)
    told = diff.unified(document.path, document.source, after, heading)
    if document.units:
        told = f"# {_NOT_FOR_GIT.say(choices.lang)}\n{told}"
    # A program gets every byte, a person sees what does not show.
    return visible(told, keep="\r\n\t") if sys.stdout.isatty() else told


def targets_of(files: Sequence[Found], output: str | None, folder: str | None) -> dict[str, str]:
    """File read → file written, "-" for standard output. Refuses before anything is written."""
    if output is not None and folder is not None:
        raise Refusal(_TWO_PLACES)
    if output is not None and len(files) > 1:
        raise Refusal(_ONE_OUTPUT, count=len(files))
    if output is not None:
        return {file.path: output for file in files}
    if folder is None:
        return {file.path: file.path for file in files}
    taken: dict[str, str] = {}
    for file in files:
        if file.path == STDIN:
            continue
        target = str(Path(folder) / _within(file))
        if target in taken:
            raise Refusal(_COLLISION, first=taken[target], second=file.path, target=target)
        taken[target] = file.path
    return {STDIN: STDIN} | {path: target for target, path in taken.items()}


def _within(file: Found) -> Path:
    """A path's place below the output folder: as below the current folder, or below the folder that was searched."""
    path = Path(file.path).absolute()
    if ".." not in path.parts and path.is_relative_to(Path.cwd()):
        return path.relative_to(Path.cwd())
    return Path(file.path).relative_to(file.root) if file.root else Path(path.name)


def write(text: Text, target: str, folder: str | None, edits: Sequence[Edit], *, tracked: bool = False) -> None:
    """Writes a text with edits to its target, which `targets_of` gave."""
    if target == STDIN:
        sys.stdout.buffer.write(text.encode(edits, tracked=tracked))
        sys.stdout.buffer.flush()
        return
    if folder is not None:
        if not Path(target).resolve().is_relative_to(Path(folder).resolve()):
            raise SourceError(_OUTSIDE, text.found.path)
        source.make_folder(str(Path(target).parent))
    if target != text.found.path or apply_edits(text.document.source, edits) != text.document.source:
        source.write(target, text.encode(edits, tracked=tracked))


def must_track(text: Text) -> None:
    """Raises SourceError for a text whose format has no tracked changes."""
    if not text.tracks:
        raise SourceError(_NO_TRACKING, text.document.path)


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
