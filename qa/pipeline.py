"""The flow for one document: rules find and suggest, the arbiter chooses, the edits are laid on the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qa.arbiter import Trail, choose
from qa.document import Document
from qa.finding import Edit, Finding, apply_edits
from qa.formats import parse
from qa.language.analysis import Analysis
from qa.rules import chosen
from qa.rules.terms import accepted, own_findings
from qa.settings import Settings

#: The rules that speak for the user's glossary, and the categories of rules about words.
_OWN = frozenset(("glossary-term", "forbidden-term"))
_OF_WORDS = frozenset(("accuracy", "terminology", "style"))

#: How often `fix` looks again at what it mended. A mended word is a better neighbour for the next, so one round is
#: not always enough; a text that still changes after so many would have two rules that undo each other.
_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Fix:
    """A cleaned document.

    `applied` are the findings that were mended and `edits` what that took, in offsets of `document.source`;
    `remaining` are those that are left, in offsets of `output`, and `pending` the same in offsets of the source.
    """

    document: Document
    output: str
    applied: tuple[Finding, ...]
    edits: tuple[Edit, ...]
    remaining: tuple[Finding, ...]

    @property
    def pending(self) -> tuple[Finding, ...]:
        """The findings that are left, told of the source, so that one may still decide on them and on the others."""
        return tuple(Trail(self.edits).told(self.remaining, self.output))


class Checker:
    """Checks and mends documents under one set of settings. Reusable, and safe to share between threads.

    Raises ValueError for a rule or category that does not exist.
    """

    def __init__(self, settings: Settings = Settings()) -> None:
        self.settings = settings
        self.rules = chosen(settings.select, settings.ignore)

    def check(self, document: Document) -> tuple[Finding, ...]:
        """The findings of a document in reading order."""
        analysis = Analysis(document, self.settings)
        findings = {finding: None for rule in self.rules for finding in rule.check(analysis)}
        return tuple(sorted(_heard(analysis, findings), key=lambda finding: finding.order))

    def fix(self, document: Document, *, unsafe: bool = False) -> Fix:
        """The document with the first suggestion of every safe finding applied, or of every finding.

        Fixing the output again changes nothing.
        """
        trail, present = Trail(), document
        applied: list[Finding] = []
        findings = self.check(document)
        seen = {document.source}
        for _ in range(_ROUNDS):
            mended, edits = choose(findings, unsafe=unsafe)
            edits = tuple(edit for edit in edits if present.source[edit.start : edit.end] != edit.text)
            if not edits:
                break
            output = apply_edits(present.source, edits)
            if output in seen:
                break
            seen.add(output)
            applied += trail.told(mended, present.source)
            trail.add(edits, present.source)
            present = parse(output, document.path, document.format)
            findings = self.check(present)
        return Fix(document, present.source, tuple(sorted(applied, key=lambda f: f.order)), trail.edits, findings)


def _heard(analysis: Analysis, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings but for those on wordings that the user's glossary accepts, or has its own finding on."""
    if not analysis.settings.glossaries:
        yield from findings
        return
    right, wrong = accepted(analysis), own_findings(analysis)
    for finding in findings:
        own = finding.rule in _OWN
        settled = right if own else (*right, *wrong)
        word = finding.category.split("/")[0] in _OF_WORDS
        if not (word and any(start <= finding.start and finding.end <= end for start, end in settled)):
            yield finding
