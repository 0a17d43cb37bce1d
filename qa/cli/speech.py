"""Commands, options and refusals that speak the user's language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from qa.settings import Lang, Wording

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

#: The variables of a locale's language of messages; the first goes before the others.
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")

_USAGE = Wording("Usage\u00a0: ", "Usage: ")
_OPTIONS = Wording("Options\u00a0", "Options")
_HELP = Wording("Afficher cette aide.", "Show this help.")
_MEANT = Wording(" Vouliez-vous dire « {name} » ?", " Did you mean “{name}”?")
_NO_CHOICE = Wording(
    "{option} : « {value} » n’est pas un choix possible.{meant} On peut y mettre : {names}.",
    "{option}: “{value}” is not one of the choices.{meant} It takes: {names}.",
)
_NO_NUMBER = Wording(
    "{option} : « {value} » n’est pas un nombre entier ; donnez par exemple 4.",
    "{option}: “{value}” is not a whole number; give 4, for instance.",
)
_NO_COMMAND = Wording(
    "Commande inconnue : « {value} ».{meant} « relecture --help » donne la liste des commandes.",
    "Unknown command: “{value}”.{meant} “relecture --help” lists the commands.",
)
_NO_OPTION = Wording(
    "Option inconnue : {value}.{meant} « {command} --help » donne la liste des options.",
    "Unknown option: {value}.{meant} “{command} --help” lists the options.",
)
_NO_VALUE = Wording("L’option {option} attend une valeur.", "Option {option} wants a value.")
_NO_ARGUMENT = Wording(
    "Il manque {argument} ; « {command} --help » montre l’usage.",
    "{argument} is missing; “{command} --help” shows the usage.",
)


class Refusal(click.ClickException):
    """What the program cannot do, as one sentence that says what is wrong and what to do. Ends with code 2."""

    exit_code = 2

    def __init__(self, wording: Wording, **values: object) -> None:
        super().__init__(wording.say("fr", **values))
        self._wording, self._values = wording, values

    def say(self, lang: Lang) -> str:
        return self._wording.say(lang, **self._values)


def of_locale(environment: Mapping[str, str]) -> Lang:
    """The language of help and errors where no option names one: English where the locale is English, else French.

    The first variable that says anything decides, as everywhere.
    """
    said = next((value for name in _LOCALE if (value := environment.get(name))), "")
    return "en" if re.match(r"en(?![a-z])", said, re.IGNORECASE) else "fr"


def language(context: click.Context) -> Lang:
    """The language of help and errors; French until told otherwise."""
    lang: Lang = "en" if context.find_root().obj == "en" else "fr"
    return lang


def meant(name: str, names: Iterable[str]) -> Wording:
    """The question whether the nearest of the known names was meant; empty where none is near."""
    from difflib import get_close_matches

    near = get_close_matches(name, list(names), n=1, cutoff=0.6)
    return Wording(*(part.format(name=near[0]) for part in _MEANT)) if near else Wording("", "")


def refused(wording: Wording, hint: Wording, **values: object) -> Refusal:
    """A refusal whose `{meant}` is filled by the hint, each language by its own."""
    fr = wording.fr.replace("{meant}", hint.fr)
    en = wording.en.replace("{meant}", hint.en)
    return Refusal(Wording(fr, en), **values)


class OneOf(click.ParamType[str]):
    """A choice among names, which may be known only when asked for. Refuses others with the nearest one."""

    name = "choice"

    def __init__(self, names: Sequence[str] | Callable[[], Sequence[str]]) -> None:
        self._names = names

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ARG002
        names = self._names() if callable(self._names) else self._names
        if value not in names:
            option = param.opts[0] if param else ""
            raise refused(_NO_CHOICE, meant(value, names), option=option, value=value, names=", ".join(names))
        return value

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        names = self._names() if callable(self._names) else self._names
        return [CompletionItem(name) for name in names if name.startswith(incomplete)]

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:  # noqa: ARG002
        return None if callable(self._names) else "|".join(self._names)


class Count(click.ParamType[int]):
    """A whole number from 0."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:  # noqa: ARG002
        if isinstance(value, str) and not (value.isascii() and value.isdigit() and len(value) < 5):
            raise Refusal(_NO_NUMBER, option=param.opts[0] if param else "", value=value)
        return int(value)


class Option(click.Option):
    """An option with its help in both languages."""

    def __init__(self, declarations: Sequence[str], wording: Wording, **attributes: Any) -> None:
        super().__init__(declarations, help=wording.fr, **attributes)
        self._wording = wording

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        record = super().get_help_record(ctx)
        return record and (record[0], self._wording.say(language(ctx)))


class Command(click.Command):
    """A command with its help in both languages."""

    def __init__(self, name: str, wording: Wording, **attributes: Any) -> None:
        super().__init__(name, help=wording.fr, **attributes)
        self._wording = wording

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _HELP.say(language(ctx))
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=_USAGE.say(language(ctx)))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(self._wording.say(language(ctx)))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        with formatter.section(_OPTIONS.say(language(ctx))):
            formatter.write_dl(records)


def no_command(name: str, names: Iterable[str]) -> Refusal:
    return refused(_NO_COMMAND, meant(name, names), value=name)


def usage(error: click.UsageError) -> Refusal | None:
    """What the command line parser objected to, in the program's own words; None where it has none."""
    command = error.ctx.command_path if error.ctx else "relecture"
    if isinstance(error, click.NoSuchOption):
        known = [name for param in error.ctx.command.params for name in param.opts] if error.ctx else []
        return refused(_NO_OPTION, meant(error.option_name, known), value=error.option_name, command=command)
    if isinstance(error, click.BadOptionUsage):
        return Refusal(_NO_VALUE, option=error.option_name)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return Refusal(_NO_ARGUMENT, argument=error.param.human_readable_name, command=command)
    return None
