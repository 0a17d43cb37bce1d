from __future__ import annotations

from pathlib import Path

import pytest

from qa.formats import parse
from qa.rules import registry
from qa.rules.describe import markdown, page, table
from qa.settings import Lang

PAGE = Path(__file__).parents[2] / "corpora" / "RULES.md"


def test_the_page_of_the_documentation_is_fresh() -> None:
    fresh = markdown(registry().values())
    assert PAGE.read_text(encoding="utf-8") == fresh, "run: python -m qa.rules.describe > corpora/RULES.md"


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("width", [60, 80, 120])
def test_nothing_is_wider_than_asked(lang: Lang, width: int) -> None:
    rules = registry().values()
    lines = table(rules, lang, width).splitlines()
    for rule in rules:
        lines += page(rule, lang, width).splitlines()
    # Only what cannot be broken may stick out: a command to be copied, an address.
    wide = [line for line in lines if len(line) > width and " relecture " not in f" {line}" and " " in line.strip()]
    assert wide == []


def test_examples_are_code_in_the_page() -> None:
    prose = " ".join(passage.text for passage in parse(markdown(registry().values()), "RULES.md").passages)
    for rule in registry().values():
        assert rule.reason.say("fr").split(".")[0] in prose
        assert all(example.text not in prose for example in rule.bad if len(example.text) > 40)
