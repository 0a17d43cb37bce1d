"""The head of a file: YAML between `---`, TOML between `+++`. Titles and summaries in it are prose, no more."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from qa.extents import Extent
from qa.formats.content import Content, Cut

#: Keys, at any depth, whose values people read.
_PROSE = ("title", "subtitle", "description", "summary", "excerpt", "abstract")

_HEAD = re.compile(r"(?P<fence>---|\+\+\+)[ \t]*(?:\r\n?|\n)")
_LINE = re.compile(r"([^\r\n]*)(?:\r\n?|\n|\Z)")
_BLOCK_SCALAR = re.compile(r"[|>][+-]?\d?[+-]?[ \t]*(?:#.*)?$")
_COMMENT = re.compile(r"[ \t]#")

#: Opening quotation mark → the string after it, up to the mark that ends it.
_YAML_STRINGS = {
    '"': re.compile(r"((?:[^\"\\]|\\.)*+)\"", re.DOTALL),
    "'": re.compile(r"((?:[^']|'')*+)'"),
}
_TOML_STRINGS = {
    '"': re.compile(r"((?:[^\"\\\n]|\\.)*+)\""),
    "'": re.compile(r"([^'\n]*+)'"),
    '"' * 3: re.compile(r"((?:[^\"\\]|\\.|\"(?!\"\"))*+)\"{3}", re.DOTALL),
    "'" * 3: re.compile(r"((?:[^']|'(?!''))*+)'{3}"),
}
_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r?\n[ \t]*|[^\r\n])")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\n", "_": "\u00a0", "N": "\u0085", "0": "\0"}


class _Entries(NamedTuple):
    """The beginnings of entries that are prose, in YAML and in TOML."""

    yaml: re.Pattern[str]
    toml: re.Pattern[str]


@lru_cache(maxsize=8)
def _entries(keys: tuple[str, ...]) -> _Entries:
    names = "|".join(map(re.escape, (*_PROSE, *keys)))
    return _Entries(
        re.compile(
            rf"(?P<indent>[ \t]*(?:-[ \t]+)?)(?P<quote>[\"']?)(?:{names})(?P=quote)[ \t]*:[ \t]+(?=\S)", re.IGNORECASE
        ),
        re.compile(
            rf"[ \t]*(?P<name>[\"']?)(?:{names})(?P=name)[ \t]*=[ \t]*(?P<quote>\"\"\"|'''|[\"'])", re.IGNORECASE
        ),
    )


class Value(NamedTuple):
    """A value that is prose, and the characters of it that are notation."""

    content: Content
    cuts: tuple[Cut, ...] = ()


def split(source: str, keys: tuple[str, ...] = ()) -> tuple[tuple[Value, ...], int]:
    """The prose in the front matter, and the offset where the body of the file begins.

    `keys` are prose beside those that always are.
    """
    head = _HEAD.match(source)
    if head is None:
        return (), 0
    fence = head["fence"]
    lines: list[Extent] = []
    at = head.end()
    while at < len(source):
        line = _LINE.match(source, at)
        if line is None:
            break
        if line[1].rstrip() == fence or (fence == "---" and line[1].rstrip() == "..."):
            entries = _entries(keys)
            values = (
                _yaml(source, lines, entries.yaml) if fence == "---" else _toml(source, head.end(), at, entries.toml)
            )
            return tuple(values), line.end()
        if fence == "---" and not lines and not line[1].strip():
            break  # a rule between paragraphs, not a fence
        lines.append(line.span(1))
        at = line.end()
    return (), 0


def _yaml(source: str, lines: list[Extent], entries: re.Pattern[str]) -> list[Value]:
    values = []
    number = 0
    while number < len(lines):
        start, end = lines[number]
        number += 1
        entry = entries.match(source, start, end)
        if entry is None:
            continue
        # What belongs to the entry is indented deeper than its key, or blank.
        depth = len(entry["indent"])
        first = number
        while number < len(lines) and _deeper(source[slice(*lines[number])], depth):
            number += 1
        value = _yaml_value(source, (entry.end(), end), lines[first:number])
        if value is not None:
            values.append(value)
    return values


def _deeper(line: str, depth: int) -> bool:
    return not line.strip() or len(line) - len(line.lstrip(" \t")) > depth


def _yaml_value(source: str, first: Extent, following: list[Extent]) -> Value | None:
    start, end = first
    mark = source[start]
    if mark in "\"'":
        string = _YAML_STRINGS[mark].match(source, start + 1, following[-1][1] if following else end)
        return string and _quoted(source, string.span(1), escapes=mark == '"', doubled=mark == "'")
    if mark in "[{&*!%@`":
        return None
    if _BLOCK_SCALAR.match(source, start, end):
        extents = following
    else:
        comment = _COMMENT.search(source, start, end)
        extents = [(start, comment.start() if comment else end), *following]
    trimmed = [_trimmed(source, *extent) for extent in extents]
    while trimmed and trimmed[-1][0] == trimmed[-1][1]:
        trimmed.pop()
    return Value(Content.of(source, trimmed)) if trimmed else None


def _toml(source: str, start: int, end: int, entries: re.Pattern[str]) -> list[Value]:
    values = []
    at = start
    while at < end:
        line = _LINE.match(source, at, end)
        if line is None or line.end() == at:
            break
        at = line.end()
        entry = entries.match(source, line.start(), line.end(1))
        if entry is None:
            continue
        string = _TOML_STRINGS[entry["quote"]].match(source, entry.end(), end)
        if string:
            values.append(_quoted(source, string.span(1), escapes=entry["quote"][0] == '"', doubled=False))
            at = max(at, string.end())
    return values


def _quoted(source: str, string: Extent, *, escapes: bool, doubled: bool) -> Value:
    lines = [_trimmed(source, *line.span(1)) for line in _LINE.finditer(source, *string) if line.end() > line.start()]
    content = Content.of(source, lines or [string])
    cuts = []
    if escapes:
        for match in _ESCAPE.finditer(content.text):
            cuts.append(Cut(match.start(), match.end(), _unescaped(match.group()[1:])))
    if doubled:
        cuts = [Cut(match.start(), match.end(), "'") for match in re.finditer("''", content.text)]
    return Value(content, tuple(cuts))


def _unescaped(escape: str) -> str:
    if escape[0] in "xuU" and len(escape) > 1:
        code = int(escape[1:], 16)
        return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    return "\n" if escape[0] in "\r\n" else _ESCAPED.get(escape, escape)


def _trimmed(source: str, start: int, end: int) -> Extent:
    text = source[start:end]
    start = end - len(text.lstrip())
    return start, start + len(source[start:end].rstrip())
