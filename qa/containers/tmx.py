"""TMX: translation memories.

A unit is the French of a `tu`, with its English where it has any, unless it was French that was translated. It is
called by its number in the file, and by its language where there are several French ones. What has no French is left
out: a memory waits for no translation.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from qa.containers.inline import Text, require_root, walk_texts
from qa.containers.markup import Event, Part, escaped, part
from qa.containers.segments import (
    Bilingual,
    Segment,
    bilingual,
    is_english,
    is_french,
    no_french,
    segment,
)


class _Variant(NamedTuple):
    language: str
    text: Text


class _Reader:
    def __init__(self, source: Part, path: str) -> None:
        self.path = path
        #: The languages of all, and of each `tu` the language that it says was translated and its texts.
        self.languages: set[str] = set()
        self.units: list[tuple[str, list[_Variant]]] = []
        self._source = ""
        self._language = ""
        self._levels: list[str] = []
        walk_texts(source, path, self._start, self._end, self._take)

    def _take(self, text: Text) -> None:
        self.units[-1][1].append(_Variant(self._language, text))

    def _end(self) -> None:
        self._levels.pop()

    def _start(self, event: Event) -> bool:
        name, given = event.name, event.attributes
        if name == "seg" and self._levels[-2:] == ["tu", "tuv"] and self._language:
            return True
        if not self._levels:
            require_root(event, "tmx", "TMX", self.path)
        self._levels.append(name)
        if name == "header":
            self._source = given.get("srclang", "")
        elif name == "tu":
            self.units.append((given.get("srclang", self._source), []))
        elif name == "tuv":
            self._language = given.get("xml:lang") or given.get("lang") or ""
            self.languages.add(self._language)
        return False


def read(data: bytes, path: str) -> Bilingual:
    """The container in a TMX file. Raises SourceError, NoFrenchError where there is no French."""
    return bilingual(part("", data, path), path, "tmx", _read, escaped)


def _read(source: Part, path: str) -> list[Segment]:
    reader = _Reader(source, path)
    if reader.units and not any(map(is_french, reader.languages)):
        raise no_french(path, reader.languages - {""})
    return list(_segments(reader))


def _segments(reader: _Reader) -> Iterator[Segment]:
    for number, (translated, variants) in enumerate(reader.units, 1):
        english = [each for each in variants if is_english(each.language)]
        # Of several, the one that was translated.
        english.sort(key=lambda each: each.language.lower() != translated.lower())
        source = english[0].text if english and not is_french(translated) else None
        french = [each for each in variants if is_french(each.language)]
        for each in french:
            name = f"tu{number}" if len(french) == 1 else f"tu{number}/{each.language}"
            subs = [(f"/sub{at}", sub) for at, sub in enumerate(each.text.subs, 1)]
            for at, (own, text) in enumerate([("", each.text), *subs]):
                told = source if at == 0 or source is None else (source.subs[at - 1 : at] or [Text()])[0]
                atoms = None if told is None else told.atoms
                yield segment(name + own, f"§ {number}", text.atoms, atoms, text.place)
