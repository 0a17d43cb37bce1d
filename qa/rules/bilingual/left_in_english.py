"""Segments that nobody translated: their French is their English."""

from __future__ import annotations

from collections.abc import Iterator

from qa.bilingual.remains import left_segments
from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.rules.rule import Bad, Good, Rule
from qa.settings import Wording


def _check(analysis: Analysis) -> Iterator[Finding]:
    for left in left_segments(analysis):
        yield RULE.finding(analysis, left.pair.passage, left.start, left.end, confidence=left.confidence)


RULE = Rule(
    name="left-in-english",
    category="accuracy/untranslated",
    severity="error",
    title=Wording("Segment laissé en anglais", "Segment left in English"),
    reason=Wording(
        "La traduction est mot pour mot, ou presque, l’anglais qu’elle devrait rendre. Les noms, le code, les nombres "
        "et les mots que les deux langues écrivent de même ne sont pas en cause.",
        "The translation is word for word, or nearly so, the English that it should render. Names, code, numbers and "
        "words that both languages spell alike are not meant.",
    ),
    message=Wording("Segment laissé en anglais.", "Segment left in English."),
    check=_check,
    bad=(
        Bad("Your file was saved.", ("Your file was saved.",), english="Your file was saved."),
        Bad(
            "The council meets every tuesday at the town hall.",
            ("The council meets every tuesday at the town hall.",),
            english="The council meets every Tuesday at the town hall.",
        ),
        Bad("Settlement", ("Settlement",), english="Settlement"),
    ),
    good=(
        Good("Message", "le même mot en français", english="Message"),
        Good("The New York Times", "un nom", english="The New York Times"),
        Good("git commit --amend", "du code", english="git commit --amend"),
        Good("OK", english="OK"),
    ),
)
