"""What may have stood where an intruder stands: every French form that a spinner may have taken for English.

Two roads lead back. The thesauri link the intruder to homographs (`qa.lexicon.homographs`); and every homograph is
somewhere near it in meaning. The first is precise, the second reaches what no thesaurus links.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from qa.lexicon.homographs import DIMENSIONS, open_homographs
from qa.lexicon.words import open_words

#: How many of the homographs nearest in meaning are candidates without a link.
NEAREST = 120


class Candidate(NamedTuple):
    """A French form that may have stood there.

    `relations` are the thesaurus links, as bits; `similarity` is of meaning, -1 to 1;
    `inflected_alike` says that English reads form and intruder as the same inflection.
    """

    text: str
    number: int
    relations: int
    similarity: float
    inflected_alike: bool


@cache
def _meanings() -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """The vectors of the intruders (as stored), and of the homograph lemmas (so scaled that a product is a cosine)."""
    homographs = open_homographs()
    intruders = np.frombuffer(homographs.meanings, dtype=np.int8).reshape(-1, DIMENSIONS)
    own = np.frombuffer(homographs.homograph_meanings, dtype=np.int8).reshape(-1, DIMENSIONS)
    return intruders, own.astype(np.float32) / 127**2


@lru_cache(maxsize=4096)
def candidates(form: str) -> tuple[Candidate, ...]:
    """The candidates for an intruder (lower case, words of a phrase separated by one blank), in no order that matters."""
    homographs, words = open_homographs(), open_words()
    intruders, own = _meanings() if homographs.readings(form) else (None, None)
    best: dict[int, Candidate] = {}
    for lemma, inflection in homographs.readings(form):
        similarity = own @ intruders[lemma].astype(np.float32)
        linked = {link.homograph: link.relations for link in homographs.links(lemma)}
        near = np.argpartition(-similarity, NEAREST)[:NEAREST]
        for homograph in {*linked, *near.tolist()}:
            relations, close = linked.get(homograph, 0), float(similarity[homograph])
            for word, read_as in homographs.surfaces(homograph):
                known = best.get(word)
                if known is None:
                    text = words.trie.restore_key(word)
                    best[word] = Candidate(text, word, relations, close, read_as == inflection)
                else:
                    best[word] = Candidate(
                        known.text,
                        word,
                        known.relations | relations,
                        max(known.similarity, close),
                        known.inflected_alike or read_as == inflection,
                    )
    return tuple(candidate for candidate in best.values() if candidate.text != form)
