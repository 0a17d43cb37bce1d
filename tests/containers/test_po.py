"""What is read of PO files, and what takes edits there."""

from __future__ import annotations

import polib
import pytest

from qa.containers import read
from qa.document import OBJECT
from qa.finding import Edit
from qa.source import SourceError
from tests.containers.test_translations import pairs_of
from tests.containers.translations import po, read_by_toolkit

ENTRIES = """\
# Un commentaire.
#. Extracted
#: a.py:1 b.py:2
#, fuzzy, python-format
#| msgid "%d old file"
msgctxt "menu"
msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d fichier"
msgstr[1] ""
"%d fichiers, dont \\"tous\\" ceux\\n"
"de la semaine\\tder"
"nière"

msgid "Not yet"
msgstr ""

msgid "A <b>bold</b> word"
msgstr "Un mot <b>gr"
"as</b>&nbsp;!"

#~ msgid "Old"
#~ msgstr "Vieux"
"""


def said(data: bytes) -> list[tuple[str, str, str]]:
    return [(pair.name, pair.english, pair.text) for pair in pairs_of(read(data, "a.po").document)]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_entries(end: str) -> None:
    data = po(ENTRIES).replace("\n", end).encode()
    assert said(data) == [
        ("l17", "%d file", "%d fichier"),
        ("l18", "%d files", '%d fichiers, dont "tous" ceux\nde la semaine\tdernière'),
        ("l24", "Not yet", ""),
        ("l27", f"A {OBJECT}bold{OBJECT} word", f"Un mot {OBJECT}gras{OBJECT}\xa0!"),
    ]
    document = read(data, "a.po").document
    assert [unit.label for unit in document.units] == ["l. 17", "l. 18", "l. 24", "l. 27"]
    assert read(data, "a.po").write([]) == data


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("fichiers", "dossiers", '"%d fichiers, dont', '"%d dossiers, dont'),
        ("dernière", "passée", '\\tder"\n"nière"', '\\tpassée"\n""'),
        ("ceux\nde", "ceux de", 'ceux\\n"\n"de', 'ceux "\n"de'),
        ('"tous"', "« tous »", '\\"tous\\"', "« tous »"),
        ("ceux", 'c\\"\t\n', "ceux\\n", 'c\\\\\\"\\t\\n\\n'),
        ("gras", "g", 'gr"\n"as</b>', 'g"\n"</b>'),
    ],
)
def test_an_edit_changes_the_strings_that_it_lies_in(old: str, new: str, before: str, after: str) -> None:
    text = po(ENTRIES)
    assert text.count(before) == 1
    container = read(text.encode(), "a.po")
    start = container.document.source.index(old)
    written = container.write([Edit(start, start + len(old), new)])
    assert written.decode() == text.replace(before, after)
    assert len(read_by_toolkit(written, "a.po")) == 4
    translations = [
        translation
        for entry in polib.pofile(written.decode())
        for translation in (*entry.msgstr_plural.values(), entry.msgstr)
        if translation
    ]
    assert any(new in translation for translation in translations)


def test_charsets_are_kept_and_what_they_lack_is_said() -> None:
    data = po('msgid "Sea"\nmsgstr "La mer déchaînée"\n', charset="ISO-8859-15").encode("iso-8859-15")
    container = read(data, "a.po")
    assert container.write([]) == data
    assert container.write([Edit(3, 6, "manœuvre")]) == data.replace(b"mer", "manœuvre".encode("iso-8859-15"))
    with pytest.raises(SourceError, match=r"☂.* ne peut s’écrire en iso-8859-15"):
        container.write([Edit(3, 6, "☂")])


def test_strings_may_share_a_line() -> None:
    assert said(po('  msgid   "A "   "word"\nmsgstr "Un mot"\n').encode()) == [("l10", "A word", "Un mot")]


def test_escapes_of_all_kinds() -> None:
    data = po(r'msgid "a"' + "\n" + r'msgstr "\A\é\101\x42\'\303\251"' + "\n").encode()
    (unit,) = read(data, "a.po").document.units
    assert unit.text == "AéAB'"
    # Bytes of a character are neither shown nor touched.
    assert [piece.code for piece in unit.pieces if piece.image] == [r"\303", r"\251"]
    assert read(data, "a.po").write([Edit(2, 5, "c")]) == data.replace(rb"\101\x42\'", b"c")


def test_a_mark_and_a_missing_header_are_no_fault() -> None:
    data = b"\xef\xbb\xbf" + b'msgid "Sea"\nmsgstr "La mer"\n'
    assert said(data) == [("l2", "Sea", "La mer")]
    assert read(data, "a.po").write([Edit(3, 6, "baie")]) == data.replace(b"mer", b"baie")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (po("msgid \"a\"\nmsgstr \"b\n").encode(), "ligne 10 : cette ligne n’est pas d’un fichier PO"),
        (po("bonjour\n").encode(), "ligne 9 : cette ligne n’est pas d’un fichier PO"),
        (b'"a"\n', "ligne 1 : cette ligne n’est pas d’un fichier PO"),
        (po('msgid "a"\nmsgstr "é"\n').encode("latin-1"), "ligne 10 : ce fichier n’est pas dans l’encodage"),
        (po('msgid "a"\nmsgstr "b"\n', charset="klingon").encode(), "encodage que dit son en-tête (KLINGON)"),
        (po('msgid "a"\nmsgstr "b"\n', language="de").encode(), "traduit vers « de »"),
        (po('msgid "a"\nmsgstr ""\n', language="").encode(), "ne contient encore aucune traduction"),
    ],
)  # fmt: skip
def test_faults_are_one_sentence(data: bytes, says: str) -> None:
    with pytest.raises(SourceError) as error:
        read(data, "a.po")
    assert says in error.value.say("fr").replace("\xa0", " ")
    assert error.value.say("en").startswith("a.po")


@pytest.mark.parametrize(
    "line", ['"a"' + " " * 100_000 + "x", '"' + "\\a" * 100_000, " " * 100_000 + "x", '"a" ' * 50_000 + "x"]
)
def test_odd_lines_take_linear_time(line: str) -> None:
    with pytest.raises(SourceError, match="ligne 9"):
        read(po(line).encode(), "a.po")


def test_odd_texts_take_linear_time() -> None:
    for odd in ("<!--" * 30_000, "<a " * 30_000, "&a" * 30_000, "<b" + " " * 100_000, "<b>" * 30_000):
        data = po(f'msgid "a"\nmsgstr "{odd}"\n').encode()
        assert read(data, "a.po").write([]) == data


def test_keys_are_no_english() -> None:
    data = po('msgid "home.title"\nmsgstr "Accueil"\n\nmsgid "home.menu_help"\nmsgstr "Aide"\n').encode()
    assert said(data) == []
    assert read(data, "a.po").document.source == "Accueil\n\nAide"
