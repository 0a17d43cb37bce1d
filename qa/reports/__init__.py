"""Output formats: what was found, told to a person or to a program. One file a format.

A reporter is a function `render` from reports to chunks of text. It holds as little as its format allows: a run
over many files shows what it found while it is still reading. Chunks carry their own line endings.
A new format is a file here and its line in `_MODULES`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Protocol

from qa.document import Document
from qa.finding import Finding, Severity
from qa.settings import Lang

#: Name of a format → the module that holds its `render`. Loaded when first used.
_MODULES = {
    "full": "qa.reports.full",
    "concise": "qa.reports.concise",
    "json": "qa.reports.json",
    "jsonl": "qa.reports.jsonl",
    "sarif": "qa.reports.sarif",
    "github": "qa.reports.github",
    "gitlab": "qa.reports.gitlab",
    "checkstyle": "qa.reports.checkstyle",
    "junit": "qa.reports.junit",
    "rdjsonl": "qa.reports.rdjsonl",
    "html": "qa.reports.html",
}

#: The names of the formats, in the order in which the help shows them.
FORMATS: tuple[str, ...] = tuple(_MODULES)


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in one document, in reading order."""

    document: Document
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """What is known of the findings of one rule: usual severity, a line on what it is, why it is a fault."""

    category: str
    severity: Severity
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class View:
    """How the reader sees the report: their language, whether colours show, and columns to a line.

    `version` is the program's, and `kinds` has the rules by name, for formats that introduce both.
    """

    lang: Lang = "fr"
    color: bool = False
    width: int = 80
    version: str = ""
    kinds: Mapping[str, Kind] = field(default_factory=dict)


class Reporter(Protocol):
    """Turns reports into chunks of text, line endings included; takes reports one by one where its format allows."""

    def __call__(self, reports: Iterable[Report], view: View, /) -> Iterator[str]: ...


def render(
    name: str,
    reports: Iterable[Report],
    *,
    lang: Lang,
    color: bool,
    width: int,
    version: str = "",
    kinds: Mapping[str, Kind] | None = None,
) -> Iterator[str]:
    """The reports in the format called `name`, in chunks to be written one after the other.

    Raises KeyError, before any report is taken, for a format that there is not.
    """
    reporter: Reporter = import_module(_MODULES[name]).render
    return reporter(reports, View(lang, color, width, version, {} if kinds is None else kinds))
