"""French words used in the sense of their English twins."""

from __future__ import annotations

from collections.abc import Iterator

from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.rules.rule import Bad, Good, Rule
from qa.rules.terms import curated_findings
from qa.settings import Wording


def _check(analysis: Analysis) -> Iterator[Finding]:
    return curated_findings(analysis, lambda: RULE, "false-friend", 0.8)


RULE = Rule(
    name="false-friend",
    category="style/false-friend",
    severity="warning",
    title=Wording("Faux ami", "False friend"),
    reason=Wording(
        "Le mot est français, le sens est anglais : un traducteur pressé garde le mot qui ressemble. Le "
        "lecteur comprend autre chose, ou hésite. Seules les constructions où le sens anglais ne fait guère "
        "de doute sont signalées.",
        "The word is French, the sense is English: a hurried translator keeps the word that looks alike. "
        "Readers understand something else, or hesitate. Only constructions in which the English sense is "
        "hardly in doubt are reported.",
    ),
    message=Wording(
        "Faux ami : « {text} », au sens de {right}.{note}", "False friend: “{text}” in the sense of {right}."
    ),
    check=_check,
    bad=(
        Bad("Les livreurs délivrent les colis à pied.", ("délivrent",), "Les livreurs livrent les colis à pied."),
        Bad(
            "Il charge deux librairies JavaScript.",
            ("librairies",),
            "Il charge deux bibliothèques JavaScript.",
        ),
    ),
    good=(
        Good("La préfecture délivre les passeports.", "le sens français"),
        Good("La librairie de la gare ferme à dix-neuf heures."),
    ),
)
