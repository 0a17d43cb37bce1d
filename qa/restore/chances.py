"""How probable each candidate of each suspect is, once the page has told its spinner."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from qa.restore.odds import Vector
from qa.restore.schools import probabilities, shares
from qa.restore.second_look import Known

#: How far the mentions of one form are heard on each other's candidates, and what a candidate counts for that another
#: mention does not have.
_AGREEING, _UNSAID = 0.5, 3e-3


def believed(known: Sequence[Known]) -> Vector:
    """How far each expert (`EXPERTS`) is believed on the page of these suspects, by those that are likely intruders."""
    return shares([k.look.evidence for k in known if k.first > 0])


def chances(known: Sequence[Known], share: Vector) -> list[Vector]:
    """For each suspect the probability of each of its candidates, the experts believed as `share` says.

    A program that puts a word twice put it for the same word, more often than not: mentions of one form are heard on
    each other's candidates.
    """
    alone = [probabilities(k.look, share) for k in known]
    alike: dict[str, list[int]] = {}
    for at, k in enumerate(known):
        alike.setdefault(k.suspect.mention.form, []).append(at)
    found = list(alone)
    for places in alike.values():
        if len(places) > 1:
            said = [_said(known[at], alone[at]) for at in places]
            means: dict[int, float] = {}
            for at in places:
                found[at] = _agreed(known[at], alone[at], said, means)
    return found


def _said(known: Known, alone: Vector) -> dict[int, float]:
    """What one mention says of each candidate, by its number in `Words`: a logarithm."""
    return {c.number: math.log(p + _UNSAID) for c, p in zip(known.found.candidates, alone, strict=True)}


def _agreed(known: Known, alone: Vector, said: Sequence[dict[int, float]], means: dict[int, float]) -> Vector:
    """The probabilities of a suspect's candidates, what is said of them at all mentions of its form heard.

    `means` keeps what is said of a candidate on average, by its number: asked anew for each mention, it would cost the
    square of their number.
    """
    silent = math.log(_UNSAID)
    numbers = [candidate.number for candidate in known.found.candidates]
    for number in numbers:
        if number not in means:
            means[number] = sum(one.get(number, silent) for one in said) / len(said)
    mean = np.array([means[number] for number in numbers])
    found = alone ** (1 - _AGREEING) * np.exp(_AGREEING * len(said) ** 0.5 * mean)
    return np.asarray(found / found.sum())
