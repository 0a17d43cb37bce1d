"""The articles of `corpora/bilingual`, whose sentences were linked with those of their translations by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "corpora" / "bilingual"

#: What ends a sentence, and is no number of an item.
_STOP = re.compile(
    r"(?:(?<=[!?])|(?<=[.!?]”)|(?<=[.!?].»)|(?<=[^\d\s]\.)(?<!\bM\.)(?<!\bMr\.)|(?<=\d{2}\.)|(?<=[.!?]\*\*))\s+(?=[A-ZÀ-Þ«“*])"
)

#: An English line with a French one; None for none.
Gold = tuple[str | None, str | None]


@dataclass(frozen=True)
class Article:
    """Paragraphs as names of lines, in both languages; the text of each line, and which go together."""

    english: tuple[tuple[str, ...], ...]
    french: tuple[tuple[str, ...], ...]
    text: dict[str, str]
    links: frozenset[tuple[str, str]]

    def gold(self) -> set[Gold]:
        """The links between the lines that are there, and those of lines that have none to nothing."""
        ours = {line for paragraph in self.english for line in paragraph}
        theirs = {line for paragraph in self.french for line in paragraph}
        both: set[Gold] = {(one, other) for one, other in self.links if one in ours and other in theirs}
        return with_nothing(both, ours, theirs)


def with_nothing(both: set[Gold], ours: Iterable[str], theirs: Iterable[str]) -> set[Gold]:
    """Links, and one to nothing for each line that has none."""
    ones, others = {one for one, _ in both}, {other for _, other in both}
    return both | {(one, None) for one in ours if one not in ones} | {(None, f) for f in theirs if f not in others}


def names() -> list[str]:
    """The articles in the folder."""
    return sorted(path.name.split(".")[0] for path in FOLDER.glob("*.en.*"))


def written(name: str, language: str) -> Path:
    """The file that holds an article in a language, "en" or "fr"."""
    (path,) = FOLDER.glob(f"{name}.{language}.*")
    return path


def load(name: str) -> Article:
    """An article of the folder. Raises ValueError where its two texts and its links do not fit together."""
    english, french = (_paragraphs(written(name, language)) for language in ("en", "fr"))
    if len(english) != len(french):
        raise ValueError(f"{name}: {len(english)} English paragraphs, {len(french)} French ones")
    told = _told(FOLDER / f"{name}.links.tsv")
    text: dict[str, str] = {}
    both: set[tuple[str, str]] = set()
    for number, (ours, theirs) in enumerate(zip(english, french, strict=True), 1):
        text |= {_name(name, "en", number, n): line for n, line in enumerate(ours, 1)}
        text |= {_name(name, "fr", number, n): line for n, line in enumerate(theirs, 1)}
        if number not in told and len(ours) != len(theirs):
            raise ValueError(f"{name}, paragraph {number}: {len(ours)} English lines, {len(theirs)} French ones")
        for a, b in told.get(number) or [((n,), (n,)) for n in range(1, len(ours) + 1)]:
            both |= {(_name(name, "en", number, one), _name(name, "fr", number, other)) for one in a for other in b}
    if unknown := [line for pair in both for line in pair if line not in text]:
        raise ValueError(f"{name}: no such line: {unknown[0]}")
    lines = {
        language: tuple(
            tuple(_name(name, language, number, n) for n in range(1, len(each) + 1))
            for number, each in enumerate(paragraphs, 1)
        )
        for language, paragraphs in (("en", english), ("fr", french))
    }
    return Article(lines["en"], lines["fr"], text, frozenset(both))


def _name(article: str, language: str, paragraph: int, line: int) -> str:
    return f"{article}.{language}:{paragraph}.{line}"


def _paragraphs(path: Path) -> list[list[str]]:
    blocks = path.read_text("utf-8").strip().split("\n\n")
    return [[sentence for line in block.splitlines() for sentence in _STOP.split(line)] for block in blocks]


def _told(path: Path) -> dict[int, list[tuple[tuple[int, ...], tuple[int, ...]]]]:
    told: dict[int, list[tuple[tuple[int, ...], tuple[int, ...]]]] = {}
    rows = path.read_text("utf-8").splitlines()[1:] if path.exists() else []
    for row in rows:
        paragraph, *sides = row.split("\t")
        one, other = (tuple(map(int, filter(None, side.split(",")))) for side in sides)
        told.setdefault(int(paragraph), []).append((one, other))
    return told
