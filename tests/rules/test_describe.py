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
        lines += page(rule, lang, width, rules).splitlines()
    # Only what cannot be broken may stick out: a command to be copied, an address.
    wide = [line for line in lines if len(line) > width and "relecture" not in line and " " in line.strip()]
    assert wide == []


def test_examples_are_code_in_the_page() -> None:
    prose = " ".join(passage.text for passage in parse(markdown(registry().values()), "RULES.md").passages)
    for rule in registry().values():
        assert rule.reason.say("fr").split(".")[0] in prose
        assert all(example.text not in prose for example in rule.bad if len(example.text) > 40)


def test_a_rules_page_says_what_a_manual_does() -> None:
    rule = registry()["repeated-word"]
    text = page(rule, "en", 80, registry().values())
    headings = [line for line in text.splitlines() if line and not line.startswith(" ")]
    assert headings == ["NAME", "IN SHORT", "WHY", "WHAT IT FINDS", "WHAT IT LEAVES ALONE", "SILENCING IT, CHOOSING IT",
                        "SEE ALSO"]  # fmt: skip
    assert "  repeated-word – Repeated word" in text
    assert "  before  Le le train part à midi.\n  finds   “Le le”\n  after   Le train part à midi." in text
    assert "repeated-paragraph" in text.partition("SEE ALSO")[2]


@pytest.mark.parametrize("name", registry())
def test_what_a_page_says_of_silencing_a_rule_works(name: str) -> None:
    """The comments and the lines of configuration on the page are read as they are meant."""
    import tomllib

    from qa.ignores import ignores

    text = page(registry()[name], "fr")
    comments = [line.strip() for line in text.splitlines() if line.startswith("    <!-- relecture-ignore")]
    assert len(comments) == (0 if name == "unused-ignore" else 2)
    for comment in comments:
        (ignore,) = ignores(comment)
        assert ignore.kind in ("next-line", "match")
        assert ignore.names == (name,)
    settings = [tomllib.loads(line.strip()) for line in text.splitlines() if line.startswith("    ") and " = " in line]
    listed = "ignore" if registry()[name].default else "extend-select"
    assert {listed: [name]} in settings
    assert any(set(table.get("severity", ())) == {name} for table in settings)
