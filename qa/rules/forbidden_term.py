"""Wordings that the user's own glossaries forbid without naming another."""

from __future__ import annotations

from collections.abc import Iterator

from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.rules.rule import Good, Rule
from qa.rules.terms import findings, own
from qa.settings import Wording


def _check(analysis: Analysis) -> Iterator[Finding]:
    if not analysis.settings.own_terms:
        return iter(())
    return findings(analysis, lambda: RULE, lambda match: own(analysis, match) and not match.term.right, 0.95)


RULE = Rule(
    name="forbidden-term",
    category="terminology/forbidden",
    severity="error",
    title=Wording("Terme que votre glossaire exclut", "Term that your glossary forbids"),
    reason=Wording(
        "Certains mots n’ont pas leur place dans un texte, quoi qu’on mette à leur place : le glossaire donné "
        "par --glossary les liste sans correction. La phrase est à tourner autrement.",
        "Some words have no place in a text, whatever stands instead: the glossary given by --glossary lists "
        "them without a correction. Word the sentence in another way.",
    ),
    message=Wording(
        "« {text} » : votre glossaire exclut ce terme.{note}", "“{text}”: your glossary forbids this term.{note}"
    ),
    check=_check,
    # What it finds is in the user's glossary: without one there is nothing to find.
    bad=(),
    good=(Good("Sans glossaire, aucun mot n’est exclu."),),
)
