"""Where a spinner was at work in a document, and what stood there: the decision.

The first look at a word (`qa.restore.suspicion`) gives a likelihood ratio, the document as a whole the prior
(`qa.restore.prior`). A second look (`qa.restore.second_look`) and what the page tells of its spinner
(`qa.restore.schools`) give the grounds to decide on (`qa.restore.grounds`).
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from qa.language.analysis import Analysis
from qa.language.loanwords import plain
from qa.lexicon.words import UNKNOWN, open_words
from qa.restore.candidates import TWIN, Candidate
from qa.restore.chances import believed, chances
from qa.restore.evidence import weighed
from qa.restore.grounds import grounds, odds
from qa.restore.odds import logistic
from qa.restore.second_look import Known, second_looks
from qa.restore.suspicion import Suspect

#: From which probability on a suspect is an intruder, by how much commoner it is in English (`Word.foreignness`):
#: the more French a word, the surer a finding must be.
_LIKELY = ((1.0, 0.45), (0.5, 0.5), (0.0, 0.45), (-math.inf, 0.55))

_LIKELY_PHRASE = 0.5

#: A word so much commoner in English is an intruder on a damaged page whether or not what stood there can be told: the
#: second look may then take no more than so much from the logarithm of the first look's odds.
_PLAINLY_ENGLISH, _DOUBT = 1.0, 3.5

#: What clean pages out there hold of English, jargon, names, no text to learn from did: the fewer intruders a page has,
#: the more each must prove. So much is added to the logarithm of the odds for each unit that those of the page are
#: above `_USUAL`.
_PRUDENCE, _USUAL = 0.5, -3.3

#: So much is taken from it for each unit of `Vocabulary.kin` that the word has, less on a page whose odds (their
#: logarithm) are above `_CLEAN`.
_TOPIC, _CLEAN = 0.45, -5.0
#: And so much from that of a word that adding accents makes French, less on a page whose odds are above `_CLEAN`,
#: nothing from `_DAMAGED` on.
_UNACCENTED, _DAMAGED = 3.0, -3.0
#: Frequencies (Zipf) that differ by less are about the same.
_ABOUT = 0.7

#: As many wordings are handed on for an intruder.
_OFFERED = 8


class Restored(NamedTuple):
    """A candidate and the probability that it stood there."""

    candidate: Candidate
    probability: float


class Intruder(NamedTuple):
    """A suspect, the probability that it is an intruder given the whole document, and what stood there, best first."""

    suspect: Suspect
    probability: float
    restored: tuple[Restored, ...] = ()


def intruders(analysis: Analysis) -> tuple[Intruder, ...]:
    """The likely intruders of a document, in reading order; no two overlap."""
    return analysis.once(_intruders)


def _intruders(analysis: Analysis) -> tuple[Intruder, ...]:
    known = second_looks(analysis)
    share = believed(known)

    def judged() -> Iterator[Intruder]:
        for one, likely in zip(known, chances(known, share), strict=True):
            found = odds(grounds(one, share, likely)) + caution(one)
            if one.suspect.distance > _PLAINLY_ENGLISH:
                found = max(found, one.first - _DOUBT)
            chance, said = weighed(analysis, one, likely)
            probability = logistic(found + said)
            if probability >= _least(one.suspect):
                candidates = one.found.candidates
                order = np.argsort(-chance, kind="stable")[:_OFFERED]
                restored = tuple(Restored(candidates[i], float(chance[i])) for i in order)
                yield Intruder(one.suspect, probability, restored)

    return tuple(_apart(judged()))


def caution(known: Known) -> float:
    """What is added to the logarithm of the odds: how damaged the page is; that a word it uses again and again is its
    topic or its jargon, unless it is damaged all over; that people leave out accents.
    """
    page = known.first - known.suspect.ratio
    topic = known.look.own_echo * min(1.0, max(0.0, page / _CLEAN))
    typed = min(1.0, max(0.0, (page - _DAMAGED) / (_CLEAN - _DAMAGED))) if _lacks_accents(known) else 0.0
    return _PRUDENCE * (page - _USUAL) - _TOPIC * topic - _UNACCENTED * typed


def _lacks_accents(known: Known) -> bool:
    """Whether it may be French without its accents: a word that French has about as often as English has this."""
    form = known.suspect.mention.form
    twins = [c.text for c in known.found.candidates if c.relations & TWIN and plain(c.text) == form]
    usual = (open_words().get(form) or UNKNOWN).english - _ABOUT
    return any((open_words().get(twin) or UNKNOWN).french >= usual for twin in twins)


def _least(suspect: Suspect) -> float:
    """The least probability that makes a suspect an intruder."""
    if suspect.is_phrase:
        return _LIKELY_PHRASE
    return next(least for distance, least in _LIKELY if suspect.distance >= distance)


def _apart(found: Iterable[Intruder]) -> list[Intruder]:
    """Of overlapping intruders the likeliest, a phrase before its words."""
    taken: list[Intruder] = []
    order = sorted(
        found,
        key=lambda i: (-(i.suspect.mention.last - i.suspect.mention.first), -i.probability, i.suspect.mention.start),
    )
    occupied: dict[int, list[tuple[int, int]]] = {}
    for intruder in order:
        start, end = intruder.suspect.mention.start, intruder.suspect.mention.end
        spans = occupied.setdefault(id(intruder.suspect.passage), [])
        # Those taken do not overlap, so that in order of their starts they are in order of their ends as well.
        at = bisect_left(spans, end, key=itemgetter(0))
        if at == 0 or spans[at - 1][1] <= start:
            spans.insert(at, (start, end))
            taken.append(intruder)
    return sorted(taken, key=lambda i: i.suspect.passage.source_start(i.suspect.mention.start))
