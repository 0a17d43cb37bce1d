"""PO: message catalogues of gettext.

A unit is a `msgstr`, called by its line (`l120`), with the `msgid` that it translates, or from the second form of a
plural on with the `msgid_plural`. Fuzzy entries are read, obsolete ones and the header are not; of the header only
the charset and the language count. An edit changes the strings that it lies in, however the text is wrapped.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from qa.containers.atoms import Atom
from qa.containers.markup import Part
from qa.containers.segments import (
    Bilingual,
    Place,
    Segment,
    bilingual,
    is_english,
    is_french,
    other_language,
    segment,
    template,
)
from qa.settings import Wording
from qa.source import SourceError

_ENCODING = Wording(
    "{path}, ligne {line} : ce fichier n’est pas dans l’encodage que dit son en-tête ({encoding}) ; enregistrez-le de"
    " nouveau en UTF-8.",
    "{path}, line {line}: this file is not in the encoding that its header names ({encoding}); save it again as UTF-8.",
)
_BROKEN = Wording(
    "{path}, ligne {line} : cette ligne n’est pas d’un fichier PO ; réparez-la (« msgfmt --check » en dit plus).",
    "{path}, line {line}: this line is not one of a PO file; mend it (“msgfmt --check” tells more).",
)

_CHARSET = re.compile(rb"\"Content-Type:[^\"\r\n]*?charset=([\w.:-]+)", re.IGNORECASE)
_LINE = re.compile(
    rb"\s*+(?:#.*+|(?:(?P<keyword>msgctxt|msgid_plural|msgid|msgstr|domain)[ \t]*+"
    rb"(?:\[[ \t]*+(?P<form>\d{1,3})[ \t]*+\])?[ \t]*+)?(?P<strings>(?:\"(?:[^\"\\\r\n]|\\[^\r\n])*+\"[ \t]*+)++)?)\s*+"
)
_STRING = re.compile(rb"\"((?:[^\"\\]|\\.)*)\"")
_PIECE = re.compile(
    rb"\\(?:(?P<octal>[0-7]{1,3})|x(?P<hex>[\dA-Fa-f]{1,2})|(?P<other>.[\x80-\xbf]*))|[^\\]+", re.DOTALL
)
_ESCAPES = {b"n": "\n", b"t": "\t", b"r": "\r", b"a": "\a", b"b": "\b", b"f": "\f", b"v": "\v"}
_WRITTEN = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"})
_FIELD = re.compile(r"^([\w-]+):[ \t]*(.*?)[ \t]*$", re.MULTILINE)


class _Text(NamedTuple):
    """The strings of a keyword, the first on this line (from 1), which begins there."""

    line: int
    start: int
    strings: list[tuple[int, int]]


@dataclass(slots=True)
class _Entry:
    """An entry: its texts by keyword, a `msgstr` by the number of its form."""

    texts: dict[str, _Text] = field(default_factory=dict)
    forms: dict[int, _Text] = field(default_factory=dict)


def read(data: bytes, path: str) -> Bilingual:
    """The container in a PO file. Raises SourceError, NoFrenchError where nothing is translated into French."""
    return bilingual(_part(data, path), path, "po", _read, _within)


def _read(part: Part, path: str) -> list[Segment]:
    entries = list(_entries(part, path))
    fields: dict[str, str] = {}
    if entries and "msgctxt" not in entries[0].texts and not _plain(part, entries[0].texts.get("msgid")):
        header = entries.pop(0)
        fields = {name.lower(): value for name, value in _FIELD.findall(_plain(part, header.forms.get(0)))}
    source, target = fields.get("x-source-language", ""), fields.get("language", "")
    if target and not is_french(target):
        raise other_language(path, source, target)
    segments = list(_segments(part, entries, english=not source or is_english(source)))
    if not target and segments and not any(atom.text for each in segments for atom in each.atoms):
        raise template(path)
    return segments


def _part(data: bytes, path: str) -> Part:
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    declared = _CHARSET.search(data, 0, 100_000)
    encoding = declared[1].decode().lower() if declared and not mark else "utf-8"
    # A template leaves the name of its charset to be filled in.
    encoding = "utf-8" if encoding in ("charset", "utf8", "us-ascii", "ascii") else encoding
    body = data[len(mark) :]
    line = 1
    try:
        text = body.decode(encoding)
        made = Part("", body if encoding == "utf-8" else text.encode(), encoding, mark, exact=True)
        if made.encoded(made.data) == data:
            return made
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
    except (LookupError, UnicodeError):
        pass
    raise SourceError(_ENCODING, path, line=line, encoding=encoding.upper())


def _entries(part: Part, path: str) -> Iterator[_Entry]:
    entry = _Entry()
    text: _Text | None = None
    at = 0
    for number, line in enumerate(part.data.splitlines(keepends=True), 1):
        match = _LINE.fullmatch(line)
        if match is None:
            raise SourceError(_BROKEN, path, line=number)
        keyword, strings = match["keyword"], match["strings"]
        if keyword is not None:
            name = keyword.decode()
            if entry.forms and name != "msgstr":
                yield entry
                entry = _Entry()
            text = _Text(number, at, [])
            if name == "msgstr":
                entry.forms[int(match["form"] or 0)] = text
            else:
                entry.texts[name] = text
        if strings is not None:
            if text is None:
                raise SourceError(_BROKEN, path, line=number)
            first = at + match.start("strings")
            text.strings.extend(
                (first + string.start(1), first + string.end(1)) for string in _STRING.finditer(strings)
            )
        at += len(line)
    if entry.forms:
        yield entry


def _segments(part: Part, entries: list[_Entry], *, english: bool) -> Iterator[Segment]:
    for entry in entries:
        for form, text in entry.forms.items():
            source = entry.texts.get("msgid_plural" if form and "msgid_plural" in entry.texts else "msgid")
            yield segment(
                f"l{text.line}",
                f"l. {text.line}",
                _atoms(part, text),
                (_atoms(part, source) if source else []) if english else None,
                Place(text.strings[0][0], text.strings[0][0]) if text.strings else None,
            )


def _atoms(part: Part, text: _Text) -> list[Atom]:
    """What the strings of a text say, each escape a character of its own."""
    atoms: list[Atom] = []
    for start, end in text.strings:
        for match in _PIECE.finditer(part.data, start, end):
            if match[0].startswith(b"\\"):
                atoms.append(_escape(match))
            else:
                atoms.append(Atom(match[0].decode(), *match.span(), "text"))
    return atoms


def _escape(match: re.Match[bytes]) -> Atom:
    number = int(match["octal"], 8) if match["octal"] else int(match["hex"], 16) if match["hex"] else None
    if number is None:
        other = match["other"]
        return Atom(_ESCAPES.get(other) or other.decode(), *match.span(), "reference")
    if number < 128:
        return Atom(chr(number), *match.span(), "reference")
    # A byte of a character in whatever charset.
    return Atom("", match.start(), match.start(), "image", code=match[0].decode())


def _plain(part: Part, text: _Text | None) -> str:
    return "".join(atom.text for atom in _atoms(part, text)) if text else ""


def _within(text: str) -> str:
    return "".join(each for each in text if each >= " " or each in "\n\t\r").translate(_WRITTEN)
