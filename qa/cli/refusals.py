"""Refuses what the command line may not ask for, before anything is read or written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from qa.cli.speech import Refusal, meant, refused
from qa.configuration.holding import Given
from qa.discovery import Found
from qa.settings import Wording

_NO_RULE = Wording(
    "Règle ou catégorie inconnue : « {name} ».{meant} « relecture rules » en donne la liste.",
    "Unknown rule or category: “{name}”.{meant} “relecture rules” lists them.",
)
_TWO_CONFIGURATIONS = Wording(
    "--config et --isolated ne vont pas ensemble ; gardez l’un des deux.",
    "--config and --isolated do not go together; keep one of them.",
)
_AN_INPUT = Wording(
    "{option} {path} : ce fichier est aussi relu ; donnez-lui un autre nom.",
    "{option} {path}: this file is also being checked; give it another name.",
)


def refuse_two_configurations(config: str | None, *, isolated: bool) -> None:
    """Refuses a configuration for everything and none at all at once."""
    if config is not None and isolated:
        raise Refusal(_TWO_CONFIGURATIONS)


def refuse_unknown_rules(given: Given) -> None:
    """Refuses rules and categories on the command line that do not exist."""
    from qa.configuration.schema import is_rule

    for name in (*given.select, *given.ignore):
        if not is_rule(name):
            raise unknown_rule(name)


def unknown_rule(name: str) -> Refusal:
    """Says that no rule or category has this name, and which one may have been meant."""
    from qa.rules import names

    return refused(_NO_RULE, meant(name, names()), name=name)


def spare_inputs(option: str, path: str | None, files: Iterable[Found]) -> None:
    """Refuses to write a report over one of the files that are read."""
    if path is not None and any(Path(path).resolve() == Path(file.path).resolve() for file in files):
        raise Refusal(_AN_INPUT, option=option, path=path)
