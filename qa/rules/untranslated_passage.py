"""Sentences, headings and paragraphs that were left in English as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qa.document import Passage
from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.language.detection import english
from qa.language.quotations import quotations
from qa.language.tokens import Token, tokens
from qa.rules.rule import Bad, Good, Rule
from qa.settings import Wording

#: Words outside quotation marks and marked stretches that it takes at least, and their share of all.
_OWN, _OWN_SHARE = 5, 0.5
#: Titles and names have capitals, sentences have few: this share of the words begins with a small letter.
_SMALL = 0.6
#: Signs of code in a hundred characters from which on it is no prose.
_SIGNS = 3
_CODE = re.compile(r"[{}<>=;\\|`$#_]|\w\(\)")

#: What only stands in references: pages and identifiers, of which one will do, volumes, publishers.
_PAGE = re.compile(r"\b(?:ISBN|ISSN|doi:|arXiv|pp?\.(?:\s?\d|$))")
_REFERENCE = re.compile(
    r"\b(?:et al\.|eds?\.|[Éé]d\.|[Vv]ol\.|[Nn]o\.|n°)|https?://"
    r"|\b(?:University Press|Journal of|Proceedings of|[Ww]hite ?[Pp]aper|Press,|Retrieved|Archived)\b",
)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
#: A work named before who brought it out and when: *“The Long Road”, Harbour Books, 2004*.
_NAMED_FIRST = re.compile(r"[^\w]{0,3}[\"“«‘]")


def _check(analysis: Analysis) -> Iterator[Finding]:
    for passage, extents in zip(analysis.document.passages, analysis.once(english), strict=True):
        for start, end in extents:
            if not _on_purpose(passage, start, end):
                yield RULE.finding(
                    analysis, passage, start, end, confidence=0.95, shown=_shown(passage.text[start:end])
                )


def _on_purpose(passage: Passage, start: int, end: int) -> bool:
    """Whether English stands there by right: quoted, a title, names, a reference, code."""
    if passage.kind == "quote":
        return True
    text = passage.text[start:end]
    if len(_CODE.findall(text)) * 100 >= _SIGNS * len(text) or _is_reference(text):
        return True
    words = [token for token in tokens(text) if token.text[0].isalpha()]
    aside = [(q.start - start, q.end - start) for q in quotations(passage.text) if q.opened]
    aside += [(first - start, last - start) for first, last in passage.breaks]
    own = [word for word in words if not any(first <= word.start < last for first, last in aside)]
    if len(own) < max(_OWN, _OWN_SHARE * len(words)):
        return True
    return _small(own) < _SMALL * len(own)


def _small(words: Sequence[Token]) -> int:
    return sum(word.text[0].islower() or word.text == "I" for word in words)


def _is_reference(text: str) -> bool:
    if _PAGE.search(text):
        return True
    signs = len(_REFERENCE.findall(text)) + bool(_YEAR.search(text))
    return signs >= 2 or (bool(signs) and _NAMED_FIRST.match(text) is not None)


def _shown(text: str) -> str:
    """The beginning of a passage, as much as a message has room for."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:60].rpartition(" ")[0] + "…"


RULE = Rule(
    name="untranslated-passage",
    category="accuracy/untranslated",
    severity="error",
    title=Wording("Passage laissé en anglais", "Passage left in English"),
    reason=Wording(
        "Une traduction inachevée laisse des phrases, des titres ou des paragraphes entiers dans la langue de "
        "départ. Un passage anglais fait un seul signalement, sans proposition : il est à traduire. Les citations "
        "entre guillemets, les titres d’œuvres, les listes de noms, les références et le code ne sont pas signalés.",
        "An unfinished translation leaves whole sentences, headings or paragraphs in the source language. An "
        "English passage is one finding, without a suggestion: it has to be translated. Quotations in quotation "
        "marks, titles of works, lists of names, references and code are not reported.",
    ),
    message=Wording(
        "Passage en anglais, à traduire : « {shown} ».",
        "Passage in English, to be translated: “{shown}”.",
    ),
    check=_check,
    bad=(
        Bad(
            "La bibliothèque rouvre mardi. The reading room will stay closed until the end of the month.",
            ("The reading room will stay closed until the end of the month.",),
        ),
        Bad(
            "Nous avons rencontré le maire.\n\nThe town of Sarlac has been looking for a doctor since last spring. "
            "Three of them came, and none of them stayed.\n\nLes habitants attendent.",
            (
                "The town of Sarlac has been looking for a doctor since last spring. Three of them came, and none of "
                "them stayed.",
            ),
        ),
    ),
    good=(
        Good("« We shall not close the school, and that is final », a répété le maire.", "une citation"),
        Good("Elle a lu The Wind in the Willows, The Sword in the Stone et The Once and Future King.", "des titres"),
        Good("Der Bürgermeister war am Montag in der Schule und hat mit den Eltern gesprochen.", "pas de l’anglais"),
        Good("“The tide tables of the Northern coast and what they hide”, Harbour Papers, 2011.", "une référence"),
    ),
)
