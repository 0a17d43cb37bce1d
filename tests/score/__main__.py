"""Damages clean French as spinners do, checks and fixes it through the command line, and tells how well that went.

Without --text the French is the project's own (corpora/clean and the clean articles). The same options give the same
pages on every machine. The schools of spinners are those whose synonyms the program was taught; the texts it has never
seen.
"""

from __future__ import annotations

import json
from pathlib import Path

import click

from qa.restore.schools import SCHOOLS
from tests.score.damage import own_texts, read_texts
from tests.score.measure import measure
from tests.score.table import tables

RATES = (0.05, 0.15)


@click.command(help=__doc__)
@click.option("--school", "schools", multiple=True, type=click.Choice(SCHOOLS), help="Repeatable.  [default: all]")
@click.option(
    "--rate", "rates", multiple=True, type=click.FloatRange(0, 1, min_open=True), default=RATES, show_default=True,
    help="Share of the words with synonyms that give way. Repeatable.",
)  # fmt: skip
@click.option("--seed", default=1, show_default=True)
@click.option(
    "--text", "texts", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Other clean French to damage: a document a file, paragraphs by blank lines or else by lines. Repeatable.",
)  # fmt: skip
@click.option("--peers", is_flag=True, help="Measure hunspell and grammalecte-cli too, where they are installed.")
@click.option("--bilingual", is_flag=True, help="Measure the checks beside the English instead, on corpora/bilingual.")
@click.option("--verbose", is_flag=True, help="With --bilingual: show each fault missed and each false alarm.")
@click.option("--json", "as_json", is_flag=True, help="Print all figures as JSON.")
@click.option("--markdown", is_flag=True, help="Print the tables as Markdown.")
def main(
    *,
    schools: tuple[str, ...],
    rates: tuple[float, ...],
    seed: int,
    texts: tuple[Path, ...],
    peers: bool,
    bilingual: bool,
    verbose: bool,
    as_json: bool,
    markdown: bool,
) -> None:
    if bilingual:
        from tests.score import translations  # not at the top: neither way needs the other

        found = translations.measure()
        click.echo("\n".join(translations.pages(found, as_json=as_json, markdown=markdown, verbose=verbose)))
        return
    pages = read_texts(texts) if texts else own_texts()
    score = measure(pages, schools or SCHOOLS, rates, seed, peers)
    if as_json:
        click.echo(json.dumps(score.figures(), ensure_ascii=False, indent=1))
    else:
        click.echo("\n\n".join(tables(score, markdown)))


if __name__ == "__main__":
    main()
