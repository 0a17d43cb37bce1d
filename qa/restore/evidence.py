"""What the English of a bilingual document tells of what stood in an intruder's place.

A word of the source that nothing in the translation renders is most likely the one that the intruder took the place of:
the English has *parties*, the French *events* and no *parties*.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from qa.document import Passage
from qa.language.analysis import Analysis
from qa.lexicon.bilingual import open_bilingual
from qa.lexicon.homographs import open_homographs
from qa.lexicon.words import open_words
from qa.restore.cognates import cognates
from qa.restore.odds import Vector
from qa.restore.second_look import Known
from qa.restore.suggestions import Original

if TYPE_CHECKING:
    from qa.bilingual.pairs import Pair

#: How much oftener the original than any other candidate renders a word of the source that is otherwise unrendered.
_RENDERS = 30.0


def weighed(analysis: Analysis, known: Known, likely: Vector) -> tuple[Vector, float]:
    """The probabilities of a suspect's candidates in the light of the English, if it is at hand.

    Also what the English says for an intruder: the logarithm of a likelihood ratio, 0 where it says nothing.
    """
    if not analysis.document.bilingual or not len(likely):
        return likely, 0.0
    mention = known.suspect.mention
    wanted = _wanted(analysis, known.suspect.passage, mention.start, mention.end)
    return _raised(likely, [candidate.number in wanted for candidate in known.found.candidates])


def supported(
    analysis: Analysis, passage: Passage, start: int, end: int, said: Sequence[Original]
) -> tuple[list[Original], float]:
    """The same of what a glossary says of `passage.text[start:end]`, likeliest first."""
    if not analysis.document.bilingual or not said:
        return list(said), 0.0
    wanted, words = _wanted(analysis, passage, start, end), open_words()
    held = [words.number(original.text.lower()) in wanted for original in said]
    likely, told = _raised(np.array([original.probability for original in said]), held)
    raised = [original._replace(probability=float(p)) for original, p in zip(said, likely, strict=True)]
    return sorted(raised, key=lambda original: -original.probability), told


def _raised(likely: Vector, held: Sequence[bool]) -> tuple[Vector, float]:
    """Probabilities, those raised that render a word of the source; and the logarithm of what all grew by."""
    if not any(held):
        return likely, 0.0
    raised = np.where(np.array(held), likely * _RENDERS, likely)
    whole = float(raised.sum() + max(0.0, 1.0 - likely.sum()))
    return np.asarray(raised / whole), float(np.log(whole))


def _wanted(analysis: Analysis, passage: Passage, start: int, end: int) -> frozenset[int]:
    """The French forms, by number in `Words`, of the words of the source that nothing beside a stretch renders."""
    from qa.bilingual.counterparts import content  # not at the top: a text alone has none

    starts, found = analysis.once(_placed)
    number = bisect_right(starts, passage.source_start(start)) - 1
    if number < 0:
        return frozenset()
    pair, text = found[number], passage.text
    if pair.passage.text != text or not pair.start <= start < end <= pair.end:
        return frozenset()
    rest = text[pair.start : start] + " " + text[end : pair.end]
    return frozenset().union(*map(_forms, content(pair.english, rest).unrendered))


def _placed(analysis: Analysis) -> tuple[list[int], list[Pair]]:
    """The pairs that have both sides, by where their French begins in the source."""
    from qa.bilingual.pairs import pairs

    found = sorted(
        (
            (pair.passage.source_start(pair.start), n, pair)
            for n, pair in enumerate(pairs(analysis))
            if pair.english and pair.text
        )
    )
    return [start for start, _, _ in found], [pair for _, _, pair in found]


@lru_cache(maxsize=4096)
def _forms(english: str) -> frozenset[int]:
    """The French forms that dictionaries give for an English word, its twins and what is spelt alike."""
    form = english.lower()
    bilingual, words = open_bilingual(), open_words()
    numbers = {words.number(form), *(words.number(twin) for twin in cognates(form))}
    for reading in open_homographs().readings(form):
        for translation in bilingual.translations(reading.lemma):
            start, end = bilingual.surface_starts[translation.lemma : translation.lemma + 2]
            numbers.update(bilingual.surfaces[start:end])
    return frozenset(number for number in numbers if number >= 0)
