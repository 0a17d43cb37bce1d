"""Counts of what was found in documents, added up part by part. They stay small however large the archive is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from qa.archive.columns import month
from qa.finding import Finding

#: A text that is longer is no intruder but a passage.
_LONGEST = 60
#: How many outlets or intruders are told apart; the rarest are let go where there are more.
_MOST = 200_000

#: Documents, words and findings of an outlet or a month.
Share = tuple[int, int, int]


@dataclass(slots=True)
class Tally:
    """`outlets` and `months` hold (documents, words, findings) by name. `intruders` counts what should not be there,
    `replaced` what was proposed for it first."""

    documents: int = 0
    unread: int = 0
    words: int = 0
    faulty: int = 0
    severities: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    outlets: dict[str, Share] = field(default_factory=dict)
    months: dict[str, Share] = field(default_factory=dict)
    intruders: Counter[str] = field(default_factory=Counter)
    replaced: dict[str, Counter[str]] = field(default_factory=dict)

    @property
    def findings(self) -> int:
        return self.rules.total()

    def add(self, outlet: str, date: str, words: int, findings: Iterable[Finding]) -> None:
        """Counts one document."""
        count = 0
        for finding in findings:
            count += 1
            self.severities[finding.severity] += 1
            self.rules[finding.rule] += 1
            if finding.category.startswith("accuracy/") and len(finding.text) <= _LONGEST:
                text = " ".join(finding.text.split()).casefold()
                self.intruders[text] += 1
                if finding.suggestions:
                    self.replaced.setdefault(text, Counter())[finding.suggestions[0].text[:_LONGEST].casefold()] += 1
        self.documents += 1
        self.words += words
        self.faulty += bool(count)
        _count(self.outlets, outlet, (1, words, count))
        _count(self.months, month(date), (1, words, count))

    def merge(self, other: Tally) -> None:
        """Adds the counts of other documents."""
        self.documents += other.documents
        self.unread += other.unread
        self.words += other.words
        self.faulty += other.faulty
        self.severities.update(other.severities)
        self.rules.update(other.rules)
        for mine, theirs in ((self.outlets, other.outlets), (self.months, other.months)):
            for name, share in theirs.items():
                _count(mine, name, share)
        self.intruders.update(other.intruders)
        for text, counts in other.replaced.items():
            self.replaced.setdefault(text, Counter()).update(counts)
        if len(self.intruders) > 2 * _MOST:
            self.intruders = Counter(dict(self.intruders.most_common(_MOST)))
            self.replaced = {text: counts for text, counts in self.replaced.items() if text in self.intruders}
        if len(self.outlets) > 2 * _MOST:
            largest = sorted(self.outlets.items(), key=lambda item: (-item[1][1], item[0]))
            self.outlets = dict(largest[:_MOST])

    def to_json(self) -> dict[str, Any]:
        """The counts as JSON has them."""
        return {
            "documents": self.documents,
            "unread": self.unread,
            "words": self.words,
            "faulty": self.faulty,
            "findings": self.findings,
            "severities": dict(sorted(self.severities.items())),
            "rules": dict(sorted(self.rules.items())),
            "outlets": dict(sorted(self.outlets.items())),
            "months": dict(sorted(self.months.items())),
            "intruders": dict(sorted(self.intruders.items())),
            "replaced": {
                text: dict(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:3])
                for text, counts in sorted(self.replaced.items())
            },
        }

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Tally:
        """The counts as `to_json` gave them."""
        return cls(
            told["documents"],
            told["unread"],
            told["words"],
            told["faulty"],
            Counter(told["severities"]),
            Counter(told["rules"]),
            {name: _share(share) for name, share in told["outlets"].items()},
            {name: _share(share) for name, share in told["months"].items()},
            Counter(told["intruders"]),
            {text: Counter(counts) for text, counts in told["replaced"].items()},
        )


def _share(told: list[int]) -> Share:
    documents, words, findings = told
    return documents, words, findings


def _count(shares: dict[str, Share], name: str, share: Share) -> None:
    documents, words, findings = shares.get(name, (0, 0, 0))
    shares[name] = documents + share[0], words + share[1], findings + share[2]
