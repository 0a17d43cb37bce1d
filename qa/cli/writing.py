"""Where the cleaned version of a file goes, and how it is written or shown there."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from qa import source
from qa.cli.options import Choices
from qa.cli.run import Text
from qa.cli.speech import Option, Refusal
from qa.discovery import STDIN, Found
from qa.document import Document
from qa.finding import Edit, apply_edits
from qa.reports.terminal import visible
from qa.settings import Wording
from qa.source import SourceError

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
