"""In formats made of keys and values: which values are prose."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

#: Keys whose values people read. A key of several words counts by its last: `metaDescription`, `page_title`.
PROSE_KEYS = tuple(
    (
        "abstract alt answer body caption content description excerpt headline intro label lead legend message"
        " paragraph placeholder question standfirst subtitle summary teaser text title tooltip accroche chapeau contenu"
        " corps légende question réponse resume résumé soustitre texte titre"
    ).split()
)

#: Given for a key, it stands for every key.
EVERY = "*"

_WORD = re.compile(r"[A-ZÀ-Ý]?[^\W\dA-ZÀ-Ý_]+|[A-ZÀ-Ý]+(?![^\W\dA-ZÀ-Ý_])")
_LANGUAGE = re.compile(r"(?:ar|ca|de|en|es|it|ja|nl|pl|pt|ru|zh)(?:[-_][A-Za-z]{2,4})?", re.IGNORECASE)
_FRENCH = re.compile(r"fr(?:[-_][A-Za-z]{2,4})?", re.IGNORECASE)


@dataclass(slots=True)
class _Level:
    """An open mapping or list: whether its values are prose, and whether it is in another language."""

    mapping: bool
    prose: bool
    foreign: bool
    inherited: bool


@dataclass(slots=True)
class Nesting:
    """Where a reader stands among mappings and lists, told by the reader itself."""

    keys: Collection[str]
    _levels: list[_Level] = field(default_factory=lambda: [_Level(False, False, False, False)])

    def __post_init__(self) -> None:
        self.keys = frozenset(map(str.casefold, self.keys))

    @property
    def mapping(self) -> bool:
        return self._levels[-1].mapping

    @property
    def prose(self) -> bool:
        """Whether a value that stands here is prose."""
        level = self._levels[-1]
        return level.prose and not level.foreign

    def open(self, *, mapping: bool) -> None:
        level = self._levels[-1]
        self._levels.append(_Level(mapping, level.prose and not mapping, level.foreign, level.prose))

    def close(self) -> None:
        if len(self._levels) > 1:
            self._levels.pop()

    def key(self, name: str) -> None:
        """The value of this key comes next. What is under the key of another language is not prose."""
        level = self._levels[-1]
        above = self._levels[-2] if len(self._levels) > 1 else level
        level.foreign = above.foreign or _LANGUAGE.fullmatch(name) is not None
        level.prose = self._is_prose(name) or (level.inherited and _FRENCH.fullmatch(name) is not None)

    def _is_prose(self, name: str) -> bool:
        if EVERY in self.keys or name.casefold() in self.keys:
            return True
        words = _WORD.findall(name)
        return bool(words) and words[-1].casefold() in self.keys
