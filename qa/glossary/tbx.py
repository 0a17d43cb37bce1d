"""Glossaries in TBX (ISO 30042): versions 2 and 3, whether data categories are attributes or elements.

In an entry, a term marked as deprecated, superseded or not recommended is a wrong wording, the other French ones are
right. Without such a mark the entry is a translation: its English terms are the wrong wordings of a French text.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from qa.glossary.rows import Row, glossary
from qa.glossary.term import PARTS_OF_SPEECH, SEPARATOR, Fault, Glossary, Term, UnreadableGlossary
from qa.settings import Wording

if TYPE_CHECKING:
    from xml.sax.handler import ContentHandler
    from xml.sax.xmlreader import Locator

_ENTRIES = ("termEntry", "conceptEntry")
_LANGUAGES = ("langSet", "langSec")
_TERMS = ("tig", "ntig", "termSec")

#: Markup inside a text.
_INLINE = ("hi", "foreign", "sc", "ec", "ph")

#: What a status begins with, whatever its spelling (`deprecatedTerm-admn-sts`, `deprecated`).
_WRONG = ("deprecated", "superseded", "forbidden", "obsolete", "notrecommended")

#: Data categories of TBX that have a column of ours.
_CATEGORIES = {"partOfSpeech": "pos", "grammaticalGender": "gender", "source": "source", "note": "note"}

#: Prefix of the categories that are ours alone.
_OWN = "x-relecture-"
_OWN_COLUMNS = ("kind", "safe", "when", "unless", "bad", "good", "english")

_POS = {name: name for name in PARTS_OF_SPEECH} | {
    "noun": "noun",
    "adjective": "adj",
    "adverb": "adv",
    "preposition": "prep",
    "conjunction": "conj",
    "propernoun": "noun",
}
_GENDERS = {"masculine": "m", "feminine": "f"}


@dataclass
class _Wording:
    """One term of an entry, as it is read."""

    line: int
    language: str
    text: str = ""
    status: str = ""
    cells: dict[str, str] = field(default_factory=dict)

    @property
    def wrong(self) -> bool:
        return self.status.lower().startswith(_WRONG)

    @property
    def preferred(self) -> bool:
        return self.status.lower().startswith("preferred")


@dataclass
class _Entry:
    line: int
    wordings: list[_Wording] = field(default_factory=list)
    cells: dict[str, str] = field(default_factory=dict)


def read(path: Path, data: bytes) -> Glossary:
    """The glossary in a TBX file. Raises GlossaryError."""
    from xml.sax import SAXParseException

    from defusedxml.common import DefusedXmlException
    from defusedxml.expatreader import DefusedExpatParser

    entries: list[_Entry] = []
    # TBX of version 2 names its DTD, so a DTD must be let pass. It is never fetched: that would take external
    # entities, which the parser leaves alone unless asked; and the file may declare no entity of its own.
    parser = DefusedExpatParser(forbid_dtd=False, forbid_entities=True, forbid_external=False)
    parser.setContentHandler(_handler(entries))
    try:
        parser.parse(io.BytesIO(data))
    except DefusedXmlException:
        raise UnreadableGlossary(
            path,
            "ce TBX déclare des entités XML, qui peuvent cacher un piège : remplacez-les par leur texte.",
            "this TBX declares XML entities, which can hide a trap: replace them by their text.",
        ) from None
    except SAXParseException as error:
        raise UnreadableGlossary(
            path,
            "ce XML ne se lit pas à partir d’ici : chaque balise ouverte doit se refermer.",
            "this XML cannot be read from here: each tag that opens must close.",
            error.getLineNumber(),
        ) from None
    except (ValueError, LookupError):
        raise UnreadableGlossary(
            path,
            "le codage que ce XML annonce n’est pas le sien : enregistrez-le en UTF-8.",
            "this XML is not in the encoding that it declares: save it in UTF-8.",
        ) from None
    if not entries:
        raise UnreadableGlossary(
            path,
            "aucune fiche (termEntry ou conceptEntry) : vérifiez que c’est bien un fichier TBX.",
            "no entry (termEntry or conceptEntry): check that this is a TBX file.",
        )
    faults: list[Fault] = []
    return glossary(path, (row for entry in entries for row in _rows(path, entry, faults)), faults)


def _rows(path: Path, entry: _Entry, faults: list[Fault]) -> Iterator[Row]:
    """One row for each wrong wording of an entry."""
    wordings = [wording for wording in entry.wordings if wording.text.strip()]
    french = [wording for wording in wordings if wording.language in ("fr", "")]
    right = sorted((wording for wording in french if not wording.wrong), key=lambda wording: not wording.preferred)
    wrong = [wording for wording in wordings if wording.wrong]
    english = [] if wrong else [wording for wording in wordings if wording.language == "en"]
    wrong = wrong or english or right
    if not wrong:
        faults.append(
            Fault(
                path,
                entry.line,
                Wording(
                    "cette fiche n’a ni terme français ni terme anglais : ajoutez-en un, ou supprimez la fiche.",
                    "this entry has neither a French nor an English term: add one, or delete the entry.",
                ),
            )
        )
    for wording in wrong:
        pos = wording.cells.get("pos") or (right[0].cells.get("pos", "") if right else "")
        gender = right[0].cells.get("gender", "") if right else ""
        own = {"pos": _meaning(_POS, pos), "gender": _meaning(_GENDERS, gender)}
        source = {"english": SEPARATOR.join(other.text for other in english)} if english else {}
        cells = {**source, **entry.cells, **wording.cells, **own}
        alternatives = SEPARATOR.join(other.text for other in right)
        yield Row(wording.line, {**cells, "term": wording.text, "right": alternatives})


def _handler(entries: list[_Entry]) -> ContentHandler:
    """Fills `entries` from the events of a parser."""
    from xml.sax.handler import ContentHandler

    class Handler(ContentHandler):
        def __init__(self) -> None:
            super().__init__()
            self.locator: Locator | None = None
            self.languages = [""]
            self.wording: _Wording | None = None
            self.category = ""
            self.text: list[str] = []

        def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802 - the interface's name
            self.locator = locator

        def startElement(self, name: str, attrs: object) -> None:  # noqa: N802
            local = name.rpartition(":")[2]
            line = (self.locator.getLineNumber() if self.locator else None) or 0
            given = dict(attrs.items())  # type: ignore[attr-defined]
            if local in _ENTRIES:
                entries.append(_Entry(line))
            elif local in _LANGUAGES:
                self.languages.append(given.get("xml:lang", given.get("lang", "")).lower().partition("-")[0])
            elif local in _TERMS and entries:
                self.wording = _Wording(line, self.languages[-1])
                entries[-1].wordings.append(self.wording)
            if local in _INLINE:
                return
            # The category is the attribute `type` in one style, the element's name in the other.
            self.category = given.get("type", local)
            self.text = []

        def characters(self, content: str) -> None:
            self.text.append(content)

        def endElement(self, name: str) -> None:  # noqa: N802
            local = name.rpartition(":")[2]
            if local in _INLINE:
                return
            text, self.text = "".join(self.text).strip(), []
            if local in _LANGUAGES:
                self.languages.pop()
            elif local in _TERMS:
                self.wording = None
            elif local == "term" and self.wording is not None:
                self.wording.text = text
            elif entries and text:
                self.keep(text)
            self.category = ""

        def keep(self, text: str) -> None:
            category = self.category
            if category in ("administrativeStatus", "normativeAuthorization"):
                if self.wording is not None:
                    self.wording.status = text
                return
            own = category.removeprefix(_OWN)
            column = own if own != category and own in _OWN_COLUMNS else _CATEGORIES.get(category)
            if column is not None:
                (self.wording.cells if self.wording is not None else entries[-1].cells).setdefault(column, text)

    return Handler()


def write(glossary: Glossary) -> bytes:
    """The glossary as TBX of version 3, data categories as attributes."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<tbx type="TBX-Basic" style="dca" xml:lang="fr" xmlns="urn:iso:std:iso:30042:ed-2">',
        f"<tbxHeader><fileDesc><sourceDesc><p>{escape(glossary.name)}</p></sourceDesc></fileDesc></tbxHeader>",
        "<text><body>",
    ]
    for number, term in enumerate(glossary.terms, 1):
        lines += _entry(number, term)
    lines += ["</body></text>", "</tbx>", ""]
    return "\n".join(lines).encode()


def _entry(number: int, term: Term) -> Iterator[str]:
    cells = term.cells()
    yield f'<conceptEntry id="c{number}">'
    for column in _OWN_COLUMNS:
        if cells[column]:
            yield f'  <admin type="{_OWN}{column}">{escape(cells[column])}</admin>'
    if term.source:
        yield f'  <admin type="source">{escape(term.source)}</admin>'
    if term.note:
        yield f"  <note>{escape(term.note)}</note>"
    yield from _language("en" if term.kind == "spin" else "fr", [(term.wrong, "deprecatedTerm-admn-sts")], term.pos, "")
    statuses = ["preferredTerm-admn-sts"] + ["admittedTerm-admn-sts"] * len(term.right)
    if term.right:
        yield from _language("fr", list(zip(term.right, statuses, strict=False)), "", term.gender)
    yield "</conceptEntry>"


def _language(code: str, wordings: list[tuple[str, str]], pos: str, gender: str) -> Iterator[str]:
    yield f"  <langSec xml:lang={quoteattr(code)}>"
    for text, status in wordings:
        yield f"    <termSec><term>{escape(text)}</term>"
        yield f'      <termNote type="administrativeStatus">{status}</termNote>'
        if pos:
            yield f'      <termNote type="partOfSpeech">{_name(_POS, pos)}</termNote>'
        if gender:
            yield f'      <termNote type="grammaticalGender">{_name(_GENDERS, gender)}</termNote>'
        yield "    </termSec>"
    yield "  </langSec>"


def _meaning(names: dict[str, str], name: str) -> str:
    """What a name means; nothing for one that is none of ours, since TBX leaves both lists open."""
    return names.get(name.lower(), name if name in names.values() else "")


def _name(names: dict[str, str], value: str) -> str:
    """The longest name of a value: TBX writes them out."""
    return max((name for name, meaning in names.items() if meaning == value), key=len)
