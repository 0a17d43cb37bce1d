"""What the rules about figures share: a finding for each disagreement of English and French of one kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from qa.bilingual.figures import Kind, disagreements
from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.rules.rule import Rule, replacement
from qa.settings import Wording


def figure_findings(
    analysis: Analysis, rule: Callable[[], Rule], kind: Kind, lost: Wording, added: Wording
) -> Iterator[Finding]:
    """A finding for each disagreement of a kind; `rule` gives the rule, which is made after its check.

    `lost` and `added` are the messages where the French has nothing for it, and where the English has nothing.
    """
    for found in disagreements(analysis):
        if found.kind != kind:
            continue
        passage = found.pair.passage
        put = replacement(passage, found.start, found.end, found.right, confidence=0.95) if found.right else ()
        yield rule().finding(
            analysis,
            passage,
            found.start,
            found.end,
            confidence=found.confidence,
            safe=found.sure,
            suggestions=put,
            message=lost if found.lost else None if found.english else added,
            right=found.english,
        )
