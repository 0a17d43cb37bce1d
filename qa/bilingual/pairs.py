"""What renders what: the English segments of a document, each with the stretch of French that stands for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.containers.units import passage_of
from qa.document import OBJECT, Document, Passage, Piece
from qa.language.analysis import Analysis


@dataclass(frozen=True, slots=True)
class Pair:
    """English, and `passage.text[start:end]`, which renders it.

    A segment of a bilingual file, or sentences that an alignment put together. Either side may be empty: then the
    translation is missing, or has nothing that it translates. A passage without text stands where a translation ought
    to be. In both texts an `OBJECT` stands for each inline code (markup, a placeholder); `english_codes` and `codes`
    are what these are called, in order, the same code by the same name. `name` is that of the pair's unit.
    `confidence` is the probability, from 0 to 1, that the two belong together or that one side is missing: an
    alignment may err, a bilingual file does not.
    """

    english: str
    passage: Passage
    start: int
    end: int
    english_codes: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    name: str = ""
    confidence: float = 1.0

    @property
    def text(self) -> str:
        """The French."""
        return self.passage.text[self.start : self.end]


def pairs(analysis: Analysis) -> tuple[Pair, ...]:
    """The pairs of a document, in reading order; none where nothing is known of what it translates."""
    return analysis.once(_pairs)


def _pairs(analysis: Analysis) -> tuple[Pair, ...]:
    document = analysis.document
    if document.english is None:
        return tuple(_of_units(document))
    from qa.bilingual.documents import paired  # not at the top: a bilingual file has nothing to align

    return paired(document.english, document)


def _of_units(document: Document) -> Iterator[Pair]:
    known = iter(document.passages)
    ahead = next(known, None)
    for unit in document.units:
        # Most units have a passage in the document, which is not made a second time.
        while ahead is not None and ahead.source_start(0) < unit.start:
            ahead = next(known, None)
        if unit.english is not None:
            own = ahead is not None and ahead.source_start(0) <= unit.end
            passage = ahead if ahead is not None and own else passage_of(unit)
            english = "".join(OBJECT if piece.image else piece.text for piece in unit.english).strip()
            yield Pair(english, passage, 0, len(passage.text), _codes(unit.english), _codes(unit.pieces), unit.name)


def _codes(pieces: tuple[Piece, ...]) -> tuple[str, ...]:
    return tuple(piece.code for piece in pieces if piece.image)
