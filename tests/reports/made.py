"""Documents and findings made by hand, so that a report is tested for what it shows and not for what rules find."""

from __future__ import annotations

from qa.document import Document, Passage
from qa.finding import Edit, Finding, Severity, Suggestion


def document(source: str, path: str = "article.txt") -> Document:
    """Every line that is not blank is a passage."""
    passages, at = [], 0
    for line in source.splitlines(keepends=True):
        if line.strip():
            passages.append(Passage.verbatim(source, at, at + len(line.rstrip("\r\n"))))
        at += len(line)
    return Document(source, tuple(passages), path)


def finding(
    source: str,
    text: str,
    *suggestions: str,
    safe: bool = False,
    severity: Severity = "error",
    rule: str = "untranslated",
    message: str | None = None,
    after: int = 0,
) -> Finding:
    """A finding on the first `text` in the source at or behind `after`; suggestions are ranked from 90 % down."""
    start = source.index(text, after)
    end = start + len(text)
    return Finding(
        rule=rule,
        category=f"accuracy/{rule}",
        severity=severity,
        start=start,
        end=end,
        text=text,
        message=f"Anglais non traduit\u00a0: «\u00a0{text}\u00a0»." if message is None else message,
        confidence=0.98765432,
        safe=safe,
        suggestions=tuple(
            Suggestion(to, 0.9 - rank / 10, "glossary", (Edit(start, end, to),)) for rank, to in enumerate(suggestions)
        ),
    )
