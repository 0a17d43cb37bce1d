"""A first look at every word and phrase that English has: how much it, and the words around, speak for an intruder.

`SIGNS` are weighed into a likelihood ratio. How likely an intruder is on this page at all is for
`qa.restore.intruders` to say.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from qa.document import Passage
from qa.language.slot import Slot, slot
from qa.language.surroundings import Surroundings
from qa.language.tokens import WORD, Token
from qa.lexicon.homographs import open_homographs
from qa.lexicon.words import DICTIONARY, ENGLISH, OPENS_PHRASE, open_words
from qa.restore.ranking import Shortlist, Vector, own_context, shortlist, weights

#: A word at least so much commoner in English than in French is taken for English; see `Word.foreignness`.
_ENGLISH = 0.5

#: The longest phrase that the thesauri hold, in words.
_LONGEST = 5
#: The widest that the inside of a phrase may be, in characters, and what ends a phrase.
_WIDEST, _BREAKS = 60, frozenset(",.:;!?()[]«»")

#: From this distance on a word is looked at whatever the page; see `Word.foreignness`.
DOUBTFUL = 0.7

#: The columns of the local evidence, in order. `d` is how much commoner the words are in English than in French (Zipf).
SIGNS = (
    "constant", "d", "d_positive", "d_strong", "english", "french", "web", "dictionary", "dictionary_d", "margin",
    "margin_positive", "margin_low_d", "fit", "best_share", "alike", "english_before", "english_after", "run",
    "name_before", "name_after", "opening_capital", "quoted", "short", "phrase", "phrase_words", "phrase_d",
    "phrase_least",
)  # fmt: skip


class Mention(NamedTuple):
    """A word or phrase at `text[start:end]` that English has: its lower-case form, and its first and last token."""

    start: int
    end: int
    form: str
    first: int
    last: int


class Suspect(NamedTuple):
    """A mention under suspicion.

    `ratio` is the logarithm of its likelihood ratio, `distance` its foreignness, `dictionary` 1 where French
    dictionaries have it; `own_score` is what the context says of itself, `found` what may have stood there.
    """

    passage: Passage
    mention: Mention
    slot: Slot
    ratio: float
    distance: float
    dictionary: float
    own_score: float
    found: Shortlist
    signs: Vector

    @property
    def english(self) -> bool:
        """Whether it is English rather than good French in the wrong place."""
        return self.distance > _ENGLISH or self.mention.first != self.mention.last


@lru_cache(maxsize=65536)
def standing(surface: str) -> int:
    """What a word as typed may be: 2 rather English than French, 1 a word of both languages, 0 none of English."""
    form = surface.lower().replace("’", "'")
    if len(form) < 2 or not form[0].isalpha() or form.endswith("'"):
        return 0
    word = open_words().get(form)
    if word is None:
        return 2 if open_homographs().readings(form) else 0
    if word.foreignness >= DOUBTFUL:
        return 2 if word.flags & (ENGLISH | OPENS_PHRASE) or word.foreignness >= 1 else 0
    return 1 if word.flags & ENGLISH else 0


def doubtful(text: str) -> tuple[bool, int]:
    """Whether a passage holds a word rather English than French, and how many of its words English has."""
    standings = [standing(surface) for surface in WORD.findall(text)]
    return 2 in standings, len(standings) - standings.count(0)


def mentions(around: Surroundings, *, plain: bool) -> Iterator[Mention]:
    """The words and phrases of a passage that a thesaurus of English has; of two that begin alike the longer first.

    Without `plain` only doubtful words, and phrases that hold one; with it only the others.
    """
    found = around.tokens
    standings = [standing(token.text) for token in found]
    for at, (token, word) in enumerate(zip(found, around.words, strict=True)):
        if word.flags & OPENS_PHRASE or standings[at] == 2:
            near = 2 in standings[at : at + _LONGEST]
            phrase = _phrase(around.passage.text, found, at) if near or plain else None
            if phrase is not None and plain != (2 in standings[at : phrase.last + 1]):
                yield phrase
        if standings[at] == (1 if plain else 2) and (word.number >= 0) <= bool(word.flags & ENGLISH):
            yield Mention(token.start, token.end, token.text.lower().replace("’", "'"), at, at)


def _phrase(text: str, found: Sequence[Token], at: int) -> Mention | None:
    """The longest phrase that begins at a token, if any."""
    start = found[at].start
    for last in range(min(len(found), at + _LONGEST) - 1, at, -1):
        gap = text[found[at].end : found[last].start]
        if len(gap) > _WIDEST or not _BREAKS.isdisjoint(gap):
            continue
        phrase = " ".join(token.text.lower() for token in found[at : last + 1]).replace("’", "'")
        if open_homographs().readings(phrase):
            return Mention(start, found[last].end, phrase, at, last)
    return None


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
    return Suspect(passage, mention, place, ratio, d, known, own_score, found, signs)
