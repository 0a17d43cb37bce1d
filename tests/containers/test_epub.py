"""EPUB: what is prose in it, and that edits change nothing else."""

from __future__ import annotations

import pytest

from qa.containers import read
from qa.document import OBJECT
from qa.finding import Edit
from qa.source import SourceError
from tests.containers.made import XHTML, archive, epub, members_of


def page(body: str) -> str:
    return f"{XHTML}<head><title>Le livre</title></head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<h1>Un</h1><p>Deux <em>ou</em> trois</p>", "Un\n\nDeux ou trois"),
        ("<p>\n  Un\n  <b> deux </b>\r\n</p>", "Un deux"),
        ("<p>Un<br/>deux</p>", "Un\ndeux"),
        ("<ul><li>Un<p>deux</p>trois</li></ul>", "Un\n\ndeux\n\ntrois"),
        ("<pre>x = 1</pre><nav><ol><li>Un</li></ol></nav><script>let x</script><p>Corps</p>", "Corps"),
        ("<p hidden='hidden'>Caché</p><p>Mot<a epub:type='noteref'>1</a>.</p>", "Mot."),
        ("<p>L&#8217;été</p>", "L’été"),
    ],
)
def test_what_a_reader_sees_is_read(body: str, shown: str) -> None:
    assert read(epub(un=page(body)), "a.epub").document.source == shown


def test_chapters_are_read_in_the_order_of_the_spine() -> None:
    document = read(epub(deux=page("<p>Deux</p>"), un=page("<p>Un</p>")), "a.epub").document
    assert [(unit.text, unit.name, unit.label) for unit in document.units] == [
        ("Deux", "OEBPS/deux.xhtml#p1", "deux.xhtml, § 1"),
        ("Un", "OEBPS/un.xhtml#p1", "un.xhtml, § 1"),
    ]


def test_code_is_an_image_and_marked_english_a_break() -> None:
    body = '<p>Le film <i xml:lang="en">Gone with the Wind</i>, <b translate="no">Acme</b> et <code>ls</code>.</p>'
    (passage,) = read(epub(un=page(body)), "a.epub").document.passages
    assert passage.text == f"Le film Gone with the Wind, Acme et {OBJECT}."
    assert [passage.text[start:end] for start, end in passage.breaks] == ["Gone with the Wind", "Acme"]


def test_an_edit_changes_its_characters_only() -> None:
    named = '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/x.dtd">\n'
    text = named + page(
        "<p class = 'x'>La state\n  of <b>affairs</b>&nbsp;: &quot;non&quot;</p><!-- fin --><p>Suite</p>"
    )
    container = read(epub(un=text, deux=page("<p>Autre</p>")), "a.epub")
    assert container.document.source.startswith('La state of affairs\u00a0: "non"\n\nSuite')
    after = members_of(container.write([Edit(3, 19, "situation & co"), Edit(22, 27, "oui")]))
    assert after["OEBPS/un.xhtml"].decode() == text.replace(
        "state\n  of <b>affairs</b>", "situation &amp; co<b></b>"
    ).replace("&quot;non&quot;", "oui")
    before = members_of(container.write([]))
    assert [name for name in before if before[name] != after[name]] == ["OEBPS/un.xhtml"]


def test_a_chapter_under_protection_is_refused_and_a_font_under_protection_is_not() -> None:
    def protected(name: str) -> bytes:
        reference = f'<CipherReference xmlns="http://www.w3.org/2001/04/xmlenc#" URI="{name}"/>'
        members = members_of(epub(un=page("<p>Un</p>")))
        return archive({**members, "META-INF/encryption.xml": f"<encryption>{reference}</encryption>"})

    with pytest.raises(SourceError, match="chiffré"):
        read(protected("OEBPS/un.xhtml"), "a.epub")
    assert read(protected("OEBPS/font.otf"), "a.epub").document.source == "Un"
