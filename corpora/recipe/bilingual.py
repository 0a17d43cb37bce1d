"""Compiles `bilingual.bin`: the French lemmas that dictionaries give for an English lemma, and the forms of each.

FreeDict is read in both directions. The pivot goes from English to French through Catalan, by the bilingual tables of
Apertium that `lt-proc` looks up. All three are under the GPL, and so is what is drawn from them: a file of its own.
"""

from __future__ import annotations

import gzip
import re
import subprocess
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from qa.lexicon import store
from qa.lexicon.bilingual import BACK, FORTH, PIVOT
from qa.lexicon.forms import Form, Forms
from qa.lexicon.homographs import BASE, ED, ING, Homographs, S
from qa.lexicon.words import Words

#: English lemma → French lemma → the dictionaries that say so, as bits.
Pairs = Mapping[str, Mapping[str, int]]

_HEAD = re.compile(r"(\S[^/]*?)\s+/.*?/\s*(?:<[^>]*>)?\s*")
_NOTE = re.compile(r"\([^)]*\)|<[^>]*>|\[[^]]*\]")
_PLAIN = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*")

#: The readings that Apertium is asked for.
_TAGS = (
    "<n><sg>", "<n><unc><sg>", "<vblex><inf>", "<adj>", "<adj><sint>", "<adv>", "<pr>", "<cnjcoo>", "<cnjadv>",
    "<cnjsub>", "<prn>", "<det><ind><sg>",
)  # fmt: skip
#: Gender and number that the first table leaves open.
_OPEN = {"<GD>": "<m>", "<ND>": "<sg>"}

#: The inflection of English that a French mood looks like: the letters of `Form.features`.
_MOODS = {"W": BASE, "P": BASE, "S": BASE, "F": BASE, "C": BASE, "Y": BASE, "I": ED, "J": ED}


def freedict(path: Path) -> Iterator[tuple[str, str]]:
    """Head and translation, in lower case, of a dictionary in the format of dictd (`.dict.dz`)."""
    head = ""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if match := _HEAD.fullmatch(line.rstrip("\n")):
                head = match[1].lower()
            elif head:
                for part in re.sub(r"^\s*\d+\.\s*", "", _NOTE.sub("", line)).split(","):
                    if _PLAIN.fullmatch(part.strip()):
                        yield head, part.strip().lower()


def _looked_up(table: Path, units: Iterable[str]) -> list[list[str]]:
    """What a bilingual table of Apertium gives for each lexical unit."""
    given = "\n".join(f"^{unit}$" for unit in units)
    done = subprocess.run(["lt-proc", "-b", str(table)], input=given, capture_output=True, text=True, check=True)
    return [
        [answer for answer in line.strip("^$").split("/")[1:] if not answer.startswith("@")]
        for line in done.stdout.split("\n")
    ]


def pivot(lemmas: list[str], to_catalan: Path, to_french: Path) -> Iterator[tuple[str, str]]:
    """English and French lemmas that have a Catalan one in common."""
    asked = [(lemma, tag) for lemma in lemmas for tag in _TAGS]
    catalan = [
        (lemma, re.sub("<GD>|<ND>", lambda match: _OPEN[match[0]], unit))
        for (lemma, _), units in zip(asked, _looked_up(to_catalan, (a + b for a, b in asked)), strict=False)
        for unit in units
    ]
    for (lemma, _), units in zip(catalan, _looked_up(to_french, (unit for _, unit in catalan)), strict=False):
        for unit in units:
            yield lemma, unit.split("<")[0].lower()


def pairs(forth: Path, back: Path, to_catalan: Path, to_french: Path, lemmas: list[str]) -> Pairs:
    """All pairs of single words and English phrases, with who vouches for each."""
    table: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for english, french in freedict(forth):
        table[english.removeprefix("to ")][french] |= FORTH
    for french, english in freedict(back):
        table[english.removeprefix("to ")][french] |= BACK
    for english, french in pivot(lemmas, to_catalan, to_french):
        table[english][french] |= PIVOT
    return table


def _inflection(form: Form) -> int:
    """The English inflection that a French form looks like."""
    if form.pos in ("noun", "name"):
        return S if form.number == "p" else BASE
    if form.pos == "participle":
        return ED
    if form.pos == "gerund":
        return ING
    if form.pos == "verb" and form.features:
        return S if form.features == "P3s" else _MOODS.get(form.features[0], BASE)
    return BASE


def surfaces(lemma: str, words: Words, forms: Forms) -> dict[int, int]:
    """The forms of a lemma, by number in `Words`, each with the English inflection that it looks like."""
    found: dict[int, int] = {}
    for part in dict.fromkeys(reading.pos for reading in forms.analyses(lemma) if reading.lemma == lemma):
        kinds = (part, "participle", "gerund") if part == "verb" else (part,)
        for kind in kinds:
            for form in forms.inflect(lemma, kind):
                number = -1 if form.endswith("'") else words.number(form)
                reading = next((r for r in forms.analyses(form) if r.lemma == lemma and r.pos == kind), None)
                if number >= 0 and reading is not None:
                    found.setdefault(number, _inflection(reading))
    if not found and words.number(lemma) >= 0:
        found[words.number(lemma)] = BASE
    return found


def compile(table: Pairs, target: Path) -> None:
    """Writes `bilingual.bin` into `target`; the other word data must be there."""
    words, forms, homographs = Words(), Forms(), Homographs()
    numbers: dict[str, int] = {}
    columns: dict[str, array[int]] = {
        "heads": array("I"), "starts": array("I", [0]), "lemmas": array("I"), "sources": array("B"),
        "surface_starts": array("I", [0]), "surfaces": array("I"), "inflections": array("B"),
    }  # fmt: skip
    heads = {homographs.trie[english]: french for english, french in table.items() if english in homographs.trie}
    for head in sorted(heads):
        for lemma, sources in sorted(heads[head].items()):
            if lemma not in numbers:
                shapes = surfaces(lemma, words, forms)
                if not shapes or " " in lemma:
                    continue
                numbers[lemma] = len(numbers)
                columns["surfaces"].extend(shapes)
                columns["inflections"].extend(shapes.values())
                columns["surface_starts"].append(len(columns["surfaces"]))
            columns["lemmas"].append(numbers[lemma])
            columns["sources"].append(sources)
        if len(columns["lemmas"]) > columns["starts"][-1]:
            columns["heads"].append(head)
            columns["starts"].append(len(columns["lemmas"]))
    store.write(
        target / "bilingual.bin", {name: (column.typecode, column.tobytes()) for name, column in columns.items()}
    )
