"""Telling the many texts without a word of interest from the few with one, at next to no cost.

No word spans white space, so what is between white space is judged by itself, once, however often it stands there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

#: Pieces remembered; a bound on memory, above what a book has of different ones.
_REMEMBERED = 300_000

_NOTHING: frozenset[str] = frozenset()


class Sieve:
    """Lets pass what `judge` says no to. The judge is asked of pieces of text without white space.

    Safe to share between threads.
    """

    def __init__(self, judge: Callable[[str], bool]) -> None:
        self._judge = judge
        self._passed: set[str] = set()
        self._held: set[str] = set()

    def caught(self, text: str) -> frozenset[str]:
        """The pieces of a text, between white space, that are of interest.

        >>> sorted(Sieve(str.isdigit).caught("De 1914 à 1918 : 4 ans, de 1914"))
        ['1914', '1918', '4']
        """
        pieces = text.split()
        if self._passed.issuperset(pieces):
            return _NOTHING
        strange = frozenset(pieces).difference(self._passed)
        new = strange - self._held
        if not new:
            return strange
        caught = {piece for piece in new if self._judge(piece)}
        if len(self._passed) + len(self._held) > _REMEMBERED:
            self._passed, self._held = set(), set()
        self._held |= caught
        self._passed |= new - caught
        return strange - (new - caught)


def places(text: str, pieces: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Where a text has these pieces between white space, in order: each as its start and itself.

    >>> list(places("un à un, un", frozenset(["un"])))
    [(0, 'un'), (9, 'un')]
    """
    at = 0
    for piece in text.split():
        if piece in pieces:
            # What is found first may be a part of another piece.
            at = text.index(piece, at)
            while not _stands_alone(text, at, at + len(piece)):
                at = text.index(piece, at + 1)
            yield at, piece
            at += len(piece)


def _stands_alone(text: str, start: int, end: int) -> bool:
    return (not start or text[start - 1].isspace()) and (end == len(text) or text[end].isspace())
