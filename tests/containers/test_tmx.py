"""What is read of translation memories, and what takes edits there."""

from __future__ import annotations

import pytest

from qa.containers import read
from qa.document import OBJECT
from qa.finding import Edit
from qa.source import SourceError
from tests.containers.test_translations import pairs_of
from tests.containers.translations import read_by_toolkit, tmx


def tu(*variants: tuple[str, str], more: str = "") -> str:
    return f"<tu {more}>" + "".join(f"<tuv xml:lang='{tag}'><seg>{seg}</seg></tuv>" for tag, seg in variants) + "</tu>"


def said(data: bytes) -> list[tuple[str, str, str]]:
    return [(pair.name, pair.english, pair.text) for pair in pairs_of(read(data, "a.tmx").document)]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (tu(("en", "a"), ("fr", "b")) + tu(("FR-CA", "d"), ("EN-us", "c")), [("tu1", "a", "b"), ("tu2", "c", "d")]),
        (tu(("en-US", "color"), ("en", "colour"), ("fr", "b")), [("tu1", "colour", "b")]),
        (tu(("en", "a"), ("fr-FR", "b"), ("fr-CA", "c")), [("tu1/fr-FR", "a", "b"), ("tu1/fr-CA", "a", "c")]),
        (tu(("en", "a"), ("de", "b")) + tu(("en", "c"), ("fr", "d")), [("tu2", "c", "d")]),
        # What was French first, or has no English, is read alone.
        (tu(("en", "a"), ("fr", "b"), more='srclang="fr"') + tu(("de", "c"), ("fr", "d")), []),
    ],
)
def test_units(body: str, found: list[tuple[str, str, str]]) -> None:
    data = tmx(body)
    assert said(data) == found
    assert read(data, "a.tmx").write([]) == data


def test_codes_and_what_they_hold() -> None:
    seg = '{} <bpt i="{}" x="1">{{</bpt>{}<ept i="{}">}}</ept> <ph>&lt;br/></ph><hi x="3">b</hi><it pos="begin" x="4"/>'
    english, french = seg.format("A", 1, "word", 1), seg.format("Un", 7, "mot", 7)
    data = tmx(tu(("en", english), ("fr", french)))
    (pair,) = pairs_of(read(data, "a.tmx").document)
    assert pair.codes == pair.english_codes == ("bpt:1", "ept:1", "ph:&lt;br/>", "hi:3", "/hi:3", "it:4")
    assert pair.text == f"Un {OBJECT}mot{OBJECT} {OBJECT}{OBJECT}b{OBJECT}{OBJECT}"
    written = read(data, "a.tmx").write([Edit(3, 6, "nom & <ou>")])
    assert written == data.replace(b"</bpt>mot", b"</bpt>nom &amp; &lt;ou&gt;")
    assert len(read_by_toolkit(written, "a.tmx")) == 1


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_encodings_are_kept(encoding: str) -> None:
    text = tmx(tu(("en", "Sea"), ("fr", "mer déchaînée"))).decode().replace("utf-8", encoding)
    container = read(text.encode(encoding), "a.tmx")
    assert container.write([]) == text.encode(encoding)
    assert container.write([Edit(0, 3, "baie")]) == text.replace("mer", "baie").encode(encoding)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (tmx(tu(("en", "a"), ("de", "b"))), "langues trouvées : de, en"),
        (b"<xliff/>", "pas un fichier TMX, son élément racine est « xliff »"),
        (tmx(tu(("en", "a"), ("fr", "&b;"))), "déclare des entités XML"),
        (b'<!DOCTYPE tmx [<!ENTITY b "c">]><tmx/>', "déclare des entités XML"),
        (tmx("<tu>"), "pas du XML valide (ligne 3)"),
    ],
)
def test_faults_are_one_sentence(data: bytes, says: str) -> None:
    with pytest.raises(SourceError) as error:
        read(data, "a.tmx")
    assert says in error.value.say("fr").replace("\xa0", " ")
    assert error.value.say("en").startswith("a.tmx: ")
