"""Glossaries in XLSX: the first sheet, its first row naming the columns."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from qa.glossary.rows import Row, glossary, heading_faults
from qa.glossary.term import COLUMNS, Glossary, GlossaryError, UnreadableGlossary

#: Unpacked size, in bytes, beyond which a workbook is no glossary but a trap.
_LARGEST = 200_000_000


def read(path: Path, data: bytes) -> Glossary:
    """The glossary in a workbook; formulas count as the values last computed. Raises GlossaryError."""
    try:
        rows = list(_cells(path, data))
    except GlossaryError:
        raise
    except Exception:  # openpyxl lets errors of zip, XML and its own through, whatever broke first
        raise UnreadableGlossary(
            path,
            "ce classeur ne s’ouvre pas : vérifiez que c’est bien un fichier XLSX, sans mot de passe.",
            "this workbook does not open: check that it is an XLSX file, without a password.",
        ) from None
    return glossary(path, _rows(path, rows), [])


def _cells(path: Path, data: bytes) -> Iterator[tuple[int, list[str]]]:
    from warnings import catch_warnings
    from zipfile import ZipFile

    from openpyxl import load_workbook

    with ZipFile(io.BytesIO(data)) as archive:
        if sum(item.file_size for item in archive.infolist()) > _LARGEST:
            raise UnreadableGlossary(
                path,
                "ce classeur est trop grand une fois décompressé : gardez-en la feuille du glossaire seule.",
                "this workbook is too large once unpacked: keep the glossary’s sheet alone.",
            )
    with catch_warnings(action="ignore"):
        # What is odd about a workbook that opens is nobody's affair here.
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        sheet = workbook.worksheets[0]
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
            cells = list(map(_text, row))
            if any(map(str.strip, cells)):
                yield number, cells
    finally:
        workbook.close()


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _rows(path: Path, rows: Iterable[tuple[int, list[str]]]) -> Iterator[Row]:
    names: list[str] | None = None
    for number, cells in rows:
        if names is None:
            names = cells
            while names and not names[-1].strip():
                names.pop()
            if faults := list(heading_faults(path, number, names)):
                raise GlossaryError(faults)
        else:
            yield Row(number, dict(zip(names, cells, strict=False)))
    if names is None:
        raise UnreadableGlossary(
            path,
            "la première feuille est vide : sa première ligne nomme les colonnes, au moins « term » et « right ».",
            'the first sheet is empty: its first row must name the columns, at least "term" and "right".',
        )


def write(glossary: Glossary) -> bytes:
    """The glossary as a workbook of one sheet. Every cell is text, also one that looks like a formula."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("glossaire")
    sheet.freeze_panes = "A2"
    sheet.append(COLUMNS)
    for term in glossary.terms:
        cells = term.cells()
        row = []
        for name in COLUMNS:
            cell = WriteOnlyCell(sheet, cells[name])
            cell.data_type = "s"
            cell.quotePrefix = cells[name].startswith(("=", "+", "-", "@"))
            row.append(cell)
        sheet.append(row)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()
