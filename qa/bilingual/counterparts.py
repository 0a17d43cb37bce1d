"""The words of an English segment that nothing in its translation renders, as far as dictionaries and spelling know."""

from __future__ import annotations

import re
from typing import NamedTuple

from qa.bilingual.evidence import english_word, french_keys

_WORD = re.compile(r"[^\W\d_]{3,}")


class Content(NamedTuple):
    """The content words of an English segment, as typed, and those that have no counterpart."""

    words: tuple[str, ...]
    unrendered: tuple[str, ...]

    @property
    def share_rendered(self) -> float:
        """The share of the words that have a counterpart, 1 where there are none."""
        return 1 - len(self.unrendered) / len(self.words) if self.words else 1.0


def content(english: str, french: str) -> Content:
    """What of an English segment its French renders, by dictionaries, names and cognates.

    >>> content("The parties reached an agreement.", "Les events sont parvenues à un accord.").unrendered
    ('parties',)
    """
    words = [(word, clue) for word in dict.fromkeys(_WORD.findall(english)) if (clue := english_word(word)) is not None]
    keys = french_keys(_WORD.findall(french))
    unrendered = tuple(word for word, clue in words if clue.keys.isdisjoint(keys))
    return Content(tuple(word for word, _ in words), unrendered)


def unmatched(english: str, french: str) -> tuple[Content, tuple[str, ...]]:
    """The same, and what of the French renders nothing of the English; asked at once, this costs little more."""
    words = [(word, clue) for word in dict.fromkeys(_WORD.findall(english)) if (clue := english_word(word)) is not None]
    theirs = [(word, french_keys((word,))) for word in dict.fromkeys(_WORD.findall(french))]
    keys: frozenset[str] = frozenset().union(*[own for _, own in theirs])
    unrendered = tuple(word for word, clue in words if clue.keys.isdisjoint(keys))
    known = Content(tuple(word for word, _ in words), unrendered)
    if not unrendered:
        return known, ()
    ours: frozenset[str] = frozenset().union(*[clue.keys for _, clue in words])
    return known, tuple(word for word, own in theirs if own and own.isdisjoint(ours))
