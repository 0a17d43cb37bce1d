"""The text of a paragraph as a reader sees it, each stretch with the bytes of the part that stand for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal, NamedTuple

from qa.containers.markup import Change, Event
from qa.containers.units import refined, spread
from qa.document import Piece, Unit
from qa.extents import Extent
from qa.finding import Edit, apply_edits

#: Characters that these formats take for one space, or for none.
SPACES = " \t\n\r"
_STRETCH = re.compile(r"[ \t\n\r]+|[^ \t\n\r]+(?: [^ \t\n\r]+)*")


class Atom(NamedTuple):
    """`data[start:end]` of a part, which shows as `text`.

    `kind` is "text" for a copy in UTF-8, "literal" for one within CDATA, "reference" for one character (an entity, a
    line break that shows as a space), "tag" for an element that shows as one (a tab), "image" for what shows as no
    text (`text` is empty then).
    `foreign`: marked as of another language. `holder` numbers the element that holds the text, where that matters.
    `hidden` are extents right of it that show as nothing while this space stands before them. `code` names an image
    that is an inline code of a bilingual file.
    """

    text: str
    start: int
    end: int
    kind: Literal["text", "literal", "reference", "tag", "image"]
    foreign: bool = False
    holder: int = -1
    hidden: tuple[Extent, ...] = ()
    code: str = ""

    def part(self, start: int, end: int) -> Atom:
        """A stretch of a copy."""
        at = self.start + len(self.text[:start].encode())
        text = self.text[start:end]
        return self._replace(text=text, start=at, end=at + len(text.encode()))

    def byte(self, offset: int) -> int:
        """Where a character of a copy begins."""
        return self.start + len(self.text[:offset].encode())


#: An atom with the edits of its own text.
Share = tuple[Atom, list[Edit]]


@dataclass(slots=True)
class Paragraph:
    """A paragraph of a part. `start` and `end` are of its element; `bare`: nothing but text would go with it."""

    number: int
    start: int
    kind: str = "paragraph"
    atoms: list[Atom] = field(default_factory=list)
    end: int = 0
    bare: bool = False

    def name(self, part: str) -> str:
        """The name of its unit."""
        return f"{part}#p{self.number}"

    def unit(self, part: str, place: str) -> Unit:
        """The paragraph as a unit. `place` comes before its number for people."""
        pieces = (
            Piece("".join(atom.text for atom in group), foreign, image)
            for (foreign, image), group in groupby(self.atoms, lambda atom: (atom.foreign, atom.kind == "image"))
        )
        label = f"{place}, § {self.number}" if place else f"§ {self.number}"
        return Unit(self.name(part), label, self.kind, 0, tuple(pieces))

    @property
    def text(self) -> str:
        """The text of its unit."""
        return "".join(atom.text for atom in self.atoms)

    def goes(self, edits: Iterable[Edit]) -> bool:
        """Whether edits leave nothing of it that anybody would miss, so that its element can go with its text."""
        return self.bare and not any(atom.kind == "image" for atom in self.atoms) and not apply_edits(self.text, edits)

    def shares(self, edits: Iterable[Edit]) -> Iterator[Share]:
        """The atoms that edits of the paragraph's text change, each with its own."""
        return shares(self.atoms, edits)


def shares(atoms: Sequence[Atom], edits: Iterable[Edit]) -> Iterator[Share]:
    """The atoms that edits of their text change, each with its own. Text goes where text stands."""
    extents: list[Extent] = []
    at = 0
    for atom in atoms:
        extents.append((at, at + len(atom.text)))
        at += len(atom.text)
    # A tab takes text only where nothing else is there to take it, an image never.
    hosts = [atom.kind in ("text", "literal", "reference") for atom in atoms]
    hosts = hosts if any(hosts) else [atom.kind == "tag" for atom in atoms]
    for atom, own in zip(atoms, spread(edits, extents, hosts), strict=True):
        if own and atom.kind != "image":
            yield atom, own


def atom(event: Event, holder: int = -1, foreign: bool = False) -> Atom:
    """The atom of an event of text."""
    kind = event.kind if event.kind in ("text", "literal") else "reference"
    return Atom(event.text, event.start, event.end, kind, foreign, holder)


def changes(atom: Atom, edits: Sequence[Edit], within: Callable[[str], str]) -> Iterator[Change]:
    """Edits of an atom's text as changes of its part. `within` writes text as it stands in the place of the atom's."""
    if atom.kind in ("text", "literal"):
        for edit in edits:
            text = f"]]>{within(edit.text)}<![CDATA[" if atom.kind == "literal" and edit.text else within(edit.text)
            yield Change(atom.byte(edit.start), atom.byte(edit.end), text.encode())
        return
    if any(edit.end > edit.start for edit in edits):
        yield Change(atom.start, atom.end, within(apply_edits(atom.text, edits)).encode())
        yield from (Change(start, end, b"") for start, end in atom.hidden)
        return
    before = "".join(edit.text for edit in edits if edit.start == 0)
    after = "".join(edit.text for edit in edits if edit.start > 0)
    if before:
        yield Change(atom.start, atom.start, within(before).encode())
    if after:
        yield Change(atom.end, atom.end, within(after).encode())


def in_place(paragraph: Paragraph, edits: Iterable[Edit], within: Callable[[str], str]) -> Iterator[Change]:
    """Edits of a paragraph whose text stands between tags. A bare paragraph that is left without text goes."""
    finer = [refined(paragraph.text, edit) for edit in edits]
    if paragraph.goes(finer):
        yield Change(paragraph.start, paragraph.end, b"")
        return
    for atom, own in paragraph.shares(finer):
        yield from changes(atom, own, within)


def collapsed(atoms: Sequence[Atom]) -> list[Atom]:
    """The atoms with each run of white space as one space and none at the ends, as ODF and HTML show them."""
    shown: list[Atom] = []
    # Whether white space here shows as nothing: at the beginning, and behind other white space.
    silent = True
    for each in atoms:
        if each.kind in ("tag", "image", "literal"):
            silent = each.text == "\n"
            shown.append(each)
            continue
        for piece in _parted(each):
            if piece.text[0] not in SPACES:
                silent = False
                shown.append(piece)
            elif not silent:
                silent = True
                shown.append(piece._replace(text=" ", kind="reference"))
            elif shown and shown[-1].text == " ":
                # It would show if that space went.
                shown[-1] = shown[-1]._replace(hidden=(*shown[-1].hidden, (piece.start, piece.end)))
    if shown and shown[-1].text == " " and shown[-1].kind == "reference":
        del shown[-1]
    return shown


def _parted(atom: Atom) -> Iterator[Atom]:
    """The stretches of white space, and those of text with single spaces between its words."""
    if atom.kind == "reference":
        yield atom
        return
    for match in _STRETCH.finditer(atom.text):
        yield atom.part(match.start(), match.end())
