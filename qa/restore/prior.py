"""How damaged a document is as a whole: the share of intruders among its mentions, estimated from the document itself.

A page with ten intruders makes an eleventh likely, a clean page does not. A plainly French word is only looked at on a
page that is damaged, so that clean text costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from qa.document import Passage
from qa.language.analysis import Analysis
from qa.language.detection import Extent, english
from qa.language.loanwords import hyphenated
from qa.language.marked import Marked, marked
from qa.language.surroundings import Asides, Surroundings
from qa.language.tokens import tokens
from qa.restore.odds import log_odds, logistics
from qa.restore.suspicion import DOUBT, DOUBTFUL_WORDS, Mention, Suspect, mentions, weighed

#: The share of intruders among the mentions of a page never seen before, held with the weight of so many mentions.
_MEAN, _WEIGHT = 4e-4, 300.0

#: From this share on a page is damaged, and its plainly French words are looked at.
_DAMAGED = 4e-3

#: No page is believed to hold more than this share of intruders: some of what English has is always French.
_MOST = 0.2

#: Rounds of expectation maximisation at most, and the step from which on the share is taken to have settled.
_ROUNDS, _SETTLED = 12, 1e-6


_Place = tuple[Surroundings, Mention]


def prior(ratios: Iterable[float], mentions_seen: int) -> float:
    """The share of intruders among the mentions of a document, from the likelihood ratios (logarithms) of the suspects.

    Expectation maximisation from the share of a clean page; suspects not given count as French.
    """
    share = _MEAN
    known = np.array(list(ratios))
    for _ in range(_ROUNDS):
        odds = log_odds(share)
        expected = float(logistics(known + odds).sum())
        updated = min(_MOST, (expected + _MEAN * _WEIGHT) / (mentions_seen + _WEIGHT))
        if abs(updated - share) < _SETTLED:
            break
        share = updated
    return share


def _looked_at(passage: Passage, foreign: Sequence[Extent], terms: Marked, *, plain: bool) -> Iterator[_Place]:
    """The mentions of a passage to be weighed: its doubtful words or its plain ones, none foreign on purpose."""
    asides = Asides(passage.text)
    for part in [(0, len(passage.text))] if plain else DOUBTFUL_WORDS.parts(passage.text, DOUBT):
        around = Surroundings(passage, tokens(passage.text, *part), foreign, asides)
        for mention in mentions(around, plain=plain):
            purposely = around.foreign_on_purpose(mention.start, mention.end, mention.first, mention.last)
            if not purposely and mention.form not in terms and not hyphenated(mention.form):
                yield around, mention


def suspects(analysis: Analysis) -> tuple[list[Suspect], float]:
    """All suspects of a document after the first look, and the share of intruders among its mentions (0 to `_MOST`)."""
    places = list(zip(analysis.document.passages, analysis.once(english), strict=True))
    seen = 0

    def doubtful() -> Iterator[_Place]:
        nonlocal seen
        for passage, foreign in places:
            suspicious, count = divmod(DOUBTFUL_WORDS.total(passage.text), DOUBT)
            seen += count
            if suspicious:
                yield from _looked_at(passage, foreign, analysis.once(marked), plain=False)

    found = list(weighed(doubtful()))
    share = prior((suspect.ratio for suspect in found), seen)
    if share > _DAMAGED:
        terms = analysis.once(marked)
        found += weighed(seen for place in places for seen in _looked_at(*place, terms, plain=True))
        share = prior((suspect.ratio for suspect in found), seen)
    return found, share
