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


class Wording(NamedTuple):
    """A wording that may have stood there, its probability, and where it comes from."""

    text: str
    probability: float
    source: str
    gender: str = ""


def merged(first: Iterable[Wording], then: Iterable[Wording], trust: float) -> list[Wording]:
    """Two lists of wordings as one, likeliest first: `trust` (0 to 1) goes to the first, the rest to the second."""
    found: dict[str, Wording] = {}
    for wordings, share in ((first, trust), (then, 1 - trust)):
        for wording in wordings:
            known = found.get(wording.text)
            before = known.probability if known else 0.0
            found[wording.text] = (known or wording)._replace(probability=before + share * wording.probability)
    return sorted(found.values(), key=lambda wording: -wording.probability)


def suggestion(passage: Passage, start: int, end: int, wording: Wording) -> Suggestion | None:
    """The suggestion to put a wording for `passage.text[start:end]`; None where markup is in the way."""
    text = like(passage.text[start:end], wording.text)
    edits = []
    for piece in repair(passage.text, start, end, text, gender=wording.gender):
        if not passage.editable(piece.start, piece.end):
            return None
        edits.append(Edit(passage.source_start(piece.start), passage.source_end(piece.end), piece.text))
    return Suggestion(text, min(1.0, wording.probability), wording.source, tuple(edits))


def suggestions(passage: Passage, start: int, end: int, wordings: Iterable[Wording]) -> tuple[Suggestion, ...]:
    """The best few suggestions, in the order of the wordings, none twice."""

    def made() -> Iterator[Suggestion]:
        seen = set()
        for wording in wordings:
            found = suggestion(passage, start, end, wording)
            if found is not None and found.text not in seen:
                seen.add(found.text)
                yield found
                if len(seen) == MOST:
                    return

    return tuple(made())
