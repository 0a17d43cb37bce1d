"""Bilingual tables: which are, what is read of them, and what an edit does to a cell and to no other."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from qa.containers import container_of, read
from qa.containers.columns import pairs
from qa.finding import Edit
from qa.source import SourceError
from tests.containers.made import archive, members_of
from tests.containers.test_translations import pairs_of


def said(data: bytes, path: str) -> list[tuple[str, str, str]]:
    return [(pair.name, pair.english, pair.text) for pair in pairs_of(read(data, path).document)]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ("source target", [(0, 1)]),
        ("fr en", [(1, 0)]),
        ("id en-US fr_FR", [(1, 2)]),
        ("English French", [(0, 1)]),
        ("anglais français", [(0, 1)]),
        ("title_en title_fr body_en body_fr", [(0, 1), (2, 3)]),
        ("titleEn titleFr", [(0, 1)]),
        ("source_en target_fr", [(0, 1)]),
        ("Source-Text Target-Text", [(0, 1)]),
        ("en fr fr-CA", [(0, 1), (0, 2)]),
        ("source_fr target_en", []),
        ("source_de target_fr", []),
        ("title_en body_fr", []),
        ("source weight", []),
        ("en de", []),
        ("titre texte", []),
        ("term right", []),
    ],
)
def test_columns_are_found_by_their_names(names: str, found: list[tuple[int, int]]) -> None:
    assert list(pairs(names.split())) == found


@pytest.mark.parametrize("name", ["English (en-US)", "English (United States)", "EN", "Source text (English)"])
def test_longer_names(name: str) -> None:
    assert pairs([name, "French (fr-FR)"])


@pytest.mark.parametrize(
    ("text", "bilingual"),
    [
        ("en,fr\nSave,Enregistrer\n", True),
        ("source,target\nThe sea is calm.,La mer est calme.\n", True),
        ("source,target,weight\nn1,n2,3\nn2,n3,4\n", False),
        ("titre;texte\nUn;La mer est calme ce matin\n", False),
        ("La mer est calme ce matin, dit-on.\n", False),
        ("", False),
    ],
)
def test_a_table_is_bilingual_only_where_its_first_line_says_so(text: str, bilingual: bool) -> None:
    assert container_of("a.csv", text.encode()) == ("table" if bilingual else None)
    assert container_of("a.txt", text.encode()) is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_long_table_is_known_by_its_beginning(encoding: str) -> None:
    rows = "".join(f"The sea is calm {at},La mer déchaînée est calme {at}\n" for at in range(6000))
    data = f"source,target\n{rows}".encode(encoding)
    assert container_of("a.csv", data) == "table"
    assert len(read(data, "a.csv").document.units) == 6000


TABLE = '''\
id;Title EN;Title FR;en;fr;body\r
1;Save;Sauver;"a ""b""";"un ""deux"" trois";Le corps du texte\r
\r
2;Stop;;"x
y";quatre;\r
;;;;;\r
'''


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_cells_of_csv(encoding: str) -> None:
    data = TABLE.encode(encoding)
    container = read(data, "a.csv")
    assert container.write([]) == data
    assert said(data, "a.csv") == [
        ("C2", "Save", "Sauver"), ("E2", 'a "b"', 'un "deux" trois'), ("C4", "Stop", ""), ("E4", "x\ny", "quatre"),
    ]  # fmt: skip
    # What was read before a table could be bilingual still is.
    assert [(unit.name, unit.text) for unit in container.document.units if unit.english is None] == [
        ("F2", "Le corps du texte")
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "before", "after"),
    [
        ("E2", "deux", "« 2 »", '""deux""', '""« 2 »""'),
        ("E2", "trois", '"3"; 4', " trois", ' ""3""; 4'),
        ("C2", "Sauver", "Garder", ";Sauver;", ";Garder;"),
        ("C2", "Sauver", 'G;"a"', ";Sauver;", ';"G;""a""";'),
        ("C2", "Sauver", "a\nb", ";Sauver;", ';"a\nb";'),
        ("C2", "auver", 'e "f"', ";Sauver;", ';Se "f";'),
        ("C4", "", "Arrêter", "Stop;;", "Stop;Arrêter;"),
        ("C4", "", "a;b", "Stop;;", 'Stop;"a;b";'),
    ],
)
def test_an_edit_of_a_csv_changes_its_cell_alone(name: str, old: str, new: str, before: str, after: str) -> None:
    container = read(TABLE.encode(), "a.csv")
    (unit,) = [unit for unit in container.document.units if unit.name == name]
    start = unit.start + unit.text.index(old)
    written = container.write([Edit(start, start + len(old), new)])
    assert written.decode() == TABLE.replace(before, after)
    assert {cell: french for cell, _, french in said(written, "a.csv")}[name] == unit.text.replace(old, new)


def test_tabs() -> None:
    data = 'English\tFrench\nSay "hi"\tDites « salut »\n'.encode()
    assert said(data, "a.tsv") == [("B2", 'Say "hi"', "Dites « salut »")]
    written = read(data, "a.tsv").write([Edit(0, 5, "Dis\tdonc")])
    assert written == data.replace("Dites « salut »".encode(), '"Dis\tdonc « salut »"'.encode())


def workbook(*sheets: Sequence[Sequence[object]]) -> bytes:
    book = Workbook()
    for number, rows in enumerate(sheets, 1):
        sheet = book.active if number == 1 else book.create_sheet()
        assert sheet is not None
        sheet.title = f"Feuille {number}"
        for row in rows:
            sheet.append(list(row))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


HEAD = ("id", "en", "fr")


def cells(data: bytes, sheet: int = 0) -> list[tuple[object, ...]]:
    return list(load_workbook(BytesIO(data), rich_text=True).worksheets[sheet].iter_rows(values_only=True))


_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def shared(rows: Sequence[Sequence[int]], texts: Sequence[str], *others: Sequence[Sequence[int]]) -> bytes:
    """A workbook as spreadsheet programs write it: cells are numbers in a list of texts (`<si>`)."""
    members = members_of(workbook(*([("",)] for _ in (rows, *others))))
    for number, sheet in enumerate((rows, *others), 1):
        cells = "".join(
            f'<row r="{at}">'
            + "".join(f'<c r="{"ABC"[column]}{at}" s="0" t="s"><v>{text}</v></c>' for column, text in enumerate(row))
            + "</row>"
            for at, row in enumerate(sheet, 1)
        )
        members[f"xl/worksheets/sheet{number}.xml"] = (
            f"<worksheet {_MAIN}><sheetData>{cells}</sheetData></worksheet>".encode()
        )
    kind = "officeDocument/2006/relationships/sharedStrings"
    relation = f'<Relationship Type="http://schemas.openxmlformats.org/{kind}" Target="sharedStrings.xml" Id="rId9"/>'
    content = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    listing = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{content}"/>'
    for name, end, more in (
        ("xl/_rels/workbook.xml.rels", b"</Relationships>", relation),
        ("[Content_Types].xml", b"</Types>", listing),
    ):
        members[name] = members[name].replace(end, more.encode() + end)
    listed = "".join(f"<si>{text}</si>" for text in texts)
    members["xl/sharedStrings.xml"] = (
        f'<?xml version="1.0"?>\r\n<sst {_MAIN} count="9" uniqueCount="{len(texts)}">{listed}</sst>'.encode()
    )
    return archive(members)


def test_an_edit_of_a_shared_text_changes_one_cell() -> None:
    texts = ["<t>id</t>", "<t>en</t>", "<t>fr</t>", "<t>Save</t>", "<t>Sau&#118;er</t>"]
    data = shared([(0, 1, 2), (3, 3, 4), (4, 4, 4)], texts, [(4,)])
    container = read(data, "a.xlsx")
    assert said(data, "a.xlsx") == [("C2", "Save", "Sauver"), ("C3", "Sauver", "Sauver")]
    first = container.document.units[0]
    written = container.write([Edit(first.start, first.end, " <Enregistrer> & ")])
    assert cells(written) == [HEAD, ("Save", "Save", " <Enregistrer> & "), ("Sauver", "Sauver", "Sauver")]
    assert cells(written, 1) == [("Sauver",)]
    before, after = members_of(data), members_of(written)
    assert [name for name in before if before[name] != after[name]] == [
        "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml",
    ]  # fmt: skip
    sheet, listed = before["xl/worksheets/sheet1.xml"], before["xl/sharedStrings.xml"]
    assert after["xl/worksheets/sheet1.xml"] == sheet.replace(b"<v>4</v>", b"<v>5</v>", 1)
    new = b'<si><t xml:space="preserve"> &lt;Enregistrer&gt; &amp; </t></si></sst>'
    assert after["xl/sharedStrings.xml"] == listed.replace(b"</sst>", new).replace(
        b'uniqueCount="5"', b'uniqueCount="6"'
    )
    # Cells that become the same share the new text, too.
    second = container.document.units[1]
    both = container.write([Edit(first.start, first.end, "Garder"), Edit(second.start, second.end, "Garder")])
    assert members_of(both)["xl/sharedStrings.xml"].count(b"Garder") == 1
    assert [row[2] for row in cells(both)] == ["fr", "Garder", "Garder"]


def test_formatting_of_a_shared_text_stays() -> None:
    rich = "<r><t>La </t></r><r><rPr><b/></rPr><t>grande</t></r><r><t> mer</t></r><rPh sb='0' eb='1'><t>x</t></rPh>"
    data = shared([(0, 1), (2, 3)], ["<t>en</t>", "<t>fr</t>", "<t>The big sea</t>", rich])
    container = read(data, "a.xlsx")
    assert container.document.source == "La grande mer"
    written = members_of(container.write([Edit(3, 9, "vaste")]))["xl/sharedStrings.xml"].decode()
    assert f"<si>{rich}</si>" in written
    preserved = rich.replace("grande", "vaste").replace("<t>", '<t xml:space="preserve">')
    assert written.endswith(f"<si>{preserved}</si></sst>")


def test_formatting_within_a_cell_stays() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEAD)
    sheet["B2"] = "The big sea"
    sheet["C2"] = CellRichText("La ", TextBlock(InlineFont(b=True), "grande"), " mer")
    out = BytesIO()
    book.save(out)
    container = read(out.getvalue(), "a.xlsx")
    assert container.document.source == "La grande mer"
    (row,) = cells(container.write([Edit(3, 9, "vaste")]))[1:]
    assert str(row[2]) == "La vaste mer"
    assert isinstance(row[2], CellRichText)
    assert isinstance(row[2][1], TextBlock)
    assert row[2][1].text == "vaste"
    assert row[2][1].font.b


def test_numbers_formulas_and_missing_cells() -> None:
    rows = [HEAD, (1, 2024, "L’an 2024"), (2, "Sum", "=1+1"), (3, "Three", 3), (4, "Four", None), (5, None, "Cinq")]
    data = workbook(rows)
    # A formula and a number are no translation, but neither is one missing there.
    assert said(data, "a.xlsx") == [("C2", "2024", "L’an 2024"), ("C5", "Four", ""), ("C6", "", "Cinq")]


def test_sheets_by_their_names() -> None:
    data = workbook([("nom", "prix")], [HEAD, (1, "Save", "Sauver")], [("English", "French"), ("Stop", "Halte")])
    assert said(data, "a.xlsx") == [("Feuille 2!C2", "Save", "Sauver"), ("Feuille 3!B2", "Stop", "Halte")]


def test_texts_in_the_cells_themselves() -> None:
    data = members_of(workbook([HEAD, (1, "Save", "Sauver")]))
    sheet = data["xl/worksheets/sheet1.xml"].decode()
    start = sheet.index('<c r="C2"')
    end = sheet.index("</c>", start) + 4
    inline = '<c r="C2" t="inlineStr"><is><t>Sauver</t></is></c>'
    data["xl/worksheets/sheet1.xml"] = (sheet[:start] + inline + sheet[end:]).encode()
    container = read(archive(data), "a.xlsx")
    assert cells(container.write([Edit(0, 6, "Garder ")]))[1][2] == "Garder "


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (workbook([("nom", "prix"), ("a", 1)]), "aucune feuille n’a de colonnes"),
        (b"PK", "pas un document XLSX"),
        (archive({"a": "b"}), "il y manque « xl/workbook.xml »"),
        (archive({**members_of(shared([], [])), "xl/sharedStrings.xml": "<sst"}), "pas du XML valide"),
        (archive({**members_of(workbook([HEAD])), "xl/workbook.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a/>'}),
         "déclare des entités XML"),
    ],
)  # fmt: skip
def test_faults_are_one_sentence(data: bytes, says: str) -> None:
    with pytest.raises(SourceError) as error:
        read(data, "a.xlsx")
    assert says in error.value.say("fr").replace("\xa0", " ").replace("\u202f", " ")
    assert error.value.say("en").startswith("a.xlsx: ")
