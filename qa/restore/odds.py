"""From scores to probabilities: odds and exponentials, safe from overflow. Scores are natural logarithms."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]

#: Beyond these odds (their logarithm) a probability is 0 or 1 for any purpose.
_CERTAIN = 50.0


def logistic(odds: float) -> float:
    """The probability for the logarithm of odds."""
    return 1 / (1 + math.exp(-max(-_CERTAIN, min(_CERTAIN, odds))))


def logistics(odds: Vector) -> Vector:
    """The same for many."""
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -_CERTAIN, _CERTAIN))))


def log_odds(probability: float) -> float:
    """The logarithm of the odds for a probability between 0 and 1, neither included."""
    return math.log(probability / (1 - probability))


def relative(scores: Vector) -> Vector:
    """How probable each score of a row is against the best of its row, which gets 1."""
    return np.asarray(np.exp(scores - scores.max(axis=-1, keepdims=True)))


def softmax(scores: Vector) -> Vector:
    """The probabilities in proportion to the exponentials of scores: (n,), their sum is 1."""
    found = relative(scores)
    return np.asarray(found / found.sum())


def log_softmax(scores: Vector) -> Vector:
    """The logarithms of these probabilities: (n,)."""
    less = scores - scores.max()
    return np.asarray(less - np.log(np.exp(less).sum()))


def log_sum(scores: Vector) -> float:
    """The logarithm of the summed exponentials of scores (n,), one at least."""
    return float(scores.max()) + math.log(float(relative(scores).sum()))
