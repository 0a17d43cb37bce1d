"""English words of the source that stand untranslated in the French."""

from __future__ import annotations

from collections.abc import Iterator

from qa.bilingual.remains import carried
from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.rules.rule import Bad, Good, Rule
from qa.settings import Wording


def _check(analysis: Analysis) -> Iterator[Finding]:
    for remain in carried(analysis):
        yield RULE.finding(analysis, remain.pair.passage, remain.start, remain.end, confidence=remain.confidence)


RULE = Rule(
    name="carried-over",
    category="accuracy/untranslated",
    severity="error",
    title=Wording("Mot anglais recopié de la source", "English word copied from the source"),
    reason=Wording(
        "Le mot est dans l’anglais, et tel quel dans la traduction, sans être un nom, un terme ni un emprunt que les "
        "dictionnaires accueillent. Un mot que le document emploie souvent ainsi passe pour un terme.",
        "The word is in the English, and as it is in the translation, without being a name, a term or a loanword that "
        "dictionaries accept. A word that the document often uses so is taken for a term.",
    ),
    message=Wording("« {text} » est recopié de l’anglais.", "“{text}” is copied from the English."),
    check=_check,
    bad=(
        Bad(
            "Les deux camps ont signé le settlement hier.",
            ("settlement",),
            english="Both sides signed the settlement yesterday.",
        ),
        Bad(
            "La state of affairs inquiète les élus.",
            ("state of affairs",),
            english="The state of affairs worries councillors.",
        ),
    ),
    good=(
        Good("Le week-end a été calme.", "un emprunt", english="The weekend was quiet."),
        Good("Elle chante « Let it be » chaque soir.", "un titre", english="She sings “Let it be” every night."),
        Good("Il travaille chez Apple.", "un nom", english="He works at Apple."),
    ),
)
