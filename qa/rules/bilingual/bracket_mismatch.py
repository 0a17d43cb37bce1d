"""Brackets and quotation marks of the translation that do not close although those of the English do."""

from __future__ import annotations

from collections.abc import Iterator

from qa.bilingual.punctuation import unbalanced, unquoted, worded
from qa.bilingual.rendered import rendered
from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.rules.rule import Bad, Good, Rule
from qa.settings import Wording


def _check(analysis: Analysis) -> Iterator[Finding]:
    for pair in rendered(analysis):
        wrong = unbalanced(pair.text)
        if wrong is None or unbalanced(pair.english) is not None or not worded(pair.english):
            continue
        # A quotation goes on over several sentences; so may what stands in brackets.
        if unquoted(pair.english) or unbalanced(pair.passage.text) is None:
            continue
        at = pair.start + wrong[0]
        yield RULE.finding(analysis, pair.passage, at, at + 1, confidence=0.88)


RULE = Rule(
    name="bracket-mismatch",
    category="linguistic-conventions/punctuation",
    severity="warning",
    title=Wording("Parenthèse ou guillemet sans son pendant", "Bracket or quotation mark without its counterpart"),
    reason=Wording(
        "Dans l’anglais, ce qui s’ouvre se ferme ; dans la traduction, une parenthèse, un crochet ou un guillemet est "
        "resté seul.",
        "In the English, what opens closes; in the translation a parenthesis, a bracket or a quotation mark was left "
        "alone.",
    ),
    message=Wording("« {text} » n’a pas son pendant.", "“{text}” has no counterpart."),
    check=_check,
    bad=(
        Bad("Le train (de 8 h est en retard.", ("(",), english="The train (the 8 a.m. one) is late."),
        Bad("Voir l’annexe]", ("]",), english="[See the annex]"),
    ),
    good=(
        Good("Elle a dit « non ».", english='She said "no".'),
        Good("a) le prix ; b) la date", "des puces", english="a) the price; b) the date"),
    ),
)
