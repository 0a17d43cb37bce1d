"""A document with what is known of its language, worked out when first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast

from qa.document import Document
from qa.settings import Settings

T = TypeVar("T")


class NotYet(Exception):  # noqa: N818 - no error: whoever asked has to ask again
    """What was asked for is being worked out elsewhere."""


@dataclass(frozen=True)
class Analysis:
    """One document under check. Rules read it; it belongs to one thread.

    `processes` is how many may share the work on it.
    """

    document: Document
    settings: Settings
    processes: int = 1
    _known: dict[Callable[[Analysis], object], object] = field(default_factory=dict, repr=False, compare=False)
    _awaited: set[Callable[[Analysis], object]] = field(default_factory=set, repr=False, compare=False)

    def once(self, work: Callable[[Analysis], T]) -> T:
        """What `work` makes of this analysis, done once however many rules ask. Raises NotYet."""
        if work not in self._known:
            if work in self._awaited:
                raise NotYet
            self._known[work] = work(self)
        return cast(T, self._known[work])

    def wait(self, works: Iterable[Callable[[Analysis], object]]) -> None:
        """Says that works are being done elsewhere: until that ends, whoever asks for one is told `NotYet`."""
        self._awaited.update(works)

    def receive(self, made: Mapping[Callable[[Analysis], object], object]) -> None:
        """Takes what came of the works that were done elsewhere. Those of which nothing came are done here."""
        self._known.update(made)
        self._awaited.clear()
