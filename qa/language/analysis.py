"""A document with what is known of its language, worked out when first asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar, cast

from qa.document import Document
from qa.settings import Settings

T = TypeVar("T")


@dataclass(frozen=True)
class Analysis:
    """One document under check. Rules read it; it belongs to one thread."""

    document: Document
    settings: Settings
    _known: dict[Callable[[Analysis], object], object] = field(default_factory=dict, repr=False, compare=False)

    def once(self, work: Callable[[Analysis], T]) -> T:
        """What `work` makes of this analysis, done once however many rules ask."""
        if work not in self._known:
            self._known[work] = work(self)
        return cast(T, self._known[work])
