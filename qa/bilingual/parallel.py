"""A French document beside the English one that it translates: their sentences, linked.

Paragraphs are aligned first. Within those that belong together their sentences are, and where paragraphs next to each
other were left over on both sides, the sentences of all of these, so that a paragraph that lost most of its sentences,
or gave them to another, is found again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from qa.bilingual import evidence
from qa.bilingual.alignment import Bead, Side, align
from qa.bilingual.evidence import Stretch
from qa.bilingual.sentences import sentences
from qa.document import Passage


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
    """The links of two documents: every sentence of both is in one, in the order of the English."""
    of_english = Side.of(len(english), lambda n: evidence.english(english[n].text, english[n].kind))
    of_french = Side.of(len(french), lambda n: evidence.french(french[n].text, french[n].kind))
    beads = align(of_english, of_french)
    for bead in _gathered(beads):
        yield from _within(english, french, bead)


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
    if not ours or not theirs:
        yield from (Link((one,), ()) for one in ours)
        yield from (Link((), (other,)) for other in theirs)
        return
    if len(ours) == len(theirs) == 1:
        yield Link((ours[0],), (theirs[0],), bead.score)
        return

    def stretch_of_english(n: int) -> Stretch:
        passage = english[ours[n].passage]
        return evidence.english(passage.text[ours[n].start : ours[n].end], passage.kind)

    def stretch_of_french(n: int) -> Stretch:
        passage = french[theirs[n].passage]
        return evidence.french(passage.text[theirs[n].start : theirs[n].end], passage.kind)

    walls = frozenset(n for n in range(1, len(theirs)) if theirs[n].passage != theirs[n - 1].passage)
    for each in align(Side.of(len(ours), stretch_of_english), Side.of(len(theirs), stretch_of_french), walls):
        yield Link(tuple(ours[each.e0 : each.e1]), tuple(theirs[each.f0 : each.f1]), each.score)
