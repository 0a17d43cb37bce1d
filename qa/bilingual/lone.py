"""The sentences of segments that have nothing on the other side: neither rendered nor rendering."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from qa.bilingual.documents import pairs_of
from qa.bilingual.pairs import Pair, pairs
from qa.bilingual.parallel import links_within
from qa.document import Document, Passage
from qa.language.analysis import Analysis


def lone(analysis: Analysis) -> tuple[Pair, ...]:
    """The pairs of a document that have one side only, in reading order; codes are not told.

    Segments of a bilingual file are taken apart into sentences for that, but for one that nothing translates. Those
    with both sides, which most are, are not kept.
    """
    return analysis.once(_lone)


def _lone(analysis: Analysis) -> tuple[Pair, ...]:
    found = pairs(analysis)
    if analysis.document.english is not None:
        return tuple(pair for pair in found if not _both(pair))
    return tuple(part for pair in found for part in _of_segment(pair))


def _both(pair: Pair) -> bool:
    return bool(pair.english.strip() and pair.text.strip())


def _of_segment(pair: Pair) -> Iterator[Pair]:
    if not _both(pair):
        yield pair
        return
    english, french = (Document(text, (Passage.verbatim(text, 0, len(text)),)) for text in (pair.english, pair.text))
    found = links_within(english.passages, french.passages)
    if all(link.english and link.french for link in found):
        return
    for part in pairs_of(english, french, found):
        if not _both(part):
            start, end = pair.start + part.start, pair.start + part.end
            yield replace(pair, english=part.english, start=start, end=end, confidence=part.confidence)
