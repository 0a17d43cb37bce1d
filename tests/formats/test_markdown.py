from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.document import OBJECT, Passage
from qa.formats.markdown import read
from tests.formats.mapping import assert_exact


def texts(source: str) -> list[str]:
    passages = read(source)
    assert_exact(source, passages)
    return [passage.text.replace(OBJECT, "□") for passage in passages]


def kinds(source: str) -> list[tuple[str, str]]:
    return [(passage.kind, passage.text.replace(OBJECT, "□")) for passage in read(source)]


@pytest.mark.parametrize(
    ("source", "prose"),
    [
        ("Un mot **gras**, un *autre* et un ~~troisième~~.", "Un mot gras, un autre et un troisième."),
        ("Un **d**ébut et un m_o_t.", "Un début et un m_o_t."),
        ("***Très*** important, 5 * 3 * 2, a_b_c.", "Très important, 5 * 3 * 2, a_b_c."),
        ("Données traitées* et source*.", "Données traitées* et source*."),
        ("Appelez `read()` puis ``a`b``.", "Appelez □ puis □."),
        ("Un ` seul accent grave.", "Un ` seul accent grave."),
        ('Voir [la page](https://a.fr/b_(c) "Titre") ici.', "Voir la page ici."),
        ("Voir [**la** page][réf], [réf] et [Réf][].\n\n[réf]: /url 'Titre'", "Voir la page, réf et Réf."),
        ("Il a dit [sic] et [inconnu][rien].", "Il a dit [sic] et [inconnu][rien]."),
        ("Voir [exemple.fr](https://exemple.fr) et [notes.pdf](a).", "Voir □ et □."),
        ("Voir <https://a.fr> ou https://b.fr/x(y). Écrire à <a@b.fr> ou a.b@c.fr.", "Voir □ ou □. Écrire à □ ou □."),
        ("Sur www.exemple.fr, tout.", "Sur □, tout."),
        ("L’aire vaut $\\pi r^2$ et $$x$$.", "L’aire vaut □ et □."),
        ("Il coûte 5 $ ou 10 $, US$20 et 30$.", "Il coûte 5 $ ou 10 $, US$20 et 30$."),
        ("Une espace&nbsp;: &eacute;t&eacute; &inconnu; A&B.", "Une espace\u00a0: été &inconnu; A&B."),
        (r"Un \*astérisque\* et un \\.", "Un *astérisque* et un \\."),
        ("Une ligne  \nla suite\\\nla fin", "Une ligne\nla suite\nla fin"),
        ("Une<br>autre<br/>ligne", "Une\nautre\nligne"),
        ("Tapez <kbd>Ctrl</kbd> + <code>x</code> <b>vite</b>.", "Tapez □ + □ vite."),
        ("Avant <!-- un commentaire --> après.", "Avant  après."),
        ("Une note[^1] ici.\n\n[^1]: https://a.fr", "Une note ici."),
        ("Voir [[Page de wiki|le libellé]] et [[Autre page#partie]].", "Voir le libellé et Autre page."),
        ("# Titre fermé ##", "Titre fermé"),
        ("## Titre {#identifiant}", "Titre"),
        ("## Titre {/*identifiant*/}", "Titre"),
        ("Bonjour {nom}, il est{' '}tard {/* oui */}.", "Bonjour □, il est tard ."),
        ("Un ensemble {de mots simples} reste.", "Un ensemble {de mots simples} reste."),
        ("{{% macro a %}}", None),
        ("Un :smile: et 12:30:45.", "Un □ et 12:30:45."),
        ("Un mot <Terme id={`a`}>technique</Terme> et <Icone />.", "Un mot technique et □."),
    ],
)
def test_markup_within_a_line(source: str, prose: str | None) -> None:
    assert texts(source) == ([] if prose is None else [prose])


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Titre\n===\n\nTexte\n---\n\n---\n", [("heading", "Titre"), ("heading", "Texte")]),
        (
            "- un\n- [x] deux\n\n  suite\n  - trois\n1. quatre",
            [("item", t) for t in ("un", "deux", "suite", "trois", "quatre")],
        ),
        ("> une\n> citation\nqui dure\n>\n> autre", [("quote", "une\ncitation\nqui dure"), ("quote", "autre")]),
        ("> [!NOTE]\n> Attention.", [("quote", "Attention.")]),
        (
            "| Un | **Deux** |\n|:--|--:|\n| a \\| b | `c` |\n\nFin",
            [("cell", "Un"), ("cell", "Deux"), ("cell", "a | b"), ("paragraph", "Fin")],
        ),
        ("Avant\n\n```python\ncode = 1\n\ncode\n```\n\n    code\n\n~~~\nouvert", [("paragraph", "Avant")]),
        ("- un\n\n      code\n\n  texte\n\nfin", [("item", "un"), ("item", "texte"), ("paragraph", "fin")]),
        ("$$\nx = y\n$$\nTexte", [("paragraph", "Texte")]),
        (
            ":::tip[Un conseil]\nTexte\n:::\n\n::: details Un titre : oui\nTexte\n:::",
            [("heading", "Un conseil"), ("paragraph", "Texte"), ("heading", "Un titre : oui"), ("paragraph", "Texte")],
        ),
        (
            '!!! note "Un titre"\n    Le texte.\n\nFin',
            [("heading", "Un titre"), ("paragraph", "Le texte."), ("paragraph", "Fin")],
        ),
        (
            "Texte[^a].\n\n[^a]: La note\n    continue.\n\nFin",
            [("paragraph", "Texte."), ("paragraph", "La note\ncontinue."), ("paragraph", "Fin")],
        ),
        ("[a]: <b c>\n  'Titre'\n[b]: /c\nTexte", [("paragraph", "Texte")]),
        ("![Un *chat*](chat.png) dort.", [("paragraph", "□ dort."), ("field", "Un chat")]),
        ("[![Un chat](a.png)](b)", [("field", "Un chat")]),
        ("![photo_01](a.png) ![chat.png](a.png)", []),
        (
            '<p>Un</p><p>Deux <img src="a" alt="Un chien"></p>',
            [("paragraph", "Un"), ("paragraph", "Deux □"), ("field", "Un chien")],
        ),
        ("<ul>\n  <li>Un\n  <li>Deux\n</ul>\n<h2>Titre</h2>", [("item", "Un"), ("item", "Deux"), ("heading", "Titre")]),
        ("<div>\n<pre>\ncode\n\ncode\n</pre> fin\n</div>\n\nTexte", [("paragraph", "fin"), ("paragraph", "Texte")]),
        ("<script>\nlet a;\n\nlet b;\n</script>\nTexte", [("paragraph", "Texte")]),
        ("<!--\nWords\n\nWords\n-->\n\nTexte <!-- a\nb --> fin", [("paragraph", "Texte  fin")]),
        ("<!-- a --> Texte <!-- b -->\nSuite", [("paragraph", "Texte"), ("paragraph", "Suite")]),
        ("import A from 'a'\nexport const b = {\n\n  c: 1,\n}\n\nTexte", [("paragraph", "Texte")]),
        ("<Note>\n\n    Texte en *retrait*\n\n</Note>\n\n    code", [("paragraph", "Texte en retrait")]),
        ("<Note title={`a`}>\nTexte\n</Note>", [("paragraph", "Texte")]),
        ("<ConsoleBlock>\n\nReact is broken\n\n</ConsoleBlock>\n\nTexte", [("paragraph", "Texte")]),
        ("{/*\n\ncommented out\n\n*/}\n\nTexte", [("paragraph", "Texte")]),
        ('{{< image src="a.png" caption="Une légende" >}}', [("field", "Une légende")]),
    ],
)
def test_blocks(source: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(source) == expected
    # Windows line endings change nothing but themselves.
    crlf = [(kind, text.replace("\r\n", "\n")) for kind, text in kinds(source.replace("\n", "\r\n"))]
    assert crlf == expected


def test_front_matter_in_yaml() -> None:
    source = """---
title: "Un \\"titre\\" à\\u00a0lire" # rien
slug: mon-article
description: Une description
  sur deux lignes
tags: [english, words]
authors:
  - name: John
    summary: 'L''été'
excerpt: >-
  Un extrait

  en deux temps
date: 2024-01-01
---
Texte
"""
    assert kinds(source) == [
        ("field", 'Un "titre" à\u00a0lire'),
        ("field", "Une description\nsur deux lignes"),
        ("field", "L'été"),
        ("field", "Un extrait\n\nen deux temps"),
        ("paragraph", "Texte"),
    ]
    assert_exact(source, read(source))


def test_front_matter_in_toml() -> None:
    source = "+++\ntitle = \"Un titre\"\nslug = 'mon-titre'\n[params]\nsubtitle = '''\nSous-titre\n'''\n+++\nTexte"
    assert kinds(source) == [("field", "Un titre"), ("field", "Sous-titre"), ("paragraph", "Texte")]


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert kinds("---\n\ntitle: un\n\n---") == [("paragraph", "title: un")]
    assert kinds("---\ntitle: un") == [("paragraph", "title: un")]


def breaks(passage: Passage) -> list[str]:
    return [passage.text[start:end] for start, end in passage.breaks]


def test_text_in_another_language_is_set_apart() -> None:
    (passage,) = read(
        'Le <span lang="en">world <b>wide</b> web</span>, le <i lang="fr-CA">mot</i>, <b translate="no">Go</b>.'
    )
    assert passage.text == "Le world wide web, le mot, Go."
    assert breaks(passage) == ["world wide web", "Go"]


def test_a_foreign_element_may_hold_several_blocks() -> None:
    one, two, three, four = read('Un\n\n<div lang="en">\n\n<div>Two</div>\n\nThree *more*\n\n</div>\n\nQuatre')
    assert [breaks(passage) for passage in (one, two, three, four)] == [[], ["Two"], ["Three more"], []]


def test_an_edit_of_the_prose_is_an_edit_of_the_source() -> None:
    source = "> Le **state of\n> affairs** de l&rsquo;affaire."
    (passage,) = read(source)
    assert passage.text == "Le state of\naffairs de l’affaire."
    start = passage.text.index("affairs")
    assert source[passage.source_start(start) : passage.source_end(start + 7)] == "affairs"
    assert passage.editable(start, start + 7)
    start = passage.text.index("state")
    assert source[passage.source_start(start) : passage.source_end(start + 16)] == "state of\n> affairs"
    assert not passage.editable(start, start + 16)
    assert not passage.editable(0, 8)
    entity = passage.text.index("’")
    assert source[passage.source_start(entity) : passage.source_end(entity + 1)] == "&rsquo;"
    assert passage.editable(entity, entity + 1)


_PIECES = st.sampled_from(
    (
        "mot ¦été¦ ¦\n¦\n\n¦\r\n¦  ¦    ¦\t¦> ¦- ¦1. ¦# ¦## ¦---\n¦+++\n¦***¦**¦*¦__¦_¦~~¦`¦``¦```\n¦~~~¦[¦](¦]¦)¦![¦"
        "]: ¦[^1]¦[^1]: ¦[[¦]]¦<¦>¦</¦<div>¦</div>¦<b lang=en>¦</b>¦<pre>"
        "¦</pre>¦<Note>¦</Note>¦<!--¦-->¦{¦}¦{/*¦*/}¦{{<"
        "¦{#a}¦$¦$$¦\\¦&amp;¦&nbsp;¦\\*¦:::tip ¦:::\n¦https://a.fr¦a@b.fr¦| a | b |\n|-|-|\n¦|¦import a from 'a'\n"
        "¦export {¦\"¦'¦title: ¦<br>¦www.¦\ufffc¦\0¦<img alt='un mot'>¦!!! note\n¦[x] "
    ).split("¦")
)


@settings(max_examples=400, deadline=None)
@given(st.lists(_PIECES, max_size=40).map("".join))
def test_any_assembly_of_markup_is_read_with_exact_offsets(source: str) -> None:
    assert_exact(source, read(source))


@settings(deadline=None)
@given(st.text())
def test_any_text_is_read_with_exact_offsets(source: str) -> None:
    assert_exact(source, read(source))


_WORD = st.text(alphabet="abcé", min_size=1, max_size=5)


@settings(deadline=None)
@given(
    st.lists(st.lists(_WORD, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=5),
    st.sampled_from(["", "> ", "- ", "# "]),
)
def test_plain_prose_comes_through_whole(paragraphs: list[str], prefix: str) -> None:
    source = "\n\n".join(prefix + paragraph for paragraph in paragraphs)
    assert texts(source) == paragraphs


#: Repeated at length; a dot stands for a space and an arrow for a line's end.
_RUNAWAYS = """
    [ * _a ` < <a·x={ <!-- { $ $a· ![ [a]( [a](<b -· >· & a@ http:// <div> <span·lang=en>a [^ [[ www.a) |a **a·[b*](c)·
    ↵-· ↵> ↵<Foo> ↵[a]:·b ↵``` ↵{/* ↵export·{
""".split()


@pytest.mark.parametrize("piece", _RUNAWAYS)
def test_what_could_run_away_is_read_to_its_end(piece: str) -> None:
    source = piece.replace("·", " ").replace("↵", "\n") * 10_000
    assert_exact(source, read(source))


def test_nested_images_and_links_do_not_exhaust_the_stack() -> None:
    source = "![" * 10_000 + "mot" + "](u)" * 10_000
    assert_exact(source, read(source))
    assert texts("[" * 10_000 + "mot" + "](u)" * 10_000)[0].count("mot") == 1
