"""Bilingual files of very many segments, of each format: seconds, memory, and what one more segment costs.

The segments are the clean pairs that the rules are tested on, each time with other numbers and names.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

from tests.bench.cost import Measure, measure, one_core
from tests.bench.ours import RELECTURE
from tests.bench.texts import count_words

_PAIRS = Path(__file__).parents[1] / "rules" / "bilingual" / "clean.tsv"

#: Segments of the file that is measured, and of the smaller one that tells what is the program's own.
SEGMENTS, FEWER = 100_000, 10_000

_NUMBER = re.compile(r"(?<![\w.,-])\d{2,4}(?![\w.,-]?\d|\w)")
_NAME = re.compile(r"(?<=[a-z] )[A-Z][a-z]{3,}\b")
_SYLLABLES = "ba ber cor dan del fal gar hen jor kel lam mar nor ol per quin ros sal tor ul ver wen yor zan".split()


class Translated(NamedTuple):
    """A segment."""

    english: str
    french: str


def translated(count: int, seed: int = 1) -> Iterator[Translated]:
    """So many segments, drawn by chance and varied, the same every time."""
    lines = _PAIRS.read_text(encoding="utf-8").splitlines()
    pairs = [Translated(*line.split("\t")[:2]) for line in lines if "\t" in line]
    chance = random.Random(seed)
    for _ in range(count):
        english, french = _varied(chance.choice(pairs), chance)
        if chance.random() < 0.5:
            number = chance.randrange(1, 100_000)
            english, french = f"{english} See file A{number}.", f"{french} Voir le dossier A{number}."
        yield Translated(english, french)


def _varied(pair: Translated, chance: random.Random) -> Translated:
    """The pair with other numbers and names where both sides have the same."""
    english, french = pair
    changes = {number: str(_like(int(number), chance)) for number in _NUMBER.findall(english)}
    changes |= {name: "".join(chance.choices(_SYLLABLES, k=3)).capitalize() for name in _NAME.findall(english)}
    for old, new in changes.items():
        alone = re.compile(rf"(?<!\w){old}(?!\w)")
        if alone.search(french):
            english, french = alone.sub(new, english), alone.sub(new, french)
    return Translated(english, french)


def _like(number: int, chance: random.Random) -> int:
    """Another number as long, which is a day or a year where this may be one."""
    if number < 100:
        return chance.randint(10, 28)
    return chance.randint(1500, 2020) if number > 999 else chance.randint(100, 999)


def xliff(segments: Iterable[Translated]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2"><file original="a" source-language="en"'
    yield ' target-language="fr" datatype="plaintext"><body>\n'
    for number, (english, french) in enumerate(segments, 1):
        source, target = escape(english, quote=False), escape(french, quote=False)
        yield f'<trans-unit id="{number}"><source>{source}</source><target>{target}</target></trans-unit>\n'
    yield "</body></file></xliff>\n"


def tmx(segments: Iterable[Translated]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header srclang="en"/><body>\n'
    for segment in segments:
        english, french = (
            f'<tuv xml:lang="{language}"><seg>{escape(text, quote=False)}</seg></tuv>'
            for language, text in zip(("en", "fr"), segment, strict=True)
        )
        yield f"<tu>{english}{french}</tu>\n"
    yield "</body></tmx>\n"


def po(segments: Iterable[Translated]) -> Iterator[str]:
    yield 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    for number, segment in enumerate(segments):
        english, french = (text.replace("\\", "\\\\").replace('"', '\\"') for text in segment)
        yield f'msgctxt "{number}"\nmsgid "{english}"\nmsgstr "{french}"\n\n'


#: The formats that are measured, by their endings; a table is written by the library.
FORMATS: dict[str, Callable[[Iterable[Translated]], Iterator[str]]] = {"xlf": xliff, "tmx": tmx, "po": po}


def written(path: Path, segments: Iterable[Translated]) -> None:
    """A file of segments in the format that its ending says."""
    with path.open("w", encoding="utf-8", newline="") as file:
        if path.suffix == ".csv":
            csv.writer(file).writerows([("en", "fr"), *segments])
        else:
            file.writelines(FORMATS[path.suffix[1:]](segments))


def bilingual(folder: Path, runs: int) -> Iterator[Measure | str]:
    """Files of each format, and a text beside its English, on one core; behind each what one more segment costs."""
    many = list(translated(SEGMENTS))
    words = sum(count_words(segment.french) for segment in many)
    with one_core():
        for ending in (*FORMATS, "csv"):

            def command(segments: Sequence[Translated], ending: str = ending) -> tuple[str, ...]:
                path = folder / f"{len(segments)}.{ending}"
                written(path, segments)
                return (*RELECTURE, str(path))

            yield from _growing(f".{ending}", command, many, words, runs)
        yield from _growing("sentences, --source", lambda segments: _beside(folder, segments), many, words, runs)


def _growing(
    what: str,
    command: Callable[[Sequence[Translated]], tuple[str, ...]],
    many: Sequence[Translated],
    words: int,
    runs: int,
) -> Iterator[Measure | str]:
    few = measure("", command(many[:FEWER]), runs)
    all_of_them = measure(f"relecture check, {SEGMENTS:,} segments, {what}", command(many), runs, words=words)
    yield all_of_them
    more = SEGMENTS - FEWER
    time = (all_of_them.processor - few.processor) / more * 1e6
    room = (all_of_them.peak - few.peak) / more * 2**20
    yield f"    one more segment: {time:,.0f} µs, {room:,.0f} bytes"


def _beside(folder: Path, segments: Sequence[Translated]) -> tuple[str, ...]:
    """Four segments to a paragraph, in two files."""
    paths = []
    for side, language in enumerate(("en", "fr")):
        path = folder / f"{len(segments)}.{language}.txt"
        paragraphs = (segments[at : at + 4] for at in range(0, len(segments), 4))
        text = "\n\n".join(" ".join(segment[side] for segment in paragraph) for paragraph in paragraphs)
        path.write_text(text + "\n", encoding="utf-8")
        paths.append(str(path))
    return (*RELECTURE, paths[1], "--source", paths[0])
