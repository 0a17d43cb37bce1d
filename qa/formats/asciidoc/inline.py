"""What is markup within a block of AsciiDoc."""

from __future__ import annotations

import re
from typing import NamedTuple

from qa.document import OBJECT
from qa.extents import Extent
from qa.formats.content import Cut
from qa.formats.html.references import reference_at

_MACROS = "btn|icon|kbd|latexmath|asciimath|stem|pass|menu|indexterm|anchor|counter2?|eval"
_MARKUP = re.compile(
    # What is shown as it stands, or stands for something else.
    r"(?P<code>``[^`]{1,1000}``|(?<![\w`])`(?=[^\s`])[^`]{0,1000}(?<!\s)`(?!\w))"
    r"|(?P<passed>\+\+\+.{1,1000}?\+\+\+|\+\+[^+]{1,500}\+\+|(?<![\w+])\+(?=[^\s+])[^+\n]{0,500}(?<!\s)\+(?![\w+]))"
    r"|(?P<escape>\\(?=[*_`#^~+{<\[\\]|https?:|\w+:))"
    rf"|(?P<macro>\b(?:{_MACROS}):[^\s\[\]]{{0,200}}\[[^\]]{{0,500}}\])"
    r"|(?P<image>\bimage:(?!:)[^\s\[\]][^\[\]\n]{0,300}"
    r"\[(?P<alt>\"[^\"\]]{0,500}\"|[^\],=\"]{0,500})(?:,[^\]]{0,500})?\])"
    r"|(?P<footnote>footnote(?:ref)?:[\w-]{0,60}\[(?P<note>[^\]]{0,2000})\])"
    r"|(?P<link>(?:\b(?:link|xref|mailto):[^\s\[\]]{0,500}|\b(?:https?|ftp|irc)://[^\s\[\]<>\"«»]{1,1000})"
    r"\[(?P<label>[^\]]{0,1000})\])"
    r"|(?P<url>\b(?:https?|ftp|irc)://[^\s\[\]<>\"«»]{1,1000}(?<![.,;:!?)'’…*_])|[\w.+-]{1,60}@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<reference><<[^<>,\n]{1,200}(?:,(?P<title>[^<>]{1,500}))?>>)"
    r"|(?P<anchor>\[\[[^\]\n]{1,200}\]\]|\(\(\([^()]{1,200}\)\)\)|(?<=\s)\+[ \t]*(?=[\r\n]|\Z))"
    r"|(?P<term>\(\((?P<word>[^()]{1,200})\)\))"
    r"|(?P<attribute>\{[A-Za-z0-9_][\w:-]{0,60}\})"
    r"|(?P<entity>&)"
    r"|(?P<role>\[[.#%\w\s\"=-]{1,100}\](?=[#*_`]))"
    # Marks of emphasis: doubled anywhere, single ones around words.
    r"|(?P<open>\*\*|__|\#\#|(?<![\w*])\*(?=[^\s*])|(?<![\w_])_(?=[^\s_])|(?<![\w#&])\#(?=[^\s#])|[\^~](?=[^\s^~]))",
    re.MULTILINE | re.DOTALL,
)
_CLOSING = {
    "**": re.compile(r"[^*](?P<close>\*\*)"),
    "__": re.compile(r"[^_](?P<close>__)"),
    "##": re.compile(r"[^#](?P<close>##)"),
    "*": re.compile(r"[^\s*](?P<close>\*)(?![\w*])"),
    "_": re.compile(r"[^\s_](?P<close>_)(?![\w_])"),
    "#": re.compile(r"[^\s#](?P<close>#)(?![\w#])"),
    "^": re.compile(r"\A.[^\s^]{0,100}?(?P<close>\^)"),
    "~": re.compile(r"\A.[^\s~]{0,100}?(?P<close>~)"),
}
#: How far an emphasis may reach.
_REACH = 1000
#: References to attributes that are a character.
_CHARACTERS = {
    "amp": "&", "apos": "'", "asterisk": "*", "empty": "", "gt": ">", "ldquo": "“", "lsquo": "‘", "lt": "<",
    "nbsp": "\u00a0", "plus": "+", "quot": '"', "rdquo": "”", "rsquo": "’", "sp": " ", "wj": "", "zwsp": "",
}  # fmt: skip
_ATTRIBUTES = re.compile(r",\s*(?:window|role|opts|target|title|rel|id)=.*\Z|\^\Z", re.DOTALL)


class Markup(NamedTuple):
    """The cuts of a text, and the extents in it that are fields of their own."""

    cuts: list[Cut]
    fields: list[Extent]


def scan(text: str) -> Markup:
    """The markup of a block's text."""
    markup = Markup([], [])
    closings: set[int] = set()
    at = 0
    while match := _MARKUP.search(text, at):
        at = match.end()
        if match.start() in closings:
            at = match.start() + 1
        elif match["open"]:
            at = _emphasis(text, match, markup, closings)
        else:
            at = _marked(match, markup)
    return markup


def _emphasis(text: str, match: re.Match[str], markup: Markup, closings: set[int]) -> int:
    mark, at = match["open"], match.end()
    closing = _CLOSING[mark].search(text[at : at + _REACH])
    if closing:
        start, end = closing.start("close") + at, closing.end("close") + at
        markup.cuts.extend((Cut(match.start(), at), Cut(start, end)))
        closings.update(range(start, end))
    return at


def _marked(match: re.Match[str], markup: Markup) -> int:
    """Takes down what one match is and says where to go on."""
    start, end = match.span()
    if match["link"] or match["reference"]:
        group = "label" if match["link"] else "title"
        label = _ATTRIBUTES.sub("", match[group] or "")
        if not label.strip():
            markup.cuts.append(Cut(start, end, OBJECT))
            return end
        first = match.start(group)
        markup.cuts.extend((Cut(start, first), Cut(first + len(label), end)))
        return first
    if match["term"]:
        markup.cuts.extend((Cut(start, start + 2), Cut(end - 2, end)))
        return start + 2
    if match["footnote"]:
        markup.fields.append(match.span("note"))
        markup.cuts.append(Cut(start, end))
    elif match["escape"] or match["anchor"] or match["role"]:
        markup.cuts.append(Cut(start, end))
        return end + bool(match["escape"])
    elif match["entity"]:
        reference = reference_at(match.string, start, len(match.string))
        if reference and match.string[reference[1] - 1] == ";":
            markup.cuts.append(Cut(start, reference[1], reference[0], notation=True))
            return reference[1]
    elif match["attribute"]:
        markup.cuts.append(Cut(start, end, _CHARACTERS.get(match["attribute"][1:-1].lower(), OBJECT)))
    else:
        if match["image"]:
            left, right = match.span("alt")
            quoted = match["alt"].startswith('"')
            markup.fields.append((left + quoted, right - quoted))
        markup.cuts.append(Cut(start, end, OBJECT))
    return end
