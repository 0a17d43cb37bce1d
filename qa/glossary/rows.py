"""From the rows of a file, whatever its format, to terms; every fault with its line and what to do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, cast

from qa.glossary.context import CLASSES, clauses
from qa.glossary.term import (
    COLUMNS,
    GENDERS,
    KINDS,
    PARTS_OF_SPEECH,
    SEPARATOR,
    Fault,
    Gender,
    Glossary,
    GlossaryError,
    Kind,
    Pos,
    Term,
)
from qa.settings import Wording


class Row(NamedTuple):
    """Cells by the column's name as the file spells it. `line` counts from 1."""

    line: int
    cells: Mapping[str, str]


#: Other names of columns and values, folded (see `_fold`), and what they mean.
_COLUMNS = {name: name for name in COLUMNS} | {
    "terme": "term",
    "fautif": "term",
    "forme fautive": "term",
    "wrong": "term",
    "correction": "right",
    "corrections": "right",
    "correct": "right",
    "remplacement": "right",
    "replacement": "right",
    "nature": "pos",
    "categorie": "pos",
    "classe": "pos",
    "part of speech": "pos",
    "genre": "gender",
    "type": "kind",
    "sur": "safe",
    "quand": "when",
    "si": "when",
    "sauf": "unless",
    "sauf si": "unless",
    "mauvais": "bad",
    "exemple fautif": "bad",
    "bon": "good",
    "exemple": "good",
    "exemple corrige": "good",
    "remarque": "note",
    "notes": "note",
    "origine": "source",
    "sources": "source",
    "anglais": "english",
    "terme anglais": "english",
    "terme source": "english",
    "source term": "english",
    "en": "english",
}
_KINDS = {name: name for name in KINDS} | {
    "": "term",
    "terme": "term",
    "faux ami": "false-friend",
    "faux-ami": "false-friend",
    "false friend": "false-friend",
    "anglicisme": "anglicism",
}
_PARTS_OF_SPEECH = {name: name for name in PARTS_OF_SPEECH} | {
    "nom": "noun",
    "substantif": "noun",
    "n": "noun",
    "verbe": "verb",
    "v": "verb",
    "adjectif": "adj",
    "adjective": "adj",
    "adverbe": "adv",
    "adverb": "adv",
    "preposition": "prep",
    "conjonction": "conj",
    "conjunction": "conj",
    "locution": "phrase",
    "expression": "phrase",
}
_GENDERS = {name: name for name in GENDERS} | {
    "masculin": "m",
    "masculine": "m",
    "masc": "m",
    "feminin": "f",
    "feminine": "f",
    "fem": "f",
}
_ANSWERS = {
    "": "no",
    "yes": "yes",
    "oui": "yes",
    "true": "yes",
    "vrai": "yes",
    "1": "yes",
    "no": "no",
    "non": "no",
    "false": "no",
    "faux": "no",
    "0": "no",
}
#: What no cell may hold: it could not be written to XML, or ends a line.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
#: What comes to one space. A no-break space is typography, and stays.
_SPACES = re.compile(r"[ \t\r\n\u2028\u2029]+")


def _fold(name: str) -> str:
    """Lower case without accents, `_` as a space."""
    plain = unicodedata.normalize("NFD", name.strip().lower().replace("_", " "))
    return "".join(character for character in plain if not unicodedata.combining(character))


def column(name: str) -> str | None:
    """The column that a heading means, None for one that is none of ours.

    >>> column("Terme"), column("part_of_speech"), column("id")
    ('term', 'pos', None)
    """
    return _COLUMNS.get(_fold(name))


def heading_faults(path: Path, line: int, names: Iterable[str]) -> Iterator[Fault]:
    """What is wrong with a table's headings: `term` or `right` missing, a name given twice or nearly right."""
    from difflib import get_close_matches

    names = list(names)
    known = [column(name) for name in names]
    for name, meaning in zip(names, known, strict=True):
        if meaning is None and (close := get_close_matches(_fold(name), _COLUMNS, n=1, cutoff=0.8)):
            yield Fault(
                path,
                line,
                Wording(
                    f"colonne « {name} » inconnue : vouliez-vous écrire « {close[0]} » ?",
                    f'unknown column "{name}": did you mean "{close[0]}"?',
                ),
            )
    for name in sorted({name for name in known if name and known.count(name) > 1}):
        yield Fault(
            path,
            line,
            Wording(
                f"deux colonnes donnent « {name} » : gardez-en une.",
                f'two columns give "{name}": keep one.',
            ),
        )
    wanted = ("right",) if "english" in known else ("term", "right")
    if missing := [name for name in wanted if name not in known]:
        yield Fault(
            path,
            line,
            Wording(
                f"colonne absente : {', '.join(missing)}. La première ligne doit nommer les colonnes, "
                "au moins « term » (ou « terme ») et « right » (ou « correction »).",
                f"missing column: {', '.join(missing)}. The first line must name the columns, "
                'at least "term" and "right".',
            ),
        )


def glossary(path: Path, rows: Iterable[Row], faults: list[Fault]) -> Glossary:
    """The glossary that rows make. Raises GlossaryError where any of them has a fault.

    `faults` are those met so far; whoever makes the rows may add to them on the way.
    """
    terms: list[Term] = []
    seen: dict[tuple[str, str, str], int] = {}
    for row in rows:
        if not any(value.strip() for value in row.cells.values()):
            continue
        reading = _Reading(path, row)
        term = reading.term()
        faults += reading.faults
        key = (term.wrong, term.when, term.unless)
        if term.wrong and key in seen:
            faults.append(
                Fault(
                    path,
                    row.line,
                    Wording(
                        f"« {term.wrong} » est déjà à la ligne {seen[key]} : réunissez les deux.",
                        f'"{term.wrong}" already stands on line {seen[key]}: merge the two.',
                    ),
                )
            )
        seen.setdefault(key, row.line)
        terms.append(term)
    if faults:
        raise GlossaryError(sorted(faults, key=lambda fault: fault.line or 0))
    return Glossary(path.name, tuple(terms))


class _Reading:
    """One row being read, and the faults met on the way."""

    def __init__(self, path: Path, row: Row) -> None:
        self.path, self.line = path, row.line
        self.faults: list[Fault] = []
        self.cells: dict[str, str] = {}
        for name, value in row.cells.items():
            if (meaning := column(name)) is not None:
                self.cells[meaning] = self._text(meaning, value)

    def term(self) -> Term:
        english = self.cells.get("english", "")
        # A glossary for translation names no wrong wording: the English itself would be one.
        wrong = self.cells.get("term", "") or english.partition(SEPARATOR.strip())[0].strip()
        right = tuple(dict.fromkeys(part for part in map(str.strip, self.cells.get("right", "").split("|")) if part))
        if not wrong:
            self._fault(
                "le terme manque : remplissez la colonne « term » ou supprimez la ligne.",
                'the term is missing: fill in the column "term" or delete the line.',
            )
        elif not any(character.isalnum() for character in wrong):
            self._fault(
                f"« {wrong} » n’a ni lettre ni chiffre : un terme est un mot ou plusieurs.",
                f'"{wrong}" holds neither letter nor digit: a term is one word or more.',
            )
        safe = self._one_of("safe", _ANSWERS) == "yes"
        if safe and not right:
            self._fault(
                "« safe » dit oui, mais rien n’est à mettre à la place : donnez une correction ou dites non.",
                '"safe" says yes, but there is nothing to put instead: give a right wording or say no.',
            )
        return Term(
            wrong,
            right,
            cast(Kind, self._one_of("kind", _KINDS)),
            cast(Pos, self._one_of("pos", _PARTS_OF_SPEECH)),
            cast(Gender, self._one_of("gender", _GENDERS)),
            safe,
            self._condition("when"),
            self._condition("unless"),
            *(self.cells.get(name, "") for name in ("bad", "good", "note", "source", "english")),
        )

    def _fault(self, fr: str, en: str) -> None:
        self.faults.append(Fault(self.path, self.line, Wording(fr, en)))

    def _text(self, name: str, value: str) -> str:
        if found := _UNPRINTABLE.search(value):
            code = f"U+{ord(found.group()):04X}"
            self._fault(
                f"la colonne « {name} » contient le caractère {code}, qui ne s’imprime pas : supprimez-le.",
                f'the column "{name}" holds the character {code}, which does not print: delete it.',
            )
        return _SPACES.sub(" ", value).strip()

    def _one_of(self, name: str, meanings: Mapping[str, str]) -> str:
        value = self.cells.get(name, "")
        meaning = meanings.get(_fold(value))
        if meaning is None:
            choices = ", ".join(dict.fromkeys(filter(None, meanings.values())))
            self._fault(
                f"« {value} » dans la colonne « {name} » : choisissez parmi {choices}.",
                f'"{value}" in the column "{name}": choose one of {choices}.',
            )
        return meaning or next(iter(meanings.values()))

    def _condition(self, name: str) -> str:
        condition = self.cells.get(name, "")
        try:
            clauses(condition)
        except ValueError as error:
            classes = " ".join(CLASSES)
            self._fault(
                f"condition « {error} » dans la colonne « {name} » : écrivez next=, prev= ou near= suivi de mots "
                f"ou de classes ({classes}) séparés par | ; un point-virgule sépare deux conditions.",
                f'condition "{error}" in the column "{name}": write next=, prev= or near= followed by words '
                f"or classes ({classes}) separated by |; a semicolon separates two conditions.",
            )
        return condition
