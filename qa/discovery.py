"""From the paths that a user names to the files to be read."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from qa.source import is_folder

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

#: Folders that hold other people's text.
_SKIPPED = frozenset({"node_modules", "__pycache__"})

#: What Word writes beside a document that is open begins so.
_HELD_OPEN = "~$"

#: Stands for standard input where a path is wanted.
STDIN = "-"


class Found(NamedTuple):
    """A file to be read, and the folder named by the user that it was found in ("" for a file named itself)."""

    path: str
    root: str = ""


class _Ignored(NamedTuple):
    """The patterns of one `.gitignore` and the folder that they count from."""

    folder: Path
    spec: GitIgnoreSpec


#: Whether a path, which is a folder's or not, is left out.
Excludes = Callable[[str, bool], bool]


def find(
    paths: Iterable[str], endings: Collection[str], excludes: Excludes = lambda *_: False, *, force: bool = False
) -> Iterator[Found]:
    """The files that `paths` stand for, each once, in the order named and alphabetically within a folder.

    A file that is named is taken as it is, whether or not it exists, unless `force` says that `excludes` concerns
    it, too. A folder is searched for `endings` (".md"); hidden files and folders, `node_modules`, links to folders and
    out of the folder, what `.gitignore` leaves out and what `excludes` does are passed over.
    """
    seen: set[str] = set()
    for path in paths:
        for file in _named(path, endings, excludes, force):
            key = file.path if file.path == STDIN else os.path.realpath(file.path)
            if key not in seen:
                seen.add(key)
                yield file


def _named(path: str, endings: Collection[str], excludes: Excludes, force: bool) -> Iterator[Found]:
    """What one path of the user's stands for."""
    if path != STDIN and is_folder(path):
        yield from _walk(Path(path), endings, excludes)
    elif path == STDIN or not (force and excludes(path, False)):
        yield Found(path)


def _walk(root: Path, endings: Collection[str], excludes: Excludes) -> Iterator[Found]:
    pending = [(root, _above(root))]
    while pending:
        folder, ignored = pending.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            # Treated as a file it is read, refused and reported like any other.
            yield Found(str(folder), str(root))
            continue
        ignored = (*ignored, *_patterns(folder))
        folders = []
        for entry in entries:
            if entry.name.startswith((".", _HELD_OPEN)) or entry.name in _SKIPPED:
                continue
            path = folder / entry.name
            if entry.is_dir(follow_symlinks=False):
                if not _is_ignored(path, ignored, "/") and not excludes(str(path), True):
                    folders.append((path, ignored))
            elif path.suffix.lower() not in endings or not entry.is_file() or _is_ignored(path, ignored):
                continue
            elif not (entry.is_symlink() and not _leads_into(root, path)) and not excludes(str(path), False):
                yield Found(str(path), str(root))
        pending += reversed(folders)


def _leads_into(root: Path, link: Path) -> bool:
    """Whether a link stays within the folder: what a stranger's folder links to outside is not to be mended with it."""
    return Path(os.path.realpath(link)).is_relative_to(os.path.realpath(root))


def _patterns(folder: Path) -> tuple[_Ignored, ...]:
    path = folder / ".gitignore"
    try:
        # As with git, a link is none: it may lead to what never ends.
        if path.is_symlink() or not path.is_file():
            return ()
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ()
    from qa.globs import compiled

    try:
        return (_Ignored(folder.absolute(), compiled(text.splitlines())),)
    except ValueError:
        # git passes over a line that is no pattern; here such a file says nothing at all.
        return ()


def _above(folder: Path) -> tuple[_Ignored, ...]:
    """The patterns of the folders above, up to the repository's own; none outside a repository."""
    folder = folder.resolve()
    chain = [folder, *folder.parents]
    top = next((depth for depth, place in enumerate(chain) if (place / ".git").exists()), 0)
    return tuple(found for place in reversed(chain[1 : top + 1]) for found in _patterns(place))


def _is_ignored(path: Path, ignored: tuple[_Ignored, ...], end: str = "") -> bool:
    """Whether the nearest `.gitignore` that speaks of the path leaves it out. `end` is "/" for a folder."""
    for folder, spec in reversed(ignored):
        relative = os.path.relpath(path, folder).replace(os.sep, "/") + end
        include = spec.check_file(relative).include
        if include is not None:
            return include
    return False
