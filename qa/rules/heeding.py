"""What the chosen rules find together, once the user's accepted words and the author's ignores are heeded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from qa.finding import Finding
from qa.ignores import sics
from qa.language.analysis import Analysis
from qa.rules.doubled import settled
from qa.rules.quieting import Heeded, quieted
from qa.rules.sharing import checked
from qa.rules.standing import written
from qa.rules.terms import accepted, own_findings

#: The rule that speaks of ignores: what it finds hangs on what all the others do.
UNUSED = "unused-ignore"

#: The rules that speak for the user's glossary.
_OWN = frozenset(("glossary-term", "forbidden-term", "term-not-rendered", "forbidden-rendering", "translated-name"))
#: This one chooses among wordings that are all right: that a word is accepted is no answer to it.
_AMONG_RIGHT = "inconsistent-term"
#: The categories of rules about words.
OF_WORDS = frozenset(("accuracy", "terminology", "style"))


def heeded(analysis: Analysis) -> Heeded:
    """What all chosen rules but `UNUSED` find, and what became of the ignores. Raises ValueError, GlossaryError."""
    return analysis.once(_heeded)


def _heeded(analysis: Analysis) -> Heeded:
    from qa.rules import chosen

    settings, document = analysis.settings, analysis.document
    names = settings.select, settings.ignore, settings.extend_select
    rules = () if settings.off else chosen(*names, bilingual=document.bilingual)
    findings_of_each = checked(analysis, [rule for rule in rules if rule.name != UNUSED])
    # Two rules, or one from two sides, may say the very same.
    heard = _heard(analysis, dict.fromkeys(chain.from_iterable(findings_of_each)))
    findings = tuple(sorted(settled(heard) if document.bilingual else heard, key=lambda finding: finding.order))
    standing, vouched = written(document, settings), tuple(sics(document.source))
    if not standing and not vouched:
        return Heeded(findings)
    return quieted(document, standing, findings, vouched)


def _heard(analysis: Analysis, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings but for those on wordings that the user's glossary accepts, or has its own finding on."""
    if not analysis.settings.own_terms:
        yield from findings
        return
    right, wrong = accepted(analysis), own_findings(analysis)
    for finding in findings:
        own = finding.rule in _OWN
        answered = right if own else (*right, *wrong)
        word = finding.category.split("/")[0] in OF_WORDS and finding.rule != _AMONG_RIGHT
        if not (word and any(start <= finding.start and finding.end <= end for start, end in answered)):
            yield finding
