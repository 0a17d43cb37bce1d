"""The terms of a glossary in English text: which of them a segment has, inflected or not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from qa.glossary.term import SEPARATOR, Term
from qa.language.loanwords import plain
from qa.lexicon.words import UNKNOWN, open_words

#: From so much foreignness (`Word.foreignness`) on the words of a wrong wording are English, not French.
_ENGLISH = 0.7

_WORD = re.compile(r"[^\W_]+(?:[-‑][^\W_]+)*")


class Mention(NamedTuple):
    """A term whose English stands at `text[start:end]`."""

    term: Term
    start: int
    end: int


class EnglishTerms:
    """Finds terms by their English, longest first. Safe to share between threads."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._index: dict[str, list[tuple[tuple[str, ...], str, Term]]] = defaultdict(list)
        for term in terms:
            for wording in english_wordings(term):
                words = tuple(_plain(word) for word in _WORD.findall(wording.lower()))
                if words:
                    self._index[words[0]].append((words, wording, term))
        for known in self._index.values():
            known.sort(key=lambda entry: -len(entry[0]))

    def __bool__(self) -> bool:
        return bool(self._index)

    def mentions(self, text: str) -> Iterator[Mention]:
        """The terms in an English text, in order, none within another."""
        found = [(match.start(), match.end(), match.group()) for match in _WORD.finditer(text)]
        plain = [_plain(word.lower()) for *_, word in found]
        at = 0
        while at < len(found):
            for words, wording, term in self._index.get(plain[at], ()):
                last = at + len(words) - 1
                if tuple(plain[at : last + 1]) == words and _cased(wording, text[found[at][0] : found[last][1]]):
                    yield Mention(term, found[at][0], found[last][1])
                    at = last
                    break
            at += 1


def loosely(wordings: Iterable[str], french: str) -> bool:
    """Whether a text has, anywhere, a word that begins as each longer word of one of these wordings does.

    What is inflected beyond what dictionaries know, or turned about, is not to be told missing.
    """
    there = [plain(word) for word in _WORD.findall(french.lower())]
    return any(all(any(word.startswith(start) for word in there) for start in _starts(wording)) for wording in wordings)


def _starts(wording: str) -> list[str]:
    """What the words of a wording begin with, whatever their inflection; small words are left out."""
    words = _WORD.findall(plain(wording.lower()))
    return [word[: max(3, len(word) * 2 // 3)] for word in words if len(word) > 3] or words


def english_wordings(term: Term) -> tuple[str, ...]:
    """What a term translates: as its glossary says, or its wrong wording where that is English and no French."""
    if term.english:
        return tuple(filter(None, map(str.strip, term.english.split(SEPARATOR.strip()))))
    if term.right and not term.accepted and all(map(_is_english, _WORD.findall(term.wrong.lower()))):
        return (term.wrong,)
    return ()


def _is_english(word: str) -> bool:
    return (open_words().get(word) or UNKNOWN).foreignness >= _ENGLISH


def _plain(word: str) -> str:
    """A lower-case English word without the endings of plural and possessive, whatever it then looks like."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ses", "xes", "ches", "shes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _cased(wording: str, there: str) -> bool:
    """Whether capitals inside a term (*iPhone*, *IT*) stand in the text too."""
    return wording[1:] == wording[1:].lower() or there.startswith(wording)
