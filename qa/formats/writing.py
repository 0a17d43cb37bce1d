"""One way of writing text inside another: HTML in a JSON string."""

from __future__ import annotations

from functools import partial

from qa.document import Encode


def then(inner: Encode, outer: Encode | None) -> Encode:
    """Text is written as `inner` does, and the result as `outer` does."""
    return partial(_written, inner, outer) if outer else inner


def _written(inner: Encode, outer: Encode, text: str, before: str, after: str) -> str | None:
    written = inner(text, before, after)
    return None if written is None else outer(written, before, after)
