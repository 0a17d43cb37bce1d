"""Names across a document: which spelling is told of, which are two people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.finding import Finding, apply_edits
from qa.formats import parse
from qa.pipeline import Checker
from qa.settings import Settings

_CHECKER = Checker(Settings(select=("inconsistent-name",)))


def _found(text: str, format: str = "text") -> tuple[Finding, ...]:
    return _CHECKER.check(parse(text, format=format))


def _said(*names: str) -> str:
    """A text that has the names in this order."""
    return " ".join(f"Hier, le maire a reçu {name} à midi." for name in names)


@pytest.mark.parametrize(
    ("names", "wrong", "right"),
    [
        (("Zelensky", "Zelensky", "Zelenski"), "Zelenski", "Zelensky"),
        (("Zelenski", "Zelensky", "Zelensky"), "Zelenski", "Zelensky"),
        (("Zelensky", "Zelensky", "Zelensky", "Zelinsky"), "Zelinsky", "Zelensky"),
        (("Loukachenko", "Lukashenko", "Loukachenko"), "Lukashenko", "Loukachenko"),
        (("Chostakovitch", "Shostakovich", "Chostakovitch"), "Shostakovich", "Chostakovitch"),
        (("Erdoğan", "Erdogan", "Erdogan"), "Erdoğan", "Erdogan"),
        (("Netanyahu", "Netanyahu", "Netanyhau"), "Netanyhau", "Netanyahu"),
        (("Claude Morvanec", "Claude Morvenec", "Claude Morvanec"), "Morvenec", "Morvanec"),
        (("Puis Zelensky", "Quand Zelenski", "Puis Zelensky"), "Zelenski", "Zelensky"),
        (("Ursula von der Leyen", "Ursula von der Layen", "Mme von der Leyen"), "Layen", "Leyen"),
    ],
)
def test_the_rarer_spelling_is_told_of(names: tuple[str, ...], wrong: str, right: str) -> None:
    text = _said(*names)
    (finding,) = _found(text)
    assert (finding.text, finding.suggestions[0].text, finding.safe) == (wrong, right, False)
    assert f"« {right} » à la ligne 1." in finding.message.replace("\u00a0", " ")
    assert _found(apply_edits(text, finding.suggestions[0].edits)) == ()


@pytest.mark.parametrize(
    "names",
    [
        ("Alain Kerbrat", "Alain Kerbrats", "Martin", "Martins"),
        ("Simon Lebrac", "Simone Lebrac", "Simon Lebrac"),
        ("Michel Lebrac", "Michael Lebrac", "Michel Lebrac"),
        ("Anna Petersson", "Lena Peterson", "Anna Petersson"),
        ("Hansen", "Jansen", "Hansen", "Hansen"),
        ("Briand", "Bruand", "Briand", "Briand", "Briand"),
        ("Afghanistan", "un Afghan", "des Afghans", "Afghanistan"),
        ("Londres", "London", "Göteborg", "Gothenburg", "Milan", "Milano"),
        ("Édouard Lebrac", "Edouard Lebrac", "Lebrac"),
        ("San Velino", "San Vellino", "Anna Velino", "Lena Vellino"),
        ("J. Lebrac", "G. Lebrac", "I. Lebrac"),
        ("GitHub", "Github", "GitHub"),
        ("Lavrov", "Lavrov's", "LAVROV"),
        ("https://kovalski.example", "Kowalsky", "kovalsky@poste.example"),
    ],
    ids=lambda names: names[0],
)
def test_other_names_are_left_alone(names: tuple[str, ...]) -> None:
    assert _found(_said(*names)) == ()


def test_two_names_that_the_text_has_often_are_two_names() -> None:
    assert _found(_said(*["Tarkovsky", "Tarkowski"] * 4)) == ()


def test_words_that_the_text_has_in_lower_case_are_no_names() -> None:
    assert _found("Le Zorbax est arrivé. Un Zorrbax aussi, et ce Zorbax. On vend des zorbax.") == ()


def test_a_quotation_marked_as_foreign_keeps_its_spelling() -> None:
    text = 'Zelensky parle. Puis Zelensky se tait. <span lang="en">Puis Zelenskyy part.</span>'
    assert _found(text, "markdown") == ()
    assert len(_found(text.replace(' lang="en"', ""), "markdown")) == 1


@given(st.lists(st.sampled_from(["Zelensky", "Zelenski", "Lavrov", "Lavroff", "Simon", "midi"]), max_size=12))
def test_what_is_told_of_stands_in_the_text_and_is_not_the_commonest(names: list[str]) -> None:
    text = _said(*names)
    for finding in _found(text):
        right = finding.suggestions[0].text
        assert text[finding.start : finding.end] == finding.text != right
        assert names.count(right) >= names.count(finding.text)
