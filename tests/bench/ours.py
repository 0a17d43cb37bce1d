"""The program itself: one text, many, known ones, damaged ones, and whether cost grows with length and no faster."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from tests.bench.cost import Measure, measure, one_core
from tests.bench.texts import ARTICLES, clean_article, clean_text, count_words, many, spun_text, written

#: Without anything that is kept between runs.
RELECTURE = (sys.executable, "-m", "qa", "check", "--output-format=concise", "--exit-zero", "--no-cache")
#: With it.
KEEPING = RELECTURE[:-1]

#: Lengths in words of the texts that show whether time and memory grow with the file.
_LONG = (100_000, 300_000, 900_000)
#: Many files, and words in each.
MANY, EACH = 1_000, 900
#: Words of the texts that show what damage costs.
_SPUN = 30_000
#: Sizes in MB that show whether cost grows with length up to the largest file that is taken, and that of the one line.
_SIZES, _LINE = (1, 10, 98), 10


def start(runs: int) -> Iterator[Measure | str]:
    """What Python and its libraries cost before the first word; a sentence for what is not installed."""
    yield measure("python -c pass", (sys.executable, "-c", "pass"), runs)
    yield measure("import click", (sys.executable, "-c", "import click"), runs)
    loads = {"spacy": "spacy.blank('fr')", "fr_core_news_sm": "spacy.load('fr_core_news_sm')"}
    for package, load in loads.items():
        if find_spec(package):
            yield measure(load, (sys.executable, "-c", f"import spacy; {load}"), runs)
        else:
            yield f"{load}: {package} is not installed"


def one(folder: Path, runs: int) -> Iterator[Measure]:
    """One text at a time, short and long, clean and damaged, on one core."""
    with one_core():
        article = written(folder / "clean.txt", iter((clean_article(),)))
        yield measure(
            f"relecture check, clean article of {article.words:,} words",
            (*RELECTURE, *article.names),
            runs,
            words=article.words,
        )
        sample = ARTICLES / "sample.txt"
        words = count_words(sample.read_text(encoding="utf-8"))
        what = f"relecture check, damaged article of {words:,} words"
        yield measure(what, (*RELECTURE, str(sample)), runs, words=words)
        for length in _LONG:
            text = written(folder / f"{length}.txt", clean_text(length))
            what = f"relecture check, clean text of {text.words:,} words"
            yield measure(what, (*RELECTURE, *text.names), runs, words=text.words)
        for kind, paragraphs in (("clean", clean_text(_SPUN)), ("spun", spun_text(_SPUN))):
            text = written(folder / f"{kind}.{_SPUN}.txt", paragraphs)
            what = f"relecture check, {kind} text of {text.words:,} words"
            yield measure(what, (*RELECTURE, *text.names), runs, words=text.words)


def several(folder: Path, runs: int) -> Iterator[Measure]:
    """Many texts, on all cores: with nothing kept, with an empty cache, and once every text is known."""
    files = many(folder / "many", MANY, EACH)
    kept = folder / "many" / ".relecture_cache"
    (folder / "many" / "relecture.toml").touch()  # what makes a project, and has the cache in it
    where = str(folder / "many")

    def forget() -> None:
        shutil.rmtree(kept, ignore_errors=True)

    what = f"relecture check, {MANY:,} files of {EACH} words"
    with one_core():
        yield measure(f"{what}, one core", (*RELECTURE, where), runs, words=files.words)
    yield measure(what, (*RELECTURE, where), runs, words=files.words)
    yield measure(f"{what}, cold cache", (*KEEPING, where), runs, words=files.words, before=forget)
    yield measure(f"{what}, warm cache", (*KEEPING, where), runs, words=files.words)


def growth(folder: Path, runs: int) -> Iterator[Measure]:
    """Texts of 1 to 98 MB, and one whose 10 MB are a single line."""
    for size in _SIZES:
        text = written(folder / "size.txt", _of_size(size * 1_000_000))
        what = f"relecture check, {size} MB, {text.words:,} words"
        yield measure(what, (*RELECTURE, *text.names), runs, words=text.words)
    line = (paragraph.strip() + " " for paragraph in _of_size(_LINE * 1_000_000))
    text = written(folder / "size.txt", line)
    what = f"relecture check, {_LINE} MB in one line, {text.words:,} words"
    yield measure(what, (*RELECTURE, *text.names), runs, words=text.words)


def _of_size(size: int) -> Iterator[str]:
    """Paragraphs of so many bytes, or a little more."""
    for paragraph in clean_text(size):
        yield paragraph
        size -= len(paragraph.encode())
        if size <= 0:
            return
