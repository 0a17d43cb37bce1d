"""The determiners of French by gender, number and the sound that follows, contracted ones (du, à l’) among them."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from qa.language.tokens import folded


class Cell(NamedTuple):
    """One place of a determiner: `gender` "m" or "f", `number` "s" or "p".

    `vowel` says whether it wants a vowel sound to follow; None does not mind.
    """

    family: str
    gender: str
    number: str
    vowel: bool | None


#: Masculine, masculine before a vowel, feminine, feminine before a vowel, plural masculine, plural feminine.
_FAMILIES: dict[str, tuple[str, str, str, str, str, str]] = {
    "le": ("le", "l'", "la", "l'", "les", "les"),
    "un": ("un", "un", "une", "une", "des", "des"),
    "ce": ("ce", "cet", "cette", "cette", "ces", "ces"),
    "mon": ("mon", "mon", "ma", "mon", "mes", "mes"),
    "ton": ("ton", "ton", "ta", "ton", "tes", "tes"),
    "son": ("son", "son", "sa", "son", "ses", "ses"),
    "notre": ("notre", "notre", "notre", "notre", "nos", "nos"),
    "votre": ("votre", "votre", "votre", "votre", "vos", "vos"),
    "leur": ("leur", "leur", "leur", "leur", "leurs", "leurs"),
    "quel": ("quel", "quel", "quelle", "quelle", "quels", "quelles"),
    "aucun": ("aucun", "aucun", "aucune", "aucune", "aucuns", "aucunes"),
    "nul": ("nul", "nul", "nulle", "nulle", "nuls", "nulles"),
    "tout": ("tout", "tout", "toute", "toute", "tous", "toutes"),
    "tel": ("tel", "tel", "telle", "telle", "tels", "telles"),
    "certain": ("certain", "certain", "certaine", "certaine", "certains", "certaines"),
    "quelque": ("quelque", "quelque", "quelque", "quelque", "quelques", "quelques"),
    "chaque": ("chaque", "chaque", "chaque", "chaque", "", ""),
    "plusieurs": ("", "", "", "", "plusieurs", "plusieurs"),
    "du": ("du", "de l'", "de la", "de l'", "des", "des"),
    "au": ("au", "à l'", "à la", "à l'", "aux", "aux"),
}

#: What French always contracts before a noun.
UNCONTRACTED = {"de le": "du", "de les": "des", "à le": "au", "à les": "aux"}


def _cells() -> dict[str, tuple[Cell, ...]]:
    found: dict[str, list[Cell]] = defaultdict(list)
    for family, (m, mv, f, fv, mp, fp) in _FAMILIES.items():
        for gender, plain, before_vowel, plural in (("m", m, mv, mp), ("f", f, fv, fp)):
            if plain == before_vowel:
                found[plain].append(Cell(family, gender, "s", None))
            else:
                found[plain].append(Cell(family, gender, "s", False))
                found[before_vowel].append(Cell(family, gender, "s", True))
            found[plural].append(Cell(family, gender, "p", None))
    for apart, contracted in UNCONTRACTED.items():
        found[apart] = [cell for cell in found[contracted] if cell.family in ("du", "au")]
    return {form: tuple(cells) for form, cells in found.items() if form}


_CELLS = _cells()


def cells(form: str) -> tuple[Cell, ...]:
    """Where a determiner stands; none for a word that is no determiner.

    >>> cells("cet")
    (Cell(family='ce', gender='m', number='s', vowel=True),)
    """
    return _CELLS.get(folded(form), ())


def determiner(family: str, gender: str, number: str, vowel: bool, mark: str = "’") -> str:
    """The determiner of a family ("le", "du", "son"…), "" where it has none (chaque in the plural).

    >>> determiner("du", "f", "s", True), determiner("son", "f", "s", True)
    ('de l’', 'son')
    """
    m, mv, f, fv, mp, fp = _FAMILIES[family]
    if number == "p":
        form = fp if gender == "f" else mp
    elif gender == "f":
        form = fv if vowel else f
    else:
        form = mv if vowel else m
    return form.replace("'", mark)
