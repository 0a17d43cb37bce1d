"""XML by its bytes: what stands in a part, and exactly where, so that a change touches nothing else.

Expat reads and says where it is; nothing is built from it and nothing is written by it. A part is handled in UTF-8
and given back in its own encoding.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, NamedTuple
from xml.parsers import expat

from qa.settings import Wording
from qa.source import SourceError

_BROKEN = Wording(
    "{path} : la partie « {part} » n’est pas du XML valide (ligne {line}) ; ouvrez le fichier dans son programme et"
    " enregistrez-le de nouveau.",
    "{path}: the part “{part}” is not valid XML (line {line}); open the file in its program and save it again.",
)
_ENTITIES = Wording(
    "{path} : la partie « {part} » déclare des entités XML, ce qui n’a pas lieu d’être dans ce format et peut nuire ;"
    " le fichier n’est pas lu.",
    "{path}: the part “{part}” declares XML entities, which have no place in this format and may do harm;"
    " the file is not read.",
)
_ENCODING = Wording(
    "{path} : la partie « {part} » n’est pas dans l’encodage qu’elle annonce ({encoding}) ; ouvrez le fichier dans son"
    " programme et enregistrez-le de nouveau.",
    "{path}: the part “{part}” is not in the encoding that it names ({encoding}); open the file in its program and"
    " save it again.",
)
# The same of a file that is one part itself.
_BROKEN_FILE = Wording(
    "{path} : ce n’est pas du XML valide (ligne {line}) ; réparez cette ligne ou exportez de nouveau le fichier.",
    "{path}: this is not valid XML (line {line}); mend this line or export the file again.",
)
_ENTITIES_FILE = Wording(
    "{path} : ce fichier déclare des entités XML, ce qui n’a pas lieu d’être dans ce format et peut nuire ; il n’est"
    " pas lu.",
    "{path}: this file declares XML entities, which have no place in this format and may do harm; it is not read.",
)
_ENCODING_FILE = Wording(
    "{path} : ce fichier n’est pas dans l’encodage qu’il annonce ({encoding}) ; enregistrez-le de nouveau en UTF-8.",
    "{path}: this file is not in the encoding that it names ({encoding}); save it again as UTF-8.",
)

#: Namespaces under the names that the formats' own documents give them.
_NAMESPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/package/2006/content-types": "ct",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0": "fo",
    "urn:oasis:names:tc:opendocument:xmlns:container": "container",
    "http://www.w3.org/1999/xhtml": "",
    "urn:oasis:names:tc:xliff:document:1.1": "",
    "urn:oasis:names:tc:xliff:document:1.2": "",
    "urn:oasis:names:tc:xliff:document:2.0": "",
    "urn:oasis:names:tc:xliff:document:2.2": "",
    "http://www.lisa.org/tmx14": "",
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "x",
    "http://purl.oclc.org/ooxml/spreadsheetml/main": "x",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://www.w3.org/1998/Math/MathML": "math",
    "http://www.w3.org/2000/svg": "svg",
    "http://www.idpf.org/2007/opf": "opf",
    "http://www.idpf.org/2007/ops": "epub",
    "http://www.w3.org/2001/04/xmlenc#": "enc",
    "http://www.w3.org/XML/1998/namespace": "xml",
}

_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
#: How XML in UTF-16 begins that has no mark.
_UNMARKED = (("<?".encode("utf-16-le"), "utf-16-le"), ("<?".encode("utf-16-be"), "utf-16-be"))
_NONE: Mapping[str, str] = MappingProxyType({})
#: What XML 1.0 cannot hold, not even escaped.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


Kind = Literal["start", "end", "text", "reference", "literal"]


class Event(NamedTuple):
    """What stands at `data[start:end]`: a tag, or text.

    `kind` is "text" for a literal copy of `text`, "reference" where bytes stand for it, "literal" within CDATA.
    Of an empty tag (`<w:tab/>`) the "end" is empty and lies behind it. Other kinds of markup have no event.
    `name` is a tag's, with the usual prefix of its namespace whatever prefix the part uses.
    """

    kind: Kind
    name: str
    attributes: Mapping[str, str]
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """A member of an archive that holds XML, as UTF-8, and what it takes to write it back.

    A file that is no archive is one part, without a name.
    """

    name: str
    data: bytes
    encoding: str = "utf-8"
    mark: bytes = b""
    exact: bool = False

    def encoded(self, data: bytes) -> bytes:
        """Another UTF-8 in the encoding of this part, as a reference what that does not hold.

        Where the part is no XML, and so must be `exact`, raises UnicodeEncodeError instead.
        """
        if self.encoding == "utf-8":
            return self.mark + data
        return self.mark + data.decode().encode(self.encoding, "strict" if self.exact else "xmlcharrefreplace")


def part(name: str, data: bytes, path: str) -> Part:
    """A member as a part. Raises SourceError where it is not in its encoding."""
    mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", ""))
    encoding = encoding or next((encoding for begun, encoding in _UNMARKED if data.startswith(begun)), "")
    declared = _DECLARED.match(data[:200])
    encoding = encoding or (declared[1].decode().lower() if declared else "utf-8")
    try:
        body = data[len(mark) :]
        text = body.decode(encoding)
        encoding = "utf-8" if encoding in ("utf8", "us-ascii") else encoding
        # A large file is held once.
        made = Part(name, body if encoding == "utf-8" else text.encode(), encoding, mark)
        # Some encodings can say the same in two ways, so that it would not come back as it was.
        if made.encoded(made.data) == data:
            return made
    except (LookupError, UnicodeError):
        pass
    raise SourceError(_ENCODING if name else _ENCODING_FILE, path, part=name, encoding=encoding)


class _RefusedError(Exception):
    """A declaration that is not followed."""


def walk(part: Part, path: str, take: Callable[[Event], None], *, doctype: bool = False) -> None:
    """Gives every event of a part to `take`, in order.

    Entities that a part declares are refused, for they can swell beyond all measure or name other files; nothing
    outside of the part is ever read. With `doctype` a document type may be named, as XHTML does. Raises SourceError.
    """
    try:
        _Walk(part.data, take, doctype).run()
    except _RefusedError:
        raise SourceError(_ENTITIES if part.name else _ENTITIES_FILE, path, part=part.name) from None
    except expat.ExpatError as error:
        raise SourceError(_BROKEN if part.name else _BROKEN_FILE, path, part=part.name, line=error.lineno) from None


class _Walk:
    """One reading of a part. An event waits for the next, which says where it ends."""

    def __init__(self, data: bytes, take: Callable[[Event], None], doctype: bool) -> None:
        self.data = data
        self.take = take
        self.names: dict[str, str] = {}
        self.waiting: tuple[Kind, str, Mapping[str, str], str, int] | None = None
        self.literal = False
        parser = self.parser = expat.ParserCreate("utf-8", " ")
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        parser.StartCdataSectionHandler = self.cdata
        parser.EndCdataSectionHandler = self.cdata_end
        parser.CommentHandler = parser.ProcessingInstructionHandler = self.other
        parser.StartDoctypeDeclHandler = self.other if doctype else self.refuse
        parser.EntityDeclHandler = self.refuse
        parser.SkippedEntityHandler = self.skipped

    def run(self) -> None:
        self.parser.Parse(self.data, True)
        self.settle(len(self.data))

    def settle(self, at: int) -> None:
        if self.waiting is not None:
            kind, name, attributes, text, start = self.waiting
            self.waiting = None
            if kind == "text" and self.data[start:at] != text.encode():
                kind = "reference"
            self.take(Event(kind, name, attributes, text, start, at))

    def begin(self, kind: Kind, name: str, attributes: Mapping[str, str], text: str) -> None:
        at = self.parser.CurrentByteIndex
        if self.waiting is not None:
            self.settle(at)
        self.waiting = kind, name, attributes, text, at

    def named(self, name: str) -> str:
        known = self.names.get(name)
        if known is None:
            space, _, local = name.rpartition(" ")
            prefix = _NAMESPACES.get(space, space)
            known = self.names[name] = f"{prefix}:{local}" if prefix else local
        return known

    def start(self, name: str, attributes: dict[str, str]) -> None:
        given = {self.named(key): value for key, value in attributes.items()} if attributes else _NONE
        self.begin("start", self.names.get(name) or self.named(name), given, "")

    def end(self, name: str) -> None:
        self.begin("end", self.names[name], _NONE, "")

    def text(self, text: str) -> None:
        self.begin("literal" if self.literal else "text", "", _NONE, text)

    def cdata(self) -> None:
        self.other()
        self.literal = True

    def cdata_end(self) -> None:
        self.other()
        self.literal = False

    def skipped(self, name: str, _parameter: bool) -> None:
        """An entity that the named document type may declare: those of HTML are known without it."""
        from html.entities import html5

        if name + ";" not in html5:
            raise _RefusedError
        self.text(html5[name + ";"])

    def other(self, *_: object) -> None:
        self.settle(self.parser.CurrentByteIndex)

    def refuse(self, *_: object) -> None:
        raise _RefusedError


def escaped(text: str) -> str:
    """Text as it stands between tags, without what XML cannot hold."""
    return _FORBIDDEN.sub("", text).translate(_ESCAPES)


class Change(NamedTuple):
    """Bytes to put in place of `data[start:end]`."""

    start: int
    end: int
    data: bytes


def changed(data: bytes, changes: Iterable[Change]) -> bytes:
    """The bytes with the changes laid on them. They do not overlap; of those at one place the first stands first."""
    pieces: list[bytes] = []
    at = 0
    for change in sorted(changes, key=lambda change: change[:2]):
        pieces += (data[at : change.start], change.data)
        at = change.end
    return b"".join((*pieces, data[at:]))
