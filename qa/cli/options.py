"""The options that several commands share, and what a user chose with them."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TextIO, get_args

import click

from qa.cli.speech import OneOf, Option, language
from qa.finding import SEVERITIES, Finding, Severity
from qa.settings import Lang, Settings, Variant, Wording

Color = Literal["auto", "always", "never"]

PATHS = click.Argument(["paths"], metavar="PATH...", nargs=-1, required=True)

#: What decides which findings there are.
CHECKING = (
    Option(
        ["--glossary", "glossaries"],
        Wording(
            "Glossaire à suivre : CSV, TSV, TBX, XLSX ou YAML (répétable).",
            "Glossary to follow: CSV, TSV, TBX, XLSX or YAML (repeatable).",
        ),
        metavar="F",
        multiple=True,
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
        default="fr-FR",
    ),
    Option(
        ["--stdin-filename"],
        Wording("Nom de ce qui est lu sur l’entrée standard.", "Name of what is read from standard input."),
        metavar="F",
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
        default="info",
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
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    variant: Variant
    stdin_filename: str | None
    fail_level: Severity
    exit_zero: bool
    color: Color
    lang: Lang
    quiet: bool
    verbose: bool

    @property
    def settings(self) -> Settings:
        return Settings(
            lang=self.lang,
            variant=self.variant,
            select=_names(self.select),
            ignore=_names(self.ignore),
            glossaries=tuple(map(Path, self.glossaries)),
        )

    def fails(self, findings: Iterable[Finding]) -> bool:
        """Whether any of the findings is at or above the fail level."""
        level = SEVERITIES.index(self.fail_level)
        return any(SEVERITIES.index(finding.severity) >= level for finding in findings)

    def note(self, wording: Wording, **values: object) -> None:
        """Says something on standard error that is neither report nor error."""
        if not self.quiet:
            click.echo(wording.say(self.lang, **values), err=True)

    def colored(self, stream: TextIO) -> bool:
        """Whether to write in colour: asked for, or a terminal whose user has not set NO_COLOR."""
        if self.color != "auto":
            return self.color == "always"
        return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _names(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for value in values for name in map(str.strip, value.split(",")) if name)


def width() -> int:
    """Columns to lay text out in: the terminal's, 80 where there is none."""
    return max(40, shutil.get_terminal_size((80, 24)).columns) if sys.stdout.isatty() else 80
