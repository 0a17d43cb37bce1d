"""Inputs that are not plain articles: containers, glossaries, configurations and decisions, whole or damaged."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from random import Random

from qa.glossary import Glossary, Term
from qa.glossary.files import _MODULES
from tests.containers.made import XHTML, archive, docx, epub, members_of, odt, p, r
from tests.fuzz import texts

_XML = tuple(
    piece.encode()
    for piece in (
        *("<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "<w:t xml:space='preserve'> ", "<w:tab/>",
        "<w:br/>", "<w:ins>"),
        *("</w:ins>", "<w:del>", "<w:delText>x</w:delText>", "</w:del>", "<w:rPr><w:lang w:val='en-US'/></w:rPr>",
        "<w:hyperlink>"),
        *("<w:fldChar w:fldCharType='begin'/>", "<w:fldChar w:fldCharType='end'/>", "<w:instrText>",
        "<mc:AlternateContent>", "<w:sdt>"),
        *("<w:pPr><w:pStyle w:val='Titre1'/></w:pPr>", "<w:tbl><w:tr><w:tc>", "<w:footnoteReference w:id='1'/>",
        "<w:txbxContent>"),
        *("<text:p>", "</text:p>", "<text:span>", "</text:span>", "<text:s/>", "<text:s text:c='3'/>",
        "<text:s text:c='99999999999'/>"),
        *("<text:tab/>", "<text:line-break/>", "<text:note>", "<text:h>", "</text:h>", "<text:list><text:list-item>",
        "<draw:frame>"),
        *("<text:change-start text:change-id='a'/>", "<office:annotation>", "<text:tracked-changes>",
        "<table:table-cell>"),
        *("<p>", "</p>", "<em>", "</em>", "<br/>", "<h1>", "<pre>", "<code>x</code>", "<p hidden=''>",
        "<span xml:lang='en'>", "</span>"),
        *("&amp;", "&lt;", "&#233;", "&#xD800;", "&#0;", "&eacute;", "&x;", "<![CDATA[mot <b>]]>", "<!-- x -->",
        "<?x y?>", "<!DOCTYPE html>"),
        *("<!DOCTYPE x [<!ENTITY a 'aaa'>]>", "<!ENTITY", "]]>", "\ufeff", "\0", "xml:space='preserve'",
        "encoding='latin-1'", "<x:y>"),
        *("w:val=''", "w:id='x'", "w:val='1'", "/>", "<", ">", "motorcar", "été", "😀", "\u00a0", " ", "\n",
        "xmlns='x'"),
    )
)  # fmt: skip
_SIZES = (b"PK\1\2", b"PK\3\4", b"PK\5\6", b"\xff\xff\xff\xff", b"\0\0", b"mimetype", b"word/document.xml")

_TABLE = tuple(
    piece.encode()
    for piece in (
        *("term", "right", "kind", "pos", "gender", "safe", "when", "unless", "bad", "good", "note", "source", "terme",
        "correction"),
        *(",", ";", "\t", "|", "\n", "\r\n", "\r", '"', '""', "'", "=1+1", "'=x", " | ", "yes", "no", "oui", "noun",
        "verb", "m", "f", "mp"),
        *("next=rôle", "prev=@det", "near=", "next=@x", "=;", "forbidden", "false-friend", "calque", "\0", "\ufeff",
        "é", "e\u0301", "😀", "’"),
        *("- ", ": ", "term: ", "right: [a, b]", "&a", "*a", "<<: *a", "!!python/object:os.system ", "{", "}", "[",
        "]", "? ", "|\n", "#", "---\n"),
        *("<termEntry>", "</termEntry>", "<langSet xml:lang='fr'>", "</langSet>", "<tig><term>", "</term></tig>",
        "<conceptEntry id='1'>"),
        *("<langSec xml:lang='en'>", "<termSec>",
        "<termNote type='administrativeStatus'>deprecatedTerm-admn-sts</termNote>", "<hi>"),
        *("<!DOCTYPE x [<!ENTITY a 'aaa'>]>", "&a;", "<?xml version='1.0' encoding='latin-1'?>", "<descrip type='x'>",
        "&#0;", "<note>"),
    )
)  # fmt: skip

_TOML = (
    "[tool.relecture]\n", "lang = 'fr'\n", "lang = 3\n", "variant = 'fr-CA'\n", "select = ['accuracy']\n",
    "ignore = ['repeated-word', '']\n", "extend-select = ['style']\n", "glossaries = ['a.csv']\n",
    "fail-level = 'error'\n", "exclude = ['*.md', '!a', '[', '/**/', '\\\\']\n", "severity = { accuracy = 'info' }\n",
    "[severity]\n", "untranslated = 'warning'\n", "[vocabulary]\n", "accept = ['a']\n", "reject = ['a']\n",
    "prose-keys = ['*']\n", "off = true\n", "['per-path'.'un/**']\n", "['per-path'.\"[\"]\n", "[per-path]\n",
    "'*.md' = { off = true }\n", "a = 1979-05-27\n",
    "a = 1e400\n", "a = nan\n", "a = " + "9" * 4400 + "\n", "a = " + "[" * 300, "]", "[[a]]\n", "a.b.c = 1\n",
    "\"\"\"", "'''", "\\u0000", "\"\\uD800\"", "é = 1\n", "#", "=", "[", "{", "}", ",", "\n", "\r", "\0", "\x1b", "'",
    '"', "inf", "0x", "true", "lnag = 'fr'\n", "select = 'accuracy'\n",
)  # fmt: skip

_TERMS = (
    Term(
        "state of affairs", ("situation", "état des lieux"), "calque", "noun", "f", True, "next=rôle|@noun", "prev=@det"
    ),
    Term("faire du sens", ("avoir du sens",), "calque", "verb"),
    Term("motorcar", (), "anglicism", note="=note", source="<source>"),
)


def container(rng: Random, format: str) -> bytes:
    """A container, its parts damaged, or the bytes of its archive."""
    base = rng.choice(_containers()[format])
    if rng.random() < 0.25:
        return texts.mutated(rng, _whole(format, rng.randrange(len(_containers()[format]))), _SIZES)
    members: dict[str, str | bytes] = dict(base)
    for name in (*rng.sample(sorted(base), rng.choice((1, 1, 1, 2))), _main(base)):
        members[name] = texts.mutated(rng, base[name], _XML)
    if rng.random() < 0.05:
        del members[rng.choice(sorted(members))]
    return archive(members)


def _main(members: Mapping[str, bytes]) -> str:
    return max(members, key=lambda name: len(members[name]))


@cache
def _whole(format: str, number: int) -> bytes:
    return archive(dict(_containers()[format][number]))


@cache
def _containers() -> dict[str, list[dict[str, bytes]]]:
    word = p("Un motorcar ", r("dans la", "<w:b/>"), " ville.", properties="<w:pPr><w:pStyle w:val='Titre1'/></w:pPr>")
    styles = "<w:style w:type='paragraph' w:styleId='Titre1'><w:name w:val='heading 1'/></w:style>"
    text = "<text:h>Un titre</text:h><text:p>Un <text:span>motorcar</text:span> dans<text:s/>la "
    text += "<text:line-break/>ville.</text:p>"
    chapter = f"{XHTML}<body><h1>Un titre</h1><p>Un <em>motorcar</em> dans la<br/>ville.</p>"
    chapter += "<ul><li>Un</li></ul></body></html>"
    made: dict[str, list[bytes]] = {
        "docx": [
            docx(word + p("Les deux parties parlent.")),
            docx(word, styles=styles, footnotes=p("Une note"), header1=p("Haut")),
        ],
        "odt": [
            odt(text),
            odt(text + "<table:table><table:table-cell><text:p>x</text:p></table:table-cell></table:table>"),
        ],
        "epub": [epub(one=chapter), epub(one=chapter, two=f"{XHTML}<body><p lang='en'>The end</p></body></html>")],
    }
    return {name: [members_of(data) for data in each] for name, each in made.items()}


def glossary(rng: Random, ending: str) -> bytes:
    """A glossary with damage, or nothing like one."""
    whole = _glossaries()[ending]
    if ending == ".xlsx" and rng.random() < 0.8:
        members: dict[str, str | bytes] = dict(members_of(whole))
        name = rng.choice(sorted(members))
        members[name] = texts.mutated(rng, bytes(members[name]), _XML + _TABLE)  # type: ignore[arg-type]
        return archive(members)
    if rng.random() < 0.2:
        return b"".join(rng.choice(_TABLE) for _ in range(rng.randrange(1, 30)))
    return texts.mutated(rng, whole, _TABLE if ending != ".xlsx" else _SIZES)


@cache
def _glossaries() -> dict[str, bytes]:
    from importlib import import_module

    made = Glossary("terms", _TERMS)
    written: dict[str, bytes] = {}
    for ending, name in _MODULES.items():
        write: Callable[..., bytes] = import_module(f"qa.glossary.{name}").write
        written[ending] = write(made, "," if ending == ".csv" else "\t") if name == "tables" else write(made)
    return written


def configuration(rng: Random) -> str:
    """Lines of a configuration, right and wrong."""
    lines = "".join(rng.choice(_TOML) for _ in range(rng.randrange(1, 9)))
    if rng.random() < 0.5:
        return lines
    at = rng.randrange(len(lines) + 1)
    return lines[:at] + rng.choice((*_TOML, texts.odd(rng))) + lines[at + rng.randrange(4) :]


def decisions(rng: Random) -> str:
    """A decisions file or a baseline, with a value of it put for another, or as damaged text."""
    edit: _Object = {"start": rng.randrange(-1, 12), "end": rng.randrange(12), "text": texts.odd(rng)}
    decision: _Object = {"verdict": "accept", "rule": "repeated-word", "start": 9, "end": 20, "text": "parle parle"}
    decision["edits"] = [edit]
    finding: _Object = {"path": "a.md", "rule": "untranslated", "text": "x", "before": ["a"], "after": [], "count": 1}
    document: _Object = {"path": "a.md", "sha256": "0" * 64, "decisions": [decision]}
    document["fixed"] = {"sha256": "", "edits": [edit]}
    whole: _Object = {"version": rng.choice((1, 1, 1, "1", 2, None)), "documents": [document], "findings": [finding]}
    places = [(each, key) for each in (edit, decision, finding, document, whole) for key in each]
    for _ in range(rng.randrange(3)):
        each, key = rng.choice(places)
        each[key] = rng.choice((None, True, -1, 10**30, 1.5, "\ud800", "", [], {}, [None], [[]], ["a", 1], {"text": 1}))
    text = json.dumps(whole, ensure_ascii=rng.random() < 0.5)
    if rng.random() < 0.4:
        at = rng.randrange(len(text))
        odd = rng.choice((*_JSON, texts.odd(rng)))
        text = text[:at] + odd + text[at + rng.randrange(3) :]
    return text


_Object = dict[str, object]
_JSON = ("9" * 4400, "[" * 5000, '{"a":' * 3000, "NaN", "1e999", "\\ud800", "\x00", "}", "]", '"', ",")


def raw(rng: Random) -> bytes:
    """Bytes in one encoding or another, with or without their mark, or damaged."""
    text = texts.odd(rng) + "\n" + texts.odd(rng)
    encoding = rng.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "latin-1", "cp1252"))
    data = text.encode(encoding, "replace")
    pieces = (
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xfe\xff",
        b"\xff\xfe\0\0",
        b"\0\0\xfe\xff",
        b"\0",
        b"\xe9",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
    )
    return data if rng.random() < 0.4 else texts.mutated(rng, data, pieces)
