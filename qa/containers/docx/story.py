"""The paragraphs of one part of a DOCX document: what a reader sees of them, and where it stands.

Prose is the text of runs as it shows: with insertions that are tracked and without deletions, the result of a link's
field but not the field's code. Pictures, formulas, other fields' results and text in a style for code count as images.
Hidden text, placeholders, and what stands a second time for older programs (`mc:Fallback`) are no text at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from qa.containers.atoms import SPACES, Atom, Paragraph, atom
from qa.containers.docx.styles import Properties, Styles
from qa.containers.markup import Event, Part, walk

#: Elements of a run that show as one character.
_CHARACTERS = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:br": "\n",
    "w:cr": "\n",
    "w:noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
}
#: Elements whose text is not read.
_UNREAD = frozenset(("w:del", "w:moveFrom", "mc:Fallback", "w:rt"))
#: Elements that show something which is no text.
_IMAGES = frozenset(("wp:inline", "w:object", "m:oMath", "w:sym", "w:pgNum"))
#: What may go with a paragraph, beside its text.
_NOTHING_ELSE = frozenset(
    "w:p w:pPr w:pStyle w:r w:rPr w:t w:lang w:b w:i w:spacing w:jc w:ind w:rFonts w:sz w:szCs w:bCs w:iCs w:color"
    " w:u w:shd w:proofErr w:lastRenderedPageBreak w:keepNext w:keepLines w:rStyle w:outlineLvl".split()
)


@dataclass(slots=True)
class Run:
    """A run (`w:r`): its element, its tag, its properties with their tags, and its content.

    `within` is the tag of the tracked insertion that it is of, if any.
    """

    start: int
    tag: bytes
    content: int
    within: bytes = b""
    properties: bytes = b""
    end: int = 0
    content_end: int = 0


@dataclass(slots=True)
class Text:
    """A text element (`w:t`) of a run. `preserved`: its spaces count at both ends; `hidden` are those that do not."""

    run: int
    start: int
    content: int
    preserved: bool
    hidden: list[tuple[int, int]] = field(default_factory=list)
    content_end: int = 0
    end: int = 0


class Mark(NamedTuple):
    """Where a paragraph's mark takes a tracked deletion, and what has to stand around it there."""

    at: int
    around: tuple[str, ...] = ()


@dataclass(slots=True)
class _Field:
    """A field that is open: its code so far, and whether its result has begun."""

    code: str = ""
    result: bool = False

    @property
    def shows_text(self) -> bool:
        return self.result and self.code.strip().upper().startswith("HYPERLINK")


@dataclass(slots=True)
class Content:
    """What was read of a part. The `holder` of an atom numbers one of `texts`, or is -1 - n for run n."""

    part: Part
    prefix: str = "w:"
    paragraphs: list[Paragraph] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    #: Where the mark of a paragraph that may go can be deleted, by the paragraph's number.
    marks: dict[int, Mark] = field(default_factory=dict)
    #: The language of each run that holds text.
    languages: dict[int, str] = field(default_factory=dict)

    def run_of(self, atom: Atom) -> int:
        """The number of the run that an atom of text stands in."""
        return self.texts[atom.holder].run if atom.holder >= 0 else -1 - atom.holder

    def language(self, atom: Atom) -> str:
        return "" if atom.kind == "image" else self.languages.get(self.run_of(atom), "")


@dataclass(slots=True)
class _Open:
    """A paragraph that is being read: its style, and the run in it that is being read."""

    paragraph: Paragraph
    parent: str
    style: str = ""
    numbered: bool = False
    code: bool | None = None
    bare: bool = True
    run: int = -1
    properties: Properties = field(default_factory=Properties)
    seen: tuple[str, bool, bool] | None = None
    text: int = -1
    first_atom: int = 0
    mark: Mark | None = None


def read(part: Part, path: str, styles: Styles) -> Content:
    """The paragraphs of a part, in the order in which they begin."""
    reader = _Reader(part, styles)
    walk(part, path, reader.take)
    return reader.content


class _Reader:
    """Goes through a part once, with what is open at each point."""

    def __init__(self, part: Part, styles: Styles) -> None:
        self.content = Content(part)
        self.styles = styles
        self.above: list[tuple[str, int, int]] = []  # name, start and end of the tag
        self.open: list[_Open] = []
        self.fields: list[_Field] = []
        self.unread = 0
        self.cells = 0
        self.placeholders: list[bool] = []

    def take(self, event: Event) -> None:
        if event.kind == "start":
            self._start(event)
            self.above.append((event.name, event.start, event.end))
        elif event.kind == "end":
            _, start, _ = self.above.pop()
            self._end(event, start)
        elif self.above:
            self._text(event)

    def _parent(self) -> str:
        return self.above[-1][0] if self.above else ""

    def _is_below(self, name: str, levels: int) -> bool:
        return len(self.above) >= levels and self.above[-levels][0] == name

    def _is_empty(self, event: Event) -> bool:
        return self.content.part.data[event.end - 2 : event.end] == b"/>"

    def _start(self, event: Event) -> None:
        name, now = event.name, self.open[-1] if self.open else None
        if now is not None and name not in _NOTHING_ELSE:
            now.bare = False
        if name in _UNREAD:
            self.unread += 1
        elif name == "w:p":
            self._begin(event)
        elif name == "w:tc":
            self.cells += 1
        elif name == "w:sdt":
            self.placeholders.append(False)
        elif name == "w:showingPlcHdr" and self.placeholders:
            self.placeholders[-1] = True
        elif name == "w:sdtContent" and self.placeholders and self.placeholders[-1]:
            self.unread += 1
        elif name == "w:fldSimple":
            self.fields.append(_Field(event.attributes.get("w:instr", "")))
            self._result(event)
        elif now is not None:
            self._within(event, now)

    def _begin(self, event: Event) -> None:
        paragraph = Paragraph(len(self.content.paragraphs) + 1, event.start)
        self.content.paragraphs.append(paragraph)
        self.open.append(_Open(paragraph, self._parent(), mark=Mark(event.end, ("pPr", "rPr"))))
        tag = re.match(rb"<([^\s/>]*:)?", self.content.part.data[event.start : event.start + 80])
        if tag:
            self.content.prefix = (tag[1] or b"").decode()

    def _within(self, event: Event, now: _Open) -> None:
        name, parent = event.name, self._parent()
        if name == "w:r":
            data = self.content.part.data
            outer = data[self.above[-1][1] : self.above[-1][2]] if parent == "w:ins" else b""
            now.run, now.seen, now.properties = len(self.content.runs), None, Properties()
            self.content.runs.append(Run(event.start, data[event.start : event.end], event.end, outer))
        elif parent in ("w:pPr", "w:numPr", "w:rPr") or name == "w:pPr":
            self._property(event, now)
        elif name == "w:t":
            now.text, now.first_atom = len(self.content.texts), len(now.paragraph.atoms)
            preserved = event.attributes.get("xml:space") == "preserve"
            self.content.texts.append(Text(now.run, event.start, event.end, preserved))
        elif name == "w:fldChar":
            self._field(event)
        elif name in _IMAGES:
            self._image(event, now)
        elif parent == "w:r" and name in _CHARACTERS and self._readable(now):
            self._add(now, Atom(_CHARACTERS[name], event.start, event.end, "tag", holder=-1 - now.run))

    def _property(self, event: Event, now: _Open) -> None:
        """What the properties of the paragraph or the run say."""
        name, parent = event.name, self._parent()
        if name == "w:rPr" and parent == "w:pPr" and self._is_below("w:p", 2):
            now.mark = None if self._is_empty(event) else Mark(event.end)
        elif name == "w:pPr" and parent == "w:p":
            now.mark = None
        elif parent == "w:pPr":
            # Behind these stand those that the paragraph had before a tracked change.
            if name == "w:pStyle" and self._is_below("w:p", 2):
                now.style = event.attributes.get("w:val", "")
        elif parent == "w:numPr":
            if name == "w:numId" and self._is_below("w:p", 3):
                now.numbered = event.attributes.get("w:val") != "0"
        elif parent == "w:rPr" and self._is_below("w:r", 2):
            # Those of a paragraph's mark are no run's.
            now.properties.take(event)

    def _field(self, event: Event) -> None:
        kind = event.attributes.get("w:fldCharType")
        if kind == "begin":
            self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            self._result(event)
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _result(self, event: Event) -> None:
        field = self.fields[-1]
        field.result = True
        if not field.shows_text and self.open and all(outer.shows_text for outer in self.fields[:-1]):
            self._image(event, self.open[-1])

    def _image(self, event: Event, now: _Open) -> None:
        if not self.unread and not (now.paragraph.atoms and now.paragraph.atoms[-1].kind == "image"):
            now.paragraph.atoms.append(Atom("", event.start, event.start, "image"))

    def _readable(self, now: _Open) -> bool:
        """Whether text here is seen and is prose."""
        if self.unread or now.run < 0 or not all(field.shows_text for field in self.fields):
            return False
        if now.code is None:
            now.code = self.styles.is_code(now.style)
        if now.seen is None:
            now.seen = self.styles.run(now.properties, now.style)
        return not now.code and not now.seen[1]

    def _add(self, now: _Open, atom: Atom) -> None:
        if self.styles.is_code(now.properties.style):
            if not (now.paragraph.atoms and now.paragraph.atoms[-1].kind == "image"):
                now.paragraph.atoms.append(Atom("", atom.start, atom.start, "image"))
            return
        language, _, unchecked = now.seen or ("", False, False)
        self.content.languages[now.run] = "zxx" if unchecked else language
        now.paragraph.atoms.append(atom)

    def _text(self, event: Event) -> None:
        parent = self._parent()
        if parent == "w:instrText" and self.fields:
            self.fields[-1].code += event.text
        elif parent == "w:t" and self.open and self._readable(self.open[-1]):
            now = self.open[-1]
            read = atom(event, now.text)
            if read.kind == "text" and not read.text.strip("\t\n\r"):
                # Word shows them as spaces.
                read = read._replace(text=" ", kind="reference")
            self._add(now, read)

    def _end(self, event: Event, start: int) -> None:
        name = event.name
        if name in _UNREAD or (name == "w:sdtContent" and self.placeholders and self.placeholders[-1]):
            self.unread -= 1
        elif name == "w:tc":
            self.cells -= 1
        elif name == "w:sdt":
            self.placeholders.pop()
        elif name == "w:fldSimple" and self.fields:
            self.fields.pop()
        elif self.open:
            self._end_within(event, start, self.open[-1])

    def _end_within(self, event: Event, start: int, now: _Open) -> None:
        name = event.name
        if name == "w:p":
            self._finish(event, now)
        elif name == "w:r" and now.run >= 0:
            run = self.content.runs[now.run]
            run.content_end, run.end = event.start, event.end
            now.run = -1
        elif name == "w:pPr" and self._parent() == "w:p":
            if now.mark is None and event.start < event.end:
                now.mark = Mark(event.start, ("rPr",))
        elif name == "w:rPr" and self._parent() == "w:r":
            run = self.content.runs[now.run]
            run.properties, run.content = self.content.part.data[run.content : event.end], event.end
        elif name == "w:t":
            self._finish_text(event, now)
        elif name in _CHARACTERS and now.paragraph.atoms and now.paragraph.atoms[-1].start == start:
            now.paragraph.atoms[-1] = now.paragraph.atoms[-1]._replace(end=event.end)

    def _finish_text(self, event: Event, now: _Open) -> None:
        text = self.content.texts[now.text]
        text.content_end, text.end = event.start, event.end
        if not text.preserved:
            atoms = now.paragraph.atoms
            atoms[now.first_atom :] = _trimmed(atoms[now.first_atom :], text)
        now.text = -1

    def _finish(self, event: Event, now: _Open) -> None:
        paragraph = now.paragraph
        paragraph.end, paragraph.bare = event.end, now.bare and now.parent == "w:body"
        if paragraph.bare and now.mark:
            self.content.marks[paragraph.number] = now.mark
        kind = self.styles.kind(now.style or self.styles.paragraph)
        if kind != "heading" and self.cells:
            kind = "cell"
        elif kind == "paragraph" and now.numbered:
            kind = "item"
        paragraph.kind = kind
        self.open.pop()


def _trimmed(atoms: list[Atom], text: Text) -> list[Atom]:
    """The atoms of a text element without the white space at its ends, which Word does not show."""
    whole = list(atoms)
    while whole and whole[0].kind != "tag" and not whole[0].text.lstrip(SPACES):
        gone = whole.pop(0)
        text.hidden.append((gone.start, gone.end))
    while whole and not whole[-1].text.rstrip(SPACES) and whole[-1].kind != "image":
        gone = whole.pop()
        text.hidden.append((gone.start, gone.end))
    if whole and whole[0].kind == "text" and (cut := len(whole[0].text) - len(whole[0].text.lstrip(SPACES))):
        text.hidden.append((whole[0].start, whole[0].byte(cut)))
        whole[0] = whole[0].part(cut, len(whole[0].text))
    if whole and whole[-1].kind == "text" and (cut := len(whole[-1].text.rstrip(SPACES))) < len(whole[-1].text):
        text.hidden.append((whole[-1].byte(cut), whole[-1].end))
        whole[-1] = whole[-1].part(0, cut)
    return whole
