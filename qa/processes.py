"""How many processes the work on texts may be shared among."""

from __future__ import annotations

import os

_sharing = False


def share() -> None:
    """Notes that this process does a part of what others do at the same time, so that it keeps to itself."""
    global _sharing  # noqa: PLW0603 - true of the process, for as long as it lives
    _sharing = True


def usable() -> int:
    """The cores that this process may use; 1 in one that shares the work of a run, whose others use the rest."""
    if _sharing:
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
