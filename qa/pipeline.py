"""The flow for one document: rules find and suggest, the arbiter chooses, the edits are laid on the source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from qa.arbiter import Fix, Trail, choose
from qa.document import Document
from qa.finding import Edit, Finding, Severity, apply_edits
from qa.formats import parse
from qa.language.analysis import Analysis
from qa.notation import written
from qa.rules import chosen, meaning, registry
from qa.rules.heeding import UNUSED, heeded
from qa.settings import Settings

#: How often `fix` looks again at what it mended. A mended word is a better neighbour for the next, so one round is
#: not always enough: in a list of the same word over and over each round may reach but one line further.
_ROUNDS = 60


class Checker:
    """Checks and mends documents under one set of settings. Reusable, and safe to share between threads.

    A long document may be shared out among so many `processes`; what is found is the same. Raises ValueError for a rule
    or category that does not exist.
    """

    def __init__(self, settings: Settings = Settings(), *, processes: int = 1) -> None:
        self.settings = settings
        self._processes = processes
        rules = chosen(settings.select, settings.ignore, settings.extend_select)
        self._on_ignores = next((rule for rule in rules if rule.name == UNUSED and not settings.off), None)
        self._severities = _severities(settings)

    def check(self, document: Document) -> tuple[Finding, ...]:
        """The findings of a document in reading order."""
        analysis = Analysis(document, self.settings, self._processes)
        left = tuple(written(document, heeded(analysis).findings))
        if self._on_ignores:
            left = tuple(sorted((*left, *self._on_ignores.check(analysis)), key=lambda finding: finding.order))
        return tuple(map(self._graded, left)) if self._severities else left

    def _graded(self, finding: Finding) -> Finding:
        severity = self._severities.get(finding.rule, finding.severity)
        return finding if severity == finding.severity else replace(finding, severity=severity)

    def fix(self, document: Document, *, unsafe: bool = False, only: Callable[[Finding], bool] | None = None) -> Fix:
        """The document with the first suggestion of every safe finding applied, or of every finding.

        `only` says which findings are meant, mended or told of at all; it is asked in offsets of the document.
        Fixing the output again changes nothing.
        """
        trail, present = Trail(), document
        applied: list[Finding] = []

        def findings_in(text: Document) -> tuple[Finding, ...]:
            found = self.check(text)
            if only is None:
                return found
            return tuple(finding for finding in found if only(_origin(finding, trail)))

        findings = findings_in(document)
        texts = [document.source]
        last: str | None = None
        for _ in range(_ROUNDS):
            mended, edits = choose(findings, unsafe=unsafe)
            edits = tuple(edit for edit in edits if present.source[edit.start : edit.end] != edit.text)
            if not edits:
                break
            output = apply_edits(present.source, edits)
            if last is None and output in texts:
                # Two rules that undo each other go round; from whichever of the texts one starts, the end is the same.
                last = min(texts[texts.index(output) :])
            if present.source == last:
                break
            texts.append(output)
            applied += trail.told(mended, present.source)
            trail.add(edits, present.source)
            present = reread(present, output, edits, self.settings.prose_keys)
            findings = findings_in(present)
        return Fix(document, present.source, tuple(sorted(applied, key=lambda f: f.order)), trail.edits, findings)


def reread(document: Document, output: str, edits: Sequence[Edit], prose_keys: tuple[str, ...] = ()) -> Document:
    """The document of `output`, which is the source of `document` after edits."""
    if document.units:
        from qa.containers.units import revised

        return replace(revised(document, edits), english=document.english)
    return replace(parse(output, document.path, document.format, prose_keys), english=document.english)


def _origin(finding: Finding, trail: Trail) -> Finding:
    """The finding where the first text has what it is about."""
    start, end = trail.extent(finding.start, finding.end)
    return replace(finding, start=start, end=end)


def _severities(settings: Settings) -> dict[str, Severity]:
    """The severity by rule that the settings ask for. What names a rule goes before what names its category."""
    wanted: dict[str, Severity] = {}
    for choice, severity in sorted(settings.severities, key=lambda pair: (pair[0] in registry(), "/" in pair[0])):
        rules = meaning(choice)
        if not rules:
            raise ValueError(choice)
        wanted |= dict.fromkeys((rule.name for rule in rules), severity)
    return wanted
