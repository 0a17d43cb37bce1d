"""A first choice among the candidates of a slot, cheap enough to make for every word in doubt.

It is log-linear: each item of evidence times its weight. The weights (`weights.json`, compiled by
`corpora.recipe.weights`) are learnt on text damaged by spinners of several schools. The last word has
`qa.restore.chances`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from qa.language.ngrams import BEGIN, END, model_tokens, open_ngrams
from qa.language.slot import Edges, Slot
from qa.lexicon.words import open_words
from qa.restore.candidates import RELATIONS, Candidate, Pool, pool
from qa.restore.odds import Vector, log_sum

#: What a candidate brings along, whatever the slot.
LASTING = (
    "frequency", "inflected_alike", *RELATIONS, "relations", "similarity", "unlinked", "english", "rare",
)  # fmt: skip
#: What the slot says of it.
PASSING = ("context", "elision")

#: Candidates beyond these, by their lasting evidence, are not looked at in context; the right one is hardly among them.
_LOOKED_AT = 220
#: As many are kept for a second look.
_KEPT = 48
#: And so many of the words that something else suggests.
_WIDENED = 24

_VOWELS = frozenset("aàâäeéèêëiîïoôöuùûüyœæ")
_ELIDING = frozenset(("le", "la", "de", "que", "ne", "ce", "je", "me", "te", "se"))


class Field(NamedTuple):
    """The candidates of one form that are looked at, as columns, and what their lasting evidence scores.

    `vowel` and `mute` say of each whether it begins with a vowel, or with h. A page may have thousands of fields, and
    few of their candidates are ever seen: what is made of the columns is made when it is asked for.
    """

    pool: Pool
    scores: Vector
    vowel: NDArray[np.bool_]
    mute: NDArray[np.bool_]

    @property
    def evidence(self) -> Vector:
        """The lasting evidence, a row each."""
        return _lasting(self.pool)

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        return self.chosen(range(len(self.scores)))

    def chosen(self, places: Iterable[int]) -> tuple[Candidate, ...]:
        """The candidates in these places."""
        restored = open_words().trie.restore_key
        columns = [column.tolist() for column in self.pool]
        rows = ([column[at] for column in columns] for at in places)
        return tuple(Candidate(restored(row[0]), *row) for row in rows)


class Shortlist(NamedTuple):
    """The best candidates of a slot, best first, their evidence (a row each: `LASTING`, `PASSING`) and scores.

    `total` is the logarithm of the summed exponentials of the scores of all candidates.
    """

    candidates: tuple[Candidate, ...]
    evidence: Vector
    scores: Vector
    total: float


NOBODY = Shortlist((), np.zeros((0, len(LASTING) + len(PASSING))), np.zeros(0), -30.0)


@cache
def weights() -> dict[str, Vector]:
    """The learnt weights by name."""
    raw = json.loads((Path(__file__).parent / "weights.json").read_text("utf-8"))
    return {name: np.array(values) for name, values in raw.items()}


def own_context(slot: Slot) -> float:
    """The log-probability of what stands in a slot, the two words that follow included."""
    left, right = _edges(slot)
    return _context(left, slot.text, right)


def _context(left: Sequence[str], text: str, right: Sequence[str]) -> float:
    return open_ngrams().log_probability([*left, *model_tokens(text), *right])


def wording_context(slot: Slot, wording: str) -> float:
    """The log-probability of another wording, of one word or more, in a slot."""
    return own_context(slot._replace(text=wording))


def _edges(slot: Slot) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (BEGIN, BEGIN, *slot.left)[-2:], (*slot.right, END, END)[:2]


def _lasting(found: Pool) -> Vector:
    """What the candidates of a pool bring along, a row each: the columns of `LASTING`."""
    words = open_words()
    french, english = words.french_of(found.numbers), words.english_of(found.numbers)
    bits = (found.relations[:, None] >> np.arange(len(RELATIONS))) & 1
    columns = {
        "frequency": french,
        "inflected_alike": found.inflected_alike,
        **dict(zip(RELATIONS, bits.T, strict=True)),
        "relations": bits.sum(1),
        "similarity": found.similarity,
        "unlinked": found.relations == 0,
        "english": english - french,
        "rare": np.maximum(0, 3 - french),
    }
    return np.stack([columns[name] for name in LASTING], axis=1).astype(np.float64)


@lru_cache(maxsize=4096)
def field(form: str) -> Field:
    """What may have stood in place of a form, before any context."""
    found = pool(form)
    scores = _scores(found)
    kept = np.sort(np.argsort(-scores, kind="stable")[:_LOOKED_AT])
    seen = Pool(found.numbers[kept], found.relations[kept], found.similarity[kept], found.inflected_alike[kept])
    return _field(seen, scores[kept])


def _field(found: Pool, scores: Vector) -> Field:
    """The candidates of a pool, and what their lasting evidence scores."""
    initials = _initials(found.numbers)
    return Field(found, scores, initials == _VOWEL, initials == _MUTE)


def _scores(found: Pool) -> Vector:
    """What the lasting evidence scores, without making a table of it."""
    words, (by_number, by_relations) = open_words(), _lasting_weights()
    french, english = words.french_of(found.numbers), words.english_of(found.numbers)
    return np.asarray(
        by_number["frequency"] * french
        + by_number["inflected_alike"] * found.inflected_alike
        + by_relations.take(found.relations)
        + by_number["similarity"] * found.similarity.astype(np.float64)
        + by_number["english"] * (english - french)
        + by_number["rare"] * np.maximum(0, 3 - french)
    )


@cache
def _lasting_weights() -> tuple[dict[str, float], Vector]:
    """The weight of each item of the lasting evidence, and what all combinations of relations come to."""
    by_name = dict(zip(LASTING, weights()["lasting"].tolist(), strict=True))
    bits = (np.arange(1 << len(RELATIONS))[:, None] >> np.arange(len(RELATIONS))) & 1
    known = bits @ np.array([by_name[name] for name in RELATIONS]) + bits.sum(1) * by_name["relations"]
    known[0] += by_name["unlinked"]
    return by_name, known


#: What a word begins with: not known yet, neither of the others, a vowel, h.
_UNSEEN, _CONSONANT, _VOWEL, _MUTE = range(4)


@cache
def _initials_by_number() -> NDArray[np.uint8]:
    return np.zeros(len(open_words().trie), dtype=np.uint8)


def _initials(numbers: NDArray[np.int64]) -> NDArray[np.uint8]:
    """What words begin with, by their numbers. To be told the first letter of a word costs; it is told once."""
    table = _initials_by_number()
    for number in numbers[table.take(numbers) == _UNSEEN].tolist():
        letter = open_words().trie.restore_key(number)[0]
        table[number] = _VOWEL if letter in _VOWELS else _MUTE if letter == "h" else _CONSONANT
    return table.take(numbers)


def passing(slot: Slot, known: Field) -> Vector:
    """What the slot says of each candidate: the columns of `PASSING`.

    The second is -1 where the word before is elided, or is not, against the candidate's first letter.
    """
    heard = _elision(slot.left[-1] if slot.left else BEGIN, known)
    left, right = _edges(slot)
    around = np.array([[open_words().number(token) for token in (*left, *right)]])
    context = open_ngrams().log_probabilities(
        around, known.pool.numbers, np.zeros(len(known.pool.numbers), dtype=np.int64)
    )
    return np.stack((context, heard), axis=1)


def _elision(before: str, known: Field) -> Vector:
    heard = np.zeros(len(known.pool.numbers))
    if before.endswith("'"):
        heard[~(known.vowel | known.mute)] = -1
    elif before in _ELIDING:
        heard[known.vowel] = -1
    return heard


class Hearing(NamedTuple):
    """What a place's context says of what stands there (`own`, a log-probability) and of what may have stood there.

    `total` is that of the shortlist, `best_share` and `alike` are of its best candidate: what it has of that total, and
    whether English reads it as the same inflection; 0 where there is none.
    """

    own: float
    total: float
    best_share: float
    alike: float


class Heard(NamedTuple):
    """A form in lower case as it stands in the text, and the tokens next to it."""

    form: str
    text: str
    edges: Edges


#: Hearings remembered: a page says many things more than once.
_REMEMBERED = 20_000
#: So many places are heard at a time: enough to share the cost of each step, few enough to stay in the caches.
_AT_ONCE = 32

_remembered: dict[Heard, Hearing] = {}


def hear(places: Sequence[Heard]) -> list[Hearing]:
    """What the shortlists of many places come to, without making them: most need not be seen.

    Safe to call from several threads: at worst two of them hear the same.
    """
    known = {place: hearing for place in set(places) if (hearing := _remembered.get(place)) is not None}
    new = [place for place in dict.fromkeys(places) if place not in known]
    for start in range(0, len(new), _AT_ONCE):
        batch = new[start : start + _AT_ONCE]
        heard = dict(zip(batch, _heard(batch), strict=True))
        known |= heard
        if len(_remembered) > _REMEMBERED:
            _remembered.clear()
        _remembered.update(heard)
    return [known[place] for place in places]


def _heard(places: Sequence[Heard]) -> list[Hearing]:
    fields = [field(place.form) for place in places]
    number, count = open_words().number, len(places)
    tokens = [model_tokens(place.text) for place in places]
    around = np.array([[number(token) for token in place.edges] for place in places], dtype=np.int64)
    # What stands there is asked about along with its candidates, where it is one token.
    owns = np.array([number(found[0]) if len(found) == 1 else -1 for found in tokens], dtype=np.int64)
    lengths = np.array([len(known.pool.numbers) for known in fields])
    owner = np.repeat(np.arange(count), lengths)
    words = np.concatenate((*(known.pool.numbers for known in fields), owns))
    context = open_ngrams().log_probabilities(around, words, np.concatenate((owner, np.arange(count))))
    own = [
        float(said) if len(found) == 1 else _context(place.edges[:2], place.text, place.edges[2:])
        for said, found, place in zip(context[len(owner) :], tokens, places, strict=True)
    ]
    heard = np.concatenate([_elision(place.edges.before, known) for place, known in zip(places, fields, strict=True)])
    lasting = np.concatenate([known.scores for known in fields])
    by_context, by_elision = weights()["passing"]
    scores = lasting + by_context * context[: len(owner)] + by_elision * heard
    best, total, first = _by_place(scores, lengths, owner)
    return [
        Hearing(said, float(all_), math.exp(most - all_), float(known.pool.inflected_alike[at]))
        if len(known.scores)
        else Hearing(said, NOBODY.total, 0.0, 0.0)
        for said, known, most, all_, at in zip(own, fields, best, total, first, strict=True)
    ]


def _by_place(
    scores: Vector, lengths: NDArray[np.int64], owner: NDArray[np.int64]
) -> tuple[Vector, Vector, NDArray[np.int64]]:
    """For each place with scores: the best, the logarithm of their summed exponentials, and which is the best."""
    best, total, first = np.zeros(len(lengths)), np.zeros(len(lengths)), np.zeros(len(lengths), dtype=np.int64)
    some = lengths > 0
    if some.any():
        starts = (np.cumsum(lengths) - lengths)[some]
        best[some] = np.maximum.reduceat(scores, starts)
        total[some] = best[some] + np.log(np.add.reduceat(np.exp(scores - best[owner]), starts))
        hits = np.flatnonzero(scores == best[owner])
        first[some] = hits[np.searchsorted(hits, starts)] - starts
    return best, total, first


def shortlist(slot: Slot, form: str) -> Shortlist:
    """What may have stood in a slot where a form (lower case) stands."""
    known = field(form)
    if not len(known.scores):
        return NOBODY
    said = passing(slot, known)
    scores = known.scores + said @ weights()["passing"]
    order = np.argsort(-scores, kind="stable")[:_KEPT]
    evidence = np.concatenate((known.evidence[order], said[order]), axis=1)
    return Shortlist(known.chosen(order.tolist()), evidence, scores[order], log_sum(scores))


def widened(found: Shortlist, slot: Slot, form: str, numbers: Iterable[int]) -> Shortlist:
    """A shortlist with other words besides, by number, whether or not anything links them to the form."""
    known = {candidate.number for candidate in found.candidates}
    own = open_words().number(form)
    wanted = np.array(sorted(number for number in numbers if number not in known and number != own), dtype=np.int64)
    if not len(wanted):
        return found
    every = pool(form)
    at = np.minimum(np.searchsorted(every.numbers, wanted), max(0, len(every.numbers) - 1))
    linked = every.numbers[at] == wanted if len(every.numbers) else np.zeros(len(wanted), dtype=bool)
    columns = [np.where(linked, column[at], 0) if linked.any() else np.zeros(len(wanted)) for column in every[1:]]
    added = Pool(wanted, columns[0].astype(np.int64), columns[1].astype(np.float32), columns[2].astype(bool))
    others = _field(added, _scores(added))
    said = passing(slot, others)
    scores = others.scores + said @ weights()["passing"]
    order = np.argsort(-scores, kind="stable")[:_WIDENED]
    return Shortlist(
        found.candidates + others.chosen(order.tolist()),
        np.concatenate((found.evidence, np.concatenate((others.evidence[order], said[order]), axis=1))),
        np.concatenate((found.scores, scores[order])),
        found.total,
    )
