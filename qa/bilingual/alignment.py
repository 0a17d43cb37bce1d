"""Which stretches of an English text go with which of a French one, both in order: paragraphs, or sentences.

The method is that of Gale and Church ("A Program for Aligning Sentences in Bilingual Corpora", Computational
Linguistics 19, 1993, https://aclanthology.org/J93-1004/): dynamic programming over *beads*, in each of which none to
three English stretches go with none to three French ones, the cost of a bead being how odd the two lengths are beside
each other and how rare its kind is. To that comes what the words say (`qa.bilingual.evidence`), as in hunalign and
bleualign, so that a gap in the middle of a text does not lead all that follows astray.

Dynamic programming takes the product of both lengths. So long texts are followed along the diagonal for as long as one
stretch plainly goes with one; where that ends, the next such place is sought near by, then farther off, and only what
lies between is aligned by dynamic programming. All is deterministic.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from math import inf
from typing import NamedTuple

from qa.bilingual.evidence import MIXED, Stretch, agreement, at_odds, joined, length_cost

#: Kinds of beads (English stretches, French stretches) and the cost of each, about the logarithm of how rare it is.
_BEADS = {
    (1, 1): 0.1, (1, 0): 4.0, (0, 1): 4.0, (2, 1): 2.3, (1, 2): 2.3, (2, 2): 4.4, (3, 1): 4.5, (1, 3): 4.5,
}  # fmt: skip
#: What it costs that a heading goes with a paragraph, or both together with anything.
_OF_OTHER_KIND = 4.0

#: Evidence from which on one stretch plainly goes with one, and how odd the lengths may then be.
_PLAIN, _ODD = 3.0, 2.5
#: Evidence, for each clue, without which a long stretch does not plainly go with another.
_PLAIN_EACH = 0.2
#: How many stretches ahead the next plain place is sought: each pair is tried, then those that share rare words.
_NEAR, _FAR = 10, (120, 1200)
#: A key that more stretches than these have says nothing of where one belongs.
_RARE = 3
#: Texts as short as this, by the product of their lengths, are aligned by dynamic programming as a whole.
_SHORT = 150
#: How far from the diagonal dynamic programming looks.
_BAND = 12
#: Among how many that nothing was found for, on each side, those that have changed places are sought.
_ASTRAY = 60
#: Evidence from which on two of these belong together: less where they are as near as this.
_MOVED, _MOVED_NEAR, _NEIGHBOURS = 6.0, 3.0, 2


class Bead(NamedTuple):
    """`english[e0:e1]` goes with `french[f0:f1]`, as numbers of stretches. One side may be empty, never both.

    `score` is what speaks for it, 0 for an empty side.
    """

    e0: int
    e1: int
    f0: int
    f1: int
    score: float = 0.0


@dataclass(frozen=True)
class Side:
    """One text: how many stretches it has, and each by its number. Only the last few that were asked for are kept."""

    count: int
    at: Callable[[int], Stretch]

    @classmethod
    def of(cls, count: int, make: Callable[[int], Stretch]) -> Side:
        return cls(count, lru_cache(maxsize=4 * _FAR[-1])(make))


def align(english: Side, french: Side, walls: frozenset[int] = frozenset(), *, crossed: bool = True) -> list[Bead]:
    """The beads of two texts: every stretch of both is in one, in the order of the English ones.

    No bead reaches over the beginning of a French stretch in `walls`. `crossed`: two may go with two of which neither
    goes with one; sentences do, paragraphs have rather changed places. Beads of stretches that have changed places
    stand where their English does; all others are in order on both sides.
    """
    found = _Alignment(english, french, walls, crossed=crossed)
    beads = found.short() if english.count * french.count <= _SHORT else found.long()
    return found.with_moved(list(beads))


def _heads(stretch: Stretch) -> bool:
    return stretch.kind in ("heading", MIXED)


class _Alignment:
    """Two texts, and how well any of their stretches go together."""

    def __init__(self, english: Side, french: Side, walls: frozenset[int], *, crossed: bool) -> None:
        self.english, self.french, self.walls = english, french, walls
        self.beads = {kind: cost for kind, cost in _BEADS.items() if crossed or kind != (2, 2)}

    def plain(self, i: int, j: int) -> Bead | None:
        """The bead of English stretch i and French stretch j, if the one plainly goes with the other, alone."""
        one, other = self.english.at(i), self.french.at(j)
        if _heads(one) != _heads(other) or length_cost(one, other) > _ODD:
            return None
        score = agreement(one, other)
        least = max(_PLAIN, _PLAIN_EACH * max(len(one.clues), len(other.clues)))
        return Bead(i, i + 1, j, j + 1, score) if score >= least and not at_odds(one, other) else None

    def short(self) -> Iterator[Bead]:
        """Two short texts: side by side where all of it plainly goes together, otherwise weighed as a whole."""
        count = self.english.count
        if count == self.french.count:
            beads = [bead for bead in takewhile(bool, (self.plain(n, n) for n in range(count))) if bead]
            if len(beads) == count:
                return iter(beads)
        return iter(self.between(0, count, 0, self.french.count))

    def long(self) -> Iterator[Bead]:
        """Two long texts: along the diagonal where that is plain, and what lies between."""
        n, m = self.english.count, self.french.count
        i = j = 0  # up to here all is settled
        blind = -1  # up to this English stretch nothing plain is to be found
        while i < n and j < m:
            # The last of a run may be the larger part of one that was divided: it is weighed with what follows.
            last = None
            while i < n and j < m and (bead := self.plain(i, j)) is not None:
                if last is not None:
                    yield last
                last = bead
                i, j = i + 1, j + 1
            if i == n and j == m:
                if last is not None:
                    yield last
                return
            if last is not None:
                i, j = last.e0, last.f0
            anchor = self._near(i, j)
            if anchor is None and i >= blind:
                for reach in _FAR:
                    anchor = self._far(i, j, reach)
                    if anchor is not None:
                        break
                else:
                    blind = i + _FAR[-1] // 2
            if anchor is None:
                anchor = min(n, i + _NEAR), min(m, j + _NEAR)
                if n - anchor[0] < _NEAR and m - anchor[1] < _FAR[0]:
                    anchor = n, m
            yield from self.between(i, anchor[0], j, anchor[1])
            i, j = anchor
        yield from self.between(i, n, j, m)

    def _near(self, i: int, j: int) -> tuple[int, int] | None:
        """The nearest plain place beyond (i, j)."""
        for away in range(2, 2 * _NEAR):
            # The diagonal first: that as much was left out as put in is likelier than either alone.
            for lean in range(away % 2, min(away, 2 * _NEAR - away) + 1, 2):
                for a, b in dict.fromkeys(
                    (((away + lean) // 2, (away - lean) // 2), ((away - lean) // 2, (away + lean) // 2))
                ):
                    if (a or b) and self._anchor(i + a, j + b):
                        return i + a, j + b
        return None

    def _anchor(self, i: int, j: int) -> bool:
        """Whether a plain stretch begins at (i, j): two plain ones in a row, or one that ends both texts."""
        n, m = self.english.count, self.french.count
        if i >= n or j >= m or not self.plain(i, j):
            return False
        return (i + 1 == n and j + 1 == m) or (i + 1 < n and j + 1 < m and self.plain(i + 1, j + 1) is not None)

    def _far(self, i: int, j: int, reach: int) -> tuple[int, int] | None:
        """The first plain place within reach that shares rare words."""
        places: dict[str, list[int]] = defaultdict(list)
        for b in range(j, min(self.french.count, j + reach)):
            for key in self.french.at(b).keys:  # in any order: each has its own places
                places[key].append(b)
        for a in range(i, min(self.english.count, i + reach)):
            votes: Counter[int] = Counter()
            for clue in self.english.at(a).clues:
                met = {b for key in clue.keys for b in places.get(key, ())}
                if len(met) <= _RARE:
                    votes.update(met)
            for b, _ in sorted(votes.items(), key=lambda item: (-item[1], item[0]))[:2]:
                if (a, b) != (i, j) and self._anchor(a, b):
                    return a, b
        return None

    def between(self, i0: int, i1: int, j0: int, j1: int) -> list[Bead]:
        """The best beads of `english[i0:i1]` and `french[j0:j1]`, by dynamic programming within a band."""
        n, m = i1 - i0, j1 - j0
        if not n or not m:
            return [Bead(i, i + 1, j0, j0) for i in range(i0, i1)] + [Bead(i1, i1, j, j + 1) for j in range(j0, j1)]
        groups: dict[tuple[int, int, int], Stretch] = {}

        def group(side: int, start: int, end: int) -> Stretch:
            key = side, start, end
            if key not in groups:
                at = self.french.at if side else self.english.at
                groups[key] = joined(at(number) for number in range(start, end))
            return groups[key]

        best: dict[tuple[int, int], tuple[float, int, int, float]] = {(0, 0): (0.0, 0, 0, 0.0)}
        band = _BAND + abs(n - m)
        for i in range(n + 1):
            middle = i * m // n
            for j in range(max(0, middle - band), min(m, middle + band) + 1):
                cheapest = best.get((i, j), (inf, 0, 0, 0.0))
                for (a, b), rarity in self.beads.items():
                    before = best.get((i - a, j - b))
                    if before is None:
                        continue
                    if b > 1 and any(j0 + j - back in self.walls for back in range(1, b)):
                        continue
                    score = cost = 0.0
                    if a and b:
                        one, other = group(0, i0 + i - a, i0 + i), group(1, j0 + j - b, j0 + j)
                        score = agreement(one, other)
                        cost = length_cost(one, other) - score
                        cost += _OF_OTHER_KIND * (_heads(one) != _heads(other) or one.kind == MIXED)
                    total = before[0] + rarity + cost
                    if total < cheapest[0]:
                        cheapest = total, a, b, score
                if cheapest[0] < inf:
                    best[i, j] = cheapest
        beads: list[Bead] = []
        i, j = n, m
        while i or j:
            _, a, b, score = best[i, j]
            beads.append(Bead(i0 + i - a, i0 + i, j0 + j - b, j0 + j, score))
            i, j = i - a, j - b
        return beads[::-1]

    def with_moved(self, beads: list[Bead]) -> list[Bead]:
        """The beads, with those put together whose English and French were both left over and belong together."""
        astray_e = [bead.e0 for bead in beads if bead.f0 == bead.f1]
        astray_f = [bead.f0 for bead in beads if bead.e0 == bead.e1]
        if not astray_e or not astray_f or max(len(astray_e), len(astray_f)) > _ASTRAY:
            return beads
        place = {bead.e0: bead.f0 for bead in beads}
        likely: list[tuple[float, int, int]] = []
        for i in astray_e:
            for j in astray_f:
                score = agreement(self.english.at(i), self.french.at(j))
                least = _MOVED_NEAR if abs(place[i] - j) <= _NEIGHBOURS else _MOVED
                if score >= least and length_cost(self.english.at(i), self.french.at(j)) <= _ODD:
                    likely.append((-score, i, j))
        moved: dict[int, tuple[int, float]] = {}
        taken: set[int] = set()
        for score, i, j in sorted(likely):
            if i not in moved and j not in taken:
                moved[i] = j, -score
                taken.add(j)
        return [
            Bead(bead.e0, bead.e1, moved[bead.e0][0], moved[bead.e0][0] + 1, moved[bead.e0][1])
            if bead.f0 == bead.f1 and bead.e0 in moved
            else bead
            for bead in beads
            if not (bead.e0 == bead.e1 and bead.f0 in taken)
        ]
