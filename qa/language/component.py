"""The spaCy component `qa`: findings as spans of a `Doc`.

    nlp = spacy.blank("fr")
    nlp.add_pipe("qa", config={"ignore": ["style"]})
    doc = nlp("Le maire parle parle trop.")
    for span, finding in zip(doc.spans["qa"], doc._.qa_findings):
        print(span.text, span.label_, finding.message)

It asks nothing of the pipeline but its tokens, and may stand anywhere in it. It needs French text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

import qa
from qa.finding import Edit, Finding, Suggestion
from qa.settings import Lang, Variant

#: Where the findings are kept in `Doc.user_data`: as plain data, so that a `Doc` still goes to bytes and to other
#: processes.
_KEY = "qa_findings"


class QualityCheck:
    """Puts the findings of a text in `doc.spans[spans_key]`, labelled by rule, and in `doc._.qa_findings`.

    The two hold the same in the same order. A finding that begins or ends inside a token takes all of it as a span;
    the offsets of the finding itself stay exact, in code points of `doc.text`.
    """

    def __init__(self, checker: qa.Checker, *, format: str = "text", spans_key: str = "qa") -> None:
        self.checker, self.format, self.spans_key = checker, format, spans_key

    def __call__(self, doc: Doc) -> Doc:
        findings = self.checker.check(qa.parse(doc.text, format=self.format)) if len(doc) else ()
        doc.spans[self.spans_key] = [_span(doc, finding) for finding in findings]
        doc.user_data[_KEY] = [asdict(finding) for finding in findings]
        return doc

    def pipe(self, stream: Iterable[Doc], batch_size: int = 1000) -> Iterator[Doc]:  # noqa: ARG002
        """The documents one by one: nothing is gained by taking several at a time."""
        yield from map(self, stream)


def _span(doc: Doc, finding: Finding) -> Span:
    """The tokens that a finding touches; where it lies between two, the one before."""
    found = doc.char_span(finding.start, finding.end, label=finding.rule, alignment_mode="expand")
    if found is not None and len(found):
        return found
    touching = [token.i for token in doc if token.idx < max(finding.end, finding.start + 1)]
    at = touching[-1] if touching else 0
    return Span(doc, at, at + 1, label=finding.rule)


def _findings(doc: Doc) -> tuple[Finding, ...]:
    return tuple(map(_finding, doc.user_data.get(_KEY, ())))


def _finding(values: Mapping[str, Any]) -> Finding:
    suggestions = (
        Suggestion(**{**suggestion, "edits": tuple(Edit(**edit) for edit in suggestion["edits"])})
        for suggestion in values["suggestions"]
    )
    return Finding(**{**values, "suggestions": tuple(suggestions)})


Doc.set_extension("qa_findings", getter=_findings, force=True)


@Language.factory(
    "qa",
    assigns=["doc.spans", "doc._.qa_findings"],
    default_config={
        "select": [],
        "ignore": [],
        "glossaries": [],
        "variant": "fr-FR",
        "lang": "fr",
        "format": "text",
        "spans_key": "qa",
    },
)
def make_qa(  # noqa: PLR0917 - the names are those of the configuration
    nlp: Language,  # noqa: ARG001
    name: str,  # noqa: ARG001
    select: list[str],
    ignore: list[str],
    glossaries: list[str],
    variant: Variant,
    lang: Lang,
    format: str,
    spans_key: str,
) -> QualityCheck:
    """The component `qa`; its configuration is that of `qa.check`, with the key of the spans.

    Raises ValueError for a rule or category that does not exist.
    """
    from pathlib import Path

    settings = qa.Settings(
        lang=lang,
        variant=variant,
        select=tuple(select),
        ignore=tuple(ignore),
        glossaries=tuple(map(Path, glossaries)),
    )
    return QualityCheck(qa.Checker(settings), format=format, spans_key=spans_key)
