"""A second, closer look at the suspects that the first leaves: agreement, the window network, the rest of the page.

It costs far more than the first (`qa.restore.suspicion`), and so only likely suspects get it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from qa.language.analysis import Analysis
from qa.language.slot import Slot, slot
from qa.language.vocabulary import Vocabulary
from qa.language.window import open_window
from qa.lexicon.words import open_words
from qa.restore.evidence import FOR, promising, told
from qa.restore.expectation import Fit, agreement, fits
from qa.restore.odds import Vector, log_odds
from qa.restore.prior import suspects
from qa.restore.ranking import LASTING, PASSING, Shortlist, field, shortlist, widened
from qa.restore.suspicion import Suspect

#: What a second look adds to the evidence of the shortlist: how a candidate agrees with the words around, and how the
#: network likes it.
SECOND = (*Fit._fields, "network")
EVIDENCE = (*LASTING, *PASSING, *SECOND)

#: A word that the network does not know counts as this much worse than the worst it knows; no word as worse than
#: `_FAINTEST`.
_UNHEARD, _FAINTEST = 1.0, 14.0

#: How much a candidate gains by standing elsewhere on the page, for each unit of `Vocabulary.echo` and of `kin`.
_ECHO, _KIN = 0.3, 0.3

#: Suspects less likely than this after the first look get no second.
_LEAST = 0.03


class Look(NamedTuple):
    """All evidence on the shortlisted candidates, a row each (columns as `EVIDENCE`), and two items on what stands
    there itself.

    `echoes` is what the rest of the page says of each candidate, as the logarithm of a likelihood ratio, `own_echo` how
    much oftener than French the page has what stands there; `own_fit` is how that agrees with the words around,
    `own_network` the score the network gives it, on the candidates' scale.
    """

    evidence: Vector
    echoes: Vector
    own_echo: float
    own_fit: float
    own_network: float


def second_look(text: str, start: int, end: int, slot: Slot, found: Shortlist, *, page: Vocabulary) -> Look:
    """Looks again at the shortlisted candidates for `text[start:end]` of a page."""
    expected = agreement(text, start, end)
    fitting = np.array([fits(expected, candidate.text) for candidate in found.candidates])
    own = open_words().number(slot.text.lower())
    heard = open_window().scores(slot, [*(candidate.number for candidate in found.candidates), own])
    least = np.nanmin(heard) if not np.isnan(heard).all() else 0.0
    heard = np.where(np.isnan(heard), least - _UNHEARD, heard)
    heard = np.maximum(heard - heard[:-1].max(), -_FAINTEST)
    evidence = np.concatenate((found.evidence, fitting.reshape(-1, len(Fit._fields)), heard[:-1, None]), axis=1)
    echoes = np.array([_ECHO * page.echo(c.text) + _KIN * page.kin(c.text) for c in found.candidates])
    return Look(
        evidence,
        echoes,
        page.kin(slot.text.lower(), less=1),
        fits(expected, slot.text).total,
        float(heard[-1]),
    )


class Known(NamedTuple):
    """A suspect after its second look, the logarithm of its odds after the first, and what may have stood there."""

    suspect: Suspect
    first: float
    found: Shortlist
    look: Look


def second_looks(analysis: Analysis) -> list[Known]:
    """The suspects that are worth a second look, after it."""
    found, share = suspects(analysis)
    odds = log_odds(share)
    least = log_odds(_LEAST)
    likely = [
        s
        for s in found
        if (s.ratio + odds >= least or (s.ratio + odds + FOR >= least and _promising(analysis, s)))
        and len(field(s.mention.form).scores)
    ]
    if not likely:
        return []  # the words of a clean page need not be counted
    page = Vocabulary(passage.text for passage in analysis.document.passages)

    def known(suspect: Suspect) -> Known:
        text, mention = suspect.passage.text, suspect.mention
        place = slot(text, mention.start, mention.end)
        shortlisted = shortlist(place, mention.form)
        if analysis.document.bilingual:
            wanted = told(analysis, suspect.passage, mention.start, mention.end).wanted
            shortlisted = widened(shortlisted, place, mention.form, wanted)
        look = second_look(text, mention.start, mention.end, place, shortlisted, page=page)
        return Known(suspect, suspect.ratio + odds, shortlisted, look)

    return [known(suspect) for suspect in likely]


def _promising(analysis: Analysis, suspect: Suspect) -> bool:
    """Whether the English, if it is at hand, may tell of what a suspect took the place of."""
    return analysis.document.bilingual and promising(analysis, suspect.passage, suspect.mention)
