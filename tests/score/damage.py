"""The pages that are scored: clean French, as it was written and as the schools of `corpora.spin` damage it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import qa

CORPORA = Path(__file__).parents[2] / "corpora"


class Fault(NamedTuple):
    """`source[start:end]` of a damaged page stands where `original` stood; `kind` is one of `corpora.spin.kind`."""

    start: int
    end: int
    original: str
    kind: str


class Page(NamedTuple):
    """A document to check. Its faults are in reading order; where they are undone, it is `clean` again."""

    name: str
    source: str
    clean: str
    faults: tuple[Fault, ...]


def own_texts() -> list[Page]:
    """The project's clean pieces and articles, undamaged."""
    paths = [*CORPORA.glob("clean/*.txt"), *CORPORA.glob("articles/*.clean.*")]
    return [_clean(path.name, path.read_text(encoding="utf-8")) for path in sorted(paths)]


def read_texts(paths: Sequence[Path]) -> list[Page]:
    """Other clean texts, undamaged. Where no blank line parts the paragraphs, every line is one.

    Ends the program where a file cannot be read.
    """
    pages = []
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeError) as error:
            raise SystemExit(f"{path} cannot be read as UTF-8 text: {error}") from None
        if qa.parse(text, path=path.name).format == "text" and not any(not line.strip() for line in text.splitlines()):
            text = "\n\n".join(text.splitlines()) + "\n"
        pages.append(_clean(path.name, text))
    return pages


def _clean(name: str, text: str) -> Page:
    return Page(name, text, text, ())


def damaged(pages: Sequence[Page], school: str, rates: Sequence[float], seed: int) -> Iterator[tuple[float, Page]]:
    """Every clean page as a spinner of that school damages it, with the rate, once for each rate."""
    from corpora.spin import Spinner  # not at the top: it takes the word data, and most helps need none

    spinner = Spinner(school)
    for rate in rates:
        for page in pages:
            _, edits = spinner.spin(page.clean, rate, random.Random(f"{seed} {school} {rate} {page.name}"))
            shift = 0  # from offsets of the clean page to those of the damaged one
            spun = []
            for edit in edits:
                start = edit["start"] - shift
                spun.append((start, start + len(edit["original"]), edit["spun"], edit["kind"]))
                shift += len(edit["spun"]) - len(edit["original"])
            yield rate, replaced(page, spun)


def replaced(page: Page, edits: Sequence[tuple[int, int, str, str]]) -> Page:
    """The clean page with `(start, end, spun, kind)` laid on it, in reading order.

    Left out are those outside of prose (code, addresses, markup): no checker should look there.
    """
    prose = _prose(page)
    pieces: list[str] = []
    faults = []
    at = length = 0
    for start, end, spun, kind in edits:
        if not all(prose[start:end]):
            continue
        pieces += (page.clean[at:start], spun)
        length += start - at
        faults.append(Fault(length, length + len(spun), page.clean[start:end], kind))
        length += len(spun)
        at = end
    return Page(page.name, "".join(pieces) + page.clean[at:], page.clean, tuple(faults))


def _prose(page: Page) -> bytearray:
    """For every character of the clean page, 1 where it is prose of the page's own voice, else 0."""
    marks = bytearray(len(page.clean))
    for passage in qa.parse(page.clean, path=page.name).passages:
        for segment in passage.segments:
            if segment.verbatim:
                marks[segment.source_start : segment.source_end] = b"\1" * (segment.source_end - segment.source_start)
        for start, end in passage.breaks:
            first, last = passage.source_start(start), passage.source_end(end)
            marks[first:last] = bytes(last - first)
    return marks
