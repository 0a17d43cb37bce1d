"""The command line. A command is loaded when it is called: starting up costs what the command needs and no more."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise
from typing import Any, NoReturn, get_args

import click

from qa.cli.errors import complain, sentence
from qa.cli.speech import Command, OneOf, Option, Refusal, language, no_command, of_locale, usage
from qa.settings import Lang, Wording

#: Name of a command → where it is defined, and what it does in a few words.
_COMMANDS = {
    "check": ("qa.cli.check:check", Wording("Relire, sans rien changer.", "Report; change nothing.")),
    "fix": ("qa.cli.fix:fix", Wording("Écrire la version corrigée.", "Write the cleaned version.")),
    "apply": (
        "qa.cli.apply:apply",
        Wording("Appliquer les décisions d’une page de relecture.", "Apply the decisions of a review page."),
    ),
    "score": (
        "qa.cli.score:score",
        Wording("Noter et comparer des traductions.", "Score and compare translations."),
    ),
    "rules": ("qa.cli.rules:rules", Wording("La liste des règles.", "The list of rules.")),
    "explain": (
        "qa.cli.rules:explain",
        Wording("Une règle, sa raison et ses exemples.", "A rule, its reason and examples."),
    ),
    "glossary": (
        "qa.cli.glossary:glossary",
        Wording("Vérifier, convertir et lister des glossaires.", "Check, convert and list glossaries."),
    ),
    "archive": (
        "qa.cli.archive:archive",
        Wording("Relire une archive entière, sur une grappe.", "Check a whole archive, on a cluster."),
    ),
    "lsp": ("qa.cli.lsp:lsp", Wording("Serveur de langue, pour les éditeurs.", "Language server, for editors.")),
}

_ABOUT = Wording(
    "Relecture trouve ce que la machine a laissé dans un texte français (anglais non traduit, synonymes"
    " absurdes, contresens) et remet ce qui s’y trouvait.",
    "Relecture finds what machines left in French text (untranslated English, spun synonyms, mistranslations)"
    " and puts back what stood there.",
)
#: As shells report a program that a closed pipe or an interruption ended.
#: Where the context of a command notes whether faults of the program are to be shown in full.
_VERBOSE = "qa.cli.verbose"
_CLOSED_PIPE, _INTERRUPTED = 141, 130


class _Group(Command, click.Group):
    """The `relecture` command: loads its subcommands by name and ends every error in one sentence and code 2."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            raise no_command(args[0], _COMMANDS)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        lang = language(ctx)
        with formatter.section(Wording("Commandes\u00a0", "Commands").say(lang)):
            formatter.write_dl([(name, wording.say(lang)) for name, (_, wording) in _COMMANDS.items()])

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        # The language has to be known before the first option is read: help and refusals are spoken in it.
        verbose = "--verbose" in args
        context = super().make_context(info_name, args, parent, obj=_spoken(args), **extra)
        context.meta[_VERBOSE] = verbose
        return context

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **_: Any
    ) -> NoReturn:
        given = list(sys.argv[1:] if args is None else args)
        sys.exit(self._run(given, prog_name or "relecture"))

    def _run(self, args: list[str], name: str) -> int:
        try:
            code = super().main(args, name, standalone_mode=False)
            return code if isinstance(code, int) else 0
        except click.Abort:
            return _INTERRUPTED
        except Exception as error:
            return _told(error, _spoken(args), "--verbose" in args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except (click.Abort, click.exceptions.Exit):
            raise
        except Exception as error:
            if not isinstance(error, OSError) or error.errno != errno.EPIPE:
                # Its language may have been found out since the command line was read.
                return _told(error, language(ctx), ctx.meta[_VERBOSE])
            # Whatever is still buffered has nowhere to go; without this, Python would say so on its way out.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return _CLOSED_PIPE


def _told(error: Exception, lang: Lang, verbose: bool) -> int:
    """Tells the user of an error that ends the command, and gives the exit code."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message(), err=True)
    elif isinstance(error, Refusal):
        complain(error.say(lang), lang)
    elif isinstance(error, click.UsageError) and (known := usage(error)):
        complain(known.say(lang), lang)
    elif isinstance(error, click.ClickException):
        complain(error.format_message(), lang)
    else:
        complain(sentence(error, lang, verbose), lang)
    return 2


def _spoken(args: Sequence[str]) -> Lang:
    """The language of help and errors: the one that the command line names, else the locale's."""
    named = [after for option, after in pairwise(args) if option == "--lang"]
    named += [arg.removeprefix("--lang=") for arg in args if arg.startswith("--lang=")]
    if not named:
        return of_locale(os.environ)
    return "en" if named[-1] == "en" else "fr"


def _print_version(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:  # noqa: ARG001
    if wanted:
        from qa import __version__
        from qa.reports.json import VERSION

        click.echo(f"relecture {__version__} (JSON {VERSION})")
        ctx.exit()


relecture = _Group(
    "relecture",
    _ABOUT,
    params=[
        Option(
            ["--version"],
            Wording("Afficher la version, et celle du JSON.", "Show the version, and that of the JSON."),
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_print_version,
        ),
        Option(
            ["--lang"],
            Wording("Langue des messages.", "Language of messages."),
            type=OneOf(get_args(Lang)),
            expose_value=False,
        ),
    ],
)
