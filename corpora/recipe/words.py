"""Compiles `words.marisa` and `words.bin`: the forms of both languages with their frequencies.

French counts come from the running text and the press counts, web French and English from wordfreq.
"""

from __future__ import annotations

import math
from array import array
from pathlib import Path

import marisa_trie
import wordfreq

from qa.lexicon import store
from qa.lexicon.homographs import Homographs
from qa.lexicon.words import DICTIONARY, ENGLISH, HOMOGRAPH, OPENS_PHRASE, STEPS, Words

#: Rarer forms of wordfreq's lists are names and misspellings.
_LEAST_ZIPF = 1.6


def _level(zipf: float) -> int:
    return max(0, min(255, round(zipf * STEPS)))


def compile(
    counts: dict[str, float], dictionary: set[str], homographs: set[str], english: set[str], target: Path
) -> None:
    """Writes the two files into `target`.

    `counts` are weighted occurrences in French by token, `dictionary` the forms of a French dictionary, `homographs`
    the French forms that English spells alike, `english` further English forms to know.
    """
    total = sum(count for token, count in counts.items() if token[0].isalpha())
    french_web = {w: wordfreq.zipf_frequency(w, "fr") for w in wordfreq.iter_wordlist("fr")}
    english_web = {w: wordfreq.zipf_frequency(w, "en") for w in wordfreq.iter_wordlist("en")}
    forms = set(counts) | homographs | {w for w in english if w in english_web}
    forms |= {w for w, z in french_web.items() if z >= _LEAST_ZIPF}
    forms |= {w for w, z in english_web.items() if z >= _LEAST_ZIPF}
    trie = marisa_trie.Trie(forms)
    columns = {name: array("B", bytes(len(trie))) for name in ("french", "web", "english", "flags")}
    for form in forms:
        number = trie[form]
        if count := counts.get(form):
            columns["french"][number] = _level(math.log10(count / total * 1e9))
        columns["web"][number] = _level(french_web.get(form, 0.0))
        columns["english"][number] = _level(english_web.get(form, 0.0))
        columns["flags"][number] = DICTIONARY * (form in dictionary) | HOMOGRAPH * (form in homographs)
    trie.save(str(target / "words.marisa"))
    store.write(target / "words.bin", {name: ("B", column.tobytes()) for name, column in columns.items()})


def mark(target: Path) -> None:
    """Adds to `words.bin` which forms the English thesauri have; the tables of homographs must be there."""
    words, homographs = Words(), Homographs()
    openings = {phrase.split(" ")[0] for phrase in homographs.trie.iterkeys() if " " in phrase}
    file = store.Store(target / "words.bin")
    columns = {name: bytes(file.column(name)) for name in ("french", "web", "english", "flags")}
    flags = bytearray(columns["flags"])
    for number in range(len(flags)):
        form = words.trie.restore_key(number)
        flags[number] &= DICTIONARY | HOMOGRAPH
        flags[number] |= ENGLISH * bool(homographs.readings(form)) | OPENS_PHRASE * (form in openings)
    columns["flags"] = bytes(flags)
    store.write(target / "words.bin", {name: ("B", data) for name, data in columns.items()})
