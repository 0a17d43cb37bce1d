"""A comma, semicolon or full stop typed twice, or two marks of which one is too many."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.rules.rule import Bad, Good, Rule, replacement
from qa.settings import Wording

#: Two marks before white space: elsewhere they belong to code, paths and lists of codes.
_DOUBLED = re.compile(r",(?: ?,|[.;])(?=\s|$)|;[;,](?=\s|$)|\.\.(?=\s|$)")
#: What stands in place of the two. Two full stops may also be what is left of three.
_SURE = {",,": ",", ",.": "."}
_LIKELY = {", ,": ",", ",;": ";", ";;": ";", ";,": ";", "..": "."}


def _check(analysis: Analysis) -> Iterator[Finding]:
    for passage in analysis.document.passages:
        text = passage.text
        for match in _DOUBLED.finditer(text):
            start, end = match.span()
            if not text[start - 1 : start].isalpha() or any(
                first < end and start < last for first, last in passage.breaks
            ):
                continue
            marks = match.group()
            yield RULE.finding(
                analysis,
                passage,
                start,
                end,
                confidence=0.95 if marks in _SURE else 0.8,
                safe=marks in _SURE,
                suggestions=replacement(passage, start, end, _SURE.get(marks) or _LIKELY[marks], confidence=0.8),
            )


RULE = Rule(
    name="doubled-punctuation",
    category="linguistic-conventions/punctuation",
    severity="warning",
    title=Wording("Ponctuation doublée", "Doubled punctuation"),
    reason=Wording(
        "Deux virgules, ou une virgule suivie d’un point : l’une des deux marques est restée d’une phrase remaniée.",
        "Two commas, or a comma and a full stop: one of the marks was left behind when the sentence was rewritten.",
    ),
    message=Wording("Ponctuation doublée : « {text} ».", "Doubled punctuation: “{text}”."),
    check=_check,
    bad=(
        Bad("Le pain,, le beurre et le lait.", finds=(",,",), fix="Le pain, le beurre et le lait."),
        Bad("Elle rentre tard,. Il dort déjà..", finds=(",.", ".."), fix="Elle rentre tard. Il dort déjà."),
    ),
    good=(
        Good("Il hésite... puis il s’en va… Vraiment ?! Oui !!"),
        Good("Des fruits, des légumes, etc., vendus par M. Roux Jr., l’épicier.", "Le point abrège, la virgule suit."),
        Good("On remonte d’un dossier avec .. et l’on compte de 1..5.", "C’est du code."),
    ),
)
