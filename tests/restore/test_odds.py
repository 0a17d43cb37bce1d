"""Odds and exponentials keep within bounds, whatever the scores."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.restore.odds import log_odds, log_softmax, log_sum, logistic, softmax

_SCORES = st.lists(st.floats(-900, 900), min_size=1, max_size=40).map(np.array)


@given(st.floats(0.001, 0.999))
def test_odds_lead_back_to_their_probability(probability: float) -> None:
    assert logistic(log_odds(probability)) == pytest.approx(probability)


@given(st.floats(allow_nan=False))
def test_no_odds_overflow(odds: float) -> None:
    assert 0 <= logistic(odds) <= 1


@given(_SCORES)
def test_probabilities_sum_to_one_and_keep_the_order_of_the_scores(scores: np.ndarray) -> None:
    found = softmax(scores)
    assert found.sum() == pytest.approx(1)
    assert found[scores.argmax()] == found.max()
    assert np.exp(log_softmax(scores)) == pytest.approx(found)


@given(_SCORES)
def test_a_sum_is_no_less_than_its_greatest_part(scores: np.ndarray) -> None:
    assert scores.max() <= log_sum(scores) <= scores.max() + math.log(len(scores)) + 1e-9
