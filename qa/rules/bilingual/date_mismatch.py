"""Dates, days, times of day, decades and centuries that the translation changed."""

from __future__ import annotations

from collections.abc import Iterator

from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.rules.bilingual.disagreeing import figure_findings
from qa.rules.rule import Bad, Good, Rule
from qa.settings import Wording


def _check(analysis: Analysis) -> Iterator[Finding]:
    return figure_findings(analysis, lambda: RULE, "date", _LOST, _ADDED)


_LOST = Wording(
    "« {right} » de l’anglais manque dans la traduction.", "“{right}” of the English is missing in the translation."
)
_ADDED = Wording("« {text} » n’est pas dans l’anglais.", "“{text}” is not in the English.")

RULE = Rule(
    name="date-mismatch",
    category="accuracy/mistranslation",
    severity="error",
    title=Wording("Date ou heure changée", "Date or time changed"),
    reason=Wording(
        "L’anglais des États-Unis écrit le mois avant le jour, compte les heures deux fois jusqu’à douze et nomme les "
        "décennies d’un s ; la traduction doit arriver au même jour et à la même heure.",
        "American English writes the month before the day, counts the hours twice to twelve and names decades with an "
        "s; the translation must come to the same day and hour.",
    ),
    message=Wording("« {text} » : l’anglais dit « {right} ».", "“{text}”: the English says “{right}”."),
    check=_check,
    bad=(
        Bad(
            "Le procès s’ouvrira le 4 avril.",
            ("avril",),
            "Le procès s’ouvrira le 4 mars.",
            english="The trial will open on March 4.",
        ),
        Bad(
            "Les portes ouvrent à 8 h 30.",
            ("8 h 30",),
            "Les portes ouvrent à 20 h 30.",
            english="Doors open at 8:30 p.m.",
        ),
        Bad("Facture du 12/25/2023.", ("12/25/2023",), "Facture du 25/12/2023.", english="Invoice of 12/25/2023."),
        Bad(
            "Le marché se tient le mardi.",
            ("mardi",),
            "Le marché se tient le jeudi.",
            english="The market is on Thursday.",
        ),
    ),
    good=(
        Good("Le pont date des années 1990.", english="The bridge dates from the 1990s."),
        Good("L’église est du XIIIe siècle.", english="The church is from the 13th century."),
        Good("Le départ est fixé à 18 heures.", english="Departure is at 6 p.m."),
        Good(
            "Échéance : 03/04/2020.", "le jour et le mois dans un ordre ou dans l’autre", english="Due date: 4/3/2020."
        ),
    ),
)
