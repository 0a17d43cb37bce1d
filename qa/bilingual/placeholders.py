"""Placeholders of a message: what a program puts its own values for (`%s`, `{name}`, `{count, plural, …}`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_NAME = r"[A-Za-z_][\w.\-\[\]]*"
_PRINTF = r"(?:\d+\$)?[-+#0]*(?:\d+|\*)?(?:\.(?:\d+|\*)(?:\d+\$)?)?(?:hh|h|ll|l|z|q|L)?[diouxXeEfFgGcspq@]"

#: A percent sign behind a figure is no placeholder (`100%sure`), nor is one before a word.
_PLACEHOLDER = re.compile(
    rf"\{{\{{\s*[#/^&>]?\s*{_NAME}\s*\}}\}}"
    rf"|[$#]\{{\s*{_NAME}\s*\}}"
    rf"|%\{{{_NAME}\}}"
    rf"|%\({_NAME}\)[-+#0]*\d*(?:\.\d+)?[diouxXeEfFgGcrs]"
    r"|%%(?![\w%])"
    rf"|(?<![\d%])%(?:{_PRINTF})(?![a-zà-ÿ])"
    rf"|(?<![\w%])%[A-Za-z_]\w*%(?!\w)"
    rf"|\{{(?:\d+|{_NAME})?(?:![rsa])?(?::[^{{}}\s]*)?\}}"
)
_CHOICE = re.compile(rf"\{{\s*({_NAME}|\d+)\s*,\s*(plural|select|selectordinal)\s*,", re.IGNORECASE)
_TYPED = re.compile(
    rf"\{{\s*({_NAME}|\d+)\s*,\s*(number|date|time|duration|spellout)\s*(?:,[^{{}}]*)?\}}", re.IGNORECASE
)
_NUMBERED = re.compile(r"%(\d+)\$")
_FORMAT = re.compile(r"%(\d+\$)?[-+#0]*\d*(?:\.\d+)?((?:hh|h|ll|l|z|q|L)?[A-Za-z@])")
_UNNUMBERED = re.compile(r"%(?![\d*]*\$|[({%])[^%\s]*[A-Za-z@]$")
#: Formats of dates have a letter for each part, which each language orders as it likes.
_DATE_FORMAT = re.compile(r"%[-_]?[YHMBbASZ](?!\w)")
_WHITE = re.compile(r"\s+")

#: What takes a number.
_NUMERIC = re.compile(r"%(?:\d+\$)?[-+#0\d.]*(?:hh|h|ll|l|z|q|L)?[diuxX]$|\{(?:n|count|num|number|total|nb|\d)\}$")


class Placeholder(NamedTuple):
    """A placeholder at `text[start:end]`; `name` is what it is called wherever it stands.

    `inside` says that it stands in one arm of a choice, where every arm may have it or not.
    """

    start: int
    end: int
    name: str
    inside: bool = False

    @property
    def numeric(self) -> bool:
        """Whether it stands for a number, which a language may write out in its singular."""
        return bool(_NUMERIC.match(self.name))

    @property
    def ordered(self) -> bool:
        """Whether only its place among the others tells which value it gets (`%s`)."""
        return bool(_UNNUMBERED.match(self.name))


def placeholders(text: str) -> list[Placeholder]:
    """The placeholders of a text, in order.

    >>> [p.name for p in placeholders("{count, plural, one {# file} other {# files}} of %(owner)s")]
    ['{count, plural}', '%(owner)s']
    """
    if ("%" not in text and "{" not in text) or _DATE_FORMAT.search(text):
        return []
    choices = list(_choices(text))
    typed = [
        Placeholder(match.start(), match.end(), f"{{{match.group(1)}, {match.group(2).lower()}}}")
        for match in _TYPED.finditer(text)
    ]
    found = [placeholder for placeholder, _ in choices] + typed
    extents = [extent for _, extent in choices]
    for match in _PLACEHOLDER.finditer(text):
        if match.group() == "{}" or not _arm(text, match.start(), extents):
            inside = any(start <= match.start() < end for start, end in extents)
            found.append(Placeholder(match.start(), match.end(), _name(match.group()), inside))
    return sorted(found)


def _name(written: str) -> str:
    """What a placeholder is called: how wide a value is printed is no part of it."""
    found = _FORMAT.fullmatch(written)
    return f"%{found.group(1) or ''}{found.group(2)}" if found else _WHITE.sub("", written)


def _choices(text: str) -> Iterator[tuple[Placeholder, tuple[int, int]]]:
    """The choices of a message, and how far each reaches. Nested braces are counted, not matched by a pattern."""
    for match in _CHOICE.finditer(text):
        depth = 0
        end = len(text)
        for at in range(match.start(), len(text)):
            depth += (text[at] == "{") - (text[at] == "}")
            if depth == 0:
                end = at + 1
                break
        name = f"{{{match.group(1)}, {match.group(2).lower()}}}"
        yield Placeholder(match.start(), match.end(), name), (match.start(), end)


def _arm(text: str, start: int, extents: list[tuple[int, int]]) -> bool:
    """Whether braces open an arm of a choice (`one {file}`), whose wording is text to be translated."""
    for first, end in reversed(extents):
        if first < start < end:
            before = text[first:start]
            return text[start] == "{" and before.count("{") - before.count("}") == 1
    return False


def numbered(found: list[Placeholder]) -> bool:
    """Whether any says by number which value it gets (`%2$s`)."""
    return any(_NUMBERED.match(placeholder.name) for placeholder in found)


def with_numbers(found: list[Placeholder]) -> list[Placeholder]:
    """The placeholders, those that go by their order with the number that this order gives them.

    >>> [p.name for p in with_numbers(placeholders("%s and %d"))]
    ['%1$s', '%2$d']
    """
    named = []
    number = 0
    for placeholder in found:
        if placeholder.ordered:
            number += 1
            named.append(placeholder._replace(name=f"%{number}${placeholder.name[1:]}"))
        else:
            named.append(placeholder)
    return named


def damaged(text: str, name: str) -> re.Match[str] | None:
    """Where a text has a placeholder with white space strewn in, or in other case (`% S` for `%s`)."""
    pattern = r"\s?".join(map(re.escape, name))
    # Of a single letter capital and small are two.
    flags = re.IGNORECASE if sum(map(str.isalpha, name)) > 1 else re.NOFLAG
    found = re.search(rf"(?<![\w%]){pattern}(?![A-Za-zÀ-ÿ])", text, flags)
    return found if found and found.group() != name else None
