"""French words in the sense of their English doubles, which the English has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from qa.bilingual.false_friends import friends
from qa.bilingual.rendered import rendered
from qa.bilingual.terminology import loosely
from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.rules.bilingual.user_terms import found
from qa.rules.rule import Bad, Good, Rule
from qa.rules.terms import listed, suggestions, touches_break
from qa.settings import Wording

#: How sure it is where one right wording is usual, and where the sense chooses among several.
_PLAIN, _OPEN = 0.92, 0.87


def _check(analysis: Analysis) -> Iterator[Finding]:
    for pair in rendered(analysis):
        for friend, word in friends(pair.english).items():
            term = friend.term
            for match in found(term, (term.wrong,), pair):
                if match.slips or touches_break(pair.passage, match):
                    continue
                # What renders the English word stands elsewhere: the double renders something else.
                rest = pair.passage.text[pair.start : match.start] + " " + pair.passage.text[match.end : pair.end]
                if loosely(term.right, rest):
                    continue
                made = suggestions(pair.passage, replace(match, term=term))
                yield RULE.finding(
                    analysis,
                    pair.passage,
                    match.start,
                    match.end,
                    confidence=_PLAIN if len(term.right) == 1 else _OPEN,
                    suggestions=tuple(suggestion for suggestion, _ in made),
                    word=word,
                    right=listed(term.right, analysis.settings.lang),
                )


RULE = Rule(
    name="confirmed-false-friend",
    category="accuracy/mistranslation",
    severity="error",
    title=Wording("Faux ami confirmé par l’anglais", "False friend confirmed by the English"),
    reason=Wording(
        "L’anglais a le mot, le français son sosie, qui dit autre chose : « library » n’est pas une librairie, ni "
        "« actually » actuellement. Là où la phrase rend aussi le mot comme il faut, ou que le sosie traduit un autre "
        "mot anglais, rien n’est signalé.",
        "The English has the word, the French its double, which says something else: a library is no “librairie”, nor "
        "is “actually” “actuellement”. Where the sentence also renders the word rightly, or the double translates "
        "another English word, nothing is reported.",
    ),
    message=Wording(
        "Faux ami : « {text} » pour « {word} », qui se dit {right}.",
        "False friend: “{text}” for “{word}”, which is {right}.",
    ),
    check=_check,
    bad=(
        Bad(
            "La librairie municipale prête des jeux.",
            ("librairie",),
            "La bibliothèque municipale prête des jeux.",
            english="The municipal library lends games.",
        ),
        Bad(
            "Elle était actuellement en avance.",
            ("actuellement",),
            "Elle était en fait en avance.",
            english="She was actually early.",
        ),
        Bad(
            "Ces préservatifs sont interdits dans le pain.",
            ("préservatifs",),
            "Ces conservateurs sont interdits dans le pain.",
            english="These preservatives are banned in bread.",
        ),
    ),
    good=(
        Good("La librairie jouxte la bibliothèque.", english="The bookshop is next to the library."),
        Good("Il habite actuellement à Lyon.", english="He currently lives in Lyon."),
        Good("C’est en fait une journée perdue.", english="It is actually a wasted day."),
    ),
)
