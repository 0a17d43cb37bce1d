"""The JSON that a run writes is what `json.schema.json` promises, no less and no more."""

from __future__ import annotations

import json
from copy import deepcopy
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import qa
from qa.reports.json import VERSION
from tests.command import ROOT, invoke
from tests.containers.made import docx_of

SCHEMA: dict[str, Any] = json.loads((Path(qa.__file__).parent / "reports/json.schema.json").read_text("utf-8"))
ARTICLES = ("sample.txt", "housing.md", "law.txt")


def closed() -> dict[str, Any]:
    """The schema with no room for more: programs pass over keys that they do not know, but each is to be told of."""
    schema = deepcopy(SCHEMA)
    for shape in schema["$defs"].values():
        if shape["type"] == "object":
            shape["additionalProperties"] = False
    return schema


def findings(*arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(invoke("check", *arguments).stdout)
    return found


def test_the_schema_is_one_and_of_the_version_that_the_program_tells() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"] == f"urn:relecture:json:{VERSION}"
    assert f"(JSON {VERSION})" in invoke("--version").stdout


@pytest.mark.parametrize("name", ARTICLES)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_is_found_in_an_article_is_as_promised(name: str, lang: str) -> None:
    found = findings(str(ROOT / "corpora/articles" / name), "--output-format", "json", "--lang", lang)
    assert found
    Draft202012Validator(closed()).validate(found)
    for finding in found:
        for suggestion in finding["suggestions"]:
            edits = sorted((edit["start"], edit["end"]) for edit in suggestion["edits"])
            assert all(before[1] <= after[0] for before, after in pairwise(edits))


def test_what_is_found_in_a_word_file_names_its_paragraph(tmp_path: Path) -> None:
    path = tmp_path / "dépêche.docx"
    path.write_bytes(docx_of([["Rien à dire."], ["La ", "state of affairs", " reste tendue sur le port de Brest."]]))
    found = findings(str(path), "--output-format", "json")
    Draft202012Validator(closed()).validate(found)
    assert [(finding["unit"], finding["text"]) for finding in found] == [("word/document.xml#p2", "state of affairs")]


def test_a_line_of_jsonl_is_a_finding() -> None:
    path = str(ROOT / "corpora/articles" / ARTICLES[0])
    lines = invoke("check", path, "--output-format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == findings(path, "--output-format", "json")


@pytest.mark.parametrize(
    "change",
    [
        {"confidence": 1.5},
        {"severity": "fatal"},
        {"line": 0},
        {"start": "3"},
        {"category": "accuracy"},
        {"suggestions": [{"text": "a", "confidence": 0.5, "source": "rule", "edits": []}]},
    ],
)
def test_the_schema_refuses_what_is_not_promised(change: dict[str, Any]) -> None:
    finding, *_ = findings(str(ROOT / "corpora/articles" / ARTICLES[0]), "--output-format", "json")
    validator = Draft202012Validator(SCHEMA)
    assert validator.is_valid([finding])
    assert not validator.is_valid([finding | change])
    assert validator.is_valid([finding | {"of_a_later_version": 1}])
