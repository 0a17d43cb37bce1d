"""The pairs of a French document and the English one beside it, in reading order, what is missing in its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from qa.bilingual.certainty import confidences
from qa.bilingual.pairs import Pair
from qa.bilingual.parallel import Link, links
from qa.document import OBJECT, Document, Passage, Segment


class _Placed(NamedTuple):
    """A pair by where it is read: a passage of the French, by its number, and an offset in it."""

    passage: int
    offset: int
    pair: Pair


def paired(english: Document, french: Document) -> tuple[Pair, ...]:
    """The links of two documents as pairs, in the reading order of the French.

    What nothing renders stands behind what the text before it became: a sentence in the passage of its neighbours, a
    whole paragraph, as one pair, in an empty passage between two others. A passage that renders nothing is one pair.
    """
    return pairs_of(english, french, tuple(links(english.passages, french.passages)))


def pairs_of(english: Document, french: Document, found: tuple[Link, ...]) -> tuple[Pair, ...]:
    """The links of two documents as pairs, as `paired` has them."""
    texts = _Texts(english, french, found, confidences(english.passages, french.passages, found))
    return tuple(placed.pair for placed in sorted(texts.placed(), key=lambda placed: placed[:2]))


@dataclass(frozen=True, slots=True)
class _Texts:
    """Two documents and the links between them, each as sure as `sure` says."""

    english: Document
    french: Document
    links: tuple[Link, ...]
    sure: list[float]

    def placed(self) -> Iterator[_Placed]:
        """The pairs in the order of the links; of several at one place that is their order, too."""
        ours = Counter(sentence.passage for link in self.links for sentence in link.english)
        theirs = Counter(sentence.passage for link in self.links for sentence in link.french)
        passage = -1  # up to where the French has been followed
        for key, run in groupby(range(len(self.links)), key=self._kept_together):
            numbers = list(run)
            if key is None:
                for number in numbers:
                    passage = self.links[number].french[-1].passage
                    yield self._rendering(number, number + 1)
                continue
            missing, own = key
            whole = len(numbers) == (ours if missing else theirs)[own]
            if not missing:
                passage = own
                for first, last in ((numbers[0], numbers[-1]),) if whole else zip(numbers, numbers, strict=True):
                    yield self._rendering(first, last + 1)
            elif whole:
                yield self._missing_paragraph(numbers[0], numbers[-1] + 1, passage)
            else:
                where, offset = self._gap(numbers[0], numbers[-1] + 1, max(passage, 0))
                for number in numbers:
                    yield self._placed(number, number + 1, where, self.french.passages[where], (offset, offset))

    def _kept_together(self, number: int) -> tuple[bool, int] | None:
        """For a link with one side only, whether the French is missing, and the passage that the other side is of."""
        link = self.links[number]
        if link.english and link.french:
            return None
        return not link.french, (link.english or link.french)[0].passage

    def _rendering(self, first: int, last: int) -> _Placed:
        """The pair of links with French of one passage."""
        sentences = [sentence for link in self.links[first:last] for sentence in link.french]
        where = sentences[0].passage
        extent = sentences[0].start, sentences[-1].end
        return self._placed(first, last, where, self.french.passages[where], extent)

    def _missing_paragraph(self, first: int, last: int, where: int) -> _Placed:
        """The pair of the links of a whole English paragraph, behind a passage or, for -1, where the text begins."""
        passages = self.french.passages
        if where >= 0:
            at = passages[where].source_end(len(passages[where].text))
        else:
            at = passages[0].source_start(0) if passages else 0
        kind = self.english.passages[self.links[first].english[0].passage].kind
        placed = self._placed(first, last, where, Passage("", (Segment(0, 0, at, at),), kind), (0, 0))
        return placed._replace(offset=len(self.french.source))

    def _gap(self, first: int, last: int, where: int) -> tuple[int, int]:
        """The passage, and the offset in it, where the missing sentences of a part of a paragraph ought to be.

        `where` is the passage to take if none of their neighbours is rendered.
        """
        own = self.links[first].english[0].passage
        before = self.links[first - 1] if first else None
        if before is not None and before.french and before.english and before.english[-1].passage == own:
            return before.french[-1].passage, before.french[-1].end
        for after in self.links[last:]:
            if after.french and after.english:
                return after.french[0].passage, after.french[0].start
        return where, len(self.french.passages[where].text)

    def _placed(self, first: int, last: int, where: int, passage: Passage, extent: tuple[int, int]) -> _Placed:
        """The pair that some links make with a stretch of a passage."""
        start, end = extent
        text: list[str] = []
        codes: list[str] = []
        ours = (sentence for link in self.links[first:last] for sentence in link.english)
        for number, group in groupby(ours, key=lambda sentence: sentence.passage):
            run = list(group)
            own = self.english.passages[number]
            text.append(own.text[run[0].start : run[-1].end])
            codes += _codes(self.english, own, run[0].start, run[-1].end)
        unit = self.french.unit_at(passage.source_start(start))
        pair = Pair(
            "\n".join(text),
            passage,
            start,
            end,
            tuple(codes),
            tuple(_codes(self.french, passage, start, end)),
            unit.name if unit else "",
            min(self.sure[first:last]),
        )
        return _Placed(where, start, pair)


def _codes(document: Document, passage: Passage, start: int, end: int) -> Iterator[str]:
    """The source of what each `OBJECT` in a stretch of a passage stands for."""
    at = passage.text.find(OBJECT, start, end)
    while at >= 0:
        yield document.source[passage.source_start(at) : passage.source_end(at + 1)]
        at = passage.text.find(OBJECT, at + 1, end)
