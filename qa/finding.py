"""What the checker says of a document: findings, the suggestions that mend them, the edits these need.

All three are values over the source of one document; offsets are code points, ends exclusive.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]

#: From the mildest to the gravest.
SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Replace `source[start:end]` by `text`. An insertion has `start == end`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One way to mend a finding.

    `text` is what should stand in place of the finding's own text, `edits` all that it takes, the words around
    included.
    `confidence` is the probability, from 0 to 1, that this is what stood there. `source` says where the
    suggestion comes from: "glossary", "thesaurus", "cognate", "bilingual", "context", "rule".
    """

    text: str
    confidence: float
    source: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault of a document: where it is, what is wrong, and how it may be mended, best suggestion first.

    `confidence` is the probability, from 0 to 1, that there is a fault at all.
    `safe` says that the first suggestion may be applied unasked.
    """

    rule: str
    category: str
    severity: Severity
    start: int
    end: int
    text: str
    message: str
    confidence: float = 1.0
    safe: bool = False
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def order(self) -> tuple[int, int, str]:
        """Sorts findings in reading order."""
        return self.start, self.end, self.rule


def apply_edits(source: str, edits: Iterable[Edit]) -> str:
    """The source with the edits laid on it. They must not overlap.

    >>> apply_edits("la state of affairs", [Edit(3, 19, "situation")])
    'la situation'
    """
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits):
        if edit.start < at:
            raise ValueError(f"edits overlap at {edit.start}")
        pieces += (source[at : edit.start], edit.text)
        at = edit.end
    pieces.append(source[at:])
    return "".join(pieces)
