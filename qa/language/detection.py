"""Passages in English: which stretches of a text, of whole sentences, are not French at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from qa.document import Passage
from qa.extents import Extent
from qa.language.analysis import Analysis
from qa.language.screening import Screen
from qa.language.tokens import tokens
from qa.lexicon.words import UNKNOWN, Word, open_words

if TYPE_CHECKING:
    from langdetect.detector_factory import DetectorFactory

#: No English sentence of some length lacks them all, and French hardly has them: most passages are told by these alone.
_TELLING = frozenset("the The of and And to is that with for For was are this This from be".split())

#: Where a sentence ends, or a line that the next does not go on.
_BOUNDARY = re.compile(
    r"(?:[.!?…:](?:\s?[\"”»’')\]])*+\s++|\n\s*+)(?=[-–—•*\"“«(\[]?+[ \u00a0\u202f]?+[A-ZÀ-ÖØ-ÞŒ0-9])"
)

#: A word is of the language that has it so much more often (Zipf) than the other.
_MARGIN = 0.7
#: English words that are rarer in English tell nothing: most are of other languages.
_LEAST_ENGLISH = 3.5
#: A sentence is English with at least so many English words, and so many of them for each French one.
_LEAST, _FOR_EACH = 3, 7
#: And where they are this share of its words; names are not counted.
_SHARE = 0.5
#: As many words make a passage of its own; in a French paragraph it takes more.
_WHOLE, _WITHIN = 6, 8

#: The languages told apart: French, English, and those that share words with them.
_PROFILES = ("fr", "en", "de", "nl", "es", "it", "pt", "da", "no", "sv")
_CERTAIN = 0.8
#: Characters of a stretch that are looked at: more would cost time and tell nothing new.
_SAMPLE = 600


class _Sentence(NamedTuple):
    start: int
    end: int
    words: int
    english: int
    french: int
    names: int

    @property
    def is_english(self) -> bool:
        plain = self.words - self.names
        return self.english >= max(_LEAST, _FOR_EACH * self.french, _SHARE * plain)

    @property
    def undecided(self) -> bool:
        """Whether it may belong to an English neighbour: a short answer, what an abbreviation's stop cut off."""
        return not self.french and self.words < _WHOLE


def english_extents(passage: Passage) -> tuple[Extent, ...]:
    """The stretches of a passage's text that are English from end to end, in order: whole sentences, names allowed.

    Quotations, titles and references in English are among them: a rule decides what is there on purpose.
    """
    text = passage.text
    if _TELLING.isdisjoint(text.split()) or _SCREEN.total(text) < _LEAST * _ENGLISH:
        return ()
    sentences = list(_sentences(text))
    found = []
    for run in _runs(sentences):
        whole = len(run) == len(sentences)
        if sum(sentence.words for sentence in run) >= (_WHOLE if whole else _WITHIN):
            start, end = run[0].start, run[-1].end
            if _confirmed(text[start:end]):
                found.append((start, end))
    return tuple(found)


def english(analysis: Analysis) -> tuple[tuple[Extent, ...], ...]:
    """The English extents of each passage of a document, in order; to be asked for as `analysis.once(english)`."""
    return tuple(english_extents(passage) for passage in analysis.document.passages)


def _sentences(text: str) -> Iterator[_Sentence]:
    start = 0
    for boundary in _BOUNDARY.finditer(text):
        yield _sentence(text, start, boundary.end())
        start = boundary.end()
    yield _sentence(text, start, len(text))


def _sentence(text: str, start: int, end: int) -> _Sentence:
    """The sentence; where it is plainly neither English nor undecided, as one of French words, without counting."""
    english, words = divmod(_SCREEN.total(text[start:end]), _ENGLISH)
    if english < _LEAST and words >= _WHOLE:
        return _Sentence(start, end, words, 0, words, 0)
    return _counted(text, start, end)


def _counted(text: str, start: int, end: int) -> _Sentence:
    """The sentence without white space and bullets, its words counted by language."""
    sentence = text[start:end].rstrip()
    start += len(sentence) - len(sentence := sentence.lstrip(" \n\u00a0\u202f-–—•*"))
    words = english = french = names = 0
    for token in tokens(sentence):
        word = token.text
        if not word[0].isalpha():
            continue
        words += 1
        if word[-1] in "'’":
            french += 1
            continue
        if word[0].isupper() and word != "I" and (words > 1 or (len(word) > 1 and word.isupper())):
            names += 1
            continue
        known = _known(word)
        if _is_english(known):
            english += 1
        elif known.french - known.english > _MARGIN:
            french += 1
    return _Sentence(start, start + len(sentence), words, english, french, names)


def _known(word: str) -> Word:
    return (open_words().get(word.lower()) if len(word) > 1 or word == "I" else None) or UNKNOWN


def _is_english(known: Word) -> bool:
    return known.english - known.french > _MARGIN and known.english >= _LEAST_ENGLISH


#: What a word counts for that may be English, beside one for every word.
_ENGLISH = 1 << 32


def _screened(surfaces: Sequence[str]) -> int:
    words = [word for word in surfaces if word[0].isalpha()]
    return len(words) + _ENGLISH * sum(word[-1] not in "'’" and _is_english(_known(word)) for word in words)


#: Counts words, and those that are English if they are no names: far cheaper than to count them by sentence.
_SCREEN = Screen(_screened)


def _runs(sentences: Iterable[_Sentence]) -> Iterator[list[_Sentence]]:
    """English sentences that follow one another, with those around and between that may be theirs."""
    run: list[_Sentence] = []
    for sentence in sentences:
        if sentence.is_english or sentence.undecided:
            run.append(sentence)
            continue
        yield from _trimmed(run)
        run = []
    yield from _trimmed(run)


def _trimmed(run: list[_Sentence]) -> Iterator[list[_Sentence]]:
    """The run, if there is any English in it, without what has no English word at its ends."""
    if any(sentence.is_english for sentence in run):
        first = next(at for at, sentence in enumerate(run) if sentence.english)
        last = next(at for at in range(len(run) - 1, -1, -1) if run[at].english)
        yield run[first : last + 1]


def _confirmed(text: str) -> bool:
    """Whether the letters of a text are those of English rather than of its neighbours, French above all."""
    from langdetect.lang_detect_exception import LangDetectException

    detector = _detectors().create()
    detector.append(text[:_SAMPLE])
    try:
        return any(found.lang == "en" and found.prob >= _CERTAIN for found in detector.get_probabilities())
    except LangDetectException:  # no letter that any of the languages knows
        return False


@cache
def _detectors() -> DetectorFactory:
    from pathlib import Path

    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    factory = DetectorFactory()
    factory.seed = 0
    factory.load_json_profile([(Path(PROFILES_DIRECTORY) / name).read_text(encoding="utf-8") for name in _PROFILES])
    return factory
