"""How far a run has come, where somebody watches it on a terminal."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from qa.cli.options import Choices
from qa.discovery import Found
from qa.settings import Lang, Wording

if TYPE_CHECKING:
    from qa.archive.work import Done

_PROGRESS = Wording(
    "Parties : {done}/{all}, documents : {documents} ({rate} par seconde), fautes : {findings}",
    "Parts: {done}/{all}, documents: {documents} ({rate} a second), faults: {findings}",
)

#: A run over fewer files than this is over before a progress bar is of use.
_LONG = 20
#: Seconds between two states of the line.
_EVERY = 0.2


@contextlib.contextmanager
def progress(files: list[Found], choices: Choices, *, busy: bool) -> Iterator[Iterable[Found]]:
    """The files, with a progress bar on long runs where somebody watches. `busy`: the terminal shows the report."""
    if busy or choices.quiet or len(files) < _LONG or not sys.stderr.isatty():
        yield files
        return
    with click.progressbar(files, file=sys.stderr, show_pos=True) as bar:
        yield bar


class PartsProgress:
    """One line on a terminal that says how far an archive has come; nothing anywhere else. Called for each part."""

    def __init__(self, lang: Lang, *, quiet: bool) -> None:
        self._lang, self._shown = lang, not quiet and sys.stderr.isatty()
        self._began, self._last = time.monotonic(), 0.0
        self._documents = self._findings = 0

    def __enter__(self) -> PartsProgress:
        return self

    def __call__(self, done: int, all: int, part: Done) -> None:
        self._documents += part.documents + part.unread
        self._findings += part.findings
        now = time.monotonic()
        if not self._shown or (now - self._last < _EVERY and done < all):
            return
        self._last = now
        rate = round(self._documents / max(0.001, now - self._began))
        told = _PROGRESS.say(
            self._lang, done=done, all=all, documents=self._documents, rate=rate, findings=self._findings
        )
        click.echo(f"\r\x1b[K{told}", nl=False, err=True)

    def __exit__(self, *_: object) -> None:
        if self._shown and self._last:
            click.echo(err=True)
