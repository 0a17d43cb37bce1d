"""ODT: what is prose in it, and that edits change nothing else."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from odf import teletype
from odf.opendocument import OpenDocumentText, load
from odf.text import H, Note, NoteBody, NoteCitation, P, S, Span, Tab

from qa.containers import read
from qa.document import OBJECT
from qa.finding import Edit
from tests.containers.made import members_of, odt
from tests.containers.word import odt_settled

STYLES = (
    '<style:default-style style:family="paragraph"><style:text-properties fo:language="fr"/></style:default-style>'
    '<style:style style:name="T1" style:family="text"><style:text-properties fo:language="en"/></style:style>'
    '<style:style style:name="Source_20_Text" style:family="text"/>'
    '<style:style style:name="T2" style:family="text" style:parent-style-name="Source_20_Text"/>'
    '<style:style style:name="T3" style:family="text"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="Preformatted_20_Text" style:family="paragraph"/>'
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>'
    '<style:style style:name="Quotations" style:family="paragraph"/>'
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<text:p>Un <text:span>deux</text:span></text:p>", "Un deux"),
        ("<text:h>Un</text:h><text:p/><text:p>Deux</text:p>", "Un\n\nDeux"),
        ("<text:p>\n   Un\n   <text:span> deux </text:span>  </text:p>", "Un deux"),
        ('<text:p>a<text:s text:c="2"/>b<text:tab/>c<text:line-break/>d</text:p>', "a  b\tc\nd"),
        ('<text:tracked-changes><text:changed-region><text:deletion><text:p>parti</text:p></text:deletion>'
         '</text:changed-region></text:tracked-changes><text:p>res<text:change text:change-id="a"/>te</text:p>',
         "reste"),
        ("<text:p>Vu<office:annotation><text:p>Remarque</text:p></office:annotation>.</text:p>", "Vu."),
        ("<text:p>Mot<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Note</text:p>"
         "</text:note-body></text:note>.</text:p>", "Mot.\n\nNote"),
        ("<text:p>Page <text:page-number>3</text:page-number>.</text:p>", "Page ."),
        ("<text:table-of-content><text:index-body><text:p>Titre</text:p></text:index-body></text:table-of-content>"
         "<text:p>Corps</text:p>", "Corps"),
        ('<text:p>Vu<text:span text:style-name="T3"> et caché</text:span></text:p>', "Vu"),
        ("<text:p>Dehors<draw:frame><draw:text-box><text:p>Dedans</text:p></draw:text-box></draw:frame>.</text:p>",
         "Dehors.\n\nDedans"),
    ],
)  # fmt: skip
def test_what_a_reader_sees_is_read(text: str, shown: str) -> None:
    assert read(odt(text, STYLES), "a.odt").document.source == shown


def test_kinds_languages_and_code() -> None:
    text = (
        '<text:h>Titre</text:h><text:p text:style-name="P1">Dit-il</text:p>'
        "<text:list><text:list-item><text:p>Point</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>Case</text:p></table:table-cell></table:table-row>"
        '</table:table><text:p text:style-name="Preformatted_20_Text">x = 1</text:p>'
        '<text:p>Le film <text:span text:style-name="T1">Gone with the Wind</text:span> et '
        '<text:span text:style-name="T2">ls</text:span> ressortent.</text:p>'
    )
    passages = read(odt(text, STYLES), "a.odt").document.passages
    assert [passage.kind for passage in passages] == ["heading", "quote", "item", "cell", "paragraph"]
    last = passages[-1]
    assert last.text == f"Le film Gone with the Wind et {OBJECT} ressortent."
    assert [last.text[start:end] for start, end in last.breaks] == ["Gone with the Wind"]


def made() -> bytes:
    document = OpenDocumentText()
    document.text.addElement(H(outlinelevel=1, text="Le marché rouvre"))
    paragraph = P(text="La state of ")
    paragraph.addElement(Span(text="affairs"))
    paragraph.addText(" reste")
    paragraph.addElement(S(c=2))
    paragraph.addText("tendue")
    paragraph.addElement(Tab())
    note = Note(noteclass="footnote", id="n1")
    note.addElement(NoteCitation(text="1"))
    body = NoteBody()
    body.addElement(P(text="Une note motorcar"))
    note.addElement(body)
    paragraph.addText("Fin & suite")
    paragraph.addElement(note)
    paragraph.addText(".")
    document.text.addElement(paragraph)
    document.text.addElement(P(text="Dernier paragraphe"))
    data = BytesIO()
    document.save(data)
    return data.getvalue()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("state of affairs", "situation"),
        ("of affairs reste  tendue", "des choses dure"),
        ("motorcar", "<car> & co"),
        ("tendue\tFin", "vive\n\tFin"),
        ("Dernier", "Le dernier"),
    ],
)
def test_an_edit_is_what_another_program_reads(old: str, new: str) -> None:
    data = made()
    container = read(data, "a.odt")
    start = container.document.source.index(old)
    after = container.write([Edit(start, start + len(old), new)])
    assert read(after, "a.odt").document.source == container.document.source.replace(old, new)
    kinds = (load(BytesIO(each)).text.getElementsByType(kind) for each in (data, after) for kind in (H, P))
    before_h, before_p, after_h, after_p = ([teletype.extractText(each) for each in found] for found in kinds)
    assert [text.replace(old, new) for text in before_h + before_p] == after_h + after_p
    before, now = members_of(data), members_of(after)
    assert [name for name in before if before[name] != now[name]] == ["content.xml"]


REGION = (
    '<text:changed-region text:id="c1"><text:insertion><office:change-info/></text:insertion></text:changed-region>'
)


@pytest.mark.parametrize(
    ("head", "inside"),
    [
        ("", 0),
        ("<office:forms/><text:sequence-decls/>", 0),
        ("<text:tracked-changes/>", 0),
        (f"<office:forms></office:forms><text:tracked-changes>{REGION}</text:tracked-changes>", 1),
    ],
)
def test_tracked_changes_are_told_at_the_head_of_the_text(head: str, inside: int) -> None:
    body = (
        '<text:p>La state of <text:span text:style-name="T1">affairs <text:span text:style-name="T2">reste</text:span>'
        "</text:span><text:s text:c='3'/>tendue</text:p><text:p>Un motorcar</text:p>"
    )
    container = read(odt(head + body), "a.odt")
    source = container.document.source
    assert source == "La state of affairs reste   tendue\n\nUn motorcar"
    edits = [Edit(3, 27, "situation "), Edit(source.index("motorcar"), len(source), "car")]
    after = container.write(edits, tracked=True)
    assert container.write(edits, tracked=True) == after
    assert odt_settled(after, accept=True) == ["La situation  tendue", "Un car"]
    assert odt_settled(after, accept=False) == ["La state of affairs reste   tendue", "Un motorcar"]
    text = members_of(after)["content.xml"].decode()
    assert text.count("<text:tracked-changes") == text.count("</text:tracked-changes>") == 1
    assert text.count("<text:changed-region") == 4 + inside
    assert text.index("</text:tracked-changes>") < text.index("<text:p>La ")
    assert (
        '<text:p>state of<text:s/><text:span text:style-name="T1">affairs<text:s/></text:span>'
        '<text:span text:style-name="T1"><text:span text:style-name="T2">reste</text:span></text:span>' in text
    )
    again = read(after, "a.odt").write([Edit(0, 2, "Cette")], tracked=True)
    assert len(set(re.findall('text:id="(relecture[0-9]+)"', members_of(again)["content.xml"].decode()))) == 6


def test_a_paragraph_left_without_text_goes() -> None:
    container = read(made(), "a.odt")
    at = container.document.source.index("\n\nDernier")
    after = read(container.write([Edit(at, len(container.document.source), "")]), "a.odt")
    assert after.document.source == container.document.source[:at]
    assert b"Dernier" not in members_of(after.write([]))["content.xml"]
    assert members_of(after.write([]))["content.xml"].count(b"<text:p") == 2


def test_a_tracked_paragraph_that_goes_leaves_none_behind() -> None:
    container = read(odt('<text:h>Un</text:h>\n<text:p text:style-name="P1">Un</text:p><text:p>Fin</text:p>'), "a.odt")
    after = container.write([Edit(2, 6, "")], tracked=True)
    assert odt_settled(after, accept=True) == ["Un", "Fin"]
    assert odt_settled(after, accept=False) == ["Un", "Un", "Fin"]
    assert b'<text:p text:style-name="P1">Un</text:p><text:p/></text:deletion>' in members_of(after)["content.xml"]
    last = container.write([Edit(6, 11, "")], tracked=True)
    assert odt_settled(last, accept=True) == ["Un", "Un", ""]
    assert odt_settled(last, accept=False) == ["Un", "Un", "Fin"]
