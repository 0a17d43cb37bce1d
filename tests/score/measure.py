"""A whole measurement: every clean page, damaged by every school at every rate, through every checker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import click

from tests.score import program
from tests.score.calibration import Tenth, tenths, widest
from tests.score.damage import Page, damaged
from tests.score.peers import PEERS
from tests.score.tally import Answer, Tally, count_words

#: The group of all pages, beside those of the schools and of the rates.
ALL = "all"
OURS = "Relecture"

Spun = Sequence[tuple[str, float, Page]]


class Clean(NamedTuple):
    """What is made of the undamaged texts: false alarms, also per 10,000 words, and words that a safe fix changes."""

    alarms: int
    alarms_per_10k: float
    changed: int


class Score(NamedTuple):
    """What was measured on how much. `sums` are by school, by rate (as text) and over `ALL`; `peers` are figures by
    checker, this program's own among them, and empty where none was asked for.
    """

    texts: int
    words: int
    seed: int
    schools: tuple[str, ...]
    rates: tuple[str, ...]
    sums: dict[str, Tally]
    clean: Clean
    peers: dict[str, dict[str, float]]

    def findings(self) -> list[Tenth]:
        """How far the confidence of findings can be relied on: right is what overlaps a fault."""
        return tenths(self.sums[ALL].findings)

    def suggestions(self) -> list[Tenth]:
        """How far that of the first suggestion can, where the finding is a fault: right is what stood there."""
        return tenths(self.sums[ALL].suggestions)

    def figures(self) -> dict[str, object]:
        """All of it as plain values."""
        groups = {name: self.sums[name] for name in (*self.schools, ALL)}
        return {
            "texts": self.texts,
            "words": self.words,
            "seed": self.seed,
            "clean": self.clean._asdict(),
            "schools": {name: tally.figures() for name, tally in groups.items()},
            "rates": {rate: self.sums[rate].figures() for rate in self.rates},
            "kinds": {name: tally.by_kind() for name, tally in groups.items()},
            "findings": [tenth._asdict() for tenth in self.findings()],
            "suggestions": [tenth._asdict() for tenth in self.suggestions()],
            "widest_gap": {"findings": widest(self.findings()), "suggestions": widest(self.suggestions())},
            "peers": self.peers,
        }


def measure(pages: Sequence[Page], schools: Sequence[str], rates: Sequence[float], seed: int, peers: bool) -> Score:
    """Measures on these clean pages, and says on standard error what it is at."""
    spun: list[tuple[str, float, Page]] = []
    answers: list[Answer] = []
    for school in schools:
        click.echo(f"{OURS}, {school} …", err=True)
        these = [(school, rate, page) for rate, page in damaged(pages, school, rates, seed)]
        answers += program.answers([page for _, _, page in these])
        spun += these
    sums, clean = summed(spun, answers), passed(pages, program.answers(pages))
    return Score(
        len(pages),
        sum(count_words(page.clean) for page in pages),
        seed,
        tuple(schools),
        tuple(f"{rate:g}" for rate in rates),
        sums,
        clean,
        {OURS: _beside(sums, clean), **dict(_peers(pages, spun))} if peers else {},
    )


def summed(spun: Spun, answers: Sequence[Answer]) -> dict[str, Tally]:
    """The sums by school, by rate and over all."""
    sums: dict[str, Tally] = {}
    for (school, rate, page), answer in zip(spun, answers, strict=True):
        for group in (school, f"{rate:g}", ALL):
            sums.setdefault(group, Tally()).add(page, answer)
    return sums


def passed(pages: Sequence[Page], answers: Sequence[Answer]) -> Clean:
    """What was made of clean pages."""
    tally = Tally()
    for page, answer in zip(pages, answers, strict=True):
        tally.add(page, answer)
    return Clean(tally.alarms, tally.figures()["false_alarms_per_10k"], tally.collateral_safe)


def _peers(pages: Sequence[Page], spun: Spun) -> Iterator[tuple[str, dict[str, float]]]:
    """The figures of each peer that is installed."""
    for peer in PEERS:
        if not peer.installed:
            click.echo(f"{peer.name}: {peer.command} is not installed, left out", err=True)
            continue
        click.echo(f"{peer.name} …", err=True)
        answers = peer.answers([*pages, *(page for _, _, page in spun)])
        yield peer.name, _beside(summed(spun, answers[len(pages) :]), passed(pages, answers[: len(pages)]))


def _beside(sums: dict[str, Tally], clean: Clean) -> dict[str, float]:
    return sums[ALL].figures() | {"clean_alarms_per_10k": clean.alarms_per_10k}
