"""How long a translation is beside its English, and whether it stops in the midst of a sentence.

The bounds are those beyond which hardly one translation in a thousand of program messages and articles lies; the
shorter the English, the further its translation strays.
"""

from __future__ import annotations

import re

from qa.bilingual.counterparts import content
from qa.document import OBJECT

#: From so many English characters on, the least and the most French characters for each.
_BOUNDS = ((80, 0.58, 2.4), (40, 0.5, 3.0), (20, 0.4, 3.8), (0, 0.0, 6.5))
#: An overlong translation has so many characters.
_LONG = 60
#: A translation that is far too short lacks so many of the English words, and this share of them.
_LACKING, _LACKING_SHARE = 3, 0.45
#: A translation that ends without a stop where the English has one, and is so short, was cut off.
_CUT = 0.85
#: From so many characters on a text has a whole sentence.
_SENTENCE = 30

_LAYOUT = re.compile(rf"[\s{OBJECT}]+")
_STOP = re.compile(r"[.!?…:;][\s\u00a0\u202f\"'”’»)\]*_]*$")
_LAST = re.compile(r"(?:^|[\s\u00a0’'])([^\W\d_]+['’]?)[\s\u00a0]*,?[\s\u00a0]*$")
#: Words that no French sentence ends with, or hardly ends with, and English ones that a label may end with.
_FR_OPEN = frozenset(
    "le la les l’ des de du d’ à au aux que qu’ dont ce cette ces sa ses leurs mes nos vos et est mais car".split()
)
_FR_HALF_OPEN = _FR_OPEN | frozenset(
    "un une ou pour par sur dans en avec sans chez vers entre son leur sont ont se ne si ni".split()
)
_EN_OPEN = frozenset(
    (
        "the a an of to by for from in on at with and or is are was be not as if than into over under until between "
        "about your needs my his her its their this that these those but"
    ).split()
)


def characters(text: str) -> int:
    """How long a text is, codes and repeated white space not counted."""
    return len(_LAYOUT.sub(" ", text).strip())


def overlong(english: str, french: str) -> bool:
    """Whether a translation is far longer than any rendering of its English."""
    one, other = characters(english), characters(french)
    return other >= _LONG and bool(one) and other > one * _bounds(one)[1]


def truncated(english: str, french: str) -> float:
    """How sure it is that a translation stops midway or is far too short; 0 for not at all."""
    one, other = characters(english), characters(french)
    if not other or one < 20:
        return 0.0
    stops = bool(_STOP.search(english)) and not _STOP.search(french)
    if one >= _SENTENCE and _cut_off(english, french, stops=stops):
        return 0.95
    short = other < one * _bounds(one)[0]
    if not short and not (stops and one >= _SENTENCE and other < one * _CUT):
        return 0.0
    found = content(english, french)
    if len(found.unrendered) < _LACKING or len(found.unrendered) < _LACKING_SHARE * len(found.words):
        return 0.0
    return 0.9 if short else 0.8


def _cut_off(english: str, french: str, *, stops: bool) -> bool:
    """Whether the French ends with a word that calls for another, and the English does not; `stops` of its stop."""
    last = _last(french)
    if not last or last in english.split() or _last(english) in _EN_OPEN:
        return False
    return last in (_FR_HALF_OPEN if stops else _FR_OPEN)


def _bounds(length: int) -> tuple[float, float]:
    return next((least, most) for start, least, most in _BOUNDS if length >= start)


def _last(text: str) -> str:
    """The word that a text ends with, "" where something else follows it."""
    last = _LAST.search(text)
    return last.group(1).replace("'", "’") if last else ""
