"""Glossaries as tables of text: CSV with whatever delimiter, and TSV, the form in which ours are kept."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from qa.glossary.rows import Row, column, glossary, heading_faults
from qa.glossary.term import COLUMNS, Fault, Glossary, GlossaryError, UnreadableGlossary
from qa.settings import Wording

#: A cell that a spreadsheet would run as a formula. Written, it gets an apostrophe in front, which says "text"
#: to a spreadsheet; read, it loses it again.
_FORMULA = re.compile(r"'*[=+\-@]")

_DELIMITERS = ",;\t|"


def decode(path: Path, data: bytes) -> str:
    """The text of a file in UTF-8, or in UTF-16 with its mark. Raises UnreadableGlossary for any other."""
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableGlossary(
            path,
            "ce n’est pas du texte en UTF-8 : enregistrez le fichier à nouveau avec ce codage.",
            "this is not text in UTF-8: save the file again in that encoding.",
            line,
        ) from None


def read(path: Path, data: bytes) -> Glossary:
    """The glossary in a CSV or TSV file. Raises GlossaryError."""
    text = decode(path, data)
    delimiter = "\t" if path.suffix.lower() in (".tsv", ".tab") else _delimiter(text)
    faults: list[Fault] = []
    return glossary(path, _rows(path, text, delimiter, faults), faults)


def _delimiter(text: str) -> str:
    """The delimiter that cuts the first line into most headings that we know."""
    first = next(filter(str.strip, text.splitlines()), "")

    def known(delimiter: str) -> int:
        return sum(column(name.strip("\"' ")) is not None for name in first.split(delimiter))

    return max(_DELIMITERS, key=known)


def _rows(path: Path, text: str, delimiter: str, faults: list[Fault]) -> Iterator[Row]:
    # Not csv.Sniffer: it guesses from the look of the whole sample, and French commas mislead it.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    names: list[str] | None = None
    line = 1
    try:
        for cells in reader:
            line, here = reader.line_num + 1, line
            if not any(map(str.strip, cells)):
                continue
            if names is None:
                names = cells
                if wrong := list(heading_faults(path, here, names)):
                    raise GlossaryError(wrong)
                continue
            if any(map(str.strip, cells[len(names) :])):
                faults.append(_too_many(path, here, len(cells), len(names)))
                continue
            yield Row(here, dict(zip(names, map(_unguarded, cells), strict=False)))
    except csv.Error as error:
        raise UnreadableGlossary(
            path,
            f"ce tableau ne se lit pas à partir d’ici ({error}) : vérifiez les guillemets, chacun doit se refermer.",
            f"this table cannot be read from here ({error}): check the quotation marks, each must close.",
            line,
        ) from None
    if names is None:
        raise UnreadableGlossary(
            path,
            "le fichier est vide : sa première ligne doit nommer les colonnes, au moins « term » et « right ».",
            'the file is empty: its first line must name the columns, at least "term" and "right".',
        )


def _too_many(path: Path, line: int, count: int, expected: int) -> Fault:
    return Fault(
        path,
        line,
        Wording(
            f"{count} cellules pour {expected} colonnes : mettez entre guillemets celle qui contient le séparateur.",
            f"{count} cells for {expected} columns: put the cell that holds the delimiter in quotation marks.",
        ),
    )


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> guarded("=1+1"), guarded("a=1")
    ("'=1+1", 'a=1')
    """
    return "'" + cell if _FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def write(glossary: Glossary, delimiter: str) -> bytes:
    """The glossary as a table in UTF-8, with the columns of `COLUMNS`."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(COLUMNS)
    for term in glossary.terms:
        cells = term.cells()
        writer.writerow([guarded(cells[name]) for name in COLUMNS])
    return out.getvalue().encode()
