"""Whether a confidence of .9 means that nine in ten are right: reliability by tenths of the stated confidence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

#: Fewer cases than this in a tenth say little about it.
ENOUGH = 100


class Tenth(NamedTuple):
    """The cases whose stated confidence lies in [`low`, `low` + .1), the last tenth with 1."""

    low: float
    cases: int
    stated: float
    right: float

    @property
    def gap(self) -> float:
        """How far the stated confidence lies above the share that was right; below it where negative."""
        return self.stated - self.right


def tenths(cases: Iterable[tuple[float, bool]]) -> list[Tenth]:
    """The tenths that hold any case, from the least confident to the most."""
    held: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in cases:
        # Confidences are printed to four places: .3 is not to fall below .3.
        held.setdefault(min(9, int(confidence * 10 + 1e-6)), []).append((confidence, right))
    return [
        Tenth(
            number / 10,
            len(these),
            sum(confidence for confidence, _ in these) / len(these),
            sum(right for _, right in these) / len(these),
        )
        for number, these in sorted(held.items())
    ]


def widest(table: Iterable[Tenth]) -> float | None:
    """The widest gap of the tenths with enough cases, without its sign; None where none has enough."""
    return max((abs(tenth.gap) for tenth in table if tenth.cases >= ENOUGH), default=None)
