"""TMX: translation memories.

A unit is the French of a `tu`, with its English where it has any, unless it was French that was translated. It is
called by its number in the file, and by its language where there are several French ones. What has no French is left
out: a memory waits for no translation.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from qa.containers.inline import Inline, Text
from qa.containers.markup import Event, Part, escaped, part, walk
from qa.containers.segments import (
    Bilingual,
    Segment,
    bilingual,
    is_english,
    is_french,
    no_french,
    segment,
)
from qa.settings import Wording
from qa.source import SourceError

_NO_TMX = Wording(
    "{path} : ce n’est pas un fichier TMX, son élément racine est « {root} » ; exportez-le de nouveau.",
    "{path}: this is no TMX file, its root element is “{root}”; export it again.",
)


class _Variant(NamedTuple):
    language: str
    text: Text


class _Reader:
    def __init__(self, source: Part, path: str) -> None:
        self.part = source
        self.path = path
        #: The languages of all, and of each `tu` the language that it says was translated and its texts.
        self.languages: set[str] = set()
        self.units: list[tuple[str, list[_Variant]]] = []
        self._source = ""
        self._language = ""
        self._levels: list[str] = []
        self._inline: Inline | None = None
        walk(source, path, self._take, doctype=True)

    def _take(self, event: Event) -> None:
        if self._inline is not None:
            if self._inline.take(event):
                self.units[-1][1].append(_Variant(self._language, self._inline.text))
                self._inline = None
        elif event.kind == "start":
            self._start(event)
        elif event.kind == "end":
            self._levels.pop()

    def _start(self, event: Event) -> None:
        name, given = event.name, event.attributes
        if name == "seg" and self._levels[-2:] == ["tu", "tuv"] and self._language:
            self._inline = Inline(self.part, event)
            return
        if not self._levels and name != "tmx":
            raise SourceError(_NO_TMX, self.path, root=name.rpartition(":")[2])
        self._levels.append(name)
        if name == "header":
            self._source = given.get("srclang", "")
        elif name == "tu":
            self.units.append((given.get("srclang", self._source), []))
        elif name == "tuv":
            self._language = given.get("xml:lang") or given.get("lang") or ""
            self.languages.add(self._language)


def read(data: bytes, path: str) -> Bilingual:
    """The container in a TMX file. Raises SourceError, NoFrenchError where there is no French."""
    source = part("", data, path)
    reader = _Reader(source, path)
    if reader.units and not any(map(is_french, reader.languages)):
        raise no_french(path, reader.languages - {""})
    return bilingual(source, _segments(reader), escaped, path, "tmx")


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
