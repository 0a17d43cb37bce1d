"""A French document beside the English one that it translates: their sentences, linked.

Paragraphs are aligned first. Within those that belong together their sentences are, and where paragraphs next to each
other were left over on both sides, the sentences of all of these, so that a paragraph that lost most of its sentences,
or gave them to another, is found again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from math import exp
from typing import NamedTuple

from qa.bilingual import evidence
from qa.bilingual.alignment import Bead, Side, align
from qa.bilingual.evidence import Stretch
from qa.bilingual.pairs import Pair
from qa.bilingual.sentences import sentences
from qa.document import OBJECT, Document, Passage, Segment

#: How sure one may be that a sentence is missing between two that are rendered, where as many new ones stand there too:
#: it was rather written anew.
_REWRITTEN = 0.3
#: How many links apart sentences may be that have changed places, the evidence that they belong together, and how odd
#: their lengths may then be.
_NEAR, _PLAIN, _ODD = 12, 3.0, 2.5
#: Headings are few, so that two which were left over near each other need hardly any.
_PLAIN_HEADING = -2.0
#: What a link of one sentence with one gains where both are headings, or between plain links.
_FROM_PLACE = 3.0
#: No alignment is surer than this.
_SUREST = 0.99


class Sentence(NamedTuple):
    """`text[start:end]` of the passage with this number."""

    passage: int
    start: int
    end: int


class Link(NamedTuple):
    """English sentences and the French ones that render them; either may be none. The French are of one passage.

    `score` is what speaks for the link, the logarithm of how many times likelier it is than chance.
    """

    english: tuple[Sentence, ...]
    french: tuple[Sentence, ...]
    score: float = 0.0


def links(english: Sequence[Passage], french: Sequence[Passage]) -> Iterator[Link]:
    """The links of two documents: every sentence of both is in one, in the order of the English.

    Those of sentences that have changed places stand where their English does.
    """
    of_english = Side.of(len(english), lambda n: evidence.english(english[n].text, english[n].kind))
    of_french = Side.of(len(french), lambda n: evidence.french(french[n].text, french[n].kind))
    beads = align(of_english, of_french, crossed=False)
    found = [link for bead in _gathered(beads) for link in _within(english, french, bead)]
    yield from _reunited(english, french, list(_beyond_paragraphs(english, french, found)))


def _gathered(beads: Sequence[Bead]) -> Iterator[Bead]:
    """The beads, those of one side that stand next to some of the other as one."""
    for lone, run in groupby(beads, key=lambda bead: bead.e0 == bead.e1 or bead.f0 == bead.f1):
        group = list(run)
        both = any(bead.e0 < bead.e1 for bead in group) and any(bead.f0 < bead.f1 for bead in group)
        if lone and both:
            of_english = [bead for bead in group if bead.e0 < bead.e1]
            of_french = [bead for bead in group if bead.f0 < bead.f1]
            whole = Bead(of_english[0].e0, of_english[-1].e1, of_french[0].f0, of_french[-1].f1)
            # What has changed places leaves holes.
            if whole.e1 - whole.e0 == len(of_english) and whole.f1 - whole.f0 == len(of_french):
                yield whole
                continue
        yield from group


def _within(english: Sequence[Passage], french: Sequence[Passage], bead: Bead) -> Iterator[Link]:
    """The links of the sentences of some paragraphs."""
    ours = [Sentence(n, *extent) for n in range(bead.e0, bead.e1) for extent in sentences(english[n].text)]
    theirs = [Sentence(n, *extent) for n in range(bead.f0, bead.f1) for extent in sentences(french[n].text)]
    if len(ours) == len(theirs) == 1:
        return iter((Link((ours[0],), (theirs[0],), bead.score),))
    return _linked(english, french, ours, theirs)


def _linked(
    english: Sequence[Passage], french: Sequence[Passage], ours: Sequence[Sentence], theirs: Sequence[Sentence]
) -> Iterator[Link]:
    """The links of sentences."""
    if not ours or not theirs:
        yield from (Link((one,), ()) for one in ours)
        yield from (Link((), (other,)) for other in theirs)
        return
    of_english = Side.of(len(ours), lambda n: _of_english(english, ours[n]))
    of_french = Side.of(len(theirs), lambda n: _of_french(french, theirs[n]))
    walls = frozenset(n for n in range(1, len(theirs)) if theirs[n].passage != theirs[n - 1].passage)
    for each in align(of_english, of_french, walls):
        yield Link(tuple(ours[each.e0 : each.e1]), tuple(theirs[each.f0 : each.f1]), each.score)


def _of_english(passages: Sequence[Passage], sentence: Sentence) -> Stretch:
    passage = passages[sentence.passage]
    return evidence.english(passage.text[sentence.start : sentence.end], passage.kind)


def _of_french(passages: Sequence[Passage], sentence: Sentence) -> Stretch:
    passage = passages[sentence.passage]
    return evidence.french(passage.text[sentence.start : sentence.end], passage.kind)


def _lone(link: Link) -> bool:
    return not link.english or not link.french


def _beyond_paragraphs(
    english: Sequence[Passage], french: Sequence[Passage], found: Iterable[Link]
) -> Iterator[Link]:
    """The links, where sentences of both sides were left over next to each other aligned once more.

    The last of one paragraph may go with the first of the next, which was cut otherwise.
    """
    for lone, run in groupby(found, key=_lone):
        group = list(run)
        ours = [sentence for link in group for sentence in link.english]
        theirs = sorted(sentence for link in group for sentence in link.french)
        if lone and ours and theirs and theirs[-1].passage - theirs[0].passage <= len(theirs):
            yield from _linked(english, french, ours, theirs)
        else:
            yield from group


def _reunited(english: Sequence[Passage], french: Sequence[Passage], found: Sequence[Link]) -> Iterator[Link]:
    """The links, with those put together that were left over near each other and plainly belong together."""
    likely: list[tuple[float, int, int]] = []
    missing = [number for number, link in enumerate(found) if not link.french]
    added = [number for number, link in enumerate(found) if not link.english]
    for i in missing:
        ours = _of_english(english, found[i].english[0])
        for j in added[bisect_left(added, i - _NEAR) : bisect_left(added, i + _NEAR + 1)]:
            theirs = _of_french(french, found[j].french[0])
            score = evidence.agreement(ours, theirs)
            least = _PLAIN_HEADING if ours.kind == theirs.kind == "heading" else _PLAIN
            if score >= least and evidence.length_cost(ours, theirs) <= _ODD:
                likely.append((-score, i, j))
    partners: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(likely):
        if i not in partners and j not in taken:
            partners[i] = j
            taken.add(j)
    scores = {i: -score for score, i, j in likely if partners.get(i) == j}
    for number, link in enumerate(found):
        if number in partners:
            yield Link(link.english, found[partners[number]].french, scores[number])
        elif number not in taken:
            yield link


def paired(english: Document, french: Document) -> Iterator[Pair]:
    """The links of two documents as pairs, in the reading order of the French.

    What nothing renders stands behind what the text before it became: a sentence in the passage of its neighbours, a
    whole paragraph, as one pair, in an empty passage between two others.
    """
    found = tuple(links(english.passages, french.passages))
    sure = _confidences(english.passages, french.passages, found)
    lengths = Counter(sentence.passage for link in found for sentence in link.english)
    added = Counter(link.french[0].passage for link in found if not link.english)
    theirs = Counter(sentence.passage for link in found for sentence in link.french)
    placed: list[tuple[int, int, Pair]] = []
    passage, offset = -1, 0  # up to where the French has been followed
    at = 0
    while at < len(found):
        link = found[at]
        if link.french:
            first, last = link.french[0], link.french[-1]
            passage, offset = first.passage, last.end
            start, taken = first.start, 1
            if not link.english and added[passage] == theirs[passage] and _all_added(found, at, added[passage]):
                taken = added[passage]
                offset = found[at + taken - 1].french[-1].end
            confidence = min(sure[at : at + taken])
            pair = _pair(english, link.english, french, french.passages[passage], start, offset, confidence)
            placed.append((passage, start, pair))
            at += taken
            continue
        own = link.english[0].passage
        run = at
        while run < len(found) and not found[run].french and found[run].english[0].passage == own:
            run += 1
        if run - at == lengths[own]:
            whole = tuple(sentence for each in found[at:run] for sentence in each.english)
            nothing = _nothing(french, passage, english.passages[own].kind)
            placed.append((passage, len(french.source), _pair(english, whole, french, nothing, 0, 0, min(sure[at:run]))))
        else:
            where, after = _beside(found, at, run, own, passage, offset)
            for number in range(at, run):
                pair = _pair(english, found[number].english, french, french.passages[where], after, after, sure[number])
                placed.append((where, after, pair))
        at = run
    placed.sort(key=lambda each: each[:2])
    yield from (pair for _, _, pair in placed)


def _all_added(found: Sequence[Link], at: int, count: int) -> bool:
    """Whether the links from `at` on are those of a whole passage that renders nothing."""
    return all(not link.english for link in found[at : at + count]) and (
        len({link.french[0].passage for link in found[at : at + count]}) == 1
    )


def _beside(found: Sequence[Link], at: int, run: int, own: int, passage: int, offset: int) -> tuple[int, int]:
    """Where in which passage the missing sentences `found[at:run]` of an English paragraph ought to be."""
    before = found[at - 1] if at else None
    if before is not None and before.french and before.english and before.english[-1].passage == own:
        return before.french[-1].passage, before.french[-1].end
    for after in found[run:]:
        if after.french and after.english:
            return after.french[0].passage, after.french[0].start
    return passage, offset


def _nothing(french: Document, passage: int, kind: str) -> Passage:
    """A passage without text at the end of the one with this number, or where the text begins."""
    passages = french.passages
    if passage >= 0:
        at = passages[passage].source_end(len(passages[passage].text))
    else:
        at = passages[0].source_start(0) if passages else 0
    return Passage("", (Segment(0, 0, at, at),), kind)


def _pair(
    english: Document, ours: Sequence[Sentence], french: Document, passage: Passage, start: int, end: int, sure: float
) -> Pair:
    text: list[str] = []
    codes: list[str] = []
    for number, group in groupby(ours, key=lambda sentence: sentence.passage):
        run = list(group)
        own = english.passages[number]
        text.append(own.text[run[0].start : run[-1].end])
        codes += _codes(english, own, run[0].start, run[-1].end)
    unit = french.unit_at(passage.source_start(start))
    own_codes = tuple(_codes(french, passage, start, end))
    name = unit.name if unit else ""
    return Pair("\n".join(text), passage, start, end, tuple(codes), own_codes, name, sure)


def _codes(document: Document, passage: Passage, start: int, end: int) -> Iterator[str]:
    """The source of what each `OBJECT` in a stretch of a passage stands for."""
    at = passage.text.find(OBJECT, start, end)
    while at >= 0:
        yield document.source[passage.source_start(at) : passage.source_end(at + 1)]
        at = passage.text.find(OBJECT, at + 1, end)


def _confidences(english: Sequence[Passage], french: Sequence[Passage], found: tuple[Link, ...]) -> list[float]:
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
    ours = evidence.joined(_of_english(english, one) for one in link.english) if link.english else None
    theirs = evidence.joined(_of_french(french, one) for one in link.french) if link.french else None
    spare: set[str] = set()
    for neighbour in neighbours:
        one = evidence.joined(_of_english(english, each) for each in neighbour.english)
        other = evidence.joined(_of_french(french, each) for each in neighbour.french)
        clues, keys = (other.clues, one.keys) if ours else (one.clues, other.keys)
        for clue in clues:
            if clue.keys.isdisjoint(keys):
                spare.update(clue.keys)
    told = ours or theirs
    return evidence.share_met(told, spare) if told else 0.0
