"""A sentence or paragraph of the English that nothing renders."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.bilingual.lone import lone
from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.rules.rule import Bad, Good, Rule
from qa.settings import Wording

#: An alignment less sure than this is no ground to send somebody looking.
_SURE = 0.75
#: What has no word is a rule, a number, a mark.
_WORD = re.compile(r"[^\W\d_]{2,}")

#: As much of the English as a message has room for.
_SHOWN = 60


def _check(analysis: Analysis) -> Iterator[Finding]:
    segments = analysis.document.english is None
    for pair in lone(analysis):
        if pair.text.strip() or pair.confidence < _SURE or not _WORD.search(pair.english):
            continue
        if segments and not pair.passage.text.strip():
            continue  # that a segment is empty is another fault
        shown = " ".join(pair.english.split())
        if len(shown) > _SHOWN:
            shown = shown[:_SHOWN].rpartition(" ")[0] + "…"
        message = None if pair.passage.text else _PARAGRAPH
        yield RULE.finding(
            analysis, pair.passage, pair.start, pair.end, confidence=pair.confidence, message=message, english=shown
        )


_PARAGRAPH = Wording("Il manque ici un paragraphe : “{english}”.", "A paragraph is missing here: “{english}”.")

RULE = Rule(
    name="omission",
    category="accuracy/omission",
    severity="error",
    title=Wording("Phrase ou paragraphe non traduit", "Sentence or paragraph left out"),
    reason=Wording(
        "Une phrase de l’original n’a rien qui lui réponde dans la traduction : elle a été oubliée, ou coupée sans que "
        "cela soit voulu. Le signalement est là où elle devrait se trouver. Deux phrases réunies en une, ou une idée "
        "que la phrase voisine reprend, ne sont pas signalées.",
        "A sentence of the source has nothing in the translation that renders it: it was forgotten, or cut by mistake. "
        "The finding is where it ought to be. Two sentences joined in one, and what the sentence beside says too, are "
        "not reported.",
    ),
    message=Wording(
        "Il manque ici la traduction de “{english}”.",
        "The translation of “{english}” is missing here.",
    ),
    check=_check,
    bad=(
        Bad(
            "Le conseil s’est réuni mardi à la mairie. Il se réunira de nouveau au mois de mai.",
            ("",),
            english="The council met on Tuesday at the town hall. Nobody talked about the swimming pool. It will meet "
            "again in May.",
        ),
        Bad(
            "Remplissez la bouilloire d’eau froide.\nLe filtre se lave à l’eau tiède.",
            ("",),
            english="Fill the kettle with cold water. Never pour milk into it.\nWash the filter in warm water.",
        ),
    ),
    good=(
        Good(
            "Le ferry ne circule plus la nuit, et les voyageurs prennent désormais le train.",
            "deux phrases réunies",
            english="The ferry no longer runs at night. Travellers take the train now.",
        ),
        Good(
            "Le pont a fermé en 1998. Il a rouvert dix ans plus tard.",
            english="The bridge closed in 1998. It opened again ten years later.",
        ),
        Good(
            "« Personne n’a rien vu », dit le gardien.",
            english="“Nobody saw anything,” said the warden.",
        ),
    ),
)
