"""Where sentences end, in English and in French.

A full stop ends a sentence where what follows can begin one and what precedes is no abbreviation, initial or number.
Two libraries were weighed against this on French press prose and a list of hard cases: sentencex is faster but divides
*M. Duval*, in its French too, and *e.g. The Times*; pysbd takes sixteen times as long, divides *p. 12* and leaves what
follows *»* undivided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.document import OBJECT
from qa.extents import Extent

#: What may end a sentence, with the marks that close behind it, or a line that begins an entry of a list.
_END = re.compile(
    r"(?P<stop>[.!?…]+|[\u00a0\u202f ][!?]+)(?P<close>(?:[\u00a0\u202f ]?[»›]|[\"”’')\]*_])*)(?P<gap>\s+)"
    r"|(?P<line>[^\S\n]*\n\s*(?=(?:[-*•–—]|\d{1,3}[.)])\s))"
)
#: Without any of these there is one sentence.
_STOP = re.compile(r"[.!?…\n]")
_OPENERS = "\"“‘'«‹([—–-*_¿¡"
#: What stands before an opening word: quotation marks, brackets, the dash of a dialogue.
_OPENING = re.compile(rf"(?:[{re.escape(_OPENERS)}]\s?)*")
#: A longer word than this is no abbreviation.
_LONGEST = 16
_LAST_WORD = re.compile(r"(?:[^\W_]|[.&’'°-])*\Z")

#: Abbreviations after which a sentence goes on whatever follows.
_BOUND = frozenset(
    "mr mrs ms dr prof st messrs rev hon gen col capt lt sgt gov sen rep vs fig figs no nos vol vols ed eds ch sec"
    " approx ca cf e.g i.e viz mm mgr me mme mmes mlle mlles ste pr chap art al. éd coll op loc réf p.ex env av n° pp p"
    " ibid boul bd tél hab dir trad par adj resp".split()
)
#: Those of them that are words as well.
_WORDS_TOO = frozenset(("no", "art", "par", "me", "p"))
#: Abbreviations that may end a sentence: it goes on unless a word follows that sentences like to begin with.
_LOOSE = frozenset(
    "etc inc ltd co corp jr sr bros al jan feb aug sept oct nov dec janv févr juill déc ave cie m a.m p.m u.s u.k u.n"
    " e.u j.-c apr s.a".split()
)
_STARTERS = frozenset(
    "the a an this that these those it he she they we i you in on at but and so yet if when while as for there what who"
    " how why where after before since some many most all no not its his her their our my one le la les l un une des"
    " ce cet cette ces il elle ils elles on nous vous je tu c d qu s n dans en au aux à mais et or donc si quand"
    " lorsque pour par sur sous avec sans depuis après avant plus tous tout son sa ses leur leurs notre nos".split()
)
#: What has a capital and goes on a time of day: *5 p.m. Friday*, *9 a.m. EST*.
_OF_A_TIME = re.compile(
    r"(?:[A-Z]\w+day|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Eastern|Central|Mountain|Pacific|Greenwich|[A-Z]{2,}|[A-Z]\w+ (?:time|Time))\b|\d"
)
_WORD = re.compile(r"[^\W\d_]+")


def sentences(text: str) -> tuple[Extent, ...]:
    """The sentences of a passage as extents of its text, without the white space around them; none of an empty text.

    >>> text = "M. Duval a 3.5 ans de retard. « Vraiment ? » dit-il. Oui !"
    >>> [text[start:end] for start, end in sentences(text)]
    ['M. Duval a 3.5 ans de retard.', '« Vraiment ? » dit-il.', 'Oui !']
    """
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[Extent]:
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    # Behind the last character there is no other sentence.
    for match in _END.finditer(text, start, end) if _STOP.search(text, start, max(start, end - 1)) else ():
        if match["line"] is not None:
            stop, following = match.start(), match.end()
        else:
            stop, following = match.start("gap"), match.end()
        if start < stop and (match["line"] is not None or _ends(text, start, match)):
            yield start, stop
            start = following
    if start < end:
        yield start, end


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a sentence ends at the match: what follows looks like a beginning, and the stop is no abbreviation's."""
    after = _OPENING.match(text, match.end())
    at = after.end() if after else match.end()
    first = text[at : at + 1]
    if not (first.isupper() or first.isdigit() or first == OBJECT or first in "$€£#@"):
        return False
    if match["stop"] != ".":
        # Dots that trail off within a sentence are followed by what may be a name; those that end one mostly too.
        return True
    word_match = _LAST_WORD.search(text, max(start, match.start() - _LONGEST), match.start())
    word = word_match.group() if word_match else ""
    if word.isdigit() and match.start() - len(word) == start:
        return False  # the number of an entry
    if match["close"]:
        return True
    word = word.rpartition("’")[2].rpartition("'")[2].lstrip("-")
    lower = word.lower()
    if lower in _BOUND:
        # *No. 5*, but *he said no. The end*; *St. Paul*, but *Downing St. He*.
        return (word in _WORDS_TOO or lower == "st") and _starts(text, at)
    if lower in ("a.m", "p.m", "am", "pm"):
        return not _OF_A_TIME.match(text, at)
    initial = len(word) == 1 and word.isupper()
    if initial or lower in _LOOSE or (word[:1].isupper() and re.fullmatch(r"(?:[^\W\d_]\.-?)+[^\W\d_]", word)):
        return _starts(text, at) and not (initial and word == "M")
    return True


def _starts(text: str, at: int) -> bool:
    """Whether the word at an offset is one that sentences like to begin with."""
    word = _WORD.match(text, at)
    return word is not None and word.group().lower() in _STARTERS
