"""The dictionary of forms: what it knows, how small it is, what it imports."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import qa.lexicon.forms as module
from qa.lexicon.forms import Form, open_forms

FORMS = open_forms()


@pytest.mark.parametrize(
    ("word", "reading"),
    [
        ("situation", Form("situation", "noun", "f", "s", "")),
        ("parties", Form("partie", "noun", "f", "p", "")),
        ("évoquées", Form("évoquer", "participle", "f", "p", "")),
        ("belle", Form("beau", "adj", "f", "s", "")),
        ("sont", Form("être", "verb", "", "", "P3p")),
        ("héros", Form("héros", "noun", "m", "", "")),
        ("période", Form("période", "noun", "f", "s", "")),
        ("deux", Form("deux", "num", "", "", "")),
        ("œufs", Form("œuf", "noun", "m", "p", "")),
        ("Moscou", Form("Moscou", "name", "m", "s", "")),
    ],
)
def test_likeliest_reading(word: str, reading: Form) -> None:
    assert FORMS.analyses(word)[0] == reading


def test_a_capital_adds_the_name_and_keeps_the_word() -> None:
    assert {form.pos for form in FORMS.analyses("France")} == {"name"}
    assert FORMS.analyses("Situation") == FORMS.analyses("situation") == FORMS.analyses("SITUATION")
    assert FORMS.analyses("FRANCE") == FORMS.analyses("France")


def test_either_apostrophe_will_do() -> None:
    assert FORMS.analyses("aujourd’hui") == FORMS.analyses("aujourd'hui") != ()


def test_unknown_word() -> None:
    assert FORMS.analyses("zzgrblx") == ()
    assert not FORMS.known("zzgrblx")
    assert FORMS.inflect("zzgrblx", "noun") == ()


def test_inflection_gives_what_matches_the_commonest_first() -> None:
    assert FORMS.inflect("beau", "adj", gender="m", number="s")[0] == "beau"
    assert FORMS.inflect("évoquer", "participle", gender="f", number="p") == ("évoquées",)
    assert FORMS.inflect("être", "verb", features="P3p")[0] == "sont"
    assert FORMS.inflect("finir", "verb", features="W") == ("finir",)
    assert FORMS.inflect("héros", "noun", gender="m", number="p") == ("héros",)
    # One form for two persons of two moods: « (que) je mange, il mange ».
    assert (
        FORMS.inflect("manger", "verb", features="S1s") == FORMS.inflect("manger", "verb", features="P3s") == ("mange",)
    )


def test_every_inflected_form_is_known_as_a_form_of_its_lemma() -> None:
    for lemma, pos in (("vieux", "adj"), ("journal", "noun"), ("prendre", "verb"), ("œuvre", "noun")):
        for form in FORMS.inflect(lemma, pos):
            assert (lemma, pos) in {(reading.lemma, reading.pos) for reading in FORMS.analyses(form)}, form


@pytest.mark.parametrize(
    "word", ["héros", "haut", "hauteurs", "hurlait", "Hongrie", "haricots", "Haute-Savoie", "HASARD"]
)
def test_aspirated(word: str) -> None:
    assert FORMS.aspirated(word)


@pytest.mark.parametrize("word", ["homme", "héroïne", "heures", "hier", "humeur", "histoire", "hôpitaux", "eau"])
def test_not_aspirated(word: str) -> None:
    assert not FORMS.aspirated(word)


def test_the_data_stays_small() -> None:
    data = Path(module.__file__).parent / "data"
    assert sum(path.stat().st_size for path in data.glob("forms.*")) < 6_000_000


def test_opening_loads_no_heavy_module() -> None:
    program = """
import sys, json, pathlib, typing
before = set(sys.modules)
from qa.lexicon.forms import open_forms
open_forms().analyses("mot")
print([name for name in ("numpy", "spacy", "re", "dataclasses") if name in set(sys.modules) - before])
"""
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
