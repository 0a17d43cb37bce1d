"""What DOCX, ODT and EPUB have in common: an archive with parts of XML, and in these the paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from qa.containers.archive import Archive
from qa.containers.atoms import Paragraph
from qa.containers.markup import Change, Part, changed
from qa.containers.units import by_unit, compose
from qa.document import Document, Unit
from qa.finding import Edit

#: Numbers for tracked changes, which are unique in a document.
Numbers = Iterator[int]

#: A paragraph with the edits of its text.
Edited = tuple[Paragraph, Sequence[Edit]]

#: Edits as changes of their part: in place, or with numbers as changes that a person accepts or rejects.
Writer = Callable[[Sequence[Edited], Numbers | None], Iterable[Change]]


@dataclass(frozen=True, slots=True)
class Story:
    """A part and the paragraphs in it, in reading order. `place` stands before a paragraph's number for people."""

    part: Part
    place: str
    paragraphs: Sequence[Paragraph]
    changes: Writer


@dataclass(frozen=True, slots=True)
class Package:
    """A `Container` made of stories. `first_number` is free for the first tracked change, where there can be any."""

    archive: Archive
    stories: tuple[Story, ...]
    document: Document
    first_number: int | None = None

    @property
    def tracks(self) -> bool:
        return self.first_number is not None

    def write(self, edits: Iterable[Edit], *, tracked: bool = False) -> bytes:
        """The archive with edits of the document."""
        own = {unit.name: share for unit, share in by_unit(self.document, edits) if share}
        numbers = count(self.first_number) if tracked and self.first_number is not None else None
        members: dict[str, bytes] = {}
        for story in self.stories:
            named = ((paragraph, paragraph.name(story.part.name)) for paragraph in story.paragraphs)
            edited = [(paragraph, own[name]) for paragraph, name in named if name in own]
            if changes := list(story.changes(edited, numbers) if edited else ()):
                members[story.part.name] = story.part.encoded(changed(story.part.data, changes))
        return self.archive.rewritten(members) if members else self.archive.data


def package(archive: Archive, stories: Iterable[Story], first_number: int | None = None) -> Package:
    """The container that the stories of an archive make."""
    told = tuple(stories)
    units = _units(told)
    return Package(archive, told, compose(units, archive.path, archive.format.lower()), first_number)


def _units(stories: Iterable[Story]) -> Iterator[Unit]:
    for story in stories:
        for paragraph in story.paragraphs:
            yield paragraph.unit(story.part.name, story.place)
