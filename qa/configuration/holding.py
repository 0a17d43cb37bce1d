"""What holds for one path: the command line, over what the file says of the path, over what it says, over defaults."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.configuration.reading import Configuration
from qa.finding import Severity
from qa.globs import compiled
from qa.settings import Lang, Settings, Variant

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

#: Where a value comes from, when not from a file.
DEFAULT, COMMAND_LINE = "", "-"


@dataclass(frozen=True, slots=True)
class Given:
    """What was said on the command line; empty or None where nothing was."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    glossaries: tuple[Path, ...] = ()
    variant: Variant | None = None
    lang: Lang | None = None
    fail_level: Severity | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """The settings for a path, its fail level, what the file leaves out, and where each value comes from.

    `cache_folder` is as the file has it, "" where it names none. An origin is the key's name → `DEFAULT`,
    `COMMAND_LINE`, or file and pattern.
    """

    settings: Settings
    fail_level: Severity
    exclude: tuple[str, ...] = ()
    cache_folder: str = ""
    origins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def holding(configuration: Configuration | None, path: str, given: Given) -> Holding:
    """What holds for a path under a configuration."""
    return _Layers(configuration, path, given).laid()


def excluded(configuration: Configuration | None, path: str, *, folder: bool = False) -> bool:
    """Whether a configuration leaves a path out of a run."""
    globs = configuration.values.get("exclude", ()) if configuration else ()
    return bool(globs) and configuration is not None and _matches(tuple(globs), configuration.folder, path, folder)


def _matches(globs: tuple[str, ...], folder: Path, path: str, is_folder: bool = False) -> bool:
    relative = os.path.relpath(path, folder).replace(os.sep, "/")
    return _spec(globs).match_file(relative + "/" * is_folder)


@lru_cache(maxsize=256)
def _spec(globs: tuple[str, ...]) -> GitIgnoreSpec:
    return compiled(globs)


class _Layers:
    """The values of one path being laid over each other; each call of `over` or `added` notes where they come from."""

    def __init__(self, configuration: Configuration | None, path: str, given: Given) -> None:
        self.configuration, self.path, self.given = configuration, path, given
        self.values: dict[str, Any] = {}
        self.origins: dict[str, tuple[str, ...]] = {}

    def laid(self) -> Holding:
        own = self.configuration
        if own is not None:
            for name, value in own.values.items():
                self._from_file(name, value, own)
            for glob, part in own.values.get("per-path", {}).items():
                if _matches((glob,), own.folder, self.path):
                    for name, value in part.items():
                        add = name in ("ignore", "extend-select", "severity")
                        (self._added if add else self._over)(name, value, f'{own.path}, per-path "{glob}"')
        self._from_command_line()
        vocabulary = self.values.get("vocabulary", {})
        given = self.given
        return Holding(
            Settings(
                lang=self.values.get("lang", "fr"),
                variant=self.values.get("variant", "fr-FR"),
                select=tuple(self.values.get("select", ())),
                ignore=tuple(self.values.get("ignore", ())),
                glossaries=(*given.glossaries, *self.values.get("glossaries", ())),
                extend_select=tuple(self.values.get("extend-select", ())),
                severities=tuple(self.values.get("severity", {}).items()),
                accept=tuple(vocabulary.get("accept", ())),
                reject=tuple(vocabulary.get("reject", ())),
                prose_keys=tuple(self.values.get("prose-keys", ())),
                off=self.values.get("off", False),
            ),
            self.values.get("fail-level", "info"),
            tuple(self.values.get("exclude", ())),
            self.values.get("cache-dir", ""),
            self.origins,
        )

    def _from_file(self, name: str, value: Any, own: Configuration) -> None:
        if name == "per-path":
            return
        if name == "glossaries":
            value = [_from_folder(own.folder, path) for path in value]
        self._over(name, value, own.path)

    def _from_command_line(self) -> None:
        given = self.given
        if given.select:
            for name in ("select", "extend-select", "ignore"):
                self._over(name, given.select if name == "select" else (), COMMAND_LINE)
        if given.ignore:
            self._added("ignore", given.ignore, COMMAND_LINE)
        if given.glossaries:
            self.origins["glossaries"] = (COMMAND_LINE, *self.origins.get("glossaries", ()))
        for name, value in (("variant", given.variant), ("lang", given.lang), ("fail-level", given.fail_level)):
            if value is not None:
                self._over(name, value, COMMAND_LINE)

    def _over(self, name: str, value: Any, origin: str) -> None:
        self.values[name] = value
        self.origins[name] = (origin,)

    def _added(self, name: str, value: Any, origin: str) -> None:
        before = self.values.get(name)
        if isinstance(value, dict):
            # What is said later goes before: taken out first, it moves to the end.
            kept = {key: severity for key, severity in (before or {}).items() if key not in value}
            self.values[name] = kept | value
        else:
            self.values[name] = (*(before or ()), *(item for item in value if item not in (before or ())))
        self.origins[name] = (*self.origins.get(name, ()), origin)


def _from_folder(folder: Path, path: str) -> Path:
    """A path of a configuration as seen from the working folder, so that messages name it as a user would."""
    whole = folder / path
    here = Path.cwd()
    return whole.relative_to(here) if whole.is_relative_to(here) else whole
