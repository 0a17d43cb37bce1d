"""Ignores in a text: what they silence, in every format, what is said of those that silence nothing, and fixing."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import qa
from qa.ignores import ignores

FAULT = "La state of affairs reste tendue."


def found(text: str, format: str = "markdown", **choices: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(f.rule, f.text) for f in qa.check(text, format=format, **choices)]  # type: ignore[arg-type]


AFFAIRS = ("untranslated", "state of affairs")
both_formats = pytest.mark.parametrize("format", ["text", "markdown"])
both_comments = pytest.mark.parametrize("comment", ["<!-- {} -->", "{{/* {} */}}"])


@both_formats
@both_comments
def test_off_and_on(format: str, comment: str) -> None:
    off, on = comment.format("relecture off"), comment.format("relecture on")
    assert found(f"{off}\n\n{FAULT}\n\n{on}\n\n{FAULT}", format) == [AFFAIRS]
    assert found(f"{FAULT}\n\n{off}\n\n{FAULT}\n\nLe maire maire parle.\n", format) == [AFFAIRS]
    assert found(f"{FAULT} {off} {FAULT} {on} Le maire parle.", format) == [AFFAIRS]


@both_formats
@both_comments
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_next_line(format: str, comment: str, newline: str) -> None:
    for names in ("", " untranslated", " accuracy", " repeated-word, untranslated"):
        ignore = comment.format(f"relecture-ignore-next-line{names}")
        for gap in ("\n", "\n\n"):
            text = f"{ignore}{gap}{FAULT}\n{FAULT}\n".replace("\n", newline)
            (finding,) = qa.check(text, format=format)
            assert finding.start > text.index(FAULT) + len(FAULT)
    other = comment.format("relecture-ignore-next-line repeated-word")
    assert found(f"{other}\n{FAULT}", format) == [("unused-ignore", other), AFFAIRS]


@both_formats
@both_comments
def test_one_match_of_one_rule(format: str, comment: str) -> None:
    ignore = comment.format('relecture-ignore untranslated["state of affairs"]')
    assert found(f"{ignore}\n\n{FAULT}", format) == []
    assert found(f"{FAULT} {ignore}\n", format) == []
    text = f"{FAULT}\n\n{ignore}\n\nUne {FAULT}\n\nLe maire parle : {FAULT}"
    assert [f.start for f in qa.check(text, format=format)] == [3, text.rindex("state")]
    other = comment.format('relecture-ignore untranslated["state"]')
    assert found(f"{other}\n\n{FAULT}", format) == [("unused-ignore", other), AFFAIRS]


@both_formats
def test_sic_vouches_for_the_word_before_it(format: str) -> None:
    assert found("La state of affairs [sic] reste tendue.", format) == []
    assert found("Le journal parle de la state of affairs (sic) et de la state of affairs.", format) == [AFFAIRS]
    assert found("La state of affairs reste tendue [sic].", format) == [AFFAIRS]
    if format == "markdown":
        assert found("La *state of affairs* [*sic*] reste tendue.", format) == []


@pytest.mark.parametrize(
    "text",
    [
        "```html\n<!-- relecture off -->\n```\n\n" + FAULT,
        "Écrivez `<!-- relecture off -->` pour cela.\n\n" + FAULT,
        "    <!-- relecture off -->\n\n" + FAULT,
        "---\nslug: <!-- relecture off -->\n---\n\n" + FAULT,
    ],
)
def test_an_ignore_shown_as_code_is_none(text: str) -> None:
    assert found(text) == [AFFAIRS]


@pytest.mark.parametrize(
    "comment",
    ["<!-- relecture -->", "<!-- relecture faite -->", "<!-- relecture off hier -->", "<!-- relecture: on -->"],
)
def test_other_comments_are_the_authors_own(comment: str) -> None:
    assert found(f"{comment}\n\n{FAULT}") == [AFFAIRS]


LINES = {"html": "<p>{}</p>\n", "rst": "{}\n\n", "asciidoc": "{}\n\n", "markdown": "{}\n\n"}
COMMENTS = {"html": "<!-- {} -->\n", "rst": ".. {}\n\n", "asciidoc": "// {}\n", "markdown": "<!-- {} -->\n\n"}


@pytest.mark.parametrize("format", LINES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_each_format_has_its_comments(format: str, newline: str) -> None:
    line, comment = LINES[format].format, COMMENTS[format].format
    off, on, next_line = map(comment, ("relecture off", "relecture on", "relecture-ignore-next-line untranslated"))
    one = comment('relecture-ignore untranslated["state of affairs"]')
    fault, clean = line(FAULT), line("Le maire a parlé.")
    for silent in (off + fault + on + clean, next_line + fault, clean + one + fault, clean + off + fault + fault):
        assert found(silent.replace("\n", newline), format, ignore=("repeated-paragraph",)) == []
    for speaking in (off + clean + fault + on + fault, next_line + fault + fault, clean + one + fault + fault):
        assert found(speaking.replace("\n", newline), format, ignore=("repeated-paragraph",)) == [AFFAIRS]
    spent = comment("relecture-ignore-next-line repeated-word")
    assert found(spent.replace("\n", newline) + fault, format) == [("unused-ignore", spent.strip()), AFFAIRS]
    text = (off + fault + on + fault).replace("\n", newline)
    assert qa.fix(text, format=format, unsafe=True).output == "situation".join(text.rsplit("state of affairs", 1))


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("html", "<pre><!-- relecture off --></pre><p>{}</p>"),
        ("html", "<script>/* <!-- relecture off --> */</script><p>{}</p>"),
        ("rst", "Ainsi ::\n\n   .. relecture off\n\n{}\n"),
        ("rst", ".. code-block:: rst\n\n   .. relecture off\n\n{}\n"),
        ("rst", ".. relecture off\n   et la suite\n\n{}\n"),
        ("rst", "Le mot\n<!-- relecture off -->\n\n{}\n"),
        ("asciidoc", "----\n// relecture off\n----\n\n{}\n"),
        ("asciidoc", "////\n// relecture off\n////\n\n{}\n"),
    ],
)
def test_what_looks_like_a_comment_of_a_format_may_be_none(format: str, text: str) -> None:
    assert AFFAIRS in found(text.format(FAULT), format)


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("html", "<html><head><!-- relecture off --><title>{0}</title></head><body><p>{0}</p></body></html>"),
        ("html", "<!-- relecture off --><!DOCTYPE html><table><tr><td>{0}</td></tr></table>"),
        ("html", "<ul><!-- relecture off --><li>{0}</li></ul>"),
        ("rst", "- Un.\n\n  .. relecture off\n\n  {0}\n"),
        ("rst", ".. note::\n\n   .. relecture off\n\n   {0}\n"),
        ("asciidoc", "= Titre\n// relecture off\n\n{0}\n"),
        ("asciidoc", "* Un.\n// relecture off\n* {0}\n"),
        ("asciidoc", "|===\n// relecture off\n|{0}\n|===\n"),
    ],
)
def test_a_comment_may_stand_wherever_its_format_has_prose(format: str, text: str) -> None:
    assert found(text.format(FAULT), format) == []


def test_in_plain_text_the_comment_is_no_prose() -> None:
    ignore = '<!-- relecture-ignore untranslated["state of affairs"] -->'
    texts = {
        "Le maire{0} a parlé.": "Le maire a parlé.",
        "Un. {0}\nDeux.": "Un.\nDeux.",
        "Un.\n  {0}  \nDeux.": "Un.\nDeux.",
        "Un.\r\n{0}\r\nDeux.": "Un.\r\nDeux.",
        "{0} Un mot.": "Un mot.",
        "Un mot {0}, puis {0}deux.": "Un mot, puis deux.",
        "{0}\n\nUn.\n\n{0}": "Un.",
    }
    for template, prose in texts.items():
        text = template.replace("{0}", ignore)
        document = qa.parse(text)
        assert "\n\n".join(passage.text for passage in document.passages) == prose
        for passage in document.passages:
            for at, character in enumerate(passage.text):
                assert text[passage.source_start(at) : passage.source_end(at + 1)] == character


def test_what_silences_nothing_is_reported_with_its_reason() -> None:
    spent = '<!-- relecture-ignore untranslated["blueprint"] -->'
    lonely = "<!-- relecture on -->"
    unknown = "<!-- relecture-ignore-next-line untranslatd -->"
    broken = "<!-- relecture-ignore untranslated[blueprint] -->"
    text = "\n\n".join((spent, lonely, unknown, broken, "Tout va bien."))
    findings = qa.check(text, format="markdown", lang="en")
    assert [(f.rule, f.severity, f.text) for f in findings] == [
        ("unused-ignore", "warning", comment) for comment in (spent, lonely, unknown, broken)
    ]
    assert findings[0].message.partition(spent)[2] == "” no longer silences anything; take it out."
    assert "“untranslatd” is neither a rule nor a category" in findings[2].message
    assert "not well written" in findings[3].message
    assert found(text, ignore=("unused-ignore",)) == []
    assert found(f"<!-- relecture off -->\n\n{spent}\n\n{broken}") == [("unused-ignore", "<!-- relecture off -->")]


def test_an_ignore_whose_rule_does_not_run_is_not_unused() -> None:
    text = f'<!-- relecture-ignore untranslated["state of affairs"] -->\n\n{FAULT}'
    assert found(text, select=("design", "unused-ignore")) == []
    assert found(text, ignore=("untranslated",)) == []
    off = f"<!-- relecture off -->\n\n{FAULT}"
    assert found(off, select=("design",)) == []
    assert found(off, select=("unused-ignore",)) == [("unused-ignore", "<!-- relecture off -->")]


def test_fixing_leaves_what_is_ignored() -> None:
    text = (
        f"{FAULT}\n\n<!-- relecture off -->\n\n{FAULT} Il est est parti.\n\n<!-- relecture on -->\n\n"
        f"<!-- relecture-ignore-next-line -->\n{FAULT}\n\nLa state of affairs [sic] reste tendue.\n\n"
        f'<!-- relecture-ignore untranslated["state of affairs"] -->\n\n{FAULT}\n'
    )
    fixed = qa.fix(text, format="markdown", unsafe=True)
    assert fixed.output == text.replace("state of affairs", "situation", 1)
    assert fixed.remaining == ()
    assert qa.fix(fixed.output, format="markdown", unsafe=True).output == fixed.output


def test_a_correction_never_reaches_into_what_is_ignored() -> None:
    text = "On projette le\nslide demain."
    assert qa.fix(text, unsafe=True, select="anglicism").output == "On projette la diapositive demain."
    ignored = f"<!-- relecture-ignore-next-line -->\n{text}"
    fixed = qa.fix(ignored, unsafe=True, select="anglicism")
    assert (fixed.output, [finding.text for finding in fixed.remaining]) == (ignored, ["slide"])


pieces = st.sampled_from(
    [
        FAULT, "Le maire maire parle.", "Depuis que que la mer monte , tout va.", "La state of affairs [sic] dure.",
        "<!-- relecture off -->", "<!-- relecture on -->", "<!-- relecture-ignore-next-line -->",
        "<!-- relecture-ignore-next-line accuracy -->", '<!-- relecture-ignore untranslated["state of affairs"] -->',
        "{/* relecture off */}", "{/* relecture on */}", "<!-- relecture-ignore repeated-word -->", "`code`", "```",
        "<!-- relecture-ignore x[ -->", "> ", "- ", "« ", " »", "Tout va bien.",
    ]
)  # fmt: skip
gaps = st.sampled_from([" ", "", "\n", "\n\n", "\r\n", "\r\n\r\n", "\n    "])
texts = st.lists(st.tuples(pieces, gaps), max_size=9).map(lambda parts: "".join(map("".join, parts)))


@cache
def _checker() -> qa.Checker:
    return qa.Checker()


@settings(deadline=None, max_examples=150)
@given(texts, st.sampled_from(["text", "markdown"]), st.booleans())
def test_ignores_come_through_a_fix_and_fixing_twice_is_fixing_once(text: str, format: str, unsafe: bool) -> None:
    fixed = _checker().fix(qa.parse(text, format=format), unsafe=unsafe)
    assert [text[i.start : i.end] for i in ignores(text)] == [
        fixed.output[i.start : i.end] for i in ignores(fixed.output)
    ]
    assert _checker().fix(qa.parse(fixed.output, format=format), unsafe=unsafe).output == fixed.output


@settings(deadline=None, max_examples=100)
@given(texts, st.booleans())
def test_nothing_changes_where_the_checker_is_off(text: str, unsafe: bool) -> None:
    within = text.replace("relecture on", "relecture off")
    fixed = _checker().fix(qa.parse(f"<!-- relecture off -->{within}"), unsafe=unsafe)
    assert fixed.edits == ()
    assert {finding.rule for finding in fixed.remaining} <= {"unused-ignore"}


def test_an_ignore_does_not_make_its_word_a_term_of_the_page() -> None:
    comment = '<!-- relecture-ignore untranslated["blueprint"] -->'
    text = f"Le blueprint {comment} de relance attend.\n\nLe préfet réclame un blueprint.\n"
    assert [(f.rule, f.text) for f in qa.check(text, format="markdown")] == [("untranslated", "blueprint")]


def test_the_comments_of_yaml() -> None:
    text = f"# relecture-ignore-next-line untranslated\ntitle: {FAULT}\n"
    assert found(text, "yaml") == []
    off = f"# relecture off\ntext: {FAULT}\nlist:\n  # relecture on\n  - text: {FAULT}\n"
    assert [f.start for f in qa.check(off, format="yaml")] == [off.rindex("state")]
    assert found("# relecture-ignore-next-line untranslated\ntitle: La mairie.\n", "yaml") == [
        ("unused-ignore", "# relecture-ignore-next-line untranslated")
    ]
    # What stands in a text is part of it, and the comments of HTML still hold there.
    inside = f"text: |\n  Un titre.\n  # relecture-ignore-next-line\n  {FAULT}\n"
    assert found(inside, "yaml") == [AFFAIRS]
    assert found(f"text: <!-- relecture-ignore untranslated --> {FAULT}\n", "yaml") == []
