"""Tags of HTML and JSX: where they end, and what becomes of the text between them."""

from __future__ import annotations

import re
from typing import NamedTuple

_BRACES = r"\{(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+\}"

#: A tag, its attributes as HTML or JSX writes them; or the empty tag of a JSX fragment.
TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][\w.:-]*+)"
    r"(?P<attributes>(?:\s++(?:[^\s\"'<>=/{}]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`{}]++|" + _BRACES + r"))?"
    r"|" + _BRACES + r"))*+)\s*+(?P<empty>/?)>"
    r"|<(?P<fragment>/?)>"
)

_ATTRIBUTE = re.compile(
    r"(?<![^\s\"'}])(?P<name>lang|xml:lang|translate|class|className|alt)\s*=\s*"
    r"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'=<>`{}]+))",
    re.IGNORECASE,
)

#: Components whose content is a program or what a machine answers.
CODE_COMPONENT = re.compile(r"(?:Code|Console|Mermaid|Playground|Repl|Sand(?:box|pack)|Shell|Terminal)(?!Step)")


class Tag(NamedTuple):
    """One tag. `name` is in lower case for HTML and as written for a component; "" for a fragment."""

    name: str
    end: int
    closing: bool
    empty: bool
    foreign: bool
    alternative: tuple[int, int] | None

    @property
    def component(self) -> bool:
        return self.name[:1].isupper() or "." in self.name


def tag_at(text: str, at: int) -> Tag | None:
    """The tag that begins at `text[at]`, if one does. `alternative` is the extent of the value of its `alt`."""
    match = TAG.match(text, at)
    if match is None:
        return None
    if match["name"] is None:
        return Tag("", match.end(), match["fragment"] == "/", False, False, None)
    name = match["name"] if match["name"][0].isupper() else match["name"].lower()
    foreign, alternative = False, None
    if "=" in match["attributes"]:
        for attribute in _ATTRIBUTE.finditer(text, match.start("attributes"), match.end("attributes")):
            group = attribute.lastgroup or "bare"
            value = attribute[group]
            label = attribute["name"].lower()
            if label == "alt":
                alternative = attribute.span(group)
            elif label == "translate":
                foreign |= value.lower() == "no"
            elif label in ("lang", "xml:lang"):
                foreign |= value.strip() != "" and value.strip().lower().partition("-")[0] != "fr"
            else:
                foreign |= "notranslate" in value.split()
    return Tag(name, match.end(), match["close"] == "/", match["empty"] == "/", foreign, alternative)
