"""A French document beside the English one that it translates: their sentences, linked.

Paragraphs are aligned first. Within those that belong together their sentences are, and where paragraphs next to each
other were left over on both sides, the sentences of all of these, so that a paragraph that lost most of its sentences,
or gave them to another, is found again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from qa.bilingual import evidence
from qa.bilingual.alignment import Bead, Side, align
from qa.bilingual.evidence import Stretch
from qa.bilingual.sentences import sentences
from qa.document import Passage

#: How many links apart sentences may be that have changed places, the evidence that they belong together, and how odd
#: their lengths may then be.
_NEAR, _PLAIN, _ODD = 12, 3.0, 2.5
#: Headings are few, so that two which were left over near each other need hardly any.
_PLAIN_HEADING = -2.0


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
    ours = Side.of(len(english), lambda n: evidence.english(english[n].text, english[n].kind))
    theirs = Side.of(len(french), lambda n: evidence.french(french[n].text, french[n].kind))
    beads = align(ours, theirs, crossed=False)
    found = [link for bead in _gathered(beads) for link in _within(english, french, bead)]
    yield from _reunited(english, french, list(_beyond_paragraphs(english, french, found)))


def links_within(english: Sequence[Passage], french: Sequence[Passage]) -> tuple[Link, ...]:
    """The links of two documents of one passage each, which are known to belong together.

    They are those of `links`, but for the score where both passages are a single sentence: that is not worked out.
    """
    found = list(_within(english, french, Bead(0, 1, 0, 1)))
    if not any(map(_lone, found)):
        return tuple(found)
    return tuple(_reunited(english, french, list(_beyond_paragraphs(english, french, found))))


def _gathered(beads: Sequence[Bead]) -> Iterator[Bead]:
    """The beads, those of one side that stand next to some of the other as one."""
    for lone, run in groupby(beads, key=lambda bead: bead.e0 == bead.e1 or bead.f0 == bead.f1):
        group = list(run)
        both = any(bead.e0 < bead.e1 for bead in group) and any(bead.f0 < bead.f1 for bead in group)
        if lone and both:
            ours = [bead for bead in group if bead.e0 < bead.e1]
            theirs = [bead for bead in group if bead.f0 < bead.f1]
            whole = Bead(ours[0].e0, ours[-1].e1, theirs[0].f0, theirs[-1].f1)
            # What has changed places leaves holes.
            if whole.e1 - whole.e0 == len(ours) and whole.f1 - whole.f0 == len(theirs):
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
    one = Side.of(len(ours), lambda n: of_english(english, ours[n]))
    other = Side.of(len(theirs), lambda n: of_french(french, theirs[n]))
    walls = frozenset(n for n in range(1, len(theirs)) if theirs[n].passage != theirs[n - 1].passage)
    for each in align(one, other, walls):
        yield Link(tuple(ours[each.e0 : each.e1]), tuple(theirs[each.f0 : each.f1]), each.score)


def of_english(passages: Sequence[Passage], sentence: Sentence) -> Stretch:
    """The evidence in a sentence of an English document."""
    passage = passages[sentence.passage]
    return evidence.english(passage.text[sentence.start : sentence.end], passage.kind)


def of_french(passages: Sequence[Passage], sentence: Sentence) -> Stretch:
    """The evidence in a sentence of a French document."""
    passage = passages[sentence.passage]
    return evidence.french(passage.text[sentence.start : sentence.end], passage.kind)


def _lone(link: Link) -> bool:
    return not link.english or not link.french


def _beyond_paragraphs(english: Sequence[Passage], french: Sequence[Passage], found: Iterable[Link]) -> Iterator[Link]:
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
        ours = of_english(english, found[i].english[0])
        for j in added[bisect_left(added, i - _NEAR) : bisect_left(added, i + _NEAR + 1)]:
            theirs = of_french(french, found[j].french[0])
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
