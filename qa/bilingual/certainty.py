"""How sure the links of an alignment are, and how sure it is that what has none is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import exp

from qa.bilingual import evidence
from qa.bilingual.parallel import Link, of_english, of_french
from qa.document import Passage

#: How sure one may be that a sentence is missing between two that are rendered, where new ones stand there, too: it was
#: rather written anew.
_REWRITTEN = 0.3
#: Evidence that makes a link a plain one, and what a link of one sentence with one gains where both are headings, or
#: between plain links.
_PLAIN, _FROM_PLACE = 3.0, 3.0
#: No alignment is surer than this.
_SUREST = 0.99


def confidences(english: Sequence[Passage], french: Sequence[Passage], found: tuple[Link, ...]) -> list[float]:
    """How sure each link is. What has only one side is as sure as the links on both sides of it are."""
    sure = [_sure(english, french, found, number) for number in range(len(found))]
    at = 0
    while at < len(found):
        run = at
        while run < len(found) and not (found[run].english and found[run].french):
            run += 1
        if run > at:
            around = [number for number in (at - 1, run) if 0 <= number < len(found)]
            both = any(link.english for link in found[at:run]) and any(link.french for link in found[at:run])
            surest = min((sure[number] for number in around), default=0.0) * (_REWRITTEN if both else 1.0)
            neighbours = [found[number] for number in around]
            for number in range(at, run):
                sure[number] = surest * (1 - _told_elsewhere(english, french, found[number], neighbours))
        at = max(run, at + 1)
    return sure


def _sure(english: Sequence[Passage], french: Sequence[Passage], found: tuple[Link, ...], number: int) -> float:
    link = found[number]
    around = found[max(0, number - 1) : number] + found[number + 1 : number + 2]
    score = link.score
    if len(link.english) == len(link.french) == 1:
        headings = english[link.english[0].passage].kind == french[link.french[0].passage].kind == "heading"
        if headings or all(each.score >= _PLAIN for each in around):
            score += _FROM_PLACE
    return _SUREST / (1 + exp(-min(50.0, max(-50.0, score))))


def _told_elsewhere(
    english: Sequence[Passage], french: Sequence[Passage], link: Link, neighbours: Iterable[Link]
) -> float:
    """The share of what a link's one side says that its neighbours say in the other language, on top of their own."""
    ours = evidence.joined(of_english(english, one) for one in link.english) if link.english else None
    theirs = evidence.joined(of_french(french, one) for one in link.french) if link.french else None
    spare: set[str] = set()
    for neighbour in neighbours:
        one = evidence.joined(of_english(english, each) for each in neighbour.english)
        other = evidence.joined(of_french(french, each) for each in neighbour.french)
        clues, keys = (other.clues, one.keys) if ours else (one.clues, other.keys)
        for clue in clues:
            if clue.keys.isdisjoint(keys):
                spare.update(clue.keys)
    told = ours or theirs
    return evidence.share_met(told, spare) if told else 0.0
