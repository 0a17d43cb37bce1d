"""What speaks for an intruder after the second look, weighed into the logarithm of its odds."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from qa.restore.expectation import Fit
from qa.restore.odds import Vector
from qa.restore.ranking import weights
from qa.restore.schools import licensed
from qa.restore.second_look import EVIDENCE, Known

_LASTING, _CONTEXT, _FIT, _NETWORK = (EVIDENCE.index(name) for name in ("frequency", "context", "pos", "network"))

#: From so much foreignness (`Word.foreignness`) on a word is English, and foreign without a doubt.
_ENGLISH, _FOREIGN = 0.7, 1.6
#: From so much belief in schools that allow it on a candidate counts as licensed; the network's word where none is.
_LICENSED, _NO_WORD = 0.3, -15.0
#: A score further from that of what stands there tells no more.
_FAR = 20.0


class Grounds(NamedTuple):
    """The second look's evidence on a suspect, in the order of its learnt weights.

    `first` is the logarithm of the odds after the first look, `licensed` that of how far the page's schools allow the
    candidates, `margin` and `best`, `fit` and `network` are of all candidates and the best one, against what stands
    there; `d` is the foreignness. Names of two parts are products: `first_english` is `first` where the word is
    English.
    """

    constant: float
    first: float
    first_english: float
    first_foreign: float
    english: float
    foreign: float
    licensed: float
    licensed_english: float
    margin: float
    best: float
    fit: float
    network: float
    network_licensed: float
    d: float
    d_low: float
    dictionary: float
    phrase: float
    own_network: float


def grounds(known: Known, share: Vector, chances: Vector) -> Grounds:
    """The grounds on a suspect, the experts believed as `share` says, given the probability of each candidate."""
    suspect, look = known.suspect, known.look
    allowed = licensed(known.found, share)
    network = look.evidence[:, _NETWORK]
    best = int(chances.argmax())
    d = suspect.distance
    english, foreign = float(d > _ENGLISH), float(d > _FOREIGN)
    mass = math.log(float(chances @ allowed) + 1e-2)
    return Grounds(
        constant=1.0,
        first=known.first,
        first_english=known.first * english,
        first_foreign=known.first * foreign,
        english=english,
        foreign=foreign,
        licensed=mass,
        licensed_english=mass * english,
        margin=_margin(known, allowed),
        best=float(chances[best]),
        fit=float(look.evidence[best, _FIT : _FIT + len(Fit._fields)].sum()) - look.own_fit,
        network=float(network[best]) - look.own_network,
        network_licensed=float(np.max(np.where(allowed > _LICENSED, network, _NO_WORD))) - look.own_network,
        d=d,
        d_low=min(d, 0.5),
        dictionary=suspect.dictionary,
        phrase=float(suspect.is_phrase),
        own_network=look.own_network,
    )


def _margin(known: Known, allowed: Vector) -> float:
    """By how much the candidates that the schools allow, all together, beat what stands there (natural logarithm)."""
    table, evidence = weights(), known.look.evidence
    said = evidence[:, _CONTEXT] * table["passing"][0] + evidence[:, _LASTING] * table["lasting"][0]
    ahead = np.clip(said - known.suspect.own_score, -_FAR, _FAR)
    return float(np.log(np.sum(allowed * np.exp(ahead)) + 1e-6))


def odds(found: Grounds) -> float:
    """The logarithm of the odds that grounds make."""
    return float(np.array(found) @ weights()["grounds"])
