"""Segments that have no translation at all."""

from __future__ import annotations

from collections.abc import Iterator

from qa.bilingual.pairs import pairs
from qa.document import OBJECT
from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.rules.rule import Bad, Good, Rule
from qa.settings import Wording

#: As much of the English as a message shows.
_SHOWN = 60


def _check(analysis: Analysis) -> Iterator[Finding]:
    for pair in pairs(analysis):
        # Without a unit of its own what is missing is a sentence of a text.
        if pair.name and not pair.text.replace(OBJECT, "").strip() and any(map(str.isalpha, pair.english)):
            english = " ".join(pair.english.replace(OBJECT, " ").split())
            shown = english if len(english) <= _SHOWN else english[: _SHOWN - 1].rstrip() + "…"
            yield RULE.finding(analysis, pair.passage, pair.start, pair.end, confidence=0.99, english=shown)


RULE = Rule(
    name="empty-translation",
    category="accuracy/omission",
    severity="error",
    title=Wording("Segment sans traduction", "Segment without a translation"),
    reason=Wording(
        "Le segment a un texte anglais et pas de texte français : à l’écran ou à l’impression, il manquera, ou "
        "l’anglais paraîtra. Un segment sans mot n’a rien à traduire.",
        "The segment has English and no French: on screen or in print it will be missing, or the English will show. A "
        "segment without a word has nothing to translate.",
    ),
    message=Wording("Pas de traduction de « {english} ».", "No translation of “{english}”."),
    check=_check,
    bad=(
        Bad("\nMerci.", ("",), english="The shop is closed.\nThank you."),
        Bad("Bonjour.\n ", ("",), english="Hello.\nSee you soon."),
    ),
    good=(
        Good("Bonjour.\n", "rien à traduire", english="Hello.\n—"),
        Good("Fermé le lundi.", english="Closed on Mondays."),
    ),
)
