"""One long document shared out among processes: what can be told of a passage by itself is found by others.

What the page as a whole says stays with the process that has the page, so that a document's findings are the same
however many look at it.
"""

from __future__ import annotations

import io
import pickle
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from qa.document import Document, Passage
from qa.finding import Finding
from qa.language.analysis import Analysis, NotYet
from qa.processes import share
from qa.rules.rule import Rule
from qa.settings import Settings

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

#: Work on each passage by itself: what it makes has an item for each passage of a document, in order.
Work = Callable[[Analysis], Sequence[object]]

#: Characters from which on a document is worth sharing out: where a process begins with all that this one has loaded,
#: and where it has to load that first.
_WORTH_A_FORK, _WORTH_A_START = 350_000, 1_500_000
#: Parts for each process: the more, the less there is to wait for the last.
_PARTS = 6


def checked(analysis: Analysis, rules: Sequence[Rule]) -> Iterable[Iterable[Finding]]:
    """What each of the rules finds. Raises GlossaryError."""
    if not _pays(analysis, rules):
        return (rule.check(analysis) for rule in rules)
    found: dict[str, list[Finding]] = {}

    def go_on() -> None:
        for rule in rules:
            if rule.name not in found:
                try:
                    found[rule.name] = list(rule.check(analysis))
                except NotYet:
                    continue

    with _others_at_work(analysis):
        go_on()
    go_on()
    return (found[rule.name] for rule in rules)


def _pays(analysis: Analysis, rules: Sequence[Rule]) -> bool:
    length = len(analysis.document.source)
    if analysis.processes < 2 or length < _WORTH_A_FORK or not any(rule.contextual for rule in rules):
        return False
    from multiprocessing import get_start_method

    return length >= _WORTH_A_START or get_start_method() == "fork"


def _works() -> tuple[Work, ...]:
    """The works that the rules share, each after those that it asks for itself."""
    from qa.language.detection import english
    from qa.restore.damage import strangers, unexplained
    from qa.restore.prior import first_looks
    from qa.rules.terms import claims

    return english, claims, strangers, unexplained, first_looks


@contextmanager
def _others_at_work(analysis: Analysis) -> Iterator[None]:
    """Has other processes do the works; in the end the analysis has what they made.

    Where that fails, since a process was ended or the system gives none, the works are left to be done here.
    """
    from concurrent.futures import ProcessPoolExecutor

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
    """The parts of a document, about equally long, given to others; nothing where the system has no process to give."""
    try:
        return [executor.submit(_elsewhere, start, end) for start, end in _parts(document.passages, count)]
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
    from multiprocessing import get_start_method

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
    # An interruption is for the process that waits for this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _elsewhere(start: int, end: int) -> bytes:
    """What the works make of the passages from `start` to `end`, exclusive."""
    assert _working is not None
    document, settings, numbers = _working
    analysis = Analysis(replace(document, passages=document.passages[start:end]), settings)
    file = io.BytesIO()
    _Pickler(file, numbers).dump(tuple(analysis.once(work) for work in _works()))
    return file.getvalue()
