"""The rules about terms, with a glossary of the user's and with the curated one."""

from __future__ import annotations

from pathlib import Path

import pytest

import qa.pipeline
from qa.document import Document, Passage
from qa.finding import Finding, apply_edits
from qa.formats import parse
from qa.glossary import GlossaryError, UnreadableGlossary
from qa.language.analysis import Analysis
from qa.rules import registry
from qa.rules.terms import accepted, own_findings
from qa.settings import Settings

HOUSE = (
    "term\tright\tkind\tpos\tsafe\tnote\n"
    "event\tévénement | manifestation\tterm\tnoun\tyes\tAu journal.\n"
    "stakeholder\tpartie prenante\tterm\tnoun\tyes\t\n"
    "migrant illégal\t\tterm\tnoun\tno\tÉcrire « sans papiers ».\n"
    "faire du sens\tfaire du sens\t\tverb\tno\t\n"
)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    path = tmp_path / "maison.tsv"
    path.write_text(HOUSE, encoding="utf-8")
    return path


def _check(rule: str, document: Document | str, *glossaries: Path) -> list[Finding]:
    document = parse(document) if isinstance(document, str) else document
    return list(registry()[rule].check(Analysis(document, Settings(glossaries=glossaries))))


def test_the_users_term_is_found_and_mended(house: Path) -> None:
    text = "Deux grands events."
    (finding,) = _check("glossary-term", text, house)
    assert (finding.text, finding.safe) == ("events", True)
    said = "« events » : votre glossaire demande « événement » ou « manifestation ». Au journal."
    assert finding.message == said.replace("« ", "«\u00a0").replace(" »", "\u00a0»").replace(" :", "\u00a0:")
    assert apply_edits(text, finding.suggestions[0].edits) == "Deux grands événements."
    assert finding.suggestions[0].confidence > finding.suggestions[1].confidence


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("le grand event", "le grand événement"),
        ("la stakeholder", "la partie prenante"),
        ("Le stakeholder principal est parti.", "La partie prenante principale est partie."),
        ("Il parle du stakeholder.", "Il parle de la partie prenante."),
        ("Tous les stakeholders sont là.", "Toutes les parties prenantes sont là."),
    ],
)
def test_the_words_around_agree_with_the_right_wording(text: str, mended: str, house: Path) -> None:
    (finding,) = _check("glossary-term", text, house)
    assert apply_edits(text, finding.suggestions[0].edits) == mended


def test_a_slip_of_the_pen_is_never_mended_unasked(house: Path) -> None:
    exact, slipped = _check("glossary-term", "Un stakeholder, des stakehoders.", house)
    assert (exact.safe, slipped.safe) == (True, False)
    assert slipped.confidence < exact.confidence
    assert slipped.suggestions[0].text == "parties prenantes"


def test_a_forbidden_term_is_found_without_a_suggestion(house: Path) -> None:
    text = "Les migrants illégaux."
    (finding,) = _check("forbidden-term", text, house)
    assert (finding.text, finding.safe, finding.suggestions) == ("migrants illégaux", False, ())
    assert "sans papiers" in finding.message
    assert _check("glossary-term", text, house) == []


def test_what_is_not_the_documents_own_voice_is_left_alone(house: Path) -> None:
    text = "Le titre original, Two events, est resté."
    passage = Passage(text, Passage.verbatim(text, 0, len(text)).segments, breaks=((19, 29),))
    assert _check("glossary-term", Document(text, (passage,)), house) == []


def test_no_suggestion_where_markup_stands_in_between(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    path.write_text("term,right\nstate of affairs,situation\n", encoding="utf-8")
    (finding,) = _check("glossary-term", parse("un state of **affairs**", format="markdown"), path)
    assert (finding.text, finding.suggestions) == ("state of affairs", ())


def test_what_markup_keeps_from_agreeing_is_never_mended_unasked(house: Path) -> None:
    (plain,) = _check("glossary-term", parse("Voici le stakeholder.", format="markdown"), house)
    (marked,) = _check("glossary-term", parse("Voici l**e** stakeholder.", format="markdown"), house)
    assert (plain.safe, len(plain.suggestions[0].edits)) == (True, 2)
    assert (marked.safe, len(marked.suggestions[0].edits)) == (False, 1)


def test_what_the_users_glossary_says_of_a_text_is_known_to_other_rules(house: Path) -> None:
    text = "Un event\u00a0: cela fait du sens pour les migrants illégaux."
    analysis = Analysis(parse(text), Settings(glossaries=(house,)))
    assert [text[start:end] for start, end in accepted(analysis)] == ["fait du sens"]
    assert [text[start:end] for start, end in own_findings(analysis)] == ["event", "migrants illégaux"]
    assert accepted(Analysis(parse(text), Settings())) == own_findings(Analysis(parse(text), Settings())) == ()


def test_a_glossary_that_changes_is_read_again(house: Path) -> None:
    assert _check("glossary-term", "Un event.", house)
    house.write_text("term\tright\nautre\tchose\n", encoding="utf-8")
    assert _check("glossary-term", "Un event.", house) == []


def test_a_broken_or_missing_glossary_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "g.csv"
    broken.write_text("term,right\n,x\n", encoding="utf-8")
    with pytest.raises(GlossaryError, match=r"g\.csv:2: le terme manque"):
        _check("glossary-term", "Un event.", broken)
    with pytest.raises(UnreadableGlossary, match="n’existe pas"):
        _check("glossary-term", "Un event.", tmp_path / "absent.csv")


def test_anglicisms_are_a_matter_of_choice() -> None:
    assert not registry()["anglicism"].default
    assert registry()["calque"].default


WEB = "term\tright\tpos\tgender\nweb\ttoile | web\tnoun\tf\nslide\tdiapositive | planche | transparent\tnoun\tf\n"


@pytest.fixture
def web(tmp_path: Path) -> Path:
    path = tmp_path / "web.tsv"
    path.write_text(WEB, encoding="utf-8")
    return path


def test_the_rarer_of_two_right_wordings_of_one_term_is_found(web: Path) -> None:
    text = "Deux diapositives bleues, puis une diapositive. Les planches bleues suivent."
    (finding,) = _check("inconsistent-term", text, web)
    assert (finding.text, finding.safe, finding.severity) == ("planches", False, "info")
    assert "« slide »" in finding.message.replace("\u00a0", " ")
    assert "« diapositive » à la ligne 1." in finding.message.replace("\u00a0", " ")
    assert [suggestion.text for suggestion in finding.suggestions] == ["diapositives"]
    mended = apply_edits(text, finding.suggestions[0].edits)
    assert mended == "Deux diapositives bleues, puis une diapositive. Les diapositives bleues suivent."
    assert _check("inconsistent-term", mended, web) == []


def test_of_equally_common_wordings_the_glossarys_better_one_stays(web: Path) -> None:
    (finding,) = _check("inconsistent-term", "Un transparent, et la planche, et la planche, et le transparent.", web)[
        :1
    ]
    assert (finding.text, finding.suggestions[0].text) == ("transparent", "planche")


def test_wordings_of_two_terms_are_two_things(web: Path) -> None:
    assert _check("inconsistent-term", "La toile montre une diapositive.", web) == []


def test_a_wording_that_the_glossary_accepts_is_still_one_of_two(web: Path) -> None:
    text = "La toile a trente ans. Sur la toile, tout reste. Le web oublie."
    settings = Settings(select=("inconsistent-term",), glossaries=(web,))
    assert [finding.text for finding in qa.pipeline.Checker(settings).check(parse(text))] == ["web"]
    vouched = Settings(select=("inconsistent-term",), glossaries=(web,), accept=("web",))
    assert qa.pipeline.Checker(vouched).check(parse(text)) == ()


def test_changing_ones_wording_is_told_of_on_demand_only(web: Path) -> None:
    text = "La toile a trente ans. Sur la toile, tout reste. Le web oublie."
    rules = {finding.rule for finding in qa.pipeline.Checker(Settings(glossaries=(web,))).check(parse(text))}
    assert "inconsistent-term" not in rules
