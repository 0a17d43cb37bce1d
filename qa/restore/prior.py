"""How damaged a document is as a whole: the share of intruders among its mentions, estimated from the document itself.

A page with ten intruders makes an eleventh likely, a clean page does not. A plainly French word is only looked at on a
page that is damaged, so that clean text costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from qa.document import Passage
from qa.extents import Extent
from qa.language.analysis import Analysis
from qa.language.detection import english
from qa.language.loanwords import hyphenated
from qa.language.marked import marked
from qa.language.surroundings import Asides, Surroundings
from qa.language.tokens import tokens
from qa.restore.evidence import gaps, promising
from qa.restore.odds import log_odds, logistics
from qa.restore.suspicion import DOUBT, DOUBTFUL_WORDS, Mention, Suspect, mentions, stands_out, weighed

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


class Looked(NamedTuple):
    """A passage after the first look: how many of its words English has, and the suspects among the doubtful ones."""

    seen: int
    suspects: Sequence[Suspect]


def first_looks(analysis: Analysis) -> tuple[Looked, ...]:
    """Each passage of a document after the first look, which heeds nothing beyond the passage."""
    passages = analysis.document.passages
    counts = [divmod(DOUBTFUL_WORDS.total(passage.text), DOUBT) for passage in passages]
    found: dict[int, list[Suspect]] = {id(passage): [] for passage in passages}
    places = (
        place
        for passage, foreign, (suspicious, _) in zip(passages, analysis.once(english), counts, strict=True)
        if suspicious
        for place in _looked_at(passage, foreign, plain=False)
    )
    for suspect in weighed(places):
        found[id(suspect.passage)].append(suspect)
    return tuple(Looked(seen, found[id(passage)]) for passage, (_, seen) in zip(passages, counts, strict=True))


def _looked_at(passage: Passage, foreign: Sequence[Extent], *, plain: bool) -> Iterator[_Place]:
    """The mentions of a passage that are suspect, its doubtful words or its plain ones, but for what is foreign on
    purpose.
    """
    text = passage.text
    asides = Asides(text)

    def stands_out_here(start: int, end: int) -> bool:
        return stands_out(text, start, end, asides)

    for part in [(0, len(text))] if plain else DOUBTFUL_WORDS.parts(text, DOUBT, wanted=stands_out_here):
        around = Surroundings(passage, tokens(text, *part), foreign, asides)
        for mention in mentions(around, plain=plain):
            purposely = around.foreign_on_purpose(mention.start, mention.end, mention.first, mention.last)
            if not purposely and not hyphenated(mention.form):
                yield around, mention


def plain_looks(analysis: Analysis) -> tuple[Sequence[Suspect] | None, ...]:
    """The suspects among the plain words of each passage, if the passages are damaged; None where they are not.

    Of a part of a document this may be told otherwise than of the whole.
    """
    passages, looks = analysis.document.passages, analysis.once(first_looks)
    if _share(looks, [suspect for look in looks for suspect in look.suspects]) <= _DAMAGED:
        return (None,) * len(passages)
    return tuple(_plain_suspects(zip(passages, analysis.once(english), strict=True)))


def _plain_suspects(passages: Iterable[tuple[Passage, Sequence[Extent]]]) -> list[Sequence[Suspect]]:
    given = list(passages)
    found: dict[int, list[Suspect]] = {id(passage): [] for passage, _ in given}
    for suspect in weighed(place for one in given for place in _looked_at(*one, plain=True)):
        found[id(suspect.passage)].append(suspect)
    return [found[id(passage)] for passage, _ in given]


def _share(looks: Sequence[Looked], found: Sequence[Suspect]) -> float:
    return prior((suspect.ratio for suspect in found), sum(look.seen for look in looks))


def suspects(analysis: Analysis) -> tuple[list[Suspect], float]:
    """All suspects of a document after the first look, and the share of intruders among its mentions (0 to `_MOST`)."""
    looks = analysis.once(first_looks)
    found = [suspect for look in looks for suspect in look.suspects]
    if found:
        terms = analysis.once(marked)
        found = [suspect for suspect in found if suspect.mention.form not in terms]
    share = _share(looks, found)
    if share > _DAMAGED:
        passages = zip(analysis.document.passages, analysis.once(english), strict=True)
        for passage, known in zip(passages, analysis.once(plain_looks), strict=True):
            plain = _plain_suspects([passage])[0] if known is None else known
            found += (suspect for suspect in plain if suspect.mention.form not in terms)
        share = _share(looks, found)
    elif analysis.document.bilingual:
        found += weighed(_promising(analysis))
    return found, share


def _promising(analysis: Analysis) -> Iterator[_Place]:
    """The plainly French words that may stand for another word of the source than they render."""
    stretches = gaps(analysis)
    if not stretches:
        return
    terms = analysis.once(marked)
    for passage, foreign in zip(analysis.document.passages, analysis.once(english), strict=True):
        for start, end, strays in stretches.get(passage.source_start(0), ()) if passage.text else ():
            around = Surroundings(passage, tokens(passage.text, start, end), foreign, Asides(passage.text))
            for mention in mentions(around, plain=True):
                if mention.form not in strays or mention.form in terms:
                    continue
                purposely = around.foreign_on_purpose(mention.start, mention.end, mention.first, mention.last)
                if not purposely and promising(analysis, passage, mention):
                    yield around, mention
