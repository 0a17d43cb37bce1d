"""WARC: web pages as a crawler stored them. Those in HTML or plain text are articles.

Written against ISO 28500 (WARC 1.1): a version line, headers, a blank line, as many bytes as `Content-Length` says, two
blank lines. A response holds an HTTP message. Every length is bounded: a crawler stores whatever it is sent.
"""

from __future__ import annotations

import codecs
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from qa.archive.article import SIZE_LIMIT, Article, Entry, Unreadable, too_large, unreadable
from qa.archive.columns import Columns
from qa.archive.reading.streams import DAMAGES, broken, opened, packed
from qa.settings import Wording
from qa.source import SourceError

_LINE_LIMIT, _LINES_LIMIT = 1 << 16, 500

#: Media type → format.
_TYPES = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text", "text/markdown": "markdown"}
#: Where a page may name its encoding, if the server does not.
_HEAD = 2048
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w:.-]{1,40})", re.IGNORECASE)
#: What stands before a chunk of a body: its length, and extensions.
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n")
#: Codecs of Python's that are no encoding of pages.
_NO_TEXT = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"})

_NOT_WARC = Wording(
    "{path} : il n’y a pas d’enregistrement WARC à l’octet {at} ; la suite n’est pas lue.",
    "{path}: there is no WARC record at byte {at}; the rest is not read.",
)
_NO_HTTP = Wording(
    "{path} : la réponse HTTP enregistrée est incomplète ou mal formée.",
    "{path}: the recorded HTTP response is incomplete or malformed.",
)
_PACKING = Wording(
    "{path} : la page est compressée d’une façon inconnue ou abîmée (« {packing} »).",
    "{path}: the page is packed in an unknown way or damaged (“{packing}”).",
)
_ENCODING = Wording(
    "{path} : la page n’est pas dans l’encodage qu’elle annonce ({encoding}).",
    "{path}: the page is not in the encoding that it names ({encoding}).",
)

Headers = Mapping[str, str]


def entries(path: Path, at: int, columns: Columns, number: int) -> Iterator[Entry]:  # noqa: ARG001
    """The pages from the offset `at` on. Records that are no page (requests, images, errors) are passed over."""
    name, seekable = str(path), not packed(path)
    try:
        with opened(path, at) as file:
            while (headers := _record_headers(file, name, at)) is not None:
                length, start = int(headers["content-length"]), at
                page = _is_page(headers)
                address = headers.get("warc-target-uri", "").strip("<> ") or headers.get("warc-record-id", name)
                content = file.read(length) if page and length <= SIZE_LIMIT else None
                if content is None:
                    _skip(file, length)
                elif len(content) < length:
                    raise EOFError("unexpected end")
                at = start + int(headers[_OWN_LENGTH]) + length
                here = start if seekable else None
                if page and content is None:
                    yield unreadable(address, too_large(address), here)
                elif content is not None and (answer := _answer(content, headers)) is not None:
                    yield Entry(here, length, _Load(answer, headers, address))
    except SourceError as error:
        yield unreadable(f"{name}#", error)
    except DAMAGES as error:
        yield unreadable(f"{name}#", broken(name, error))


#: Among the headers: how many bytes they and the blank lines before them take.
_OWN_LENGTH = "#"


def _record_headers(file: IO[bytes], path: str, at: int) -> dict[str, str] | None:
    """The headers of the next record; None at the end of the file."""
    length, line = 0, b"\n"
    while line in (b"\r\n", b"\n"):
        line = file.readline(_LINE_LIMIT)
        length += len(line)
    if not line:
        return None
    if not line.startswith(b"WARC/"):
        raise SourceError(_NOT_WARC, path, at=at)
    headers, own = _headers(file)
    if not re.fullmatch(r"\d{1,15}", headers.get("content-length", "")):
        raise SourceError(_NOT_WARC, path, at=at)
    headers[_OWN_LENGTH] = str(length + own)
    return headers


def _headers(file: IO[bytes]) -> tuple[dict[str, str], int]:
    """Headers up to the blank line behind them, by their names in small letters, and their length in bytes."""
    headers: dict[str, str] = {}
    length = 0
    for _ in range(_LINES_LIMIT):
        line = file.readline(_LINE_LIMIT)
        length += len(line)
        if line in (b"\r\n", b"\n", b""):
            break
        name, _, value = line.decode("utf-8", "replace").partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    return headers, length


def _skip(file: IO[bytes], length: int) -> None:
    while length > 0 and (data := file.read(min(length, 1 << 20))):
        length -= len(data)


def _is_page(headers: Headers) -> bool:
    """Whether a record may hold an article: an HTTP response, or a page that was stored without one."""
    kind, media = headers.get("warc-type", ""), _media(headers)[0]
    # What is stored of a name server's answer is no page; where nothing is said of the kind, the address tells.
    over_http = media == "application/http" or (
        not media and headers.get("warc-target-uri", "").strip("<> ").startswith("http")
    )
    return (kind == "response" and over_http) or (kind == "resource" and media in _TYPES)


def _media(headers: Headers) -> tuple[str, str]:
    """The media type that headers name, and the encoding ("" for none)."""
    media, _, more = headers.get("content-type", "").partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([\w:.-]{1,40})", more, re.IGNORECASE)
    return media.strip().lower(), charset[1] if charset else ""


def _answer(content: bytes, record: Headers) -> tuple[Headers, bytes] | None:
    """Headers and body of a page; None for what is no article (an image, a redirection, an error page)."""
    if record.get("warc-type") == "resource":
        return record, content
    import io

    file = io.BytesIO(content)
    status = file.readline(_LINE_LIMIT).split()
    headers, _ = _headers(file)
    if len(status) < 2 or not status[0].startswith(b"HTTP/"):
        return {"content-type": "text/html", "transfer-encoding": "?"}, b""
    if status[1] != b"200" or _media(headers)[0] not in _TYPES:
        return None
    return headers, content[file.tell() :]


class _Load:
    """Reads one page when asked."""

    __slots__ = ("address", "answer", "record")

    def __init__(self, answer: tuple[Headers, bytes], record: Headers, address: str) -> None:
        self.answer, self.record, self.address = answer, record, address

    def __call__(self) -> Article | Unreadable:
        headers, body = self.answer
        media, charset = _media(headers)
        id = self.record.get("warc-record-id", "").strip("<>") or self.address
        date = self.record.get("warc-date", "")
        try:
            outlet = (urlsplit(self.address).hostname or "").removeprefix("www.")
        except ValueError:
            outlet = ""
        try:
            body = _whole(body, headers, self.address)
            text = _decoded(body, charset if media in _TYPES else "", self.address)
        except SourceError as error:
            return Unreadable(id, self.address, error, outlet, date)
        return Article(id, text, self.address, _TYPES[media], outlet, date)


def _whole(body: bytes, headers: Headers, path: str) -> bytes:
    """The body without what the transport wrapped it in. Raises SourceError."""
    transfer = headers.get("transfer-encoding", "").lower()
    if transfer == "?":
        raise SourceError(_NO_HTTP, path)
    if transfer == "chunked":
        body = _joined(body)
    packing = headers.get("content-encoding", "").lower().strip()
    if packing in ("", "identity"):
        return body
    # Crawlers often store a page unpacked and leave the header as it was.
    if packing in ("gzip", "x-gzip") and body[:2] != b"\x1f\x8b":
        return body
    if packing not in ("gzip", "x-gzip", "deflate"):
        if body.lstrip()[:1] == b"<":
            return body
        raise SourceError(_PACKING, path, packing=packing)
    wrapping = 47 if "gzip" in packing or body[:1] == b"\x78" else -15
    try:
        unpacked = zlib.decompressobj(wrapping).decompress(body, SIZE_LIMIT + 1)
    except zlib.error:
        raise SourceError(_PACKING, path, packing=packing) from None
    if len(unpacked) > SIZE_LIMIT:
        raise too_large(path)
    return unpacked


def _joined(body: bytes) -> bytes:
    """A body in chunks put together, as far as it has come; one that is in no chunks as it is."""
    pieces: list[bytes] = []
    at = 0
    while match := _CHUNK.match(body, at):
        size = int(match[1], 16)
        if size == 0:
            return b"".join(pieces)
        pieces.append(body[match.end() : match.end() + size])
        at = match.end() + size
        at += 2 if body[at : at + 2] == b"\r\n" else 1
    return b"".join(pieces) if pieces and at >= len(body) else body


def _decoded(body: bytes, charset: str, path: str) -> str:
    """A page as text: in the encoding that server or page names, else UTF-8 or, as browsers do, Windows-1252."""
    if not charset and (match := _CHARSET.search(body, 0, _HEAD)):
        charset = match[1].decode("ascii", "replace")
    try:
        encoding = codecs.lookup(charset or "utf-8").name.replace("-", "_")
        with suppress(UnicodeError):
            b"text".decode(encoding)  # no codec that unpacks or transforms
    except (LookupError, ValueError):
        encoding = "utf_8"
    if encoding in _NO_TEXT:
        encoding = "utf_8"
    if encoding in ("iso8859_1", "ascii"):
        encoding = "cp1252"  # what the web means by them
    for name in (encoding,) if charset else (encoding, "cp1252"):
        try:
            text = body.decode(name)
        except (UnicodeError, ValueError):
            continue
        return text.removeprefix("\ufeff")
    raise SourceError(_ENCODING, path, encoding=encoding.replace("_", "-"))
