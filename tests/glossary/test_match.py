"""Where terms are found, and where they are not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.glossary import Glossary, Term
from qa.glossary.match import Matcher


def _found(text: str, *terms: Term) -> list[str]:
    return [text[match.start : match.end] for match in Matcher(Glossary("maison", terms)).matches(text)]


@pytest.mark.parametrize(
    ("wrong", "text", "found"),
    [
        ("event", "Deux events, l’event et l'event.", ["events", "event", "event"]),
        ("event", "Event annulé : EVENTS reportés.", ["Event", "EVENTS"]),
        ("site", "Le website, on-site, site.fr, /site/ et site_web : un site.", ["site"]),
        ("match", "Le match-là, le match-retour.", ["match"]),
        ("state of affairs", "le state of affairs, state  of\naffairs", ["state of affairs", "state  of\naffairs"]),
        ("fact-checking", "le fact checking et le fact-checking", ["fact checking", "fact-checking"]),
        ("date butoir", "les dates butoirs de la date butoir", ["dates butoirs", "date butoir"]),
        ("prime d'assurance", "des primes d’assurance", ["primes d’assurance"]),
        ("story", "deux stories", ["stories"]),
        ("forwarder", "elle a forwardé ce qu’ils forwardaient", ["forwardé", "forwardaient"]),
        ("update", "il updated, en updating", ["updated", "updating"]),
        ("digital", "l’ère digitale, des outils digitaux", ["digitale", "digitaux"]),
        ("ONU", "l’ONU ne dit pas onu", ["ONU"]),
        ("C++", "en C++ ou en C", ["C++"]),
        ("en charge de", "en charge du dossier, en charge d’un autre, en charge", ["en charge du", "en charge d’"]),
        ("se baser sur", "Il se base sur ce que nous nous basons sur eux.", ["se base sur", "nous basons sur"]),
        ("basé à", "des sociétés basées au Mans", ["basées au"]),
        ("party", "les parties sont finies", []),
        ("cent", "On a cents raisons de century.", ["cents"]),
    ],
)
def test_forms_of_a_term(wrong: str, text: str, found: list[str]) -> None:
    assert _found(text, Term(wrong, ("autre chose",))) == found


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        (Term("supporter", ("soutenir",), pos="verb"), "Il supporte un supporter.", ["supporte"]),
        (Term("adresse", ("discours",), pos="noun"), "Il s’adresse à l’adresse.", ["adresse"]),
        (Term("voir", (), pos="adv"), "voir, il voit", ["voir"]),
    ],
)
def test_the_part_of_speech_is_heeded(term: Term, text: str, found: list[str]) -> None:
    assert _found(text, term) == found


def test_a_determiner_that_the_right_wording_keeps_is_any_determiner() -> None:
    treat = Term("adresser un problème", ("traiter un problème",), pos="verb")
    assert _found("Il adresse ces problèmes.", treat) == ["adresse ces problèmes"]
    change = Term("faire une différence", ("changer les choses",), pos="verb")
    assert _found("Cela fait la différence.", change) == []


def test_an_adverb_may_stand_between_verb_and_object() -> None:
    sense = Term("faire du sens", ("avoir du sens",), pos="verb")
    assert _found("Cela ne fait pas de sens.", sense) == ["fait pas de sens"]
    assert _found("Il fait le tour du sens.", sense) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("les stakehoders", ["stakehoders"]),
        ("les satkeholders", ["satkeholders"]),
        ("les stakhoders", []),
        ("M. Stakeholdar est là", []),
        ("le state of afairs", ["state of afairs"]),
        ("les évenements", []),
    ],
)
def test_long_terms_are_known_in_spite_of_a_slip(text: str, found: list[str]) -> None:
    terms = (Term("stakeholder", ("partie prenante",)), Term("state of affairs", ("situation",)), Term("event", ("x",)))
    assert _found(text, *terms) == found


def test_a_word_of_either_language_is_no_slip() -> None:
    assert _found("la consultation, the insulation", Term("consolation", ("x",)), Term("insulating", ("y",))) == []


def test_the_longest_match_wins() -> None:
    terms = (Term("business", ("affaires",)), Term("business plan", ("plan d’affaires",)))
    assert _found("un business plan pour le business", *terms) == ["business plan", "business"]


def test_an_earlier_glossary_goes_first_and_overrides() -> None:
    own = Glossary("maison", (Term("plan", ("projet",)), Term("deadline", ("échéance",))))
    curated = Glossary("relecture", (Term("business plan", ("plan d’affaires",)), Term("deadline", ("date limite",))))
    matches = Matcher(own, curated).matches("le business plan et la deadline")
    assert [(match.term.right, match.rank) for match in matches] == [(("projet",), 0), (("échéance",), 0)]


def test_an_accepted_word_is_no_fault_and_hides_others() -> None:
    own = Glossary("maison", (Term("week-end", ("week-end",)),))
    curated = Glossary("relecture", (Term("week-end", ("fin de semaine",)), Term("end", ("fin",))))
    assert Matcher(own, curated).matches("Ce week-end, ces week-ends.") == ()


def test_what_already_reads_right_is_no_fault() -> None:
    assert _found("un réseau social, un réseau", Term("réseau", ("réseau social",))) == ["réseau"]


@pytest.mark.parametrize(
    ("condition", "text", "found"),
    [
        ("next=rôle", "un sérieux grand rôle", True),
        ("next=rôle", "des sérieux rôles", True),
        ("next=rôle", "un sérieux et puis un rôle", False),
        ("next=rôle", "un sérieux. Le rôle", False),
        ("prev=jouer", "il joue un sérieux", True),
        ("near=équipe", "l’équipe a longtemps été un sérieux", True),
        ("near=équipe", "L’équipe. Un sérieux", False),
        ("near=mise en œuvre", "la mise en œuvre du sérieux", True),
        ("next=@infinitive", "sérieux de partir", True),
        ("next=@number", "sérieux 12", True),
        ("next=@name", "le sérieux Martin", True),
        ("next=@end", "un sérieux.", True),
        ("next=@end", "un sérieux problème.", False),
        ("next=@noun", "un sérieux problème", True),
        ("prev=@det", "un sérieux", True),
    ],
)
def test_conditions(condition: str, text: str, found: bool) -> None:
    assert bool(_found(text, Term("sérieux", ("grave",), when=condition))) is found
    assert bool(_found(text, Term("sérieux", ("grave",), unless=condition))) is not found


def test_all_clauses_of_when_must_hold_and_none_of_unless() -> None:
    both = "next=problème; prev=@det"
    for text, when, unless in (("un sérieux problème", 1, 0), ("sérieux problème", 0, 0), ("sérieux", 0, 1)):
        assert len(_found(text, Term("sérieux", ("grave",), when=both))) == when
        assert len(_found(text, Term("sérieux", ("grave",), unless=both))) == unless


@given(st.text(st.sampled_from("lesd evntéÉ’'-.\n "), max_size=60))
def test_matches_are_in_order_apart_and_hold_the_term(text: str) -> None:
    matches = Matcher(Glossary("maison", (Term("event", ("événement",)), Term("event de", ("x",))))).matches(text)
    assert all("event" in text[match.start : match.end].lower() for match in matches)
    assert all(one.end <= other.start for one, other in pairwise(matches))


def test_the_same_text_gives_the_same_matches_again() -> None:
    matcher = Matcher(Glossary("maison", (Term("stakeholder", ("partie prenante",)),)))
    text = "Les stakehoders et les stakeholders."
    assert matcher.matches(text) == matcher.matches(text)
    assert len(matcher.matches(text)) == 2


@pytest.mark.parametrize(("between", "held"), [(" ", True), (". ", False), ("\n\n", False), (" etc.\u00a0» ", False)])
def test_a_sentence_may_be_as_long_as_a_book(between: str, held: bool) -> None:
    webs = Matcher(Glossary("", (Term("toile", ("web",), when="near=internet"),)))
    text = "Partout. Sur internet" + between + "et la mer monte " * 400 + "comme une toile."
    assert bool(webs.matches(text)) == held
