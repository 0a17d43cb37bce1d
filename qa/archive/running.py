"""A run from beginning to end: cut the input, or follow how it was cut; work on what is not done; add it all up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from secrets import token_hex

from qa.archive.columns import Columns
from qa.archive.job import Job
from qa.archive.manifest import Begun, Output
from qa.archive.page import page
from qa.archive.placing import place
from qa.archive.plan import Input, Part, columns, cut, parts, stretches
from qa.archive.tally import Tally
from qa.archive.work import Done

#: Works on stretches of parts, and tells of each part when it is done.
Engine = Callable[[Job, Iterable[tuple[Part, ...]]], Iterator[Done]]

#: Called with how many parts are done, of how many, and what became of the last.
Told = Callable[[int, int, Done], None]

#: Stretches for each worker, so that all end at about the same time.
_SHARES = 4


def run(
    given: Input, job: Job, output: Output, *, documents: int, version: str, workers: int, engine: Engine, told: Told
) -> Tally:
    """Runs a job on its input and gives what was counted in all, earlier runs included. Raises SourceError."""
    begun = Begun(version, job.digest(), given.digest(), documents)
    if output.begun:
        output.follow(begun)
    known = columns(given, job.wanted)
    job = replace(job, columns=known, run=token_hex(4))
    if not output.begun:
        output.begin(begun, _cut(given, known, documents))
    done = output.done()
    left, count = [], 0
    for part in output.parts():
        count += 1
        if part.number not in done:
            left.append(part)
    longest = max(1, len(left) // (_SHARES * max(1, workers)))
    for number, part_done in enumerate(engine(job, stretches(left, longest)) if left else (), len(done) + 1):
        told(number, count, part_done)
    total = output.total()
    output.finish(begun, count, total)
    return total


def _cut(given: Input, known: dict[str, Columns], documents: int) -> list[Part]:
    cuts = (
        # What has no columns that can be told is one document, which says why.
        cut(given.root, name, known[name], documents) if name in known else iter([Part(0, name, 0, 0, 0, 1)])
        for name in given.files
    )
    return list(parts(chain.from_iterable(cuts), given.names, documents))


def write_page(path: Path, total: Tally, *, name: str, job: Job, version: str) -> None:
    """Writes the summary page."""
    from qa.rules import registry

    titles = {rule: each.title.say(job.settings.lang) for rule, each in registry().items()}
    told = page(total, name=name, lang=job.settings.lang, version=version, titles=titles)
    place(path, told.encode("utf-8", "backslashreplace"))
