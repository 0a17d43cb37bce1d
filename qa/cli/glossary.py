"""`relecture glossary`: check, convert and list glossaries."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path

import click

from qa.cli.errors import say
from qa.cli.options import LANG, width
from qa.cli.speech import Command, OneOf, Option, language, no_command
from qa.glossary.files import curated, load, save
from qa.glossary.term import KINDS, GlossaryError, Term, UnreadableGlossary
from qa.reports.terminal import visible
from qa.settings import Lang, Wording

_ALL_WELL = Wording("{path} : {count} termes, aucun défaut.", "{path}: {count} terms, no fault.")
_CONVERTED = Wording("{count} termes écrits dans {path}.", "{count} terms written to {path}.")
_TOTAL = Wording("{count} termes.", "{count} terms.")
_FORBIDDEN = Wording("(à éviter)", "(to avoid)")
_ACCEPTED = Wording("(accepté)", "(accepted)")
_KIND_NAMES = {
    "spin": Wording("anglais laissé", "English left"),
    "false-friend": Wording("faux ami", "false friend"),
    "calque": Wording("calque", "calque"),
    "anglicism": Wording("anglicisme", "anglicism"),
    "term": Wording("terme", "term"),
}


class _Group(Command, click.Group):
    """The group with its help in both languages."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(Wording("Commandes\u00a0", "Commands").say(language(ctx))):
            formatter.write_dl([(name, about.say(language(ctx))) for name, (_, about) in _COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            raise no_command(args[0], self.commands)
        return super().resolve_command(ctx, args)


def _spoken(context: click.Context, lang: Lang) -> Lang:
    """The language asked for, of the program as a whole or of this command."""
    return "en" if "en" in (lang, language(context)) else "fr"


@click.pass_context
def _check(context: click.Context, files: Sequence[str], lang: Lang) -> int:
    """Ends with 1 where a file has faults, with 2 where one cannot be read at all."""
    spoken, code = _spoken(context, lang), 0
    for name in files:
        try:
            glossary = load(Path(name))
        except GlossaryError as error:
            click.echo(visible(error.say(spoken), keep="\n"))
            code = max(code, 2 if isinstance(error, UnreadableGlossary) else 1)
        else:
            click.echo(visible(_ALL_WELL.say(spoken, path=name, count=len(glossary.terms))))
    return code


@click.pass_context
def _convert(context: click.Context, file: str, output: str, lang: Lang) -> None:
    glossary = load(Path(file))
    save(glossary, Path(output))
    say(_CONVERTED.say(_spoken(context, lang), count=len(glossary.terms), path=output))


@click.pass_context
def _list(context: click.Context, file: str | None, kind: str | None, output_format: str, lang: Lang) -> None:
    glossary = load(Path(file)) if file else curated()
    terms = [term for term in glossary.terms if kind in (None, term.kind)]
    if output_format == "json":
        click.echo(_json(terms))
        return
    spoken = _spoken(context, lang)
    for line in _lines(terms, spoken, min(width(), 100)):
        click.echo(visible(line))
    say(_TOTAL.say(spoken, count=len(terms)))


def _json(terms: Sequence[Term]) -> str:
    import json

    rows = [{**term.cells(), "right": list(term.right), "safe": term.safe} for term in terms]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _lines(terms: Sequence[Term], lang: Lang, columns: int) -> list[str]:
    """Three columns: wrong wording, kind, right wordings folded where they are too long."""
    longest = max((len(term.wrong) for term in terms), default=0)
    left = min(longest, columns * 2 // 5)
    middle = max((len(_KIND_NAMES[term.kind].say(lang)) for term in terms), default=0)
    rest = columns - left - middle - 4
    lines = []
    for term in terms:
        right = _ACCEPTED.say(lang) if term.accepted else ", ".join(term.right) or _FORBIDDEN.say(lang)
        kind = _KIND_NAMES[term.kind].say(lang)
        wrong, folded = textwrap.wrap(term.wrong, left) or [""], textwrap.wrap(right, rest) or [""]
        for number in range(max(len(wrong), len(folded))):
            cells = [piece[number] if number < len(piece) else "" for piece in (wrong, [kind], folded)]
            lines.append(f"{cells[0]:<{left}}  {cells[1]:<{middle}}  {cells[2]}".rstrip())
    return lines


_COMMANDS = {
    "check": (
        Command(
            "check",
            Wording(
                "Vérifier des glossaires : un défaut par ligne, avec la sienne. Code 1 s’il y en a.",
                "Validate glossaries: one fault a line, with its own. Code 1 where there are any.",
            ),
            callback=_check,
            params=[click.Argument(["files"], metavar="FILE...", nargs=-1, required=True), LANG],
        ),
        Wording("Vérifier des glossaires.", "Validate glossaries."),
    ),
    "convert": (
        Command(
            "convert",
            Wording(
                "Convertir un glossaire : CSV, TSV, TBX, XLSX ou YAML, selon la fin du nom.",
                "Convert a glossary: CSV, TSV, TBX, XLSX or YAML, as the names end.",
            ),
            callback=_convert,
            params=[
                click.Argument(["file"], metavar="IN"),
                click.Argument(["output"], metavar="OUT"),
                LANG,
            ],
        ),
        Wording("Convertir un glossaire.", "Convert a glossary."),
    ),
    "list": (
        Command(
            "list",
            Wording(
                "Les termes d’un glossaire ; sans fichier, ceux que Relecture connaît.",
                "The terms of a glossary; without a file, those that Relecture knows.",
            ),
            callback=_list,
            params=[
                click.Argument(["file"], metavar="[FILE]", required=False),
                Option(
                    ["--kind"], Wording("Une sorte de termes seulement.", "Terms of one kind only."), type=OneOf(KINDS)
                ),
                Option(
                    ["--output-format"],
                    Wording("Tableau ou JSON.", "Table or JSON."),
                    type=OneOf(("full", "json")),
                    default="full",
                ),
                LANG,
            ],
        ),
        Wording("Lister les termes.", "List the terms."),
    ),
}

glossary = _Group(
    "glossary",
    Wording("Vérifier, convertir et lister des glossaires.", "Check, convert and list glossaries."),
    commands={name: command for name, (command, _) in _COMMANDS.items()},
    params=[LANG],
)
