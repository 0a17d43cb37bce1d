"""Mending goes on until nothing changes, however many rounds it takes, and where rules undo each other to one end."""

from __future__ import annotations

import pytest

import qa
from qa.document import Document
from qa.finding import Edit, Finding, Suggestion


def _mending(monkeypatch: pytest.MonkeyPatch, pairs: dict[str, str]) -> qa.Checker:
    """A checker that finds the first of some characters, and puts another for it."""

    def check(_: qa.Checker, document: Document) -> tuple[Finding, ...]:
        for at, character in enumerate(document.source):
            if character in pairs:
                made = Suggestion(pairs[character], 1.0, "rule", (Edit(at, at + 1, pairs[character]),))
                return (Finding("r", "style/r", "info", at, at + 1, character, "", 1.0, True, (made,)),)
        return ()

    monkeypatch.setattr(qa.Checker, "check", check)
    return qa.Checker()


def test_a_text_of_which_each_round_mends_one_place_is_mended_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    checker = _mending(monkeypatch, {"x": "y"})
    fixed = checker.fix(qa.parse("x" * 40))
    assert (fixed.output, len(fixed.applied), fixed.remaining) == ("y" * 40, 40, ())


@pytest.mark.parametrize("start", "abc")
def test_rules_that_undo_each_other_come_to_one_end(monkeypatch: pytest.MonkeyPatch, start: str) -> None:
    checker = _mending(monkeypatch, {"a": "b", "b": "c", "c": "a"})
    assert checker.fix(qa.parse(start)).output == "a"
