"""Translations that stop midway or are far too short."""

from __future__ import annotations

from collections.abc import Iterator

from qa.bilingual.lengths import truncated
from qa.bilingual.rendered import rendered
from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.rules.rule import Bad, Good, Rule
from qa.settings import Wording


def _check(analysis: Analysis) -> Iterator[Finding]:
    for pair in rendered(analysis):
        if confidence := truncated(pair.english, pair.text):
            yield RULE.finding(analysis, pair.passage, pair.start, pair.end, confidence=confidence)


RULE = Rule(
    name="truncated-translation",
    category="accuracy/omission",
    severity="error",
    title=Wording("Traduction tronquée", "Truncated translation"),
    reason=Wording(
        "Le français est bien plus court que toute traduction de cet anglais, ou s’arrête au milieu d’une phrase, et "
        "des mots de l’anglais n’y ont pas de pendant : une partie s’est perdue.",
        "The French is far shorter than any translation of this English, or stops in the midst of a sentence, and "
        "words of the English have no counterpart in it: a part was lost.",
    ),
    message=Wording(
        "La traduction ne rend qu’une partie de l’anglais.", "The translation renders only a part of the English."
    ),
    check=_check,
    bad=(
        Bad(
            "Le conseil a approuvé le budget de",
            ("Le conseil a approuvé le budget de",),
            english="The council approved the budget of the new swimming pool.",
        ),
        Bad(
            "Le maire a ouvert la porte.",
            ("Le maire a ouvert la porte.",),
            english="The mayor opened the door, greeted the neighbours and promised a quiet street before winter.",
        ),
    ),
    good=(
        Good("Trier par", "l’anglais s’arrête aussi là", english="Sort the list by"),
        Good("Ce plan tenait du miracle.", "court, mais entier", english="The plan was nothing short of a miracle."),
    ),
)
