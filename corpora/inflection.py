"""English inflected as a naive program does it, whatever the part of speech."""

from __future__ import annotations

from qa.lexicon.homographs import BASE, ED, ING, S

#: The inflections that such a program knows.
NAIVE = (BASE, S, ED, ING)


def inflect(lemma: str, inflection: int) -> str:
    """A lemma or phrase inflected by rule alone, a phrase by its last word; as it is for what is not of `NAIVE`.

    >>> [inflect("supply", inflection) for inflection in NAIVE]
    ['supply', 'supplies', 'supplied', 'supplying']
    """
    if inflection == BASE:
        return lemma
    y = lemma.endswith("y") and lemma[-2:-1] not in "aeiou"
    if inflection == S:
        return lemma[:-1] + "ies" if y else lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s")
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    if inflection == ING:
        return stem + "ing"
    if inflection == ED:
        return lemma[:-1] + "ied" if y else stem + "ed"
    return lemma
