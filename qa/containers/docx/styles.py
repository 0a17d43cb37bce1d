"""The styles of a DOCX document, as far as they say what is prose, of what kind, and in which language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from qa.containers.markup import Event, Part, walk

#: Names of styles for what is not prose. Those built in have English names in every language of Word.
_CODE = re.compile(
    r"\b(?:(?:source |inline )?code|verbatim|preformatted|préformaté|listing|macro|html (?:keyboard|sample|typewriter|"
    r"variable))\b",
    re.IGNORECASE,
)
_HEADING = re.compile(r"(?:heading|titre) ?\d|title|subtitle|titre|sous-titre|toc heading", re.IGNORECASE)
_QUOTE = re.compile(r"(?:intense |block )?quote|citation|block text", re.IGNORECASE)
_ITEM = re.compile(r"list\b|liste\b", re.IGNORECASE)


@dataclass(slots=True)
class Properties:
    """What a run's or a style's properties say; None where they say nothing of it."""

    style: str = ""
    language: str | None = None
    hidden: bool | None = None
    unchecked: bool | None = None

    def take(self, event: Event) -> None:
        """Takes in one element of `w:rPr`."""
        value = event.attributes.get("w:val", "")
        on = value not in ("0", "false", "off")
        if event.name == "w:rStyle":
            self.style = value
        elif event.name == "w:lang" and value:
            self.language = value.lower()
        elif event.name == "w:vanish":
            self.hidden = on
        elif event.name == "w:noProof":
            self.unchecked = on


@dataclass(slots=True)
class Style:
    """A style without what it takes over from the one that it is based on."""

    name: str = ""
    based_on: str = ""
    heading: bool | None = None
    item: bool | None = None
    run: Properties = field(default_factory=Properties)


@dataclass(slots=True)
class Styles:
    """Styles by their identifiers, and the language of text that names none."""

    styles: dict[str, Style] = field(default_factory=dict)
    language: str = ""
    paragraph: str = ""

    def line(self, style: str) -> list[Style]:
        """A style and those that it is based on, the nearest first."""
        found: list[Style] = []
        while style in self.styles and len(found) < len(self.styles):
            found.append(self.styles[style])
            style = found[-1].based_on
        return found

    def is_code(self, style: str) -> bool:
        return any(_CODE.search(each.name) for each in self.line(style))

    def kind(self, style: str) -> str:
        """The kind of paragraph that a style makes."""
        line = self.line(style)
        heading = next((each.heading for each in line if each.heading is not None), None)
        if heading or (heading is None and any(_HEADING.fullmatch(each.name) for each in line)):
            return "heading"
        if any(each.item for each in line) or any(_ITEM.match(each.name) for each in line):
            return "item"
        return "quote" if any(_QUOTE.fullmatch(each.name) for each in line) else "paragraph"

    def run(self, own: Properties, paragraph: str) -> tuple[str, bool, bool]:
        """Language, whether hidden and whether not to be checked, for a run in a paragraph of some style."""
        sources = [own]
        for style in (own.style, paragraph or self.paragraph):
            sources += (each.run for each in self.line(style))
        language = next((each.language for each in sources if each.language is not None), self.language)
        hidden = next((each.hidden for each in sources if each.hidden is not None), False)
        unchecked = next((each.unchecked for each in sources if each.unchecked is not None), False)
        return language, hidden, unchecked


def read(part: Part | None, path: str) -> Styles:
    """The styles of a document, none where it has no part for them."""
    styles = Styles()
    if part is None:
        return styles
    now = Style()
    defaults = Properties()
    above: list[str] = []

    def start(name: str, attributes: Mapping[str, str], event: Event) -> None:
        nonlocal now
        value = attributes.get("w:val", "")
        if name == "w:style":
            now = styles.styles[attributes.get("w:styleId", "")] = Style()
            if attributes.get("w:type") == "paragraph" and attributes.get("w:default") in ("1", "true", "on"):
                styles.paragraph = attributes.get("w:styleId", "")
        elif name == "w:name":
            now.name = value
        elif name == "w:basedOn":
            now.based_on = value
        elif name == "w:outlineLvl":
            now.heading = value.isdecimal() and int(value) < 9
        elif name == "w:numId":
            now.item = value != "0"
        elif above[-1:] == ["w:rPr"]:
            (defaults if "w:rPrDefault" in above else now.run).take(event)

    def take(event: Event) -> None:
        if event.kind == "start":
            # Parts of a table's style speak of cells, not of the style.
            if "w:tblStylePr" not in above:
                start(event.name, event.attributes, event)
            above.append(event.name)
        elif event.kind == "end":
            above.pop()

    walk(part, path, take)
    styles.language = defaults.language or ""
    return styles
