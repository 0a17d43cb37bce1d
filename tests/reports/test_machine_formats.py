"""The formats that programs read: `concise`, `json`, `jsonl`."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.finding import Edit, Finding, Suggestion
from qa.reports import FORMATS, Report, render
from tests.reports.made import document, finding

SOURCE = "\ufb01n d’été,\r\nle state of affairs 👍 et les events\r\n"


def reports() -> list[Report]:
    first = Report(
        document(SOURCE, "dossier/été.txt"),
        (finding(SOURCE, "state of affairs", "situation", "état", safe=True), finding(SOURCE, "events")),
    )
    return [first, Report(document("Rien à dire."), ()), Report(document("un car"), (finding("un car", "car"),))]


def rendered(name: str, some: Sequence[Report]) -> str:
    return "".join(render(name, some, lang="fr", color=False, width=80))


def test_concise_is_one_line_a_finding() -> None:
    assert rendered("concise", reports()).replace("\u00a0", " ") == (
        "dossier/été.txt:2:4: untranslated Anglais non traduit : « state of affairs ». (→ situation)\n"
        "dossier/été.txt:2:30: untranslated Anglais non traduit : « events ».\n"
        "article.txt:1:4: untranslated Anglais non traduit : « car ».\n"
    )


def test_concise_stays_one_line_whatever_the_text_holds() -> None:
    source = "the\x1b[2J\nend"
    one = finding(source, source, "la\nfin\x07")
    assert rendered("concise", [Report(document(source, "a\nb.txt"), (one,))]).replace("\u00a0", " ") == (
        "a␊b.txt:1:1: untranslated Anglais non traduit : « the␛[2J end ». (→ la fin␇)\n"
    )


@pytest.mark.parametrize(("name", "nothing"), [("concise", ""), ("json", "[]\n"), ("jsonl", "")])
def test_nothing_found(name: str, nothing: str) -> None:
    assert rendered(name, [Report(document("Rien à dire."), ())]) == nothing


def test_json_says_what_it_promises_in_the_order_it_promises() -> None:
    first = json.loads(rendered("json", reports()))[0]
    assert list(first.items()) == [
        ("path", "dossier/été.txt"),
        ("rule", "untranslated"),
        ("category", "accuracy/untranslated"),
        ("severity", "error"),
        ("confidence", 0.9877),
        ("safe", True),
        ("start", 14),
        ("end", 30),
        ("line", 2),
        ("column", 4),
        ("end_line", 2),
        ("end_column", 20),
        ("text", "state of affairs"),
        ("message", "Anglais non traduit\u00a0: «\u00a0state of affairs\u00a0»."),
        (
            "suggestions",
            [
                {
                    "text": "situation",
                    "confidence": 0.9,
                    "source": "glossary",
                    "edits": [{"start": 14, "end": 30, "text": "situation"}],
                },
                {
                    "text": "état",
                    "confidence": 0.8,
                    "source": "glossary",
                    "edits": [{"start": 14, "end": 30, "text": "état"}],
                },
            ],
        ),
    ]
    assert list(first["suggestions"][0]) == ["text", "confidence", "source", "edits"]
    assert list(first["suggestions"][0]["edits"][0]) == ["start", "end", "text"]


def test_json_offsets_are_code_points() -> None:
    for item in json.loads(rendered("json", reports()))[:2]:
        assert SOURCE[item["start"] : item["end"]] == item["text"]
        line = SOURCE.split("\r\n")[item["line"] - 1]
        assert line[item["column"] - 1 : item["end_column"] - 1] == item["text"]


def test_json_writes_letters_as_they_are() -> None:
    assert "dossier/été.txt" in rendered("json", reports())


def test_jsonl_holds_the_same_objects() -> None:
    lines = rendered("jsonl", reports()).splitlines()
    assert [json.loads(line) for line in lines] == json.loads(rendered("json", reports()))


def test_a_file_name_that_is_not_unicode_can_be_written() -> None:
    for name in FORMATS:
        text = rendered(name, [Report(document("un car", "caf\udce9.txt"), (finding("un car", "car"),))])
        text.encode("utf-8")
    assert (
        json.loads(rendered("json", [Report(document("un car", "caf\udce9.txt"), (finding("un car", "car"),))]))[0][
            "path"
        ]
        == "caf\udce9.txt"
    )


def test_an_unknown_format_is_refused_before_any_document_is_read() -> None:
    with pytest.raises(KeyError):
        render("papyrus", iter(reports()), lang="fr", color=False, width=80)


@given(st.lists(st.text(max_size=40), max_size=5))
def test_json_is_sound_for_any_text(texts: list[str]) -> None:
    some = [
        Report(
            document(text, text),
            (
                Finding(
                    "car", "a/b", "info", 0, len(text), text, text, 1 / 3, False,
                    (Suggestion(text, 2 / 3, "rule", (Edit(0, 0, text),)),),
                ),
            ),
        )
        for text in texts
    ]  # fmt: skip
    read = json.loads(rendered("json", some))
    assert [item["text"] for item in read] == texts
    assert [json.loads(line) for line in rendered("jsonl", some).split("\n") if line] == read
