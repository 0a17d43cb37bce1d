"""Proper names that the translation lost, misspelt or changed."""

from __future__ import annotations

from collections.abc import Iterator

from qa.bilingual.names import changes
from qa.bilingual.rendered import rendered
from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.rules.rule import Bad, Good, Rule, replacement
from qa.settings import Wording


def _check(analysis: Analysis) -> Iterator[Finding]:
    for pair in rendered(analysis):
        for change in changes(pair):
            if change.place is None:
                yield RULE.finding(
                    analysis,
                    pair.passage,
                    pair.start,
                    pair.end,
                    confidence=change.confidence,
                    message=_LOST,
                    name=change.name,
                )
                continue
            put = replacement(pair.passage, *change.place, change.name, confidence=0.9) if change.kept else ()
            yield RULE.finding(
                analysis,
                pair.passage,
                *change.place,
                confidence=change.confidence,
                suggestions=put,
                name=change.name,
            )


_LOST = Wording(
    "Le nom « {name} » de l’anglais manque dans la traduction.",
    "The name “{name}” of the English is missing in the translation.",
)

RULE = Rule(
    name="name-mismatch",
    category="accuracy/mistranslation",
    severity="error",
    title=Wording("Nom propre perdu ou changé", "Proper name lost or changed"),
    reason=Wording(
        "Un nom de personne ou de lieu est mal recopié, ou un autre a pris sa place. Les noms français de lieux et de "
        "personnages (Londres, Poutine), les adjectifs et les autres transcriptions ne sont pas en cause.",
        "A name of a person or place was copied wrongly, or another took its place. French names of places and people "
        "(Londres, Poutine), adjectives and other transcriptions are not meant.",
    ),
    message=Wording("« {text} » : l’anglais a « {name} ».", "“{text}”: the English has “{name}”."),
    check=_check,
    bad=(
        Bad(
            "Le sénateur Jonhson a démissionné hier.",
            ("Jonhson",),
            "Le sénateur Johnson a démissionné hier.",
            english="Yesterday Senator Johnson resigned.",
        ),
        Bad(
            "Le tribunal de Lille a rejeté la plainte.",
            ("Lille",),
            "Le tribunal de Lyon a rejeté la plainte.",
            english="The court in Lyon dismissed the complaint.",
        ),
    ),
    good=(
        Good("Le maire de Londres a reçu Poutine.", "des noms français", english="The mayor of London received Putin."),
        Good("Il a quitté la ville hier.", "un pronom", english="Yesterday Johnson left town."),
        Good("Un écrivain lyonnais.", english="A writer from Lyon."),
    ),
)
