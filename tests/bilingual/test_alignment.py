"""Parallel documents: which sentence goes with which, whatever was left out, added, merged or moved."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import qa
from qa.bilingual.pairs import Pair, pairs
from qa.bilingual.parallel import links
from qa.formats import parse
from qa.language.analysis import Analysis
from qa.settings import Settings
from tests.score.alignment import CHANGES, Count, found_links, measure
from tests.score.bilingual import load, names, written

ENGLISH = [
    "The harbour opened in 1912. It closed sixty years later.",
    "Fishermen still meet there every Sunday. They drink coffee and complain about the price of fuel.",
    "The mayor wants to build a museum. Nobody knows who will pay for it.",
]
FRENCH = [
    "Le port a ouvert en 1912. Il a fermé soixante ans plus tard.",
    "Les pêcheurs s’y retrouvent encore tous les dimanches. Ils boivent un café et se plaignent du prix du carburant.",
    "Le maire veut construire un musée. Personne ne sait qui le paiera.",
]


def paired(english: Sequence[str], french: Sequence[str], format: str = "text") -> tuple[Pair, ...]:
    document = parse("\n\n".join(french), format=format)
    return pairs(Analysis(replace(document, english=parse("\n\n".join(english), format=format)), Settings()))


def shown(found: Sequence[Pair]) -> list[tuple[str, str]]:
    return [(pair.english, pair.text) for pair in found]


def test_sentences_of_equal_texts_go_together_in_order() -> None:
    ours = [part.removesuffix(".") + "." for text in ENGLISH for part in text.split(". ")]
    theirs = [part.removesuffix(".") + "." for text in FRENCH for part in text.split(". ")]
    assert shown(paired(ENGLISH, FRENCH)) == list(zip(ours, theirs, strict=True))


def test_a_missing_sentence_stands_behind_the_one_before_it() -> None:
    french = [*FRENCH[:1], "Les pêcheurs s’y retrouvent encore tous les dimanches.", FRENCH[2]]
    gap = paired(ENGLISH, french)[3]
    assert (gap.english, gap.text) == ("They drink coffee and complain about the price of fuel.", "")
    assert gap.passage.text == french[1]
    assert gap.start == gap.end == len(french[1])
    assert gap.confidence > 0.9


def test_a_missing_first_sentence_stands_before_the_next() -> None:
    french = [FRENCH[0], "Ils boivent un café et se plaignent du prix du carburant.", FRENCH[2]]
    gap = paired(ENGLISH, french)[2]
    assert (gap.english, gap.passage.text) == ("Fishermen still meet there every Sunday.", french[1])
    assert gap.start == gap.end == 0


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_missing_paragraph_is_one_empty_passage_between_two_others(number: int) -> None:
    french = FRENCH[:number] + FRENCH[number + 1 :]
    found = paired(ENGLISH, french)
    (gap,) = [pair for pair in found if not pair.text]
    assert gap.english == ENGLISH[number]
    assert (gap.passage.text, gap.start, gap.end) == ("", 0, 0)
    # At the end of what is before it; the first stands where the text begins.
    assert gap.passage.source_start(0) == len("\n\n".join(french[:number]))
    assert found.index(gap) == 2 * number


def test_an_added_paragraph_has_no_english() -> None:
    found = paired(ENGLISH, [FRENCH[0], "Les abeilles dorment la nuit. La reine pond des œufs.", *FRENCH[1:]])
    assert [pair.text for pair in found if not pair.english] == [
        "Les abeilles dorment la nuit. La reine pond des œufs."
    ]


def test_a_paragraph_that_changed_places_is_neither_missing_nor_added() -> None:
    found = paired(ENGLISH, [FRENCH[1], FRENCH[0], FRENCH[2]])
    assert all(pair.english and pair.text for pair in found)
    assert found[0].english.startswith("Fishermen")
    starts = [pair.passage.source_start(pair.start) for pair in found]
    assert starts == sorted(starts), "pairs come in the reading order of the French"


def test_merged_and_divided_sentences_go_together() -> None:
    found = paired(
        ["The harbour opened in 1912. It closed sixty years later. Fishermen meet there and drink coffee."],
        ["Ouvert en 1912, le port a fermé soixante ans plus tard. Les pêcheurs s’y retrouvent. Ils y boivent du café."],
    )
    assert [pair.text for pair in found] == [
        "Ouvert en 1912, le port a fermé soixante ans plus tard.",
        "Les pêcheurs s’y retrouvent. Ils y boivent du café.",
    ]


def test_codes_are_told_by_their_source() -> None:
    found = paired(
        ["Press `Ctrl` to save the drawing. Look at ![the picture](a.png) below."],
        ["Appuyez sur `Ctrl` pour enregistrer le dessin. Regardez ![l’image](a.png) ci-dessous."],
        "markdown",
    )
    assert (found[0].english_codes, found[0].codes) == (("`Ctrl`",), ("`Ctrl`",))


@pytest.mark.parametrize(
    ("ours", "theirs"), [([], []), (ENGLISH, []), ([], FRENCH), (["…"], ["1"]), (ENGLISH, ["Oui."])]
)
def test_texts_that_hold_little_or_nothing(ours: list[str], theirs: list[str]) -> None:
    found = paired(ours, theirs)
    for text, sides in ((ours, [p.english for p in found]), (theirs, [p.text for p in found])):
        told = "".join("".join(sides).split())
        assert sorted(told) == sorted("".join("".join(text).split()))


def test_texts_that_have_nothing_to_do_with_each_other_make_nobody_sure() -> None:
    ferry, kettle = load("ferry"), load("kettle")
    english = [" ".join(ferry.text[line] for line in paragraph) for paragraph in ferry.english]
    french = [" ".join(kettle.text[line] for line in paragraph) for paragraph in kettle.french]
    found = paired(english, french, "markdown")
    assert sum(pair.confidence > 0.75 for pair in found) < len(found) / 10


SENTENCES = st.sampled_from([part for text in (*ENGLISH, *FRENCH) for part in text.split(". ")])
PARAGRAPHS = st.lists(st.lists(SENTENCES, min_size=1, max_size=4).map(". ".join), max_size=14)


@settings(max_examples=60, deadline=None)
@given(PARAGRAPHS, PARAGRAPHS)
def test_every_sentence_is_in_one_link(ours: list[str], theirs: list[str]) -> None:
    english, french = (parse("\n\n".join(each)).passages for each in (ours, theirs))
    found = list(links(english, french))
    for passages, sides in ((english, [link.english for link in found]), (french, [link.french for link in found])):
        every = [sentence for side in sides for sentence in side]
        assert len(set(every)) == len(every)
        for number, passage in enumerate(passages):
            told = "".join(passage.text[s.start : s.end] for s in sorted(every) if s.passage == number)
            assert "".join(told.split()) == "".join(passage.text.split())
    assert all(len({sentence.passage for sentence in link.french}) <= 1 for link in found)
    assert list(links(english, french)) == found


@pytest.mark.parametrize("name", names())
def test_the_articles_are_aligned_as_by_hand(name: str) -> None:
    article = load(name)
    assert found_links(article) == article.gold()


@pytest.mark.parametrize("name", names())
def test_a_good_translation_leaves_nothing_out_and_adds_nothing(name: str) -> None:
    english, french = (written(name, language).read_text(encoding="utf-8") for language in ("en", "fr"))
    assert qa.check(french, format="markdown", english=english, select=("omission", "addition")) == ()


def test_links_are_right_whatever_happened_to_the_articles() -> None:
    counts = measure(rounds=1, seed=7)
    assert set(counts) == {*CHANGES, "four changes"}
    total = Count(*(sum(getattr(count, name) for count in counts.values()) for name in ("right", "gold", "found")))
    assert total.recall >= 0.98
    assert total.precision >= 0.98


def test_long_texts_are_followed_over_gaps_of_any_length() -> None:
    rng = random.Random(5)
    english_nouns = "dog house tree river bridge horse garden winter church book".split()
    french_nouns = "chien maison arbre rivière pont cheval jardin hiver église livre".split()
    nouns = list(zip(english_nouns, french_nouns, strict=True))
    both = []
    for number in range(1000, 1900):
        (a, b), (c, d) = rng.sample(nouns, 2)
        both.append((f"In {number} the {a} was near the {c}.", f"En {number}, le {b} était près de la {d}."))
    english = [one for one, _ in both]
    french = [other for _, other in both[:100] + both[103:300] + both[700:]]
    found = paired(english, french)
    assert [pair.english for pair in found if not pair.text] == english[100:103] + english[300:700]
    assert all(pair.english[3:7] == pair.text[3:7] for pair in found if pair.text)
