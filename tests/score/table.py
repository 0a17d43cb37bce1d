"""The figures as tables of text, for a terminal or, with bars, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tests.score.calibration import ENOUGH, Tenth, widest
from tests.score.measure import ALL, Score

#: Heading → the figure under it, for all that finds and mends.
SCHOOL_COLUMNS = {
    "faults": "faults",
    "precision": "precision",
    "recall": "recall",
    "F1": "f1",
    "first right": "first",
    "in first three": "three",
    "fixed unasked": "restored_safe",
    "of fixes unasked right": "unasked_right",
    "fixed by --unsafe": "restored_unsafe",
    "spoiled per 10,000 words": "collateral_safe_per_10k",
}
KIND_COLUMNS = {
    "faults": "faults",
    "recall": "recall",
    "first right": "first",
    "in first three": "three",
    "fixed unasked": "restored_safe",
    "fixed by --unsafe": "restored_unsafe",
}
PEER_COLUMNS = {
    "precision": "precision",
    "recall": "recall",
    "F1": "f1",
    "first right": "first",
    "in first three": "three",
    "false alarms per 10,000 clean words": "clean_alarms_per_10k",
}


def tables(score: Score, markdown: bool) -> Iterator[str]:
    """Everything that was measured, one piece of text each."""
    clean, groups = score.clean, (*score.schools, ALL)
    yield (
        f"{score.words:,} words of clean French in {score.texts} texts, each damaged at the rates "
        f"{', '.join(score.rates)} (seed {score.seed}).\n"
        f"On the clean texts: {clean.alarms} false alarms, {clean.alarms_per_10k:.1f} per 10,000 words; "
        f"{clean.changed} words changed unasked."
    )
    by_school = {name: score.sums[name].figures() for name in groups}
    by_rate = {name: score.sums[name].figures() for name in score.rates}
    made = [
        figures_table("school", by_school, SCHOOL_COLUMNS),
        figures_table("rate", by_rate, SCHOOL_COLUMNS),
        *(figures_table(f"kind ({name})", score.sums[name].by_kind(), KIND_COLUMNS) for name in groups),
        reliability_table("confidence of findings", score.findings()),
        reliability_table("confidence of first suggestions", score.suggestions()),
    ]
    if score.peers:
        made.insert(0, figures_table("checker", score.peers, PEER_COLUMNS))
    yield from (drawn(table, markdown) for table in made)


def figures_table(what: str, rows: Mapping[str, Mapping[str, float]], columns: Mapping[str, str]) -> list[list[str]]:
    """A heading row and a row for each name; a dash where a row lacks a figure."""
    body = [[name, *(_cell(key, row.get(key)) for key in columns.values())] for name, row in rows.items()]
    return [[what, *columns], *body]


def reliability_table(what: str, tenths: Sequence[Tenth]) -> list[list[str]]:
    """A row for each tenth of the confidences; those with too few cases in brackets."""
    body = []
    for tenth in tenths:
        gap = f"{tenth.gap:+.3f}"
        name = f"{tenth.low:.1f}–{tenth.low + 0.1:.1f}"
        enough = tenth.cases >= ENOUGH
        body.append(
            [name, str(tenth.cases), f"{tenth.stated:.3f}", f"{tenth.right:.3f}", gap if enough else f"({gap})"]
        )
    broadest = widest(tenths)
    body.append([f"widest of {ENOUGH} or more", "", "", "", "–" if broadest is None else f"{broadest:.3f}"])
    return [[what, "cases", "stated", "right", "gap"], *body]


def _cell(key: str, value: float | None) -> str:
    if value is None:
        return "–"
    if key in ("faults", "words", "unasked"):
        return f"{value:,.0f}"
    if key.endswith("per_10k"):
        return f"{value:.1f}"
    return f"{value:.3f}".removeprefix("0") if value < 1 else f"{value:.2f}"


def drawn(table: Sequence[Sequence[str]], markdown: bool) -> str:
    """The table in lines, the first column to the left and figures to the right."""
    if markdown:
        lines = ["| " + " | ".join(row) + " |" for row in table]
        return "\n".join([lines[0], "| --- |" + " ---: |" * (len(table[0]) - 1), *lines[1:]])
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    return "\n".join(
        "  ".join([row[0].ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(row[1:], widths[1:], strict=True))])
        for row in table
    )
