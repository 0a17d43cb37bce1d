"""Translations that are far too long for what they render."""

from __future__ import annotations

from collections.abc import Iterator

from qa.bilingual.lengths import overlong
from qa.bilingual.rendered import rendered
from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.rules.rule import Bad, Good, Rule
from qa.settings import Wording


def _check(analysis: Analysis) -> Iterator[Finding]:
    for pair in rendered(analysis):
        if overlong(pair.english, pair.text):
            yield RULE.finding(analysis, pair.passage, pair.start, pair.end, confidence=0.85)


RULE = Rule(
    name="overlong-translation",
    category="accuracy/addition",
    severity="warning",
    title=Wording("Traduction bien trop longue", "Translation far too long"),
    reason=Wording(
        "Le français est bien plus long que toute traduction de cet anglais : une note, une variante ou le segment "
        "voisin s’y sera glissé.",
        "The French is far longer than any translation of this English: a note, a variant or the neighbouring segment "
        "must have slipped in.",
    ),
    message=Wording(
        "La traduction est bien trop longue pour cet anglais.", "The translation is far too long for this English."
    ),
    check=_check,
    bad=(
        Bad(
            "Ouvrir le fichier. Choisissez dans la liste le document à modifier, puis cliquez sur Ouvrir.",
            ("Ouvrir le fichier. Choisissez dans la liste le document à modifier, puis cliquez sur Ouvrir.",),
            english="Open the file.",
        ),
        Bad(
            "Les travaux commenceront lundi, si le temps le permet, après une réunion publique ; la rue sera fermée "
            "aux voitures.",
            (
                "Les travaux commenceront lundi, si le temps le permet, après une réunion publique ; la rue sera "
                "fermée aux voitures.",
            ),
            english="Work will start on Monday.",
        ),
    ),
    good=(
        Good("Enregistrer", "un mot peut en valoir trois fois la longueur", english="Save"),
        Good(
            "Nous avons bien reçu votre message et vous répondrons dès que possible.",
            english="Your message was received; we will reply soon.",
        ),
    ),
)
