"""One document after the other, under a limit of time, and with a note of which one it is.

A document can cost more than an error: it can take forever, or take its process with it. An overtime is ended by an
alarm where Python is running, and else (a library that does not come back) by ending the process. Whoever takes the
part up again finds in the note which document it was. A process that ends for no known reason gives its document a
second chance: it may have been killed for something else.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

#: How often a process may end over a document before it is set aside.
_CHANCES = 2
_ATTEMPT, _OVERTIME = b"attempt", b"Timeout"


class Overtime(BaseException):
    """A document has taken too long. Not an `Exception`, so that nothing on the way takes it for its own."""


class Watch:
    """Watches over the documents of one part. `path` is where the note goes; it is removed when all went well."""

    def __init__(self, path: Path, seconds: int) -> None:
        self._path, self._seconds = path, seconds
        self.late: frozenset[int] = frozenset()
        self.deadly: frozenset[int] = frozenset()
        self._note = -1

    def __enter__(self) -> Watch:
        with contextlib.suppress(FileNotFoundError):
            self._learn(self._path.read_bytes())
        self._note = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
        os.write(self._note, _ATTEMPT + b"\n")
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        faulthandler.cancel_dump_traceback_later()
        os.close(self._note)
        if kind is None:
            self._path.unlink(missing_ok=True)

    def _learn(self, note: bytes) -> None:
        """Takes from the note which documents earlier attempts at the part ended with."""
        late: set[int] = set()
        ends: Counter[int] = Counter()
        for attempt in note.split(_ATTEMPT)[1:]:
            head, overtime, _ = attempt.partition(_OVERTIME)
            begun = [int(line) for line in head.split() if line.isdigit()]
            if begun and overtime:
                late.add(begun[-1])
            elif begun:
                ends[begun[-1]] += 1
        self.late = frozenset(late)
        self.deadly = frozenset(number for number, count in ends.items() if count >= _CHANCES)

    @contextlib.contextmanager
    def over(self, number: int) -> Iterator[None]:
        """Watches over one document. Raises Overtime, or ends the process where nothing else helps."""
        os.write(self._note, b"%d\n" % number)
        alarmed = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
        faulthandler.dump_traceback_later(self._seconds + 5 if alarmed else self._seconds, exit=True, file=self._note)
        if not alarmed:
            try:
                yield
            finally:
                faulthandler.cancel_dump_traceback_later()
            return
        before = signal.signal(signal.SIGALRM, _ring)
        try:
            signal.setitimer(signal.ITIMER_REAL, self._seconds)
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
            faulthandler.cancel_dump_traceback_later()


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise Overtime
