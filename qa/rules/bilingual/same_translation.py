"""One French segment that stands for two different English ones."""

from __future__ import annotations

from collections.abc import Iterator

from qa.bilingual.consistency import repeated
from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.rules.rule import Bad, Good, Rule
from qa.settings import Wording


def _check(analysis: Analysis) -> Iterator[Finding]:
    for pair, other in repeated(analysis):
        yield RULE.finding(
            analysis, pair.passage, pair.start, pair.end, confidence=0.85, other=" ".join(other.english.split())
        )


RULE = Rule(
    name="same-translation",
    category="accuracy/mistranslation",
    severity="warning",
    title=Wording("Même traduction pour deux textes anglais", "Same translation for two English texts"),
    reason=Wording(
        "La traduction d’un segment a été recopiée dans un autre, dont l’anglais dit autre chose : presque aucun de "
        "ses mots n’y est rendu. Deux tours anglais de même sens peuvent avoir une seule traduction.",
        "The translation of one segment was copied into another, whose English says something else: hardly any of its "
        "words is rendered. Two English wordings of one meaning may have one translation.",
    ),
    message=Wording("Cette traduction est celle de « {other} ».", "This translation is that of “{other}”."),
    check=_check,
    bad=(
        Bad(
            "Le fichier a été supprimé.\nLe fichier a été supprimé.",
            ("Le fichier a été supprimé.",),
            english="The file was deleted.\nYour password will expire soon.",
        ),
        Bad(
            "La bibliothèque ouvre à neuf heures.\nLa bibliothèque ouvre à neuf heures.",
            ("La bibliothèque ouvre à neuf heures.",),
            english="The library opens at nine.\nVisitors must leave their bags downstairs.",
        ),
    ),
    good=(
        Good(
            "Voulez-vous supprimer ce fichier ?\nVoulez-vous supprimer ce fichier ?",
            "deux tours de même sens",
            english="Do you want to delete this file?\nRemove this file?",
        ),
        Good("Supprimer\nSupprimer", english="Delete\nRemove"),
    ),
)
