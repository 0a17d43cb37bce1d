from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.document import OBJECT, Passage
from qa.formats.html import read
from tests.formats.mapping import assert_edits_stay_in_place, assert_exact


def kinds(source: str) -> list[tuple[str, str]]:
    passages = read(source)
    assert_exact(source, passages)
    return [(passage.kind, passage.text.replace(OBJECT, "□")) for passage in passages]


def texts(source: str) -> list[str]:
    return [text for _, text in kinds(source)]


def breaks(passage: Passage) -> list[str]:
    return [passage.text[start:end] for start, end in passage.breaks]


@pytest.mark.parametrize(
    ("source", "prose"),
    [
        ("Un <b>mot</b> <em>gras</em>, un <a href='x>y'>lien</a>.", "Un mot gras, un lien."),
        ("Un <b>d</b>ébut de m<i class=\"a>b\">o</i>t.", "Un début de mot."),
        ("Deux\n    lignes \t et <b> trois </b> espaces.", "Deux lignes et trois espaces."),
        ("Une espace&nbsp;: &eacute;t&#233; &#xE9;t&eacute &inconnu; R&D &notit; a&lt;b.",
         "Une espace\u00a0: été été &inconnu; R&D ¬it; a<b."),
        ("Un dé&shy;velop\u00adpe<wbr>ment.", "Un développement."),
        ("5 < 6 et 7 > 3, a <3 b.", "5 < 6 et 7 > 3, a <3 b."),
        ("Tapez <kbd>Ctrl</kbd> + <code>a <b>x</b></code>, <samp>y</samp> ou <var>n</var>.", "Tapez □ + □, □ ou □."),
        ("L’aire <math><mi>x</mi></math> et <svg><text>words</text></svg>.", "L’aire □ et □."),
        ("Avant <!-- de > trop -->après<!-- --->.", "Avant après."),
        ("Avant <?php echo 'a > b' ?>, <![CDATA[x > y]]> et <%= nom %> après.", "Avant , et □ après."),
        ("Bonjour {{ user.name }}, {% if a %}il{% endif %} est {# note #}tard.", "Bonjour □, □il□ est tard."),
        ("Un <script>if (a < b) '<p>'</script>mot<style>p > a {}</style>.", "Un mot."),
        ("Une ligne<br>\n  la suite<br/>la fin", "Une ligne\nla suite\nla fin"),
        ("Il dit <q>oui, <q>non</q></q> et <q>peut-être.", "Il dit «\u00a0oui, «\u00a0non\u00a0»\u00a0» et peut-être."),
        ("Un fait<sup><a href='#n1'>[1]</a></sup> et 1<sup>er</sup>, 10<sup>3</sup>.", "Un fait et 1er, 103."),
        ("Une image <img src=a.png>, un <input type=text>.", "Une image □, un □."),
        ("Un <cite>titre</cite> et </i>de trop</b></p-a>.", "Un titre et de trop."),
        ("Un mot <b", "Un mot"),
        ("Un mot <!-- jamais fini", "Un mot"),
    ],
)  # fmt: skip
def test_within_a_paragraph(source: str, prose: str) -> None:
    assert texts(source) == texts(f"<p>{source}") == [prose]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<h1>Titre</h1>texte<h2>Autre", [("heading", "Titre"), ("paragraph", "texte"), ("heading", "Autre")]),
        ("<p>Un<p>Deux<div>Trois</div>Quatre", [("paragraph", text) for text in ("Un", "Deux", "Trois", "Quatre")]),
        (
            "<ul>\n<li>Un<li>Deux<ol><li><p>Trois</ol>Suite</ul>Fin",
            [*(("item", text) for text in ("Un", "Deux", "Trois", "Suite")), ("paragraph", "Fin")],
        ),
        ("<table><tr><th>A<td>B<tr><td><p>C</table>D", [*(("cell", text) for text in "ABC"), ("paragraph", "D")]),
        ("<dl><dt>Mot<dd>Sens</dl>", [("item", "Mot"), ("item", "Sens")]),
        ("<blockquote><p>Cité</p></blockquote><p>Non", [("quote", "Cité"), ("paragraph", "Non")]),
        ("<p>Avant<pre>code\n\ncode</pre>Après<textarea>saisie <p></textarea>Fin",
         [("paragraph", text) for text in ("Avant", "Après", "Fin")]),
        ("<title>Un <b>titre</title><p>Texte", [("field", "Un <b>titre"), ("paragraph", "Texte")]),
        (
            '<meta name="description" content="Une &quot;page&quot;"><meta name=viewport content="width of page">'
            "<meta property='og:title' content='L&#39;été'>",
            [("field", 'Une "page"'), ("field", "L'été")],
        ),
        (
            '<p>Un <img src="a" alt="Un  chien" title=\'Un\nchat\' data-title="English"> dort.',
            [("paragraph", "Un □ dort."), ("field", "Un chien"), ("field", "Un\nchat")],
        ),
        ("<input placeholder='Votre nom' value='Jean'><input type=submit value=Envoyer>",
         [("field", "Votre nom"), ("field", "Envoyer")]),
        ('<button aria-label="Fermer la page">×</button><img alt="photo.png"><img alt="a_b">',
         [("field", "Fermer la page")]),
        ("<code title='Non'>x</code><pre><img alt='Jamais lu'></pre>", [("field", "Non")]),
        ("<ul><option label='Un choix'>Choix", [("field", "Un choix"), ("paragraph", "Choix")]),
    ],
)  # fmt: skip
def test_blocks_and_fields(source: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(source) == expected


def test_other_languages_are_set_apart_and_french_within_comes_back() -> None:
    (passage,) = read(
        '<p>Le <span lang="en">world <b lang="fr-CA">large</b> web</span>, le <i lang="fr">mot</i>,'
        ' <b translate="no">Go <i translate="yes">et</i></b>, <cite xml:lang="en">Vanity Fair</cite>'
        ' et <b class="big notranslate">Rust</b>.'
    )
    assert passage.text == "Le world large web, le mot, Go et, Vanity Fair et Rust."
    assert breaks(passage) == ["world ", " web", "Go ", "Vanity Fair", "Rust"]


def test_what_is_wholly_in_another_language_is_left_out() -> None:
    page = (
        '<html lang="en"><title>A page</title><body><p>Some text</p><article lang="fr"><p>Un texte'
        '<p title="Titre">Suite</article><p title="More">More'
    )
    assert texts(page) == ["Un texte", "Titre", "Suite"]
    # What ends an element without saying so ends its language as well.
    assert texts("<p lang=en>One<p>Deux<ul><li lang=en>Three<li>Quatre</ul>") == ["Deux", "Quatre"]
    assert texts('<p lang="">Un <b lang=und>deux</b>') == ["Un deux"]


def test_an_edit_of_the_prose_is_an_edit_of_the_source() -> None:
    source = "<p>La l&eacute;gende de <b>la\n   state</b> of affairs<br>fin."
    (passage,) = read(source)
    assert passage.text == "La légende de la state of affairs\nfin."

    def extent(words: str) -> tuple[int, int]:
        start = passage.text.index(words)
        return start, start + len(words)

    for words, stands in (("légende", "l&eacute;gende"), ("é", "&eacute;"), ("la state", "la\n   state")):
        start, end = extent(words)
        assert passage.editable(start, end)
        assert source[passage.source_start(start) : passage.source_end(end)] == stands
    for words in ("state of", "de la", "affairs\nfin"):
        assert not passage.editable(*extent(words))


PAGE = """<!DOCTYPE html>
<html lang=fr><head><title>R&amp;D : l&rsquo;été</title><meta name=description content='Une "page"'></head>
<body><h1 class="a">Titre &eacute;crit</h1>
<p>Un <b>mot</b>
  gras, <em lang=en>some English</em> et <code>x</code>.<br>Suite <q>citée</q> & fin
<ul><li title="Un titre">un<li>deux {{ x }}</ul><img alt=chien><script>let a = "mot"</script></body></html>"""


def test_what_is_put_in_is_read_as_it_was_meant() -> None:
    made = assert_edits_stay_in_place(PAGE, read, ("mot", "<b>", "R&D", "&lt;", 'l"a', "l'«", "été", "a > b"))
    assert made > 100


_PIECES = st.sampled_from(
    (
        "mot ¦été¦ ¦\n¦\r\n¦   ¦<¦>¦</¦/>¦<p>¦</p>¦<p lang=en>¦<b>¦</b>¦<i lang='fr'>¦</i>¦<div>¦</div>¦<ul>¦<li>¦"
        "</ul>¦<table>¦<tr>¦<td>¦</table>¦<pre>¦</pre>¦<code>¦</code>¦<q>¦</q>¦<br>¦<script>¦</script>¦<title>¦</title>¦<!--¦"
        "-->¦<![CDATA[¦]]>¦<?¦?>¦<%¦%>¦<!x>¦&¦&amp;¦&eacute¦&shy;¦&#0;¦&#xD800;¦{{¦}}¦{%¦%}¦<img alt='un mot' title=a>¦"
        '<a title="¦"¦\'¦=¦<svg/>¦<sup>1</sup>¦<sup>¦translate=no¦<textarea>¦\0¦\ufffc¦<iframe>¦<h1>¦</h1>¦<option>'
    ).split("¦")
)


@settings(max_examples=500, deadline=None)
@given(st.lists(_PIECES, max_size=40).map("".join))
def test_any_assembly_of_markup_is_read_with_exact_offsets(source: str) -> None:
    assert_exact(source, read(source))


@settings(deadline=None)
@given(st.text())
def test_any_text_is_read_with_exact_offsets(source: str) -> None:
    assert_exact(source, read(source))


#: Repeated at length; a dot stands for a space.
_RUNAWAYS = """
    < <a· <a·b=' <a·b=" </a· <!-- <![CDATA[ <? <% <script> <title> <b></i> <span·lang=en>a<p> <ul><li> <code> <q>
    & &a {{ {% {# a<sup> <p·lang=en>a·<b·lang=fr>b <a·= <td><p>
""".split()


@pytest.mark.parametrize("piece", _RUNAWAYS)
def test_what_could_run_away_is_read_to_its_end(piece: str) -> None:
    source = piece.replace("·", " ") * 20_000
    assert_exact(source, read(source))


def test_a_large_page_is_read() -> None:
    source = (
        "<p class='a'>Le conseil a vot&eacute; une <a href='/a'>mesure</a> pour\n  les écoles de la ville.</p>\n"
        * 20_000
    )
    assert len(read(source)) == 20_000
