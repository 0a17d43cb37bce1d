"""Text with inline codes, as XLIFF and TMX write it between the tags of a source, a target or a segment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from qa.containers.atoms import Atom, atom
from qa.containers.markup import Event, Part, walk
from qa.containers.segments import Place
from qa.settings import Wording
from qa.source import SourceError

_OTHER_FORMAT = Wording(
    "{path} : ce n’est pas un fichier {format}, son élément racine est « {root} » ; exportez-le de nouveau.",
    "{path}: this is no {format} file, its root element is “{root}”; export it again.",
)

#: Codes around text: it goes on within them.
_AROUND = frozenset(("g", "pc", "hi"))
#: Marks of a place, or of a range of text.
_MARKS = frozenset(("mrk", "sm", "em"))
#: What memoQ and Trados mark as deleted is not there any more.
_DELETED = frozenset(("x-sdl-deleted",))


class Stretch(NamedTuple):
    """A segment that is marked in a text (`<mrk mtype="seg">`): `atoms[start:end]`."""

    name: str
    start: int
    end: int
    place: Place


@dataclass(slots=True)
class Text:
    """What stands in an element. `subs` are texts within its codes, such as the title of a picture."""

    atoms: list[Atom] = field(default_factory=list)
    place: Place | None = None
    stretches: list[Stretch] = field(default_factory=list)
    subs: list[Text] = field(default_factory=list)

    @property
    def divided(self) -> bool:
        """Whether all of its text is in the segments marked in it: translators see no code outside of them either."""
        inside = {at for stretch in self.stretches for at in range(stretch.start, stretch.end)}
        outside = (each for at, each in enumerate(self.atoms) if at not in inside)
        return bool(self.stretches) and not any(each.text.strip() for each in outside)


class _Open(NamedTuple):
    """An element that is open: where its text goes, if anywhere, and what its end adds to it."""

    text: Text | None
    foreign: bool
    start: int
    around: str = ""
    code: str = ""
    mark: tuple[str, int, Place] | None = None


class Inline:
    """Reads what stands in an element, from its start tag to its end tag."""

    def __init__(self, part: Part, opening: Event) -> None:
        self.part = part
        self.text = Text(place=place_in(part, opening))
        self._open = [_Open(self.text, False, opening.start)]
        # What an end is called that names only the start which it belongs to.
        self._pairs: dict[str, str] = {}
        self._foreign: set[str] = set()
        self._marked = False

    def take(self, event: Event) -> bool:
        """Takes an event; whether it was the end of the element."""
        if event.kind == "start":
            self._start(event)
        elif event.kind == "end":
            self._end(event)
        else:
            now = self._open[-1]
            if now.text is not None:
                now.text.atoms.append(atom(event, foreign=now.foreign or bool(self._foreign)))
        return not self._open

    def _start(self, event: Event) -> None:
        name, given, now = event.name, event.attributes, self._open[-1]
        if name == "sub":
            # The one element in a code that holds text.
            text = Text(place=place_in(self.part, event))
            self.text.subs.append(text)
            self._open.append(_Open(text, False, event.start))
        elif now.text is None or given.get("mtype") in _DELETED:
            self._open.append(_Open(None, False, event.start))
        elif name in _MARKS:
            self._mark(event, now)
        else:
            code = self._code(name, given)
            now.text.atoms.append(Atom("", event.start, event.start, "image", code=code))
            if name in _AROUND:
                self._open.append(_Open(now.text, now.foreign, event.start, around=code or name))
            else:
                self._open.append(_Open(None, False, event.start, code="" if code else name))

    def _mark(self, event: Event, now: _Open) -> None:
        given = event.attributes
        mark = None
        segment = event.name == "mrk" and given.get("mtype") == "seg" and not self._marked
        if segment and now.text is self.text:
            self._marked = True
            mark = given.get("mid", str(len(self.text.stretches) + 1)), len(self.text.atoms), place_in(self.part, event)
        foreign = given.get("translate") == "no" or given.get("mtype") == "protected"
        if event.name == "sm" and foreign:
            self._foreign.add(given.get("id", ""))
        elif event.name == "em":
            self._foreign.discard(given.get("startRef", ""))
        foreign = foreign or (now.foreign and given.get("translate") != "yes")
        self._open.append(_Open(now.text, foreign, event.start, mark=mark))

    def _end(self, event: Event) -> None:
        closed = self._open.pop()
        if closed.around and closed.text is not None:
            closed.text.atoms.append(Atom("", event.start, event.start, "image", code=f"/{closed.around}"))
        elif closed.mark is not None:
            self._marked = False
            name, start, place = closed.mark
            self.text.stretches.append(Stretch(name, start, len(self.text.atoms), place))
        elif closed.code and self._open and (text := self._open[-1].text) is not None:
            # A code without a number is known by what it stands for.
            inside = self.part.data[closed.start : event.start].partition(b">")[2]
            text.atoms[-1] = text.atoms[-1]._replace(code=f"{closed.code}:{inside.decode()}")

    def _code(self, name: str, given: Mapping[str, str]) -> str:
        """What a code is called in both languages; nothing for one without a number."""
        if name == "ec" and "startRef" in given:
            return f"/pc:{given['startRef']}"
        if name == "cp":
            return f"cp:{given.get('hex', '')}"
        # In TMX `x` is the same in all languages, `i` joins a start and an end within one.
        own = given.get("x") or given.get("id") or given.get("i") or ""
        if name == "bpt":
            self._pairs[given.get("i", "")] = own
        elif name == "ept" and "x" not in given and "id" not in given:
            own = self._pairs.get(own, own)
        return f"{'pc' if name == 'sc' else name}:{own}" if own else ""


def place_in(part: Part, opening: Event) -> Place:
    """Where text goes in an element that has none."""
    tag = part.data[opening.start : opening.end]
    if not tag.endswith(b"/>"):
        return Place(opening.end, opening.end)
    name = tag[1:-2].split()[0]
    return Place(opening.end - 2, opening.end, b">", b"</" + name + b">")


def walk_texts(
    part: Part, path: str, start: Callable[[Event], bool], end: Callable[[], None], take: Callable[[Text], None]
) -> None:
    """Goes through a part that holds texts with codes: `start` says whether its element is one, `take` gets what it
    held; `end` is told of the ends of others. Raises SourceError."""
    inline: Inline | None = None

    def taken(event: Event) -> None:
        nonlocal inline
        if inline is not None:
            if inline.take(event):
                take(inline.text)
                inline = None
        elif event.kind == "start":
            if start(event):
                inline = Inline(part, event)
        elif event.kind == "end":
            end()

    walk(part, path, taken, doctype=True)


def require_root(event: Event, name: str, format: str, path: str) -> None:
    """Raises SourceError where the first element of a file is not that of its format."""
    if event.name != name:
        raise SourceError(_OTHER_FORMAT, path, format=format, root=event.name.rpartition(":")[2])
