"""JSON, also one value a line and with comments: the strings under keys that name prose.

Prose are the strings, and the strings in lists, under a key of `PROSE_KEYS` or one whose last word is such a key
(`metaDescription`); under a language (`"title": {"fr": …, "en": …}`) those of French. Keys, and strings that are names
or addresses, are not. Tags in a string are read as HTML.

An offset maps back through segments: each escape (`\\n`, `\\u00e9`, a surrogate pair) is one unit with the character
that it stands for, everything else is copied. What an edit puts in is escaped. Faults are passed over: what looks like
a string under such a key is read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator

from qa.document import Passage
from qa.formats.content import Content, Cut
from qa.formats.embedded import prose_of
from qa.formats.keys import PROSE_KEYS, Nesting

#: A string that does not end on its line does not end.
_TOKEN = re.compile(r"\"(?P<string>(?:[^\"\\\r\n]|\\.)*+)(?P<end>\"?)|[{}\[\],:]|//[^\r\n]*|/\*", re.DOTALL)
_ESCAPE = re.compile(
    r"\\(?:u(?P<code>[0-9a-fA-F]{4})(?:(?<=[dD][89abAB]..)\\u(?P<low>[dD][c-fC-F][0-9a-fA-F]{2}))?+|.)", re.DOTALL
)
_ESCAPED = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_COLON = re.compile(r"\s*+:")


def read(source: str, prose_keys: Collection[str] = ()) -> tuple[Passage, ...]:
    """The prose under the keys of `PROSE_KEYS` and `prose_keys`, as fields, in the order of the source."""
    return tuple(_passages(source, Nesting((*PROSE_KEYS, *prose_keys))))


def _passages(source: str, nesting: Nesting) -> Iterator[Passage]:
    at = 0
    while token := _TOKEN.search(source, at):
        at = token.end()
        mark = token.group()
        if token["string"] is not None:
            if not token["end"]:
                continue
            if nesting.mapping and _COLON.match(source, at):
                nesting.key(_decoded(source, token).text)
            elif nesting.prose:
                yield from prose_of(_decoded(source, token), "field", _encode)
        elif mark in "{[":
            nesting.open(mapping=mark == "{")
        elif mark in "}]":
            nesting.close()
        elif mark == "/*":
            end = source.find("*/", at)
            at = end + 2 if end >= 0 else len(source)


def _decoded(source: str, token: re.Match[str]) -> Content:
    start, end = token.span("string")
    units = (Cut(*escape.span(), _character(escape)) for escape in _ESCAPE.finditer(source, start, end))
    return Content.decoded(source, start, end, units)


def _character(escape: re.Match[str]) -> str:
    if escape["code"] is None:
        return _ESCAPED.get(escape.group()[1], escape.group()[1])
    code = int(escape["code"], 16)
    if escape["low"]:
        return chr(0x10000 + ((code - 0xD800) << 10) + int(escape["low"], 16) - 0xDC00)
    return "\N{REPLACEMENT CHARACTER}" if 0xD800 <= code < 0xE000 else chr(code)


def _encode(text: str, _before: str, _after: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]
