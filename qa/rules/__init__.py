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
    """The rules that a run uses. Raises ValueError, naming the choice, where a name means no rule."""
    rules = registry().values()
    for choice in (*select, *ignore):
        if not any(rule.matches(choice) for rule in rules):
            raise ValueError(choice)
    return tuple(
        rule
        for rule in rules
        if (any(rule.matches(choice) for choice in select) if select else rule.default)
        and not any(rule.matches(choice) for choice in ignore)
    )
