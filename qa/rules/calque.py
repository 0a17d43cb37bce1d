"""Phrases built as in English, word for word."""

from __future__ import annotations

from collections.abc import Iterator

from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.rules.rule import Bad, Good, Rule
from qa.rules.terms import curated_findings
from qa.settings import Wording


def _check(analysis: Analysis) -> Iterator[Finding]:
    return curated_findings(analysis, lambda: RULE, "calque", 0.8)


RULE = Rule(
    name="calque",
    category="style/calque",
    severity="warning",
    title=Wording("Calque de l’anglais", "Calque from English"),
    reason=Wording(
        "Chaque mot est français, l’assemblage ne l’est pas : la tournure anglaise a été traduite mot à mot. "
        "Le français a sa propre façon de le dire, plus courte le plus souvent.",
        "Each word is French, their assembly is not: the English turn of phrase was translated word for word. "
        "French has its own way to say it, mostly a shorter one.",
    ),
    message=Wording(
        "Calque de l’anglais : « {text} » pour {right}.{note}", "Calque from English: “{text}” for {right}."
    ),
    check=_check,
    bad=(
        Bad(
            "Ces horaires font du sens pour les familles.",
            ("font du sens",),
            "Ces horaires ont du sens pour les familles.",
        ),
        Bad(
            "L’ancienne règle ne faisait pas de sens.",
            ("faisait pas de sens",),
            "L’ancienne règle n’avait pas de sens.",
        ),
    ),
    good=(
        Good("Il fait preuve de bon sens.", "« faire » n’a pas « sens » pour objet"),
        Good("Cette phrase a du sens."),
    ),
)
