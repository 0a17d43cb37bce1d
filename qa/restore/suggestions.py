"""From ranked candidates to suggestions: in the intruder's case, with the words around repaired."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from qa.document import Passage
from qa.finding import Edit, Suggestion
from qa.language.morphology import like
from qa.restore.agreement import repair

#: As many suggestions as a reader takes in.
MOST = 5


class Original(NamedTuple):
    """A wording that may have stood there, its probability, and where it comes from (`Suggestion.source`).

    `gender` ("m", "f") is that of its head where it is known better than from the dictionary, else "".
    """

    text: str
    probability: float
    source: str
    gender: str = ""


def merged(first: Iterable[Original], then: Iterable[Original], trust: float) -> list[Original]:
    """Two lists of originals as one, likeliest first: `trust` (0 to 1) goes to the first, the rest to the second."""
    found: dict[str, Original] = {}
    for originals, share in ((first, trust), (then, 1 - trust)):
        for original in originals:
            known = found.get(original.text)
            before = known.probability if known else 0.0
            found[original.text] = (known or original)._replace(probability=before + share * original.probability)
    return sorted(found.values(), key=lambda original: -original.probability)


def suggestion(passage: Passage, start: int, end: int, original: Original) -> Suggestion | None:
    """The suggestion to put an original back for `passage.text[start:end]`; None where markup is in the way."""
    text = like(passage.text[start:end], original.text)
    edits = []
    for piece in repair(passage.text, start, end, text, gender=original.gender):
        if not passage.editable(piece.start, piece.end):
            return None
        edits.append(Edit(passage.source_start(piece.start), passage.source_end(piece.end), piece.text))
    return Suggestion(text, min(1.0, original.probability), original.source, tuple(edits))


def suggestions(passage: Passage, start: int, end: int, originals: Iterable[Original]) -> tuple[Suggestion, ...]:
    """The first few suggestions (`MOST`), in the order of the originals, none twice."""

    def made() -> Iterator[Suggestion]:
        seen = set()
        for original in originals:
            found = suggestion(passage, start, end, original)
            if found is not None and found.text not in seen:
                seen.add(found.text)
                yield found
                if len(seen) == MOST:
                    return

    return tuple(made())
