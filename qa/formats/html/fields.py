"""Prose outside of the running text: attributes that people read or hear, and the page's title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from qa.document import Encode, Passage
from qa.formats.content import Content, Cut, passages
from qa.formats.html.notation import IN_ATTRIBUTE
from qa.formats.html.tags import Value
from qa.formats.html.text import cuts_in
from qa.formats.writing import then

#: Attributes that are prose on any element.
_READ = frozenset(
    "abbr alt aria-description aria-label aria-placeholder aria-roledescription aria-valuetext placeholder"
    " title".split()
)
#: What `<meta>` may tell in prose, by `name` or `property`.
_META = frozenset(
    "abstract dc.description dc.title description og:description og:image:alt og:title subject title"
    " twitter:description twitter:image:alt twitter:title".split()
)
_BUTTONS = frozenset(("button", "reset", "submit"))
_NAME = re.compile(r"\S*[/_#@]\S*|\S+\.\w{2,6}")


class Field(NamedTuple):
    """The extent of a text and how an edit of it is written."""

    start: int
    end: int
    encode: Encode
    attribute: bool = True


def fields_of(name: str, values: Mapping[str, Value]) -> Iterator[Field]:
    """The attributes of an element that are prose."""
    for label, value in values.items():
        if _is_read(name, label, values):
            yield Field(value.start, value.end, IN_ATTRIBUTE[value.quote])


def _is_read(name: str, label: str, values: Mapping[str, Value]) -> bool:
    if label in _READ:
        return True
    if label == "content":
        said = values.get("name") or values.get("property")
        return name == "meta" and said is not None and said.text.strip().lower() in _META
    if label == "label":
        return name in ("optgroup", "option", "track")
    if label == "value":
        kind = values.get("type")
        return name == "input" and kind is not None and kind.text.strip().lower() in _BUTTONS
    return label == "summary" and name == "table"


def prose_of(content: Content, field: Field, encode: Encode | None = None) -> Iterator[Passage]:
    """The passage of a field with this content, unless it is no more than the name of a file."""
    text = content.text
    cuts: list[Cut] = []
    cuts_in(text, 0, len(text), cuts, True, attribute=field.attribute)
    for passage in passages(content, cuts, "field", encode=then(field.encode, encode)):
        if not _NAME.fullmatch(passage.text):
            yield passage
