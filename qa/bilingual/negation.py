"""Whether an English sentence denies what it says, and whether a French one has anything that denies."""

from __future__ import annotations

import re

from qa.language.tokens import folded, tokens
from qa.lexicon.forms import open_forms

_AUXILIARY = "do|does|did|is|are|am|was|were|has|have|had|will|would|can|could|shall|should|must|may|might|need"
_DENIAL = re.compile(
    rf"\b(?:{_AUXILIARY})(?:\s+not|n['’]t)\b|\b(?:won|can)['’]t\b|\bcannot\b|\b\w+['’](?:m|s|re)\s+not\b|\bnever\b"
    r"|\b(?:is|are|was|were|has|have|had|with|be)\s+no\s+(?!doubt|wonder|matter|exception|fewer|less|more)\w+"
    r"|\bno longer\b|\b(?:nobody|nothing|no one|nowhere)\b",
    re.IGNORECASE,
)
#: After *not* these leave no denial, or one that hardly shows in another language.
_SOFT = (
    "only|just|merely|simply|until|to "
    "mention|least|far|quite|exceed|too|very|so|all|every\\w*|always|necessarily|yet|even|long|a "
    "few|un(?!der|it|ion)\\w+|in(?:a|con|comp|diff|evi|fre|sig)\\w+|im(?:poss|plaus|prob|port)\\w+|dis(?:s|h|p)\\w+"
)
_SOFT_SHORT = (
    "wait|help|agree more|mind|worry|miss|hesitate|fail|stop|let|bad|forget|make sense"
    "|(?:be|have) (?:\\w+er|more|better)"
)
_NO_DENIAL = re.compile(
    rf"\bnot\s+(?:{_SOFT})\b|n['’]t\s+(?:{_SOFT}|{_SOFT_SHORT})\b"
    r"|\bnever (?:mind|again|stops?|fails?|ceases?)\b"
    r"|\bcannot but\b|\bnothing (?:but|short|more|less|else)\b|,\s*\w+n['’]t\s+\w+\s*\?"
    r"|\b(?:if|or|why|but) (?:not|never)\b"
    r"|\bnot\b.*\bbut\b|\b(?:than|as)\b.*\bnever\b|\b(?:until|unless|without|rather than|barely|hardly|ever)\b"
    r"|[-\[(,'\"“‘`]\s?(?:never|nothing)|one of nothing",
    re.IGNORECASE,
)
_QUESTION = re.compile(rf"^\W*(?:{_AUXILIARY}|wo|ca)n['’]t\b.*\?\W*$", re.IGNORECASE)
_SEVERAL = re.compile(r"[.!?;]['\"”’)]*\s+\S")

#: French words that deny, or do so by what they mean.
_DENYING = re.compile(
    r"(?<!\w)(?:n['’]|(?:"
    r"ne|pas|jamais|aucune?s?|sans|ni|non|rien|personne|guère|nul(?:le)?s?|point|plus|nullement|sauf|hormis"
    r"|hors|peu|moins|seul(?:e|s|es|ement)?|uniquement|rarement|rares?|faute|défaut|erreurs?|loin|trop|contre"
    r"|contrairement|impossible|incapables?|inutiles?|refus\w*|ignor\w+|manqu\w+|évit\w+|cess\w+|échou\w+"
    r"|échec\w*|empêch\w+|interdi\w+|absen\w+|rejet\w+|nie\w*|dément\w*|contest\w+|exclu\w*|renonc\w+|perd\w*"
    r"|oubli\w+|rat\w+|faill\w+|priv\w+|dépourvu\w*|dénué\w*|difficil\w+|déni\w*|prohib\w+|abst\w+|vain\w*"
    r"|arrêt\w+|suspen\w+|abandonn\w+|annul\w+|supprim\w+|vide\w*|libre\w*|gratuit\w*|dispens\w+|exempt\w+|zéro"
    r"|nenni|mal|sinon|demeur\w+|rest\w+|encore|désormais|dépass\w+|échapp\w+|plutôt|lieu|déconseill\w+|désactiv\w+"
    r"|attention|gare|garde\w*|avant|antérieur\w*|différ\w+|in\w+[ai]bles?|im\w+[ai]bles?"
    r")(?!\w))",
    re.IGNORECASE,
)
#: English words, and French ones that render them and would deny something without them.
_RENDERED = tuple(
    (re.compile(rf"\b(?:{word})", re.IGNORECASE), re.compile(renders, re.IGNORECASE))
    for word, renders in (
        ("before", "avant"),
        ("beyond|exceed|got past|overt", r"dépass\w+"),
        ("rest|remain", r"rest\w+|demeur\w+"),
        ("more|newer|\\w+er than", "plus"),
        ("less|fewer", "moins"),
        ("still", "encore"),
        ("free", r"libre\w*|gratuit\w*"),
    )
)
_PREFIX = re.compile(r"^(?:in|im|ir|il|mal|mé|dés|dé|anti|non-?)(?=\w{4})")
#: Words that only look so.
_NOT_PREFIXED = frozenset(
    "immeuble immeubles inclus incluse incluses indien indienne importé importée impliqué".split()
)
_DENIED = frozenset(("adj", "participle", "adv"))


def denies(english: str) -> bool:
    """Whether an English segment is one sentence that denies, in a way that its translation has to show."""
    if _DENIAL.search(english) is None or _NO_DENIAL.search(english) or _QUESTION.match(english):
        return False
    return _SEVERAL.search(english) is None


def has_denial(french: str, english: str = "") -> bool:
    """Whether a French text has a word that denies, by itself, by what it means or by its prefix.

    What only renders a word of the English does not count: *avant* beside *before*.
    """
    given = [renders for word, renders in _RENDERED if word.search(english)]
    if any(not any(each.fullmatch(found.group()) for each in given) for found in _DENYING.finditer(french)):
        return True
    words = (folded(token.text) for token in tokens(french))
    return any(_prefixed(word) and not any(each.fullmatch(word) for each in given) for word in words)


def _prefixed(word: str) -> bool:
    """Whether a word is an adjective or adverb that denies another: *incertain*, *mécontent*."""
    prefix = _PREFIX.match(word)
    if prefix is None or word in _NOT_PREFIXED:
        return False
    forms = open_forms()
    return any(form.pos in _DENIED for form in forms.analyses(word)) and forms.known(word[prefix.end() :])
