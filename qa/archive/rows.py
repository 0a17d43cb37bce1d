"""What is written of a document and of its findings: rows of plain values, the same in Parquet and in JSON Lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from typing import Any, NamedTuple

from qa.archive.article import Article, Unreadable
from qa.document import Document
from qa.finding import Finding
from qa.pipeline import Checker
from qa.settings import Lang

Row = dict[str, Any]

#: What is known of a probability.
_DIGITS = 4
_WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")
_HALF = re.compile("[\ud800-\udfff]")


class Examined(NamedTuple):
    """A document that was checked: its row, those of its findings, and the findings."""

    document: Row
    rows: list[Row]
    findings: tuple[Finding, ...]


def examined(article: Article, checker: Checker, *, mend: bool = False, unsafe: bool = False) -> Examined:
    """Checks an article; with `mend` its row holds the mended text (None where nothing changed).

    Findings, mended or not, have offsets of the text as it came. Raises SourceError.
    """
    document = article.document(checker.settings.prose_keys)
    fixed, mended = None, frozenset[int]()
    if mend:
        fix = checker.fix(document, unsafe=unsafe)
        findings = tuple(sorted((*fix.applied, *fix.pending), key=lambda finding: finding.order))
        mended = frozenset(map(id, fix.applied))
        fixed = fix.output if fix.edits else None
    else:
        findings = checker.check(document)
    rows = [row(finding, article, mended=id(finding) in mended) for finding in findings]
    told = _about(article, document, len(findings), fixed)
    return Examined(told, rows, findings)


def _about(article: Article, document: Document, findings: int, fixed: str | None) -> Row:
    return {
        "document": sound(article.id),
        "name": sound(article.name),
        "outlet": sound(article.outlet),
        "date": sound(article.date),
        "format": document.format,
        "words": words(document),
        "characters": len(document.source),
        "findings": findings,
        "sha256": sha256(document.source.encode()).hexdigest(),
        "fixed": fixed,
    }


def words(document: Document) -> int:
    """How many words of prose a document has."""
    return sum(1 for passage in document.passages for _ in _WORD.finditer(passage.text))


def row(finding: Finding, article: Article, *, mended: bool = False) -> Row:
    """A finding of an article. Offsets are code points of its text; `edits` are those of the first suggestion."""
    first = finding.suggestions[0] if finding.suggestions else None
    return {
        "document": sound(article.id),
        "outlet": sound(article.outlet),
        "date": sound(article.date),
        "rule": finding.rule,
        "category": finding.category,
        "severity": finding.severity,
        "confidence": round(finding.confidence, _DIGITS),
        "safe": finding.safe,
        "mended": mended,
        "start": finding.start,
        "end": finding.end,
        "text": finding.text,
        "message": finding.message,
        "suggestions": [
            {"text": each.text, "confidence": round(each.confidence, _DIGITS), "source": each.source}
            for each in finding.suggestions
        ],
        "edits": [{"start": edit.start, "end": edit.end, "text": edit.text} for edit in (first.edits if first else ())],
    }


def fault(unread: Unreadable, lang: Lang) -> Row:
    """A document that was set aside, and the sentence on why."""
    return {
        "document": sound(unread.id),
        "name": sound(unread.name),
        "outlet": sound(unread.outlet),
        "date": sound(unread.date),
        "error": sound(unread.error.say(lang)),
    }


def sound(text: str) -> str:
    """Text that can be written: half characters, as names that are not UTF-8 have them, are spelt out."""
    return _HALF.sub(_spelt, text)


def _spelt(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def jsonl(rows: Iterable[Row]) -> bytes:
    """Rows as JSON Lines."""
    from json import dumps

    return "".join(f"{dumps(each, ensure_ascii=False, separators=(',', ':'))}\n" for each in rows).encode()
