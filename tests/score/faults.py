"""The texts of `corpora/bilingual` with faults put in by hand, and which findings count for which fault."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qa.containers import read
from qa.document import Unit
from tests.score.bilingual import FOLDER

#: Rules that tell of the same fault in other words, by the kind of fault: what one of them finds there is right, too.
ALSO: dict[str, frozenset[str]] = {
    kind: frozenset(rules.split())
    for kind, rules in {
        # Said without its English, or said of the words one by one.
        "left-in-english": "untranslated untranslated-passage carried-over",
        "carried-over": "untranslated anglicism left-in-english glossary-term",
        "confirmed-false-friend": "false-friend",
        "forbidden-rendering": "forbidden-term term-not-rendered glossary-term",
        "term-not-rendered": "forbidden-rendering",
        "translated-name": "name-mismatch term-not-rendered",
        # A quantity is a number with a unit; a date, a time and a telephone number are numbers as well.
        "unit-mismatch": "number-mismatch",
        "number-mismatch": "unit-mismatch date-mismatch address-mismatch",
        "date-mismatch": "number-mismatch",
        # What is cut off, or out of proportion, lacks or adds a part.
        "truncated-translation": "omission end-punctuation unclosed-quotation bracket-mismatch",
        "omission": "truncated-translation",
        "overlong-translation": "addition",
        "addition": "overlong-translation",
        "code-mismatch": "placeholder-mismatch",
        "placeholder-mismatch": "code-mismatch",
    }.items()
}  # fmt: skip

#: Kinds of fault that concern a sentence as a whole: a finding anywhere in it counts.
_OF_A_SENTENCE = frozenset(
    "omission addition negation-lost truncated-translation overlong-translation end-punctuation"
    " bracket-mismatch".split()
)

#: Endings of files that hold their English themselves.
_FILES = (".po", ".xlf", ".tmx", ".csv")

_SENTENCE_END = re.compile(r"(?<=[.!?»”])\s+|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a damaged text: in `source[start:end]` of it, or in the unit of that name."""

    kind: str
    start: int = 0
    end: int = 0
    unit: str = ""

    def allows(self, rule: str) -> bool:
        """Whether what this rule finds there tells of the fault."""
        return rule == self.kind or rule in ALSO.get(self.kind, ())

    def touches(self, start: int, end: int, unit: str) -> bool:
        """Whether a finding lies on the fault or touches it."""
        if self.unit:
            return unit == self.unit
        return start <= self.end and self.start <= end


@dataclass(frozen=True, slots=True)
class Translation:
    """A French text as it should be and as it is damaged; the path of its English where that is another file."""

    name: str
    path: Path
    english: Path | None
    damaged: str
    faults: tuple[Fault, ...]


def glossary() -> Path:
    """The terms that hold in all texts of the folder."""
    return FOLDER / "terms.tsv"


def translations() -> Iterator[Translation]:
    """All texts of the folder in alphabetical order. Raises ValueError where a row of faults does not fit its text."""
    for path in sorted(FOLDER.iterdir()):
        name = path.name.split(".")[0]
        if ".fr." in path.name:
            yield _translation(name, path, path.with_name(path.name.replace(".fr.", ".en.")))
        elif path.suffix in _FILES:
            yield _translation(name, path, None)


def _translation(name: str, path: Path, english: Path | None) -> Translation:
    right = path.read_text("utf-8")
    changes = sorted(_changes(name, right))
    pieces: list[str] = []
    extents: list[tuple[str, int, int]] = []
    at = length = 0
    for start, end, wrong, kind in changes:
        if start < at:
            raise ValueError(f"{name}: two faults in {right[start:end]!r}")
        pieces += (right[at:start], wrong)
        length += start - at
        extents.append((kind, length, length + len(wrong)))
        length += len(wrong)
        at = end
    damaged = "".join(pieces) + right[at:]
    if english is None:
        units = [_changed_unit(path, right, change) for change in changes]
        faults = [Fault(kind, unit=unit) for (kind, *_), unit in zip(extents, units, strict=True)]
    else:
        faults = [Fault(kind, *_extent(kind, damaged, start, end)) for kind, start, end in extents]
    return Translation(name, path, english, damaged, tuple(faults))


def _changes(name: str, right: str) -> Iterator[tuple[int, int, str, str]]:
    path = FOLDER / f"{name}.faults.tsv"
    for row in path.read_text("utf-8").splitlines()[1:] if path.exists() else []:
        kind, old, new = (cell.replace("\\n", "\n") for cell in row.split("\t"))
        if right.count(old) != 1:
            raise ValueError(f"{path.name}: {old!r} stands {right.count(old)} times in the text, not once")
        # What both have in common at their ends only says where the fault is.
        before = _common(old, new)
        after = _common(old[before:][::-1], new[before:][::-1])
        start = right.index(old)
        yield start + before, start + len(old) - after, new[before : len(new) - after], kind


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _extent(kind: str, text: str, start: int, end: int) -> tuple[int, int]:
    """The words that a fault is in, or the sentences, where it concerns them as a whole."""
    if kind in _OF_A_SENTENCE:
        ends = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
        if start == end:
            # What is missing may be told at either side of the gap.
            start, end = max(0, start - 1), min(len(text), end + 1)
        return max(at for at in ends if at <= start), min(at for at in ends if at >= end)
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def _changed_unit(path: Path, right: str, change: tuple[int, int, str, str]) -> str:
    """The name of the unit that a change of a container's text is in."""
    start, end, wrong, _ = change
    before, after = _units(path, right), _units(path, right[:start] + wrong + right[end:])
    (name,) = (name for name, unit in before.items() if unit.pieces != after[name].pieces)
    return name


def _units(path: Path, text: str) -> dict[str, Unit]:
    return {unit.name: unit for unit in read(text.encode(), path.name).document.units}
