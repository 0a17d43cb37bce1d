"""A configuration file held against the table of keys: what it says, or the one sentence on what is wrong in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa import source
from qa.configuration.error import ConfigurationError, nearest
from qa.configuration.keys import KEYS, Key
from qa.settings import Wording

#: The table of a `pyproject.toml` that is meant.
TABLE = ("tool", "relecture")
PYPROJECT = "pyproject.toml"

_BROKEN = Wording(
    "ce n’est pas du TOML bien formé ({reason}) ; corrigez cette ligne.",
    "this is not well-formed TOML ({reason}); mend this line.",
)
_NO_TABLE = Wording(
    "ce fichier n’a pas de table [tool.relecture] ; ajoutez-la ou nommez un autre fichier.",
    "this file has no table [tool.relecture]; add it or name another file.",
)
_UNKNOWN = Wording(
    "clé inconnue : « {key} ».{meant} Les clés possibles : {names}.",
    "unknown key: “{key}”.{meant} The keys are: {names}.",
)
_TYPE = Wording(
    "« {key} » attend {wanted}, et non {given}.",
    "“{key}” wants {wanted}, not {given}.",
)
_NO_CHOICE = Wording(
    "« {key} » : « {value} » n’est pas un choix possible.{meant} On peut y mettre : {names}.",
    "“{key}”: “{value}” is not one of the choices.{meant} It takes: {names}.",
)
_NO_RULE = Wording(
    "« {key} » : règle ou catégorie inconnue : « {value} ».{meant} « relecture rules » en donne la liste.",
    "“{key}”: unknown rule or category: “{value}”.{meant} “relecture rules” lists them.",
)
_EMPTY = Wording(
    "« {key} » contient une chaîne vide ; complétez-la ou retirez-la.",
    "“{key}” holds an empty string; complete it or take it out.",
)
_NO_GLOB = Wording(
    "« {key} » : « {value} » n’est pas un motif que .gitignore comprendrait ; récrivez-le.",
    "“{key}”: “{value}” is no pattern that .gitignore would understand; write it in another way.",
)
_RUNAWAY = Wording(
    "« {key} » : « {value} » a trop de jokers, la comparer à un chemin pourrait ne pas finir ; servez-vous-en de trois"
    " au plus dans un nom.",
    "“{key}”: “{value}” has so many wildcards that holding it against a path might never end; use three at most in"
    " a name.",
)
_BOTH = Wording(
    "« {value} » est à la fois dans « accept » et dans « reject » ; gardez l’un des deux.",
    "“{value}” is both in “accept” and in “reject”; keep one of them.",
)

_LIST = Wording("une liste de chaînes", "a list of strings")
_WANTED: dict[str, Wording] = {
    "choice": Wording("une chaîne", "a string"),
    "path": Wording("une chaîne", "a string"),
    "flag": Wording("true ou false", "true or false"),
    "severities": Wording('une table (règle = "gravité")', 'a table (rule = "severity")'),
    "table": Wording("une table", "a table"),
    "tables": Wording("une table de tables (motif = {{ … }})", "a table of tables (pattern = {{ … }})"),
}
_STRING = Wording("une chaîne", "a string")
_GIVEN: tuple[tuple[type, Wording], ...] = (
    (bool, Wording("un booléen", "a boolean")),
    (str, _STRING),
    (int, Wording("un nombre", "a number")),
    (float, Wording("un nombre", "a number")),
    (list, Wording("une liste", "a list")),
    (dict, Wording("une table", "a table")),
)
_DATE = Wording("une date", "a date")

_BARE = re.compile(r"[\w-]+$", re.ASCII)
_POSITION = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")


@dataclass(frozen=True, slots=True, eq=False)
class Configuration:
    """What a file says: its name as the user may open it, its folder, and the values by key, as `KEYS` shapes them."""

    path: str
    folder: Path
    values: Mapping[str, Any]


def read(path: str, *, wanted: bool = True) -> Configuration | None:
    """The configuration in a file; None where a `pyproject.toml` has none and it was not `wanted`.

    Raises ConfigurationError, and SourceError for a file that cannot be read.
    """
    import tomllib

    text = source.read(path).text
    pyproject = Path(path).name == PYPROJECT
    if pyproject and not wanted and "relecture" not in text:
        return None
    try:
        values: Any = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # no TOML, a number too long to read, or too deep a nest
        raise _broken(path, text, str(error)) from None
    for name in TABLE if pyproject else ():
        values = values.get(name) if isinstance(values, dict) else None
    if pyproject and values is None:
        if wanted:
            raise ConfigurationError(path, None, _NO_TABLE)
        return None
    _Held(path, text, TABLE if pyproject else ()).table((), values, KEYS)
    return Configuration(path, (Path.cwd() / path).parent, values)


def _broken(path: str, text: str, reason: str) -> ConfigurationError:
    position = _POSITION.search(reason)
    line = int(position[1]) if position and position[1] else text.count("\n") + 1
    return ConfigurationError(path, line, _BROKEN, reason=_POSITION.sub("", reason))


@dataclass(frozen=True, slots=True)
class _Held:
    """A file's text held against keys; `top` is where in it the configuration's own table is."""

    path: str
    text: str
    top: tuple[str, ...]

    def fault(self, at: tuple[str, ...], wording: Wording, near: str = "", **values: object) -> ConfigurationError:
        from qa.configuration.lines import line_of

        whole = (*self.top, *at)
        key = ".".join(name if _BARE.match(name) else f'"{name}"' for name in at or self.top)
        return ConfigurationError(self.path, line_of(self.text, whole), wording, near, key=key, **values)

    def table(self, at: tuple[str, ...], value: object, keys: tuple[Key, ...]) -> None:
        if not isinstance(value, dict):
            raise self._mistyped(at, _WANTED["table"], value)
        known = {key.name: key for key in keys}
        for name, held in value.items():
            if name not in known:
                values = {"names": ", ".join(known)}
                raise self.fault((*at, name), _UNKNOWN, nearest(name, known), **values)
            self.value((*at, name), held, known[name])

    def value(self, at: tuple[str, ...], value: object, key: Key) -> None:
        match key.shape:
            case "choice":
                self._choice(at, self._typed(at, value, str, key), key.choices)
            case "flag":
                self._typed(at, value, bool, key)
            case "path":
                if not self._typed(at, value, str, key).strip():
                    raise self.fault(at, _EMPTY)
            case "severities":
                for name, severity in self._typed(at, value, dict, key).items():
                    self._rules((*at, name), (name,))
                    if not isinstance(severity, str):
                        raise self._mistyped((*at, name), _STRING, severity)
                    self._choice((*at, name), severity, key.choices)
            case "table":
                self.table(at, value, key.keys)
                self._one_of_two(at, self._typed(at, value, dict, key))
            case "tables":
                for glob, held in self._typed(at, value, dict, key).items():
                    self._globs(at, (glob,))
                    self.table((*at, glob), held, key.keys)
            case _:
                self._strings(at, value, key)

    def _strings(self, at: tuple[str, ...], value: object, key: Key) -> None:
        if not isinstance(value, list):
            raise self._mistyped(at, _LIST, value)
        for item in value:
            if not isinstance(item, str):
                raise self._mistyped(at, _LIST, item, within=True)
            if not item.strip():
                raise self.fault(at, _EMPTY)
        if key.shape == "rules":
            self._rules(at, value)
        elif key.shape == "globs":
            self._globs(at, value)

    def _typed(self, at: tuple[str, ...], value: object, kind: type, key: Key) -> Any:
        if not isinstance(value, kind):
            raise self._mistyped(at, _WANTED[key.shape], value)
        return value

    def _mistyped(
        self, at: tuple[str, ...], wanted: Wording, value: object, *, within: bool = False
    ) -> ConfigurationError:
        given = next((wording for kind, wording in _GIVEN if isinstance(value, kind)), _DATE)
        inside = Wording("une liste qui contient ", "one that holds ") if within else Wording("", "")
        wording = Wording(
            _TYPE.fr.replace("{wanted}", wanted.fr).replace("{given}", inside.fr + given.fr),
            _TYPE.en.replace("{wanted}", wanted.en).replace("{given}", inside.en + given.en),
        )
        return self.fault(at, wording)

    def _choice(self, at: tuple[str, ...], value: str, choices: tuple[str, ...]) -> None:
        if value not in choices:
            raise self.fault(at, _NO_CHOICE, nearest(value, choices), value=value, names=", ".join(choices))

    def _rules(self, at: tuple[str, ...], names: Iterable[str]) -> None:
        from qa.configuration.schema import is_rule

        for name in names:
            if not is_rule(name):
                from qa.rules import names as all_names

                raise self.fault(at, _NO_RULE, nearest(name, all_names()), value=name)

    def _globs(self, at: tuple[str, ...], globs: Iterable[str]) -> None:
        from qa.globs import compiled, runs_away

        for glob in globs:
            if runs_away(glob):
                raise self.fault(at, _RUNAWAY, value=glob)
            try:
                compiled([glob])
            except ValueError:
                raise self.fault(at, _NO_GLOB, value=glob) from None

    def _one_of_two(self, at: tuple[str, ...], lists: Mapping[str, list[str]]) -> None:
        both = set(lists.get("accept", ())) & set(lists.get("reject", ()))
        if both:
            raise self.fault(at, _BOTH, value=min(both))
