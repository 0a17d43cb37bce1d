"""What goes into the word data and what comes out, by SHA-256.

Inputs are those that `corpora/SOURCES.md` lists: another edition of a thesaurus would give other data without a word.
What is compiled is listed in `qa/SHA256SUMS`, beside the package, for whoever wants to know that the files are these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import file_digest
from pathlib import Path

import click

_SOURCES = Path(__file__).parents[1] / "SOURCES.md"
_PACKAGE = Path(__file__).parents[2] / "qa"
_LINE = re.compile(r"^([0-9a-f]{64})  (\S+)$", re.MULTILINE)


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def recorded() -> dict[str, str]:
    """Name of an input → its SHA-256."""
    return {name: digest for digest, name in _LINE.findall(_SOURCES.read_text(encoding="utf-8"))}


def expect(paths: Iterable[Path]) -> None:
    """Refuses inputs that are not those on record. Raises ClickException, which names the first."""
    known = recorded()
    for path in paths:
        if path.name not in known:
            raise click.ClickException(f"{path}: no input of this name is listed in corpora/SOURCES.md")
        if sha256(path) != known[path.name]:
            raise click.ClickException(f"{path}: not the file that corpora/SOURCES.md lists; enter its hash to use it")


def compiled() -> list[Path]:
    """The files that the recipe makes, in order."""
    return [*sorted((_PACKAGE / "lexicon" / "data").iterdir()), _PACKAGE / "restore" / "weights.json"]


def listing() -> str:
    """The text of `qa/SHA256SUMS`, as `sha256sum -c` reads it in `qa`."""
    return "".join(f"{sha256(path)}  {path.relative_to(_PACKAGE).as_posix()}\n" for path in compiled())


def write() -> None:
    (_PACKAGE / "SHA256SUMS").write_text(listing(), encoding="utf-8")
