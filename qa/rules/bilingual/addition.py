"""A sentence or paragraph of the French that renders nothing of the English."""

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
#: Words that make more than a word of transition.
_LEAST = 3
_WORD = re.compile(r"[^\W\d_]{2,}")

#: Notes of the translator and editor, which are meant to be there.
_NOTE = re.compile(
    r"\W*(?:N\.?D\.?[TLRA]\b|N\. ?d\. ?[tlra]|note d[eu]|trad(?:uit|uction|\.)|lire aussi|source\b)", re.I
)


def _check(analysis: Analysis) -> Iterator[Finding]:
    for pair in lone(analysis):
        if pair.english.strip() or pair.confidence < _SURE or _NOTE.match(pair.text):
            continue
        if len(_WORD.findall(pair.text)) >= _LEAST:
            yield RULE.finding(analysis, pair.passage, pair.start, pair.end, confidence=pair.confidence)


RULE = Rule(
    name="addition",
    category="accuracy/addition",
    severity="warning",
    title=Wording("Phrase ou paragraphe sans original", "Sentence or paragraph that translates nothing"),
    reason=Wording(
        "Une phrase de la traduction ne répond à rien dans l’original : elle vient d’un autre texte, d’une version "
        "antérieure, ou de la machine qui a traduit. Les notes du traducteur et de la rédaction ne sont pas signalées.",
        "A sentence of the translation renders nothing of the source: it comes from another text, an earlier version, "
        "or the machine that translated. Notes by the translator and the editor are not reported.",
    ),
    message=Wording(
        "Rien dans l’original ne répond à cette phrase.",
        "Nothing in the source corresponds to this sentence.",
    ),
    check=_check,
    bad=(
        Bad(
            "Le conseil s’est réuni mardi à la mairie. La recette demande trois œufs et un peu de farine. Il se "
            "réunira de nouveau au mois de mai.",
            ("La recette demande trois œufs et un peu de farine.",),
            english="The council met on Tuesday at the town hall. It will meet again in May.",
        ),
        Bad(
            "Remplissez la bouilloire d’eau froide. Les chevaux dorment parfois debout dans leur écurie.",
            ("Les chevaux dorment parfois debout dans leur écurie.",),
            english="Fill the kettle with cold water.",
        ),
    ),
    good=(
        Good(
            "Le phare a été construit en 1862. Il mesure 41 mètres.",
            "une phrase divisée",
            english="Built in 1862, the lighthouse is 41 metres high.",
        ),
        Good(
            "Le train part à huit heures. (N.d.T. : heure de Londres.)",
            "une note du traducteur",
            english="The train leaves at eight.",
        ),
        Good(
            "La gare a fermé. Personne ne l’a regrettée.",
            english="The station closed. Nobody missed it.",
        ),
    ),
)
