"""What an English sentence denies and its translation plainly affirms: the denied verb is there, and nothing denies it.

Words of negative meaning are of no account where they stand in another clause: *La commande efface les fichiers, sauf
si …* is no rendering of *The command never deletes files, unless …*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.bilingual.evidence import english_word, french_keys

#: A denial and the word that it denies, adverbs left out.
_ABLE = r"may|might|can|could"
_OBLIGED = r"must|should|need"
_DENIED = re.compile(
    rf"\b(?:(?P<able>{_ABLE})(?:\s?not|n['’]t)|(?P<canny>can)['’]t|(?P<obliged>{_OBLIGED})(?:\s+not|n['’]t)"
    r"|(?:do|does|did|is|are|was|were|has|have|had|will|would|shall)(?:\s+not|n['’]t)|won['’]t|never|\bnot\s+to)"
    r"\s+(?:(?:yet|be|been|have|to|ever|also|even|an?|the|any|(?!only)\w+ly)\s+)*(?P<verb>[a-z]+)",
    re.IGNORECASE,
)
#: After these, or with these behind them, nothing plain is denied.
_SOFT = re.compile(
    r"\s*(?:only|just|merely|simply|mention|exceed|too|very|so|all|every|always|necessarily|yet|even|mind|again|fail"
    r"|stop|cease|worry|hesitate|forget|wait|let|miss|help|want|be|like|seem|work|know|do|get|make|take)\b",
    re.IGNORECASE,
)
_TURNED = re.compile(r"\b(?:until|till|barely|hardly|rather than|instead|either|nor|neither)\b|\?\W*$", re.IGNORECASE)

_BEFORE = re.compile(r"\bbefore\b", re.IGNORECASE)
_AVANT = re.compile(r"\bavant\b", re.IGNORECASE)
_PLAIN = re.compile(r"\bnever\b|\bbeen\b", re.IGNORECASE)
_ALWAYS = re.compile(r"\btoujours\b", re.IGNORECASE)
#: Verbs that say little by themselves, and what one that dictionaries know has more keys than.
_LIGHT = re.compile(r"(?i:be|come|do|get|go|got|give|have|had|make|put|take|in|at|on|of|so|able|need)")
_DESCRIBED = 2

#: *Not only* denies nothing.
_MORE = frozenset(("only", "just", "merely", "simply"))

_CLAUSE = re.compile(r"[,;:.!?()–—«»]|\s(?=(?:et|mais|ou|qui|que|où|dont|quand|lorsque|si|car)\s|qu[’'])")
_WORD = re.compile(r"[^\W\d_]+")
#: What denies by itself.
_HARD = re.compile(
    r"(?<!\w)(?:n[’']|(?:ne|sans|ni|non|pas|jamais|aucune?|personne|rien|nul(?:le)?|guère|nullement)(?!\w))",
    re.IGNORECASE,
)
_BESIDE_NE = re.compile(r"(?:pas|jamais|aucune?|personne|rien|nul(?:le)?|guère|nullement|ni)$", re.IGNORECASE)
#: What denies the verb that it stands with by what it means.
_MEANT = re.compile(
    r"(?<!\w)(?:refus|impossib|incapab|ignor|manqu|évit|cess|échou|échec|empêch|interdi|absen|rejet|ni[ea]|dément|défend"
    r"|contest|exclu|renonc|oubli|faill|priv|dépourvu|dénué|difficil|inutil|prohib|abst|suspen|abandonn|annul|supprim"
    r"|désactiv|déconseill|dispens|exempt|seul|uniquement|rarement|peu(?!\w)|plutôt|lieu|trop|garde|attention|exception"
    r"|dés|mal(?!\w)|in\w+able|in\w+ible|libre|arrêt)",
    re.IGNORECASE,
)
#: What says in one word that something cannot be, wherever it stands.
_CANNOT = re.compile(
    r"(?<!\w)(?:impossib|incapab|échou|échec|différ|inexact|incorrect|invalid|incomplet|insuffisa)", re.IGNORECASE
)
_PERMITTED = re.compile(
    r"(?<!\w)(?:p(?:eu[tx]|euvent|ouvez|ouvons|ouva\w+|ourr\w+|uisse\w*)|permet\w*)$", re.IGNORECASE
)
_BOUND = re.compile(r"(?<!\w)(?:doi(?:s|t|vent)|dev(?:ez|ons|r\w+|a\w+)|faut|faudra\w*|fallait|besoin)$", re.IGNORECASE)

_NOT_ALL = re.compile(r"^\W*not (?:all|every\w*|each)\b", re.IGNORECASE)
_ALL = re.compile(r"^\W*(?:tous|toutes|tout|chaque|chacune?)(?!\w)", re.IGNORECASE)
_SOME = re.compile(r"(?<!\w)(?:certain|quelque|plupart|parfois|souvent|partie|majorité)", re.IGNORECASE)


def affirms(english: str, french: str) -> bool:
    """Whether a translation plainly says what its English denies.

    >>> affirms("The law does not cover dogs, but cats.", "La loi couvre les chiens, mais les chats.")
    True
    >>> affirms("The law does not cover dogs.", "La loi refuse de couvrir les chiens.")
    False
    """
    if _NOT_ALL.search(english):
        return bool(_ALL.search(french)) and not (_HARD.search(french) or _SOME.search(french))
    denied = list(_DENIED.finditer(english))
    if not denied or _TURNED.search(english) or _denials(french) >= len(denied):
        return False
    if _BEFORE.search(english) and not _AVANT.search(french):
        return False  # Not before ten: at ten.
    clauses = [clause for clause in _CLAUSE.split(french) if clause]
    several = len(denied) > 1
    return not _CANNOT.search(french) and any(_plainly(match, clauses, several=several) for match in denied)


def turned(english: str, french: str) -> bool:
    """Whether what an English sentence denies is told in other words, as *not forget* is *se souvenir*.

    Hardly anything but *toujours* tells *never* in other words, and hardly anything what has not been done.
    """
    return any(
        (not _PLAIN.search(match.group()) or _ALWAYS.search(french))
        and not _LIGHT.fullmatch(verb := match["verb"])
        and (clue := english_word(verb)) is not None
        and len(clue.keys) > _DESCRIBED
        and clue.keys.isdisjoint(french_keys(_WORD.findall(french)))
        for match in _DENIED.finditer(english)
    )


def _denials(french: str) -> int:
    """How many times a French text denies by a word that does nothing else; *ne … pas* is once."""
    count = 0
    for clause in _CLAUSE.split(french):
        words = [match.group() for match in _HARD.finditer(clause)]
        ne = sum(word.lower() in ("ne", "n’", "n'") for word in words)
        alone = sum(not _BESIDE_NE.match(word) for word in words) - ne
        count += ne + alone + (sum(bool(_BESIDE_NE.match(word)) for word in words) if not ne else 0)
    return count


def _plainly(denied: re.Match[str], clauses: list[str], *, several: bool) -> bool:
    """Whether what one denial denies is said, and each time in a clause without anything that denies.

    Where `several` denials may be of the same word, once is enough.
    """
    said = [clause for clause in clauses if any(_renders(denied, clause))]
    plain = [clause for clause in said if not _HARD.search(clause) and not _MEANT.search(clause)]
    return bool(plain) and (several or len(plain) == len(said))


def _renders(denied: re.Match[str], clause: str) -> Iterator[bool]:
    verb = denied["verb"].lower()
    able = bool(denied["able"] or denied["canny"] or verb == "able")
    if verb in _MORE:
        return
    # What one need not do one may do all the same.
    freed = (denied["obliged"] or verb).lower() in ("need", "have")
    clue = None if able or freed or _SOFT.match(verb) or len(verb) < 3 else english_word(verb)
    for word in _WORD.findall(clause):
        yield able and bool(_PERMITTED.match(word))
        yield (freed or bool(denied["obliged"])) and bool(_BOUND.match(word))
        yield clue is not None and not clue.keys.isdisjoint(french_keys([word]))
