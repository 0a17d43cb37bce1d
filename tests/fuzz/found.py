"""Inputs that broke a promise once, as small as they could be made. `tests/test_fuzz.py` runs them all."""

from __future__ import annotations

from typing import NamedTuple


class Found(NamedTuple):
    """An input of a target, and what it did."""

    target: str
    what: str
    input: str | bytes


FOUND: tuple[Found, ...] = ()
