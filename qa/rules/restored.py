"""Findings of words that may be put back: what the rules on intruders have in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from qa.document import Passage
from qa.finding import Finding, Suggestion
from qa.language.analysis import Analysis
from qa.restore.suggestions import Original, suggestions
from qa.rules.rule import Rule

if TYPE_CHECKING:
    from qa.restore.intruders import Intruder

#: A first suggestion is applied unasked from these on: the probability of the fault, and that this is what stood there.
SAFE_FAULT, SAFE_WORDING = 0.97, 0.95


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
    """Whether a suggestion may be applied unasked: it is all but certain, and not for the context's sake alone."""
    return suggestion.confidence >= SAFE_WORDING and suggestion.source != "context"


def place_of(intruder: Intruder) -> Place:
    """Where an intruder stands."""
    suspect = intruder.suspect
    return Place(suspect.passage, suspect.mention.start, suspect.mention.end)
