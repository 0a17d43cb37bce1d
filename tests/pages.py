"""The pages that quality is measured on: the project's articles, clean, damaged by hand and damaged by spinners."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ARTICLES = Path(__file__).parents[1] / "corpora" / "articles"
NAMES = sorted(path.name.partition(".")[0] for path in ARTICLES.glob("*.gold.jsonl"))

#: The groups of the pages that no spinner made.
BY_HAND, CLEAN = "by hand", "clean"


class Fault(NamedTuple):
    """`source[start:end]` of a page should be one of `accept`; the first is what was written."""

    start: int
    end: int
    accept: tuple[str, ...]
    kind: str


class Page(NamedTuple):
    """A document to be checked, its faults in reading order, and the `group` it is counted with."""

    group: str
    name: str
    source: str
    clean: str
    faults: tuple[Fault, ...]


def _paths(limit: int | None) -> Iterator[Path]:
    """The damaged articles."""
    for name in NAMES[:limit]:
        yield from (path for path in ARTICLES.glob(f"{name}.*") if path.stem == name and path.suffix in (".txt", ".md"))


def _written(path: Path) -> str:
    return path.with_suffix(f".clean{path.suffix}").read_text(encoding="utf-8")


def clean(limit: int | None = None) -> Iterator[Page]:
    """The articles as they were written."""
    for path in _paths(limit):
        yield Page(CLEAN, path.name, _written(path), _written(path), ())


def by_hand(limit: int | None = None) -> Iterator[Page]:
    """The articles with the faults that a person put there."""
    for path in _paths(limit):
        lines = path.with_name(f"{path.stem}.gold.jsonl").read_text(encoding="utf-8").splitlines()
        faults = (Fault(row["start"], row["end"], tuple(row["accept"]), row["kind"]) for row in map(json.loads, lines))
        yield Page(BY_HAND, path.name, path.read_text(encoding="utf-8"), _written(path), tuple(faults))


def spun(school: str, rates: Sequence[float], seeds: Sequence[int], limit: int | None = None) -> Iterator[Page]:
    """The clean articles as a spinner of that school damages them, once for each rate and seed."""
    from corpora.spin import Spinner  # not at the top: other pages need no word data

    spinner = Spinner(school)
    for rate in rates:
        for seed in seeds:
            for path in _paths(limit):
                written = _written(path)
                source, edits = spinner.spin(written, rate, random.Random(f"{seed} {path.name}"))
                faults = (Fault(edit["start"], edit["end"], (edit["original"],), edit["kind"]) for edit in edits)
                yield Page(f"{school} {rate:g}", f"{seed}-{path.name}", source, written, tuple(faults))
