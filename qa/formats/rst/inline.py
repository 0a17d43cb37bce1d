"""What is markup within a block of reStructuredText."""

from __future__ import annotations

import re
from collections.abc import Callable

from qa.document import OBJECT
from qa.formats.content import Cut

#: Roles whose text is read as it stands; of any other only a text with a target (`text <target>`) is.
_READ = frozenset(
    "abbr any dfn doc download emphasis guilabel index numref ref strong sub subscript sup superscript term title"
    " title-reference t".split()
)
#: Among these, text without a target is a label, not prose.
_LABELS = frozenset("any doc download numref ref index".split())

_MARKUP = re.compile(
    r"(?P<literal>``(?:[^`]|`(?!`)){1,2000}?``)"
    r"|(?P<escape>\\(?:[^\w\s]|\s|_))"
    r"|(?P<interpreted>(?::(?P<role>[\w:+.-]{1,60}):)?"
    r"`(?P<text>(?!\s)(?:[^`\\]|\\.){1,1000}+)(?<!\s)`(?P<after>__?(?!\w)|:(?P<suffix>[\w+.-]{1,60}):)?)"
    r"|(?<![\w*])(?P<stars>\*\*?)(?=[^\s*])(?P<inner>(?:[^*\\]|\\.){1,1000}+)(?<!\s)(?P=stars)(?![\w*])"
    r"|(?P<substitution>\|[^|\s](?:[^|\n]{0,100}[^|\s])?\|_{0,2})"
    r"|(?P<footnote>[ ]?\[(?:\#?[\w.-]{0,40}|\*)\]_(?!\w))"
    r"|(?P<url>\b(?:https?|ftp)://[^\s<>`\"«»]{1,2000}(?<![.,;:!?)'’…*_])|[\w.+-]{1,60}@[\w-]+(?:\.[\w-]+)+)"
    r"|(?<=[^\W_])(?P<reference>__?)(?!\w)"
    r"|(?P<colons>\s?::\s*\Z)",
    re.DOTALL,
)
_TARGET = re.compile(r"\s*<[^<>]+>\Z")


def cuts(text: str) -> list[Cut]:
    """The cuts of a block's text, in order."""
    found: list[Cut] = []
    for match in _MARKUP.finditer(text):
        group = match.lastgroup or ""
        _HANDLERS[group if group in _HANDLERS else "interpreted"](match, found)
    return found


def _shown(match: re.Match[str], found: list[Cut]) -> None:
    found.append(Cut(*match.span(), OBJECT))


def _hidden(match: re.Match[str], found: list[Cut]) -> None:
    found.append(Cut(*match.span()))


def _escape(match: re.Match[str], found: list[Cut]) -> None:
    # A backslash before white space takes it away, before anything else only itself.
    start, end = match.span()
    found.append(Cut(start, end if match.group()[1].isspace() else start + 1))


def _emphasis(match: re.Match[str], found: list[Cut]) -> None:
    _within(match, *match.span("inner"), found)


def _within(match: re.Match[str], start: int, end: int, found: list[Cut]) -> None:
    """Leaves out what stands around the text, and markup in it."""
    found.append(Cut(match.start(), start))
    found += (cut._replace(start=cut.start + start, end=cut.end + start) for cut in cuts(match.string[start:end]))
    found.append(Cut(end, match.end()))


def _interpreted(match: re.Match[str], found: list[Cut]) -> None:
    start, end = match.span("text")
    text = match["text"]
    role = (match["role"] or match["suffix"] or "").rpartition(":")[2].lower()
    target = _TARGET.search(text)
    reference = (match["after"] or "").startswith("_")
    if target and target.start() > 0:
        read = True
        end = start + target.start()
    elif role:
        read = role in _READ and role not in _LABELS
    else:
        read = reference or any(map(str.isspace, text))
    if not read:
        found.append(Cut(*match.span(), OBJECT))
        return
    _within(match, start, end, found)


_HANDLERS: dict[str, Callable[[re.Match[str], list[Cut]], None]] = {
    "literal": _shown,
    "substitution": _shown,
    "url": _shown,
    "footnote": _hidden,
    "reference": _hidden,
    "escape": _escape,
    # Without both a literal block would be no more.
    "colons": _hidden,
    "inner": _emphasis,
    "interpreted": _interpreted,
}
