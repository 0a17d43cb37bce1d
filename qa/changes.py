"""Which lines have changed since a revision, as git tells."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from qa.document import Document
from qa.finding import Finding
from qa.settings import Lang, Wording

#: How many lines before lines that have changed what is missing may be told of: at the end of the paragraph before.
_NEAR = 2

_HUNK = re.compile(rb"@@ -\S+ \+(\d+)(?:,(\d+))? @@")

_NO_GIT = Wording(
    "--changed-since a besoin de git, qui n’est pas installé ici.",
    "--changed-since needs git, which is not installed here.",
)
_NO_REPOSITORY = Wording(
    "--changed-since a besoin d’un dépôt git, et le dossier courant n’en fait pas partie ({reason}).",
    "--changed-since needs a git repository, and the working folder is in none ({reason}).",
)
_NO_REVISION = Wording(
    "--changed-since : git ne connaît pas de révision « {revision} » ; vérifiez son nom, et dans un clone partiel"
    " récupérez-la d’abord.",
    "--changed-since: git knows no revision “{revision}”; check its name, and fetch it first in a shallow clone.",
)
_FAILED = Wording("--changed-since : git a échoué ({reason}).", "--changed-since: git failed ({reason}).")


class ChangesError(Exception):
    """What git could not tell. `say` gives the one sentence for the user."""

    def __init__(self, wording: Wording, **values: object) -> None:
        super().__init__(wording)
        self.wording, self.values = wording, values

    def say(self, lang: Lang = "fr") -> str:
        return self.wording.say(lang, **self.values)


@dataclass(frozen=True, slots=True)
class Changes:
    """The repository of the working folder since a revision.

    `changed` and `tracked` are files by their path below `root`. A file that is not tracked has changed as a whole,
    and so has one that was renamed.
    """

    root: str
    revision: str
    changed: frozenset[str] = field(repr=False)
    tracked: frozenset[str] = field(repr=False)

    def on_changed_lines(self, document: Document) -> Callable[[Finding], bool]:
        """Whether a finding of the document as it is on disk touches a line that has changed. Raises ChangesError."""
        lines = self._lines(document.path)
        if lines and document.units:
            lines = None  # of a container git knows only that it has changed
        if lines is None:
            return lambda _: True
        source = document.source

        def touches(finding: Finding) -> bool:
            # Lines as git counts them, which end with LF only.
            first = source.count("\n", 0, finding.start) + 1
            last = first + source.count("\n", finding.start, max(finding.start, finding.end - 1))
            if finding.start == finding.end:
                # Something is missing there: it may have been in lines that were taken out, or are others now, near by.
                return any(start - _NEAR <= first <= end for start, end in lines)
            return any(start < end and start <= last and first < end for start, end in lines)

        return touches

    def _lines(self, path: str) -> tuple[tuple[int, int], ...] | None:
        """The changed lines of a file, as extents from 1, empty where some were taken out; None for all."""
        whole = Path(path).parent.resolve() / Path(path).name
        name = os.path.relpath(whole, self.root).replace(os.sep, "/")
        if name not in self.tracked:
            return None
        if name not in self.changed:
            return ()
        options = ("--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames", "--text")
        told = _git("diff", *options, self.revision, "--", f":(top,literal){name}", at=self.root)
        hunks = (_HUNK.match(line) for line in told.split(b"\n"))
        extents = ((int(hunk[1]), int(hunk[2] or b"1")) for hunk in hunks if hunk)
        # Where lines were only taken out git names the one before.
        return tuple((start, start + count) if count else (start + 1, start + 1) for start, count in extents)


def since(revision: str) -> Changes:
    """What has changed in the repository of the working folder since a revision. Raises ChangesError."""
    try:
        root = os.fsdecode(_git("rev-parse", "--show-toplevel").rstrip(b"\n"))
    except ChangesError as error:
        raise (ChangesError(_NO_REPOSITORY, **error.values) if error.wording is _FAILED else error) from None
    try:
        commit = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    except ChangesError:
        raise ChangesError(_NO_REVISION, revision=revision) from None
    changed = _names(_git("diff", "--name-only", "-z", "--no-renames", commit, at=root))
    return Changes(os.path.realpath(root), commit, changed, _names(_git("ls-files", "-z", at=root)))


def _names(told: bytes) -> frozenset[str]:
    return frozenset(os.fsdecode(name) for name in told.split(b"\0") if name)


def _git(*arguments: str, at: str | None = None) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], cwd=at, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    except (OSError, ValueError) as error:
        if isinstance(error, FileNotFoundError):
            raise ChangesError(_NO_GIT) from None
        raise ChangesError(_FAILED, reason=str(error)) from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ChangesError(_FAILED, reason=said[0].removeprefix("fatal: ") if said else "–")
    return done.stdout
