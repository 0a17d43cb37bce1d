"""The words that a page itself marks as foreign: once in code, emphasised, quoted or glossed, a word is a term there.

Whoever writes *props* in italics, or `props` as code, means the English word wherever the page has it after that. A
page with a table or a list of English words is a glossary of these.
"""

from __future__ import annotations

import re

from qa.document import Document, Passage
from qa.ignores import ignores
from qa.language.analysis import Analysis
from qa.lexicon.words import UNKNOWN, open_words

# The two patterns on the whole source begin with the one character that tells: the text is then skimmed for it, ten
# times faster than every alternative is tried at every letter. What must stand before it looks back over it.

#: Code in Markdown and in HTML.
_CODE = re.compile(
    r"[`<](?:(?<=`)(`*)(?!`)(.+?)(?<!`)`\1(?!`)|(?<=<)(code|pre|kbd|samp|var|tt)\b[^>]*>(.*?)</\3>)", re.DOTALL
)
#: One word or two that stand apart: in emphasis, in quotation marks, in parentheses.
_WORDS = r"([^\W\d_][\w’'-]*(?:[ \u00a0][^\W\d_][\w’'-]*)?)"
_APART = re.compile(
    rf"[*_<«“(](?:(?<=\*)(?<![\w*]\*){_WORDS}\*(?![\w*])|(?<=_)(?<!\w_){_WORDS}_(?!\w)"
    rf"|(?<=<)(?:em|i|dfn)\b[^>]*>{_WORDS}</(?:em|i|dfn)>|(?<=«)[\s\u00a0\u202f]*{_WORDS}[\s\u00a0\u202f]*»"
    rf"|(?<=“){_WORDS}”|(?<=\(){_WORDS}\))"
)
#: Passages that list rather than tell; an entry has so many words at most, a glossary so many English entries at least.
_ENTRIES, _LONGEST, _GLOSSARY = frozenset(("cell", "item")), 4, 5
#: From which `Word.foreignness` on a word of an entry is foreign.
_FOREIGN = 0.7
#: Quotation marks in prose alone: in the source they also stand around attributes, strings and cells.
_STRAIGHT = re.compile(rf"\"{_WORDS}\"")
_LETTERS = re.compile(r"[^\W\d_]{2,}")


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _entry(passage: Passage) -> list[str]:
    """The words of an entry, in lower case, all of them foreign; none of another passage."""
    words = _LETTERS.findall(passage.text.lower()) if passage.kind in _ENTRIES else []
    if len(words) > _LONGEST or any((open_words().get(word) or UNKNOWN).foreignness <= _FOREIGN for word in words):
        return []
    return words


class Marked:
    """The words that are marked somewhere in a document. Singular and plural are one."""

    def __init__(self, document: Document) -> None:
        source = _own(document.source)
        found = {match.lower() for code in _CODE.finditer(source) for match in _LETTERS.findall(code[0])}
        prose = "\n".join(passage.text for passage in document.passages if '"' in passage.text)
        for match in (*_APART.finditer(source), *_STRAIGHT.finditer(prose)):
            found.update(_LETTERS.findall(next(filter(None, match.groups())).lower()))
        entries = [words for words in map(_entry, document.passages) if words]
        if len(entries) >= _GLOSSARY:
            found.update(word for words in entries for word in words)
        self._words = frozenset(map(_singular, found))

    def __contains__(self, form: str) -> bool:
        """Whether every word of a lower-case form is marked."""
        return all(_singular(word) in self._words for word in _LETTERS.findall(form))


def _own(source: str) -> str:
    """The source without ignores: the word in quotation marks that one of them names is no term of the page."""
    pieces: list[str] = []
    at = 0
    for ignore in ignores(source):
        pieces.append(source[at : ignore.start])
        at = ignore.end
    return "\n".join((*pieces, source[at:]))


def marked(analysis: Analysis) -> Marked:
    """The marked words of the document under check."""
    return Marked(analysis.document)
