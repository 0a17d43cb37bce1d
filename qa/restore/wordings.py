"""What may have stood in an intruder's place, as wordings with their probabilities."""

from __future__ import annotations

from qa.restore.candidates import FAR, FORTH, TWIN, Candidate
from qa.restore.intruders import Intruder
from qa.restore.suggestions import Wording


def of_intruder(intruder: Intruder) -> list[Wording]:
    """The wordings, likeliest first; their probabilities sum to one at most."""
    return [Wording(candidate.text, probability, source(candidate)) for candidate, probability in intruder.restored]


def source(candidate: Candidate) -> str:
    """The best of the roads that led to a candidate, as `Suggestion.source` names it."""
    relations = candidate.relations
    if relations % FORTH:
        return "thesaurus"
    if relations % FAR:
        return "bilingual"
    if relations & TWIN:
        return "cognate"
    return "bilingual" if relations else "context"
