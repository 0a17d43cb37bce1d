"""An answer: what a check found in a file, and the bytes that stand for it."""

from __future__ import annotations

import json
from dataclasses import fields
from hashlib import blake2b
from typing import Any, NamedTuple

from qa.finding import Edit, Finding, Suggestion

#: Bytes of the digest in front.
_CHECK = 8

_FINDING = tuple(field.name for field in fields(Finding))
_SUGGESTION = tuple(field.name for field in fields(Suggestion))


class Known(NamedTuple):
    """What a check found in a file, and in how many passages."""

    passages: int
    findings: tuple[Finding, ...]


def packed(key: bytes, known: Known) -> bytes:
    """An answer as bytes, with a digest of it and its key in front."""
    body = json.dumps(known, separators=(",", ":"), default=_row).encode()
    return _digest(key, body) + body


def unpacked(key: bytes, answer: bytes) -> Known | None:
    """The answer in bytes that `packed` gave for this key; None for any others."""
    body = answer[_CHECK:]
    if _digest(key, body) != answer[:_CHECK]:
        return None
    passages, rows = json.loads(body)
    return Known(passages, tuple(map(_finding, rows)))


def _row(value: Finding | Suggestion | Edit) -> list[Any]:
    return [getattr(value, field.name) for field in fields(value)]


def _finding(row: list[Any]) -> Finding:
    values = dict(zip(_FINDING, row, strict=True))
    return Finding(**values | {"suggestions": tuple(map(_suggestion, values["suggestions"]))})


def _suggestion(row: list[Any]) -> Suggestion:
    values = dict(zip(_SUGGESTION, row, strict=True))
    return Suggestion(**values | {"edits": tuple(Edit(*edit) for edit in values["edits"])})


def _digest(key: bytes, body: bytes) -> bytes:
    return blake2b(body, key=key, digest_size=_CHECK).digest()
