"""What processes have to know that share the work on texts: how many may, and how one tells of an end to another."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.settings import Lang

_sharing = False


def share() -> None:
    """Makes this process, for as long as it lives, one of several at the same work: it keeps to itself.

    An interruption is for the process that waits for this one.
    """
    global _sharing  # noqa: PLW0603 - true of the process, for as long as it lives
    _sharing = True
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def usable() -> int:
    """The cores that this process may use; 1 in one that shares the work of a run, whose others use the rest."""
    if _sharing:
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Ended(Exception):  # noqa: N818 - it is the end of a run in another process, told
    """An error of another process that ends the run, in the words that it was told with there."""

    def say(self, _lang: Lang) -> str:
        """The words, in the language that the run speaks."""
        return str(self)
