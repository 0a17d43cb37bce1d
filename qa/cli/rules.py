"""`relecture rules` and `relecture explain`."""

from __future__ import annotations

import click

from qa.cli.options import LANG, width
from qa.cli.run import unknown_rule
from qa.cli.speech import Command
from qa.settings import Lang, Wording


def _list(lang: Lang) -> None:
    from qa.rules import registry
    from qa.rules.describe import table

    click.echo(table(registry().values(), lang, width()), nl=False)


def _explain(rule: str, lang: Lang) -> None:
    from qa.rules import registry
    from qa.rules.describe import page

    if rule not in registry():
        raise unknown_rule(rule)
    click.echo(page(registry()[rule], lang, width()), nl=False)


rules = Command(
    "rules",
    Wording("Les règles : nom, catégorie, et ce que chacune trouve.", "The rules: name, category, what each finds."),
    callback=_list,
    params=[LANG],
)

explain = Command(
    "explain",
    Wording("Une règle : sa raison, ses exemples, comment la taire.", "A rule: reason, examples, how to silence it."),
    callback=_explain,
    params=[click.Argument(["rule"], metavar="RULE"), LANG],
)
