"""A term: a wrong wording, the right ones, and when the one gives way to the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal, get_args

from qa.settings import Lang, Wording

Kind = Literal["spin", "false-friend", "calque", "anglicism", "term"]
Pos = Literal["", "noun", "verb", "adj", "adv", "prep", "conj", "phrase"]
Gender = Literal["", "m", "f"]

KINDS: tuple[str, ...] = get_args(Kind)
PARTS_OF_SPEECH: tuple[str, ...] = get_args(Pos)
GENDERS: tuple[str, ...] = get_args(Gender)

#: Between two right wordings of one cell.
SEPARATOR = " | "


@dataclass(frozen=True, slots=True)
class Term:
    """A wrong wording and what should stand in its place.

    `wrong` and `right` are in their base form, singular or infinitive; `right` is best first, and empty for a
    wording that is forbidden without a replacement. `gender` is that of the first right wording.
    `safe` says that it may be replaced unasked. `when` and `unless` are conditions on the words around,
    in the notation of `qa.glossary.context`. `bad` and `good` are one example sentence, wrong and right.
    `english` is what the right wordings translate, alternatives separated as in a cell (`SEPARATOR`).
    """

    wrong: str
    right: tuple[str, ...] = ()
    kind: Kind = "term"
    pos: Pos = ""
    gender: Gender = ""
    safe: bool = False
    when: str = ""
    unless: str = ""
    bad: str = ""
    good: str = ""
    note: str = ""
    source: str = ""
    english: str = ""

    @property
    def accepted(self) -> bool:
        """Whether the wording is among its own right ones: a word that the house accepts."""
        return self.wrong in self.right

    def cells(self) -> dict[str, str]:
        """The term as the cells of a table's row, by column."""
        values = {column: getattr(self, column) for column in COLUMNS if column != "term"}
        return {"term": self.wrong, **values, "right": SEPARATOR.join(self.right), "safe": "yes" if self.safe else "no"}


#: The columns of a table of terms, in the order in which they are written.
COLUMNS: tuple[str, ...] = (
    "term",
    "kind",
    "right",
    "pos",
    "gender",
    "safe",
    "when",
    "unless",
    "bad",
    "good",
    "note",
    "source",
    "english",
)
assert len(COLUMNS) == len(fields(Term))


@dataclass(frozen=True, slots=True)
class Glossary:
    """Terms in the order of their file. `name` is the file's name, without folder, for people to read."""

    name: str
    terms: tuple[Term, ...]

    def only(self, *kinds: Kind) -> Glossary:
        """The glossary with the terms of some kinds only."""
        return Glossary(self.name, tuple(term for term in self.terms if term.kind in kinds))


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a glossary file. `line` counts from 1 (in a spreadsheet, rows); None where none is to blame."""

    path: Path
    line: int | None
    what: Wording

    def say(self, lang: Lang) -> str:
        """One line: `path:line: what and what to do`."""
        place = f"{self.path}:{self.line}" if self.line is not None else str(self.path)
        return f"{place}: {self.what.fr if lang == 'fr' else self.what.en}"


class GlossaryError(Exception):
    """A glossary that cannot be used, with all its faults. `str()` is French, one fault a line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.say("fr"))

    def say(self, lang: Lang) -> str:
        return "\n".join(fault.say(lang) for fault in self.faults)


class UnreadableGlossary(GlossaryError):  # noqa: N818 - the base says that it is an error
    """A file that no glossary could be read from at all: missing, not a glossary's format, damaged."""

    def __init__(self, path: Path, fr: str, en: str, line: int | None = None) -> None:
        super().__init__([Fault(path, line, Wording(fr, en))])
