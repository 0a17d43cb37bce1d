"""Segments that end otherwise than their English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.bilingual.lengths import truncated
from qa.bilingual.pairs import Pair
from qa.bilingual.punctuation import End, Ending, disagree, ending, worded
from qa.bilingual.rendered import rendered
from qa.finding import Finding, Suggestion
from qa.language.analysis import Analysis
from qa.rules.rule import Bad, Good, Rule, replacement
from qa.settings import Variant, Wording

_LAST_WORD = re.compile(r"[^\s\u00a0\u202f]+$")


def _check(analysis: Analysis) -> Iterator[Finding]:
    for pair in rendered(analysis):
        english, french = ending(pair.english), ending(pair.text)
        if (
            not disagree(pair.english, english, french)
            or not worded(pair.english)
            or truncated(pair.english, pair.text)
        ):
            continue
        start, end = _place(pair.text, french)
        if start == end:
            continue
        kept = "" if french.end else pair.text[start:end]
        yield RULE.finding(
            analysis,
            pair.passage,
            pair.start + start,
            pair.start + end,
            confidence=0.8,
            suggestions=_mended(pair, (start, end), english.end, kept, analysis.settings.variant),
            message=_WITHOUT if not english.end else _WITH if not french.end else None,
            wanted=english.end,
        )


def _place(text: str, french: Ending) -> tuple[int, int]:
    """The sign that a text ends with, or its last word."""
    if french.end:
        return french.at, french.at + len(text[french.at :].rstrip()) if french.end == "…" else french.at + _signs(
            text, french
        )
    last = _LAST_WORD.search(text, 0, french.at)
    return (last.start(), french.at) if last else (0, 0)


def _signs(text: str, french: Ending) -> int:
    """How long the closing signs are, the space before them included."""
    at = french.at
    while at < len(text) and text[at] in ".?!: \u00a0\u202f":
        at += 1
    return len(text[french.at : at].rstrip())


def _mended(pair: Pair, place: tuple[int, int], wanted: End, kept: str, variant: Variant) -> tuple[Suggestion, ...]:
    """The suggestion to put the wanted sign behind what is kept, after the space that French has there."""
    start, end = pair.start + place[0], pair.start + place[1]
    return replacement(pair.passage, start, end, kept + _space(wanted, variant) + wanted, confidence=0.85)


def _space(sign: End, variant: Variant) -> str:
    if sign == ":":
        return "\u00a0"
    return "\u202f" if sign in ("?", "!") and variant != "fr-CA" else ""


_WITH = Wording(
    "L’anglais se termine par « {wanted} », la traduction sans ponctuation.",
    "The English ends with “{wanted}”, the translation without punctuation.",
)
_WITHOUT = Wording(
    "L’anglais se termine sans ponctuation.",
    "The English ends without punctuation.",
)

RULE = Rule(
    name="end-punctuation",
    category="linguistic-conventions/punctuation",
    severity="warning",
    title=Wording("Ponctuation finale différente de l’anglais", "Final punctuation other than in the English"),
    reason=Wording(
        "Une question reste une question, un deux-points annonce ce qui suit, une étiquette sans point n’en prend pas. "
        "Le point d’exclamation et les points de suspension, affaires de goût, ne comptent pas face à un point.",
        "A question remains a question, a colon announces what follows, a label without a stop takes none. Exclamation "
        "marks and ellipses, matters of taste, do not count against a full stop.",
    ),
    message=Wording("L’anglais se termine par « {wanted} ».", "The English ends with “{wanted}”."),
    check=_check,
    bad=(
        Bad(
            "Où habitez-vous.",
            (".",),
            "Où habitez-vous\u202f?",
            english="Where do you live?",
        ),
        Bad("Nom de famille", ("famille",), "Nom de famille\u00a0:", english="Last name:"),
        Bad("Enregistrer sous.", (".",), "Enregistrer sous", english="Save as"),
    ),
    good=(
        Good("Quelle journée.", "affaire de goût", english="What a day!"),
        Good("« Pourquoi ? »", english='"Why?"'),
        Good("Du pain, du lait, etc.", "le point de l’abréviation", english="Bread, milk and so on"),
    ),
)
