"""What is put in place of a term: inflected alike, joined to what follows, in its case."""

from __future__ import annotations

import pytest

from qa.glossary import Glossary, Term
from qa.glossary.match import Matcher
from qa.glossary.wording import Replacement, replacements


def _put(text: str, term: Term) -> tuple[Replacement, ...]:
    (match,) = Matcher(Glossary("maison", (term,))).matches(text)
    return replacements(match, text)


@pytest.mark.parametrize(
    ("wrong", "right", "pos", "text", "expected"),
    [
        ("event", "événement", "noun", "des events", "événements"),
        ("event", "journal", "noun", "des events", "journaux"),
        ("event", "événement", "noun", "Event", "Événement"),
        ("event", "événement", "noun", "DES EVENTS", "ÉVÉNEMENTS"),
        ("CEO", "directeur général", "noun", "le CEO", "directeur général"),
        ("project manager", "chef de projet", "noun", "deux project managers", "chefs de projet"),
        ("date butoir", "date limite", "noun", "les dates butoirs", "dates limites"),
        ("stakeholder", "partie prenante", "noun", "les stakeholders", "parties prenantes"),
        ("news", "nouvelles", "noun", "les news", "nouvelles"),
        ("adresser un problème", "traiter un problème", "verb", "Il adresse les problèmes.", "traite les problèmes"),
        (
            "adresser un problème",
            "résoudre un problème",
            "verb",
            "Ils adresseront ce problème",
            "résoudront ce problème",
        ),
        ("faire du sens", "avoir du sens", "verb", "Cela fait du sens", "a du sens"),
        ("faire du sens", "avoir du sens", "verb", "Cela ne fait pas de sens", "a pas de sens"),
        ("faire du sens", "avoir du sens", "verb", "cela a fait du sens", "eu du sens"),
        ("faire du sens", "avoir du sens", "verb", "j’ai peur de faire du sens", "avoir du sens"),
        ("réaliser", "comprendre", "verb", "Elles réalisaient", "comprenaient"),
        ("réaliser", "comprendre", "verb", "nous réalisons", "comprenons"),
        ("pallier à", "pallier", "verb", "Il pallie au manque", "pallie le"),
        ("pallier à", "remédier à", "verb", "pallier aux manques", "remédier aux"),
        ("en charge de", "chargé de", "phrase", "en charge du dossier", "chargé du"),
        ("en charge de", "chargé de", "phrase", "en charge d’un dossier", "chargé d’"),
        ("en charge de", "responsable pour", "phrase", "en charge du dossier", "responsable pour le"),
        ("se baser sur", "s'appuyer sur", "verb", "Il se base sur lui", "s’appuie sur"),
        ("se baser sur", "se fonder sur", "verb", "Je me base sur lui", "me fonde sur"),
        ("digital", "numérique", "adj", "des outils digitaux", "numériques"),
        ("anxieux", "impatient", "adj", "Les élèves étaient anxieux de partir", "impatients"),
        ("anxieux", "impatient", "adj", "L’élève était anxieux de partir", "impatient"),
        ("sympathétique", "compatissant", "adj", "Elle s’est montrée sympathétique", "compatissante"),
        ("freedom of expression", "liberté d’expression", "noun", "la freedom of expression", "liberté d’expression"),
        ("vice president", "vice-président", "noun", "le Vice President", "Vice-président"),
        ("no man’s land", "zone tampon", "noun", "un no man's land", "zone tampon"),
        ("basé à", "établi à", "adj", "une société basée au Mans", "établie au"),
        ("team lead", "chef d'équipe", "noun", "l'avis du team lead", "chef d'équipe"),
        ("team lead", "chef d'équipe", "noun", "le team lead", "chef d’équipe"),
        ("state of affairs", "état des lieux", "noun", "un state of\naffairs", "état des lieux"),
    ],
)
def test_the_right_wording_takes_the_form_of_the_wrong_one(
    wrong: str, right: str, pos: str, text: str, expected: str
) -> None:
    assert _put(text, Term(wrong, (right,), pos=pos))[0].text == expected  # type: ignore[arg-type]


def test_a_form_that_could_be_two_is_not_sure() -> None:
    term = Term("adresser un problème", ("traiter un problème", "résoudre un problème"), pos="verb")
    assert _put("s’il adresse le problème", term) == (
        Replacement("traite le problème", True),
        Replacement("résout le problème", False),  # the subjunctive would be *résolve*
    )


def test_an_adverb_in_what_would_be_replaced_leaves_no_replacement() -> None:
    assert _put("Cela fait vraiment du sens", Term("faire du sens", ("être logique",), pos="verb")) == ()
