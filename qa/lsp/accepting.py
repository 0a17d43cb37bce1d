"""A word put on the list of accepted words in a TOML configuration, all else in the file left as it is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from json import dumps
from typing import Any

from qa.finding import Edit, apply_edits

_LIST = "accept"
_TABLE = "vocabulary"
_ACCEPT = re.compile(r"""(?<![\w"'-])["']?accept["']?[ \t]*=[ \t]*\[""")
_INLINE = re.compile(r"""^[ \t]*(?:[\w"'-]+[ \t]*\.[ \t]*)*["']?vocabulary["']?[ \t]*=[ \t]*\{""", re.MULTILINE)
_DOTTED = re.compile(r"""^[ \t]*(?:[\w"'-]+[ \t]*\.[ \t]*)*["']?vocabulary["']?[ \t]*\.""", re.MULTILINE)
_HEADER = re.compile(r"^[ \t]*\[[^\[\]\n]*\][ \t]*(?:#[^\n]*)?$", re.MULTILINE)
#: What may hide a bracket that is none: strings and comments.
_HIDDEN = re.compile(r'"""(?s:.*?)"""|\'\'\'(?s:.*?)\'\'\'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*')


def accepting(text: str, word: str, top: Sequence[str] = ()) -> Edit | None:
    """The insertion that puts a word on the list; `top` is the table that holds the configuration.

    None where the word is there already, or where no insertion does that and nothing else.
    """
    try:
        before = tomllib.loads(text)
        wanted = _with(before, word, top)
    except (tomllib.TOMLDecodeError, TypeError):
        return None
    for edit in _insertions(text, _quoted(word), top) if wanted else ():
        try:
            if tomllib.loads(apply_edits(text, [edit])) == wanted:
                return edit
        except tomllib.TOMLDecodeError:
            continue
    return None


def _quoted(word: str) -> str:
    return dumps(word, ensure_ascii=False).replace("\x7f", "\\u007f")


def _with(values: dict[str, Any], word: str, top: Sequence[str]) -> dict[str, Any] | None:
    """The values with the word on the list; None where it is there. Raises TypeError for a table that is none."""
    changed = dict(values)
    table = changed
    for name in (*top, _TABLE):
        table[name] = dict(_table(table.get(name, {})))
        table = table[name]
    words = table.get(_LIST, [])
    if not isinstance(words, list):
        raise TypeError(_LIST)
    if word in words:
        return None
    table[_LIST] = [*words, word]
    return changed


def _table(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError(value)
    return value


def _insertions(text: str, quoted: str, top: Sequence[str]) -> Iterator[Edit]:
    """Where and how the word may be put, by the ways in which TOML can write the same thing."""
    newline = "\r\n" if "\r\n" in text else "\n"
    for match in _ACCEPT.finditer(text):
        yield from _at_the_end(text, match.end(), quoted, newline)
    for match in _HEADER.finditer(text):
        yield Edit(match.end(), match.end(), f"{newline}{_LIST} = [{quoted}]")
    for match in _INLINE.finditer(text):
        yield Edit(match.end(), match.end(), f" {_LIST} = [{quoted}],")
        yield Edit(match.end(), match.end(), f" {_LIST} = [{quoted}]")
    for match in _DOTTED.finditer(text):
        yield Edit(match.start(), match.start(), f"{match[0].lstrip()}{_LIST} = [{quoted}]{newline}")
    gap = "" if not text else newline if text.endswith(("\n", "\r")) else newline * 2
    name = ".".join((*top, _TABLE))
    yield Edit(len(text), len(text), f"{gap}[{name}]{newline}{_LIST} = [{quoted}]{newline}")


def _at_the_end(text: str, start: int, quoted: str, newline: str) -> Iterator[Edit]:
    """Insertions behind the last item of the list that begins at `start`."""
    end = last = start
    while end < len(text) and text[end] != "]":
        hidden = _HIDDEN.match(text, end)
        stop = hidden.end() if hidden else end + 1
        if not text[end:stop].isspace() and text[end] != "#":
            last = stop
        end = stop
    if last == start:
        yield Edit(start, start, quoted)
        return
    comma = "" if text[last - 1] == "," else ","
    line = text.rfind("\n", 0, last) + 1
    own_line = line > start and text[start:end].count("\n") > 0
    if own_line:
        indent = text[line : len(text) - len(text[line:].lstrip(" \t"))]
        yield Edit(last, last, f"{comma}{newline}{indent}{quoted}{',' * (not comma)}")
    yield Edit(last, last, f"{comma} {quoted}{',' * (not comma)}")
