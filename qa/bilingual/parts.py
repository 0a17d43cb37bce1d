"""The sentences of a segment that holds several, each with what renders it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from qa.bilingual.documents import paired
from qa.bilingual.pairs import Pair, pairs
from qa.document import Document, Passage
from qa.language.analysis import Analysis


def parts(analysis: Analysis) -> tuple[Pair, ...]:
    """The pairs of a document, those of a bilingual file that hold several sentences taken apart; codes are not told.

    A segment that nothing translates stays whole.
    """
    return analysis.once(_parts)


def _parts(analysis: Analysis) -> tuple[Pair, ...]:
    if analysis.document.english is not None:
        return pairs(analysis)
    return tuple(part for pair in pairs(analysis) for part in _of_segment(pair))


def _of_segment(pair: Pair) -> Iterator[Pair]:
    if not pair.english.strip() or not pair.text.strip():
        yield pair
        return
    english, french = (Document(text, (Passage.verbatim(text, 0, len(text)),)) for text in (pair.english, pair.text))
    for part in paired(english, french):
        start, end = pair.start + part.start, pair.start + part.end
        yield replace(pair, english=part.english, start=start, end=end, confidence=part.confidence)
