"""The weights: which findings are minor, major or critical, and what each costs.

MQM (themqm.org, “The MQM Scoring Models” and “Values and Scores”) multiplies each error by its severity: 1 for a minor
one, 5 for a major one, 25 for a critical one; all types of error weigh alike. The sum, the *absolute penalty total*,
divided by the words evaluated gives the penalty for each word; 1,000 times that is the *normed penalty*, and 100 times
one minus it the *overall quality score*. What a finding is in MQM's terms follows from its severity here and its rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, get_args

from qa.finding import Finding

Level = Literal["minor", "major", "critical"]

#: From the mildest to the gravest.
LEVELS: tuple[Level, ...] = get_args(Level)

#: What an error of each level costs.
POINTS: Mapping[Level, int] = MappingProxyType({"minor": 1, "major": 5, "critical": 25})

#: Words for which penalties are told, so that texts of any length compare.
REFERENCE_WORDS = 1000

#: What an error of these rules may do: the reader pays, takes or believes something else than what was written, or the
#: program that shows the text fails.
CRITICAL = frozenset(("negation-lost", "number-mismatch", "unit-mismatch", "date-mismatch", "placeholder-mismatch"))

#: Categories, by their first half, in which nothing is understood wrongly: an error there is a minor one.
FORM = frozenset(("linguistic-conventions", "locale-conventions", "style"))


def level(finding: Finding) -> Level:
    """What a finding is in MQM's terms. One that a configuration made milder than an error is minor."""
    if finding.severity != "error":
        return "minor"
    if finding.rule in CRITICAL:
        return "critical"
    return "minor" if finding.category.partition("/")[0] in FORM else "major"


def per_thousand(points: int, words: int) -> float:
    """The points for each 1,000 words; a text without words is taken to have one."""
    return REFERENCE_WORDS * points / max(1, words)


def quality(points: int, words: int) -> float:
    """The overall quality score, from 100 for a text without a finding down to 0, below which it is not followed."""
    return max(0.0, 100 * (1 - points / max(1, words)))
