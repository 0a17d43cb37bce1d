"""Text as XML takes it."""

from __future__ import annotations

import re

from qa.reports.terminal import visible

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

#: White space would be normalised to a plain space in an attribute; `>` ends a CDATA section behind `]]`.
_MARKUP = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)
#: Not characters, and not allowed in XML even as references.
_FORBIDDEN = re.compile("[\ufffe\uffff]")


def escaped(text: str) -> str:
    """The text for an attribute or an element, with a visible sign for each character that XML does not take."""
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", visible(text, keep="\t\n\r")).translate(_MARKUP)


def attributes(**values: object) -> str:
    """The attributes of a tag, each with a space before it."""
    return "".join(f' {name}="{escaped(str(value))}"' for name, value in values.items())
