"""The texts that speed is measured on, made of the project's clean articles and the same every time."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ARTICLES = Path(__file__).parents[2] / "corpora" / "articles"

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀÉÊ])")
#: The share of the homographs that gives way in a spun text.
_SPUN = 0.15


class Sample(NamedTuple):
    """Files to be read, and how many words they have together."""

    paths: tuple[Path, ...]
    words: int

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(map(str, self.paths))


def count_words(text: str) -> int:
    """The runs of letters in a text."""
    return sum(1 for _ in _WORD.finditer(text))


def clean_articles() -> Iterator[str]:
    """The clean articles in plain text, without their last line break."""
    for path in sorted(ARTICLES.glob("*.clean.txt")):
        yield path.read_text(encoding="utf-8").rstrip("\n")


def clean_article(words: int = 1000) -> str:
    """Clean articles one after the other, whole paragraphs, up to so many words."""
    taken, count = [], 0
    for paragraph in "\n\n".join(clean_articles()).split("\n\n"):
        taken.append(paragraph)
        count += count_words(paragraph)
        if count >= words:
            break
    return "\n\n".join(taken) + "\n"


def clean_text(words: int, seed: int = 1) -> Iterator[str]:
    """Paragraphs of sentences of the clean articles, drawn by chance, of so many words in all."""
    paragraphs = [paragraph for article in clean_articles() for paragraph in article.split("\n\n")[1:]]
    sentences = [sentence for paragraph in paragraphs for sentence in _SENTENCE_END.split(paragraph)]
    # A quotation of two sentences would be torn apart, and half a quotation is a fault.
    whole = [sentence for sentence in sentences if sentence.count("«") == sentence.count("»") and "." in sentence[-3:]]
    lengths = {sentence: count_words(sentence) for sentence in whole}
    chance, count = random.Random(seed), 0
    while count < words:
        paragraph = chance.sample(whole, 5)
        count += sum(lengths[sentence] for sentence in paragraph)
        yield " ".join(paragraph) + "\n\n"


def spun_text(words: int, seed: int = 1) -> Iterator[str]:
    """The paragraphs of `clean_text` as a spinner damages them."""
    from corpora.spin import Spinner  # not at the top: it takes the word data

    spinner, chance = Spinner("wordnet"), random.Random(seed)
    for paragraph in clean_text(words, seed):
        spun, _ = spinner.spin(paragraph, _SPUN, chance)
        yield spun


def written(path: Path, paragraphs: Iterator[str]) -> Sample:
    """A file of paragraphs."""
    text = "".join(paragraphs)
    path.write_text(text, encoding="utf-8")
    return Sample((path,), count_words(text))


def many(folder: Path, count: int, words: int) -> Sample:
    """So many files of so many words each, no two alike."""
    folder.mkdir()
    texts = ["".join(clean_text(words, seed)) for seed in range(count)]
    paths = tuple(folder / f"{number:04}.txt" for number in range(count))
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return Sample(paths, sum(map(count_words, texts)))
