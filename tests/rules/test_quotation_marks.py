"""Quotation marks: those without their pair, and those other than the document's own."""

from __future__ import annotations

import pytest

from qa.document import Document, Passage
from qa.finding import Finding, apply_edits
from qa.formats import parse
from qa.language.analysis import Analysis
from qa.rules.mixed_quotation_marks import RULE as MIXED
from qa.rules.rule import Rule
from qa.rules.unclosed_quotation import RULE as UNCLOSED
from qa.settings import Settings


def _check(rule: Rule, text: str) -> list[Finding]:
    return list(rule.check(Analysis(parse(text), Settings())))


def _found(rule: Rule, text: str) -> list[str]:
    return [finding.text for finding in _check(rule, text)]


def _fixed(rule: Rule, text: str) -> str:
    return apply_edits(text, [edit for finding in _check(rule, text) for edit in finding.suggestions[0].edits])


@pytest.mark.parametrize(
    "text",
    [
        "« Venez, dit-elle.\n\n— Où ?\n\n— À la mer. »",
        "« Venez, dit-elle.\n\n» Nous irons à la mer. »",
        "Il écrit : « Je pars.\n\nLa mer m’attend.\n\nAdieu. »\n\nPuis il partit.",
        "Lire la suite »",
        "On note un pied 12' et un pouce 3\" sur le plan de la salle.",
        'Le séparateur est le guillemet " et non la virgule du fichier.',
    ],
)
def test_conventions_are_no_faults(text: str) -> None:
    assert _found(UNCLOSED, text) == []


def test_a_few_quoted_words_do_not_run_on_into_another_paragraph() -> None:
    text = "Il invite « les uns et les autres à se taire.\n\nLe lendemain, il parle d’un succès » sans rire."
    assert _found(UNCLOSED, text) == ["« les", "succès »"]


def test_each_paragraph_is_judged_by_itself() -> None:
    text = "Elle promet « un effort.\n\nLe projet est « prêt » depuis mai, dit-on à la mairie."
    assert _found(UNCLOSED, text) == ["« un"]


def test_one_sentence_is_closed_before_its_full_stop() -> None:
    assert _fixed(UNCLOSED, "Il y voit “un beau geste de paix.") == "Il y voit “un beau geste de paix”."


def test_foreign_stretches_are_left_alone() -> None:
    text = "Il chante «love me, dit la légende de la photo."
    passage = Passage.verbatim(text, 0, len(text))
    broken = Passage(passage.text, passage.segments, breaks=((10, 19),))
    assert list(UNCLOSED.check(Analysis(Document(text, (broken,)), Settings()))) == []
    assert list(UNCLOSED.check(Analysis(Document(text, (passage,)), Settings())))


def test_both_marks_change_with_the_space_of_the_document() -> None:
    text = "Un «\u202ftournant\u202f», dit-il. “Un vrai tournant”, dit-elle.\n"
    assert _fixed(MIXED, text) == "Un «\u202ftournant\u202f», dit-il. «\u202fUn vrai tournant\u202f», dit-elle.\n"


def test_swiss_readers_get_narrow_spaces_by_default() -> None:
    text = "Un « tournant », dit-il. “Un vrai tournant”, dit-elle."
    analysis = Analysis(parse(text), Settings(variant="fr-CH"))
    (finding,) = MIXED.check(analysis)
    assert finding.suggestions[0].text == "«\u202fUn"


@pytest.mark.parametrize(
    "text",
    [
        "Elle dit « J’ai lu “Candide” » et part.",
        'Un « oui » franc, un "non", un "jamais", un "bientôt", un "demain", un "peut-être".',
        'Un « oui » franc. Posez id="menu" et lang="fr".',
        "Un « oui » franc. He said “the end of the world is not my problem”.",
    ],
)
def test_right_and_doubtful_marks_pass(text: str) -> None:
    assert _found(MIXED, text) == []


def test_a_literal_value_is_not_changed_unasked() -> None:
    quoted, value = _check(MIXED, 'Un « oui ». Il dit "bien sûr que non". Tapez "oui".')
    assert quoted.safe
    assert not value.safe


def test_guillemets_inside_are_reported_without_a_correction() -> None:
    (finding,) = _check(MIXED, "Un « oui ». “Il dit « non » et sort”, raconte-t-elle.")
    assert finding.suggestions == ()
