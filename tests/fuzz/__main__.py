"""Tries small nasty inputs on readers, glossaries, configuration and the whole pipeline, and reports the faults.

TARGET is a name or the beginning of some (`pipeline`); without one all are tried. Exits with 1 where a fault was found.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import click

from tests.fuzz import engines, report
from tests.fuzz.targets import targets


@click.command(help=__doc__)
@click.argument("names", metavar="[TARGET]...", nargs=-1)
@click.option(
    "--inputs", default=1000, show_default=True, help="Inputs for a plain reader; slower targets get a share."
)
@click.option("--seed", default=1, show_default=True)
@click.option("--engine", type=click.Choice(["plain", "atheris"]), default="plain", show_default=True)
@click.option(
    "--report", "page", type=click.Path(dir_okay=False, path_type=Path),
    help="Markdown page that the run is added to; inputs of earlier runs on it count on.",
)  # fmt: skip
@click.option(
    "--join", "others", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Page of other runs whose inputs count on that of --report as well. Repeatable.",
)  # fmt: skip
@click.option("--keep", type=click.Path(file_okay=False, path_type=Path), help="Folder for inputs that showed a fault.")
def main(
    *,
    names: tuple[str, ...],
    inputs: int,
    seed: int,
    engine: str,
    page: Path | None,
    others: tuple[Path, ...],
    keep: Path | None,
) -> None:
    chosen = [name for name in targets() if not names or name in names or any(name.startswith(f"{n}-") for n in names)]
    if not chosen:
        raise click.UsageError(f"no target is called {', '.join(names)}; there are {', '.join(targets())}")
    failing = False
    if page is not None and others:
        report.join(page, others)
    for name in chosen if inputs else ():
        count = max(1, round(inputs * targets()[name].share))
        tried = engines.plain(name, count, seed) if engine == "plain" else engines.guided(name, count, seed)
        failing |= bool(tried.faults)
        rate = tried.inputs / max(tried.seconds, 1e-9)
        click.echo(
            f"{name}: {tried.inputs:,} inputs, {rate:,.0f}/s, slowest {tried.slowest:.3f} s, {len(tried.faults)} faults"
        )
        for fault in tried.faults.values():
            click.echo(f"  {fault.how}\n  {fault.input[:300]!r}")
            if keep is not None:
                keep.mkdir(parents=True, exist_ok=True)
                data = fault.input.encode("utf-8", "surrogatepass") if isinstance(fault.input, str) else fault.input
                stem = keep / f"{name}-{hashlib.sha256(data).hexdigest()[:12]}"
                stem.with_suffix(".input").write_bytes(data)
                stem.with_suffix(".trace").write_text(
                    fault.how + "\n" + fault.trace, encoding="utf-8", errors="replace"
                )
        if page is not None:
            report.add(page, tried, engine)
    sys.exit(int(failing))


if __name__ == "__main__":
    main()
