"""What is wrong with a configuration, as the user hears of it."""

from __future__ import annotations

from collections.abc import Iterable

from qa.settings import Lang, Wording

_MEANT = Wording(" Vouliez-vous dire « {near} » ?", " Did you mean “{near}”?")
_PLACE = Wording("{path}, ligne {line} : ", "{path}, line {line}: ")
_FILE = Wording("{path} : ", "{path}: ")

#: How alike two names must be, of 100, for one to have been meant by the other.
_ALIKE = 60


class ConfigurationError(Exception):
    """A configuration that cannot be used. `say` gives the one sentence: where, what, and what to do."""

    def __init__(self, path: str, line: int | None, wording: Wording, near: str = "", **values: object) -> None:
        super().__init__(path, line, wording)
        self._path, self._line, self._wording, self._near, self._values = path, line, wording, near, values

    def say(self, lang: Lang = "fr") -> str:
        place = _PLACE.say(lang, path=self._path, line=self._line) if self._line else _FILE.say(lang, path=self._path)
        meant = _MEANT.say(lang, near=self._near) if self._near else ""
        return place + self._wording.say(lang, meant=meant, **self._values)

    def __str__(self) -> str:
        return self.say()


def nearest(name: str, names: Iterable[str]) -> str:
    """The known name that is most like another; "" where none is near."""
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extractOne

    found = extractOne(name, list(names), scorer=ratio, score_cutoff=_ALIKE)
    return found[0] if found else ""
