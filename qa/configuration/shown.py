"""What holds for a path, as TOML that could stand in a `relecture.toml`, each value with where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from json import dumps
from typing import Any

from qa.configuration.holding import COMMAND_LINE, Holding
from qa.configuration.keys import KEYS
from qa.settings import Lang, Wording

_HEAD = Wording("Ce qui vaut pour {path}.", "What holds for {path}.")
_DEFAULT = Wording("valeur d’office", "default")
_GIVEN = Wording("ligne de commande", "command line")
_EXCLUDED = Wording(
    "Ce fichier est de ceux que « exclude » laisse de côté.", "This file is among those that “exclude” leaves out."
)


def shown(path: str, held: Holding, lang: Lang, *, excluded: bool) -> str:
    """The text, of as many lines as there are keys and one or two of comment."""
    lines = [f"# {_one_line(_HEAD.say(lang, path=path))}"]
    if excluded:
        lines.append(f"# {_EXCLUDED.say(lang)}")
    lines += (f"{name} = {_toml(value)}  # {_origin(held, name, lang)}" for name, value in _values(held))
    return "\n".join(lines) + "\n"


def _values(held: Holding) -> Iterator[tuple[str, Any]]:
    settings = held.settings
    values: dict[str, Any] = {
        "select": settings.select,
        "extend-select": settings.extend_select,
        "ignore": settings.ignore,
        "severity": dict(settings.severities),
        "fail-level": held.fail_level,
        "variant": settings.variant,
        "lang": settings.lang,
        "vocabulary": {"accept": settings.accept, "reject": settings.reject},
        "glossaries": [path.as_posix() for path in settings.glossaries],
        "prose-keys": settings.prose_keys,
        "exclude": held.exclude,
        "cache-dir": held.cache_folder,
    }
    # The settings by path have been laid into the others. A folder that nobody names is no value that could stand here.
    left_out = {"per-path", *(() if held.cache_folder else ("cache-dir",))}
    yield from ((key.name, values[key.name]) for key in KEYS if key.name not in left_out)
    if settings.off:
        yield "off", True


def _origin(held: Holding, name: str, lang: Lang) -> str:
    origins = held.origins.get(name, ())
    if not origins:
        return _DEFAULT.say(lang)
    return _one_line(" + ".join(_GIVEN.say(lang) if origin == COMMAND_LINE else origin for origin in origins))


def _one_line(text: str) -> str:
    """A comment ends with its line, and may hold no control characters."""
    return "".join(character if character.isprintable() or character in "\u00a0\u202f" else "?" for character in text)


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, dict):
        return _inline(f"{_key(name)} = {_toml(held)}" for name, held in value.items())
    return f"[{', '.join(map(_toml, value))}]"


def _inline(entries: Iterable[str]) -> str:
    return "{ " + ", ".join(entries) + " }" if (entries := list(entries)) else "{}"


def _key(name: str) -> str:
    bare = name.isascii() and name.replace("-", "a").replace("_", "a").isalnum()
    return name if bare else _toml(name)
