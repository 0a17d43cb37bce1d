"""Wordings that the user's own glossaries correct."""

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
    return findings(analysis, lambda: RULE, lambda match: own(analysis, match) and bool(match.term.right), 0.95)


RULE = Rule(
    name="glossary-term",
    category="terminology/glossary",
    severity="error",
    title=Wording("Terme que votre glossaire corrige", "Term that your glossary corrects"),
    reason=Wording(
        "Une rédaction qui écrit toujours le même mot pour la même chose se fait mieux comprendre. Le "
        "glossaire donné par --glossary dit lequel ; ses formes fléchies et élidées comptent, et un terme "
        "long se reconnaît malgré une faute de frappe. Un terme qui figure parmi ses propres corrections est "
        "un mot accepté : il n’est plus signalé.",
        "Readers follow better where one thing always has one name. The glossary given by --glossary says "
        "which; inflected and elided forms count, and a long term is known in spite of a slip of the pen. A "
        "term that is among its own corrections is an accepted word: it is no longer reported.",
    ),
    message=Wording(
        "« {text} » : votre glossaire demande {right}.{note}", "“{text}”: your glossary asks for {right}.{note}"
    ),
    check=_check,
    # What it finds is in the user's glossary: without one there is nothing to find.
    bad=(),
    good=(Good("Sans glossaire, la deadline du projet reste la deadline du projet."),),
)
