"""Which configuration holds for a path: the nearest one above it. Files further up are not looked at."""

from __future__ import annotations

import os
from pathlib import Path

from qa.configuration.reading import PYPROJECT, Configuration, read
from qa.source import is_file, is_folder

#: In the order in which they are preferred within one folder.
FILES = (".relecture.toml", "relecture.toml", PYPROJECT)


class Search:
    """The configurations of a run, each read once.

    `named` is a file that holds for every path, `isolated` says that none does.
    Raises ConfigurationError or SourceError where one cannot be used.
    """

    def __init__(self, named: str | None = None, *, isolated: bool = False) -> None:
        self._isolated = isolated
        self._named = read(named) if named is not None else None
        self._known: dict[Path, Configuration | None] = {}
        self._of_files_in: dict[str, Configuration | None] = {}

    def of(self, path: str) -> Configuration | None:
        """The configuration for a file, which need not be there, or for what stands in a folder."""
        return self._found(path, within=is_folder(path))

    def above(self, path: str) -> Configuration | None:
        """The configuration of the folder that a file or folder stands in."""
        return self._found(path, within=False)

    def _found(self, path: str, *, within: bool) -> Configuration | None:
        if self._isolated or self._named:
            return self._named
        above, _, name = path.rpartition(os.sep)
        if within or name in ("", os.curdir, os.pardir):
            whole = Path(os.path.normpath(Path.cwd() / path))
            return self._below(whole if within else whole.parent)
        # Of thousands of files in a folder only the first has its path taken apart.
        if above not in self._of_files_in:
            self._of_files_in[above] = self._below(Path(os.path.normpath(Path.cwd() / path)).parent)
        return self._of_files_in[above]

    def _below(self, folder: Path) -> Configuration | None:
        found: Configuration | None = None
        passed: list[Path] = []
        for place in (folder, *folder.parents):
            if place in self._known:
                found = self._known[place]
                break
            passed.append(place)
            found = self._in(place)
            if found is not None:
                break
        self._known |= dict.fromkeys(passed, found)
        return found

    def _in(self, folder: Path) -> Configuration | None:
        """The configuration that stands in a folder itself."""
        for name in FILES:
            file = folder / name
            if is_file(str(file)):
                found = read(_shown(file), wanted=False)
                if found is not None:
                    return found
        return None


def _shown(file: Path) -> str:
    """The file as the user would name it: from the working folder where it lies at or above or below it nearby."""
    here = Path.cwd()
    return str(file.relative_to(here)) if file.is_relative_to(here) else str(file)
