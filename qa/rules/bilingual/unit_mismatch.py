"""Units and currencies that the translation lost or changed."""

from __future__ import annotations

from collections.abc import Iterator

from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.rules.bilingual.disagreeing import figure_findings
from qa.rules.rule import Bad, Good, Rule
from qa.settings import Wording


def _check(analysis: Analysis) -> Iterator[Finding]:
    return figure_findings(analysis, lambda: RULE, "unit", _CHANGED, _CHANGED)


_CHANGED = Wording("« {text} » : l’anglais dit « {right} ».", "“{text}”: the English says “{right}”.")

RULE = Rule(
    name="unit-mismatch",
    category="accuracy/mistranslation",
    severity="error",
    title=Wording("Unité ou monnaie perdue ou changée", "Unit or currency lost or changed"),
    reason=Wording(
        "Le même nombre d’une autre unité est une autre grandeur : cinq miles ne sont pas cinq kilomètres, ni cinq "
        "dollars cinq euros. Une conversion juste, arrondie ou non, n’est pas une faute.",
        "The same number of another unit is another quantity: five miles are not five kilometres, nor five dollars "
        "five euros. A right conversion, rounded or not, is no fault.",
    ),
    message=_CHANGED,
    check=_check,
    bad=(
        Bad("Le village est à 20 kilomètres.", ("20 kilomètres",), english="The village is 20 miles away."),
        Bad("Le billet coûte 15 euros.", ("15 euros",), english="The ticket costs $15."),
        Bad("Les prix ont augmenté de 4 en un an.", ("4",), english="Prices rose by 4% in a year."),
    ),
    good=(
        Good("Le village est à 32 kilomètres.", "une conversion juste", english="The village is 20 miles away."),
        Good("Le billet coûte 15 dollars.", english="The ticket costs $15."),
        Good("De 10 à 20 % des élèves.", "le signe vaut pour les deux", english="Between 10% and 20% of pupils."),
    ),
)
