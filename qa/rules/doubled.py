"""One fault, one finding: a rule that knows the English goes before one that guesses at the same place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from qa.finding import Finding

#: A rule that holds the text against its English → the rules that speak of the same faults without it.
_KNOWS_BETTER = {
    "carried-over": frozenset(("untranslated", "misplaced-word")),
    "confirmed-false-friend": frozenset(("false-friend", "misplaced-word")),
    "forbidden-rendering": frozenset(("glossary-term", "forbidden-term")),
    "omission": frozenset(("truncated-translation",)),
    "addition": frozenset(("overlong-translation",)),
    "left-in-english": frozenset(("untranslated", "untranslated-passage", "misplaced-word", "carried-over")),
}

#: A rule that says why a stretch is wrong → those that add nothing on the very same stretch.
_EXPLAINS = {
    "number-mismatch": frozenset(("untranslated", "misplaced-word")),
    "truncated-translation": frozenset(
        ("number-mismatch", "date-mismatch", "unit-mismatch", "name-mismatch", "negation-lost", "term-not-rendered")
    ),
}


def settled(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings without those that another repeats with more certainty.

    Two findings say the same where one rule knows better than the other and their extents meet. The better one
    takes over suggestions that it lacks, of a finding of the very same extent.
    """
    known = list(findings)
    better = [finding for finding in known if finding.rule in _KNOWS_BETTER or finding.rule in _EXPLAINS]
    if not better:
        yield from known
        return
    lines: dict[int, list[Finding]] = defaultdict(list)
    for finding in better:
        for stripe in _stripes(finding):
            lines[stripe].append(finding)
    taken: dict[Finding, Finding] = {}
    kept: list[Finding] = []
    dropped: set[Finding] = set()
    for finding in known:
        over = [other for stripe in _stripes(finding) for other in lines.get(stripe, ()) if _repeats(finding, other)]
        if not over:
            kept.append(finding)
        elif _wider(finding, over[0]):
            # What mends the whole phrase is worth more than a word of it that is told for sure.
            kept.append(_heir(finding, over[0]))
            dropped.update(over)
        elif (finding.start, finding.end) == (over[0].start, over[0].end):
            taken[over[0]] = finding
    for finding in kept:
        if finding not in dropped:
            yield _heir(finding, taken[finding]) if finding in taken else finding


#: Findings are looked up by stretches of so many characters.
_STRIPE = 256


def _stripes(finding: Finding) -> range:
    return range(finding.start // _STRIPE, finding.end // _STRIPE + 1)


def _repeats(finding: Finding, better: Finding) -> bool:
    """Whether a finding says what a better one says, or a part of it."""
    if finding.rule in _KNOWS_BETTER.get(better.rule, ()):
        return _meet(finding, better)
    same = (finding.start, finding.end) == (better.start, better.end)
    return same and finding.rule in _EXPLAINS.get(better.rule, ())


def _wider(finding: Finding, better: Finding) -> bool:
    """Whether a finding mends more than a better one, which mends nothing."""
    if better.suggestions or not finding.suggestions or better.rule != "carried-over":
        return False
    return finding.start <= better.start and better.end <= finding.end and finding.text != better.text


def _meet(one: Finding, other: Finding) -> bool:
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end


def _heir(finding: Finding, other: Finding) -> Finding:
    """The finding with the confidence of both, and with the other's suggestions where it has none."""
    doubt = (1 - finding.confidence) * (1 - other.confidence)
    confidence = round(max(finding.confidence, other.confidence, min(0.99, 1 - doubt)), 4)
    if finding.suggestions or not other.suggestions:
        return replace(finding, confidence=confidence)
    return replace(finding, confidence=confidence, suggestions=other.suggestions, safe=other.safe)
