"""Text as no keyboard writes it: what is not edited comes back to the byte, and what is said of it is where it says."""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import qa
from qa.finding import apply_edits
from qa.formats import parse
from qa.rules import registry
from qa.source import decode
from tests.command import invoke
from tests.formats.mapping import assert_exact
from tests.fuzz.targets import FORMATS

#: Composed and not, marks without a base, marks in heaps, joiners, overrides of direction, controls.
NASTY = (
    "é", "e\u0301", "\u0301", "o\u0302\u0323\u0301", "ﬁ", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff",
    "\u00ad", "\u034f", "\u202e", "\u2066", "\u2069", "\u061c", "😀", "👩🏽\u200d🚀", "🇫🇷", "𝔸", "\U000e0041",
    "\U0010ffff", "\ufffe", "\uffff", "\ufffc", "\x00", "\x01", "\x08", "\x0b", "\x0c", "\x1b[2J", "\x1c",
    "\x7f", "\x85", "\x9b", "\u2028", "\u2029", "\r\n", "\r", "\n", "\n\r", "\r\r\n", "\t", "\u00a0", "\u202f",
    "\u3000", "İ", "ı", "ß", "ŉ", "ǅ", "ﷺ", "שלום", "日本", "٣", "²", "℃", "\u1e9b\u0323", "ᄀ\u1161\u11a8",
)  # fmt: skip
WORDS = (
    "parle parle",
    "state of affairs",
    "motorcar",
    "c’East",
    " ,",
    "« ",
    " »",
    "Ã©",
    "événement",
    "the",
    "Le maire",
    ".",
    " ",
)

texts = st.lists(st.sampled_from(NASTY) | st.sampled_from(WORDS), max_size=14).map("".join)
normal = st.sampled_from(["", "NFC", "NFD"])
formats = st.sampled_from(FORMATS)

settings.register_profile("nasty", deadline=None, max_examples=60)
quick = settings(settings.get_profile("nasty"))


@cache
def _checker() -> qa.Checker:
    return qa.Checker(qa.Settings(select=tuple(registry())))


def _placed(text: str, format: str) -> str:
    """The text where a format has its prose."""
    match format:
        case "json":
            return json.dumps({"title": text}, ensure_ascii=False)
        case "yaml":
            return "title: " + json.dumps(text, ensure_ascii=False)
        case "csv":
            return 'id,text\r\n1,"' + text.replace('"', '""') + '"\r\n'
        case "srt" | "webvtt":
            return f"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n{text}\n"
    return text


@quick
@given(texts, normal, formats)
@example("e\u0301\u0301 parle parle\r\n\x1c\r\n", "", "markdown")
def test_passages_and_findings_are_where_they_say(text: str, form: str, format: str) -> None:
    text = _placed(unicodedata.normalize(form, text) if form else text, format)  # type: ignore[arg-type]
    document = parse(text, format=format)
    assert_exact(text, document.passages)
    for finding in _checker().check(document):
        assert 0 <= finding.start <= finding.end <= len(text)
        if format == "text":
            assert text[finding.start : finding.end] == finding.text
        for suggestion in finding.suggestions:
            apply_edits(text, suggestion.edits)  # raises where two overlap


@quick
@given(texts, formats, st.booleans())
def test_what_is_mended_is_mended_for_good_and_by_its_edits_alone(text: str, format: str, unsafe: bool) -> None:
    text = _placed(text, format)
    fixed = _checker().fix(parse(text, format=format), unsafe=unsafe)
    assert apply_edits(text, fixed.edits) == fixed.output
    assert all(one.end <= other.start for one, other in zip(fixed.edits, fixed.edits[1:], strict=False))
    assert _checker().fix(parse(fixed.output, format=format), unsafe=unsafe).output == fixed.output


@quick
@given(texts, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_bytes_around_the_edits_come_back(text: str, encoding: str) -> None:
    text = text.replace("\x00", "") if encoding.startswith("utf-8") else text
    # UTF-16 that begins with a null has the first bytes of UTF-32.
    text = text.lstrip("\ufeff\x00")
    data = f"{text}\n\nLe maire parle parle trop.\n\n{text}".encode(encoding)
    source = decode(data)
    fixed = qa.fix(source.text, select="repeated-paragraph", unsafe=True)
    kept = qa.fix(source.text, select="mojibake")
    assert source.encode(source.text) == data
    assert source.encode(kept.output) == (
        data if not kept.edits else source.encode(apply_edits(source.text, kept.edits))
    )
    assert source.encode(fixed.output).startswith(source.mark)


@settings(quick, max_examples=15)
@given(texts, st.sampled_from([".txt", ".md", ".html", ".rst", ".adoc"]))
def test_the_command_gives_back_every_byte_that_it_does_not_mend(text: str, ending: str) -> None:
    text = text.replace("\x00", "").lstrip("\ufeff")
    result = invoke(
        "fix", "-", f"--stdin-filename=a{ending}", "--select=forbidden-term", "--quiet", input=text.encode()
    )
    assert result.exit_code == 0
    assert result.stdout_bytes == text.encode()


@pytest.mark.parametrize(
    "escape", ["\\ud800", "\\udc00", "\\ud83d\\ude00", "\\ud800\\ud800", "\\uDFFF\\uD800", "\\u0000", "\\u0301"]
)
def test_escapes_of_json_come_back_even_where_they_are_half_a_pair(escape: str) -> None:
    source = f'{{"title": "{escape}Le maire parle parle trop. Rien{escape} {escape}à redire."}}'
    fixed = qa.fix(source, format="json", select="repeated-word", unsafe=True)
    assert fixed.output == source.replace("parle parle", "parle")
    for name in ("json", "html", "full", "rdjsonl", "sarif"):
        path = Path("a.json")
        from qa.reports import Report, render

        findings = qa.check(source, format="json", select="repeated-word")
        told = render(name, [Report(parse(source, str(path)), findings)], lang="fr", color=False, width=80)
        "".join(told).encode("utf-8")


@pytest.mark.parametrize("text", ["\ud800", "Le maire \udfff parle"])
def test_half_a_pair_that_is_no_escape_is_refused(text: str) -> None:
    for ask in (qa.check, qa.fix):
        with pytest.raises(ValueError, match="half a surrogate pair"):
            ask(text)


def test_a_null_is_refused_in_a_file_and_read_where_a_format_has_room_for_it() -> None:
    result = invoke("check", "-", input=b"Le maire\x00 parle")
    assert (result.exit_code, "octet nul" in result.output) == (2, True)
    result = invoke("check", "-", input="Le maire\x00 parle parle trop.".encode("utf-16"))
    assert (result.exit_code, "parle" in result.output) == (1, True)
