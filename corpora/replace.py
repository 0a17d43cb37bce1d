"""Damages clean French as translators do that replace strings, with gold answers: `python -m corpora.replace --help`.

Such a program has a table and no notion of a word: it puts English wherever the letters of a French entry stand, in
longer words too, one entry after the other, so that a later one breaks the English of an earlier. Its table is drawn
at random from a larger one, anew for each seed; a tool fitted to one table should be tested on others.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from corpora import gold
from corpora.gold import Change, Gold, Row, damaged

#: French that such tables hold, with English for it. The first line's are put nearly always.
_LITTLE = (
    "et=and ou=or par=by dans=in pour=for avec=with sur=on est=is de=of le=the la=the si=if en=in un=a au=to the "
    "que=that qui=who sont=are sans=without mais=but vous=you votre=your tout=all même=same vers=to"
)
_OTHERS = (
    "permet=allows mode=mode nom=last name jour=day date=dated commande=order valeur=value page=page mot=word "
    "ligne=line fin=end fond=background suivant=following note=note contre=against entre=between bien=well "
    "mise=setting port=harbour partie=part part=share compte=account liste=list champ=field titre=title "
    "utilise=uses vérifie=checks ajout=addition après=after avant=before sous=under chaque=each monde=world "
    "main=hand pays=country temps=time heure=hour ville=city livre=book eau=water terre=earth mort=death "
    "fait=done plus=more donc=so car=because ici=here cela=this notre=our cette=this autre=other premier=first"
)

_WORD = re.compile(r"[^\W\d_]+")


def _pairs(text: str) -> list[tuple[str, str]]:
    """`French=English` after `French=English`; the English may be of several words."""
    return [(french, english.strip()) for french, english in re.findall(r"(\S+?)=(.+?)(?=\s+\S+=|$)", text)]


class StringReplacer:
    """One program's table: `little` entries of grammar and `others`, in the order in which it goes through them."""

    def __init__(self, choice: random.Random, little: int = 5, others: int = 7) -> None:
        drawn = choice.sample(_pairs(_LITTLE), little) + choice.sample(_pairs(_OTHERS), others)
        choice.shuffle(drawn)
        self.table = [(french, english) for french, english in drawn if french != english]
        #: Some write what they put with a capital, whatever stood there: *c’East*.
        self.capitals = {french for french, _ in self.table if choice.random() < 0.1}

    def replace(self, word: str) -> str:
        """A word after the program: each entry in turn, wherever its letters stand, with a capital where there was."""
        for french, english in self.table:
            put = english.capitalize() if french in self.capitals else english
            word = word.replace(french, put).replace(french.capitalize(), english.capitalize())
        return word

    def damage(self, text: str) -> tuple[str, list[Gold]]:
        """The text after the program, and what it did to which word, in offsets of the new text."""
        return damaged(text, self._changes(text))

    def _changes(self, text: str) -> Iterator[Change]:
        for match in _WORD.finditer(text):
            word = match.group()
            new = self.replace(word)
            if new != word:
                kind = "whole" if any(word.lower() == french for french, _ in self.table) else "inside"
                yield Change(match.start(), match.end(), new, kind)


def rows(lines: Iterable[tuple[str, str]], replacer: StringReplacer, seed: int) -> Iterator[Row]:
    """A row for each (genre, text) that the replacer changed; all are of one table, as the lines of one page are."""
    return gold.rows(lines, replacer.damage, seed)


@click.command(help=__doc__)
@click.argument("texts", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--little", default=5, show_default=True, help="Entries of grammar in the table.")
@click.option("--others", default=7, show_default=True, help="Other entries in the table.")
@click.option("--seed", default=1, show_default=True)
def main(texts: Sequence[Path], little: int, others: int, seed: int) -> None:
    replacer = StringReplacer(random.Random(seed), little, others)
    gold.write(rows(gold.read(texts), replacer, seed))


if __name__ == "__main__":
    main()
