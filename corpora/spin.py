"""Damages clean French as article spinners and translators do, with gold answers: `python -m corpora.spin --help`.

A French word that English spells alike gives way to an English synonym, inflected as the French form looks to an
English eye; or, where a translator is at work, any French word to an English one that dictionaries give for it.
Which words are put is the `school`; a tool fitted to one school should be tested on the others.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from corpora import gold
from corpora.gold import Change, Gold, Row, damaged
from corpora.inflection import inflect
from qa.language.tokens import tokens
from qa.lexicon.bilingual import open_bilingual
from qa.lexicon.homographs import DIMENSIONS, open_homographs
from qa.lexicon.words import UNKNOWN, open_words
from qa.restore.schools import ACCEPTS, SCHOOLS

#: The school that goes by meaning alone takes so many of the nearest among so many common English words.
_NEAREST, _USUAL = 9, 15_000

#: A lemma rarer in English than this (Zipf) no program puts.
_WORN = 3.0
#: A translator knows so many looser words from this similarity on; a word takes a share by how many dictionaries give
#: it, a looser one a share of 1.
_LOOSE, _SAME, _SHARES = 2, 0.5, (0, 2, 6, 12)

#: Commoner French words than this (Zipf) are grammar, rarer ones are noise.
_COMMONEST, _RAREST = 6.05, 2.0


def _usable(lemma: str) -> bool:
    """Whether a program would use a lemma; phrases always."""
    return " " in lemma or (open_words().get(lemma) or UNKNOWN).english >= _WORN


def _vectors(column: memoryview) -> NDArray[np.float32]:
    return np.frombuffer(column, dtype=np.int8).reshape(-1, DIMENSIONS).astype(np.float32)


def _usual() -> list[int]:
    """The commonest English words that thesauri have, by number."""
    trie, words = open_homographs().trie, open_words()
    frequencies = [(words.get(lemma) or UNKNOWN).english for lemma in map(trie.restore_key, range(len(trie)))]
    usual = sorted(range(len(trie)), key=lambda n: -frequencies[n])[:_USUAL]
    return [n for n in usual if frequencies[n] >= _WORN]


def _linked(school: str) -> dict[int, list[int]]:
    """The English lemmas, by number, that a school takes for each homograph."""
    homographs, accepts = open_homographs(), ACCEPTS[school]
    intruders, own = _vectors(homographs.meanings), _vectors(homographs.homograph_meanings)
    linked: dict[int, list[int]] = {}
    if school == "meaning":
        usual = _usual()
        pool = intruders[usual] / 127**2
        for homograph in range(len(homographs)):
            similarity = pool @ own[homograph]
            nearest = np.argsort(-similarity)[:_NEAREST]
            linked[homograph] = [usual[i] for i in nearest if accepts(0, float(similarity[i]))]
        return linked
    for number in range(len(intruders)):
        if not _usable(homographs.trie.restore_key(number)):
            continue
        for homograph, relations in homographs.links(number):
            if accepts(relations, float(intruders[number] @ own[homograph]) / 127**2):
                linked.setdefault(homograph, []).append(number)
    return linked


def _synonyms(school: str) -> dict[str, list[str]]:
    """French form → what a spinner of a school puts for it, inflected as the form looks to an English eye."""
    homographs, words = open_homographs(), open_words()
    found: dict[str, set[str]] = {}
    for homograph, numbers in _linked(school).items():
        for word, inflection in homographs.surfaces(homograph):
            new = (inflect(homographs.trie.restore_key(number), inflection) for number in numbers)
            found.setdefault(words.trie.restore_key(word), set()).update(new)
    return {form: sorted(new) for form, new in found.items()}


def _translations() -> dict[str, list[str]]:
    """French form → what a translator leaves for it; what dictionaries give stands there more than once."""
    bilingual, homographs, words = open_bilingual(), open_homographs(), open_words()
    english: dict[int, list[str]] = {}
    for head, translation in bilingual.pairs():
        lemma = homographs.trie.restore_key(head)
        if _usable(lemma):
            english.setdefault(translation.lemma, []).extend([lemma] * _SHARES[translation.sources.bit_count()])
    usual = _usual()
    vectors = _vectors(homographs.meanings)
    pool = vectors[usual] / 127**2
    for heads in english.values():
        similarity = pool @ vectors[homographs.trie[heads[0]]]
        heads += [
            homographs.trie.restore_key(usual[i]) for i in np.argsort(-similarity)[:_LOOSE] if similarity[i] > _SAME
        ]
    found: dict[str, list[str]] = {}
    for lemma, heads in english.items():
        for at in range(bilingual.surface_starts[lemma], bilingual.surface_starts[lemma + 1]):
            form = words.trie.restore_key(bilingual.surfaces[at])
            found.setdefault(form, []).extend(inflect(head, bilingual.inflections[at]) for head in heads)
    return found


class Spinner:
    """One school's replacements: French form → English words and phrases, each as often as its share."""

    def __init__(self, school: str) -> None:
        words = open_words()
        self.synonyms: dict[str, list[str]] = {}
        for form, new in (_translations() if school == "translation" else _synonyms(school)).items():
            entry = words.get(form)
            if entry and _RAREST <= entry.french <= _COMMONEST and len(form) > 2:
                self.synonyms[form] = [word for word in new if word != form]

    def spin(self, text: str, rate: float, choice: random.Random) -> tuple[str, list[Gold]]:
        """The text with `rate` (0 to 1) of its homographs replaced, and what was done, in offsets of the new text."""
        return damaged(text, self._changes(text, rate, choice))

    def _changes(self, text: str, rate: float, choice: random.Random) -> Iterator[Change]:
        for start, end, word in tokens(text):
            synonyms = self.synonyms.get(word.lower(), [])
            if not synonyms or choice.random() >= rate or (word[0].isupper() and start and text[start - 1] != "\n"):
                continue
            new = choice.choice(synonyms)
            if word[0].isupper():
                new = new[0].upper() + new[1:]
            yield Change(start, end, new, kind(new))


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
    return gold.rows(lines, lambda text: spinner.spin(text, rate, choice), seed)


@click.command(help=__doc__)
@click.argument("texts", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--school", type=click.Choice(SCHOOLS), default="wordnet", show_default=True)
@click.option("--rate", default=0.15, show_default=True, help="Share of the homographs that give way.")
@click.option("--seed", default=1, show_default=True)
def main(texts: tuple[Path, ...], school: str, rate: float, seed: int) -> None:
    gold.write(rows(gold.read(texts), Spinner(school), rate, seed))


if __name__ == "__main__":
    main()
