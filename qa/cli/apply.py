"""`relecture apply`: lays the decisions of a review page on the source that they were made on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from qa import source
from qa.cli.options import LANG, PATHS, QUIET, VERBOSE, Choices
from qa.cli.refusals import spare_inputs
from qa.cli.run import Run, Text, opened
from qa.cli.speech import Command
from qa.cli.writing import OUTPUT, OUTPUT_DIR, TRACK_CHANGES, must_track, targets_of, write
from qa.decisions import Decided, DecisionsError, load
from qa.discovery import Found
from qa.finding import Edit, apply_edits
from qa.formats import parse
from qa.notation import by_hand
from qa.settings import Wording

_ABOUT = Wording(
    "Applique à un fichier les décisions prises sur la page de « fix --report » : sur place, ou là où le dit --output"
    " ou --output-dir. Un fichier qui a changé depuis est refusé.",
    "Applies to a file the decisions made on the page of “fix --report”: in place, or where --output or --output-dir"
    " says. A file that has changed since is refused.",
)
_CHANGED = Wording(
    "{path} : {decisions} ne décide pas de ce texte, qui a changé depuis ; retrouvez l’ancien ou refaites la page avec"
    " « relecture fix --report ».",
    "{path}: {decisions} does not decide on this text, which has changed since; find the old one or make the page"
    " again with “relecture fix --report”.",
)
_NO_PLACE = Wording(
    "{path} : « {text} » ne peut s’écrire là dans ce format ; changez cette décision sur la page de relecture.",
    "{path}: “{text}” cannot be written there in this format; change that decision on the review page.",
)
_DONE = Wording(
    "Décisions appliquées : {taken}, passages laissés tels quels : {refused}. Fichiers changés : {changed}.",
    "Decisions applied: {taken}, passages left as they are: {refused}. Files changed: {changed}.",
)

#: Nothing is checked here, so that what would steer a check is not asked for.
_NO_CHECK: dict[str, Any] = {
    "glossaries": (),
    "source": None,
    "select": (),
    "ignore": (),
    "variant": None,
    "config": None,
    "isolated": False,
    "show_config": False,
    "force_exclude": False,
    "baseline": None,
    "changed_since": None,
    "jobs": 1,
    "no_cache": True,
    "stdin_filename": None,
    "fail_level": None,
    "exit_zero": False,
    "color": "never",
}


def _decided(
    run: Run, text: Text, decided: Sequence[Decided], decisions: str
) -> tuple[Decided, tuple[Edit, ...]] | None:
    """The decisions on a text and the edits that bring them into it.

    None for a file of a folder that nobody decided on. Raises DecisionsError for a text that has changed.
    """
    path = text.document.path
    prose_keys = run.holding(path).settings.prose_keys

    def said(source: str, edit: Edit) -> Edit:
        document = text.document if text.document.source == source else parse(source, path, prose_keys=prose_keys)
        written = by_hand(document, edit, prose_keys)
        if written is None:
            raise DecisionsError(_NO_PLACE, path, text=edit.text)
        return written

    for one in decided:
        # A container writes text its own way.
        edits = one.edits_of(text.document.source, None if text.document.units else said)
        if edits is not None:
            return one, edits
    if text.found.root and all(one.name != text.document.path.rpartition("/")[2] for one in decided):
        return None
    raise DecisionsError(_CHANGED, path, decisions=decisions)


def _run(
    *,
    decisions: str,
    paths: tuple[str, ...],
    output: str | None,
    output_dir: str | None,
    track_changes: bool,
    **rest: Any,
) -> int:
    run = opened(Choices(**_NO_CHECK, **rest), paths)
    decided = load(source.read(decisions).text, decisions)
    spare_inputs("--output", output, [Found(decisions)])
    files = run.files(paths)
    targets = targets_of(files, output, output_dir)
    taken = refused = changed = 0
    for file in files:
        with run.sparing(run.name(file.path)):
            text = run.text(file, run.content(file), run.settings(run.name(file.path)))
            run.tell_read(text.document, len(text.document.passages))
            found = _decided(run, text, decided, decisions)
            if found is None:
                continue
            one, edits = found
            if track_changes:
                must_track(text)
            write(text, targets[text.found.path], output_dir, edits, tracked=track_changes)
            changed += apply_edits(text.document.source, edits) != text.document.source
            taken += sum(bool(decision.edits) for decision in one.decisions)
            refused += sum(not decision.edits for decision in one.decisions)
    if not run.broken or changed:
        run.choices.note(_DONE, taken=taken, refused=refused, changed=changed)
    return run.code


apply = Command(
    "apply",
    _ABOUT,
    callback=_run,
    params=[
        click.Argument(["decisions"], metavar="DECISIONS.json"),
        PATHS,
        OUTPUT,
        OUTPUT_DIR,
        TRACK_CHANGES,
        LANG,
        QUIET,
        VERBOSE,
    ],
)
