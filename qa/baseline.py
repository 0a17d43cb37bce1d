"""Findings that are known and put up with for now: noted by what they say and what stands around, never by line."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from qa import source
from qa.document import Document
from qa.finding import Finding
from qa.reports.fingerprint import neighbours
from qa.settings import Lang, Wording

#: The form of the file. One of another form is refused.
VERSION = 1

_FAULT = Wording(
    "{path} : ce n’est pas un état de référence ({reason}) ; récrivez-le avec --write-baseline.",
    "{path}: this is not a baseline ({reason}); write it again with --write-baseline.",
)
_NO_JSON = Wording("pas du JSON, ligne {line}", "not JSON, line {line}")
_OTHER_VERSION = Wording("version {found} au lieu de {version}", "version {found} instead of {version}")
_BAD_ENTRY = Wording("entrée {number} incomplète", "entry {number} is incomplete")
_STALE = Wording(
    "{baseline} : {path}, {rule} : « {text} » ne s’y trouve plus ({count}).",
    "{baseline}: {path}, {rule}: “{text}” is no longer there ({count}).",
)


class BaselineError(Exception):
    """A file that is no baseline. `say` gives the one sentence for the user."""

    def __init__(self, path: str, reason: Wording) -> None:
        super().__init__(path, reason)
        self._path, self._reason = path, reason

    def say(self, lang: Lang = "fr") -> str:
        return _FAULT.say(lang, path=self._path, reason=self._reason.say(lang))


class Entry(NamedTuple):
    """Findings that are alike: of one rule, in one file, on one text, with the same words on both sides.

    `path` has slashes and counts from the folder of the baseline's file; `before` and `after` hold at most two tokens.
    """

    path: str
    rule: str
    text: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Baseline:
    """Entries with how often each is put up with. `path` is the file that holds them or will."""

    path: str
    entries: Counter[Entry]

    def key(self, path: str) -> str:
        """How this baseline names the file at `path`."""
        return os.path.relpath(_whole(path), _whole(self.path).parent).replace(os.sep, "/")

    def entry(self, document: Document, finding: Finding) -> Entry:
        before, after = neighbours(document, finding)
        text = " ".join(finding.text.split())
        return Entry(self.key(document.path), finding.rule, text, tuple(before), tuple(after))

    def noted(self, document: Document, findings: Iterable[Finding]) -> Counter[Entry]:
        """The findings of a document as entries."""
        return Counter(self.entry(document, finding) for finding in findings)

    def sorted_out(self, document: Document, findings: Iterable[Finding]) -> tuple[tuple[Finding, ...], Counter[Entry]]:
        """The findings that are put up with, and the entries of the document that none answers to, with their count."""
        key = self.key(document.path)
        left = Counter({entry: count for entry, count in self.entries.items() if entry.path == key})
        known = []
        for finding in findings if left else ():
            entry = self.entry(document, finding)
            if left[entry] > 0:
                left[entry] -= 1
                known.append(finding)
        return tuple(known), +left

    def of_missing_files(self) -> Counter[Entry]:
        """The entries of files that are no longer there."""
        folder = Path(self.path).parent
        missing = {path for path in {entry.path for entry in self.entries} if not os.path.exists(folder / path)}  # noqa: PTH110 - no error for a name that no file can have
        return Counter({entry: count for entry, count in self.entries.items() if entry.path in missing})

    def elsewhere(self, paths: Iterable[str]) -> Counter[Entry]:
        """The entries of files that are there and not among `paths`."""
        gone = {entry.path for entry in self.of_missing_files()} | set(map(self.key, paths))
        return Counter({entry: count for entry, count in self.entries.items() if entry.path not in gone})


def _whole(path: str) -> Path:
    """The path from the root, links to folders followed, so that one file has one name."""
    return Path(path).parent.resolve() / Path(path).name


def told_stale(baseline: str, stale: Counter[Entry], lang: Lang) -> Iterator[str]:
    """A sentence for each entry that no finding answers to any more, in order."""
    for entry, count in sorted(stale.items()):
        yield _STALE.say(lang, baseline=baseline, path=entry.path, rule=entry.rule, text=entry.text, count=count)


def read(path: str) -> Baseline:
    """The baseline in a file. Raises BaselineError, and SourceError for a file that cannot be read."""
    text = source.read(path).text
    try:
        data: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise BaselineError(path, _filled(_NO_JSON, line=line)) from None
    version = data.get("version") if isinstance(data, dict) else None
    if version != VERSION or not isinstance(data.get("findings"), list):
        raise BaselineError(path, _filled(_OTHER_VERSION, found=version, version=VERSION))
    entries: Counter[Entry] = Counter()
    for number, row in enumerate(data["findings"], 1):
        if not _is_row(row):
            raise BaselineError(path, _filled(_BAD_ENTRY, number=number))
        entry = Entry(row["path"], row["rule"], row["text"], tuple(row["before"]), tuple(row["after"]))
        entries[entry] += row["count"]
    return Baseline(path, entries)


def written(entries: Counter[Entry]) -> str:
    """The entries as JSON, one a line, in an order that does not hang on how they were found."""
    rows = [json.dumps(entry._asdict() | {"count": entries[entry]}, ensure_ascii=False) for entry in sorted(entries)]
    body = "".join(f"\n    {row}," for row in rows).removesuffix(",")
    return f'{{\n  "version": {VERSION},\n  "findings": [{body}{body and chr(10) + "  "}]\n}}\n'


def _is_row(row: object) -> bool:
    return (
        isinstance(row, dict)
        and all(isinstance(row.get(name), str) for name in ("path", "rule", "text"))
        and all(
            isinstance(row.get(name), list) and all(isinstance(token, str) for token in row[name])
            for name in ("before", "after")
        )
        and type(row.get("count")) is int
        and row["count"] > 0
    )


def _filled(wording: Wording, **values: object) -> Wording:
    """The wording with these values, which may hold braces themselves, to be said without any."""
    return Wording(*(part.format(**values).replace("{", "{{").replace("}", "}}") for part in wording))
