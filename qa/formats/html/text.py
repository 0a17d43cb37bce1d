"""Text between tags: white space as a page shows it, character references, the marks of templates."""

from __future__ import annotations

import re

from qa.document import OBJECT
from qa.formats.content import Cut
from qa.formats.html.references import reference_at
from qa.formats.html.tags import SPACE

#: What a program fills in when the page is served: `{{ name }}`, `{% if %}`. Short, as these are.
_TEMPLATE = re.compile(r"\{\{[^{}]{0,300}+\}\}|\{%(?:[^%{}]|%(?!\})){0,300}+%\}|(?P<comment>\{#[^{}]{0,300}?#\})")
_SPECIAL = re.compile(rf"[{SPACE}]{{2,}}+|&|\{{[{{%#]|\u00ad")


def cuts_in(source: str, start: int, end: int, cuts: list[Cut], after_space: bool, *, attribute: bool = False) -> bool:
    """Appends the cuts of a stretch without tags. `after_space` and the result: whether white space comes before.

    White space after white space is not shown, be there tags in between.
    """
    at = start
    if after_space:
        while at < end and source[at] in SPACE:
            at += 1
        if at > start:
            cuts.append(Cut(start, at))
        if at == end:
            return True
    last = at
    while found := _SPECIAL.search(source, at, end):
        last, at = found.span()
        mark = source[last]
        if mark == "&":
            reference = reference_at(source, last, end, attribute=attribute)
            if reference:
                at = reference[1]
                cuts.append(Cut(last, at, reference[0], notation=True))
        elif mark == "{":
            template = _TEMPLATE.match(source, last, end)
            if template:
                at = template.end()
                cuts.append(Cut(last, at, "" if template["comment"] else OBJECT))
        else:
            cuts.append(Cut(last, at, "" if mark == "\u00ad" else " ", notation=True))
    return end > start and source[end - 1] in SPACE
