"""What one line of Markdown can be, and how far it is indented."""

from __future__ import annotations

import re

from qa.extents import Extent

LINE = re.compile(r"([^\r\n]*+)(?:\r\n?|\n|\Z)")
#: What a line begins with that may be more than text.
NOT_TEXT = re.compile(r"[ \t>#`~<+*_=:${|!?\[-]|\d|import\b|export\b")
HEADING = re.compile(r"#{1,6}(?=[ \t]|$)[ \t]*+(?P<text>.*)$")
CLOSING_HASHES = re.compile(r"(?:^|(?<=[ \t]))#+[ \t]*$")
UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
RULE = re.compile(r"([-*_])(?:[ \t]*+\1){2,}+[ \t]*$")
FENCE = re.compile(r"`{3,}(?=[^`]*$)|~{3,}")
ITEM = re.compile(r"(?:[-+*]|(?P<number>\d{1,9})[.)])(?=[ \t]|$)")
TASK = re.compile(r"\[[ xX]\][ \t]+")
NOTE = re.compile(r"\[\^[^\]\s]+\]:[ \t]*")
ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?)[ \t]+\w[\w -]*+(?:\"(?P<title>[^\"]*)\")?[ \t]*$")
DIRECTIVE = re.compile(
    r":{3,}[ \t]*(?:\w[\w-]*+)?(?:\[(?P<label>[^\]]*+)\])?(?:\{[^}]*+\})?[ \t]*(?P<title>[^{]*+)(?:\{[^}]*+\})?[ \t]*$"
)
LEAF_DIRECTIVE = re.compile(r"::[A-Za-z][\w-]*+(?:\[[^\]]*+\])?(?:\{[^}]*+\})?[ \t]*$")
DELIMITERS = re.compile(r"\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*$")
CALLOUT = re.compile(r"\[![\w-]+\][+-]?[ \t]*")
#: A statement of a module in MDX, told from a sentence by what only a program has.
MODULE = re.compile(
    r"import\s+(?:[\w*{][^'\"]*\sfrom\s+)?['\"]|import\s+\{\s*$"
    r"|export\s+(?:default|const|let|var|function|class|async|type|\{|\*)(?:\W|$)"
)
RAW = re.compile(r"<(pre|script|style|svg|math|textarea)(?=[\s>]|$)", re.IGNORECASE)
BLOCK_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?=[\s/>]|$)")

_PIPE = re.compile(r"\\.|(\|)", re.DOTALL)
_DEFINITION = re.compile(
    r"\[(?P<label>(?:[^\[\]\\]|\\.){1,999}+)\]:[ \t]*+\n?[ \t]*+(?:<[^<>\n]*+>|[^\s<]\S*+)"
    r"(?:(?:[ \t]++|[ \t]*+\n[ \t]*+)(?:\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\)))?"
    r"[ \t]*(?:\n|\Z)",
    re.DOTALL,
)


def indented(source: str, at: int, column: int, end: int) -> tuple[int, int]:
    """The offset and column of the first character of a line from `at` that is no space or tab."""
    while at < end:
        if source[at] == " ":
            column += 1
        elif source[at] == "\t":
            column += 4 - column % 4
        else:
            break
        at += 1
    return at, column


def advanced(source: str, at: int, column: int, columns: int) -> tuple[int, int]:
    """The offset and column after so many columns of white space. A tab may be used in part: it stays to be read."""
    goal = column + columns
    while column < goal:
        after = column + (4 - column % 4 if source[at] == "\t" else 1)
        if after > goal:
            return at, goal
        at, column = at + 1, after
    return at, column


def cells(source: str, start: int, end: int) -> list[Extent]:
    """The cells of a table's row, without the white space around them."""
    start, end = trimmed(source, start, end)
    borders = [match.start() for match in _PIPE.finditer(source, start, end) if match[1]]
    if borders and borders[0] == start:
        start = borders.pop(0) + 1
    if borders and borders[-1] == end - 1:
        end = borders.pop()
    lefts = [start, *(border + 1 for border in borders)]
    return [trimmed(source, left, right) for left, right in zip(lefts, [*borders, end], strict=True)]


def trimmed(source: str, start: int, end: int) -> Extent:
    """An extent without the white space at its ends."""
    text = source[start:end]
    start = end - len(text.lstrip())
    return start, start + len(text.strip())


def definitions(source: str, lines: list[Extent]) -> tuple[list[str], int]:
    """The labels of the references that a paragraph defines at its beginning, and the number of lines they take."""
    text = "\n".join(source[start:end] for start, end in lines)
    labels = []
    at = 0
    while match := _DEFINITION.match(text, at):
        labels.append(match["label"])
        at = match.end()
    return labels, len(lines) if at == len(text) else text.count("\n", 0, at)
