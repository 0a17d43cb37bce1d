"""A first look at every word and phrase that English has: how much it, and the words around, speak for an intruder.

`Signs` are weighed into a likelihood ratio. How likely an intruder is on this page at all is for
`qa.restore.prior` to say.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import numpy as np

from qa.document import Passage
from qa.language.screening import Screen
from qa.language.slot import edges
from qa.language.surroundings import Asides, Surroundings, looks_like_name
from qa.language.tokens import Token, folded, tokens
from qa.lexicon.homographs import open_homographs
from qa.lexicon.words import DICTIONARY, ENGLISH, OPENS_PHRASE, UNKNOWN, open_words
from qa.restore.ranking import Heard, Hearing, hear, weights

#: A word at least so much commoner in English than in French is taken for English; see `Word.foreignness`.
_ENGLISH = 0.5

#: The longest phrase that the thesauri hold, in words.
_LONGEST = 5
#: The widest that the inside of a phrase may be, in characters, and what ends a phrase.
_WIDEST, BREAKS = 60, frozenset(",.:;!?()[]«»")

#: From this distance on a word is looked at whatever the page; see `Word.foreignness`.
DOUBTFUL = 0.7

#: So many mentions are weighed at a time, to share the cost of each step.
_AT_ONCE = 256

#: The foreignness of a mention, and the margin of its candidates, count no further than this either way.
_LEAST_FOREIGN, _MOST_FOREIGN = -4.0, 5.0
_LEAST_MARGIN, _MOST_MARGIN = -12.0, 15.0
#: From so much foreignness on a word is far commoner in English; below so much its margin counts once more.
_STRONG, _LOW = 1.2, 0.5
#: So many characters are short.
_SHORT = 3


class Signs(NamedTuple):
    """The local evidence on a mention, in the order of its learnt weights.

    `d` is how much commoner the words are in English than in French (Zipf), `english`, `french` and `web` how common
    they are, `margin` how much better (natural logarithm) the candidates are together than what stands there, `fit`
    how well that fits its context against standing alone, `best_share` and `alike` are of the best candidate. Names of
    two parts are products or parts: `margin_low_d` is the margin where `d` is low.
    """

    constant: float
    d: float
    d_positive: float
    d_strong: float
    english: float
    french: float
    web: float
    dictionary: float
    dictionary_d: float
    margin: float
    margin_positive: float
    margin_low_d: float
    fit: float
    best_share: float
    alike: float
    english_before: float
    english_after: float
    run: float
    name_before: float
    name_after: float
    opening_capital: float
    quoted: float
    short: float
    phrase: float
    phrase_words: float
    phrase_d: float
    phrase_least: float


class Mention(NamedTuple):
    """A word or phrase at `text[start:end]` that English has: its lower-case form, and its first and last token."""

    start: int
    end: int
    form: str
    first: int
    last: int

    @property
    def is_phrase(self) -> bool:
        """Whether it is of several words."""
        return self.first != self.last


class Suspect(NamedTuple):
    """A mention under suspicion.

    `ratio` is the logarithm of its likelihood ratio, `distance` its foreignness, `dictionary` 1 where French
    dictionaries have it; `own_score` is what the context says of itself.
    """

    passage: Passage
    mention: Mention
    ratio: float
    distance: float
    dictionary: float
    own_score: float

    @property
    def english(self) -> bool:
        """Whether it is English rather than good French in the wrong place."""
        return self.distance > _ENGLISH or self.is_phrase

    @property
    def is_phrase(self) -> bool:
        """Whether it is of several words."""
        return self.mention.is_phrase


@lru_cache(maxsize=65536)
def standing(surface: str) -> int:
    """What a word as typed may be: 2 rather English than French, 1 a word of both languages, 0 none of English."""
    form = folded(surface)
    if len(form) < 2 or not form[0].isalpha() or form.endswith("'"):
        return 0
    word = open_words().get(form)
    if word is None:
        return 2 if open_homographs().readings(form) else 0
    if word.foreignness >= DOUBTFUL:
        return 2 if word.flags & (ENGLISH | OPENS_PHRASE) or word.foreignness >= 1 else 0
    return 1 if word.flags & ENGLISH else 0


#: What a spelling with a word rather English than French in it counts for, beside one for each word that English has.
DOUBT = 1 << 32


def _screened(surfaces: Sequence[str]) -> int:
    standings = [standing(surface) for surface in surfaces]
    return len(standings) - standings.count(0) + DOUBT * (2 in standings)


#: Finds the words rather English than French, and counts those that English has.
DOUBTFUL_WORDS = Screen(_screened)


def stands_out(text: str, start: int, end: int, asides: Asides) -> bool:
    """Whether a stretch of a text has a doubtful word that is neither a name nor, plainly, of an aside in English.

    No mention with one of these is suspect, and no phrase reaches beyond the marks of such an aside.
    """
    return any(
        standing(token.text) == 2
        and not looks_like_name(text, token)
        and not asides.foreign(token.start, token.end, BREAKS)
        for token in tokens(text, start, end)
    )


def mentions(around: Surroundings, *, plain: bool) -> Iterator[Mention]:
    """The words and phrases of a passage that a thesaurus of English has; of two that begin alike the longer first.

    Without `plain` only doubtful words, and phrases that hold one; with it only the others.
    """
    found = around.tokens
    standings = [standing(token.text) for token in found]
    for at in range(len(found)) if plain else _before_doubtful(standings):
        token, word = found[at], around.word(at)
        if word.flags & OPENS_PHRASE or standings[at] == 2:
            near = 2 in standings[at : at + _LONGEST]
            phrase = _phrase(around.passage.text, found, at) if near or plain else None
            if phrase is not None and plain != (2 in standings[at : phrase.last + 1]):
                yield phrase
        if standings[at] == (1 if plain else 2) and (word.number >= 0) <= bool(word.flags & ENGLISH):
            yield Mention(token.start, token.end, folded(token.text), at, at)


def _before_doubtful(standings: Sequence[int]) -> list[int]:
    """The places of the doubtful words, and of those before them that a phrase with one in it may begin with."""
    doubtful = [at for at, standing in enumerate(standings) if standing == 2]
    return sorted({place for at in doubtful for place in range(max(0, at - _LONGEST + 1), at + 1)})


def _phrase(text: str, found: Sequence[Token], at: int) -> Mention | None:
    """The longest phrase that begins at a token, if any."""
    start = found[at].start
    furthest = min(len(found), at + _LONGEST) - 1
    if furthest > at + 1 and not open_homographs().begins(folded(f"{found[at].text} {found[at + 1].text} ")):
        furthest = at + 1
    for last in range(furthest, at, -1):
        gap = text[found[at].end : found[last].start]
        if len(gap) > _WIDEST or not BREAKS.isdisjoint(gap):
            continue
        phrase = folded(" ".join(token.text for token in found[at : last + 1]))
        if open_homographs().readings(phrase):
            return Mention(start, found[last].end, phrase, at, last)
    return None


class Observed(NamedTuple):
    """The signs of a mention, and the score of what stands there on the scale of its candidates'."""

    signs: Signs
    own_score: float


def weighed(found: Iterable[tuple[Surroundings, Mention]]) -> Iterator[Suspect]:
    """Weighs mentions of passages that their surroundings describe."""
    learnt = weights()["signs"]
    pairs = iter(found)
    while batch := list(islice(pairs, _AT_ONCE)):
        seen = observed(batch)
        ratios = np.array([one.signs for one in seen]) @ learnt
        for (around, mention), one, ratio in zip(batch, seen, ratios.tolist(), strict=True):
            yield Suspect(around.passage, mention, ratio, one.signs.d, one.signs.dictionary, one.own_score)


def observed(found: Sequence[tuple[Surroundings, Mention]]) -> list[Observed]:
    """What is to be seen of mentions, each with its surroundings."""
    hearings = hear(
        [
            Heard(
                mention.form,
                (text := around.passage.text)[mention.start : mention.end],
                edges(text, mention.start, mention.end),
            )
            for around, mention in found
        ]
    )
    return [_observed(around, mention, heard) for (around, mention), heard in zip(found, hearings, strict=True)]


def _observed(around: Surroundings, mention: Mention, heard: Hearing) -> Observed:
    lasting = _lasting(mention.form)
    own_score = float(weights()["passing"][0]) * heard.own + lasting.own_score
    margin = max(_LEAST_MARGIN, min(_MOST_MARGIN, heard.total - own_score))
    return Observed(_signs(around, mention, lasting, heard, margin), own_score)


class _Lasting(NamedTuple):
    """What a form brings along wherever it stands: of the items of `Signs`, and of the score of what stands there."""

    distance: float
    least_distance: float
    english: float
    french: float
    web: float
    alone: float
    dictionary: float
    words: int
    own_score: float


@lru_cache(maxsize=16384)
def _lasting(form: str) -> _Lasting:
    """The lasting part of the evidence on a form; a word of it stands between two blanks."""
    parts = [open_words().get(part) or UNKNOWN for part in form.split(" ")]
    count = len(parts)
    distances = [word.foreignness for word in parts]
    french = sum(word.french for word in parts) / count
    return _Lasting(
        max(_LEAST_FOREIGN, min(_MOST_FOREIGN, sum(distances) / count)),
        min(distances),
        sum(word.english for word in parts) / count,
        french,
        sum(word.web for word in parts) / count - french,
        sum(math.log(10) * (max(word.french, 0.5) - 9) for word in parts),
        float(all(word.flags & DICTIONARY for word in parts)),
        count,
        float(weights()["lasting"][0]) * min(word.french for word in parts),
    )


def _signs(around: Surroundings, mention: Mention, lasting: _Lasting, heard: Hearing, margin: float) -> Signs:
    """The signs of a mention, `margin` being the lead of its candidates."""
    d, known = lasting.distance, lasting.dictionary
    before, after = around.neighbours(mention.first, mention.last)
    phrase = float(mention.is_phrase)
    return Signs(
        constant=1.0,
        d=d,
        d_positive=max(d, 0.0),
        d_strong=float(d > _STRONG),
        english=lasting.english,
        french=lasting.french,
        web=lasting.web,
        dictionary=known,
        dictionary_d=known * d,
        margin=margin,
        margin_positive=max(margin, 0.0),
        margin_low_d=margin * (d < _LOW),
        fit=max(-10.0, min(15.0, heard.own - lasting.alone)) / 5,
        best_share=heard.best_share,
        alike=heard.alike,
        english_before=before.english,
        english_after=after.english,
        run=around.run(mention.first, mention.last),
        name_before=before.name,
        name_after=after.name,
        opening_capital=float(around.passage.text[mention.start].isupper()),
        quoted=float(around.quoted(mention.start)),
        short=float(mention.end - mention.start <= _SHORT),
        phrase=phrase,
        phrase_words=phrase * lasting.words,
        phrase_d=phrase * d,
        phrase_least=phrase * lasting.least_distance,
    )
