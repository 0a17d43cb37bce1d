"""The page that tells what was tried, added up over runs."""

from __future__ import annotations

import re
from pathlib import Path

from tests.fuzz.engines import LIMIT, Tried

_ROW = re.compile(
    r"\| `(?P<target>[^`]+)` \| (?P<engine>\w+) \| (?P<inputs>[\d,]+) \| (?P<slowest>[\d.]+|–) \| (?P<open>\d+) \|"
)

_HEAD = """\
# What was tried to break the program

Written by `python -m tests.fuzz … --report tests/fuzz/REPORT.md`; every run adds to it. An input passes where no promise of
`tests/fuzz/promises.py` is broken and it is done with in {limit} s of processor time. Inputs that once broke one are in
`tests/fuzz/found.py`, mended, and run with the ordinary tests.

Inputs: {total:,}. Faults found and mended: {mended}. Faults open: {open}.

| target | engine | inputs | slowest, s | open faults |
| --- | --- | --- | --- | --- |
"""


def add(page: Path, tried: Tried, engine: str) -> None:
    """Adds a run of one target to the page, which is made where it is missing."""
    from tests.fuzz.found import FOUND

    text = page.read_text(encoding="utf-8") if page.exists() else ""
    rows = {
        (row["target"], row["engine"]): (int(row["inputs"].replace(",", "")), row["slowest"], int(row["open"]))
        for row in _ROW.finditer(text)
    }
    inputs, slowest, _ = rows.get((tried.target, engine), (0, "0", 0))
    most = max(float(slowest) if slowest != "–" else 0.0, tried.slowest)
    rows[tried.target, engine] = (inputs + tried.inputs, f"{most:.2f}" if most else "–", len(tried.faults))
    body = "".join(
        f"| `{target}` | {name} | {count:,} | {slow} | {faults} |\n"
        for (target, name), (count, slow, faults) in sorted(rows.items())
    )
    total, still = sum(count for count, _, _ in rows.values()), sum(faults for _, _, faults in rows.values())
    head = _HEAD.format(limit=LIMIT, total=total, mended=len(FOUND), open=still)
    found = "".join(f"- `{one.target}`: {one.what}\n" for one in FOUND)
    page.write_text(f"{head}{body}\n## Faults found, all mended\n\n{found}", encoding="utf-8")
