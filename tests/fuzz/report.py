"""The page that tells what was tried, added up over runs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from tests.fuzz.engines import LIMIT, Tried

_ROW = re.compile(
    r"\| `(?P<target>[^`]+)` \| (?P<engine>\w+) \| (?P<inputs>[\d,]+) \| (?P<slowest>[\d.]+) \| (?P<open>\d+) \|"
)

_HEAD = """\
# What was tried to break the program

Written by `python -m tests.fuzz … --report tests/fuzz/REPORT.md`; every run adds to it. An input passes where no
promise of `tests/fuzz/promises.py` is broken and it is done with in {limit} s of processor time. Inputs that once broke
one are in `tests/fuzz/found.py`, and run with the ordinary tests once mended. The program was mended while this was
tried, so that early inputs met an earlier state of it.

Inputs: {total:,}. Faults found and mended: {mended}. Faults open: {open}.

| target | engine | inputs | slowest, s | open faults |
| --- | --- | --- | --- | --- |
"""


#: Target and engine → inputs, seconds of the slowest, open faults.
Rows = dict[tuple[str, str], tuple[int, float, int]]


def add(page: Path, tried: Tried, engine: str) -> None:
    """Adds a run of one target to the page, which is made where it is missing."""
    rows = _rows(page)
    inputs, slowest, _ = rows.get((tried.target, engine), (0, 0.0, 0))
    rows[tried.target, engine] = (inputs + tried.inputs, max(slowest, tried.slowest), len(tried.faults))
    _write(page, rows)


def join(page: Path, others: Iterable[Path]) -> None:
    """Adds what other pages tell."""
    rows = _rows(page)
    for other in others:
        for key, (inputs, slowest, faults) in _rows(other).items():
            before = rows.get(key, (0, 0.0, 0))
            rows[key] = (before[0] + inputs, max(before[1], slowest), before[2] + faults)
    _write(page, rows)


def _rows(page: Path) -> Rows:
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    return {
        (row["target"], row["engine"]): (int(row["inputs"].replace(",", "")), float(row["slowest"]), int(row["open"]))
        for row in _ROW.finditer(text)
    }


def _write(page: Path, rows: Rows) -> None:
    from tests.fuzz.found import FOUND, OPEN

    body = "".join(
        f"| `{target}` | {engine} | {count:,} | {slowest:.2f} | {faults} |\n"
        for (target, engine), (count, slowest, faults) in sorted(rows.items())
    )
    total, still = sum(row[0] for row in rows.values()), len(OPEN) + sum(row[2] for row in rows.values())
    head = _HEAD.format(limit=LIMIT, total=total, mended=len(FOUND), open=still)
    found, left = ("".join(f"- `{one.target}`: {one.what}\n" for one in some) for some in (FOUND, OPEN))
    page.write_text(f"{head}{body}\n## Faults found and mended\n\n{found}\n## Faults open\n\n{left}", encoding="utf-8")
