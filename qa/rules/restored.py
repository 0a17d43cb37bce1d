"""Findings of words that may be put back: what the rules on intruders have in common."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from qa.document import Passage
from qa.finding import Finding, Suggestion
from qa.language.analysis import Analysis
from qa.restore.suggestions import Original, suggestions
from qa.rules.rule import Rule

if TYPE_CHECKING:
    from qa.restore.intruders import Intruder

#: A fault of at least this probability may be mended unasked.
SAFE_FAULT = 0.97
#: And so probable the first suggestion has to be, by its source. A dictionary's translations have more rivals that fit
#: as well than a spinner's originals; one that only the context speaks for is never put unasked.
SAFE_WORDING = {"glossary": 0.93, "thesaurus": 0.93, "bilingual": 0.97, "cognate": 0.97}


class Place(NamedTuple):
    """A stretch of a passage's text."""

    passage: Passage
    start: int
    end: int


def found(rule: Rule, analysis: Analysis, place: Place, confidence: float, said: Iterable[Original]) -> Finding:
    """The finding of a rule on a place, with what may have stood there, likeliest first; `confidence` from 0 to 1."""
    passage, start, end = place
    offered = suggestions(passage, start, end, said)
    sure = confidence >= SAFE_FAULT and bool(offered) and _vouched(offered[0])
    return rule.finding(analysis, passage, start, end, confidence=round(confidence, 4), safe=sure, suggestions=offered)


def _vouched(suggestion: Suggestion) -> bool:
    """Whether a suggestion may be applied unasked."""
    return suggestion.confidence >= SAFE_WORDING.get(suggestion.source, math.inf)


def place_of(intruder: Intruder) -> Place:
    """Where an intruder stands."""
    suspect = intruder.suspect
    return Place(suspect.passage, suspect.mention.start, suspect.mention.end)
