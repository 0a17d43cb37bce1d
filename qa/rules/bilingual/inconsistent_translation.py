"""One English segment rendered in two ways in one document."""

from __future__ import annotations

from collections.abc import Iterator

from qa.bilingual.consistency import inconsistent
from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.rules.rule import Bad, Good, Rule
from qa.settings import Wording


def _check(analysis: Analysis) -> Iterator[Finding]:
    lines = analysis.document.lines
    for pair, other in inconsistent(analysis):
        yield RULE.finding(
            analysis,
            pair.passage,
            pair.start,
            pair.end,
            confidence=0.75,
            usual=" ".join(other.text.split()),
            line=lines.position(other.passage.source_start(other.start))[0],
        )


RULE = Rule(
    name="inconsistent-translation",
    category="terminology/inconsistent-use",
    severity="warning",
    title=Wording("Même segment anglais traduit de deux façons", "One English segment rendered in two ways"),
    reason=Wording(
        "Le même texte anglais revient et sa traduction change : le lecteur cherche une différence qui n’y est pas. La "
        "plus fréquente fait foi, ou la première. L’accord, les capitales et la ponctuation ne comptent pas, ni un mot "
        "isolé, dont le sens dépend de l’endroit.",
        "The same English returns and its translation changes: readers look for a difference that is not there. The "
        "most frequent one counts, or the first. Agreement, capitals and punctuation do not matter, nor does a single "
        "word, whose sense depends on its place.",
    ),
    message=Wording(
        "Le même anglais est rendu par « {usual} » à la ligne {line}.",
        "The same English is rendered by “{usual}” on line {line}.",
    ),
    check=_check,
    bad=(
        Bad(
            "Historique des achats\nHistorique des commandes",
            ("Historique des commandes",),
            english="Purchase history\nPurchase history",
        ),
        Bad(
            "Fermer la fenêtre\nQuitter la page\nFermer la fenêtre",
            ("Quitter la page",),
            english="Close the window\nClose the window\nClose the window",
        ),
    ),
    good=(
        Good("Ouvert\nOuvrir", "un mot isolé", english="Open\nOpen"),
        Good("Déjà payé\nDéjà payée", "l’accord", english="Already paid\nAlready paid"),
    ),
)
