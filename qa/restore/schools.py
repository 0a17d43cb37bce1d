"""The last word on what stood there: from one damaged page one learns which thesaurus its spinner used.

A spinner's synonyms come from somewhere, and a page shows it many times over. One small network a school (`EXPERTS`)
judges the shortlisted candidates as that school's victims; how far each is believed on this page, the page's own
intruders say (`shares`, by expectation maximisation). One expert was taught by all schools, and is always heard.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from qa.lexicon.homographs import DERIVED, HYPERNYM, MOBY, MOBY_BACK, MYTHES, SIBLING, SYNONYM
from qa.restore.candidates import FORTH
from qa.restore.odds import Vector, log_softmax, relative
from qa.restore.ranking import Shortlist, weights
from qa.restore.second_look import EVIDENCE, Look

#: The columns of the evidence that tell a school: the relations, how many there are, how near the meaning is.
_MARKS = slice(EVIDENCE.index("moby"), EVIDENCE.index("unlinked") + 1)

#: The schools; one of them translates. The last expert was taught by all.
SCHOOLS = ("wordnet", "moby", "office", "loose", "meaning", "translation")
EXPERTS = (*SCHOOLS, "any")


def _has(relations: Any, bits: int) -> Any:
    return relations & bits != 0


#: School → whether a link's relations and the similarity of meaning make a synonym there; both may be arrays.
ACCEPTS: dict[str, Callable[[Any, Any], Any]] = {
    "wordnet": lambda relations, _: _has(relations, SYNONYM) & _has(relations, MOBY | MOBY_BACK),
    "moby": lambda relations, similarity: _has(relations, MOBY) & (relations & SYNONYM == 0) & (similarity > 0.2),
    "office": lambda relations, _: _has(relations, MYTHES) & (relations & SYNONYM == 0),
    "loose": lambda relations, _: _has(relations, HYPERNYM | SIBLING | DERIVED) & (relations & SYNONYM == 0),
    "meaning": lambda _, similarity: similarity > 0.55,
    "translation": lambda relations, _: relations >= FORTH,
    "any": lambda relations, similarity: (relations != 0) | (similarity > 0.5),
}

#: How far the expert of all schools is believed on any page: a page's spinner may be of none that we know.
_ANY = 0.15
#: The weight, in intruders, of the belief that all schools are equally likely.
_EVEN = 1.5
#: Rounds of expectation maximisation.
_ROUNDS = 20


class Expert(NamedTuple):
    """A network with one hidden layer and a straight path beside it, for standardised evidence."""

    straight: Vector
    inner: Vector
    bias: Vector
    outer: Vector

    def judge(self, evidence: Vector) -> Vector:
        """The logarithm of each candidate's probability (a row each)."""
        scores = evidence @ self.straight + np.tanh(evidence @ self.inner + self.bias) @ self.outer
        return log_softmax(scores)


@cache
def experts() -> tuple[Expert, ...]:
    """The networks that were taught, in the order of `EXPERTS`."""
    table = weights()
    parts = ("straight", "inner", "bias", "outer")
    return tuple(Expert(*(table[f"{name}.{part}"] for part in parts)) for name in EXPERTS)


def standardised(evidence: Vector) -> Vector:
    """The evidence as the experts were taught to see it."""
    return (evidence - weights()["mean"]) / weights()["spread"]


def marks(evidence: Vector, judged: Vector) -> Vector:
    """What an intruder tells of its spinner: the expected thesaurus links of what it replaced, and the like.

    `evidence` as `EVIDENCE`, `judged` the logarithms of the candidates' probabilities by the expert of all schools.
    """
    mean = np.exp(judged) @ evidence
    return np.concatenate(([1.0], mean[_MARKS]))


def shares(evidences: Sequence[Vector]) -> Vector:
    """How far each expert is believed on a page, in the order of `EXPERTS`, from the evidence on all its intruders."""
    known = len(SCHOOLS)
    even = np.full(known, 1.0 / known)
    if not evidences:
        return np.append(even * (1 - _ANY), _ANY)
    last = experts()[-1]
    table = np.array([marks(e, last.judge(standardised(e))) for e in evidences]) @ weights()["gate"]
    likely = relative(table)
    share = even
    for _ in range(_ROUNDS):
        owed = likely * share
        owed /= owed.sum(axis=1, keepdims=True)
        share = (owed.sum(axis=0) + _EVEN * even) / (len(evidences) + _EVEN)
    return np.append(share * (1 - _ANY), _ANY)


def probabilities(look: Look, share: Vector) -> Vector:
    """The probability of each candidate, the experts believed as `share` says, the page's echoes heard."""
    seen = standardised(look.evidence)
    judged = [believed * np.exp(expert.judge(seen)) for believed, expert in zip(share, experts(), strict=True)]
    found = np.sum(judged, axis=0) * np.exp(look.echoes)
    return np.asarray(found / found.sum())


def licensed(found: Shortlist, share: Vector) -> Vector:
    """How far the schools, believed as `share` says, let a spinner put the intruder for each candidate, from 0 to 1."""
    relations = np.array([candidate.relations for candidate in found.candidates])
    similarity = np.array([candidate.similarity for candidate in found.candidates])
    allowed = np.zeros(len(relations))
    for believed, name in zip(share, EXPERTS, strict=True):
        allowed += believed * ACCEPTS[name](relations, similarity)
    return allowed
