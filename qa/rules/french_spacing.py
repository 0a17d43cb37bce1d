"""No-break spaces before ; : ! ? and inside « », as the readers' country sets them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.language.quotations import NARROW_NO_BREAK, NO_BREAK
from qa.rules.rule import Bad, Good, Rule, replacement
from qa.settings import Variant, Wording


class _Custom(NamedTuple):
    """The space that a country sets before ; ! ?, before the colon and inside « »."""

    high: str
    colon: str
    guillemets: str


_PARIS = _Custom(NARROW_NO_BREAK, NO_BREAK, NO_BREAK)
_CUSTOMS: dict[Variant, _Custom] = {
    "fr-FR": _PARIS,
    "fr-BE": _PARIS,
    "fr-CA": _Custom("", NO_BREAK, NO_BREAK),
    "fr-CH": _Custom(NARROW_NO_BREAK, NARROW_NO_BREAK, NARROW_NO_BREAK),
}

_NONE_WANTED = Wording(
    "Pas d’espace devant « {mark} » selon l’usage choisi.",
    "No space before “{mark}” in the chosen usage.",
)

_MARK = re.compile(r"[;:!?«»]")
_SPACES = frozenset((" ", "\t", "\u2009", NO_BREAK, NARROW_NO_BREAK))
#: How far back a word is looked at to tell a sentence's colon from that of `:smile:` or of a path.
_REACH = 60


def _check(analysis: Analysis) -> Iterator[Finding]:
    custom = _CUSTOMS[analysis.settings.variant]
    for passage in analysis.document.passages:
        text = passage.text
        for match in _MARK.finditer(text):
            mark, at = match.group(), match.start()
            if any(start <= at < end for start, end in passage.breaks):
                continue
            if mark == "«":
                start, end = at, _after_spaces(text, at + 1)
                used, wanted = text[at + 1 : end], custom.guillemets
                counts = end < len(text) and text[end] not in "\r\n»"
            else:
                start, end = _before_spaces(text, at), at + 1
                used = text[start:at]
                wanted = custom.guillemets if mark == "»" else custom.colon if mark == ":" else custom.high
                counts = (
                    start > 0 and text[start - 1] not in "\r\n«([" and (mark == "»" or _ends_words(text, start, at))
                )
            if counts and not _is_right(used, wanted):
                right = mark + wanted if mark == "«" else wanted + mark
                yield RULE.finding(
                    analysis,
                    passage,
                    start,
                    end,
                    safe=True,
                    suggestions=replacement(passage, start, end, right),
                    message=None if wanted else _NONE_WANTED,
                    mark=mark,
                )


def _before_spaces(text: str, at: int) -> int:
    while at and text[at - 1] in _SPACES:
        at -= 1
    return at


def _after_spaces(text: str, at: int) -> int:
    while at < len(text) and text[at] in _SPACES:
        at += 1
    return at


def _is_right(used: str, wanted: str) -> bool:
    """Both widths of a no-break space are right; where none is wanted, a narrow one may still stand."""
    return used in (NO_BREAK, NARROW_NO_BREAK) if wanted else used in ("", NARROW_NO_BREAK)


def _ends_words(text: str, start: int, at: int) -> bool:
    """Whether ; : ! or ? ends words of a sentence: no address, time, ratio, emoji or second mark of "?!"."""
    mark, before, after = text[at], text[start - 1], text[at + 1 : at + 2]
    if before in ";:!?":
        return False
    if mark in ";:":
        following = text[at + 1 : at + 4].strip()[:1]
        word = text[max(0, start - _REACH) : start].rsplit(maxsplit=1)[-1:]
        emoji_or_path = bool(word) and (":" in word[0] or "/" in word[0])
        return (not after or after.isspace()) and not emoji_or_path and not (before.isdigit() and following.isdigit())
    return not after or after.isspace() or after in '!?.…,»”’")]'


RULE = Rule(
    name="french-spacing",
    category="locale-conventions/spacing",
    severity="info",
    title=Wording("Espaces insécables", "No-break spaces"),
    reason=Wording(
        "Une espace insécable empêche la ponctuation de passer seule à la ligne. En France et en Belgique, on la met "
        "fine devant ; ! ? et ordinaire devant : et entre « » ; au Québec, ; ! ? se collent au mot ; en Suisse, elle "
        "est fine partout. Les deux largeurs sont admises.",
        "A no-break space keeps punctuation from standing alone at the head of a line. France and Belgium set a narrow "
        "one before ; ! ? and a full one before : and inside « »; in Québec ; ! ? follow the word at once; Switzerland "
        "sets a narrow one everywhere. Either width is accepted.",
    ),
    message=Wording("Espace insécable attendue : « {mark} ».", "A no-break space belongs next to “{mark}”."),
    check=_check,
    bad=(
        Bad(
            "Partez : il est tard !",
            finds=(" :", " !"),
            fix="Partez\u00a0: il est tard\u202f!",
        ),
        Bad(
            "Elle dit «oui» ; lui, rien?",
            finds=("«", "»", " ;", "?"),
            fix="Elle dit «\u00a0oui\u00a0»\u202f; lui, rien\u202f?",
        ),
    ),
    good=(
        Good("Déjà\u202f! Il répond\u00a0: «\u00a0Qui sait\u00a0?!\u00a0»"),
        Good(
            "Voyez https://exemple.fr/page?x=1;y=2 à 12:30, au format 16:9 :) :smile:",
            "Adresse, heure, rapport, émoticônes.",
        ),
    ),
    default=False,
    sources=("Lexique des règles typographiques en usage à l’Imprimerie nationale", "Guide du typographe, Lausanne"),
)
