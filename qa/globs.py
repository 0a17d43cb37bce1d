"""Patterns of `.gitignore` and of the configuration, but for those that could keep a run busy for ever.

The library matches them by regular expressions that go back: each wildcard more makes a pattern try as many times as
the path is long, so that a dozen characters in a stranger's repository are enough to hang a run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

#: More wildcards than these, in the name of one folder or file and over folders, no pattern of people has.
_IN_NAME, _OVER_FOLDERS = 3, 3

_STARS = re.compile(r"\*+")


def runs_away(glob: str) -> bool:
    """Whether a pattern has so many wildcards that some path would take it for ever.

    >>> runs_away("*a*a*a*a*ab"), runs_away("docs/**/*.min.*")
    (True, False)
    """
    names = glob.split("/")
    folders = sum(name == "**" for name in names)
    return folders > _OVER_FOLDERS or any(len(_STARS.findall(name)) > _IN_NAME for name in names)


def compiled(globs: Iterable[str]) -> GitIgnoreSpec:
    """The patterns as one; those that run away match nothing. Raises ValueError for one that is none."""
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(glob for glob in globs if not runs_away(glob))
