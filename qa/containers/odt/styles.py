"""The styles of an ODT document, as far as they say what is prose, of what kind, and in which language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from qa.containers.markup import Event, Part, walk

_CODE = re.compile(r"\b(?:source|code|preformatted|préformaté|listing|verbatim|user entry|teletype)\b", re.IGNORECASE)
_QUOTE = re.compile(r"quotations?|citations?", re.IGNORECASE)
_TITLE = re.compile(r"title|subtitle|titre|sous-titre|heading.*", re.IGNORECASE)
_ESCAPE = re.compile(r"_([0-9a-f]{1,6})_")


class Look(NamedTuple):
    """What styles make of text: its language, whether it is code, whether it is hidden."""

    language: str = ""
    code: bool = False
    hidden: bool = False


@dataclass(slots=True)
class Style:
    """A style without what it takes over from the one that it is based on."""

    name: str = ""
    parent: str = ""
    language: str = ""
    hidden: bool = False


@dataclass(slots=True)
class Styles:
    """Styles by family and name, those of the document and those that a part makes for itself."""

    styles: dict[tuple[str, str], Style] = field(default_factory=dict)
    language: str = ""

    def line(self, family: str, name: str) -> list[Style]:
        """A style and those that it is based on, the nearest first."""
        found: list[Style] = []
        while (family, name) in self.styles and len(found) < len(self.styles):
            found.append(self.styles[family, name])
            name = found[-1].parent
        return found

    def look(self, family: str, given: Mapping[str, str], outer: Look) -> Look:
        """How text looks in an element with these attributes, within text that looks like `outer`."""
        line = self.line(family, given.get("text:style-name", ""))
        language = next((each.language for each in line if each.language), outer.language)
        code = outer.code or any(_CODE.search(each.name) for each in line)
        return Look(language, code, outer.hidden or any(each.hidden for each in line))

    def kind(self, name: str) -> str:
        """The kind of paragraph that a style makes."""
        names = [each.name for each in self.line("paragraph", name)]
        if any(_TITLE.fullmatch(each) for each in names):
            return "heading"
        return "quote" if any(_QUOTE.fullmatch(each) for each in names) else "paragraph"


def read(source: Part, path: str, styles: Styles) -> None:
    """Takes in the styles of a part, which go before those of the same name that are there."""
    now = Style()
    default = False

    def take(event: Event) -> None:
        nonlocal now, default
        if event.kind != "start":
            return
        given = event.attributes
        if event.name in ("style:style", "style:default-style"):
            family, name = given.get("style:family", ""), given.get("style:name", "")
            shown = given.get("style:display-name") or _ESCAPE.sub(lambda code: chr(int(code[1], 16)), name)
            now = Style(shown, given.get("style:parent-style-name", ""))
            default = event.name == "style:default-style" and family == "paragraph"
            if name:
                styles.styles[family, name] = now
        elif event.name == "style:text-properties":
            now.hidden = given.get("text:display") == "none"
            now.language = given.get("fo:language", "").lower()
            if default and now.language:
                styles.language = now.language

    walk(source, path, take)
