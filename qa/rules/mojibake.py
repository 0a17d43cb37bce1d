"""Letters spoilt by a wrong decoding: Ã© for é, â€™ for ’."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.document import Passage
from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.rules.rule import Bad, Good, Rule, replacement
from qa.settings import Wording

#: What the bytes 80 to BF, which continue a letter in UTF-8, look like when they are read as Windows-1252 or Latin-1.
_CONTINUING = "".join(
    bytes((code,)).decode("cp1252", errors="ignore") + (chr(code) if code < 0xA0 else "") for code in range(0x80, 0xC0)
)
_C = f"[{re.escape(_CONTINUING)}]"
#: The first letters are those that begin the letters of French and its punctuation. É», Ñ… and the like are good text.
_DAMAGED = re.compile(f"(?:[ÂÃ]{_C}|Ã(?= )|Å[“’¸\x93\x92]|â[€\x80‚\x82]{_C}?|ï[»¿][¿½]|ðŸ{_C}{{2}})+|\ufffd+")
_GOOD = frozenset(
    "àâäæçéèêëîïôöœùûüÿñáíóúÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸ«»‘’‚“”„–—…€•°§·±²³½¼¾×©®™ªº¿¡\u00a0\u202f\u2009\u2011\u2010\u2212\ufeff"
)

#: How far before its damage a word is looked for.
_REACH = 40
_WORD_BEFORE = re.compile(r"[\w’'-]+$")
#: What was most likely there, where a byte has been lost: the closing mark “â€\x9d”, “Ã” with its no-break space.
_LIKELY = {"â€": "”", "Ã": "à"}


def repaired(text: str) -> str | None:
    """The text that was decoded as Windows-1252 instead of UTF-8, once or more often; None if that gives no good text.

    >>> repaired("Ã©"), repaired("Ã‚Â«"), repaired("Ã¿Ã")
    ('é', '«', None)
    """
    for _ in range(3):
        try:
            text = b"".join(_byte(character) for character in text).decode("utf-8")
        except UnicodeError:
            return None
        if not _DAMAGED.search(text) and all(character in _GOOD or character >= "\U0001f000" for character in text):
            return text
    return None


def _byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


def _check(analysis: Analysis) -> Iterator[Finding]:
    for passage in analysis.document.passages:
        if not _may_be_damaged(passage.text):
            continue
        end = 0
        while match := _DAMAGED.search(passage.text, end):
            start, end = _word(passage.text, match, end)
            lone_sign = end - start == len(match.group()) and match.group().startswith("\N{REPLACEMENT CHARACTER}")
            if not lone_sign and not any(first < end and start < last for first, last in passage.breaks):
                yield _finding(analysis, passage, start, end)


def _may_be_damaged(text: str) -> bool:
    """Whether a text holds what damage begins with. To look for fixed strings is many times as fast as the pattern."""
    return (
        "Ã" in text
        or "Â" in text
        or "â€" in text
        or "â\x80" in text
        or "\ufffd" in text
        or "Å" in text
        or "ð" in text
        or "ï¿" in text
        or "ï»" in text
    )


def _word(text: str, match: re.Match[str], floor: int) -> tuple[int, int]:
    """Where the damaged word begins and ends; it may be damaged in several places."""
    before = _WORD_BEFORE.search(text, max(floor, match.start() - _REACH), match.start())
    end = match.end()
    while end < len(text):
        if damaged := _DAMAGED.match(text, end):
            end = damaged.end()
        elif text[end].isalnum() or text[end] in "’'-":
            end += 1
        else:
            break
    return (before.start() if before else match.start()), end


def _finding(analysis: Analysis, passage: Passage, start: int, end: int) -> Finding:
    word = passage.text[start:end]
    pieces = {piece: repaired(piece) for piece in _DAMAGED.findall(word)}
    sure = all(pieces.values())
    good = _DAMAGED.sub(lambda piece: pieces.get(piece.group()) or _LIKELY.get(piece.group(), ""), word)
    known = all(fixed or piece in _LIKELY for piece, fixed in pieces.items())
    suggestions = replacement(passage, start, end, good, confidence=0.99 if sure else 0.7) if known else ()
    return RULE.finding(analysis, passage, start, end, safe=sure, suggestions=suggestions)


RULE = Rule(
    name="mojibake",
    category="linguistic-conventions/character-encoding",
    severity="error",
    title=Wording("Caractères mal décodés", "Wrongly decoded characters"),
    reason=Wording(
        "Un texte en UTF-8 lu comme s’il était en Windows-1252 voit chaque lettre accentuée changée en deux signes. "
        "La correction relit les octets comme il faut.",
        "UTF-8 text read as if it were Windows-1252 has each accented letter turned into two signs. The correction "
        "reads the bytes as they should be.",
    ),
    message=Wording("Caractères mal décodés : « {text} ».", "Wrongly decoded characters: “{text}”."),
    check=_check,
    bad=(
        Bad("Le cafÃ© dâ€™Ã©tÃ© ferme.", finds=("cafÃ©", "dâ€™Ã©tÃ©"), fix="Le café d’été ferme."),
        Bad(
            "Une Å“uvre dÃ©jÃ\u00a0 vue Ã\u00a0 Lyon.",
            finds=("Å“uvre", "dÃ©jÃ\u00a0", "Ã\u00a0"),
            fix="Une œuvre déjà vue à Lyon.",
        ),
        Bad("Un text\ufffd illisible.", finds=("text\ufffd",), fix=None),
    ),
    good=(
        Good("À Évreux, l’âge du café « CAFÉ» n’a pas d’importance…"),
        Good("São Paulo, SÃO PAULO, Ångström, Malmö, Ñuñoa.", "Des lettres d’autres langues."),
        Good("Le signe \ufffd remplace une lettre illisible.", "Le signe est cité pour lui-même."),
    ),
)
