"""Where a spinner was at work: the words and phrases of a document that may be intruders, and how likely each is.

Local evidence (`SIGNS`) gives each mention a likelihood ratio; how damaged the document is as a whole gives the prior, which
is estimated from the document itself: a page with ten intruders makes an eleventh likely, a clean page does not.
A plainly French word is only looked at on a page that is damaged, so that clean text costs next to nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from qa.document import Passage
from qa.language.analysis import Analysis
from qa.language.slot import Slot, slot
from qa.language.surroundings import Surroundings, surroundings
from qa.language.tokens import Token, tokens
from qa.lexicon.homographs import open_homographs
from qa.lexicon.words import DICTIONARY
from qa.restore.candidates import Candidate
from qa.restore.ranking import Shortlist, Vector, own_context, shortlist, weights
from qa.restore.schools import probabilities, second_look, shares

#: As many wordings are handed on for an intruder.
_OFFERED = 8

#: The longest phrase that the thesauri hold, in words.
_LONGEST = 5

#: From this distance on a word is looked at whatever the page; see `Word.foreignness`.
DOUBTFUL = 0.4

#: The prior odds of an intruder are those of a page never seen before (`_MEAN`), held with the weight of so many mentions.
_MEAN, _WEIGHT = 4e-4, 300.0

#: The columns of the local evidence, in order. `d` is how much commoner the words are in English than in French (Zipf).
SIGNS = (
    "constant", "d", "d_positive", "d_strong", "english", "french", "web", "dictionary", "dictionary_d", "margin",
    "margin_positive", "margin_low_d", "fit", "best_share", "alike", "english_before", "english_after", "run",
    "name_before", "name_after", "opening_capital", "quoted", "short", "phrase", "phrase_words", "phrase_d", "phrase_least",
)  # fmt: skip


class Mention(NamedTuple):
    """A word or phrase at `text[start:end]` that English has, its lower-case form, and its tokens' place in the passage."""

    start: int
    end: int
    form: str
    first: int
    last: int


class Suspect(NamedTuple):
    """A mention under suspicion.

    `ratio` is the logarithm of its likelihood ratio, `distance` its foreignness; `found` is what may have stood there.
    """

    passage: Passage
    mention: Mention
    slot: Slot
    ratio: float
    distance: float
    found: Shortlist
    signs: Vector

    @property
    def english(self) -> bool:
        """Whether it is English rather than good French in the wrong place."""
        return self.distance > 0 or self.mention.first != self.mention.last


class Restored(NamedTuple):
    """A candidate and the probability that it stood there."""

    candidate: Candidate
    probability: float


class Intruder(NamedTuple):
    """A suspect with the probability that it is one, given the whole document, and what stood there, likeliest first."""

    suspect: Suspect
    probability: float
    restored: tuple[Restored, ...] = ()


def mentions(text: str, found: Sequence[Token]) -> Iterator[Mention]:
    """The words and phrases that a thesaurus of English has; of two that begin alike the longer first."""
    homographs = open_homographs()
    lower = [token.text.lower().replace("’", "'") for token in found]
    for at, token in enumerate(found):
        if not lower[at][0].isalpha() or lower[at].endswith("'"):
            continue
        if homographs.trie.has_keys_with_prefix(lower[at] + " "):
            for last in range(min(len(found), at + _LONGEST) - 1, at, -1):
                gap = text[token.end : found[last].start]
                if "," in gap or "." in gap or ":" in gap or len(gap) > 60:
                    continue
                phrase = " ".join(lower[at : last + 1])
                if homographs.readings(phrase):
                    yield Mention(token.start, found[last].end, phrase, at, last)
                    break
        if len(lower[at]) > 1 and homographs.readings(lower[at]):
            yield Mention(token.start, token.end, lower[at], at, at)


def weigh(passage: Passage, around: Surroundings, mention: Mention) -> Suspect:
    """Weighs one mention."""
    text = passage.text
    parts = [around.words[i] for i in range(mention.first, mention.last + 1)]
    is_phrase = mention.first != mention.last
    place = slot(text, mention.start, mention.end)
    found = shortlist(place, mention.form)
    distances = [word.foreignness for word in parts]
    d = max(-4.0, min(5.0, sum(distances) / len(parts)))
    french = sum(word.french for word in parts) / len(parts)
    own = own_context(place)
    own_score = weights()["passing"][0] * own + weights()["lasting"][0] * min(word.french for word in parts)
    margin = max(-12.0, min(15.0, found.total - own_score))
    alone = sum(math.log(10) * (max(word.french, 0.5) - 9) for word in parts)
    before, after = around.neighbours(mention.first, mention.last)
    known = float(all(word.flags & DICTIONARY for word in parts))
    signs = np.array(
        [
            1.0,
            d,
            max(d, 0.0),
            float(d > 1.2),
            sum(word.english for word in parts) / len(parts),
            french,
            sum(word.web for word in parts) / len(parts) - french,
            known,
            known * d,
            margin,
            max(margin, 0.0),
            margin * (d < 0.5),
            max(-10.0, min(15.0, own - alone)) / 5,
            math.exp(found.scores[0] - found.total) if found.candidates else 0.0,
            float(bool(found.candidates) and found.candidates[0].inflected_alike),
            before.english,
            after.english,
            around.run(mention.first, mention.last),
            before.name,
            after.name,
            float(text[mention.start].isupper()),
            float(around.quoted(mention.start)),
            float(mention.end - mention.start <= 3),
            float(is_phrase),
            float(is_phrase) * len(parts),
            float(is_phrase) * d,
            float(is_phrase) * min(distances),
        ]
    )
    learnt = weights().get("signs")
    ratio = float(signs @ learnt) if learnt is not None else 0.0
    return Suspect(passage, mention, place, ratio, d, found, signs)


def prior(ratios: Iterable[float], mentions_seen: int) -> float:
    """The share of intruders among the mentions of a document, from the likelihood ratios (logarithms) of the suspects.

    Expectation maximisation from the share of a clean page; suspects not given count as French.
    """
    share = _MEAN
    known = list(ratios)
    for _ in range(12):
        odds = math.log(share / (1 - share))
        expected = sum(1 / (1 + math.exp(-max(-50.0, min(50.0, ratio + odds)))) for ratio in known)
        updated = min(0.2, (expected + _MEAN * _WEIGHT) / (mentions_seen + _WEIGHT))
        if abs(updated - share) < 1e-6:
            break
        share = updated
    return share


def _suspects(analysis: Analysis) -> tuple[list[Suspect], list[tuple[Passage, Surroundings, Mention]], int]:
    """The doubtful mentions, weighed; the plainly French ones, not yet; and how many mentions there are in all."""
    doubtful, plain, seen = [], [], 0
    for passage in analysis.document.passages:
        found = tokens(passage.text)
        around = surroundings(passage, found)
        for mention in mentions(passage.text, found):
            if around.foreign_on_purpose(mention.start, mention.end, mention.first, mention.last):
                continue
            seen += 1
            distance = min(around.words[i].foreignness for i in range(mention.first, mention.last + 1))
            if distance >= DOUBTFUL or mention.first != mention.last:
                doubtful.append(weigh(passage, around, mention))
            else:
                plain.append((passage, around, mention))
    return doubtful, plain, seen


def intruders(analysis: Analysis) -> tuple[Intruder, ...]:
    """The likely intruders of a document, in reading order; no two overlap."""
    doubtful, plain, seen = _suspects(analysis)
    share = prior((suspect.ratio for suspect in doubtful), seen)
    if share > 4 * _MEAN:
        doubtful += [weigh(*place) for place in plain]
        share = prior((suspect.ratio for suspect in doubtful), seen)
    odds = math.log(share / (1 - share))
    likely = ((suspect, 1 / (1 + math.exp(-max(-50.0, suspect.ratio + odds)))) for suspect in doubtful)
    chosen = _apart(Intruder(suspect, probability) for suspect, probability in likely if probability >= 0.5)
    return tuple(_restored(chosen))


def _restored(found: Sequence[Intruder]) -> Iterator[Intruder]:
    """The intruders with what stood there, judged by what all of them tell of their spinner."""
    evidences = [
        second_look(s.passage.text, s.mention.start, s.mention.end, s.slot, s.found) if s.found.candidates else None
        for s, *_ in found
    ]
    share = shares([evidence for evidence in evidences if evidence is not None])
    for intruder, evidence in zip(found, evidences, strict=True):
        if evidence is None:
            yield intruder
            continue
        chances = probabilities(evidence, share)
        order = np.argsort(-chances, kind="stable")[:_OFFERED]
        candidates = intruder.suspect.found.candidates
        yield intruder._replace(restored=tuple(Restored(candidates[i], float(chances[i])) for i in order))


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
