from __future__ import annotations

import os
import platform
import re
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from qa.cache.place import FOLDER_VARIABLE, OFF_VARIABLE
from tests import bench
from tests.bench import ours, segments
from tests.bench.cost import Measure
from tests.bench.peers import peers


def machine() -> dict[str, str]:
    """What it all ran on."""
    processor = platform.processor()
    if (info := Path("/proc/cpuinfo")).exists():
        names = re.findall(r"^model name\s*: (.+)$", info.read_text(), re.MULTILINE)
        processor = names[0] if names else processor
    cores = str(os.cpu_count())
    if hasattr(os, "sched_getaffinity"):
        cores += f", of which {len(os.sched_getaffinity(0))} may be used"
    described = {"processor": processor or platform.machine(), "cores": cores}
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        described["memory"] = f"{os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.1f} GiB"
    described["system"] = platform.platform()
    described["python"] = f"{platform.python_implementation()} {platform.python_version()}"
    if hasattr(os, "getloadavg"):
        described["load before"] = f"{os.getloadavg()[0]:.2f}"
    return described


def line(result: Measure | str, runs: int) -> str:
    """One line of the report."""
    if isinstance(result, str):
        return f"  {result}"
    rate = f"{result.rate:12,.0f}" if result.words else " " * 12
    spread = f"{result.quickest:.2f}–{result.slowest:.2f}"
    fewer = f"  ({result.runs} runs)" if result.runs < runs else ""
    figures = f"{result.seconds:7.2f} {spread:>13} {result.processor:7.2f} {result.peak:6.0f} {rate}{fewer}"
    return f"  {result.what:62} {figures}"


@click.command(help=bench.__doc__)
@click.option("--runs", default=5, show_default=True, type=click.IntRange(min=1), help="Runs behind each median.")
@click.option("--peers", "with_peers", is_flag=True, help="Measure the program and its peers, and no more.")
@click.option("--growth", is_flag=True, help="Measure texts of 1 to 98 MB, and no more.")
@click.option("--bilingual", is_flag=True, help="Measure bilingual files of 100,000 segments, and no more.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def main(runs: int, with_peers: bool, growth: bool, bilingual: bool, as_json: bool) -> None:
    described = machine()
    for name in (FOLDER_VARIABLE, OFF_VARIABLE):
        os.environ.pop(name, None)

    def results() -> Iterator[Measure | str]:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            if with_peers:
                yield from peers(folder, runs)
            if growth:
                yield from ours.growth(folder, runs)
            if bilingual:
                yield from segments.bilingual(folder, runs)
            if not (with_peers or growth or bilingual):
                yield from ours.start(runs)
                yield from ours.one(folder, runs)
                yield from ours.several(folder, runs)

    if as_json:
        from json import dumps

        figures = [result if isinstance(result, str) else asdict(result) for result in results()]
        click.echo(dumps({"machine": described, "runs": runs, "results": figures}, ensure_ascii=False, indent=1))
        return
    for key, value in described.items():
        click.echo(f"{key:12} {value}")
    click.echo(f"\n  {f'median of {runs} runs':62} seconds   from–to      CPU s    MiB      words/s")
    for result in results():
        click.echo(line(result, runs))


if __name__ == "__main__":
    main()
