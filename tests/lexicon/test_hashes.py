"""The word data is the one on record, and the recipe takes no other inputs than those on record."""

from __future__ import annotations

import hashlib
from pathlib import Path

import click
import pytest

import qa
from corpora.recipe import hashes

PACKAGE = Path(qa.__file__).parent
LISTED = {
    name: digest
    for digest, name in (line.split("  ") for line in (PACKAGE / "SHA256SUMS").read_text("utf-8").splitlines())
}


def test_every_file_of_the_word_data_and_of_what_was_learnt_is_listed() -> None:
    data = {f"lexicon/data/{path.name}" for path in (PACKAGE / "lexicon/data").iterdir()}
    assert set(LISTED) == data | {"restore/weights.json"}


@pytest.mark.parametrize("name", sorted(LISTED))
def test_a_file_is_the_one_on_record(name: str) -> None:
    assert hashlib.sha256((PACKAGE / name).read_bytes()).hexdigest() == LISTED[name]


@pytest.mark.parametrize(
    ("name", "said"), [("freedict-eng-fra.dict.dz", "not the file that"), ("dictionary.dz", "no input of this name")]
)
def test_the_recipe_refuses_inputs_that_are_not_on_record(tmp_path: Path, name: str, said: str) -> None:
    other = tmp_path / name
    other.write_bytes(b"another edition")
    with pytest.raises(click.ClickException, match=said) as refused:
        hashes.expect([other])
    assert str(other) in refused.value.message


def test_the_recipe_takes_what_is_on_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    same = tmp_path / "freedict-eng-fra.dict.dz"
    same.write_bytes(b"this edition")
    monkeypatch.setattr(hashes, "recorded", lambda: {same.name: hashlib.sha256(b"this edition").hexdigest()})
    hashes.expect([same])
