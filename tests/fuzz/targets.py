"""What is tried: by name, how an input is made and what it is held against."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from random import Random

from tests.fuzz import inputs, promises, texts

Input = str | bytes


@dataclass(frozen=True, slots=True)
class Target:
    """`make` gives an input from chance, `hold` raises where the input breaks a promise.

    `share` is how many of its inputs are tried where a plain reader gets one: the slow get less.
    `format` is that of the texts, for coverage guidance; None where only made inputs make sense.
    """

    make: Callable[[Random], Input]
    hold: Callable[..., None]
    share: float = 1.0
    format: str | None = None


FORMATS = ("text", "markdown", "html", "rst", "asciidoc", "srt", "webvtt", "json", "yaml", "csv")
CONTAINERS = ("docx", "odt", "epub")
GLOSSARIES = (".csv", ".tsv", ".tbx", ".xlsx", ".yaml")


@cache
def targets() -> dict[str, Target]:
    """All targets by name."""
    found: dict[str, Target] = {}
    for format in FORMATS:
        make = partial(texts.source, format=format)
        found[format] = Target(make, partial(promises.passages_map_back, format=format), format=format)
    for format in CONTAINERS:
        hold = partial(promises.container_comes_back, name=f"a.{format}")
        found[format] = Target(partial(inputs.container, format=format), hold, 0.4)
    for ending in GLOSSARIES:
        hold = partial(promises.glossary_is_read_or_refused, ending=ending)
        share = 0.05 if ending == ".xlsx" else 0.4
        found[f"glossary-{ending[1:]}"] = Target(partial(inputs.glossary, ending=ending), hold, share)
    found["configuration"] = Target(
        inputs.configuration, partial(promises.configuration_is_read_or_refused, folder=_folder()), 0.4
    )
    found["decisions"] = Target(
        inputs.decisions, partial(promises.decisions_are_read_or_refused, folder=_folder()), 0.4
    )
    found["bytes"] = Target(inputs.raw, promises.bytes_come_back)
    for format in ("text", "markdown", "html", "rst", "asciidoc", "yaml"):
        make = partial(texts.source, format=format)
        found[f"ignores-{format}"] = Target(make, partial(promises.comments_are_heeded, format=format), 0.2, format)
    for format in FORMATS:
        make = partial(texts.source, format=format)
        hold = partial(promises.text_is_mended_for_good, format=format)
        found[f"pipeline-{format}"] = Target(make, hold, 0.1, format)
    return found


@cache
def _folder() -> Path:
    """A folder for what is only read from files; in memory where the system has one there."""
    memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(prefix="relecture-fuzz-", dir=memory if memory.is_dir() else None))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
