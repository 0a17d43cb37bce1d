"""Archives: what is not changed comes back as it was, and what is not fit to be read is refused in one sentence."""

from __future__ import annotations

import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

import pytest

from qa.containers import read
from qa.containers.archive import Archive
from qa.finding import Edit
from qa.source import SourceError
from tests.containers.made import XHTML, archive, docx, epub, members_of, odt, p

BOMB = b"<a>" + b" " * 30_000_000 + b"</a>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def raw(data: bytes) -> dict[str, bytes]:
    """Each member as it lies in the archive, header and packing included."""
    with ZipFile(BytesIO(data)) as file:
        infos = sorted(file.infolist(), key=lambda info: info.header_offset)
        bounds = [*(info.header_offset for info in infos), file.start_dir]
    return {info.filename: data[start:end] for info, start, end in zip(infos, bounds, bounds[1:], strict=False)}


def about(data: bytes) -> list[tuple[object, ...]]:
    with ZipFile(BytesIO(data)) as file:
        assert file.testzip() is None
        return [
            (
                i.filename,
                i.date_time,
                i.compress_type,
                i.external_attr,
                i.create_system,
                i.comment,
                i.extra,
                file.comment,
            )
            for i in file.infolist()
        ]


def odd() -> bytes:
    """An archive as other programs write them: comments, extra fields, a folder, an accent in a name, a prefix."""
    data = BytesIO(b"#!prefix")
    data.seek(8)
    with ZipFile(data, "w") as file:
        file.comment = b"fin"
        for at, (name, content) in enumerate(members_of(docx(p("Un motorcar"), header1=p("Haut"))).items()):
            info = ZipInfo(name, (1999, 12, 31, 23, 59, 2 * at))
            info.compress_type = ZIP_DEFLATED if at % 2 else ZIP_STORED
            info.comment, info.extra, info.external_attr = b"note", struct.pack("<HH2s", 0x7777, 2, b"ab"), 0o640 << 16
            file.writestr(info, content)
        file.writestr("dépôt/", b"")
    return data.getvalue()


class Pipe(BytesIO):
    """Cannot be sought in, so that sizes are written behind the content."""

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise OSError

    def seek(self, *_: int) -> int:
        raise OSError


@pytest.mark.parametrize("data", [docx(p("Un motorcar"), header1=p("Haut")), odd()])
def test_only_the_changed_member_is_packed_anew(data: bytes) -> None:
    container = read(data, "a.docx")
    assert container.write([]) == data
    after = container.write([Edit(3, 11, "car")])
    assert about(after) == about(data)
    before, now = raw(data), raw(after)
    assert list(before) == list(now)
    assert [name for name in before if before[name] != now[name]] == ["word/document.xml"]
    assert read(after, "a.docx").document.source == "Un car\n\nHaut"
    assert container.write([Edit(3, 11, "car")]) == after


def test_sizes_behind_the_content_are_kept_or_replaced() -> None:
    pipe = Pipe()
    with ZipFile(pipe, "w", ZIP_DEFLATED) as out:
        for name in "ab":
            out.writestr(f"{name}.txt", name * 100)
    data = pipe.getvalue()
    with ZipFile(BytesIO(data)) as file:
        assert all(info.flag_bits & 8 for info in file.infolist())
    after = Archive(data, "x", "X").rewritten({"a.txt": b"new"})
    assert members_of(after) == {"a.txt": b"new", "b.txt": b"b" * 100}
    assert raw(after)["b.txt"] == raw(data)["b.txt"]


def without(data: bytes, name: str, content: bytes | None = None) -> bytes:
    members = members_of(data)
    kept = {key: value for key, value in members.items() if key != name}
    return archive(kept if content is None else {**members, name: content})


def encrypted(data: bytes) -> bytes:
    """The archive with every member marked as encrypted."""
    changed = bytearray(data)
    for mark, offset in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + offset] |= 1
            at = changed.find(mark, at + 4)
    return bytes(changed)


def lying(data: bytes) -> bytes:
    """The archive with a member that is far larger than it says."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, member in members_of(data).items():
            file.writestr(name, BOMB if name == "word/document.xml" else member)
    size = struct.pack("<L", len(BOMB))
    return out.getvalue().replace(size, struct.pack("<L", 900))


def packed_otherwise(data: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_LZMA) as file:
        for name, member in members_of(data).items():
            file.writestr(name, member)
    return out.getvalue()


DOCX = docx(p("Un"))
ENTITIES = b'<!DOCTYPE w [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]><w>&b;</w>'
OUTSIDE = b'<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w>&a;</w>'


@pytest.mark.parametrize(
    ("name", "data", "fr", "en"),
    [
        ("a.docx", b"", "pas un document DOCX", "no DOCX document"),
        ("a.odt", b"bonjour", "pas un document ODT", "no ODT document"),
        ("a.docx", DOCX[:-40], "abîmé", "damaged"),
        ("a.docx", DOCX[:60] + bytes(40) + DOCX[100:], "abîmé", "damaged"),
        ("a.docx", lying(DOCX), "abîmé", "damaged"),
        ("a.docx", packed_otherwise(DOCX), "abîmé", "damaged"),
        ("a.docx", OLE, "mot de passe", "password"),
        ("a.docx", encrypted(DOCX), "chiffré", "encrypted"),
        ("a.docx", without(DOCX, "[Content_Types].xml"), "il y manque « [Content_Types].xml »", "is missing"),
        ("a.docx", without(DOCX, "word/document.xml"), "il y manque « word/document.xml »", "is missing"),
        ("a.docx", without(DOCX, "word/document.xml", BOMB), "démesuré", "excessive"),
        ("a.docx", without(DOCX, "word/document.xml", b"<w><a></w>"), "pas du XML valide (ligne 1)", "not valid XML"),
        ("a.docx", without(DOCX, "word/document.xml", "<é/>".encode("latin-1")), "encodage", "encoding"),
        ("a.docx", without(DOCX, "word/document.xml", ENTITIES), "entités", "entities"),
        ("a.docx", without(DOCX, "word/document.xml", OUTSIDE), "entités", "entities"),
        ("a.odt", without(odt(""), "content.xml"), "il y manque « content.xml »", "is missing"),
        ("a.odt", without(odt(""), "content.xml", ENTITIES), "entités", "entities"),
        ("a.epub", without(epub(a=XHTML + "</html>"), "OEBPS/a.xhtml"), "il y manque « OEBPS/a.xhtml »", "is missing"),
        ("a.epub", epub(a=ENTITIES.decode()), "entités", "entities"),
        ("a.epub", epub(a=OUTSIDE.decode()), "entités", "entities"),
        ("a.epub", epub(a=XHTML + "<p>&inconnue;</p></html>"), "XML valide", "valid XML"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(name: str, data: bytes, fr: str, en: str) -> None:
    with pytest.raises(SourceError) as error:
        read(data, name)
    assert fr in error.value.say("fr").replace("\u00a0", " ")
    assert en in error.value.say("en")
    assert error.value.say("en").startswith(f"{name}: ")


def test_an_encrypted_odt_is_refused() -> None:
    manifest = members_of(odt(""))["META-INF/manifest.xml"].decode()
    entry = manifest.replace(
        "/>", "><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    )
    with pytest.raises(SourceError, match="chiffré"):
        read(without(odt(""), "META-INF/manifest.xml", entry.encode()), "a.odt")
