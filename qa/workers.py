"""Other processes that look at the passages of a long document, each passage by itself."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain
from multiprocessing import get_start_method
from typing import Any

from qa.document import Document, Passage
from qa.language.analysis import Analysis
from qa.processes import share
from qa.settings import Settings

#: Work on each passage by itself: what it makes has an item for each passage of a document, in order.
Work = Callable[[Analysis], Sequence[object]]

#: Parts for each process: the more, the less there is to wait for the last.
_PARTS = 6


def _works() -> tuple[Work, ...]:
    """The works that the rules share, each after those that it asks for itself."""
    from qa.language.detection import english
    from qa.restore.damage import strangers, unexplained
    from qa.restore.prior import first_looks, plain_looks
    from qa.rules.terms import claims

    return english, claims, strangers, unexplained, first_looks, plain_looks


@contextmanager
def at_work(analysis: Analysis) -> Iterator[None]:
    """Has other processes do the works meanwhile; in the end the analysis has what they made.

    Where that fails, since a process was ended or the system gives none, the works are left to be done here.
    """
    document, works = analysis.document, _works()
    made: dict[Callable[[Analysis], object], object] = {}
    try:
        given = _bare(document), analysis.settings
        executor = ProcessPoolExecutor(analysis.processes, initializer=_begin, initargs=given)
    except (ImportError, NotImplementedError, OSError):
        yield
        return
    try:
        futures = _submitted(executor, document, analysis.processes * _PARTS)
        if futures:
            analysis.wait(works)
        yield
        if parts := _received(futures, document):
            made.update(
                (work, tuple(chain.from_iterable(part[number] for part in parts))) for number, work in enumerate(works)
            )
    finally:
        analysis.receive(made)
        executor.shutdown(wait=True, cancel_futures=True)


def _submitted(executor: ProcessPoolExecutor, document: Document, count: int) -> list[Future[bytes]]:
    """The parts of a document, about equally long, given to others; none where it has one part alone,
    or the system no process to give."""
    parts = list(_parts(document.passages, count))
    try:
        return [executor.submit(_elsewhere, start, end) for start, end in parts] if len(parts) > 1 else []
    except OSError:
        return []


def _parts(passages: Sequence[Passage], count: int) -> Iterator[tuple[int, int]]:
    """The passages in about so many parts of about equal length, as numbers of the first and behind the last."""
    least = sum(len(passage.text) for passage in passages) // count + 1
    first = length = 0
    for number, passage in enumerate(passages, 1):
        length += len(passage.text)
        if length >= least:
            yield first, number
            first, length = number, 0
    if first < len(passages):
        yield first, len(passages)


def _received(futures: Iterable[Future[bytes]], document: Document) -> list[tuple[Sequence[object], ...]]:
    """What was made of each part, an item for each work; nothing where something went wrong with any."""
    parts: list[tuple[Sequence[object], ...]] = []
    try:
        for future in futures:
            parts.append(_Unpickler(io.BytesIO(future.result()), document.passages).load())
    except Exception:
        return []  # what is wrong is told when it is met here
    return parts


def _bare(document: Document) -> Document:
    """The document as it can be sent to other processes: what writes text for its format is not needed there."""
    if get_start_method() == "fork":
        return document
    return replace(document, passages=tuple(replace(passage, encode=None) for passage in document.passages))


class _Pickler(pickle.Pickler):
    """Passages go by their number, so that they are the same ones on the other side."""

    def __init__(self, file: io.BytesIO, numbers: dict[int, int]) -> None:
        super().__init__(file, protocol=pickle.HIGHEST_PROTOCOL)
        self._numbers = numbers

    def persistent_id(self, obj: Any) -> int | None:
        return self._numbers[id(obj)] if type(obj) is Passage else None


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, passages: Sequence[Passage]) -> None:
        super().__init__(file)
        self._passages = passages

    def persistent_load(self, pid: int) -> Passage:
        return self._passages[pid]


# In other processes.

_working: tuple[Document, Settings, dict[int, int]] | None = None


def _begin(document: Document, settings: Settings) -> None:
    global _working  # noqa: PLW0603 - what a process of the pool works on, set once when it starts
    _working = document, settings, {id(passage): number for number, passage in enumerate(document.passages)}
    share()


def _elsewhere(start: int, end: int) -> bytes:
    """What the works make of the passages from `start` to `end`, exclusive."""
    assert _working is not None
    document, settings, numbers = _working
    analysis = Analysis(replace(document, passages=document.passages[start:end]), settings)
    file = io.BytesIO()
    _Pickler(file, numbers).dump(tuple(analysis.once(work) for work in _works()))
    return file.getvalue()
