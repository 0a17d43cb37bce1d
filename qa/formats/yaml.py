"""YAML: the strings under keys that name prose, the same as in JSON, however they are quoted.

Keys, comments, anchors and typed values are not prose, nor what stands after a fault in the file. Tags in a string are
read as HTML, and blank lines part its paragraphs.

An offset maps back through segments: escapes (`\\n`, `''`) are units with what they stand for, and so are the line ends
that YAML folds, with the indentation after them; all else is copied. An edit may reach over both. What it puts in is
escaped between double quotation marks and doubled between single ones; where a plain value or a block cannot hold it
(`: `, ` #`, a line end), the suggestion is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import partial
from itertools import pairwise

import yaml

from qa.document import Encode, Passage
from qa.extents import Extent
from qa.formats.content import Content, Cut
from qa.formats.embedded import prose_of
from qa.formats.keys import PROSE_KEYS, Nesting

_BREAK = "(?:\r\n?|[\n\x85\u2028\u2029])"
_FOLD = rf"(?<![ \t])[ \t]*+{_BREAK}(?:[ \t]|{_BREAK})*+"
_IN_PLAIN = re.compile(_FOLD)
_IN_SINGLE = re.compile(rf"''|{_FOLD}")
_IN_DOUBLE = re.compile(
    rf"\\(?:x[0-9a-fA-F]{{2}}|u[0-9a-fA-F]{{4}}|U[0-9a-fA-F]{{8}}|{_BREAK}[ \t]*+|.)|{_FOLD}", re.DOTALL
)
_LINE = re.compile(rf"(?P<indent>[ ]*)(?P<text>[^\r\n\x85\u2028\u2029]*)(?:{_BREAK}|\Z)")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "N": "\x85", "_": "\u00a0", "L": "\u2028", "P": "\u2029", "0": "\0"}
_PROPERTIES = re.compile(r"(?:[&!]\S*+\s++)*+")
_STRING = "tag:yaml.org,2002:str"


def read(source: str, prose_keys: Collection[str] = ()) -> tuple[Passage, ...]:
    """The prose under the keys of `PROSE_KEYS` and `prose_keys`, as fields, in the order of the source."""
    return tuple(_passages(source, Nesting((*PROSE_KEYS, *prose_keys))))


def _passages(source: str, nesting: Nesting) -> Iterator[Passage]:
    # The loader in C is twenty times as fast and gives the same marks, but passes over a byte order mark.
    mark = int(source.startswith("\ufeff"))
    flows: list[bool] = []
    key_next: list[bool] = [False]
    for event in _events(source[mark:]):
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            if key_next[-1]:
                nesting.key("")
            key_next[-1] = nesting.mapping and not key_next[-1]
            mapping = isinstance(event, yaml.MappingStartEvent)
            nesting.open(mapping=mapping)
            key_next.append(mapping)
            flows.append(bool(event.flow_style))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            nesting.close()
            key_next.pop()
            flows.pop()
        elif isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
            is_key = key_next[-1]
            key_next[-1] = nesting.mapping and not is_key
            if is_key:
                nesting.key(event.value if isinstance(event, yaml.ScalarEvent) else "")
            elif isinstance(event, yaml.ScalarEvent) and nesting.prose and event.tag in (None, "!", _STRING):
                yield from _value(source, *_extent(event, mark), event, bool(flows) and flows[-1])


def _events(source: str) -> Iterator[yaml.Event]:
    """What the file holds, as far as it can be read."""
    try:
        yield from yaml.parse(source, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, UnicodeEncodeError):
        return


def _extent(event: yaml.ScalarEvent, mark: int) -> Extent:
    if event.start_mark is None or event.end_mark is None:
        return 0, 0
    return event.start_mark.index + mark, event.end_mark.index + mark


def _value(source: str, start: int, end: int, event: yaml.ScalarEvent, flow: bool) -> Iterator[Passage]:
    properties = _PROPERTIES.match(source, start, end)
    if properties and (event.anchor or event.tag):
        start = properties.end()
    encode: Encode
    if event.style == '"':
        content = _folded(source, start + 1, end - 1, _IN_DOUBLE)
        encode = _in_double
    elif event.style == "'":
        content = _folded(source, start + 1, end - 1, _IN_SINGLE)
        encode = _in_single
    elif event.style in ("|", ">"):
        content = _block(source, start, end, event.value)
        encode = _in_block
    else:
        content = _folded(source, start, end, _IN_PLAIN)
        encode = partial(_in_plain, flow)
    # Where the two do not say the same, the mapping is not to be trusted.
    if content.text.split() == event.value.split():
        yield from prose_of(content, "field", encode)


def _folded(source: str, start: int, end: int, notation: re.Pattern[str]) -> Content:
    units = (Cut(*unit.span(), _spelled(unit.group())) for unit in notation.finditer(source, start, end))
    return Content.decoded(source, start, end, units)


def _spelled(unit: str) -> str:
    if unit == "''":
        return "'"
    if unit[0] != "\\":
        return " " if len(re.findall(_BREAK, unit)) == 1 else "\n\n"
    if unit[1] in "xuU" and len(unit) > 2:
        code = int(unit[2:], 16)
        return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\N{REPLACEMENT CHARACTER}"
    if unit[1] in "\r\n\x85\u2028\u2029":
        return ""
    return _ESCAPED.get(unit[1], unit[1])


def _block(source: str, start: int, end: int, value: str) -> Content:
    """The lines after the head of a literal or folded block, without their indentation."""
    head = _LINE.match(source, start, end)
    lines = list(_LINE.finditer(source, head.end() if head else end, end))
    filled = [line for line in lines if line["text"].strip()]
    if not filled:
        return Content.decoded(source, start, start, ())
    first = next((line for line in re.split(_BREAK, value) if line.strip()), "")
    indent = len(filled[0]["indent"]) - (len(first) - len(first.lstrip(" ")))
    extents = [(min(line.start() + indent, line.end("text")), line.end("text")) for line in lines]
    extents = extents[lines.index(filled[0]) : lines.index(filled[-1]) + 1]
    gaps = (Cut(before[1], after[0], "\n") for before, after in pairwise(extents))
    return Content.decoded(source, extents[0][0], extents[-1][1], gaps)


def _in_double(text: str, _before: str, _after: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")


def _in_single(text: str, _before: str, _after: str) -> str | None:
    return None if _breaks_line(text) else text.replace("'", "''")


def _in_block(text: str, before: str, _after: str) -> str | None:
    return None if _breaks_line(text) or (not before and text[:1].isspace()) else text


def _in_plain(flow: bool, text: str, before: str, after: str) -> str | None:
    """Text in a value without marks around it, where it neither ends the value nor turns it into something else."""
    joined = re.sub(r"\s", " ", before) + text + re.sub(r"\s", " ", after)
    if _breaks_line(text) or not joined.strip() or ": " in joined or " #" in joined:
        return None
    if (not before and joined[0] in " \t-?:,[]{}#&*!|>'\"%@`") or (not after and joined[-1] in " \t:"):
        return None
    return None if flow and any(mark in text for mark in ",[]{}:") else text


def _breaks_line(text: str) -> bool:
    return re.search(r"[\r\n\x85\u2028\u2029]", text) is not None
