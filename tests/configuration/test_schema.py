"""The schema and the page of the configuration: fresh, and of one mind with what the program accepts."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from qa.configuration.describe import markdown
from qa.configuration.error import ConfigurationError
from qa.configuration.keys import KEYS, Key
from qa.configuration.reading import read
from qa.configuration.schema import schema

ROOT = Path(__file__).parents[2]


def _examples(keys: tuple[Key, ...] = KEYS, above: str = "") -> list[str]:
    own = [f"{above}{key.name} = {key.example}" for key in keys]
    return own + [
        example
        for key in keys
        for example in _examples(key.keys, f"{above}{key.name}." + ('"*.md".' if key.shape == "tables" else ""))
    ]


def _accepted(text: str, folder: Path) -> bool:
    (folder / "relecture.toml").write_text(text, encoding="utf-8")
    try:
        read(str(folder / "relecture.toml"))
    except ConfigurationError:
        return False
    return True


def test_the_files_drawn_from_the_table_are_fresh() -> None:
    assert json.loads((ROOT / "qa/configuration.schema.json").read_text(encoding="utf-8")) == schema()
    assert (ROOT / "corpora/CONFIGURATION.md").read_text(encoding="utf-8") == markdown()


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("text", ["", *_examples()])
def test_every_example_is_accepted_by_both(text: str, tmp_path: Path) -> None:
    assert _accepted(text, tmp_path)
    Draft202012Validator(schema()).validate(tomllib.loads(text))


@pytest.mark.parametrize(
    "text",
    [
        "selct = []",
        'select = "accuracy"',
        'select = ["no-such-rule"]',
        'variant = "fr-CZ"',
        "lang = 1",
        'exclude = [""]',
        'severity = { untranslated = "grave" }',
        'severity = { no-such-rule = "error" }',
        'vocabulary = { allow = ["x"] }',
        "vocabulary.accept = [1]",
        'per-path."a/".off = "yes"',
        'per-path."a/".lang = "en"',
        "per-path = []",
    ],
)
def test_what_one_refuses_the_other_refuses(text: str, tmp_path: Path) -> None:
    assert not _accepted(text, tmp_path)
    assert not Draft202012Validator(schema()).is_valid(tomllib.loads(text))
