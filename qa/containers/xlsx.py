"""Bilingual XLSX: sheets whose first row names columns of English and columns of French.

A unit is a cell of French (`B12`, with its sheet before it where several are bilingual). Most texts of a workbook
stand in one list that all cells share: an edited cell gets a text of its own at the end of that list, and the text
that it had stays for the others. Formulas, numbers and dates are not read; a cell that is not there takes no edits.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from qa.containers.archive import MISSING, Archive
from qa.containers.atoms import Atom, atom
from qa.containers.columns import Pair, by_language, holds_text, letters, pairs
from qa.containers.markup import Change, Event, Part, changed, escaped, part, walk
from qa.containers.segments import Segment, document, segment, settled, written
from qa.containers.units import by_unit
from qa.document import Document
from qa.finding import Edit
from qa.settings import Wording
from qa.source import SourceError

_NOT_BILINGUAL = Wording(
    "{path} : aucune feuille n’a de colonnes d’anglais et de français ; nommez-les en première ligne, par exemple"
    " « en » et « fr ».",
    "{path}: no sheet has columns of English and French; name them in its first row, “en” and “fr” for instance.",
)

_WORKBOOK = "xl/workbook.xml"
_COUNT = re.compile(rb"\b(uniqueCount\s*=\s*[\"'])(\d{1,9})")
_NO_PRESERVE = re.compile(rb"<((?:[\w.-]+:)?t)>")
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
#: Rows that show whether a sheet with sources and targets holds text.
_SAMPLE = 200


@dataclass(slots=True)
class _Cell:
    """A cell: what it says, where that stands, and what kind it is ("s": in the list of texts)."""

    kind: str
    start: int
    atoms: list[Atom] = field(default_factory=list)
    #: Where its value stands, a number in the list for one.
    value: str = ""
    at: tuple[int, int] = (0, 0)
    formula: bool = False
    end: int = 0


class _Texts:
    """The list of texts that cells share."""

    def __init__(self, source: Part, path: str) -> None:
        self.part = source
        self.atoms: list[list[Atom]] = []
        self.extents: list[tuple[int, int]] = []
        self.end = 0
        self._start = 0
        self._reads = self._phonetic = False
        walk(source, path, self._take)

    def _take(self, event: Event) -> None:
        name = event.name
        if event.kind == "start":
            if name == "x:si":
                self.atoms.append([])
                self._start = event.start
            self._reads = name == "x:t" and not self._phonetic and bool(self.atoms)
            self._phonetic = self._phonetic or name == "x:rPh"
        elif event.kind == "end":
            self._reads = False
            if name == "x:si":
                self.extents.append((self._start, event.end))
            elif name == "x:rPh":
                self._phonetic = False
            elif name == "x:sst":
                self.end = event.start
        elif self._reads:
            self.atoms[-1].append(atom(event))


class _Sheet:
    """The cells of a sheet, by row and column."""

    def __init__(self, source: Part, path: str) -> None:
        self.part = source
        self.rows: dict[int, dict[int, _Cell]] = {}
        self._row = self._column = 0
        self._cell: _Cell | None = None
        self._within = ""
        walk(source, path, self._take)

    def _take(self, event: Event) -> None:
        name, now = event.name, self._cell
        if event.kind == "start":
            if name == "x:row":
                given = event.attributes.get("r", "")
                self._row = int(given) if given.isdecimal() and len(given) < 9 else self._row + 1
                self._column = 0
            elif name == "x:c":
                self._begin(event)
            elif now is not None:
                now.formula = now.formula or name == "x:f"
                self._within = "" if self._within == "x:rPh" else name
                if name == "x:v":
                    now.at = event.end, event.end
        elif event.kind == "end":
            if name == "x:c" and now is not None:
                now.end = event.end
                self._cell = None
            elif name == "x:v" and now is not None:
                now.at = now.at[0], event.start
            self._within = ""
        elif now is not None and self._within == "x:v":
            # No number is longer.
            now.value += event.text if len(now.value) < 40 else ""
        elif now is not None and self._within == "x:t":
            now.atoms.append(atom(event))

    def _begin(self, event: Event) -> None:
        given = _REFERENCE.fullmatch(event.attributes.get("r", ""))
        if given:
            self._column = _number(given[1])
        self._cell = _Cell(event.attributes.get("t", "n"), event.start)
        self.rows.setdefault(self._row, {})[self._column] = self._cell
        self._column += 1
        self._within = ""


def _number(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number - 1


class _Place(NamedTuple):
    """Where a segment stands: its sheet and cell, and its number in the list of texts, or -1."""

    sheet: _Sheet
    cell: _Cell
    number: int


@dataclass(frozen=True, slots=True)
class Workbook:
    """The `Container` of a workbook."""

    archive: Archive
    texts: _Texts | None
    segments: tuple[Segment, ...]
    places: Mapping[str, _Place]
    document: Document
    tracks: bool = False

    def write(self, edits: Iterable[Edit], *, tracked: bool = False) -> bytes:  # noqa: ARG002 - none can be tracked
        """The workbook with edits of its document."""
        own = {unit.name: share for unit, share in by_unit(self.document, edits) if share}
        sheets: dict[str, list[Change]] = {}
        parts: dict[str, Part] = {}
        added: dict[bytes, int] = {}
        for each in self.segments:
            if each.name not in own:
                continue
            made = list(written(each, own[each.name], escaped, self.document.path))
            sheet, cell, number = self.places[each.name]
            parts[sheet.part.name] = sheet.part
            changes = sheets.setdefault(sheet.part.name, [])
            if number < 0 or self.texts is None:
                content = sheet.part.data[cell.start : cell.end]
                changes.append(Change(cell.start, cell.end, _preserved(_changed(content, made, cell.start))))
            else:
                start, end = self.texts.extents[number]
                text = _preserved(_changed(self.texts.part.data[start:end], made, start))
                place = added.setdefault(text, len(self.texts.extents) + len(added))
                changes.append(Change(*cell.at, str(place).encode()))
        members = {name: parts[name].encoded(changed(parts[name].data, changes)) for name, changes in sheets.items()}
        if added and self.texts is not None:
            members[self.texts.part.name] = self.texts.part.encoded(_with(self.texts, added))
        return self.archive.rewritten(members) if members else self.archive.data


def _changed(content: bytes, changes: Iterable[Change], start: int) -> bytes:
    return changed(content, (Change(each.start - start, each.end - start, each.data) for each in changes))


def _preserved(content: bytes) -> bytes:
    """A text whose spaces count, at its ends as well."""
    return _NO_PRESERVE.sub(rb'<\1 xml:space="preserve">', content)


def _with(texts: _Texts, added: Iterable[bytes]) -> bytes:
    """The list with more texts at its end."""
    new = list(added)
    data = texts.part.data
    head_end = texts.extents[0][0]
    head = _COUNT.sub(lambda count: count[1] + str(int(count[2]) + len(new)).encode(), data[:head_end], count=1)
    return head + data[head_end : texts.end] + b"".join(new) + data[texts.end :]


def read(data: bytes, path: str) -> Workbook:
    """The container in an XLSX file. Raises SourceError."""
    archive = Archive(data, path, "XLSX")
    sheets, shared = _parts(archive, path)
    texts = _Texts(part(shared, archive.read(shared), path), path) if shared in archive else None
    found: list[tuple[str, list[Segment], dict[str, _Place]]] = []
    for name, member in sheets:
        read_sheet = _segments(_Sheet(part(member, archive.read(member), path), path), texts)
        if read_sheet is not None:
            found.append((name, *read_sheet))
    if not found:
        raise SourceError(_NOT_BILINGUAL, path)
    places: dict[str, _Place] = {}
    segments: list[Segment] = []
    for sheet, own, own_places in found:
        for each in own:
            cell = each.name
            if len(found) > 1:
                each.name = each.label = f"{sheet}!{cell}"
            if cell in own_places:
                places[each.name] = own_places[cell]
            segments.append(each)
    final = settled(segments)
    return Workbook(archive, texts, final, places, document(final, path, "xlsx"))


def _parts(archive: Archive, path: str) -> tuple[list[tuple[str, str]], str]:
    """The sheets of a workbook by name, in order, and the list of its texts."""
    if _WORKBOOK not in archive:
        raise SourceError(MISSING, path, format="XLSX", part=_WORKBOOK)
    targets: dict[str, str] = {}
    shared = ""
    named: list[tuple[str, str]] = []

    def related(event: Event) -> None:
        nonlocal shared
        if event.kind == "start" and event.name == "rel:Relationship":
            given = event.attributes
            target = posixpath.normpath(posixpath.join("/xl", given.get("Target", ""))).lstrip("/")
            targets[given.get("Id", "")] = target
            if given.get("Type", "").endswith("/sharedStrings"):
                shared = target

    def listed(event: Event) -> None:
        if event.kind == "start" and event.name == "x:sheet":
            named.append((event.attributes.get("name", ""), event.attributes.get("r:id", "")))

    relations = "xl/_rels/workbook.xml.rels"
    walk(part(relations, archive.read(relations), path), path, related)
    walk(part(_WORKBOOK, archive.read(_WORKBOOK), path), path, listed)
    # A chart may have a sheet of its own, which has no cells.
    sheets = [(name, targets[key]) for name, key in named if "worksheet" in targets.get(key, "")]
    return sheets, shared


def _segments(sheet: _Sheet, texts: _Texts | None) -> tuple[list[Segment], dict[str, _Place]] | None:
    """The segments of a sheet and where they stand, by their names; None of a sheet that is not bilingual."""
    rows = iter(sorted(sheet.rows.items()))
    head = next(((number, row) for number, row in rows if any(_said(cell, texts) for cell in row.values())), None)
    if head is None:
        return None
    columns = sorted(head[1])
    names = ["".join(each.text for each in _said(head[1][column], texts)) for column in columns]
    found = [Pair(columns[pair.english], columns[pair.french]) for pair in pairs(names)]
    segments: list[Segment] = []
    places: dict[str, _Place] = {}
    for number, row in rows:
        for pair in found:
            english, french = row.get(pair.english), row.get(pair.french)
            source = _told(english, texts) if english is not None else []
            target = _said(french, texts) if french is not None else []
            computed = french is not None and not target and bool(french.value or french.formula)
            if computed or not (source or target):
                continue
            name = f"{letters(pair.french)}{number}"
            segments.append(segment(name, name, target, source))
            if french is not None:
                places[name] = _Place(sheet, french, int(french.value) if french.kind == "s" else -1)
    sure = any(by_language(names, pair) for pair in pairs(names))
    return (segments, places) if sure or holds_text(segments[:_SAMPLE]) else None


def _told(cell: _Cell, texts: _Texts | None) -> list[Atom]:
    """The text of a cell that is only looked at, or else its number."""
    said = _said(cell, texts)
    return said if said or cell.kind != "n" or not cell.value else [Atom(cell.value, 0, 0, "tag")]


def _said(cell: _Cell, texts: _Texts | None) -> list[Atom]:
    """The text of a cell; none for a number, a date or a formula."""
    if cell.formula:
        return []
    if cell.kind == "s" and texts is not None:
        number = int(cell.value) if cell.value.isdecimal() and len(cell.value) < 9 else -1
        return texts.atoms[number] if 0 <= number < len(texts.atoms) else []
    return cell.atoms if cell.kind == "inlineStr" else []
