"""Inside a block: which characters are markup, code, formulas or addresses, and which are prose."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from qa.document import OBJECT
from qa.extents import Extent
from qa.formats.content import Cut
from qa.formats.elements import BLOCK, CODE, KINDS, SHOWN
from qa.formats.markdown import emphasis
from qa.formats.markdown.ends import Ends
from qa.formats.markdown.spans import (
    address_end,
    brace_pairs,
    email_at,
    formula_end,
    is_address,
    label_at,
    label_of,
    scheme_start,
    target_end,
)
from qa.formats.markdown.tags import CODE_COMPONENT, Tag, tag_at

_SPECIAL = re.compile(r"[\\`*_~\[\]<&{$@]|!\[|==|://|\bwww\.|:(?=[a-z][a-z0-9_]+:)")
_CODE_RUN = re.compile(r"`+")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_AUTOLINK = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+|[\w.!#$%&'*+/=?^`{|}~-]++@[\w.-]++)>")
_SHORTCODE = re.compile(r"(?<!\w):[a-z][a-z0-9_]+:(?!\w)")
_FOOTNOTE = re.compile(r"\[\^[^\]\s\[]{1,200}+\]")
_WIKI = re.compile(r"\[\[(?P<page>[^\[\]|#\n]*+)(?:#[^\[\]|\n]*+)?(?:\|(?P<label>[^\[\]\n]*+))?\]\](?!\()")
_ATTRIBUTES = re.compile(r"\{(?::?\s*[#.][^{}]*+|:\w*+|(?:\s*+[\w-]++=(?:\"[^\"{}]*+\"|'[^'{}]*+'|[^\s{}]++))++\s*+)\}")
#: What people read of a generator's shortcode for an image.
_CAPTION = re.compile(r"\s(?:alt|caption|title)=\"(?P<value>[^\"]*)\"")
_SPACE_EXPRESSION = re.compile(r"\{\s*(?:'\s+'|\"\s+\")\s*\}")
_PLAIN_WORDS = re.compile(r"\{[^\W\d_]+(?:[’'.,;!?\s-]+[^\W\d_]+)+[.!?…]?\}")

#: ASCII punctuation may be escaped; a backslash before anything else is one.
_ESCAPABLE = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


@dataclass(slots=True)
class Foreign:
    """An element of another language that is still open: its name, and how many of that name are open within."""

    name: str
    depth: int = 1


@dataclass(slots=True)
class Markup:
    """What an inline scan found: cuts, extents of the content in another language, extents of images' texts."""

    cuts: list[Cut] = field(default_factory=list)
    foreign: list[Extent] = field(default_factory=list)
    fields: list[Extent] = field(default_factory=list)
    open: Foreign | None = None


@dataclass(slots=True)
class _Bracket:
    at: int
    image: bool
    runs: int


def scan(text: str, references: Collection[str] = (), within: Foreign | None = None) -> Markup:
    """The markup of a block's text. `references` are the labels that the document defines.

    `within` is the element of another language that the block stands in; `Markup.open` the one that it leaves open.
    """
    return _Scan(text, references, within).markup


class _Scan:
    """One pass over one text. Every handler takes an offset and returns where to go on; none looks far twice."""

    def __init__(self, text: str, references: Collection[str], within: Foreign | None) -> None:
        self.text = text
        self.references = references
        self.markup = Markup(open=within)
        self.cuts = self.markup.cuts
        self.foreign_start = 0
        self.runs: list[emphasis.Run] = []
        self.brackets: list[_Bracket] = []
        self.link_start = -1
        self.ends = Ends(text)
        self.code_runs: dict[int, list[int]] | None = None
        self.braces: dict[int, int] | None = None
        at = 0
        while found := _SPECIAL.search(text, at):
            at = _HANDLERS[found.group()[0]](self, found.start())
        self.cuts += emphasis.markup(self.runs)
        if self.markup.open and self.foreign_start < len(text):
            self.markup.foreign.append((self.foreign_start, len(text)))

    def cut(self, start: int, end: int, text: str | None = "", kind: str | None = None) -> int:
        self.cuts.append(Cut(start, end, text, kind))
        return end

    def backslash(self, at: int) -> int:
        following = self.text[at + 1 : at + 2]
        if following in ("\n", "\r"):
            end = at + 3 if self.text[at + 1 : at + 3] == "\r\n" else at + 2
            return self.cut(at, end, "\n")
        if following in _ESCAPABLE and following:
            self.cut(at, at + 1)
            return at + 2
        return at + 1

    def code(self, at: int) -> int:
        if self.code_runs is None:
            self.code_runs = {}
            for match in _CODE_RUN.finditer(self.text):
                self.code_runs.setdefault(len(match.group()), []).append(match.start())
        end = at + 1
        while self.text.startswith("`", end):
            end += 1
        starts = self.code_runs.get(end - at, [])
        closing = bisect_right(starts, at)
        if closing == len(starts):
            return end
        return self.cut(at, starts[closing] + end - at, OBJECT)

    def delimiter(self, at: int) -> int:
        run = emphasis.run_at(self.text, at)
        end = run.end
        if run.opens or run.closes:
            self.runs.append(run)
        return end

    def open_bracket(self, at: int) -> int:
        if footnote := _FOOTNOTE.match(self.text, at):
            return self.cut(at, footnote.end())
        if wiki := _WIKI.match(self.text, at):
            start, end = wiki.span("label" if wiki["label"] else "page")
            if is_address(self.text[start:end]):
                return self.cut(at, wiki.end(), OBJECT)
            self.cut(at, start)
            self.cut(end, wiki.end())
            return wiki.end()
        self.brackets.append(_Bracket(at, False, len(self.runs)))
        return at + 1

    def open_image(self, at: int) -> int:
        self.brackets.append(_Bracket(at, True, len(self.runs)))
        return at + 2

    def close_bracket(self, at: int) -> int:
        if not self.brackets:
            return at + 1
        bracket = self.brackets.pop()
        inner = bracket.at + 1 + bracket.image
        end = self.link_end(inner, at) if bracket.image or bracket.at > self.link_start else -1
        if end < 0:
            return at + 1
        if bracket.image:
            self.markup.fields.append((inner, at))
            self.cut(bracket.at, end, OBJECT)
            del self.runs[bracket.runs :]
            return end
        # A link holds no link: what opened before this one can only be text, or an image.
        self.link_start = bracket.at
        self.cuts += emphasis.markup(self.runs[bracket.runs :])
        del self.runs[bracket.runs :]
        if is_address(self.text[inner:at]):
            return self.cut(bracket.at, end, OBJECT)
        self.cut(bracket.at, inner)
        return self.cut(at, end)

    def link_end(self, inner: int, close: int) -> int:
        """Where the link with the text `[inner:close]` ends; -1 where it is none."""
        target = target_end(self.text, close + 1)
        if target >= 0:
            return target
        label, end = label_at(self.text, close + 1) or ("", close + 1)
        if label.strip():
            return end if label_of(label) in self.references else -1
        known = self.references and close - inner < 1000 and label_of(self.text[inner:close]) in self.references
        return end if known else -1

    def less_than(self, at: int) -> int:
        text = self.text
        if autolink := _AUTOLINK.match(text, at):
            return self.cut(at, autolink.end(), OBJECT)
        if tag := tag_at(text, at):
            return self.tag(at, tag)
        for opening, closing in (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")):
            if text.startswith(opening, at):
                end = self.ends.mark(closing, at + len(opening))
                return at + 1 if end < 0 else self.cut(at, end)
        if text.startswith("<!", at) and text[at + 2 : at + 3].isalpha() and (end := self.ends.mark(">", at)) >= 0:
            return self.cut(at, end)
        return at + 1

    def tag(self, at: int, tag: Tag) -> int:
        if tag.alternative:
            self.markup.fields.append(tag.alternative)
        self.follow_language(at, tag)
        opening = not tag.closing and not tag.empty
        if opening and (tag.name in CODE or (tag.component and CODE_COMPONENT.match(tag.name))):
            end = self.ends.element(tag.name, tag.end)
            if end >= 0:
                return self.cut(at, end, OBJECT)
        if tag.name in BLOCK:
            return self.cut(at, tag.end, None, KINDS.get(tag.name) if opening else None)
        if tag.name == "br":
            return self.cut(at, tag.end, "\n")
        shown = (tag.name in SHOWN and not tag.closing) or (tag.empty and tag.component)
        return self.cut(at, tag.end, OBJECT if shown else "")

    def follow_language(self, at: int, tag: Tag) -> None:
        """Keeps track of the element of another language that the text is in."""
        current = self.markup.open
        if current is None:
            if tag.foreign and not tag.closing and not tag.empty:
                self.markup.open = Foreign(tag.name)
                self.foreign_start = tag.end
        elif tag.name == current.name and not tag.empty:
            current.depth += -1 if tag.closing else 1
            if current.depth == 0:
                self.markup.foreign.append((self.foreign_start, at))
                self.markup.open = None

    def ampersand(self, at: int) -> int:
        match = _ENTITY.match(self.text, at)
        if match is None:
            return at + 1
        from html import unescape

        decoded = unescape(match.group())
        # Some references stand for what no text holds; unescape leaves out or keeps what it does not know.
        if not decoded or (decoded.startswith("&") and len(decoded) > 1):
            return match.end()
        self.cuts.append(Cut(at, match.end(), decoded, notation=True))
        return match.end()

    def brace(self, at: int) -> int:
        if attributes := _ATTRIBUTES.match(self.text, at):
            # Attributes belong to what stands before them and are not shown, no more than a comment.
            return self.cut(at, attributes.end())
        if self.text.startswith("{/*", at) and (end := self.ends.mark("*/}", at)) >= 0:
            return self.cut(at, end)
        if space := _SPACE_EXPRESSION.match(self.text, at):
            return self.cut(at, space.end(), " ")
        if _PLAIN_WORDS.match(self.text, at):
            return at + 1
        if self.braces is None:
            self.braces = brace_pairs(self.text)
        if self.text.startswith(("{{<", "{{%"), at) and at in self.braces:
            values = _CAPTION.finditer(self.text, at, self.braces[at])
            self.markup.fields += (value.span("value") for value in values)
        return self.cut(at, self.braces[at], OBJECT) if at in self.braces else at + 1

    def dollar(self, at: int) -> int:
        if self.text.startswith("$$", at):
            end = self.ends.mark("$$", at + 2)
            return at + 2 if end < 0 else self.cut(at, end, OBJECT)
        end = formula_end(self.text, at)
        return at + 1 if end < 0 else self.cut(at, end, OBJECT)

    def at_sign(self, at: int) -> int:
        email = email_at(self.text, at)
        return self.cut(*email, OBJECT) if email else at + 1

    def colon(self, at: int) -> int:
        if shortcode := _SHORTCODE.match(self.text, at):
            return self.cut(at, shortcode.end(), OBJECT)
        if not self.text.startswith("://", at):
            return at + 1
        start = scheme_start(self.text, at)
        end = address_end(self.text, at + 3) if start >= 0 else 0
        return self.cut(start, end, OBJECT) if end > at + 3 else at + 3

    def world_wide_web(self, at: int) -> int:
        end = address_end(self.text, at + 4)
        return self.cut(at, end, OBJECT) if end > at + 4 else at + 4


_HANDLERS: dict[str, Callable[[_Scan, int], int]] = {
    "\\": _Scan.backslash,
    "`": _Scan.code,
    "*": _Scan.delimiter,
    "_": _Scan.delimiter,
    "~": _Scan.delimiter,
    "=": _Scan.delimiter,
    "[": _Scan.open_bracket,
    "!": _Scan.open_image,
    "]": _Scan.close_bracket,
    "<": _Scan.less_than,
    "&": _Scan.ampersand,
    "{": _Scan.brace,
    "$": _Scan.dollar,
    "@": _Scan.at_sign,
    ":": _Scan.colon,
    "w": _Scan.world_wide_web,
}
