"""DOCX: what is prose in it, and that edits change nothing else."""

from __future__ import annotations

from io import BytesIO
from xml.etree import ElementTree as ET

import docx as python_docx
import pytest

from qa.containers import read
from qa.document import OBJECT
from qa.finding import Edit
from tests.containers.made import W, archive, docx, members_of, p, r
from tests.containers.word import settled, texts

FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
INSERTED = '<w:ins w:id="7" w:author="Anne" w:date="2024-01-01T00:00:00Z">{}</w:ins>'
STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="fr-FR"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Mien"><w:name w:val="Mon titre"/><w:basedOn w:val="Titre1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Pre"><w:name w:val="HTML Preformatted"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quote"/></w:style>'
    '<w:style w:type="character" w:styleId="C"><w:name w:val="HTML Code"/></w:style>'
    '<w:style w:type="character" w:styleId="E"><w:name w:val="Anglais"/><w:rPr><w:lang w:val="en-GB"/></w:rPr>'
    "</w:style>"
    '<w:style w:type="character" w:styleId="V"><w:name w:val="Note"/><w:rPr><w:vanish/></w:rPr></w:style>'
)


def source(body: str, **parts: str) -> str:
    return read(docx(body, **parts), "a.docx").document.source


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (p("Un ", "deux"), "Un deux"),
        (p("Un") + p() + p("Deux"), "Un\n\nDeux"),
        (p("L&apos;été &amp; l’hiver".replace("&apos;", "'").replace("&amp;", "&")), "L'été & l’hiver"),
        ("<w:p><w:r><w:t>un &#233;t&#xE9; <![CDATA[& <là>]]></w:t></w:r></w:p>", "un été & <là>"),
        ("<w:p><w:r><w:t> Sans espaces\n </w:t></w:r></w:p>", "Sans espaces"),
        ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r></w:p>",
         "a\tb\nc\N{NON-BREAKING HYPHEN}d"),
        (p("dou", "<w:r><w:softHyphen/></w:r>", "ter"), "douter"),
        (p("Un ", f'<w:del w:id="1" w:author="A">{r("mauvais").replace("w:t", "w:delText")}</w:del>', "mot"), "Un mot"),
        (p("Un ", INSERTED.format(r("bon ")), "mot"), "Un bon mot"),
        (p("Note", '<w:r><w:footnoteReference w:id="2"/></w:r>', "."), "Note."),
        (p("Vu", r(" et caché", "<w:vanish/>"), r(" et vu", '<w:vanish w:val="0"/>')), "Vu et vu"),
        (p("Voir ", FIELD.format('HYPERLINK "x"', r("le site")), "."), "Voir le site."),
        (p("Page ", FIELD.format("PAGE", r("12")), "."), "Page ."),
        (p("Le ", '<w:fldSimple w:instr=" DATE "><w:r><w:t>3 mai</w:t></w:r></w:fldSimple>', " ici"), "Le  ici"),
        (p('<w:hyperlink w:anchor="x">' + r("Lien") + "</w:hyperlink>", " ici"), "Lien ici"),
        ('<mc:AlternateContent><mc:Choice Requires="wps">' + p("Une fois") + "</mc:Choice><mc:Fallback>" + p("Une fois")
         + "</mc:Fallback></mc:AlternateContent>", "Une fois"),
        (p("Dehors", "<w:r><w:pict><w:txbxContent>" + p("Dedans") + "</w:txbxContent></w:pict></w:r>", " encore"),
         "Dehors encore\n\nDedans"),
        ("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + p("Cliquez ici") + "</w:sdtContent></w:sdt>"
         "<w:sdt><w:sdtPr/><w:sdtContent>" + p("Rempli") + "</w:sdtContent></w:sdt>", "Rempli"),
    ],
)  # fmt: skip
def test_what_a_reader_sees_is_read(body: str, shown: str) -> None:
    assert source(body) == shown


def test_pictures_fields_and_formulas_stand_between_words_and_take_no_room() -> None:
    image = "<w:r><w:drawing><wp:inline/></w:drawing></w:r>"
    document = read(docx(p("Un ", image, " et <w:t>x")), "a.docx").document
    assert document.source == "Un  et <w:t>x"
    (passage,) = document.passages
    assert passage.text == f"Un {OBJECT} et <w:t>x"
    assert not passage.editable(0, 6)
    assert passage.source_start(4) == 3


def test_notes_headers_and_footers_are_read_and_comments_are_not() -> None:
    data = docx(
        p("Corps"),
        header1=p("Haut"),
        footer2=p("Bas"),
        footnotes=f'<w:footnote w:id="1">{p("Note")}</w:footnote>',
        endnotes=f'<w:endnote w:id="1">{p("Fin")}</w:endnote>',
        comments=f'<w:comment w:id="1">{p("Remarque")}</w:comment>',
    )
    document = read(data, "a.docx").document
    assert [(unit.text, unit.name, unit.label) for unit in document.units] == [
        ("Corps", "word/document.xml#p1", "§ 1"),
        ("Note", "word/footnotes.xml#p1", "footnotes, § 1"),
        ("Fin", "word/endnotes.xml#p1", "endnotes, § 1"),
        ("Haut", "word/header1.xml#p1", "header1, § 1"),
        ("Bas", "word/footer2.xml#p1", "footer2, § 1"),
    ]


def test_styles_say_what_a_paragraph_is() -> None:
    def styled(style: str, text: str) -> str:
        return p(text, properties=f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>')

    numbered = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr>'
    body = (
        styled("Titre1", "Titre") + styled("Mien", "Autre titre") + styled("Q", "Dit-il") + styled("Pre", "x = 1")
        + p("Point", properties=numbered) + f"<w:tbl><w:tr><w:tc>{p('Case')}</w:tc></w:tr></w:tbl>" + p("Texte")
    )  # fmt: skip
    document = read(docx(body, styles=STYLES), "a.docx").document
    assert [(passage.text, passage.kind) for passage in document.passages] == [
        ("Titre", "heading"), ("Autre titre", "heading"), ("Dit-il", "quote"), ("Point", "item"), ("Case", "cell"),
        ("Texte", "paragraph"),
    ]  # fmt: skip


def test_code_is_no_prose_and_hidden_styles_hide() -> None:
    body = p("Tapez ", r("ls -l", '<w:rStyle w:val="C"/>'), " ici", r("secret", '<w:rStyle w:val="V"/>'))
    (passage,) = read(docx(body, styles=STYLES), "a.docx").document.passages
    assert passage.text == f"Tapez {OBJECT} ici"


@pytest.mark.parametrize("mark", ['<w:lang w:val="en-US"/>', '<w:rStyle w:val="E"/>', "<w:noProof/>"])
def test_text_marked_as_of_another_language_is_a_break(mark: str) -> None:
    body = p("Le film ", r("Gone with ", mark), r("the Wind", mark), " ressort cette semaine en salle.")
    (passage,) = read(docx(body, styles=STYLES), "a.docx").document.passages
    ((start, end),) = passage.breaks
    assert passage.text[start:end] == "Gone with the Wind"


def test_a_document_that_was_never_said_to_be_french_has_no_foreign_text() -> None:
    styles = STYLES.replace("fr-FR", "en-US")
    body = p("Le maire a parlé ", r("hier", '<w:lang w:val="fr-FR"/>'), " devant le conseil.")
    assert read(docx(body, styles=styles), "a.docx").document.passages[0].breaks == ()


BODY = (
    p("La ", r("state of", "<w:b/>"), r(" affairs", "<w:i/>"), " reste ", "tendue.", properties="<w:pPr/>")
    + p("Un ", INSERTED.format(r("motorcar neuf")), " passe.")
    + "<w:p><w:r><w:t>Sans espaces events</w:t></w:r></w:p>"
    + p("Le ", "<w:r><w:t>mot</w:t><w:tab/><w:t>clé</w:t></w:r>", " fin")
)


def edited(body: str, old: str, new: str, *, tracked: bool = False) -> bytes:
    container = read(docx(body), "a.docx")
    start = container.document.source.index(old)
    return container.write([Edit(start, start + len(old), new)], tracked=tracked)


def body_of(data: bytes) -> list[bytes]:
    body = ET.fromstring(members_of(data)["word/document.xml"])[0]
    return [ET.tostring(paragraph) for paragraph in body]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("state of affairs", "situation"),
        ("La state of affairs reste", "La situation demeure"),
        ("of", "d’"),
        ("motorcar", "car"),
        (" passe", "\tpasse\n"),
        ("Sans", " Avec"),
        ("events", "événements "),
        ("mot\tclé", "mot-clé"),
        ("\t", " & < > "),
        ("clé fin", "clé de la fin"),
    ],
)
@pytest.mark.parametrize("tracked", [False, True])
def test_an_edit_changes_its_characters_and_no_other_paragraph(old: str, new: str, tracked: bool) -> None:
    before = docx(BODY)
    after = edited(BODY, old, new, tracked=tracked)
    wanted = source(BODY).replace(old, new)
    assert read(after, "a.docx").document.source == wanted
    changed = [at for at, pair in enumerate(zip(body_of(before), body_of(after), strict=True)) if len(set(pair)) > 1]
    assert changed == [source(BODY)[: source(BODY).index(old)].count("\n\n")]
    assert len(texts(after)) == 4
    assert "\n\n".join(settled(after, accept=True)) == wanted
    if tracked:
        assert "\n\n".join(settled(after, accept=False)) == source(BODY)


def test_what_is_new_takes_the_formatting_of_the_first_run_and_the_rest_keeps_its_own() -> None:
    after = edited(BODY, "state of affairs reste", "situation demeure")
    runs = python_docx.Document(BytesIO(after)).paragraphs[0].runs
    assert [(run.text, run.bold, run.italic) for run in runs if run.text] == [
        ("La ", None, None), ("situation demeure", True, None), (" ", None, None), ("tendue.", None, None),
    ]  # fmt: skip


def test_a_tracked_change_keeps_run_properties_and_has_an_author_and_no_date() -> None:
    after = edited(BODY, "state of affairs", "situation", tracked=True)
    xml = members_of(after)["word/document.xml"].decode()
    author = 'w:author="Relecture">'
    space = 'xml:space="preserve"'
    bold, italic = "<w:rPr><w:b/></w:rPr>", "<w:rPr><w:i/></w:rPr>"
    assert (
        f'</w:t></w:r><w:del w:id="8" {author}<w:r>{bold}<w:delText {space}>state of</w:delText></w:r></w:del>'
        f'<w:del w:id="9" {author}<w:r>{italic}<w:delText {space}> affairs</w:delText></w:r></w:del>'
        f'<w:ins w:id="10" {author}<w:r>{bold}<w:t {space}>situation</w:t></w:r></w:ins><w:r><w:t' in xml
    )


def test_a_change_within_another_persons_insertion_leaves_that_theirs() -> None:
    after = edited(BODY, "motorcar", "car", tracked=True)
    assert settled(after, accept=False, author="Relecture")[1] == "Un motorcar neuf passe."
    assert settled(after, accept=False, author="Anne")[1].replace("car", "") == "Un  passe."
    root = ET.fromstring(members_of(after)["word/document.xml"])
    ids = [element.get(f"{{{W}}}id") for element in root.iter() if element.get(f"{{{W}}}author")]
    assert len(ids) == len(set(ids))
    assert not [ins for ins in root.iter(f"{{{W}}}ins") if ins.find(f".//{{{W}}}ins") is not None]


def test_a_paragraph_left_without_text_goes_unless_it_holds_something_else() -> None:
    section = p("Le", properties="<w:pPr><w:sectPr/></w:pPr>")
    body = p("Un titre") + p("Un titre") + section
    container = read(docx(body), "a.docx")
    assert texts(container.write([Edit(8, 18, "")])) == ["Un titre", "Le"]
    assert texts(container.write([Edit(18, 22, "")])) == ["Un titre", "Un titre", ""]
    tracked = container.write([Edit(8, 18, "")], tracked=True)
    assert settled(tracked, accept=True) == ["Un titre", "Le"]
    assert settled(tracked, accept=False) == ["Un titre", "Un titre", "Le"]


def test_notes_and_code_within_what_is_replaced_stay() -> None:
    note = '<w:r><w:tab/><w:footnoteReference w:id="2"/><w:tab/></w:r>'
    body = p("un mot", note, "clé ", r("x()", '<w:rStyle w:val="C"/>'))
    container = read(docx(body, styles=STYLES), "a.docx")
    assert container.document.source == "un mot\t\tclé "
    for tracked in (False, True):
        after = container.write([Edit(3, 12, "bloc")], tracked=tracked)
        xml = members_of(after)["word/document.xml"]
        assert xml.count(b'<w:footnoteReference w:id="2"/>') == xml.count(b"x()") == 1
        assert settled(after, accept=True)[0].rstrip() == "un blocx()"
        after = container.write([Edit(0, 12, "")], tracked=tracked)
        assert settled(after, accept=True) == ["x()"]


def test_text_in_cdata_is_changed_in_place() -> None:
    container = read(docx("<w:p><w:r><w:t><![CDATA[a & motorcar]]></w:t></w:r></w:p>"), "a.docx")
    for tracked in (False, True):
        after = container.write([Edit(4, 12, "<car>")], tracked=tracked)
        assert read(after, "a.docx").document.source == "a & <car>"
        assert texts(after) == ["a & <car>"]


def test_a_strict_document_in_another_encoding_and_with_other_prefixes_is_read_and_written() -> None:
    members = members_of(docx(p("Un motorcar")))
    xml = members["word/document.xml"].decode().replace("xmlns:w=", "xmlns=").replace("<w:", "<").replace("</w:", "</")
    xml = xml.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    container = read(archive({**members, "word/document.xml": xml.encode("utf-16")}), "a.docx")
    assert container.document.source == "Un motorcar"
    after = members_of(container.write([Edit(3, 11, "été\tœuf")]))["word/document.xml"]
    assert after.startswith(b"\xff\xfe")
    text = after.decode("utf-16")
    assert 'Un été</t><tab/><t xml:space="preserve">œuf</t>' in text


@pytest.mark.parametrize("tracked", [False, True])
def test_a_text_that_says_that_its_spaces_do_not_count_says_so_no_more(tracked: bool) -> None:
    run = '<w:r><w:t xml:space="default">Un motorcar rouge</w:t></w:r>'
    container = read(docx(f"<w:p>{run}</w:p>"), "a.docx")
    after = container.write([Edit(0, 2, " "), Edit(3, 11, "car")], tracked=tracked)
    content = members_of(after)["word/document.xml"]
    assert b'"default"' not in content
    assert read(after, "a.docx").document.source.split() == ["car", "rouge"]
