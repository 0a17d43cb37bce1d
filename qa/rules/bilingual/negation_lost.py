"""Sentences that deny in English and affirm in French."""

from __future__ import annotations

from collections.abc import Iterator

from qa.bilingual.affirmed import affirms, turned
from qa.bilingual.lengths import truncated
from qa.bilingual.negation import denies, has_denial
from qa.bilingual.rendered import rendered
from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.rules.rule import Bad, Good, Rule
from qa.settings import Wording

#: A label of fewer words may be turned in any way.
_LEAST = 4


def _check(analysis: Analysis) -> Iterator[Finding]:
    for pair in rendered(analysis):
        plainly = affirms(pair.english, pair.text)
        if not plainly and (not denies(pair.english) or has_denial(pair.text, pair.english)):
            continue
        if truncated(pair.english, pair.text):
            continue
        if not plainly and (len(pair.text.split()) < _LEAST or turned(pair.english, pair.text)):
            continue
        yield RULE.finding(analysis, pair.passage, pair.start, pair.end, confidence=0.85)


RULE = Rule(
    name="negation-lost",
    category="accuracy/mistranslation",
    severity="error",
    title=Wording("Négation perdue", "Negation lost"),
    reason=Wording(
        "L’anglais nie et rien ne nie dans le français, ni négation, ni mot de sens négatif (« sans », « refuser », "
        "« incertain »…) : la phrase dit sans doute le contraire. Seules les phrases isolées sont comparées.",
        "The English denies and nothing in the French does, neither a negation nor a word of negative meaning: the "
        "sentence probably says the opposite. Only single sentences are compared.",
    ),
    message=Wording("L’anglais nie, la traduction affirme.", "The English denies, the translation affirms."),
    check=_check,
    bad=(
        Bad(
            "Le maire a signé le contrat.",
            ("Le maire a signé le contrat.",),
            english="The mayor did not sign the contract.",
        ),
        Bad(
            "Les enfants connaissent leur grand-père.",
            ("Les enfants connaissent leur grand-père.",),
            english="The children never knew their grandfather.",
        ),
    ),
    good=(
        Good("Le maire a refusé de signer.", "un verbe de sens négatif", english="The mayor did not want to sign."),
        Good("Il est parti sans un mot.", english="He did not say a word when he left."),
        Good("C’est une école et un refuge.", "« not only »", english="It is not only a school but a refuge."),
        Good("L’issue est incertaine.", "un préfixe", english="The outcome is not certain."),
    ),
)
