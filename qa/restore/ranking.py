"""A first choice among the candidates of a slot, cheap enough to make for every word in doubt.

It is log-linear: each item of evidence times its weight. The weights (`weights.json`, compiled by `corpora.recipe.weights`) are
learnt on text damaged by spinners of several schools. The last word has `qa.restore.schools`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from qa.language.ngrams import BEGIN, END, model_tokens, open_ngrams
from qa.language.slot import Slot
from qa.lexicon.words import open_words
from qa.restore.candidates import Candidate, candidates

Vector = NDArray[np.float64]

#: What a candidate brings along, whatever the slot.
LASTING = (
    "frequency", "inflected_alike", "moby", "moby_back", "synonym", "hypernym", "sibling", "derived", "mythes",
    "relations", "similarity", "unlinked", "english", "rare",
)  # fmt: skip
#: What the slot says of it.
PASSING = ("context", "elision")

#: Candidates beyond these, by their lasting evidence, are not looked at in context; the right one is hardly among them.
_LOOKED_AT = 160
#: As many are kept for a second look.
_KEPT = 40

_VOWELS = frozenset("aàâäeéèêëiîïoôöuùûüyœæ")
_ELIDING = frozenset(("le", "la", "de", "que", "ne", "ce", "je", "me", "te", "se"))


class Field(NamedTuple):
    """The candidates of one form that are looked at, their lasting evidence (a row each), and what that scores."""

    candidates: tuple[Candidate, ...]
    evidence: Vector
    scores: Vector


class Shortlist(NamedTuple):
    """The best candidates of a slot, best first, their evidence (a row each: `LASTING`, `PASSING`) and scores.

    `total` is the logarithm of the summed exponentials of the scores of all candidates.
    """

    candidates: tuple[Candidate, ...]
    evidence: Vector
    scores: Vector
    total: float


NOBODY = Shortlist((), np.zeros((0, len(LASTING) + len(PASSING))), np.zeros(0), -30.0)


@cache
def weights() -> dict[str, Vector]:
    """The learnt weights by name."""
    raw = json.loads((Path(__file__).parent / "weights.json").read_text("utf-8"))
    return {name: np.array(values) for name, values in raw.items()}


def own_context(slot: Slot) -> float:
    """The log-probability of what stands in a slot, the two words that follow included."""
    left, right = _edges(slot)
    return open_ngrams().log_probability([*left, *model_tokens(slot.text), *right])


def _edges(slot: Slot) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (BEGIN, BEGIN, *slot.left)[-2:], (*slot.right, END, END)[:2]


def _lasting(found: Sequence[Candidate]) -> Vector:
    words = open_words()
    numbers = [candidate.number for candidate in found]
    french, english = np.array(words.french_of(numbers)), np.array(words.english_of(numbers))
    relations = np.array([candidate.relations for candidate in found])
    bits = (relations[:, None] >> np.arange(7)) & 1
    similarity = np.array([candidate.similarity for candidate in found])
    alike = np.array([candidate.inflected_alike for candidate in found])
    rare = np.maximum(0, 3 - french)
    columns = (french, alike, *bits.T, bits.sum(1), similarity, relations == 0, english - french, rare)
    return np.stack(columns, axis=1).astype(np.float64)


@lru_cache(maxsize=4096)
def field(form: str) -> Field:
    """What may have stood in place of a form, before any context."""
    found = candidates(form)
    if not found:
        return Field((), np.zeros((0, len(LASTING))), np.zeros(0))
    evidence = _lasting(found)
    scores = evidence @ weights()["lasting"]
    kept = np.sort(np.argsort(-scores, kind="stable")[:_LOOKED_AT])
    return Field(tuple(found[i] for i in kept), evidence[kept], scores[kept])


def _elision(before: str, form: str) -> int:
    """-1 where the word before is elided or not against the form's first letter."""
    vowel = form[0] in _VOWELS
    if before.endswith("'"):
        return 0 if vowel or form[0] == "h" else -1
    return -1 if before in _ELIDING and vowel else 0


def passing(slot: Slot, found: Sequence[Candidate]) -> Vector:
    """What the slot says of each candidate: the columns of `PASSING`."""
    before = slot.left[-1] if slot.left else BEGIN
    heard = [_elision(before, candidate.text) for candidate in found]
    left, right = _edges(slot)
    likely = open_ngrams().log_probabilities(left, np.array([candidate.number for candidate in found]), right)
    return np.stack((likely, np.array(heard)), axis=1)


def shortlist(slot: Slot, form: str) -> Shortlist:
    """What may have stood in a slot where a form (lower case) stands."""
    known = field(form)
    if not known.candidates:
        return NOBODY
    said = passing(slot, known.candidates)
    scores = known.scores + said @ weights()["passing"]
    order = np.argsort(-scores, kind="stable")[:_KEPT]
    best = float(scores[order[0]])
    total = best + math.log(float(np.exp(scores - best).sum()))
    evidence = np.concatenate((known.evidence[order], said[order]), axis=1)
    return Shortlist(tuple(known.candidates[i] for i in order), evidence, scores[order], total)
