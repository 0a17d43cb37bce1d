"""What every rule file must bring along."""

from __future__ import annotations

import importlib
import pkgutil
import re
from string import Formatter

import pytest

import qa.rules
from qa.rules import chosen, registry
from qa.rules.rule import Rule
from qa.settings import Wording

#: The halves of a category that the rules may use (MQM), first and second.
_CATEGORIES = {
    "accuracy": {"untranslated", "mistranslation", "omission", "addition", "do-not-translate"},
    "terminology": None,
    "style": None,
    "linguistic-conventions": {"grammar", "spelling", "punctuation", "quotation-marks", "character-encoding"},
    "locale-conventions": {"spacing", "number-format", "date-format", "currency-format"},
    "design": {"markup", "repeated-text", "left-over-text"},
}

#: What these find is in the user's own glossary, so that without one no text is bad.
_FED_BY_THE_USER = frozenset(
    (
        "glossary-term",
        "forbidden-term",
        "inconsistent-term",
        "term-not-rendered",
        "forbidden-rendering",
        "translated-name",
    )
)

_RULES = [pytest.param(rule, id=name) for name, rule in registry().items()]


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_module_is_a_rule_of_its_name() -> None:
    for module in pkgutil.iter_modules(qa.rules.__path__):
        rule = getattr(importlib.import_module(f"qa.rules.{module.name}"), "RULE", None)
        if rule is not None:
            assert rule.name == module.name.replace("_", "-")
            assert registry()[rule.name] is rule


@pytest.mark.parametrize("rule", _RULES)
def test_category_is_one_of_the_typology(rule: Rule) -> None:
    first, _, second = rule.category.partition("/")
    assert first in _CATEGORIES
    allowed = _CATEGORIES[first]
    assert second
    assert allowed is None or second in allowed
    assert rule.severity in ("error", "warning", "info")


@pytest.mark.parametrize("rule", _RULES)
def test_speaks_both_languages(rule: Rule) -> None:
    wording: Wording
    for wording in (rule.title, rule.reason, rule.message):
        assert wording.fr.strip()
        assert wording.en.strip()
        assert wording.fr != wording.en
        assert _fields(wording.en) <= _fields(wording.fr), "a note written in French may be left out, nothing else"
        assert "'" not in wording.fr, "a French text for readers has the typographic apostrophe"


@pytest.mark.parametrize("rule", _RULES)
def test_titles_are_one_line(rule: Rule) -> None:
    assert all(len(title) <= 72 and "\n" not in title and not title.endswith(".") for title in rule.title)


@pytest.mark.parametrize("rule", _RULES)
def test_has_two_examples_of_each_kind(rule: Rule) -> None:
    if rule.name not in _FED_BY_THE_USER:
        assert len(rule.bad) >= 2
        assert len(rule.good) >= 2
    assert rule.good
    texts = [bad.text for bad in rule.bad] + [good.text for good in rule.good]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("rule", _RULES)
def test_bad_examples_hold_what_they_find(rule: Rule) -> None:
    for example in rule.bad:
        assert example.finds
        assert all(found in example.text for found in example.finds)
        assert example.fix != example.text


@pytest.mark.parametrize("rule", _RULES)
def test_is_chosen_by_name_category_and_first_half(rule: Rule) -> None:
    for choice in (rule.name, rule.category):
        assert rule in chosen((choice,), ())
        assert rule not in chosen((choice,), (choice,))
    first_half = rule.category.partition("/")[0]
    assert (rule in chosen((first_half,), ())) == rule.default


@pytest.mark.parametrize("rule", _RULES)
def test_has_a_source_that_can_be_opened(rule: Rule) -> None:
    assert all(re.match(r"https?://\S+$|\S.*\S$", source) for source in rule.sources)


def test_an_unknown_choice_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="no-such-rule"):
        chosen(("no-such-rule",), ())
