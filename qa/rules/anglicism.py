"""English words that French has a word for, dictionaries' loanwords among them."""

from __future__ import annotations

from collections.abc import Iterator

from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.rules.rule import Bad, Good, Rule
from qa.rules.terms import curated_findings
from qa.settings import Wording


def _check(analysis: Analysis) -> Iterator[Finding]:
    return curated_findings(analysis, lambda: RULE, "anglicism", 0.9)


RULE = Rule(
    name="anglicism",
    category="style/anglicism",
    severity="info",
    title=Wording("Anglicisme qui a son équivalent français", "Anglicism for which French has a word"),
    reason=Wording(
        "Beaucoup de mots anglais ont un équivalent recommandé. Les dictionnaires accueillent une bonne part "
        "d’entre eux : c’est affaire de goût et de public, et la règle n’agit que si on la demande "
        "(--select=style/anglicism).",
        "Many English words have a recommended French equivalent. Dictionaries accept a good part of them: "
        "this is a matter of taste and of readers, and the rule acts only where it is asked for "
        "(--select=style/anglicism).",
    ),
    message=Wording(
        "Anglicisme : « {text} » peut se dire {right}.{note}", "Anglicism: “{text}” can be {right} in French."
    ),
    check=_check,
    bad=(
        Bad("Deux challenges l’attendent cet hiver.", ("challenges",), "Deux défis l’attendent cet hiver."),
        Bad("Nous tiendrons la deadline.", ("deadline",), "Nous tiendrons la date limite."),
    ),
    good=(
        Good("Il a lu « Le Challenge » dans le train.", "un titre garde ses capitales"),
        Good("Le défi et la date limite sont connus."),
    ),
    default=False,
)
