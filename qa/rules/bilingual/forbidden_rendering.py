"""Wordings that the user's glossary rules out for what the English says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.rules.bilingual.user_terms import found, mentioned
from qa.rules.rule import Good, Rule
from qa.rules.terms import listed, suggestions, touches_break
from qa.settings import Wording


def _check(analysis: Analysis) -> Iterator[Finding]:
    told = set()
    for pair, (term, start, end) in mentioned(analysis):
        if term.accepted or not term.english or term.wrong in term.english.split(" | "):
            continue
        for match in found(term, (term.wrong,), pair):
            place = id(pair.passage), match.start, match.end
            if place in told or match.slips or touches_break(pair.passage, match):
                continue
            told.add(place)
            made = suggestions(pair.passage, replace(match, term=term))
            yield RULE.finding(
                analysis,
                pair.passage,
                match.start,
                match.end,
                confidence=0.98,
                safe=term.safe and bool(made) and made[0][1],
                suggestions=tuple(suggestion for suggestion, _ in made),
                term=pair.english[start:end],
                right=listed(term.right, analysis.settings.lang),
                message=None if term.right else _FORBIDDEN,
            )


_FORBIDDEN = Wording(
    "« {text} » : votre glossaire exclut ce mot pour « {term} ».", "“{text}”: your glossary rules it out for “{term}”."
)

RULE = Rule(
    name="forbidden-rendering",
    category="terminology/forbidden",
    severity="error",
    title=Wording("Traduction que votre glossaire exclut", "Rendering that your glossary forbids"),
    reason=Wording(
        "Le glossaire donné par --glossary exclut un mot français pour un terme anglais (colonnes « term » et « "
        "english ») : l’anglais a le terme, le français le mot exclu.",
        "The glossary given by --glossary rules out a French wording for an English term (columns “term” and "
        "“english”): the English has the term, the French the wording.",
    ),
    message=Wording(
        "« {text} » : pour « {term} », votre glossaire demande {right}.",
        "“{text}”: for “{term}” your glossary wants {right}.",
    ),
    check=_check,
    # What it finds is in the user's glossary: without one there is nothing to find.
    bad=(),
    good=(
        Good("Sans glossaire, aucun mot n’est exclu ici.", english="Without a glossary, no word is ruled out here."),
    ),
)
