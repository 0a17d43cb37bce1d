"""The same text in every format: what is found in it is found where it stands, and mended as in plain text."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import qa
from qa.document import OBJECT
from qa.finding import apply_edits
from qa.formats import DATA, ENDINGS, TEXTS, format_of, reader
from tests.formats.mapping import assert_edits_stay_in_place, assert_exact

Wrap = Callable[[list[str]], str]


def _entities(paragraphs: list[str]) -> str:
    text = "".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in paragraphs)
    return "".join(f"&#{ord(mark)};" if ord(mark) > 126 else mark for mark in text)


def _cues(paragraphs: list[str]) -> str:
    return "\n\n".join(f"00:00:0{n}.000 --> 00:00:0{n}.900\n{text}" for n, text in enumerate(paragraphs))


#: Name of a wrapping → its format, and how paragraphs are put into it.
WRAPPINGS: dict[str, tuple[str, Wrap]] = {
    "html": ("html", lambda texts: "".join(f"<p class='a'>{escape(text)}</p>\r\n" for text in texts)),
    "entities": ("html", _entities),
    "inline": ("html", lambda texts: "".join(f"<li><b>{escape(text)}</b>" for text in texts)),
    "attributes": ("html", lambda texts: "".join(f'<img alt="{escape(text)}">' for text in texts)),
    "rst": ("rst", lambda texts: "Titre\n=====\n\n" + "\n\n".join(texts)),
    "rst note": ("rst", lambda texts: ".. note::\n\n" + "\n\n".join(f"   {text}" for text in texts)),
    "asciidoc": ("asciidoc", lambda texts: "== Titre\n\n" + "\n\n".join(texts)),
    "srt": ("srt", lambda texts: "1\n" + _cues(texts).replace(".000", ",000").replace(".900", ",900")),
    "webvtt": ("webvtt", lambda texts: "WEBVTT\n\n" + _cues([escape(text, quote=False) for text in texts])),
    "json": ("json", lambda texts: json.dumps({"id": 1, "text": texts}, ensure_ascii=False)),
    "json ascii": ("json", lambda texts: json.dumps([{"text": text} for text in texts], indent=1)),
    "yaml": ("yaml", lambda texts: yaml.safe_dump({"text": texts}, allow_unicode=True, width=40)),
    "yaml single": ("yaml", lambda texts: yaml.safe_dump({"text": texts}, default_style="'", allow_unicode=True)),
    "yaml double": ("yaml", lambda texts: yaml.safe_dump({"text": texts}, default_style='"')),
    "yaml block": ("yaml", lambda texts: "text: |\n" + "\n\n".join(f"   {text}" for text in texts)),
    "csv": (
        "csv",
        lambda texts: "id;texte\n" + "".join(f'1;"{text.replace(chr(34), chr(34) * 2)}"\n' for text in texts),
    ),
    "tsv": ("csv", lambda texts: "id\ttexte\n" + "".join(f"1\t{text}\n" for text in texts)),
}

#: With faults that are mended, what is put in holding marks that mean something in one of the formats.
SENTENCES = (
    "Le maire a a annoncé une mesure pour les écoles du quartier.",
    "La state of affairs financière de la ville reste fragile.",
    "Les habitants partent , dit-on au village.",
    "L’été prochain, le conseil se réunira chaque semaine.",
    "Une légende s’écrit à l’œil nu, de l’île au château.",
    'Il a dit "bonjour" à tout le monde avant de partir.',
    "R&D : un budget de 5 millions, soit moins que prévu.",
    "Depuis que la motorcar existe, tout va plus vite !",
    "Le texte parle de a < b et de l’avenir des des villes.",
)
paragraphs = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4, unique=True)
#: Rules that go by the kind of passage leave some wrappings alone; these look at every passage alike.
RULES = ("untranslated", "doubled-punctuation", "punctuation-spacing", "french-spacing", "mixed-quotation-marks")
CHECKER = qa.Checker(qa.Settings(select=RULES))


@pytest.mark.parametrize("name", WRAPPINGS)
@settings(max_examples=25, deadline=None)
@given(texts=paragraphs)
def test_what_is_found_in_plain_text_is_found_in_its_place(name: str, texts: list[str]) -> None:
    format, wrap = WRAPPINGS[name]
    plain = qa.parse("\n\n".join(texts))
    wrapped = qa.parse(wrap(texts), format=format)
    assert_exact(wrapped.source, wrapped.passages)
    read = [passage.text for passage in wrapped.passages if passage.kind != "heading"]
    assert [" ".join(text.split()) for text in read] == texts

    def told(document: qa.Document) -> list[tuple[str, str, int, int]]:
        """The findings, each with the number of its word and of the passage."""
        bodies = [passage for passage in document.passages if passage.kind != "heading"]
        return sorted(
            (finding.rule, " ".join(finding.text.split()), number, passage.source_start(0) <= finding.start)
            for finding in CHECKER.check(document)
            for number, passage in enumerate(bodies)
            if passage.source_start(0) <= finding.start < passage.source_end(len(passage.text))
        )

    assert told(wrapped) == told(plain)


@pytest.mark.parametrize("name", WRAPPINGS)
@settings(max_examples=15, deadline=None)
@given(texts=paragraphs)
def test_what_is_mended_is_mended_as_in_plain_text(name: str, texts: list[str]) -> None:
    format, wrap = WRAPPINGS[name]
    fixed = CHECKER.fix(qa.parse(wrap(texts), format=format), unsafe=True)
    expected = [CHECKER.fix(qa.parse(text), unsafe=True).output for text in texts]
    read = [passage.text for passage in reader(format)(fixed.output) if passage.kind != "heading"]
    assert apply_edits(fixed.document.source, fixed.edits) == fixed.output
    assert [" ".join(text.split(" ")).replace("\n", " ") for text in read] == expected


def test_what_is_put_in_is_escaped_as_its_place_asks(tmp_path_factory: pytest.TempPathFactory) -> None:
    glossary = tmp_path_factory.mktemp("glossary") / "maison.tsv"
    glossary.write_text('term\tright\tpos\tsafe\nslides\tR&D "a\\b" <été>\tnoun\tyes\n', encoding="utf-8")
    checker = qa.Checker(qa.Settings(select=("glossary-term",), glossaries=(glossary,)))
    expected = {
        "html|<p>Voici slides.": '<p>Voici R&amp;D "a\\b" &lt;été>.',
        'html|<img alt="Voici slides.">': '<img alt="Voici R&amp;D &quot;a\\b&quot; &lt;été>.">',
        "html|<img alt='Voici slides.'>": "<img alt='Voici R&amp;D \"a\\b\" &lt;été>.'>",
        "html|<img alt=slides>": "<img alt=slides>",
        'json|{"text": "Voici slides."}': '{"text": "Voici R&D \\"a\\\\b\\" <été>."}',
        "yaml|text: 'Voici slides.'": "text: 'Voici R&D \"a\\b\" <été>.'",
        'yaml|text: "Voici slides."': 'text: "Voici R&D \\"a\\\\b\\" <été>."',
        "yaml|text: Voici slides.": 'text: Voici R&D "a\\b" <été>.',
        'csv|id;texte\n1;"Voici slides."': 'id;texte\n1;"Voici R&D ""a\\b"" <été>."',
        "csv|id;texte\n1;Voici slides.": "id;texte\n1;Voici slides.",
        "rst|Voici slides.": 'Voici R&D "a\\\\b" <été>.',
        "asciidoc|Voici slides.": "Voici slides.",
        "srt|00:01 --> 00:02\nVoici slides.": "00:01 --> 00:02\nVoici slides.",
        "webvtt|00:01.000 --> 00:02.000\nVoici slides.": '00:01.000 --> 00:02.000\nVoici R&amp;D "a\\b" &lt;été&gt;.',
    }
    for text, output in expected.items():
        format, _, source = text.partition("|")
        assert checker.fix(qa.parse(source, format=format)).output == output
        # What cannot be written is still reported.
        assert checker.check(qa.parse(source, format=format))


FORMATS = sorted(set(ENDINGS.values()) - {"text", "markdown"})

_PIECES = st.sampled_from(
    (
        "mot ¦été¦ ¦\n¦\n\n¦\r\n¦   ¦\t¦:¦::¦: ¦-¦- ¦--¦---¦----\n¦====\n¦=¦== ¦*¦**¦_¦__¦`¦``¦#¦##¦~¦^¦+¦+\n¦|¦|===\n"
        "¦||¦.¦.. "
        "¦.. note::¦.. code::\n¦.. image:: a\n   :alt: mot\n¦:a: ¦:role:`¦<¦>¦<b>¦</b>¦<p>¦&amp;¦&¦'¦''¦\"¦\"\"¦"
        '\\¦\\n¦\\u00e9¦\\ud83d¦\\x¦{¦}¦[¦]¦,¦;¦text: ¦"text": ¦text;a\n¦title: |\n  ¦text: >-\n¦? ¦!¦!!str ¦&a ¦*a'
        "¦%¦@¦"
        "---\n¦...\n¦00:01.000 --> 00:02.000\n¦-->¦NOTE\n¦<v A>¦<lang en>¦{\\an8}¦https://a.fr¦https://a.fr[¦image:a[¦"
        "footnote:[¦"
        "<<¦>>¦((¦))¦{a}¦[source]\n¦+--+--+\n¦== ==\n¦// ¦////\n¦. ¦1. ¦NOTE: ¦\0¦\x85¦\u2028¦\ufffc¦\ufeff¦[1]_"
    ).split("¦")
)


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=300, deadline=None)
@given(source=st.one_of(st.lists(_PIECES, max_size=40).map("".join), st.text()))
def test_any_text_is_read_with_exact_offsets(format: str, source: str) -> None:
    passages = reader(format)(source)
    assert_exact(source, passages)
    for passage in passages:
        for segment in passage.segments:
            assert OBJECT not in passage.text[segment.start : segment.end] or not segment.notation


#: For each format, a document with its marks in it.
DOCUMENTS = {
    "json": '{"title": "Un \\"titre\\" \\u00e9crit\\n\\nSuite \\ud83d\\ude00 fin", "id": "x", "alt": {"fr": "Oui"},'
    ' "body": ["<p>Deux <b>mots</b> <img alt=\\"Un chat\\"> R&amp;D</p>", "l\'un"]}',
    "yaml": "title: \"Un \\\"titre\\\" \\u00e9crit\n  sur deux\"\nslug: non\ndescription: 'L''été\n  arrive'\nx:\n"
    "- text: |\n    Une ligne\n    deux # mots\n- summary: >-\n    plié\n    deux\n- body: Un texte\n    nu # rien\n"
    "- content: [un mot, 'deux']\n",
    "csv": 'id,titre,texte\n1,Un titre,"Un ""mot"" ici, et\nlà"\n2,Autre titre,deux\n',
    "srt": "1\n00:00:01,000 --> 00:00:02,000\n<i>Bonjour à\ntous</i>\n\n"
    "2\n00:00:03,000 --> 00:00:04,000\n- Oui.\n- Non.\n",
    "webvtt": "WEBVTT\n\nNOTE rien\n\n"
    "00:01.000 --> 00:02.000 align:start\n<v Jean>Il dit &amp; <b>redit</b></v>\nla suite\n",
    "rst": "Un titre assez long\n===================\n\n"
    "Un **mot** `deux <x>`_ et :ref:`trois <y>`, ``rien``. Ainsi ::\n\n  code\n\n"
    "- un\n  deux\n\n.. note:: Attention\n\n   Corps *gras*.\n\n.. image:: a\n   :alt: Un chat\n\nterme\n   sens\n",
    "asciidoc": "= Titre\nAuteur\n:description: Un résumé\n\n== Partie\n\n"
    "Un *mot* et https://a.fr[un lien], `rien`.footnote:[Une note.]\n\n"
    "* un\n  deux\n\nNOTE: Attention.\n\n|===\n|Un |Deux\n|===\n\nimage::a.png[Un chat]\n",
}  # fmt: skip


@pytest.mark.parametrize("format", DOCUMENTS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_is_put_in_is_read_as_it_was_meant(format: str, end: str) -> None:
    source = DOCUMENTS[format].replace("\n", end)
    words = ("mot", "l'été", "a: b", "c #d", '"e"', "R&D", "<b>", "f, g; h", "a\\b", "[i]", "-j", "k_ l", "*l*", "`m`")
    assert assert_edits_stay_in_place(source, reader(format), words) > 50


@pytest.mark.parametrize("format", DOCUMENTS)
def test_a_large_file_is_read_whole(format: str) -> None:
    times = 1_000_000 // len(DOCUMENTS[format])
    source = (DOCUMENTS[format] + ("\n" if format != "csv" else "")) * times
    passages = reader(format)(source)
    assert_exact(source, passages)
    assert source.count("\n", passages[-1].source_start(0)) < len(DOCUMENTS[format])


#: Repeated at length; a dot stands for a space and an arrow for a line's end.
_RUNAWAYS = """
    " "\\ "a"", { [ [[ "a": title:·{ title:·"\\ ↵- ·↵ `a· ``a· *a· **a· |a· :a [a .. ↵..·a ↵+--+ ↵|===
    ↵====↵***** a:: :: image:a[ footnote:[ << (( {a pass:[ http://a a@ +a· <<a 00:01.000·-->·00:02.000↵<a <v·
    {\\ -- ↵= '' ,"
""".split()


@pytest.mark.parametrize("piece", _RUNAWAYS)
@pytest.mark.parametrize("format", FORMATS)
def test_what_could_run_away_is_read_to_its_end(format: str, piece: str) -> None:
    source = piece.replace("·", " ").replace("↵", "\n") * 10_000
    assert_exact(source, reader(format)(source))


def test_endings_name_formats() -> None:
    for ending, name in (
        (".HTML", "html"), (".xhtml", "html"), (".rst", "rst"), (".adoc", "asciidoc"), (".srt", "srt"),
        (".vtt", "webvtt"), (".json", "json"), (".yml", "yaml"), (".tsv", "csv"), (".odd", "text"),
    ):  # fmt: skip
        assert format_of(f"dossier/un{ending}") == name
    assert not set(TEXTS) & set(DATA)


def test_keys_that_hold_prose_may_be_said() -> None:
    source = '{"bonjour": "Le maire parle parle trop.", "text": "Le maire parle parle trop."}'
    rules = ("doubled-punctuation", "punctuation-spacing")
    for keys, passages in (((), 1), (("bonjour",), 2), (("*",), 2)):
        document = qa.parse(source.replace("trop.", "trop ,"), "a.json", prose_keys=keys)
        assert len(document.passages) == passages
        # What was said holds for what `fix` reads again.
        checker = qa.Checker(qa.Settings(select=rules, prose_keys=keys))
        assert len(checker.fix(document, unsafe=True).applied) == passages
