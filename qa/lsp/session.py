"""Which settings hold for the texts of a session: as the command line finds them, kept up with changes on the disk."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path

from qa import source
from qa.configuration.holding import Given, excluded, holding
from qa.configuration.reading import PYPROJECT, TABLE
from qa.configuration.search import FILES, Search
from qa.pipeline import Checker
from qa.settings import Lang, Settings

#: State of a file: its time and size; None where there is none.
_Stamp = tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class _Pending:
    """A configuration as an editor holds it and has not saved yet, with the words accepted there."""

    text: str
    words: tuple[str, ...]
    stamp: _Stamp


@dataclass(slots=True)
class Session:
    """`given` was said when the server was started, `named` and `isolated` as for a run.

    `lang` is the language of the editor, for where nobody named another; `root` is the folder that is open in it.
    """

    given: Given = field(default_factory=Given)
    named: str | None = None
    isolated: bool = False
    lang: Lang = "fr"
    root: Path | None = None
    _search: Search | None = None
    _stamps: dict[Path, _Stamp] = field(default_factory=dict)
    _checkers: dict[Settings, Checker] = field(default_factory=dict)
    _pending: dict[Path, _Pending] = field(default_factory=dict)

    def checker(self, path: str) -> Checker | None:
        """The checker for the text at a path; None for one that the configuration leaves out.

        Raises ConfigurationError, SourceError.
        """
        search = self._fresh(path)
        if excluded(search.above(path), path):
            return None
        held = holding(search.of(path), path, self.given)
        settings = held.settings if held.origins.get("lang") else replace(held.settings, lang=self.lang)
        if words := self._unsaved(self._home(search, path)):
            settings = replace(settings, accept=tuple(dict.fromkeys((*settings.accept, *words))))
        if settings not in self._checkers:
            self._checkers[settings] = Checker(settings)
        return self._checkers[settings]

    def home(self, path: str) -> Path | None:
        """The configuration file, there or yet to be made, that holds for a path. Raises ConfigurationError."""
        return None if self.isolated else self._home(self._fresh(path), path)

    def text(self, home: Path) -> str | None:
        """What a configuration file holds, or will once the editor saves it; None where there is none.

        Raises SourceError.
        """
        self._unsaved(home)
        if home in self._pending:
            return self._pending[home].text
        return source.read(str(home)).text if source.is_file(str(home)) else None

    def accept(self, home: Path, word: str, text: str) -> None:
        """Notes that an editor put a word on the list of a file that now holds `text`, and may not have saved it."""
        words = self._unsaved(home)
        self._pending[home] = _Pending(text, (*words, word), _stamp(home))

    def _unsaved(self, home: Path) -> tuple[str, ...]:
        pending = self._pending.get(home)
        if pending is None:
            return ()
        if pending.stamp != _stamp(home):
            # It was saved, or changed by others: from here on the file speaks for itself.
            del self._pending[home]
            return ()
        return pending.words

    def _home(self, search: Search, path: str) -> Path:
        if self.named is not None:
            return Path.cwd() / self.named
        configuration = search.of(path)
        if configuration is not None:
            return Path.cwd() / configuration.path
        folder = Path(path).parent
        inside = self.root is not None and folder.is_relative_to(self.root)
        return (self.root if inside and self.root else folder) / "relecture.toml"

    def _fresh(self, path: str) -> Search:
        """The search, made anew where a file that it may have read is not as it was."""
        if self.named is not None:
            files = [Path.cwd() / self.named]
        else:
            above = Path(os.path.normpath(Path.cwd() / path)).parents
            files = [] if self.isolated else [folder / name for folder in above for name in FILES]
        stamps = {file: _stamp(file) for file in files}
        if any(self._stamps.get(file, stamp) != stamp for file, stamp in stamps.items()):
            self._search = None
        if self._search is None:
            self._stamps.clear()
            self._checkers.clear()
            self._search = Search(self.named, isolated=self.isolated)
        self._stamps |= stamps
        return self._search


def top(home: Path) -> tuple[str, ...]:
    """The table of a configuration file that holds the configuration."""
    return TABLE if home.name == PYPROJECT else ()


def _stamp(file: Path) -> _Stamp:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
