"""Numbers that the translation lost or changed."""

from __future__ import annotations

from collections.abc import Iterator

from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.rules.bilingual.disagreeing import figure_findings
from qa.rules.rule import Bad, Good, Rule
from qa.settings import Wording


def _check(analysis: Analysis) -> Iterator[Finding]:
    return figure_findings(analysis, lambda: RULE, "number", _LOST, _ADDED)


_LOST = Wording(
    "Le nombre « {right} » de l’anglais manque dans la traduction.",
    "The number “{right}” of the English is missing in the translation.",
)
_ADDED = Wording("Le nombre « {text} » n’est pas dans l’anglais.", "The number “{text}” is not in the English.")

RULE = Rule(
    name="number-mismatch",
    category="accuracy/mistranslation",
    severity="error",
    title=Wording("Nombre perdu ou changé", "Number lost or changed"),
    reason=Wording(
        "Un nombre se traduit sans changer de valeur : « billion » devient « milliard », la virgule des milliers une "
        "espace, le point décimal une virgule. Chiffres et lettres, conversions d’unités et mots comme « douzaine » ou "
        "« moitié » sont compris.",
        "A number keeps its value in translation: “billion” becomes “milliard”, the comma of thousands a space, the "
        "decimal point a comma. Figures and words, conversions of units and words like “dozen” or “half” are "
        "understood.",
    ),
    message=Wording("« {text} » : l’anglais dit « {right} ».", "“{text}”: the English says “{right}”."),
    check=_check,
    bad=(
        Bad(
            "Le stade a accueilli 45 000 spectateurs.",
            ("45 000",),
            "Le stade a accueilli 54 000 spectateurs.",
            english="The stadium welcomed 54,000 spectators.",
        ),
        Bad(
            "Le chantier coûtera 3 billions d’euros.",
            ("billions",),
            "Le chantier coûtera 3 milliards d’euros.",
            english="The works will cost €3 billion.",
        ),
        Bad(
            "Elle a ouvert plusieurs boutiques.",
            ("Elle a ouvert plusieurs boutiques.",),
            english="She opened 14 shops.",
        ),
        Bad("Quatre hôpitaux ont fermé.", ("Quatre",), english="Three hospitals have closed."),
    ),
    good=(
        Good("Le prêt s’élève à 1,5 milliard de dollars.", english="The loan amounts to $1.5 billion."),
        Good("La tour mesure 90 mètres.", "une conversion juste", english="The tower is 295 feet tall."),
        Good("Une douzaine d’élus ont voté contre.", english="Some 12 councillors voted against it."),
        Good("Ils ont couru deux heures et demie.", english="They ran for 2.5 hours."),
    ),
)
