"""Archives (ZIP): members read within bounds, and changed ones written among the others, which stay as they are.

Nothing is ever unpacked to disk, so that a member's name cannot lead anywhere.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from qa.settings import Wording
from qa.source import SourceError

#: All that is read of one archive, unpacked, in bytes.
SIZE_LIMIT = 100_000_000
#: A member above the size may not be packed tighter than this. Even very repetitive prose stays far below.
_RATIO_LIMIT, _RATIO_FROM = 250, 1_000_000

#: What Office wraps around an encrypted document; also the format of Word before 2007.
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_NOT_AN_ARCHIVE = Wording(
    "{path} : ce fichier n’est pas un document {format} ou il est abîmé ; ouvrez-le dans son programme et"
    " enregistrez-le de nouveau.",
    "{path}: this file is no {format} document or it is damaged; open it in its program and save it again.",
)
_COMPOUND = Wording(
    "{path} : ce document est protégé par un mot de passe ou dans un ancien format (.doc) ; enregistrez-le sans mot"
    " de passe au format {format}.",
    "{path}: this document is protected by a password or in an old format (.doc); save it as {format} without a"
    " password.",
)
ENCRYPTED = Wording(
    "{path} : ce document est chiffré ; enregistrez-le sans mot de passe ni protection.",
    "{path}: this document is encrypted; save it without password or protection.",
)
_BOMB = Wording(
    "{path} : décompressé, « {part} » serait démesuré ; le fichier n’est pas lu.",
    "{path}: unpacked, “{part}” would be of excessive size; the file is not read.",
)
MISSING = Wording(
    "{path} : ce n’est pas un document {format} complet, il y manque « {part} ».",
    "{path}: this is no complete {format} document, “{part}” is missing.",
)

_ZIP64 = 1
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_UTF8_NAME = 0x800


class _Sizes(NamedTuple):
    """What is known of a member's content: its checksum, and its size in bytes, packed and not."""

    checksum: int
    packed: int
    size: int


@dataclass
class Archive:
    """An archive in memory. `path` and `format` are for messages."""

    data: bytes
    path: str
    format: str
    _zip: ZipFile = field(init=False, repr=False)
    _unpacked: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        if self.data.startswith(_COMPOUND_FILE):
            raise SourceError(_COMPOUND, self.path, format=self.format)
        try:
            self._zip = ZipFile(BytesIO(self.data))
            if not all(0 <= info.header_offset < self._zip.start_dir for info in self._zip.infolist()):
                raise BadZipFile
        except (BadZipFile, ValueError, NotImplementedError, struct.error, OSError):
            raise self._damaged() from None

    def __reduce__(self) -> tuple[type[Archive], tuple[bytes, str, str]]:
        # An archive that is open stays in its process; another opens it again.
        return Archive, (self.data, self.path, self.format)

    def _damaged(self) -> SourceError:
        return SourceError(_NOT_AN_ARCHIVE, self.path, format=self.format)

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._zip.NameToInfo)

    def read(self, name: str) -> bytes:
        """The content of a member. Raises SourceError for one that is missing, encrypted, damaged or too large."""
        info = self._zip.NameToInfo.get(name)
        if info is None:
            raise SourceError(MISSING, self.path, format=self.format, part=name)
        if info.flag_bits & 1:
            raise SourceError(ENCRYPTED, self.path)
        self._unpacked += info.file_size
        packed = max(1, info.compress_size)
        if self._unpacked > SIZE_LIMIT or (info.file_size > _RATIO_FROM and info.file_size > _RATIO_LIMIT * packed):
            raise SourceError(_BOMB, self.path, part=name)
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise self._damaged()
        try:
            with self._zip.open(info) as member:
                # A member that is larger than it says is cut off there, and its checksum does not fit.
                return member.read(info.file_size + 1)
        except (BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, struct.error, OSError, RuntimeError):
            raise self._damaged() from None

    def rewritten(self, members: Mapping[str, bytes]) -> bytes:
        """The archive with these members' contents instead; every other keeps its bytes, order, packing and date."""
        infos = sorted(self._zip.infolist(), key=lambda info: info.header_offset)
        bounds = [*(info.header_offset for info in infos), self._zip.start_dir]
        pieces = [self.data[: bounds[0]]]
        at = bounds[0]
        entries: dict[int, bytes] = {}
        for info, start, end in zip(infos, bounds, bounds[1:], strict=False):
            content = members.get(info.filename) if self._zip.NameToInfo[info.filename] is info else None
            member, entry = self._kept(info, start, end, at) if content is None else _packed(info, content, at)
            pieces.append(member)
            entries[id(info)] = entry
            at += len(member)
        directory = b"".join(entries[id(info)] for info in self._zip.infolist())
        comment = self._zip.comment
        count = len(infos)
        end_record = _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), at, len(comment))
        return b"".join((*pieces, directory, end_record, comment))

    def _kept(self, info: ZipInfo, start: int, end: int, at: int) -> tuple[bytes, bytes]:
        return self.data[start:end], _entry(info, _Sizes(info.CRC, info.compress_size, info.file_size), at)


def _packed(info: ZipInfo, content: bytes, at: int) -> tuple[bytes, bytes]:
    """A member with new content, and its entry in the directory."""
    body = content
    if info.compress_type == ZIP_DEFLATED:
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        body = packer.compress(content) + packer.flush()
    checksum = zlib.crc32(content)
    # Sizes stand in the header, not behind the content.
    flags = info.flag_bits & ~8
    name = _name(info)
    day, time = _date(info)
    header = _LOCAL.pack(
        b"PK\3\4", info.extract_version, flags, info.compress_type, time, day,
        checksum, len(body), len(content), len(name), 0,
    )  # fmt: skip
    return header + name + body, _entry(info, _Sizes(checksum, len(body), len(content)), at, flags)


def _entry(info: ZipInfo, sizes: _Sizes, at: int, flags: int | None = None) -> bytes:
    name, extra = _name(info), _without_zip64(info.extra)
    day, time = _date(info)
    flags = info.flag_bits if flags is None else flags
    made_by = info.create_system << 8 | info.create_version
    return (
        _CENTRAL.pack(
            b"PK\1\2", made_by, info.extract_version, flags, info.compress_type, time, day, *sizes,
            len(name), len(extra), len(info.comment), 0, info.internal_attr, info.external_attr, at,
        )
        + name + extra + info.comment
    )  # fmt: skip


def _name(info: ZipInfo) -> bytes:
    # `orig_filename` has the name as it is in the archive, without the changes that suit a file system.
    return info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8_NAME else "cp437")


def _date(info: ZipInfo) -> tuple[int, int]:
    year, month, day, hour, minute, second = info.date_time
    return (year - 1980) << 9 | month << 5 | day, hour << 11 | minute << 5 | second // 2


def _without_zip64(extra: bytes) -> bytes:
    """Extra fields without the one that holds large sizes: all here fit into the plain fields."""
    kept = b""
    while len(extra) >= 4:
        kind, size = struct.unpack("<HH", extra[:4])
        if kind != _ZIP64:
            kept += extra[: 4 + size]
        extra = extra[4 + size :]
    return kept + extra
