"""How text is written into a page: where `&`, `<` and quotation marks mean something else."""

from __future__ import annotations

import re

from qa.document import Encode

_NOT_BARE = re.compile(r"[ \t\n\f\r\"'=<>`]")


def in_text(text: str, before: str, _after: str) -> str | None:
    """Text between tags. After a bare `&` no word may come to stand, it might become a character reference."""
    if before == "&" and (text[:1].isalnum() or text[:1] == "#"):
        return None
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _in_double(text: str, before: str, after: str) -> str | None:
    written = in_text(text, before, after)
    return written and written.replace('"', "&quot;")


def _in_single(text: str, before: str, after: str) -> str | None:
    written = in_text(text, before, after)
    return written and written.replace("'", "&#39;")


def _bare(text: str, before: str, after: str) -> str | None:
    """A value without quotation marks holds no white space and is not empty."""
    if _NOT_BARE.search(text) or not (before or text or after):
        return None
    return in_text(text, before, after)


#: The mark around an attribute's value → how text is written there.
IN_ATTRIBUTE: dict[str, Encode] = {'"': _in_double, "'": _in_single, "": _bare}
