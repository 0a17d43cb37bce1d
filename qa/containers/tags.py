"""What the text of a bilingual file holds of HTML: tags become inline codes, entities the characters they stand for.

Catalogues and exports keep the markup of a page as text (`Cliquez <a href="…">ici</a>&nbsp;!`). A tag is called by its
element alone, for what its attributes say may well differ from one language to the other.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, pairwise

from qa.containers.atoms import Atom
from qa.document import OBJECT

#: Elements of HTML that stand in texts; a number is one of a program's own (`<0>…</0>`).
_ELEMENTS = frozenset(
    "a abbr acronym address article aside b bdi bdo big blockquote body br button caption center cite code col dd del"
    " details dfn div dl dt em figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr i iframe img input ins"
    " kbd label legend li main mark nav nobr ol option p picture pre q s samp section select small span strike strong"
    " sub summary sup svg table tbody td textarea tfoot th thead time tr tt u ul var video wbr".split()
)
_MARKUP = re.compile(
    r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z\d]*|\d+)(?:\s[^<>]*)?/?>|<!--[^<>]*-->|&(?P<entity>[A-Za-z][A-Za-z\d]+|#\d+);"
)


def told(atoms: list[Atom]) -> list[Atom]:
    """The atoms with tags and entities in their text as what a reader of the page sees."""
    text = "".join(atom.text or OBJECT for atom in atoms)
    if "<" not in text and "&" not in text:
        return atoms
    starts = [0, *accumulate(len(atom.text or OBJECT) for atom in atoms)]
    found: list[Atom] = []
    at = 0
    for match in _MARKUP.finditer(text):
        made = _atom(match, atoms, starts)
        if made is not None:
            found += _between(atoms, starts, at, match.start())
            found.append(made)
            at = match.end()
    return found + _between(atoms, starts, at, len(text)) if found else atoms


def _between(atoms: list[Atom], starts: list[int], start: int, end: int) -> list[Atom]:
    """The atoms of a stretch, which cuts only copies in two."""
    found: list[Atom] = []
    number = bisect_right(starts, start) - 1
    while number < len(atoms) and starts[number] < end:
        atom, first = atoms[number], starts[number]
        if start <= first and first + len(atom.text or OBJECT) <= end:
            found.append(atom)
        else:
            found.append(atom.part(max(start - first, 0), end - first))
        number += 1
    return found


def _atom(match: re.Match[str], atoms: list[Atom], starts: list[int]) -> Atom | None:
    """What a tag or an entity is; None for what only looks like one, or lies in bytes that are not its own."""
    first, last = bisect_right(starts, match.start()) - 1, bisect_right(starts, match.end() - 1) - 1
    within = atoms[first : last + 1]
    if any(len(atom.text) > 1 and atom.kind not in ("text", "literal") for atom in within):
        return None
    head, tail = atoms[first], atoms[last]
    start = head.byte(match.start() - starts[first]) if head.kind in ("text", "literal") else head.start
    end = tail.byte(match.end() - starts[last]) if tail.kind in ("text", "literal") else tail.end
    entity = match["entity"]
    if entity is None:
        name = (match["name"] or "").lower()
        if name and not (name in _ELEMENTS or name.isdigit()):
            return None
        return Atom("", start, end, "image", code=f"<{match['end']}{name}>" if name else "<!---->")
    character = _character(entity)
    whole = all(one.end == other.start for one, other in pairwise(within))
    if character is None or not whole or any(atom.kind == "literal" for atom in within):
        return None
    return Atom(character, start, end, "reference", head.foreign)


def _character(entity: str) -> str | None:
    from html.entities import name2codepoint

    code = int(entity[1:]) if entity.startswith("#") and len(entity) < 9 else name2codepoint.get(entity)
    # A control is none that a reader of the page sees.
    return chr(code) if code is not None and 32 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else None
