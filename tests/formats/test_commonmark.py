"""The reader against a parser that follows CommonMark to the letter: both must see the same prose."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.document import OBJECT
from qa.formats.markdown import read

markdown_it = pytest.importorskip("markdown_it")

_PIECES = st.sampled_from(
    (
        "mot¦été. ¦ ¦\n¦\n\n¦  ¦    ¦\t¦> ¦>¦- ¦* ¦+ ¦1. ¦2) ¦10. ¦# ¦## ¦---¦===¦***¦**¦*¦_¦__¦`¦``¦```¦```\n¦~~~\n"
        "¦[¦](u)¦](<u v> 't')¦]¦![¦\\¦\\*¦(¦)¦,¦«¦\""
    ).split("¦")
)


def expected(source: str) -> list[str]:
    """The text of every block that has a letter, with an `OBJECT` for code and images."""
    blocks = []
    for block in markdown_it.MarkdownIt("commonmark").parse(source):
        if block.type == "inline":
            shown = {"text": None, "softbreak": "\n", "hardbreak": "\n", "code_inline": OBJECT, "image": OBJECT}
            parts = (shown.get(part.type, "") for part in block.children)
            texts = (part.content if text is None else text for part, text in zip(block.children, parts, strict=True))
            blocks.append("".join(texts))
    return [" ".join(block.split()) for block in blocks if re.search(r"[^\W\d_]", block)]


# Always the same examples: the other parser has quirks of its own where CommonMark is silent.
@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(_PIECES, max_size=14).map("".join))
def test_the_same_prose_is_found(source: str) -> None:
    assert [" ".join(passage.text.split()) for passage in read(source) if passage.kind != "field"] == expected(source)
