"""Where a spinner was at work in a document, and what stood there.

The first look at a word (`qa.restore.suspicion`) gives a likelihood ratio; how damaged the document is as a whole gives
the prior, which is estimated from the document itself: a page with ten intruders makes an eleventh likely, a clean page
does not. The second look knows the page's spinner (`qa.restore.schools`). A plainly French word is only looked at on a
page that is damaged, so that clean text costs next to nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from qa.document import Passage
from qa.language.analysis import Analysis
from qa.language.detection import Extent, english
from qa.language.loanwords import hyphenated, plain
from qa.language.marked import Marked, marked
from qa.language.surroundings import Surroundings
from qa.language.tokens import tokens
from qa.language.vocabulary import Vocabulary
from qa.lexicon.words import UNKNOWN, open_words
from qa.restore.candidates import TWIN, Candidate
from qa.restore.ranking import Vector, weights
from qa.restore.schools import EVIDENCE, Look, licensed, probabilities, second_look, shares
from qa.restore.suspicion import Suspect, doubtful, mentions, weigh

#: The share of intruders among the mentions of a page never seen before, held with the weight of so many mentions.
_MEAN, _WEIGHT = 4e-4, 300.0

#: From this share on a page is damaged, and its plainly French words are looked at.
_DAMAGED = 4e-3

#: Suspects less likely than this after the first look get no second.
SECOND_LOOK = 0.03

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

#: How far the mentions of one form are heard on each other's candidates, and what a candidate counts for that another
#: mention does not have.
_AGREEING, _UNSAID = 0.5, 3e-3

#: So much is taken from it for each unit of `Vocabulary.kin` that the word has, less on a page whose odds (their
#: logarithm) are above `_CLEAN`.
_TOPIC, _CLEAN = 0.45, -5.0
#: And so much from that of a word that adding accents makes French.
_UNACCENTED = 3.0
#: Frequencies (Zipf) that differ by less are about the same.
_ABOUT = 0.7

#: As many wordings are handed on for an intruder.
_OFFERED = 8

#: The columns of the second look's evidence, in order; margins are of the best candidate over what stands there.
GROUNDS = (
    "constant", "first", "first_english", "first_foreign", "english", "foreign", "licensed", "licensed_english",
    "margin", "best", "fit", "network", "network_licensed", "d", "d_low", "dictionary", "phrase", "own_network",
)  # fmt: skip


class Restored(NamedTuple):
    """A candidate and the probability that it stood there."""

    candidate: Candidate
    probability: float


class Intruder(NamedTuple):
    """A suspect, the probability that it is an intruder given the whole document, and what stood there, best first."""

    suspect: Suspect
    probability: float
    restored: tuple[Restored, ...] = ()


class Known(NamedTuple):
    """A suspect after its second look, and the logarithm of its odds after the first."""

    suspect: Suspect
    first: float
    look: Look

    @property
    def caution(self) -> float:
        """What is added to the logarithm of the odds: how damaged the page is; that a word it uses again and again is
        its topic or its jargon, unless it is damaged all over; that people leave out accents.
        """
        odds = self.first - self.suspect.ratio
        topic = self.look.own_echo * min(1.0, max(0.0, odds / _CLEAN))
        return _PRUDENCE * (odds - _USUAL) - _TOPIC * topic - _UNACCENTED * self._unaccented

    @property
    def _unaccented(self) -> bool:
        """Whether it may be French without its accents: a word that French has about as often as English has this."""
        form = self.suspect.mention.form
        twins = [c.text for c in self.suspect.found.candidates if c.relations & TWIN and plain(c.text) == form]
        usual = (open_words().get(form) or UNKNOWN).english - _ABOUT
        return any((open_words().get(twin) or UNKNOWN).french >= usual for twin in twins)


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, value))))


def prior(ratios: Iterable[float], mentions_seen: int) -> float:
    """The share of intruders among the mentions of a document, from the likelihood ratios (logarithms) of the suspects.

    Expectation maximisation from the share of a clean page; suspects not given count as French.
    """
    share = _MEAN
    known = list(ratios)
    for _ in range(12):
        odds = math.log(share / (1 - share))
        expected = sum(_logistic(ratio + odds) for ratio in known)
        updated = min(0.2, (expected + _MEAN * _WEIGHT) / (mentions_seen + _WEIGHT))
        if abs(updated - share) < 1e-6:
            break
        share = updated
    return share


def _weighed(passage: Passage, foreign: Sequence[Extent], terms: Marked, *, plain: bool) -> Iterator[Suspect]:
    """The suspects of a passage, its doubtful words or its plain ones, but for what is foreign on purpose."""
    around = Surroundings(passage, tokens(passage.text), foreign)
    for mention in mentions(around, plain=plain):
        purposely = around.foreign_on_purpose(mention.start, mention.end, mention.first, mention.last)
        if not purposely and mention.form not in terms and not hyphenated(mention.form):
            yield weigh(passage, around, mention)


def _suspects(analysis: Analysis) -> tuple[list[Suspect], float]:
    """All suspects of a document after the first look, and the share of intruders among its mentions."""
    places = list(zip(analysis.document.passages, analysis.once(english), strict=True))
    found: list[Suspect] = []
    seen = 0
    for passage, foreign in places:
        suspicious, count = doubtful(passage.text)
        seen += count
        if suspicious:
            found += _weighed(passage, foreign, analysis.once(marked), plain=False)
    share = prior((suspect.ratio for suspect in found), seen)
    if share > _DAMAGED:
        terms = analysis.once(marked)
        found += [suspect for place in places for suspect in _weighed(*place, terms, plain=True)]
        share = prior((suspect.ratio for suspect in found), seen)
    return found, share


def second_looks(analysis: Analysis) -> list[Known]:
    """The suspects that are worth a second look, after it."""
    suspects, share = _suspects(analysis)
    odds = math.log(share / (1 - share))
    least = math.log(SECOND_LOOK / (1 - SECOND_LOOK))
    page = Vocabulary(passage.text for passage in analysis.document.passages)

    def look(suspect: Suspect) -> Look:
        mention = suspect.mention
        return second_look(suspect.passage.text, mention.start, mention.end, suspect.slot, suspect.found, page=page)

    return [
        Known(suspect, suspect.ratio + odds, look(suspect))
        for suspect in suspects
        if suspect.ratio + odds >= least and suspect.found.candidates
    ]


def believed(known: Sequence[Known]) -> Vector:
    """How far each expert is believed on the page of these suspects."""
    return shares([k.look.evidence for k in known if k.first > 0])


def chances(known: Sequence[Known], share: Vector) -> list[Vector]:
    """For each suspect the probability of each of its candidates.

    A program that puts a word twice put it for the same word, more often than not: mentions of one form are heard on
    each other's candidates.
    """
    alone = [probabilities(k.look, share) for k in known]
    alike: dict[str, list[int]] = {}
    for at, k in enumerate(known):
        alike.setdefault(k.suspect.mention.form, []).append(at)
    found = list(alone)
    for places in alike.values():
        if len(places) > 1:
            said = [
                {
                    c.number: math.log(p + _UNSAID)
                    for c, p in zip(known[at].suspect.found.candidates, alone[at], strict=True)
                }
                for at in places
            ]
            for at in places:
                found[at] = _agreed(known[at], alone[at], said)
    return found


def _agreed(known: Known, alone: Vector, said: Sequence[dict[int, float]]) -> Vector:
    """The probabilities of a suspect's candidates, what is said of them at all mentions of its form heard."""
    silent = math.log(_UNSAID)
    numbers = [candidate.number for candidate in known.suspect.found.candidates]
    mean = np.array([sum(one.get(number, silent) for one in said) / len(said) for number in numbers])
    found = alone ** (1 - _AGREEING) * np.exp(_AGREEING * len(said) ** 0.5 * mean)
    return np.asarray(found / found.sum())


def grounds(known: Known, share: Vector, chances: Vector) -> Vector:
    """The second look's evidence (columns as `GROUNDS`), given the probability of each candidate."""
    suspect, look = known.suspect, known.look
    table = weights()
    allowed = licensed(suspect.found, share)
    said = look.evidence[:, _CONTEXT] * table["passing"][0] + look.evidence[:, 0] * table["lasting"][0]
    fit = look.evidence[:, _FIT : _FIT + 5].sum(axis=1)
    network = look.evidence[:, _NETWORK]
    own = suspect.own_score
    best = int(chances.argmax())
    margin = float(np.log(np.sum(allowed * np.exp(np.clip(said - own, -20, 20))) + 1e-6))
    heard = float(np.max(np.where(allowed > 0.3, network, -15.0)))
    d = suspect.distance
    own_english, foreign = float(d > 0.7), float(d > 1.6)
    mass = math.log(float(chances @ allowed) + 1e-2)
    return np.array(
        [
            1.0,
            known.first,
            known.first * own_english,
            known.first * foreign,
            own_english,
            foreign,
            mass,
            mass * own_english,
            margin,
            float(chances[best]),
            float(fit[best]) - look.own_fit,
            float(network[best]) - look.own_network,
            heard - look.own_network,
            d,
            min(d, 0.5),
            suspect.dictionary,
            float(suspect.mention.first != suspect.mention.last),
            look.own_network,
        ]
    )


_CONTEXT, _FIT, _NETWORK = (EVIDENCE.index(name) for name in ("context", "pos", "network"))


def intruders(analysis: Analysis) -> tuple[Intruder, ...]:
    """The likely intruders of a document, in reading order; no two overlap."""
    return analysis.once(_intruders)


def _intruders(analysis: Analysis) -> tuple[Intruder, ...]:
    known = second_looks(analysis)
    share = believed(known)
    learnt = weights()["grounds"]

    def judged() -> Iterator[Intruder]:
        for one, likely in zip(known, chances(known, share), strict=True):
            odds = float(grounds(one, share, likely) @ learnt) + one.caution
            if one.suspect.distance > _PLAINLY_ENGLISH:
                odds = max(odds, one.first - _DOUBT)
            probability = _logistic(odds)
            if probability >= _least(one.suspect):
                candidates = one.suspect.found.candidates
                order = np.argsort(-likely, kind="stable")[:_OFFERED]
                restored = tuple(Restored(candidates[i], float(likely[i])) for i in order)
                yield Intruder(one.suspect, probability, restored)

    return tuple(_apart(judged()))


def _least(suspect: Suspect) -> float:
    """The least probability that makes a suspect an intruder."""
    if suspect.mention.first != suspect.mention.last:
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
        if not any(start < other_end and other_start < end for other_start, other_end in spans):
            spans.append((start, end))
            taken.append(intruder)
    return sorted(taken, key=lambda i: i.suspect.passage.source_start(i.suspect.mention.start))
