"""A few inputs of every target of `tests.fuzz`, and all that once broke a promise."""

from __future__ import annotations

from random import Random

import pytest

from tests.fuzz.engines import held
from tests.fuzz.found import FOUND
from tests.fuzz.targets import targets


@pytest.mark.parametrize("name", targets())
def test_promises_hold_of_a_few_inputs(name: str) -> None:
    target = targets()[name]
    for number in range(max(3, round(100 * target.share))):
        fault = held(name, target, target.make(Random(f"suite {name} {number}")))
        assert fault is None, f"{fault.how}\n{fault.input!r}\n{fault.trace}"


@pytest.mark.parametrize("found", FOUND, ids=lambda found: found.what)
def test_what_once_broke_a_promise_keeps_it(found: tuple[str, str, str | bytes]) -> None:
    name, _, given = found
    fault = held(name, targets()[name], given)
    assert fault is None, f"{fault.how}\n{fault.trace}"
