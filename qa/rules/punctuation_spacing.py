"""White space before a comma or full stop, or none after it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.document import OBJECT, Passage
from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.rules.rule import Bad, Good, Rule, replacement
from qa.settings import Wording

_TOO_MUCH = Wording(
    "Espace de trop devant la ponctuation : « {text} ».",
    "White space before a punctuation mark: “{text}”.",
)

#: Words that begin a sentence or follow a comma. No file, host or class has one of them for a name, so that what stands
#: before the mark and what stands after it are two words of a sentence.
_PLAIN = frozenset(
    """
    le la les l un une des du de d au aux ce cet cette ces c il elle ils elles nous vous je j s
    ne n qui que qu dont et ou
    mais donc car ni dans en par pour sur sous avec sans selon après avant depuis pendant comme lorsque quand puis
    alors ainsi aussi cependant toutefois enfin son sa ses leur leurs notre votre mon ma mes chaque plusieurs etc
    """.split()
)
#: What a name of a program or site may end in, even with a capital.
_ENDINGS = frozenset("net js io com fr org ai md py txt pdf html css".split())
#: What stands before the full stop in names of program elements: this.Sum.
_OBJECTS = frozenset("this self base super my string float double int char bool console window document".split())
#: After these the mark is spoken of: la touche , du clavier.
_NAMES_OF_MARKS = re.compile(
    r"(?:touche|virgule|point|signe|caractère|symbole|séparateur|opérateur|et|ou|par|un|une|le|la) *$", re.I
)

_SUSPECT = re.compile(r"[,.](?:(?=[^\W\d_])|(?<=\s.))")
_LETTERS = re.compile(r"[^\W\d_]+")
_LAST_LETTERS = re.compile(r"[^\W\d_]+$")
_REACH = 48
_LABEL = 6


def _check(analysis: Analysis) -> Iterator[Finding]:
    for passage in analysis.document.passages:
        text = passage.text
        for match in _SUSPECT.finditer(text):
            at = match.start()
            if any(start <= at < end for start, end in passage.breaks):
                continue
            finding = _spaced(analysis, passage, at) if text[at - 1 : at].isspace() else _joined(analysis, passage, at)
            if finding:
                yield finding


def _joined(analysis: Analysis, passage: Passage, at: int) -> Finding | None:
    """The finding where a comma or full stop stands between two words without white space."""
    text = passage.text
    before, after = _LAST_LETTERS.search(text, max(0, at - _REACH), at), _LETTERS.match(text, at + 1, at + _REACH)
    if before is None or after is None or not _stands_alone(text, before.start(), after.end()):
        return None
    left, right = before.group(), after.group()
    plain = right.lower() in _PLAIN and (len(right) > 1 or text[after.end() : after.end() + 1] in ("'", "’"))
    if len(left) < 2 or not (plain or len(right) > 2) or right.lower() in _ENDINGS:
        return None
    if text[at] == ",":
        if not (left[1:].islower() and (right.islower() or right.istitle())):
            return None
        sure = plain and right.islower()
    else:
        ends_sentence = plain or (left.islower() and left not in _OBJECTS)
        if not (right.istitle() and ends_sentence and (left.islower() or left.istitle())):
            return None
        sure = plain and left.islower()
    fixed = f"{left}{text[at]} {right}"
    start, end = before.start(), after.end()
    suggestions = replacement(passage, start, end, fixed, confidence=0.95)
    return RULE.finding(
        analysis, passage, start, end, confidence=0.95 if sure else 0.8, safe=sure, suggestions=suggestions
    )


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether nothing joins the two words to more: no path, host, number, list of codes or inclusive ending."""
    around = text[max(0, start - 1) : start], text[end : end + 1], text[end + 1 : end + 2]
    joins = "@/\\_=#&|+*<>~^$%:.,{}[]·" + OBJECT
    if around[0] and (around[0] in joins or around[0].isalnum()):
        return False
    if around[1] in (".", ",", ":"):
        return not around[2] or around[2].isspace() or around[2] in ')»”"'
    return not around[1] or not (around[1] in joins + "(" or around[1].isalnum())


def _spaced(analysis: Analysis, passage: Passage, at: int) -> Finding | None:
    """The finding where white space stands before a comma or full stop."""
    text = passage.text
    start = at
    while start and text[start - 1] in " \t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}":
        start -= 1
    before, after = text[start - 1 : start], text[at + 1 : at + 2]
    if not before or not (before.isalnum() or before in ")]»”’%€") or len(text[: 8 * _LABEL].split()) < _LABEL:
        return None
    if after and not (after.isspace() or after in "»”" or (text[at] == "," and after.isalpha())):
        return None
    following = text[at + 1 : at + 4].strip()[:1]
    if (before.isdigit() and following.isdigit()) or following in tuple(",."):
        return None
    if text[at] == "." and following.islower():
        return None
    if _NAMES_OF_MARKS.search(text, max(0, start - _REACH), start):
        return None
    fixed = text[at] + (" " if after.isalpha() else "")
    sure = (before.isalpha() or before in ")»") and at - start == 1
    return RULE.finding(
        analysis,
        passage,
        start,
        at + 1,
        confidence=0.95 if sure else 0.8,
        safe=sure,
        suggestions=replacement(passage, start, at + 1, fixed, confidence=0.95),
        message=_TOO_MUCH,
    )


RULE = Rule(
    name="punctuation-spacing",
    category="linguistic-conventions/punctuation",
    severity="warning",
    title=Wording("Espaces autour de la virgule et du point", "Spaces around commas and full stops"),
    reason=Wording(
        "La virgule et le point se collent au mot qui précède et sont suivis d’une espace.",
        "A comma or full stop follows its word at once and is followed by a space.",
    ),
    message=Wording(
        "Espace manquante après la ponctuation : « {text} ».",
        "Missing space after a punctuation mark: “{text}”.",
    ),
    check=_check,
    bad=(
        Bad("Le chat dort,la souris danse.", finds=("dort,la",), fix="Le chat dort, la souris danse."),
        Bad(
            "La pluie cesse enfin.Elle a duré trois jours.",
            finds=("enfin.Elle",),
            fix="La pluie cesse enfin. Elle a duré trois jours.",
        ),
        Bad(
            "Le train de midi , le dernier de la journée .",
            finds=(" ,", " ."),
            fix="Le train de midi, le dernier de la journée.",
        ),
    ),
    good=(
        Good("Le prix passe de 3,50 à 4,20 euros, soit 20 % de plus."),
        Good(
            "Les étudiant.e.s lisent Node.js sur www.exemple.fr, page d’accueil.",
            "Écriture inclusive, noms de programmes et de sites.",
        ),
        Good("Ce programme vise .NET et lit les fichiers .txt de M.Dupont ... et d’autres."),
        Good("La classe System.Text sert au N,N-diméthyle.", "Noms techniques."),
    ),
)
