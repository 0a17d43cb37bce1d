"""Archives made for tests, by hand where a construct is to be exact."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from click.testing import Result

from qa.archive import reading
from qa.archive.article import Article, Unreadable
from qa.archive.columns import Columns
from qa.archive.plan import cut
from tests.command import invoke

CLEAN = "Le conseil a voté hier le budget de la commune."
FAULTY = "Le maire parle parle trop."


def jsonl(path: Path, records: Sequence[object]) -> Path:
    """A file of JSON Lines; bytes and text are lines as they stand."""
    lines = [each if isinstance(each, bytes) else json.dumps(each).encode() for each in records]
    data = b"".join(line + b"\n" for line in lines)
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def tar(path: Path, members: Sequence[tuple[str, bytes] | tarfile.TarInfo]) -> Path:
    """A tar of files, and of members that are something else."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as file:
        for member in members:
            if isinstance(member, tarfile.TarInfo):
                file.addfile(member)
            else:
                info = tarfile.TarInfo(member[0])
                info.size = len(member[1])
                file.addfile(info, io.BytesIO(member[1]))
    packed = path.suffix in (".gz", ".tgz")
    path.write_bytes(gzip.compress(data.getvalue()) if packed else data.getvalue())
    return path


def http(body: bytes, media: str = "text/html", status: str = "200 OK", **headers: str) -> bytes:
    """A response as a server sends it."""
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{more}\r\n".encode() + body


def warc(path: Path, pages: Mapping[str, bytes], kind: str = "response") -> Path:
    """A WARC of answers by address, each record packed by itself where the name ends with .gz."""
    pieces = [_record("warcinfo", "", "application/warc-fields", b"software: none\r\n", 0)]
    for number, (address, content) in enumerate(pages.items(), 1):
        pieces.append(_record("request", address, "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n", 0))
        pieces.append(_record(kind, address, "application/http; msgtype=response", content, number))
    path.write_bytes(b"".join(gzip.compress(piece) if path.suffix == ".gz" else piece for piece in pieces))
    return path


def _record(kind: str, address: str, media: str, content: bytes, number: int) -> bytes:
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\n"
        f"WARC-Date: 2026-03-0{number % 9 + 1}T08:00:00Z\r\nWARC-Record-ID: <urn:uuid:{kind}-{number}>\r\n"
        f"Content-Type: {media}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def read(path: Path, columns: Columns = Columns()) -> list[Article | Unreadable]:
    """The documents of a file."""
    return [entry.load() for entry in reading.reader(path.name).entries(path, 0, reading.columns(path, columns), 0)]


def read_in_parts(path: Path, documents: int) -> list[Article | Unreadable]:
    """The documents of a file, each part of it read for itself."""
    reader = reading.reader(path.name)
    columns = reading.columns(path, Columns())
    found: list[Article | Unreadable] = []
    for part in cut(path.parent, path.name, columns, documents):
        entries = reader.entries(path, part.at, columns, part.base)
        here = [entry.load() for entry in islice(entries, part.skip + part.documents)]
        found += here[part.skip :]
    return found


def archive(*arguments: str | Path, code: int) -> Result:
    """The command with an engine that needs no library, and the code that it has to end with."""
    result = invoke("archive", *map(str, arguments), "--engine", "local", "--workers", "1", "--output-format", "jsonl")
    assert result.exit_code == code, result.output
    return result


def rows(out: Path, table: str) -> list[dict[str, Any]]:
    """The rows of a table that the command wrote."""
    files = sorted((out / table).glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
