"""The options that several commands share, and what a user chose with them."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TextIO, get_args

import click
from click.core import ParameterSource

from qa.cli.errors import say
from qa.cli.speech import Count, OneOf, Option, language
from qa.configuration.holding import Given
from qa.finding import SEVERITIES, Severity
from qa.processes import usable
from qa.settings import Lang, Variant, Wording

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Color = Literal["auto", "always", "never"]


def _files(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


PATHS = click.Argument(["paths"], metavar="PATH...", nargs=-1, required=True, shell_complete=_files)

#: What decides which findings there are.
CHECKING = (
    Option(
        ["--glossary", "glossaries"],
        Wording(
            "Glossaire à suivre : CSV, TSV, TBX, XLSX ou YAML (répétable).",
            "Glossary to follow: CSV, TSV, TBX, XLSX or YAML (repeatable).",
        ),
        metavar="F",
        shell_complete=_files,
        multiple=True,
    ),
    Option(
        ["--source"],
        Wording(
            "Original anglais du document, ou dossier où chaque document a le sien sous le même nom.",
            "English source of the document, or a folder that holds each document's under the same name.",
        ),
        metavar="F",
        shell_complete=_files,
    ),
    Option(
        ["--select"],
        Wording(
            "Règles ou catégories à appliquer, séparées par des virgules.", "Rules or categories to apply, by comma."
        ),
        metavar="NAMES",
        multiple=True,
    ),
    Option(
        ["--ignore"],
        Wording("Règles ou catégories à laisser de côté.", "Rules or categories to leave out."),
        metavar="NAMES",
        multiple=True,
    ),
    Option(
        ["--variant"],
        Wording("Français du texte.", "French of the text."),
        type=OneOf(get_args(Variant)),
    ),
    Option(
        ["--config"],
        Wording("Fichier de configuration qui vaut pour tout.", "Configuration file that holds for everything."),
        metavar="F",
        shell_complete=_files,
    ),
    Option(
        ["--isolated"],
        Wording("Ne suivre aucun fichier de configuration.", "Follow no configuration file."),
        is_flag=True,
    ),
    Option(
        ["--show-config"],
        Wording(
            "Montrer les réglages qui valent pour un chemin et leur provenance ; ne rien relire.",
            "Show the settings that hold for a path and where they come from; check nothing.",
        ),
        is_flag=True,
    ),
    Option(
        ["--force-exclude"],
        Wording(
            "Laisser de côté ce que « exclude » désigne, même si la commande le nomme.",
            "Leave out what “exclude” names even where the command names it.",
        ),
        is_flag=True,
    ),
    Option(
        ["--baseline"],
        Wording(
            "Laisser de côté ce que cet état de référence contient déjà.",
            "Leave alone what this baseline holds already.",
        ),
        metavar="F",
        shell_complete=_files,
    ),
    Option(
        ["--changed-since"],
        Wording(
            "Ne regarder que les lignes changées depuis cette révision git.",
            "Look only at lines changed since this git revision.",
        ),
        metavar="REV",
    ),
    Option(
        ["--jobs"],
        Wording(
            "Nombre de fichiers relus à la fois (0 : un par cœur) ; d’office, un par cœur si le travail y gagne.",
            "How many files to check at once (0: one a core); by default one a core where that saves time.",
        ),
        metavar="N",
        type=Count(),
    ),
    Option(
        ["--no-cache"],
        Wording(
            "Tout relire, même ce qui n’a pas changé depuis la dernière fois.",
            "Check everything, what has not changed since the last time as well.",
        ),
        is_flag=True,
    ),
    Option(
        ["--stdin-filename"],
        Wording("Nom de ce qui est lu sur l’entrée standard.", "Name of what is read from standard input."),
        metavar="F",
        shell_complete=_files,
    ),
)

LANG = Option(
    ["--lang"],
    Wording("Langue des messages.", "Language of messages."),
    type=OneOf(get_args(Lang)),
    # Said before the command's name, it holds for the command as well.
    default=lambda: language(click.get_current_context()),
)

QUIET = Option(["--quiet"], Wording("Ne dire que rapport et erreurs.", "Only report and errors."), is_flag=True)
VERBOSE = Option(["--verbose"], Wording("Dire ce qui est lu et écrit.", "Say what is read and written."), is_flag=True)

#: How the command ends, and how much it says.
ENDING = (
    Option(
        ["--fail-level"],
        Wording("Gravité à partir de laquelle le code de sortie est 1.", "Severity from which the exit code is 1."),
        type=OneOf(SEVERITIES),
    ),
    Option(
        ["--exit-zero"],
        Wording("Sortir avec 0 quoi qu’on trouve.", "Exit with 0 all the same."),
        is_flag=True,
    ),
    Option(["--color"], Wording("Couleurs.", "Colours."), type=OneOf(get_args(Color)), default="auto"),
    LANG,
    QUIET,
    VERBOSE,
)

UNSAFE = Option(
    ["--unsafe"],
    Wording(
        "Appliquer chaque première suggestion, même incertaine.",
        "Apply every first suggestion.",
    ),
    is_flag=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """The shared options as given. Built by the commands from their keyword arguments."""

    glossaries: tuple[str, ...]
    source: str | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    variant: Variant | None
    stdin_filename: str | None
    config: str | None
    isolated: bool
    show_config: bool
    force_exclude: bool
    baseline: str | None
    changed_since: str | None
    jobs: int | None
    no_cache: bool
    fail_level: Severity | None
    exit_zero: bool
    color: Color
    lang: Lang
    quiet: bool
    verbose: bool
    #: The language of errors, where it is another than that of the report.
    voice: Lang = "fr"

    @property
    def given(self) -> Given:
        """What was said of the settings, to be laid over those of the configuration."""
        return Given(
            select=names(self.select),
            ignore=names(self.ignore),
            glossaries=tuple(map(Path, self.glossaries)),
            variant=self.variant,
            lang=self.lang if lang_given() else None,
            fail_level=self.fail_level,
        )

    @property
    def processes(self) -> int:
        """How many processes may share the work."""
        return self.jobs or usable()

    def note(self, wording: Wording, **values: object) -> None:
        """Says something on standard error that is neither report nor error."""
        if not self.quiet:
            say(wording.say(self.lang, **values))

    def colored(self, stream: TextIO) -> bool:
        """Whether to write in colour: asked for, or a terminal whose user has not set NO_COLOR."""
        if self.color != "auto":
            return self.color == "always"
        return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def lang_given() -> bool:
    """Whether the command line names the language of messages, before or behind the name of the command."""
    context: click.Context | None = click.get_current_context()
    while context is not None:
        if context.get_parameter_source("lang") is ParameterSource.COMMANDLINE:
            return True
        context = context.parent
    return False


def names(values: Iterable[str]) -> tuple[str, ...]:
    """The names in values that each hold one or several, by comma."""
    return tuple(name for value in values for name in map(str.strip, value.split(",")) if name)


def width() -> int:
    """Columns to lay text out in: the terminal's, 80 where there is none."""
    return max(40, shutil.get_terminal_size((80, 24)).columns) if sys.stdout.isatty() else 80
