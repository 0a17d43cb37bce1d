"""What is read of XLIFF, and what takes edits there."""

from __future__ import annotations

import pytest

import qa
from qa.containers import read
from qa.document import OBJECT
from qa.finding import Edit
from qa.source import SourceError
from tests.containers.test_translations import pairs_of
from tests.containers.translations import XLIFF_1, read_by_toolkit, xliff, xliff2


def said(data: bytes, path: str = "a.xlf") -> list[tuple[str, str, str]]:
    return [(pair.name, pair.english, pair.text) for pair in pairs_of(read(data, path).document)]


def unit(name: str, source: str, target: str | None, more: str = "") -> str:
    translation = "" if target is None else f"<target>{target}</target>"
    return f'<trans-unit id="{name}" {more}><source>{source}</source>{translation}</trans-unit>'


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (unit("1", "Save", "Enregistrer", 'approved="yes"'), [("1", "Save", "Enregistrer")]),
        (unit("1", "Save", None), [("1", "Save", "")]),
        (unit("1", "Save", "Non lu", 'translate="no"'), []),
        ('<group translate="no">' + unit("1", "a", "b") + unit("2", "c", "d", 'translate="yes"') + "</group>"
         + unit("3", "e", "f"), [("2", "c", "d"), ("3", "e", "f")]),
        ('<trans-unit id="1"><source>a</source><target>b</target><alt-trans><source>x</source><target>y</target>'
         "</alt-trans><note>z</note></trans-unit>", [("1", "a", "b")]),
        (unit("1", "a", "b") + unit("1", "c", "d"), [("1", "a", "b"), ("1~2", "c", "d")]),
        (unit("1", "One. Two.", '<mrk mtype="seg" mid="7">Un.</mrk> <mrk mtype="seg" mid="8">Deux.</mrk>').replace(
            "<target>", '<seg-source><mrk mtype="seg" mid="7">One.</mrk> <mrk mtype="seg" mid="8">Two.</mrk>'
            ' <mrk mtype="seg" mid="9">Three.</mrk></seg-source><target>'),
         [("1/7", "One.", "Un."), ("1/8", "Two.", "Deux."), ("1/9", "Three.", "")]),
        (unit("1", "One. Two.", "<g id='1'><mrk mtype='seg' mid='7'>Un <x id='2'/>.</mrk></g> Deux.").replace(
            "<target>", "<seg-source><mrk mtype='seg' mid='7'>One <x id='2'/>.</mrk> Two.</seg-source><target>"),
         [("1", f"One {OBJECT}. Two.", f"{OBJECT}Un {OBJECT}.{OBJECT} Deux.")]),
        (unit("1", "One.", "<g id='1'><mrk mtype='seg' mid='7'>Un <x id='2'/>.</mrk></g>").replace(
            "<target>", "<seg-source><g id='1'><mrk mtype='seg' mid='7'>One <x id='2'/>.</mrk></g></seg-source><target>"
         ), [("1/7", f"One {OBJECT}.", f"Un {OBJECT}.")]),
        (unit("1", "A <mrk mtype='term'>term</mrk>", "Un <mrk mtype='term'>terme</mrk>"),
         [("1", "A term", "Un terme")]),
        (unit("1", "Look <ph id='1'>{<sub>Tip</sub>}</ph>", "Voir <ph id='1'>{<sub>Conseil</sub>}</ph>"),
         [("1", f"Look {OBJECT}", f"Voir {OBJECT}"), ("1/sub1", "Tip", "Conseil")]),
        (unit("1", "L&#233;a &amp; co", "<![CDATA[L & co]]>&#xE9;"), [("1", "Léa & co", "L & coé")]),
        (unit("1", "2.5", "2,5") + unit("2", "and/or", "et/ou"), [("1", "2.5", "2,5"), ("2", "and/or", "et/ou")]),
        (unit("1", "<mrk mtype='x-sdl-deleted'>Old</mrk>New", "<mrk mtype='x-sdl-deleted'>Vieux</mrk>Neuf"),
         [("1", "New", "Neuf")]),
        (unit("1", "home.title", "Accueil") + unit("2", "home.help_text", "Aide"), []),
    ],
)  # fmt: skip
def test_segments_of_version_1(body: str, found: list[tuple[str, str, str]]) -> None:
    assert said(xliff(body)) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<unit id='1'><segment id='s'><source>a</source><target>b</target></segment><ignorable><source> </source>"
         "</ignorable><segment><source>c</source></segment></unit>", [("1/s", "a", "b"), ("1/2", "c", "")]),
        ("<group id='g' translate='no'><unit id='1'><segment><source>a</source><target>b</target></segment></unit>"
         "</group>", []),
        ("<unit id='1' canResegment='no'><originalData><data id='d'>&lt;br/></data></originalData><segment><source>a"
         "<ph id='1' dataRef='d'/></source><target>b<ph id='1' dataRef='d'/></target></segment></unit>",
         [("1/1", f"a{OBJECT}", f"b{OBJECT}")]),
        ("<unit id='1'><mtc:matches xmlns:mtc='urn:oasis:names:tc:xliff:matches:2.0'><mtc:match ref='#1'><source>x"
         "</source><target>y</target></mtc:match></mtc:matches><segment><source>a</source><target>b</target></segment>"
         "</unit>", [("1/1", "a", "b")]),
    ],
)  # fmt: skip
def test_segments_of_version_2(body: str, found: list[tuple[str, str, str]]) -> None:
    assert said(xliff2(body)) == found


def test_codes_are_called_alike_on_both_sides() -> None:
    inline = (
        '<g id="1">{}</g> <x id="2"/><bx id="3" rid="1"/><ex id="4" rid="1"/><bpt id="5">&lt;i></bpt><ept id="5">'
        '&lt;/i></ept><it id="6" pos="open">&lt;b></it>&lt;br/&gt;<ph>{{}}</ph>'
    )
    (pair,) = pairs_of(read(xliff(unit("1", inline.format("a"), " " + inline.format("b"))), "a.xlf").document)
    assert pair.codes == pair.english_codes
    assert pair.codes == ("g:1", "/g:1", "x:2", "bx:3", "ex:4", "bpt:5", "ept:5", "it:6", "<br>", "ph:{}")
    assert pair.text.count(OBJECT) == pair.english.count(OBJECT) == len(pair.codes)
    body = (
        "<unit id='1'><segment><source><pc id='1'>a</pc><ph id='2'/></source><target><sc id='1'/>b<ec startRef='1'/>"
        "<ph id='2'/> <cp hex='001B'/></target></segment></unit>"
    )
    (pair,) = pairs_of(read(xliff2(body), "a.xlf").document)
    assert (pair.english_codes, pair.codes) == (("pc:1", "/pc:1", "ph:2"), ("pc:1", "/pc:1", "ph:2", "cp:001B"))


def test_what_is_not_to_be_translated_is_marked() -> None:
    for data in (
        xliff(unit("1", "x", "Voir <mrk mtype='protected'>Big Data Inc</mrk>.")),
        xliff2("<unit id='1'><segment><source>x</source><target>Voir <mrk id='m' translate='no'>Big Data Inc</mrk>."
               "</target></segment></unit>"),
        xliff2("<unit id='1'><segment><source>x</source><target>Voir <sm id='m' translate='no'/>Big Data Inc<em"
               " startRef='m'/>.</target></segment></unit>"),
    ):  # fmt: skip
        (passage,) = read(data, "a.xlf").document.passages
        assert [passage.text[start:end] for start, end in passage.breaks] == ["Big Data Inc"]


def test_files_of_several_languages_give_their_french() -> None:
    head, _, tail = xliff(unit("1", "a", "b")).partition(b"<file")
    german = xliff(unit("1", "a", "c"), 'source-language="en" target-language="de"').partition(b"<file")[2]
    french = xliff(unit("1", "d", "f"), 'source-language="de" target-language="fr-BE"').partition(b"<file")[2]
    data = head + b"<file" + tail.replace(b"</xliff>", b"<file" + german.replace(b"</xliff>", b"<file" + french))
    document = read(data, "a.xlf").document
    assert [(each.name, each.text) for each in document.units] == [("a.html#1", "b"), ("a.html#1~2", "f")]
    # What is not translated from English has nothing to be held against.
    assert said(data) == [("a.html#1", "a", "b")]


@pytest.mark.parametrize(
    ("target", "edit", "after"),
    [
        ("Un mot.", (3, 6, "<nom>"), "Un &lt;nom&gt;."),
        ("Un &#109;ot.", (3, 6, "nom"), "Un nom."),
        ("Un <g id='1'>m</g>ot.", (3, 6, "nom"), "Un <g id='1'>nom</g>."),
        ("<![CDATA[Un mot.]]>", (3, 6, "n&m"), "<![CDATA[Un ]]>n&amp;m<![CDATA[.]]>"),
        ("Un\r\n mot.", (4, 7, "nom"), "Un\r\n nom."),
        ("Un &lt;b&gt;mot&lt;/b&gt;.", (3, 6, "nom"), "Un &lt;b&gt;nom&lt;/b&gt;."),
    ],
)
def test_an_edit_changes_its_own_characters(target: str, edit: tuple[int, int, str], after: str) -> None:
    data = xliff(unit("1", "A word.", target) + unit("2", "&#65;", "&#65;"))
    written = read(data, "a.xlf").write([Edit(*edit)])
    assert written == data.replace(target.encode(), after.encode())
    assert len(read_by_toolkit(written, "a.xlf")) == 2


def test_an_empty_target_takes_text_and_a_missing_one_none() -> None:
    data = xliff(unit("1", "a", None) + "<trans-unit id='2'><source>b</source><target state='new' /></trans-unit>")
    container = read(data, "a.xlf")
    first, second = container.document.units
    written = container.write([Edit(second.start, second.start, "d")])
    assert written == data.replace(b"<target state='new' />", b"<target state='new' >d</target>")
    with pytest.raises(SourceError, match="le segment 1 n’a pas d’élément") as error:
        container.write([Edit(first.start, first.start, "c")])
    assert error.value.say("en").startswith("a.xlf: segment 1 has no element")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_encodings_are_kept(encoding: str) -> None:
    name = {"utf-8-sig": "UTF-8"}.get(encoding, encoding)
    text = xliff(unit("1", "Sea", "La mer déchaînée")).decode().replace("UTF-8", name)
    data = text.encode(encoding)
    container = read(data, "a.xlf")
    assert container.write([]) == data
    written = container.write([Edit(3, 6, "marée ☂")])
    wanted = text.replace("La mer", "La marée ☂" if "utf" in encoding else "La marée &#9730;")
    assert written == wanted.encode(encoding)
    assert read(written, "a.xlf").document.source == "La marée ☂ déchaînée"


def test_utf16_without_a_mark() -> None:
    data = xliff(unit("1", "Sea", "mer")).decode().replace("UTF-8", "UTF-16").encode("utf-16-be")
    assert read(data, "a.xlf").document.source == "mer"
    assert read(data, "a.xlf").write([]) == data


def test_wrapped_and_indented_targets_are_silent() -> None:
    target = "\n      Le conseil municipal s’est réuni mardi soir\n      pour voter le budget.\n    "
    assert qa.Checker().check(read(xliff(unit("1", "The council met.", target)), "a.xlf").document) == ()


BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "pas du XML valide (ligne 1)"),
        (b"<xliff", "pas du XML valide (ligne 1)"),
        (xliff(unit("1", "a", "b")).replace(b"</body>", b""), "pas du XML valide (ligne 3)"),
        (xliff(unit("1", "a", "b\x01")), "pas du XML valide"),
        (b"<tmx/>", "pas un fichier XLIFF, son élément racine est « tmx »"),
        (xliff(unit("1", "a", "b&x;")), "pas du XML valide"),
        (f'<!DOCTYPE xliff [<!ENTITY a0 "x">{BOMB}]><xliff>&a11;</xliff>'.encode(), "déclare des entités XML"),
        (b'<!DOCTYPE xliff [<!ENTITY x SYSTEM "file:///etc/passwd">]><xliff>&x;</xliff>', "déclare des entités XML"),
        (b'<!DOCTYPE xliff [<!ENTITY % x SYSTEM "http://localhost/x.dtd">%x;]><xliff/>', "déclare des entités XML"),
        (b'<?xml version="1.0" encoding="klingon"?><xliff/>', "pas dans l’encodage qu’il annonce (klingon)"),
        (xliff(unit("1", "a", "\xe9")).replace("é".encode(), b"\xe9"), "pas dans l’encodage qu’il annonce (utf-8)"),
        (xliff(unit("1", "a", "b"), 'source-language="en" target-language="de"'), "traduit de « en » vers « de »"),
        (xliff(unit("1", "a", "b"), 'source-language="fr" target-language="en"'), "traduit de « fr » vers « en »"),
        (xliff2("<unit id='1'/>", "srcLang='en' trgLang='it'"), "traduit de « en » vers « it »"),
        (xliff(unit("1", "a", None), 'source-language="en"'), "ne contient encore aucune traduction"),
    ],
)
def test_faults_are_one_sentence(data: bytes, says: str) -> None:
    with pytest.raises(SourceError) as error:
        read(data, "dossier/a.xlf")
    for lang in ("fr", "en"):
        sentence = error.value.say(lang)
        assert sentence.startswith("dossier/a.xlf")
        assert "\n" not in sentence
    assert says in error.value.say("fr").replace("\xa0", " ")


def test_depth_and_size_take_linear_time() -> None:
    deep = "<g id='1'>" * 30_000 + "mot" + "</g>" * 30_000
    (found,) = read(xliff(unit("1", "word", deep)), "a.xlf").document.units
    assert found.text == "mot"
    groups = "<group>" * 30_000 + unit("1", "word", "mot") + "</group>" * 30_000
    assert said(xliff(groups)) == [("1", "word", "mot")]
    marks = "<mrk mtype='seg' mid='1'>" * 5_000 + "mot" + "</mrk>" * 5_000
    assert [each[2] for each in said(xliff(unit("1", "word", marks)))] == ["mot"]


def test_old_files_without_a_namespace_are_read() -> None:
    data = xliff(unit("1", "a", "b")).replace(f' xmlns="{XLIFF_1}"'.encode(), b"")
    assert said(data) == [("1", "a", "b")]
