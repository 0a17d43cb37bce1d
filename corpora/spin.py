"""Damages clean French as article spinners do, with gold answers: `python -m corpora.spin --help`.

A French word that English spells alike gives way to an English synonym, inflected as the French form looks to an
English eye.
Which synonyms a spinner has is its `school`; a tool fitted to one school should be tested on the others.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypedDict

import click
import numpy as np

from qa.language.tokens import tokens
from qa.lexicon.homographs import BASE, DIMENSIONS, ED, ING, S, open_homographs
from qa.lexicon.words import UNKNOWN, open_words
from qa.restore.schools import ACCEPTS, SCHOOLS


class Gold(TypedDict):
    start: int
    end: int
    spun: str
    original: str
    kind: str


class Row(TypedDict):
    id: str
    genre: str
    spun: str
    original: str
    edits: list[Gold]


#: The school that goes by meaning alone takes so many of the nearest among so many common English words.
_NEAREST, _USUAL = 9, 15_000

#: Commoner French words than this (Zipf) are grammar, rarer ones are noise.
_COMMONEST, _RAREST = 6.05, 2.0


def inflect(lemma: str, inflection: int) -> str:
    """A lemma or phrase as a naive program inflects it: the last word, by rule alone."""
    if inflection == BASE:
        return lemma
    y = lemma.endswith("y") and lemma[-2:-1] not in "aeiou"
    if inflection == S:
        return lemma[:-1] + "ies" if y else lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s")
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    if inflection == ING:
        return stem + "ing"
    if inflection == ED:
        return lemma[:-1] + "ied" if y else stem + "ed"
    return lemma


class Spinner:
    """One school's synonyms: French form → English replacements."""

    def __init__(self, school: str) -> None:
        homographs, words = open_homographs(), open_words()
        accepts = ACCEPTS[school]
        intruders = np.frombuffer(homographs.meanings, dtype=np.int8).reshape(-1, DIMENSIONS).astype(np.float32)
        own = np.frombuffer(homographs.homograph_meanings, dtype=np.int8).reshape(-1, DIMENSIONS).astype(np.float32)
        linked: dict[int, list[int]] = {}

        def usable(lemma: str) -> bool:
            entry = words.get(lemma)
            return " " in lemma or (entry is not None and entry.english >= 3.0)

        if school == "meaning":
            usual = [n for n in range(len(intruders)) if usable(k := homographs.trie.restore_key(n)) and " " not in k]
            usual.sort(key=lambda n: -(words.get(homographs.trie.restore_key(n)) or UNKNOWN).english)
            usual = usual[:_USUAL]
            pool = intruders[usual] / 127**2
            for homograph in range(len(homographs)):
                similarity = pool @ own[homograph]
                order = np.argsort(-similarity)[:_NEAREST]
                linked[homograph] = [usual[i] for i in order if accepts(0, float(similarity[i]))]
        else:
            for number in range(len(intruders)):
                lemma = homographs.trie.restore_key(number)
                if not usable(lemma):
                    continue
                for homograph, relations in homographs.links(number):
                    similarity = float(intruders[number] @ own[homograph]) / 127**2
                    if accepts(relations, similarity):
                        linked.setdefault(homograph, []).append(number)
        self.synonyms: dict[str, list[str]] = {}
        for homograph, numbers in linked.items():
            for word, inflection in homographs.surfaces(homograph):
                form = words.trie.restore_key(word)
                entry = words.get(form)
                if entry and _RAREST <= entry.french <= _COMMONEST and len(form) > 2:
                    found = self.synonyms.setdefault(form, [])
                    found += [inflect(homographs.trie.restore_key(number), inflection) for number in numbers]
        for form, found in self.synonyms.items():
            self.synonyms[form] = sorted({word for word in found if word != form})

    def spin(self, text: str, rate: float, choice: random.Random) -> tuple[str, list[Gold]]:
        """The text with `rate` of its homographs replaced, and what was done, in offsets of the new text."""
        pieces: list[str] = []
        edits: list[Gold] = []
        at = length = 0
        for start, end, word in tokens(text):
            synonyms = self.synonyms.get(word.lower(), [])
            if not synonyms or choice.random() >= rate or (word[0].isupper() and start and text[start - 1] != "\n"):
                continue
            new = choice.choice(synonyms)
            if word[0].isupper():
                new = new[0].upper() + new[1:]
            pieces += (text[at:start], new)
            length += start - at
            edits.append({"start": length, "end": length + len(new), "spun": new, "original": word, "kind": kind(new)})
            length += len(new)
            at = end
        return "".join(pieces) + text[at:], edits


def kind(spun: str) -> str:
    """How hard to see: `phrase`, `english` (no French word), `shared` (rarer in French), `french` (good French,
    wrong here).
    """
    if " " in spun:
        return "phrase"
    word = open_words().get(spun.lower())
    if word is None or word.english - word.french > 1 or word.french < 2.5:
        return "english"
    return "shared" if word.english > word.french else "french"


def rows(lines: Iterable[tuple[str, str]], spinner: Spinner, rate: float, seed: int) -> Iterator[Row]:
    """A row for each (genre, text) that the spinner changed."""
    choice = random.Random(seed)
    for number, (genre, line) in enumerate(lines):
        text = " ".join(line.split())
        spun, edits = spinner.spin(text, rate, choice)
        if edits:
            yield {"id": f"{seed}-{number}", "genre": genre, "spun": spun, "original": text, "edits": edits}


@click.command(help=__doc__)
@click.argument("texts", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--school", type=click.Choice(SCHOOLS), default="wordnet", show_default=True)
@click.option("--rate", default=0.15, show_default=True, help="Share of the homographs that give way.")
@click.option("--seed", default=1, show_default=True)
def main(texts: tuple[Path, ...], school: str, rate: float, seed: int) -> None:
    lines = ((path.stem, line) for path in texts for line in path.read_text("utf-8").splitlines() if line.strip())
    for row in rows(lines, Spinner(school), rate, seed):
        json.dump(row, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")


if __name__ == "__main__":
    main()
