"""The pairs that have a translation to be judged: neither missing nor the English itself."""

from __future__ import annotations

from qa.bilingual.pairs import Pair, pairs
from qa.language.analysis import Analysis

#: An alignment less sure than this may have put together what does not belong together.
_TRUSTED = 0.75


def rendered(analysis: Analysis) -> tuple[Pair, ...]:
    """The pairs with English and French that are not the same, in reading order."""
    return analysis.once(_rendered)


def _rendered(analysis: Analysis) -> tuple[Pair, ...]:
    return tuple(pair for pair in pairs(analysis) if _both(pair))


def _both(pair: Pair) -> bool:
    english, french = pair.english.strip(), pair.text.strip()
    return bool(english and french) and english != french and pair.confidence >= _TRUSTED
