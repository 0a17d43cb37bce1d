"""What may have stood in an intruder's place, by wording, each with its probability and where it comes from."""

from __future__ import annotations

from qa.restore.candidates import FAR, FORTH, TWIN, Candidate
from qa.restore.intruders import Intruder
from qa.restore.suggestions import Original


def originals(intruder: Intruder) -> list[Original]:
    """What may have stood there, likeliest first; their probabilities sum to one at most."""
    return [Original(candidate.text, probability, _source(candidate)) for candidate, probability in intruder.restored]


def _source(candidate: Candidate) -> str:
    """The best of the roads that led to a candidate, as `Suggestion.source` names it."""
    relations = candidate.relations
    if relations % FORTH:
        return "thesaurus"
    if relations % FAR:
        return "bilingual"
    if relations & TWIN:
        return "cognate"
    return "bilingual" if relations else "context"
