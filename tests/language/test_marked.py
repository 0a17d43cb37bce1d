"""Words that a page marks as foreign itself."""

from __future__ import annotations

import pytest

from qa.formats import parse
from qa.language.marked import Marked


@pytest.mark.parametrize(
    "source",
    [
        "Le composant reçoit des `props`. Les props changent.",
        "Le composant reçoit des *props*. Les props changent.",
        "Le composant reçoit des propriétés (props). Les props changent.",
        "Le composant reçoit des « props ». Les props changent.",
        "```js\nfunction Page(props) {}\n```\n\nLes props changent.",
    ],
)
def test_a_word_marked_once_is_a_term_of_the_page(source: str) -> None:
    assert "props" in Marked(parse(source, format="markdown"))


def test_singular_and_plural_are_one_term() -> None:
    marked = Marked(parse("Une `crate` dépend d’autres crates.", format="markdown"))
    assert "crates" in marked
    assert "create" not in marked


def test_what_stands_in_the_text_unmarked_is_no_term() -> None:
    marked = Marked(parse("Les « deux events du conflit » ont signé. Les events sont là.", format="text"))
    assert "events" not in marked


def test_every_word_of_a_phrase_has_to_be_marked() -> None:
    marked = Marked(parse("La `state machine` change d’état.", format="markdown"))
    assert "state machine" in marked
    assert "state of affairs" not in marked


def test_a_page_that_lists_english_words_is_a_glossary_of_them() -> None:
    rows = "\n".join(f"| {english} | terme |" for english in ("bracket", "allocate", "lifetime", "ownership", "borrow"))
    assert "lifetimes" in Marked(parse(f"| Anglais | Français |\n| --- | --- |\n{rows}", format="markdown"))


def test_one_english_cell_makes_no_glossary() -> None:
    table = "| Uttermost | Loyer |\n| --- | --- |\n| 300 € | 600 € |"
    assert "uttermost" not in Marked(parse(table, format="markdown"))


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("json", '{"title": "Un blueprint", "slug": "blueprint", "body": "Un blueprint de relance."}'),
        ("yaml", 'title: "Un blueprint"\nslug: "blueprint"\nbody: Un blueprint de relance.\n'),
        ("csv", 'title,body\n"Un blueprint",Un blueprint de relance.\n'),
        ("html", '<p class="blueprint" title="Un blueprint">Un blueprint de relance.</p>'),
    ],
)
def test_the_quotation_marks_of_the_format_mark_nothing(name: str, source: str) -> None:
    assert "blueprint" not in Marked(parse(source, format=name))
    assert "blueprint" in Marked(parse(source.replace("de relance", "(« blueprint ») de relance"), format=name))
