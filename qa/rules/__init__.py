"""The rules, one file each. Adding a file adds a rule: the registry reads this folder."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import MappingProxyType

from qa.rules.rule import Rule


def meaning(choice: str) -> tuple[Rule, ...]:
    """The rules that a name of a rule, a category or the first half of one means; none for any other word."""
    return tuple(rule for rule in registry().values() if rule.matches(choice))


def names() -> tuple[str, ...]:
    """All that may be chosen: rules, categories and first halves of categories."""
    categories = {rule.category for rule in registry().values()}
    return (*registry(), *sorted(categories | {category.partition("/")[0] for category in categories}))


@cache
def registry() -> MappingProxyType[str, Rule]:
    """All rules by name, in alphabetical order."""
    rules = {}
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        rule = getattr(importlib.import_module(f"{__name__}.{module.name}"), "RULE", None)
        if rule is not None:
            rules[rule.name] = rule
    return MappingProxyType(rules)


@cache
def chosen(select: tuple[str, ...], ignore: tuple[str, ...], extend_select: tuple[str, ...] = ()) -> tuple[Rule, ...]:
    """The rules that a run uses: those on by default, or the selected ones; and those that `extend_select` adds.

    A rule that is off by default is only on when its own name or category is selected: the first half of a category
    (`style`) means what is usual of it. Raises ValueError, naming the choice, where a name means no rule.
    """
    rules = registry().values()
    for choice in (*select, *ignore, *extend_select):
        if not meaning(choice):
            raise ValueError(choice)

    def wanted(rule: Rule) -> bool:
        usual = rule.default and not select
        return usual or any(
            rule.matches(choice) and (rule.default or "/" in choice or choice == rule.name)
            for choice in (*select, *extend_select)
        )

    return tuple(rule for rule in rules if wanted(rule) and not any(rule.matches(choice) for choice in ignore))
