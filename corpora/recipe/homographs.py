"""Compiles the homograph tables: which French forms English spells alike, and which English words a thesaurus links
to them.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import marisa_trie
import numpy as np
from numpy.typing import NDArray

from corpora.inflection import NAIVE, inflect
from corpora.recipe.thesauri import Links
from qa.lexicon import store
from qa.lexicon.homographs import BASE, ED, ER, EST, ING, S
from qa.lexicon.words import Words

#: A form is French when a dictionary has it and text shows it this often (weighted), or text alone shows it more often.
_SEEN, _SEEN_WITHOUT_DICTIONARY = 4, 30

_TAGS = {"NN": BASE, "NNS": S, "VB": BASE, "VBD": ED, "VBN": ED, "VBG": ING, "VBP": BASE, "VBZ": S}
_TAGS |= {"JJ": BASE, "JJR": ER, "JJS": EST, "RB": BASE, "RBR": ER, "RBS": EST}


def _regular(lemma: str) -> Iterator[tuple[str, int]]:
    """A lemma's forms as a naive program makes them, whatever its part of speech."""
    return ((inflect(lemma, inflection), inflection) for inflection in NAIVE)


def inflections(lemmas: list[str]) -> dict[str, set[tuple[str, int]]]:
    """English form → its lemmas and inflections, regular and irregular."""
    import lemminflect

    forms: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for lemma in lemmas:
        for form, inflection in _regular(lemma):
            forms[form].add((lemma, inflection))
        for tag, found in lemminflect.getAllInflections(lemma).items():
            for form in found if tag in _TAGS else ():
                forms[form.lower()].add((lemma, _TAGS[tag]))
    return forms


def french_homographs(
    forms: dict[str, set[tuple[str, int]]], counts: dict[str, float], dictionary: set[str]
) -> dict[str, set[tuple[str, int]]]:
    """Those English forms that are French forms too."""
    return {
        form: readings
        for form, readings in forms.items()
        if counts.get(form, 0) >= (_SEEN if form in dictionary else _SEEN_WITHOUT_DICTIONARY)
    }


def compile(
    links: Links,
    forms: dict[str, set[tuple[str, int]]],
    homographs: dict[str, set[tuple[str, int]]],
    meanings: dict[str, NDArray[np.int8]],
    target: Path,
) -> None:
    """Writes `intruders.marisa`, `irregular.marisa` and `homographs.bin` into `target`; `words.marisa` must be
    there.
    """
    words = Words()
    surfaces: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for form, readings in homographs.items():
        for lemma, inflection in readings:
            surfaces[lemma].add((form, inflection))
    lemmas = sorted(surfaces)
    index = {lemma: i for i, lemma in enumerate(lemmas)}
    intruders = marisa_trie.Trie({word for lemma in lemmas for word in links[lemma]} | set(lemmas))
    starts, link_column, relation_column = array("I", [0]), array("H"), array("B")
    for number in range(len(intruders)):
        word = intruders.restore_key(number)
        for homograph, relations in sorted((index[w], r) for w, r in links.get(word, {}).items() if w in index):
            link_column.append(homograph)
            relation_column.append(relations)
        starts.append(len(link_column))
    surface_starts, surface_column, inflection_column = array("I", [0]), array("I"), array("B")
    for lemma in lemmas:
        for form, inflection in sorted(surfaces[lemma]):
            surface_column.append(words.number(form))
            inflection_column.append(inflection)
        surface_starts.append(len(surface_column))
    regular = {(form, lemma, tag) for lemma in intruders.iterkeys() if lemma.isalpha() for form, tag in _regular(lemma)}
    irregular = sorted(
        (form, (intruders[lemma], tag))
        for form, readings in forms.items()
        for lemma, tag in readings
        if lemma in intruders and tag != BASE and (form, lemma, tag) not in regular
    )
    intruders.save(str(target / "intruders.marisa"))
    marisa_trie.RecordTrie("<IB", irregular).save(str(target / "irregular.marisa"))
    store.write(
        target / "homographs.bin",
        {
            "starts": ("I", starts.tobytes()),
            "links": ("H", link_column.tobytes()),
            "relations": ("B", relation_column.tobytes()),
            "surface_starts": ("I", surface_starts.tobytes()),
            "surfaces": ("I", surface_column.tobytes()),
            "inflections": ("B", inflection_column.tobytes()),
            "meanings": (
                "b",
                np.stack([meanings[k] for k in map(intruders.restore_key, range(len(intruders)))]).tobytes(),
            ),
            "homograph_meanings": ("b", np.stack([meanings[lemma] for lemma in lemmas]).tobytes()),
        },
    )
