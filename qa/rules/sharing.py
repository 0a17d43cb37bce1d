"""Which long documents are shared out among processes, and how the rules run meanwhile.

What can be told of a passage by itself is found by others (`qa.workers`). What the page as a whole says stays with
the process that has the page, so that a document's findings are the same however many look at it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qa.finding import Finding
from qa.language.analysis import Analysis, NotYet
from qa.rules.rule import Rule

#: Characters from which on a document is worth sharing out: where a process begins with all that this one has loaded,
#: and where it has to load that first. Of clean text even more would be as quick in one process, of damaged text less.
_WORTH_A_FORK, _WORTH_A_START = 180_000, 1_500_000


def checked(analysis: Analysis, rules: Sequence[Rule]) -> Iterable[Iterable[Finding]]:
    """What each of the rules finds. Raises GlossaryError."""
    if not _pays(analysis, rules):
        return (rule.check(analysis) for rule in rules)
    found: dict[str, list[Finding]] = {}

    def go_on() -> None:
        for rule in rules:
            if rule.name not in found:
                try:
                    found[rule.name] = list(rule.check(analysis))
                except NotYet:
                    continue

    from qa.workers import at_work

    with at_work(analysis):
        go_on()
    go_on()
    return (found[rule.name] for rule in rules)


def _pays(analysis: Analysis, rules: Sequence[Rule]) -> bool:
    length = len(analysis.document.source)
    if analysis.processes < 2 or length < _WORTH_A_FORK or not any(rule.contextual for rule in rules):
        return False
    from multiprocessing import get_start_method

    return length >= _WORTH_A_START or get_start_method() == "fork"
