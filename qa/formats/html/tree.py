"""Which elements the text stands in, and what follows from it: passages, languages, what is not prose."""

from __future__ import annotations

import re
from typing import NamedTuple

from qa.document import OBJECT
from qa.extents import Extent
from qa.formats.content import Cut
from qa.formats.elements import BLOCK, CODE, KINDS, SHOWN
from qa.formats.html.fields import Field, fields_of
from qa.formats.html.notation import in_text
from qa.formats.html.tags import RAW, Scanner, Tag, Value
from qa.formats.html.text import cuts_in

#: Code that begins and ends a line of its own.
_CODE_BLOCK = frozenset(("pre", "textarea", "xmp"))
#: Not shown where they stand.
_UNSEEN = frozenset(("script", "style", "noembed", "noframes"))

#: An element that a tag may end without saying so → the elements that keep it from reaching further out.
_SCOPES = {
    "p": ("button", "td", "th", "caption", "object"),
    "li": ("ul", "ol", "menu"),
    "dt": ("dl",),
    "dd": ("dl",),
    "td": ("table",),
    "th": ("table",),
    "tr": ("table",),
    "option": ("select", "datalist"),
}
#: Tag → the elements that end where it begins.
_ENDS = {
    "li": ("li",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "tr": ("td", "th", "tr"),
    "tbody": ("td", "th", "tr"),
    "option": ("option",),
}
#: Block elements that may stand in a paragraph, or say nothing of one.
_KEEPS_PARAGRAPH = frozenset(
    "body button caption col colgroup frame frameset head html iframe label legend link option optgroup source td th tr"
    " tbody tfoot thead title track".split()
)

_OF_LANGUAGE = re.compile(r"\blang\b|translate", re.IGNORECASE)
_OF_PROSE = re.compile(r"alt|title|aria-|placeholder|abbr|content|label|summary|value", re.IGNORECASE)
#: The number of a note, with the link that leads there.
_NOTE = re.compile(r"(?:<a\b[^<>]{0,300}+>)?[ \n]{0,9}(?:\[|\()?[0-9*†]{1,3}(?:\]|\))?[ \n]{0,9}</", re.IGNORECASE)


class _Element(NamedTuple):
    """An open element: the kind of its passages, its language, whether it is prose, and where its tag is."""

    name: str
    kind: str
    foreign: bool
    untranslated: bool
    hidden: bool
    start: int
    cut: int

    @property
    def aside(self) -> bool:
        return self.foreign or self.untranslated


_ROOT = _Element("", "paragraph", False, False, False, 0, -1)


class Tree:
    """One pass over a source. `cuts` are what is not prose, `foreign` what is aside, `fields` prose in the markup."""

    def __init__(self, source: str) -> None:
        self.cuts: list[Cut] = []
        self.foreign: list[Extent] = []
        self.fields: list[Field] = []
        self._source = source
        self._scanner = Scanner(source)
        self._open: list[_Element] = [_ROOT]
        self._depths: dict[str, list[int]] = {}
        self._after_space = True
        self._aside_from = 0
        self._read()

    def _read(self) -> None:
        source, at, text = self._source, 0, 0
        while (found := source.find("<", at)) >= 0:
            markup = self._scanner.markup_at(found)
            if markup == found:
                at = found + 1
                continue
            self._text(text, found)
            if isinstance(markup, Tag):
                at = self._tag(markup)
            else:
                at = markup
                self._cut(found, at, OBJECT if source.startswith("<%", found) else "")
            text = at
        self._text(text, len(source))
        self._close(1, len(source), len(source))
        if self._open[-1].aside:
            self.foreign.append((self._aside_from, len(source)))

    def _text(self, start: int, end: int) -> None:
        if start < end and not self._open[-1].hidden:
            self._after_space = cuts_in(self._source, start, end, self.cuts, self._after_space)

    def _cut(self, start: int, end: int, text: str | None = "", kind: str | None = None) -> None:
        if not self._open[-1].hidden and start < end:
            self.cuts.append(Cut(start, end, text, kind))
            if text != "":
                self._after_space = text is None or text == "\n"

    def _tag(self, tag: Tag) -> int:
        if tag.closing:
            self._closing(tag)
            return tag.end
        self._imply_ends(tag)
        element = self._element(tag)
        if tag.name in RAW:
            return self._raw(tag, element)
        if not element.hidden:
            self._opening(tag, element)
        elif tag.empty:
            # Itself not prose, and without content: a drawing given by its address.
            self._cut(tag.start, tag.end, OBJECT)
        if not tag.empty:
            self._push(element, tag.end)
        return tag.end

    def _opening(self, tag: Tag, element: _Element) -> None:
        if tag.name in BLOCK:
            self._cut(tag.start, tag.end, None, self._open[-1].kind if tag.empty else element.kind)
        elif tag.name == "br":
            self._cut(tag.start, tag.end, "\n")
        else:
            self._cut(tag.start, tag.end, OBJECT if tag.name in SHOWN else "")

    def _raw(self, tag: Tag, element: _Element) -> int:
        end = self._scanner.raw_end(tag)
        if tag.empty:
            end = tag.end
        elif tag.name == "title" and not (element.hidden or element.aside):
            self.fields.append(Field(tag.end, end, in_text, attribute=False))
        closing = self._scanner.markup_at(end) if end < len(self._source) else end
        stop = closing.end if isinstance(closing, Tag) else max(end, tag.end)
        if tag.name in _UNSEEN:
            self._cut(tag.start, stop)
        elif tag.name == "iframe":
            self._cut(tag.start, stop, OBJECT)
        else:
            self._cut(tag.start, stop, None, self._open[-1].kind)
        return stop

    def _element(self, tag: Tag) -> _Element:
        """The element that a tag opens, with its fields taken down."""
        parent = self._open[-1]
        foreign, untranslated = parent.foreign, parent.untranslated
        start, end = tag.attributes
        if start < end:
            source = self._source
            of_prose = not parent.hidden and _OF_PROSE.search(source, start, end)
            if of_prose or _OF_LANGUAGE.search(source, start, end):
                values: dict[str, Value] = {}
                for label, value in self._scanner.attributes(tag):
                    values.setdefault(label, value)
                foreign = _is_foreign(values, foreign)
                untranslated = _is_untranslated(values, untranslated)
                if of_prose and not (foreign or untranslated):
                    self.fields += fields_of(tag.name, values)
        hidden = parent.hidden or tag.name in CODE or (tag.name == "sup" and self._is_note(tag))
        kind = KINDS.get(tag.name, parent.kind)
        return _Element(tag.name, kind, foreign, untranslated, hidden, tag.start, len(self.cuts))

    def _is_note(self, tag: Tag) -> bool:
        source, start = self._source, tag.start
        return start > 0 and not source[start - 1].isdigit() and _NOTE.match(source, tag.end) is not None

    def _push(self, element: _Element, at: int) -> None:
        self._turn(element, at)
        self._depths.setdefault(element.name, []).append(len(self._open))
        self._open.append(element)

    def _closing(self, tag: Tag) -> None:
        depths = self._depths.get(tag.name)
        if depths:
            depth = depths[-1]
            element = self._open[depth]
            self._close(depth + 1, tag.start, tag.start)
            self._close(depth, tag.start, tag.end)
            if element.hidden:
                return
            if tag.name == "q":
                opening = self.cuts[element.cut]
                self.cuts[element.cut] = opening._replace(text="«\u00a0")
                self._cut(tag.start, tag.end, "\u00a0»")
                return
        if tag.name in BLOCK:
            self._cut(tag.start, tag.end, None, self._open[-1].kind)
        else:
            self._cut(tag.start, tag.end, "\n" if tag.name == "br" else "")

    def _close(self, depth: int, at: int, end: int) -> None:
        """Closes what is open from a depth on; its content ends at `at`, its closing tag at `end`."""
        while len(self._open) > depth:
            element = self._open.pop()
            self._depths[element.name].pop()
            parent = self._open[-1]
            if element.hidden and not parent.hidden:
                shown: str | None = "" if element.name in ("sup", *_UNSEEN) else OBJECT
                if element.name in _CODE_BLOCK:
                    shown = None
                self._cut(element.start, end, shown, parent.kind)
            self._turn(parent, at, element)

    def _turn(self, now: _Element, at: int, before: _Element | None = None) -> None:
        """Takes note of where text aside begins and ends."""
        aside = (before or self._open[-1]).aside
        if now.aside and not aside:
            self._aside_from = at
        elif aside and not now.aside and self._aside_from < at:
            self.foreign.append((self._aside_from, at))

    def _imply_ends(self, tag: Tag) -> None:
        ends = _ENDS.get(tag.name, ())
        if tag.name in BLOCK and tag.name not in _KEEPS_PARAGRAPH:
            ends = ("p", *ends)
        for name in ends:
            depths = self._depths.get(name)
            if depths and all(depths[-1] > (self._depths.get(scope) or (-1,))[-1] for scope in _SCOPES[name]):
                self._close(depths[-1], tag.start, tag.start)


def _is_foreign(values: dict[str, Value], inherited: bool) -> bool:
    value = values.get("lang") or values.get("xml:lang")
    language = value.text.strip().lower().replace("_", "-").partition("-")[0] if value else ""
    return inherited if language in ("", "und") else language not in ("fr", "fra", "fre")


def _is_untranslated(values: dict[str, Value], inherited: bool) -> bool:
    said = values["translate"].text.strip().lower() if "translate" in values else ""
    if "class" in values and "notranslate" in values["class"].text.split():
        return True
    return said == "no" or (inherited and said != "yes")
