"""What the English of a bilingual document tells of what stood in an intruder's place.

A word of the source that nothing in the translation renders is most likely the one that the intruder took the place of:
the English has *parties*, the French *events* and no *parties*. What renders a word of the source itself, a *ferry* or
a *Dubrovnik* of both languages, is hardly an intruder.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from qa.document import Passage
from qa.language.analysis import Analysis
from qa.language.tokens import folded
from qa.lexicon.bilingual import open_bilingual
from qa.lexicon.homographs import open_homographs
from qa.lexicon.words import DICTIONARY, UNKNOWN, open_words
from qa.restore.cognates import cognates
from qa.restore.odds import Vector
from qa.restore.ranking import field
from qa.restore.suggestions import Original
from qa.restore.suspicion import Mention, standing

if TYPE_CHECKING:
    from qa.bilingual.pairs import Pair
    from qa.restore.second_look import Known

#: How much oftener the original than any other candidate renders a word of the source that is otherwise unrendered.
RENDERS = 100.0
#: What the source says of a word that itself renders one of its words, and of one that renders none: the logarithms of
#: likelihood ratios for an intruder.
_OWN, _STRAY = -3.0, 0.7
#: A word so much commoner in English (`Word.foreignness`) renders nothing, though it be the source's own.
_LEFT = 1.0
#: A word of French dictionaries that is less foreign is a loanword in daily use.
_BORROWED = 1.4
#: The most that the source says for an intruder.
FOR = float(np.log(RENDERS)) + _STRAY
#: How probable it is that what stood there renders a word of the source and is linked to the intruder by nothing, where
#: nothing that is linked to it renders one.
_UNLINKED = 0.002
#: A translation that renders less than this share of the source's words goes its own way: that it has others is no
#: reason to doubt a plainly French one.
_FAITHFUL = 0.6
#: A candidate less probable than this before the source was heard has it from the source alone; it is then held no
#: more probable than `_UNSURE`, too little to be put back unasked, unless it is an exact translation.
_BY_ITSELF, _UNSURE = 0.5, 0.9
#: In a document of more pairs no plainly French word is doubted: on a clean one it makes the check a tenth longer, and
#: what is so large is a memory, which has been read before, rather than a text that somebody is about to publish.
_MOST_PAIRS = 5000
_WORD = re.compile(r"[^\W\d_]{3,}")
#: So near in meaning is a link.
_NEAR = 0.5


class Told(NamedTuple):
    """What the source tells of a stretch: the French forms, by number in `Words`, of its words that nothing beside the
    stretch renders; and the logarithm of a likelihood ratio for an intruder that this makes before any candidate.

    `exact` are those that dictionaries give for the one reading that their word has: *print* may be *imprimer* or
    *impression*, and the source alone does not tell which.
    """

    wanted: frozenset[int]
    ratio: float
    exact: frozenset[int] = frozenset()


_NOTHING = Told(frozenset(), 0.0)


def weighed(analysis: Analysis, known: Known, likely: Vector) -> tuple[Vector, float]:
    """The probabilities of a suspect's candidates in the light of the English, if it is at hand.

    Also what the English says for an intruder: the logarithm of a likelihood ratio, 0 where it says nothing.
    """
    if not analysis.document.bilingual or not len(likely):
        return likely, 0.0
    mention, candidates = known.suspect.mention, known.found.candidates
    said = told(analysis, known.suspect.passage, mention.start, mention.end)
    held = np.array([candidate.number in said.wanted for candidate in candidates])
    unlinked = held & np.array([candidate.relations == 0 for candidate in candidates])
    if float(likely[held & ~unlinked].sum()) < _UNLINKED:
        likely = _heard(likely, unlinked)
    raised, ratio = _raised(likely, held)
    exact = np.array([candidate.number in said.exact for candidate in candidates])
    alone = held & ~exact & (likely < _BY_ITSELF)
    return np.where(alone, np.minimum(raised, _UNSURE), raised), ratio + said.ratio


def _heard(likely: Vector, unlinked: Vector) -> Vector:
    """Probabilities, those of what nothing links to the intruder together at least `_UNLINKED`."""
    mass = float(likely[unlinked].sum())
    if not mass or mass >= _UNLINKED:
        return likely
    return np.where(unlinked, likely * (_UNLINKED / mass), likely * (1 - _UNLINKED) / (1 - mass))


def supported(
    analysis: Analysis, passage: Passage, start: int, end: int, said: Sequence[Original]
) -> tuple[list[Original], float]:
    """The same of what a glossary says of `passage.text[start:end]`, likeliest first."""
    if not analysis.document.bilingual or not said:
        return list(said), 0.0
    wanted, words = told(analysis, passage, start, end).wanted, open_words()
    held = [words.number(original.text.lower()) in wanted for original in said]
    likely, ratio = _raised(np.array([original.probability for original in said]), held)
    raised = [original._replace(probability=float(p)) for original, p in zip(said, likely, strict=True)]
    return sorted(raised, key=lambda original: -original.probability), ratio


def _raised(likely: Vector, held: Sequence[bool] | Vector) -> tuple[Vector, float]:
    """Probabilities, those raised that render a word of the source; and the logarithm of what all grew by."""
    if not np.any(held):
        return likely, 0.0
    raised = np.where(np.array(held), likely * RENDERS, likely)
    whole = float(raised.sum() + max(0.0, 1.0 - likely.sum()))
    return np.asarray(raised / whole), float(np.log(whole))


def told(analysis: Analysis, passage: Passage, start: int, end: int) -> Told:
    """What the English at hand tells of `passage.text[start:end]`; nothing where there is none."""
    from qa.bilingual.counterparts import content  # not at the top: a text alone has none
    from qa.bilingual.evidence import english_word, french_keys

    pair = _pair(analysis, passage, start, end)
    if pair is None:
        return _NOTHING
    text = passage.text
    rest = text[pair.start : start] + " " + text[end : pair.end]
    unrendered, own = content(pair.english, rest).unrendered, french_keys(_WORD.findall(text[start:end]))
    alike = _stem(text[start:end])
    rendered = any(
        _stem(word) == alike or ((clue := english_word(word)) is not None and not clue.keys.isdisjoint(own))
        for word in unrendered
    )
    if rendered and _is_french(text[start:end], pair.english):
        return Told(frozenset(), _OWN)
    wanted: frozenset[int] = frozenset().union(*map(_forms, unrendered))
    exact: frozenset[int] = frozenset().union(*map(_exact, unrendered))
    if _is_loanword(text[start:end]):
        return Told(frozenset(), 0.0)
    return Told(wanted, _STRAY * (bool(wanted) and not rendered), exact)


def _stem(word: str) -> str:
    """A word, in lower case, but for the ending of a plural or a verb in either language: *ferrys* and *ferries*."""
    stem = folded(word).rstrip("es")
    return stem[:-1] + "y" if stem.endswith("i") else stem


def _is_loanword(text: str) -> bool:
    """Whether French has it from English: a *planning* renders more words than dictionaries know."""
    word = open_words().get(folded(text)) or UNKNOWN
    return standing(text) == 2 and bool(word.flags & DICTIONARY) and word.foreignness < _BORROWED


def _is_french(text: str, english: str) -> bool:
    """Whether what the source has alike may stand in French: a word of French, a name."""
    if text[0].isupper() and re.search(rf"\b{re.escape(text)}\b", english):
        return True
    word = open_words().get(folded(text)) or UNKNOWN
    return bool(word.flags & DICTIONARY or folded(text).endswith("s")) and word.foreignness < _LEFT


def promising(analysis: Analysis, passage: Passage, mention: Mention) -> bool:
    """Whether a mention renders no word of the source, and is linked to a French word for one that nothing renders."""
    said = told(analysis, passage, mention.start, mention.end)
    return said.ratio > 0 and linked(mention.form, said.wanted)


def linked(form: str, wanted: frozenset[int]) -> bool:
    """Whether a thesaurus, a dictionary or its meaning links a form to one of some French words."""
    return not wanted.isdisjoint(_tied(form))


@lru_cache(maxsize=4096)
def _tied(form: str) -> frozenset[int]:
    """The French words that something links to a form, by number in `Words`."""
    pool = field(form).pool
    return frozenset(pool.numbers[(pool.relations != 0) | (pool.similarity > _NEAR)].tolist())


class Gap(NamedTuple):
    """A stretch `start:end` of a passage whose English has words that nothing there renders, and the plainly French
    words in it, in lower case, that render nothing themselves and are linked to one of these.
    """

    start: int
    end: int
    strays: frozenset[str]


def gaps(analysis: Analysis) -> dict[int, list[Gap]]:
    """The stretches where a plainly French word may stand for another, by where in the source their passage begins."""
    return analysis.once(_gaps)


def _gaps(analysis: Analysis) -> dict[int, list[Gap]]:
    from qa.bilingual.counterparts import unmatched  # not at the top: a text alone has none

    found: dict[int, list[Gap]] = {}
    placed = analysis.once(_placed)[1]
    if len(placed) > _MOST_PAIRS:
        return found
    for pair in placed:
        # The cheap questions first: each of many thousand clean pairs is asked them.
        known, strays = unmatched(pair.english, pair.text)
        if not strays or known.share_rendered < _FAITHFUL:
            continue
        strays = tuple(word for word in strays if standing(word) == 1)
        if not strays:
            continue
        # Names come by the thousand, and no dictionary has them.
        wanted: frozenset[int] = frozenset().union(*[_forms(word) for word in known.unrendered if word.islower()])
        tied = frozenset(form for form in map(folded, strays) if linked(form, wanted)) if wanted else None
        if tied:
            found.setdefault(pair.passage.source_start(0), []).append(Gap(pair.start, pair.end, tied))
    return found


def _pair(analysis: Analysis, passage: Passage, start: int, end: int) -> Pair | None:
    """The pair that `passage.text[start:end]` is of."""
    starts, found = analysis.once(_placed)
    number = bisect_right(starts, passage.source_start(start)) - 1
    if number < 0:
        return None
    pair = found[number]
    return pair if pair.passage.text == passage.text and pair.start <= start < end <= pair.end else None


def _placed(analysis: Analysis) -> tuple[list[int], list[Pair]]:
    """The pairs that have both sides, by where their French begins in the source."""
    from qa.bilingual.pairs import pairs

    found = sorted(
        (
            (pair.passage.source_start(pair.start), n, pair)
            for n, pair in enumerate(pairs(analysis))
            if pair.english and pair.text and pair.english != pair.text
        )
    )
    return [start for start, _, _ in found], [pair for _, _, pair in found]


@lru_cache(maxsize=4096)
def _forms(english: str) -> frozenset[int]:
    """The French forms that dictionaries give for an English word, its twins and what is spelt alike."""
    form = english.lower()
    bilingual, words = open_bilingual(), open_words()
    alike = words.get(form)
    numbers = {words.number(form)} if alike is not None and alike.foreignness < _LEFT else set()
    numbers.update(words.number(twin) for twin in cognates(form))
    for reading in open_homographs().readings(form):
        for translation in bilingual.translations(reading.lemma):
            start, end = bilingual.surface_starts[translation.lemma : translation.lemma + 2]
            numbers.update(bilingual.surfaces[start:end])
    return frozenset(number for number in numbers if number >= 0)


@lru_cache(maxsize=4096)
def _exact(english: str) -> frozenset[int]:
    """The forms that dictionaries give for the only reading of an English word; none where it has more."""
    readings = tuple(open_homographs().readings(english.lower()))
    if len(readings) != 1:
        return frozenset()
    bilingual, (lemma, inflection) = open_bilingual(), readings[0]
    spans = (bilingual.surface_starts[given.lemma : given.lemma + 2] for given in bilingual.translations(lemma))
    return frozenset(
        bilingual.surfaces[at]
        for start, end in spans
        for at in range(start, end)
        if bilingual.inflections[at] == inflection
    )
