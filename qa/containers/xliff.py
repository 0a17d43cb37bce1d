"""XLIFF 1.x and 2.x, and what translation programs make of it (.sdlxliff, .mqxliff, .mxliff).

A unit is a segment: what `<mrk mtype="seg">` marks in a `trans-unit`, or a `trans-unit` that is not divided; in
XLIFF 2 a `segment`. It is called by its id, with that of its file before it where a file holds several. Left out are
what is marked as not to be translated, alternatives, notes and files of other languages; where the source is not
English, its translation is read alone. A segment without a `target` is there, but takes no edits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from qa.containers.inline import Text, require_root, walk_texts
from qa.containers.markup import Event, Part, escaped, part
from qa.containers.segments import (
    Bilingual,
    Segment,
    bilingual,
    is_english,
    is_french,
    other_language,
    segment,
    template,
)

#: Elements whose `translate` holds for what is in them.
_SCOPES = frozenset(("file", "group", "unit", "trans-unit"))


@dataclass(slots=True)
class _File:
    """A `file`: its name and languages, as it gives them."""

    name: str
    source: str
    target: str


@dataclass(slots=True)
class _Unit:
    """A `trans-unit`, or a `segment`: what has been read of it. `declared` is the language its target names."""

    name: str
    file: _File
    translate: bool
    texts: dict[str, Text] = field(default_factory=dict)
    declared: str = ""


class _Level(NamedTuple):
    name: str
    translate: bool


class _Reader:
    def __init__(self, source: Part, path: str) -> None:
        self.path = path
        self.files: list[_File] = []
        self.units: list[_Unit] = []
        self._levels = [_Level("", True)]
        self._languages = "", ""
        self._side = ""
        # The id of the unit of XLIFF 2 that is open, and how many segments it has so far.
        self._parent = ""
        self._count = 0
        walk_texts(source, path, self._start, self._end, self._take)

    def _take(self, text: Text) -> None:
        self.units[-1].texts.setdefault(self._side, text)

    def _end(self) -> None:
        self._levels.pop()

    def _start(self, event: Event) -> bool:
        name, given, above = event.name, event.attributes, self._levels[-1]
        if name in ("source", "target", "seg-source") and above.name in ("trans-unit", "segment"):
            self._side = name
            if name == "target":
                self.units[-1].declared = given.get("xml:lang", "")
            return True
        translate = above.translate
        if name in _SCOPES and "translate" in given:
            translate = given["translate"] != "no"
        self._levels.append(_Level(name, translate))
        if len(self._levels) == 2:
            require_root(event, "xliff", "XLIFF", self.path)
            self._languages = given.get("srcLang", ""), given.get("trgLang", "")
        elif name == "file":
            source, target = self._languages
            self.files.append(
                _File(
                    given.get("id") or given.get("original") or str(len(self.files) + 1),
                    given.get("source-language", source),
                    given.get("target-language", target),
                )
            )
        elif name == "trans-unit" and self.files:
            self.units.append(_Unit(given.get("id") or str(len(self.units) + 1), self.files[-1], translate))
        elif name == "unit":
            self._parent, self._count = given.get("id", ""), 0
        elif name == "segment" and self.files:
            self._count += 1
            own = f"{self._parent}/{given.get('id') or self._count}"
            self.units.append(_Unit(own, self.files[-1], translate))
        elif name in ("trans-unit", "segment"):
            # Outside of any file nothing says what language it is in.
            self._levels[-1] = _Level("", translate)
        return False


def read(data: bytes, path: str) -> Bilingual:
    """The container in an XLIFF file. Raises SourceError, NoFrenchError where nothing is translated into French."""
    return bilingual(part("", data, path), path, "xliff", _read, escaped)


def _read(source: Part, path: str) -> list[Segment]:
    reader = _Reader(source, path)
    untold = not any(unit.file.target or unit.declared for unit in reader.units)
    segments = list(_segments(reader))
    if reader.files and not segments:
        others = [file for file in reader.files if file.target and not is_french(file.target)]
        if others:
            raise other_language(path, others[0].source, others[0].target)
    if segments and untold and not any(each.atoms for each in segments):
        raise template(path)
    return segments


def _segments(reader: _Reader) -> Iterator[Segment]:
    """The segments of what was read, which is given up on the way: twice as much need not be held."""
    several = len(reader.files) > 1
    number = 0
    reader.units.reverse()
    while reader.units:
        unit = reader.units.pop()
        target = unit.file.target or unit.declared
        if target and not is_french(target):
            continue
        english = is_english(unit.file.source) or not unit.file.source
        name = f"{unit.file.name}#{unit.name}" if several else unit.name
        for own, source, text in _parts(unit):
            number += 1
            if unit.translate:
                yield segment(
                    name + own,
                    f"§ {number}",
                    text.atoms if text else [],
                    (source.atoms if source else []) if english else None,
                    text.place if text else None,
                )


def _parts(unit: _Unit) -> Iterator[tuple[str, Text | None, Text | None]]:
    """The segments of a unit, each with what its name has more, its source and its target."""
    target = unit.texts.get("target")
    whole = unit.texts.get("source")
    source = unit.texts.get("seg-source", whole)
    if source is not None and target is not None and source.divided and target.divided:
        texts = _divided(target)
        for name, text in _divided(source).items():
            yield f"/{name}", text, texts.pop(name, None)
        for name, text in texts.items():
            yield f"/{name}", None, text
    elif source is not None or target is not None:
        yield "", source, target
    subs = list(source.subs) if source is not None else []
    for at, sub in enumerate(target.subs if target is not None else ()):
        yield f"/sub{at + 1}", subs[at] if at < len(subs) else None, sub


def _divided(text: Text) -> dict[str, Text]:
    return {stretch.name: Text(text.atoms[stretch.start : stretch.end], stretch.place) for stretch in text.stretches}
