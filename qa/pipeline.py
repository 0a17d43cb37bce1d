"""The flow for one document: rules find and suggest, the arbiter chooses, the edits are laid on the source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qa.document import Document
from qa.finding import Edit, Finding, apply_edits
from qa.formats import parse
from qa.language.analysis import Analysis
from qa.rules import chosen
from qa.settings import Settings

#: How often `fix` looks again at what it mended. A mended word is a better neighbour for the next, so one
#: round is not always enough; more than a few would mean that two rules undo each other.
_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Fix:
    """A cleaned document: its text, the findings that were mended (in offsets of the original), and those that are left."""

    document: Document
    output: str
    applied: tuple[Finding, ...]
    edits: tuple[Edit, ...]
    remaining: tuple[Finding, ...]


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
        return tuple(sorted(findings, key=lambda finding: finding.order))
