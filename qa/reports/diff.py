"""What changes from one text to another: a unified diff for `git apply`, and a coloured one by words for the eye."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePath

from qa.reports.terminal import Style, columns, fit, one_line, paint, visible

#: Lines of context around a change, as git shows them.
_CONTEXT = 3
#: How far the two texts are searched for the place where they go on alike, and how many equal pieces in a row mean it.
_REACH = 400
_ANCHOR_LINES, _ANCHOR_TOKENS = 2, 5
#: Words of context around a change of words, and columns of the coloured diff.
_WORDS_AROUND = 8
_WIDTH = 80
_INDENT = "  "

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")

#: One change: `before[i:j]` became `after[k:l]`.
Change = tuple[int, int, int, int]
#: What a line (from 1) belongs to.
Heading = Callable[[int], str]


def unified(path: str, before: str, after: str, heading: Heading | None = None) -> str:
    """The diff that turns `before` into `after`, empty where nothing changes.

    Lines keep their own endings, CR LF too: write the diff without translating newlines.
    `heading` says from the number of a changed line (from 1) what stands behind the head of its hunk.
    """
    old, new = _lines(before), _lines(after)
    hunks = list(_hunks(_line_changes(old, new)))
    if not hunks:
        return ""
    name = _relative(path)
    out = [f"--- {_quoted('a/' + name)}\n", f"+++ {_quoted('b/' + name)}\n"]
    for hunk in hunks:
        first, last = hunk[0], hunk[-1]
        start, end = max(0, first[0] - _CONTEXT), min(len(old), last[1] + _CONTEXT)
        new_start, new_end = first[2] - (first[0] - start), last[3] + (end - last[1])
        out.append(f"@@ -{_range(start, end)} +{_range(new_start, new_end)} @@{_told(heading, first)}\n")
        at = start
        for i, j, k, l in hunk:  # noqa: E741
            out += (_marked(" ", line) for line in old[at:i])
            out += (_marked("-", line) for line in old[i:j])
            out += (_marked("+", line) for line in new[k:l])
            at = j
        out += (_marked(" ", line) for line in old[at:end])
    return "".join(out)


def _told(heading: Heading | None, change: Change) -> str:
    return f" {visible(heading(change[0] + 1))}" if heading else ""


def colored(path: str, before: str, after: str, heading: Heading | None = None) -> str:
    """The changed words in a little of their paragraphs, at most 80 columns wide; empty where nothing changes.

    What goes is red, struck out and in [-…-], what comes green and in {+…+}.
    """
    old, new = _lines(before), _lines(after)
    out: list[str] = []
    for i, j, k, l in _line_changes(old, new):  # noqa: E741
        out.append(paint(f"@@ {visible(heading(i + 1)) if heading else i + 1} @@", True, fg="cyan"))
        out += _wrapped(_words("".join(old[i:j]), "".join(new[k:l])))
    if not out:
        return ""
    return "\n".join([paint(visible(path), True, bold=True), *out]) + "\n"


def _lines(text: str) -> list[str]:
    """The lines as git counts them: only a line feed ends one."""
    lines = text.split("\n")
    last = lines.pop()
    return [line + "\n" for line in lines] + ([last] if last else [])


def _line_changes(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    # Mending words leaves the lines as many as they were, so that each stands against its own.
    if len(old) != len(new):
        return _changes(old, new, _ANCHOR_LINES)
    return ((at, at + 1, at, at + 1) for at, (was, now) in enumerate(zip(old, new, strict=True)) if was != now)


def _changes(old: Sequence[str], new: Sequence[str], anchor: int) -> Iterator[Change]:
    """Where two sequences differ, in time that grows with their length and not with its square.

    After a difference they are alike again at the nearest place where `anchor` pieces in a row are equal.
    """
    i = k = 0
    end, new_end = len(old), len(new)
    while i < end and k < new_end and old[end - 1] == new[new_end - 1]:
        end, new_end = end - 1, new_end - 1
    while i < end or k < new_end:
        if i < end and k < new_end and old[i] == new[k]:
            i, k = i + 1, k + 1
            continue
        j, l = _alike_again(old, new, (i, end, k, new_end), anchor)  # noqa: E741
        yield i, j, k, l
        i, k = j, l


def _alike_again(old: Sequence[str], new: Sequence[str], rest: Change, anchor: int) -> tuple[int, int]:
    i, end, k, new_end = rest
    for distance in range(1, min(_REACH, end - i + new_end - k)):
        for skipped in range(max(0, distance - (new_end - k)), min(distance, end - i) + 1):
            j, l = i + skipped, k + distance - skipped  # noqa: E741
            if old[j : min(j + anchor, end)] == new[l : min(l + anchor, new_end)]:
                return j, l
    return end, new_end


def _hunks(changes: Iterator[Change]) -> Iterator[list[Change]]:
    """Changes whose context would touch, together."""
    hunk: list[Change] = []
    for change in changes:
        if hunk and change[0] - hunk[-1][1] > 2 * _CONTEXT:
            yield hunk
            hunk = []
        # Lines next to each other that all change read better as one block out, one block in.
        if hunk and hunk[-1][1] == change[0]:
            hunk[-1] = (hunk[-1][0], change[1], hunk[-1][2], change[3])
        else:
            hunk.append(change)
    if hunk:
        yield hunk


def _range(start: int, end: int) -> str:
    count = end - start
    return f"{start + 1 if count else start}" + ("" if count == 1 else f",{count}")


def _marked(mark: str, line: str) -> str:
    return mark + line if line.endswith("\n") else f"{mark}{line}\n\\ No newline at end of file\n"


def _relative(path: str) -> str:
    """The path below the folder where the diff will be applied: `git apply` takes neither absolute paths nor `..`."""
    plain = Path(os.path.normpath(path))
    here = Path.cwd()
    if not plain.is_absolute():
        plain = Path(os.path.normpath(here / plain))
    if plain.is_relative_to(here):
        return plain.relative_to(here).as_posix()
    pure = PurePath(plain)
    return pure.relative_to(pure.anchor).as_posix()


def _quoted(name: str) -> str:
    """A name as git writes it: escaped and in quotation marks where it must be; a tab ends one that holds a space."""
    if not re.search(r'[\x00-\x1f\x7f"\\\ud800-\udfff]', name):
        return name + "\t" if " " in name else name
    escaped = []
    for byte in os.fsencode(name):
        character = chr(byte)
        if character in '"\\':
            escaped.append("\\" + character)
        else:
            escaped.append(character if 0x20 <= byte < 0x7F else f"\\{byte:03o}")
    return '"' + "".join(escaped) + '"'


def _words(before: str, after: str) -> list[tuple[str, str]]:
    """Pieces of a paragraph as (mark, text): "-" for what goes, "+" what comes, " " words around, "…" a cut."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    around = 2 * _WORDS_AROUND
    pieces: list[tuple[str, str]] = []
    at = 0
    for i, j, k, l in _changes(old, new, _ANCHOR_TOKENS):  # noqa: E741
        if i - at > (2 * around if pieces else around):
            if pieces:
                pieces.append((" ", "".join(old[at : at + around])))
            pieces.append(("…", " … " if pieces else "… "))
            at = next((start for start in range(i - around, i) if old[start - 1].isspace()), i - around)
        pieces += (
            (mark, text)
            for mark, text in ((" ", "".join(old[at:i])), ("-", "".join(old[i:j])), ("+", "".join(new[k:l])))
            if text
        )
        at = j
    pieces.append((" ", "".join(old[at : at + around]).rstrip()))
    if at + around < len(old) and "".join(old[at + around :]).strip():
        pieces.append(("…", " …"))
    return pieces


_STYLES: dict[str, tuple[str, str, Style]] = {
    " ": ("", "", {}),
    "…": ("", "", {"dim": True}),
    "-": ("[-", "-]", {"fg": "red", "strikethrough": True}),
    "+": ("{+", "+}", {"fg": "green"}),
}


def _wrapped(pieces: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The pieces as indented, coloured lines of at most `_WIDTH` columns."""
    line, used = _INDENT, len(_INDENT)
    for mark, text in pieces:
        opening, closing, style = _STYLES[mark]
        # A line break that comes or goes by itself is the change, and must be seen.
        shown = opening + (visible(text) if mark in "-+" and text.isspace() else one_line(text)) + closing
        run = ""
        for token in _tokens(shown, _WIDTH - len(_INDENT)):
            if used + columns(token) > _WIDTH:
                yield (line + paint(run, True, **style)).rstrip()
                line, run, used = _INDENT, "", len(_INDENT)
                if token == " ":
                    continue
            run, used = run + token, used + columns(token)
        line += paint(run, True, **style)
    yield line.rstrip()


def _tokens(text: str, room: int) -> Iterator[str]:
    """Words and single spaces, none wider than a line."""
    for word in re.findall(r" |[^ ]+", text):
        rest = word
        while columns(rest) > room:
            head = fit(rest, room)
            yield head
            rest = rest[len(head) :]
        yield rest
