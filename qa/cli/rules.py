"""`relecture rules` and `relecture explain`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qa.cli.options import LANG, width
from qa.cli.refusals import unknown_rule
from qa.cli.speech import Command
from qa.settings import Lang, Wording

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def _list(lang: Lang) -> None:
    from qa.rules import registry
    from qa.rules.describe import table

    click.echo(table(registry().values(), lang, width()), nl=False)


def _explain(rule: str, lang: Lang) -> None:
    from qa.rules import meaning, registry
    from qa.rules.describe import page, table

    if rule in registry():
        text = page(registry()[rule], lang, width(), registry().values())
    elif members := meaning(rule):
        text = table(members, lang, width())
    else:
        raise unknown_rule(rule)
    click.echo(text, nl=False)


def _named(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    from qa.rules import names

    return [CompletionItem(name) for name in names() if name.startswith(incomplete)]


rules = Command(
    "rules",
    Wording("Les règles : nom, catégorie, et ce que chacune trouve.", "The rules: name, category, what each finds."),
    callback=_list,
    params=[LANG],
)

explain = Command(
    "explain",
    Wording(
        "Une règle : sa raison, ses exemples, comment la taire ; d’une catégorie, ses règles.",
        "A rule: its reason, examples, how to silence it; of a category, its rules.",
    ),
    callback=_explain,
    params=[click.Argument(["rule"], metavar="RULE", shell_complete=_named), LANG],
)
