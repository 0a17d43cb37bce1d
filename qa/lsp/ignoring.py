"""A comment that keeps the checker quiet about one finding, put where the text's format allows one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from qa.document import OBJECT, Document
from qa.finding import Edit, Finding, apply_edits
from qa.formats import parse
from qa.rules.heeding import UNUSED
from qa.rules.quieting import quieted
from qa.rules.standing import written
from qa.settings import Settings

#: A longer text, in characters, is not repeated in the comment: the rule's name and the place say enough.
_LONGEST = 120
_UNFIT = re.compile(r"--|\*/|[<>|\x00-\x1f]")
_BLANK = re.compile(rf"[\s{OBJECT}]+")


def ignoring(document: Document, settings: Settings, findings: tuple[Finding, ...], finding: Finding) -> Edit | None:
    """The insertion after which this finding, and no other, is kept away; None where no place for a comment is found.

    Each place is tried out: a comment at the wrong one would break a table or turn a paragraph into code.
    """
    if finding.rule == UNUSED or _in_data(document, finding):
        return None
    for edit in _places(document, finding):
        if _serves(document, settings, findings, finding, edit):
            return edit
    return None


def _in_data(document: Document, finding: Finding) -> bool:
    """Whether a finding is in a value of data, of which a comment would become a part."""
    return any(
        passage.kind == "field" and passage.source_start(0) <= finding.start < passage.source_end(len(passage.text))
        for passage in document.passages
    )


def _places(document: Document, finding: Finding) -> Iterator[Edit]:
    """Where a comment may stand, the best place first."""
    source, lines = document.source, document.lines
    mdx = PurePath(document.path).suffix.lower() == ".mdx"
    opening, closing = ("{/*", "*/}") if mdx else ("<!--", "-->")
    text = " ".join(finding.text.split())
    named = finding.rule
    if len(text) <= _LONGEST and not _UNFIT.search(text):
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        named += f'["{escaped}"]'
    comment = f"{opening} relecture-ignore {named} {closing}"
    after = source[finding.end : finding.end + 1]
    yield Edit(finding.end, finding.end, " " * (not after.strip()) + comment)
    number = lines.position(finding.end)[0]
    end = lines.starts[number - 1] + len(lines.line(number))
    yield Edit(end, end, f" {comment}")
    yield Edit(finding.start, finding.start, f"{comment} ")
    start = lines.starts[lines.position(finding.start)[0] - 1]
    ending = "\r\n" if "\r\n" in source else "\n"
    yield Edit(start, start, f"{opening} relecture-ignore-next-line {finding.rule} {closing}{ending}")


def _serves(
    document: Document, settings: Settings, findings: tuple[Finding, ...], finding: Finding, edit: Edit
) -> bool:
    source = apply_edits(document.source, [edit])
    after = parse(source, document.path, document.format, settings.prose_keys)
    comment = [i for i in written(after, settings) if edit.start <= i.start < edit.start + len(edit.text)]
    if not comment or (document.format != "text" and _prose(after) != _prose(document)):
        return False
    moved = tuple(_moved(each, edit) for each in findings)
    left = quieted(after, tuple(comment), moved).findings
    gone = {(each.rule, each.start, each.end) for each in moved} - {(each.rule, each.start, each.end) for each in left}
    own = _moved(finding, edit)
    return gone == {(own.rule, own.start, own.end)}


def _prose(document: Document) -> list[tuple[str, str]]:
    """The passages of a document, without what stands in for a comment."""
    return [(passage.kind, _BLANK.sub("", passage.text)) for passage in document.passages]


def _moved(finding: Finding, edit: Edit) -> Finding:
    by = len(edit.text) if finding.start >= edit.start else 0
    return replace(finding, start=finding.start + by, end=finding.end + by, suggestions=())
