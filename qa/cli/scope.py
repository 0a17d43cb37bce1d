"""Which findings a run is about: those that its baseline does not hold, on the lines that were changed.

What a baseline holds that is found no more is told besides, so that it can be taken out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from qa.cli.errors import say
from qa.cli.run import Run
from qa.document import Document
from qa.finding import Finding
from qa.settings import Settings

if TYPE_CHECKING:
    from qa.baseline import Entry


def scope(
    run: Run, settings: Settings, document: Document, found: tuple[Finding, ...]
) -> tuple[Callable[[Finding], bool] | None, Counter[Entry]]:
    """Which findings of a text are meant (None: all), and the entries of the baseline that are stale.

    `found` are all findings, where the run follows a baseline.
    """
    conditions: list[Callable[[Finding], bool]] = []
    stale: Counter[Entry] = Counter()
    if run.baseline is not None:
        put_up_with, stale = run.baseline.sorted_out(document, found)
        known = {(finding.rule, finding.start, finding.end) for finding in put_up_with}
        conditions.append(lambda finding: (finding.rule, finding.start, finding.end) not in known)
        bilingual = document.bilingual or run.choices.source is not None
        stale = _of_running_rules(stale, settings, bilingual=bilingual) if stale else stale
    if run.changes is not None:
        conditions.append(run.changes.on_changed_lines(document))
    if not conditions:
        return None, stale
    return (lambda finding: all(condition(finding) for condition in conditions)), stale


def _of_running_rules(stale: Counter[Entry], settings: Settings, *, bilingual: bool) -> Counter[Entry]:
    """The entries of rules that run: of another nothing is known."""
    from qa.rules import chosen

    names = settings.select, settings.ignore, settings.extend_select
    running = {rule.name for rule in chosen(*names, bilingual=bilingual)}
    return Counter({entry: count for entry, count in stale.items() if entry.rule in running and not settings.off})


def tell_stale(run: Run, stale: Counter[Entry]) -> None:
    """Says which entries of the run's baseline nothing answers to any more, those of missing files included."""
    if run.baseline is None or run.choices.quiet:
        return
    from qa.baseline import told_stale

    for told in told_stale(run.baseline.path, stale | run.baseline.of_missing_files(), run.choices.lang):
        say(told)
