"""English that remains in a translation: whole segments left as they were, words carried over."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from qa.bilingual.addresses import addresses
from qa.bilingual.pairs import Pair, pairs
from qa.bilingual.placeholders import placeholders
from qa.document import OBJECT
from qa.language.analysis import Analysis
from qa.language.loanwords import hyphenated
from qa.language.surroundings import Surroundings
from qa.language.tokens import Token, folded, tokens
from qa.lexicon.forms import open_forms
from qa.lexicon.words import ENGLISH, UNKNOWN, Word, open_words

#: From so much foreignness (`Word.foreignness`) on a word is English, from so little French; and so common in English.
_ENGLISH, _FRENCH, _COMMON = 0.7, -0.7, 3.5
#: A segment of one word, and a word carried over, must be so much commoner in English.
_ALONE, _CARRIED = 1.1, 1.1
#: A word so much commoner in English is nothing else, if it is used at all.
_PLAINLY, _USED = 2.0, 2.6
#: Of the words of a nearly unchanged segment so many are of the source.
_UNCHANGED = 0.8

#: Only sentences have these, not names of products.
_SAID = frozenset("your you we our my please was were does isn't don't can't are has have".split())
#: Titles leave these without a capital.
_SMALL = frozenset("the a an of and or in on at to for by with from as but nor".split())
#: Brands and program names that are common words.
_BRANDS = frozenset(
    (
        "windows word excel access outlook office teams edge chrome safari apple java python ruby rust swift "
        "go shell oracle target gap visa orange time nature science guardian independent facebook twitter "
        "firefox amazon discord slack zoom steam spotify google android linux unix bash docker kindle "
        "photoshop acrobat reader writer draw "
    ).split()
)
#: Signs of code, of paths and of commands.
_CODE = re.compile(r"[_/\\=<>{}$|`#~^]|--|\w\(|::|\w\.\w")
#: Options of a command, directives.
_COMMAND = re.compile(r"(?:^|[\s\[({])(?:--?[a-z]|\.[a-z])")
_PLAIN = re.compile(r"[a-z]{3,}")
_LETTER = re.compile(r"[^\W\d_]")

#: Letters of each half of a compound.
_PART = 4

#: After these a word is an option, a key, a title.
_APART = tuple("-‑'\"‘“«[:@.")
#: In so many segments a word carried over is the house's term.
_TERM = 4


class Remain(NamedTuple):
    """English that remains at `text[start:end]` of the pair's passage, and how sure it is that it should not."""

    pair: Pair
    start: int
    end: int
    confidence: float


def left_segments(analysis: Analysis) -> tuple[Remain, ...]:
    """The segments that are (nearly) their English still."""
    return analysis.once(_left_segments)


def _left_segments(analysis: Analysis) -> tuple[Remain, ...]:
    return tuple(remain for pair in pairs(analysis) if (remain := _left(pair)) is not None)


def _left(pair: Pair) -> Remain | None:
    text = pair.text
    if not text or not pair.english:
        return None
    same = text.strip() == pair.english.strip() or text.casefold().split() == pair.english.casefold().split()
    if not same and not _near(pair.english, text):
        return None
    words = _words(text)
    confidence = _sure(words, text, same=same)
    if not confidence:
        return None
    first = len(text) - len(text.lstrip())
    return Remain(pair, pair.start + first, pair.start + len(text.rstrip()), confidence)


def _near(english: str, french: str) -> bool:
    """Whether most words of a translation are those of the English."""
    got = french.casefold().split()
    if len(got) < 4:
        return False
    had = set(english.casefold().split())
    return sum(word in had for word in got) >= _UNCHANGED * len(got)


def _words(text: str) -> list[str]:
    """The words of a segment, without placeholders, addresses, code and figures."""
    extents = [(p.start, p.end) for p in placeholders(text)] + [(a.start, a.end) for a in addresses(text)]
    for start, end in extents:
        text = text[:start] + " " * (end - start) + text[end:]
    return [
        token.text
        for token in tokens(text.replace(OBJECT, " "))
        if _LETTER.match(token.text) and not _CODE.search(text[max(0, token.start - 1) : token.end + 1])
    ]


def _sure(words: list[str], text: str, *, same: bool) -> float:
    """How sure it is that words are English that ought to be French; 0 for names, code and words of both languages."""
    if not words or text.lstrip().startswith(("[", "(")):
        return 0.0
    known = [_known(word) for word in words]
    if len(words) == 1:
        return _sure_of_one(words[0], known[0], text) if same else 0.0
    small = [n for n, word in enumerate(words) if n == 0 or word[0].islower() or word == "I"]
    if len(small) == 1 and not any(word.lower() in _SAID for word in words):
        return 0.0  # A Name In Capitals
    english = sum(_is_english(known[n]) for n in small)
    french = sum(known[n].foreignness <= _FRENCH and known[n].number >= 0 for n in small)
    if english <= 2 * french or english < 0.5 * len(small) or len(small) < 0.4 * len(words):
        return 0.0
    if len(_CODE.findall(text)) * 2 >= len(words) or _COMMAND.search(text):
        return 0.0
    said = any(word.lower() in _SAID for word in words)
    if not said and all(n == 0 or words[n] in _SMALL for n in small) and len(small) < len(words):
        return 0.0  # A Name with Small Words
    if english >= 3:
        return 0.97
    whole = english == len(small) and words[0][0].isupper()
    if not whole and (english < 2 or french or (len(words) < 4 and not said) or not same):
        return 0.0
    return 0.9 if english == 2 else 0.75


def _sure_of_one(word: str, known: Word, text: str) -> float:
    low = word.lower()
    if low in _BRANDS or word != low.capitalize() or len(word) < 4 or _CODE.search(text) or hyphenated(low):
        return 0.0
    if known.foreignness < _ALONE or not known.flags & ENGLISH or known.english < _COMMON:
        return 0.0
    return 0.75


def _known(word: str) -> Word:
    return open_words().get(folded(word)) or UNKNOWN


def _is_english(word: Word) -> bool:
    return word.foreignness >= _ENGLISH and word.english >= _COMMON


def carried(analysis: Analysis) -> tuple[Remain, ...]:
    """The English words of a source that its translation has too, although they are no French, names or terms."""
    return analysis.once(_carried)


def _carried(analysis: Analysis) -> tuple[Remain, ...]:
    from qa.language.marked import marked

    whole = {id(remain.pair) for remain in left_segments(analysis)}
    asked = (p for p in pairs(analysis) if p.english and p.text and id(p) not in whole and p.text != p.english)
    found = [one for _, group in groupby(asked, key=lambda pair: id(pair.passage)) for one in _of_passage(group)]
    if not found:
        return ()
    terms = Counter(_form(run) for _, run in found)
    known = analysis.once(marked)
    return tuple(
        Remain(pair, pair.start + run[0].start, pair.start + run[-1].end, _confidence(run))
        for pair, run in found
        if terms[_form(run)] < _TERM and _form(run) not in known
    )


def _form(run: list[Token]) -> str:
    return " ".join(folded(token.text) for token in run)


def _of_passage(asked: Iterable[Pair]) -> Iterator[tuple[Pair, list[Token]]]:
    """The stretches of English in the pairs of one passage that are not there on purpose."""
    around: Surroundings | None = None
    for pair in asked:
        for run in _runs(pair):
            around = around or Surroundings(pair.passage, tokens(pair.passage.text))
            start, end = pair.start + run[0].start, pair.start + run[-1].end
            if not around.foreign_on_purpose(start, end, *around.between(start, end)) and not around.quoted(start):
                yield pair, run


def _runs(pair: Pair) -> Iterator[list[Token]]:
    """The stretches of words that are English and stand in the source, word by word."""
    if set(_PLAIN.findall(pair.text)).isdisjoint(_PLAIN.findall(pair.english)):
        return  # Most pairs have no word in common at all.
    french = tokens(pair.text)
    suspects = [n for n, token in enumerate(french) if _suspect(token)]
    if not suspects:
        return
    source = {token.text for token in tokens(pair.english)}
    heads = [(found.start, found.end) for found in placeholders(pair.text)]
    suspects = [
        n
        for n in suspects
        if french[n].text in source
        and not pair.text.startswith((" {", "{"), french[n].end)
        and not any(start <= french[n].start < end for start, end in heads)
    ]
    if not suspects:
        return
    taken = -1
    for n in suspects:
        if n <= taken:
            continue
        last = n
        while last + 1 < len(french) and _goes_on(pair, french, last, source):
            last += 1
        while last > n and not _suspect(french[last]):
            last -= 1
        taken = last
        before = pair.text[max(0, french[n].start - 1) : french[n].start]
        if before not in _APART and not hyphenated(_form(french[n : last + 1])):
            yield french[n : last + 1]


def _goes_on(pair: Pair, french: list[Token], last: int, source: set[str]) -> bool:
    """Whether the word after one belongs to the same stretch of English."""
    gap = pair.text[french[last].end : french[last + 1].start]
    after = french[last + 1].text
    return gap == " " and after in source and after.islower() and _known(after).foreignness > 0


def _suspect(token: Token) -> bool:
    """Whether a word, in small letters, is English alone."""
    if not token.text.islower() or len(token.text) < 3:
        return False
    known = _known(token.text)
    if known.french < _USED and _compound(token.text):
        return True
    if known.foreignness >= _PLAINLY:
        return known.english >= _USED
    return known.foreignness >= _CARRIED and known.english >= _COMMON and bool(known.flags & ENGLISH)


def _compound(word: str) -> bool:
    """Whether a word that nobody has heard of is two English ones: *meltwater*."""
    if len(word) < 2 * _PART or not word.isascii() or open_forms().known(word):
        return False
    return any(
        all(_known(part).foreignness >= _CARRIED and _is_english(_known(part)) for part in (word[:at], word[at:]))
        for at in range(_PART, len(word) - _PART + 1)
    )


def _confidence(run: list[Token]) -> float:
    most = max(_known(token.text).foreignness for token in run)
    return round(min(0.98, 0.75 + 0.1 * (most - _CARRIED) + 0.05 * (len(run) - 1)), 2)
