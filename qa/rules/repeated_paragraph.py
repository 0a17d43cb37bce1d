"""A headline or paragraph that stands twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qa.document import OBJECT, Document, Passage
from qa.finding import Edit, Finding, Suggestion
from qa.language.analysis import Analysis
from qa.rules.rule import Bad, Good, Rule
from qa.settings import Wording

#: How many words make a text more than a refrain, a label or a formula, when it comes back at once, soon, anywhere.
_AT_ONCE, _SOON, _ANYWHERE = 5, 8, 30
#: "Soon" is within so many passages.
_NEAR = 3
#: Lines of verse are shorter than this, and stanzas do come back.
_VERSE = 60

#: No text of five words is shorter than this, in characters.
_SHORTEST = 9

#: For a text in a container, which a person cannot count the lines of.
_MESSAGE_OF_UNIT = Wording("Ce texte en répète un autre ({unit}).", "This text repeats another ({unit}).")

_KINDS = frozenset(("paragraph", "heading", "quote"))
_WORD = re.compile(r"\w+")
_MARKUP_BEFORE = re.compile(r"[ \t]*(?:#{1,6}[ \t]+)?[*_]*")
_MARKUP_AFTER = re.compile(r"[*_]*[ \t]*#*[ \t]*(?=[\r\n]|$)(?!\r?\n[ \t]*(?:=+|-+)[ \t]*(?:[\r\n]|$))")


def _check(analysis: Analysis) -> Iterator[Finding]:
    document = analysis.document
    for number, earlier in _repetitions(document.passages):
        first, second = document.passages[earlier], document.passages[number]
        at_once = number - earlier == 1 and _adjoin(document, first, second)
        words = len(_words(second.text))
        near = number - earlier <= _NEAR
        unit = document.unit_at(first.source_start(0))
        if words < (_AT_ONCE if at_once else _SOON if near else _ANYWHERE) or not (at_once or _may_not_recur(second)):
            continue
        yield RULE.finding(
            analysis,
            second,
            0,
            len(second.text),
            confidence=0.98 if at_once else 0.9,
            safe=at_once and words >= _SOON and second.text == first.text,
            suggestions=_removal(document, second),
            message=_MESSAGE_OF_UNIT if unit else None,
            line=document.lines.position(first.source_start(0))[0],
            unit=unit.label if unit else "",
        )


def _repetitions(passages: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    """Each passage that says the same as an earlier one, and the latest of these; case and punctuation do not count.

    Where code or an image was left out the two may differ in just that.
    """
    # Whole texts are compared only where both ends are alike, which keeps a text without repetitions nearly free.
    begun: dict[tuple[str, ...], int] = {}
    latest: dict[int, int] = {}
    for number, passage in enumerate(passages):
        if passage.kind not in _KINDS or len(passage.text) < _SHORTEST:
            continue
        ends = (*_words(passage.text[:32])[:2], *_words(passage.text[-32:])[-2:])
        other = begun.setdefault(ends, number)
        if other == number:
            continue
        words = _words(passage.text)
        if other >= 0:
            latest.setdefault(hash(tuple(_words(passages[other].text))), other)
            begun[ends] = -1
        earlier = latest.get(hash(tuple(words)))
        latest[hash(tuple(words))] = number
        if earlier is not None and _words(passages[earlier].text) == words and OBJECT not in passage.text:
            yield number, earlier


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _adjoin(document: Document, first: Passage, second: Passage) -> bool:
    """Whether nothing, such as a block of code, stands between two passages."""
    between = document.source[first.source_end(len(first.text)) : second.source_start(0)]
    return not between.strip("#*_> \t\r\n")


def _may_not_recur(passage: Passage) -> bool:
    """Whether a text has no licence to come back: it neither introduces what follows nor is a stanza."""
    lines = passage.text.split("\n")
    return not passage.text.endswith(":") and (len(lines) == 1 or any(len(line) >= _VERSE for line in lines))


def _removal(document: Document, passage: Passage) -> tuple[Suggestion, ...]:
    """Take out the lines of the passage and the blank lines before it, if nothing else stands on these lines."""
    source, start = document.source, passage.source_start(0)
    line_start = max(source.rfind("\n", 0, start), source.rfind("\r", 0, start)) + 1
    after = _MARKUP_AFTER.match(source, passage.source_end(len(passage.text)))
    if after is None or not _MARKUP_BEFORE.fullmatch(source, line_start, start):
        return ()
    at = line_start
    while at and source[at - 1].isspace():
        at -= 1
    while source[at] not in "\r\n":
        at += 1
    return (Suggestion("", 0.95, "rule", (Edit(at, after.end(), ""),)),)


RULE = Rule(
    name="repeated-paragraph",
    category="design/repeated-text",
    severity="warning",
    title=Wording("Titre ou paragraphe en double", "Headline or paragraph that stands twice"),
    reason=Wording(
        "Un titre repris en tête du texte, ou un paragraphe collé deux fois, reste souvent du passage d’un logiciel. "
        "Supprimez le second.",
        "A headline repeated at the head of the text, or a paragraph pasted twice, is often what a program left "
        "behind. Delete the second.",
    ),
    message=Wording("Ce texte répète celui de la ligne {line}.", "This text repeats that of line {line}."),
    check=_check,
    bad=(
        Bad(
            "Le marché couvert rouvrira ses portes au printemps\n\n"
            "Le marché couvert rouvrira ses portes au printemps\n\nLes travaux ont duré deux ans.",
            finds=("Le marché couvert rouvrira ses portes au printemps",),
            fix="Le marché couvert rouvrira ses portes au printemps\n\nLes travaux ont duré deux ans.",
        ),
        Bad(
            "Une école de musique ouvre à la rentrée dans le quartier de la gare\n\nPar la rédaction\n\n"
            "Une école de musique ouvre à la rentrée, dans le quartier de la gare.\n\nElle accueillera cent élèves.",
            finds=("Une école de musique ouvre à la rentrée, dans le quartier de la gare.",),
            fix="Une école de musique ouvre à la rentrée dans le quartier de la gare\n\nPar la rédaction\n\n"
            "Elle accueillera cent élèves.",
        ),
    ),
    good=(
        Good("Oui.\n\nOui.\n\nNon.", "Des répliques brèves peuvent revenir."),
        Good("Exemple\n\nLe chat dort.\n\nExemple\n\nLe chien aboie.", "Un intertitre peut revenir."),
        Good(
            "La commande suivante installe le programme :\n\nrelecture\n\n"
            "La commande suivante installe le programme :\n\nbiblio",
            "Une phrase qui introduit peut revenir.",
        ),
    ),
)
