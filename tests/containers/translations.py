"""Bilingual files made for tests, and what other programs read in them."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from io import BytesIO, StringIO
from xml.sax.saxutils import escape

#: English and the French that translates it.
Row = tuple[str, str]

XLIFF_1 = "urn:oasis:names:tc:xliff:document:1.2"
XLIFF_2 = "urn:oasis:names:tc:xliff:document:2.0"


def xliff(body: str, languages: str = 'source-language="en-US" target-language="fr-FR"') -> bytes:
    """An XLIFF 1.2 with this content of its `body`."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\r\n<xliff version="1.2" xmlns="{XLIFF_1}">\n'
        f'<file original="a.html" {languages} datatype="html"><body>{body}</body></file></xliff>\n'
    ).encode()


def xliff2(body: str, languages: str = 'srcLang="en" trgLang="fr-CA"') -> bytes:
    """An XLIFF 2.0 with this content of its `file`."""
    return (
        f"<?xml version='1.0'?>\n<xliff version='2.0' xmlns='{XLIFF_2}' {languages}><file id='f1'>{body}</file></xliff>"
    ).encode()


def tmx(body: str, source: str = "en") -> bytes:
    """A TMX with this content of its `body`."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">'
        f'<header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en"'
        f' srclang="{source}" datatype="plaintext"/><body>{body}</body></tmx>'
    ).encode()


def po(body: str, language: str = "fr", charset: str = "UTF-8") -> str:
    """A PO file with these entries."""
    return (
        'msgid ""\nmsgstr ""\n"MIME-Version: 1.0\\n"\n'
        f'"Content-Type: text/plain; charset={charset}\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Language: {language}\\n"\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n{body}'
    )


def xliff_of(rows: Sequence[Row]) -> bytes:
    return xliff(
        "".join(
            f'\n<trans-unit id="u{at}"><source>{escape(english)}</source>\n'
            f"<target>{escape(french)}</target></trans-unit>"
            for at, (english, french) in enumerate(rows)
        )
    )


def xliff2_of(rows: Sequence[Row]) -> bytes:
    return xliff2(
        "".join(
            f"<unit id='u{at}'>\n<segment><source>{escape(english)}</source>"
            f"<target>{escape(french)}</target></segment></unit>"
            for at, (english, french) in enumerate(rows)
        )
    )


def tmx_of(rows: Sequence[Row]) -> bytes:
    return tmx(
        "".join(
            f'\n<tu><tuv xml:lang="en"><seg>{escape(english)}</seg></tuv>'
            f'<tuv xml:lang="fr"><seg>{escape(french)}</seg></tuv></tu>'
            for english, french in rows
        )
    )


def quoted(text: str) -> str:
    """A text as PO writes it, wrapped where a line ends in it."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\r", "\\r")
    lines = plain.split("\n")
    strings = [f'"{line}\\n"' for line in lines[:-1]] + ([f'"{lines[-1]}"'] if lines[-1] else [])
    return "\n".join(['""', *strings] if len(strings) > 1 else strings or ['""'])


def po_of(rows: Sequence[Row]) -> bytes:
    entries = (
        f'#: a.py:{at}\nmsgctxt "c{at}"\nmsgid {quoted(english)}\nmsgstr {quoted(french)}\n'
        for at, (english, french) in enumerate(rows)
    )
    return po("\n".join(entries)).encode()


def csv_of(rows: Sequence[Row]) -> bytes:
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(("id", "en", "fr"))
    writer.writerows((at, *row) for at, row in enumerate(rows))
    return out.getvalue().encode()


def xlsx_of(rows: Sequence[Row]) -> bytes:
    from openpyxl import Workbook

    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(("id", "English (en-US)", "French (fr-FR)"))
    for at, row in enumerate(rows):
        sheet.append((at, *row))
        for cell in sheet[at + 2][1:]:
            # Also a text that looks like a formula is text.
            cell.data_type = "s"
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def read_by_toolkit(data: bytes, name: str) -> list[Row]:
    """The units that translate-toolkit reads in an XLIFF, PO or TMX."""
    from translate.storage import factory
    from translate.storage.xliff2 import Xliff2File

    file = BytesIO(data)
    file.name = name
    # What opens files by their names takes every XLIFF for one of version 1.
    second = XLIFF_2.encode() in data
    store = Xliff2File.parsestring(data) if second else factory.getobject(file)  # type: ignore[no-untyped-call]
    return [(str(unit.source), str(unit.target or "")) for unit in store.units if not unit.isheader()]


def spaced(row: Row) -> Row:
    """A row with each run of white space as one space, and none at the ends."""
    return " ".join(row[0].split()), " ".join(row[1].split())


def read_by_csv(data: bytes, _name: str) -> list[Row]:
    rows = list(csv.reader(StringIO(data.decode(), newline="")))
    return [(english, french) for _, english, french in rows[1:]]


def read_by_openpyxl(data: bytes, _name: str) -> list[Row]:
    from openpyxl import load_workbook

    sheet = load_workbook(BytesIO(data)).worksheets[0]
    return [(str(row[1] or ""), str(row[2] or "")) for row in sheet.iter_rows(min_row=2, values_only=True)]


#: Name of a file → what makes one of rows, and what another program reads in it.
MAKERS: dict[str, tuple[Callable[[Sequence[Row]], bytes], Callable[[bytes, str], list[Row]]]] = {
    "a.xlf": (xliff_of, read_by_toolkit),
    "a2.xlf": (xliff2_of, read_by_toolkit),
    "a.tmx": (tmx_of, read_by_toolkit),
    "a.po": (po_of, read_by_toolkit),
    "a.csv": (csv_of, read_by_csv),
    "a.xlsx": (xlsx_of, read_by_openpyxl),
}
