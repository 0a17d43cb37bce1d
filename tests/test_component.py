"""The spaCy component: findings as spans over the tokens of any French pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import qa

# As the entry point of the installed package does it.
import qa.language.component

TEXT = "Le maire a dit que que la place est prise.\n\nIl  reviendra ,dit-il."


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp: Language = spacy.blank("fr")
    nlp.add_pipe("qa")
    return nlp


def test_spans_and_findings_go_together(nlp: Language) -> None:
    doc = nlp(TEXT)
    findings = doc._.qa_findings
    assert findings == qa.check(TEXT)
    assert [span.label_ for span in doc.spans["qa"]] == [finding.rule for finding in findings]
    assert ("que que", "repeated-word") in [(span.text, span.label_) for span in doc.spans["qa"]]


def test_spans_hold_the_whole_tokens_that_a_finding_touches(nlp: Language) -> None:
    doc = nlp(TEXT)
    for span, finding in zip(doc.spans["qa"], doc._.qa_findings, strict=True):
        assert span.start_char <= finding.start
        assert finding.end <= span.end_char + len(span[-1].whitespace_)
        assert len(span) >= 1


def test_the_configuration_is_that_of_a_check(tmp_path: Path) -> None:
    glossary = tmp_path / "maison.tsv"
    glossary.write_text("term\tright\nmaire\tédile\n", encoding="utf-8")
    nlp = spacy.blank("fr")
    config = {"select": ["glossary-term"], "glossaries": [str(glossary)], "lang": "en", "spans_key": "relecture"}
    nlp.add_pipe("qa", config=config)
    doc = nlp(TEXT)
    assert [span.text for span in doc.spans["relecture"]] == ["maire"]
    assert "your glossary" in doc._.qa_findings[0].message


def test_markup_is_no_prose_where_the_format_says_so() -> None:
    nlp = spacy.blank("fr")
    nlp.add_pipe("qa", config={"select": ["repeated-word"], "format": "markdown"})
    doc = nlp("Il dit `que que` la mer monte et que que la nuit tombe.")
    assert [(span.start_char, span.text) for span in doc.spans["qa"]] == [(33, "que que")]


def test_an_unknown_rule_is_told() -> None:
    with pytest.raises(ValueError, match="repeated-wrod"):
        spacy.blank("fr").add_pipe("qa", config={"select": ["repeated-wrod"]})


def test_findings_go_with_the_document_to_bytes_and_back(nlp: Language) -> None:
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.qa_findings == doc._.qa_findings != ()
    assert [span.text for span in again.spans["qa"]] == [span.text for span in doc.spans["qa"]]


def test_many_texts_in_a_row(nlp: Language) -> None:
    docs = list(nlp.pipe(["", " \n ", "Rien à redire.", TEXT]))
    assert [bool(doc._.qa_findings) for doc in docs] == [False, False, False, True]


def test_a_document_that_was_not_checked_has_no_findings() -> None:
    assert spacy.blank("fr")("Un mot mot.")._.qa_findings == ()
