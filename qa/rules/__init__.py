"""The rules, one file each. Adding a file adds a rule: the registry reads this folder, and `bilingual` in it."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import MappingProxyType

from qa.rules.rule import Rule

#: The folder of the rules that hold a text against what it translates.
_BILINGUAL = f"{__name__}.bilingual"


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
    return MappingProxyType(dict(sorted({**_held(__name__), **_held(_BILINGUAL)}.items())))


@cache
def _held(folder: str) -> MappingProxyType[str, Rule]:
    """The rules of one folder by name, in alphabetical order."""
    rules = {}
    for module in sorted(
        pkgutil.iter_modules(importlib.import_module(folder).__path__), key=lambda module: module.name
    ):
        rule = None if module.ispkg else getattr(importlib.import_module(f"{folder}.{module.name}"), "RULE", None)
        if rule is not None:
            rules[rule.name] = rule
    return MappingProxyType(rules)


@cache
def chosen(
    select: tuple[str, ...], ignore: tuple[str, ...], extend_select: tuple[str, ...] = (), *, bilingual: bool = False
) -> tuple[Rule, ...]:
    """The rules that a run uses: those on by default, or the selected ones; and those that `extend_select` adds.

    A rule that is off by default is only on when its own name or category is selected: the first half of a category
    (`style`) means what is usual of it. `bilingual` says whether the text is read beside what it translates; where it
    is not, the rules on that need not be there. Raises ValueError, naming the choice, where a name means no rule.
    """
    named = select or ignore or extend_select
    rules = (registry() if bilingual or named else _held(__name__)).values()
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
