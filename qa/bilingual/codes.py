"""Inline codes of a segment: the markup that a reader took out of the text, and tags that stand in it as text."""

from __future__ import annotations

import re
from typing import NamedTuple

from qa.bilingual.addresses import bare
from qa.document import OBJECT

_TAG = re.compile(r"<(/?)([A-Za-z0-9][\w:-]*)(?:\s[^<>]*?)?\s?(/?)>")
_CODE = re.compile(rf"{OBJECT}|{_TAG.pattern}")
#: Pictures: what they are called is translated with the text.
_PICTURE = re.compile(r"!\[|<img\b|\.\. image|image:")
_OPENING = re.compile(r"[\w.-]+:(?=.)")
#: Tags that no end follows, and white space that is laid out anew.
_EMPTY = frozenset(("br", "hr", "img", "input", "wbr", "x", "bx", "ex", "ph"))
_LAYOUT = frozenset(("<br>", "<wbr>"))

#: Tags known by their names; of others (`<file>`) only those that the English also closes are tags.
_KNOWN = frozenset(
    (
        "a abbr b big br div em font h1 h2 h3 h4 h5 h6 hr i img input li ol p pre small span strike strong sub sup"
        " table td th tr tt u ul wbr bpt ept ph it x g bx ex mrk pc sc ec"
    ).split()
)


class Code(NamedTuple):
    """A code at `text[start:end]`.

    `name` is the same for the same code of both languages; `opens` and `closes` are the name of the pair that it opens
    or closes, "" where it is neither.
    """

    start: int
    end: int
    name: str
    opens: str = ""
    closes: str = ""


def closed(text: str) -> frozenset[str]:
    """The names of the tags that a text closes."""
    if "</" not in text:
        return frozenset()
    return frozenset(match.group(2).lower() for match in _TAG.finditer(text) if match.group(1))


def codes(text: str, names: tuple[str, ...], tags: frozenset[str] = frozenset()) -> list[Code]:
    """The codes of a text in order, `names` being what those are called for which an `OBJECT` stands.

    `tags` are names of tags beside those of HTML.

    >>> [code.name for code in codes('See <a href="/x">this</a>.', ())]
    ['<a>', '</a>']
    """
    if not names and "<" not in text:
        return []
    found = []
    called = iter(names)
    if text.count(OBJECT) != len(names):
        # What stands beyond the white space around a passage is no part of it: their order is all that is known.
        found += [_named(0, name)._replace(end=0) for name in names]
        called = iter(())
    for match in _CODE.finditer(text):
        if match.group() == OBJECT:
            found.append(_named(match.start(), next(called, "")))
        else:
            closing, tag, empty = match.group(1), match.group(2).lower(), match.group(3)
            if tag not in _KNOWN and tag not in tags:
                continue
            name = f"<{closing}{tag}>"
            paired = not empty and tag not in _EMPTY
            opens, closes = (tag if paired and not closing else ""), (tag if closing else "")
            found.append(Code(match.start(), match.end(), name, opens, closes))
    # Of addresses another rule speaks.
    return [code for code in found if code.name and code.name not in _LAYOUT and not bare(code.name)]


def _named(at: int, name: str) -> Code:
    if _PICTURE.match(name):
        return Code(at, at + 1, "image")
    if tag := _TAG.fullmatch(name):
        closing, called, empty = tag.group(1), tag.group(2).lower(), tag.group(3)
        opens = "" if closing or empty or called in _EMPTY else called
        return Code(at, at + 1, f"<{closing}{called}>", opens, called if closing else "")
    if name.startswith("/") and _OPENING.match(name, 1):
        return Code(at, at + 1, name, "", name[1:])
    if name.startswith("ept:"):
        return Code(at, at + 1, name, "", f"bpt:{name[4:]}")
    return Code(at, at + 1, name)


def misnested(found: list[Code], ends: frozenset[str]) -> Code | None:
    """The first code that closes what is not open, or not what was opened last; `ends` are what the English closes."""
    open_codes: list[str] = []
    for code in found:
        if code.opens or (code.name in ends):
            open_codes.append(code.opens or code.name)
        elif code.closes in ends and (not open_codes or open_codes.pop() != code.closes):
            return code
    return None
