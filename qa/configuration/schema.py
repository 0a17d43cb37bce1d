"""The JSON Schema of the configuration, with which editors complete and check a `relecture.toml`.

`python -m qa.configuration.schema > qa/configuration.schema.json` writes it anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from qa.configuration.keys import KEYS, Key
from qa.settings import Lang

_ID = "https://json-schema.org/draft/2020-12/schema"


def schema(lang: Lang = "en") -> dict[str, Any]:
    """The schema of a `relecture.toml`, which is also that of the table `[tool.relecture]`."""
    return {"$schema": _ID, "title": "Relecture", **_table(KEYS, lang)}


def _table(keys: Iterable[Key], lang: Lang) -> dict[str, Any]:
    properties = {key.name: {"description": key.about.say(lang), **_value(key, lang)} for key in keys}
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _value(key: Key, lang: Lang) -> dict[str, Any]:
    match key.shape:
        case "choice":
            return {"enum": list(key.choices)}
        case "flag":
            return {"type": "boolean"}
        case "path":
            return {"type": "string", "pattern": r"\S"}
        case "severities":
            return {
                "type": "object",
                "propertyNames": {"enum": _rules()},
                "additionalProperties": {"enum": list(key.choices)},
            }
        case "table":
            return _table(key.keys, lang)
        case "tables":
            return {"type": "object", "additionalProperties": _table(key.keys, lang)}
        case "rules":
            return {"type": "array", "items": {"enum": _rules()}}
        case _:
            return {"type": "array", "items": {"type": "string", "pattern": r"\S"}}


def _rules() -> list[str]:
    from qa.rules import names

    return sorted(names())


def is_rule(name: str) -> bool:
    """Whether a rule or category has this name. The rules themselves are loaded only if the schema does not know it."""
    if name in _listed():
        return True
    from qa.rules import meaning

    return bool(meaning(name))


@cache
def _listed() -> frozenset[str]:
    """The rules and categories in the file of the schema; none where there is no such file."""
    import json

    try:
        written = json.loads((Path(__file__).parents[1] / "configuration.schema.json").read_text("utf-8"))
    except OSError:
        return frozenset()
    return frozenset(written["properties"]["select"]["items"]["enum"])


if __name__ == "__main__":
    import json
    import sys

    sys.stdout.buffer.write((json.dumps(schema(), indent=2, ensure_ascii=False) + "\n").encode("utf-8"))
