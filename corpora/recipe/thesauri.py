"""English thesauri as one table: lemma → related lemmas, each with the relations that say so.

A relation is one bit, so that a link keeps all who vouch for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from qa.lexicon.homographs import DERIVED, HYPERNYM, MOBY, MOBY_BACK, MYTHES, SIBLING, SYNONYM

#: Lemma → related lemma → the relations that say so: MOBY where the head's list holds the word, MOBY_BACK where the
#: word's list holds the head; of WordNet SYNONYM for one synset, HYPERNYM for one level up or down, similar adjectives,
#: entailments and causes, SIBLING under the same hypernym, DERIVED for derivation and pertainyms; MYTHES in the office
#: suites' thesaurus.
Links = dict[str, dict[str, int]]

#: A synset with more members below it than this is too wide for its members to stand for each other.
_WIDEST = 40


def moby(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Head and related words, a line each."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            head, *related = line.strip().split(",")
            yield head, related


def _synsets(folder: Path) -> Iterator[tuple[str, list[str], list[tuple[str, str, int, int]]]]:
    """Each synset: its key, its lemmas, its pointers (symbol, key of the target, from word, to word; 0 for the
    whole).
    """
    for part, letter in (("noun", "n"), ("verb", "v"), ("adj", "a"), ("adv", "r")):
        with (folder / f"data.{part}").open(encoding="utf-8") as lines:
            for line in lines:
                if line.startswith("  "):
                    continue
                fields = line.split("|")[0].split()
                size = int(fields[3], 16)
                lemmas = [fields[4 + 2 * i].split("(")[0].replace("_", " ") for i in range(size)]
                at = 4 + 2 * size
                pointers = []
                for i in range(int(fields[at])):
                    symbol, offset, pos, pair = fields[at + 1 + 4 * i : at + 5 + 4 * i]
                    pointers.append((symbol, pos.replace("s", "a") + offset, int(pair[:2], 16), int(pair[2:], 16)))
                yield letter + fields[0], lemmas, pointers


def wordnet(folder: Path, links: Links) -> None:
    """Adds WordNet's relations to `links`."""
    lemmas: dict[str, list[str]] = {}
    below: dict[str, list[str]] = defaultdict(list)
    pointers_of = {}
    for key, words, pointers in _synsets(folder):
        lemmas[key], pointers_of[key] = words, pointers

    def add(first: list[str], second: list[str], relation: int) -> None:
        for a in first:
            for b in second:
                if a != b:
                    links[a][b] = links[a].get(b, 0) | relation
                    links[b][a] = links[b].get(a, 0) | relation

    for key, words in lemmas.items():
        add(words, words, SYNONYM)
        for symbol, target, first, second in pointers_of[key]:
            others = lemmas.get(target, [])
            if symbol in ("@", "@i", "&", "*", ">", "^", "$"):
                add(words, others, HYPERNYM)
                if symbol == "@":
                    below[target].append(key)
            elif symbol in ("+", "\\", "<"):
                add([words[first - 1]] if first else words, others, DERIVED)
                if second:
                    add(words, [others[second - 1]], DERIVED)
    for children in below.values():
        if len(children) <= _WIDEST:
            together = [word for child in children for word in lemmas[child]]
            if len(together) <= 2 * _WIDEST:
                add(together, together, SIBLING)


def mythes(path: Path, links: Links) -> None:
    """Adds the office suites' English thesaurus to `links`."""
    with path.open(encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            head, count = line.rstrip("\n").rsplit("|", 1)
            for _ in range(int(count)):
                for word in next(lines).rstrip("\n").split("|")[1:]:
                    plain = word.split(" (")[0].strip().lower()
                    if plain and plain != head:
                        links[head][plain] = links[head].get(plain, 0) | MYTHES
                        links[plain][head] = links[plain].get(head, 0) | MYTHES


def read(moby_file: Path, wordnet_folder: Path, mythes_file: Path) -> Links:
    """All thesauri. Lemmas are lower case, words of a phrase separated by one blank."""
    links: Links = defaultdict(dict)
    for head, related in moby(moby_file):
        for word in related:
            head_, word_ = head.lower(), word.lower()
            links[word_][head_] = links[word_].get(head_, 0) | MOBY
            links[head_][word_] = links[head_].get(word_, 0) | MOBY_BACK
    plain: Links = defaultdict(dict)
    wordnet(wordnet_folder, plain)
    for word, others in plain.items():
        for other, relations in others.items():
            a, b = word.lower(), other.lower()
            if a != b:
                links[a][b] = links[a].get(b, 0) | relations
    mythes(mythes_file, links)
    return links
