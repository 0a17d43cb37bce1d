"""The rules, one file each. Adding a file adds a rule: the registry reads this folder."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import MappingProxyType

from qa.rules.rule import Rule


@cache
def registry() -> MappingProxyType[str, Rule]:
    """All rules by name, in alphabetical order."""
    rules = {}
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        rule = getattr(importlib.import_module(f"{__name__}.{module.name}"), "RULE", None)
        if rule is not None:
            rules[rule.name] = rule
    return MappingProxyType(rules)


def chosen(select: tuple[str, ...], ignore: tuple[str, ...]) -> tuple[Rule, ...]:
    """The rules that a run uses: those on by default, or the selected ones.

    A rule that is off by default is only on when its own name or category is selected: the first half of a category
    (`style`) means what is usual of it. Raises ValueError, naming the choice, where a name means no rule.
    """
    rules = registry().values()
    for choice in (*select, *ignore):
        if not any(rule.matches(choice) for rule in rules):
            raise ValueError(choice)

    def wanted(rule: Rule) -> bool:
        if not select:
            return rule.default
        return any(rule.matches(choice) and (rule.default or "/" in choice or choice == rule.name) for choice in select)

    return tuple(rule for rule in rules if wanted(rule) and not any(rule.matches(choice) for choice in ignore))
