"""Terms of the English that the translation does not render as the user's glossary wants."""

from __future__ import annotations

from collections.abc import Iterator

from qa.bilingual.terminology import loosely
from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.rules.bilingual.user_terms import found, mentioned
from qa.rules.rule import Good, Rule
from qa.rules.terms import listed
from qa.settings import Wording


def _check(analysis: Analysis) -> Iterator[Finding]:
    told = set()
    for pair, (term, start, end) in mentioned(analysis):
        key = id(pair), term.right
        if not term.right or key in told or any(found(term, term.right, pair)) or loosely(term.right, pair.text):
            continue
        if term.wrong != pair.english[start:end] and any(found(term, (term.wrong,), pair)):
            continue  # The wrong wording itself is found where it stands.
        told.add(key)
        yield RULE.finding(
            analysis,
            pair.passage,
            pair.start,
            pair.end,
            confidence=0.9,
            term=pair.english[start:end],
            right=listed(term.right, analysis.settings.lang),
        )


RULE = Rule(
    name="term-not-rendered",
    category="terminology/wrong-term",
    severity="error",
    title=Wording("Terme non rendu selon votre glossaire", "Term not rendered as your glossary wants"),
    reason=Wording(
        "Le glossaire donné par --glossary dit comment rendre un terme anglais (colonne « english » ; un terme fautif "
        "qui est de l’anglais, ou la fiche anglaise d’un TBX, en tient lieu) : l’anglais a le terme, et la traduction "
        "aucune de ses formes.",
        "The glossary given by --glossary says how to render an English term (column “english”; a wrong wording that "
        "is English, or the English side of a TBX entry, stands for it): the English has the term, the translation "
        "none of its renderings.",
    ),
    message=Wording("« {term} » n’est pas rendu par {right}.", "“{term}” is not rendered by {right}."),
    check=_check,
    # What it finds is in the user's glossary: without one there is nothing to find.
    bad=(),
    good=(
        Good("Sans glossaire, chacun traduit à sa guise.", english="Without a glossary, everyone does as they please."),
    ),
)
