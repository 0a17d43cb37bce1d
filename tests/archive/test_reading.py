"""Every kind of archive gives its documents, whole or part by part, and one that is damaged costs what is damaged."""

from __future__ import annotations

import gzip
import tarfile
import zlib
from contextlib import nullcontext, suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.archive import plan
from qa.archive.article import SIZE_LIMIT, Article, Unreadable
from qa.archive.columns import Columns, month
from qa.archive.reading.warc import _decoded, _joined
from qa.source import SourceError
from tests.archive.made import CLEAN, FAULTY, http, jsonl, read, read_in_parts, tar, warc


def texts(path: Path) -> list[str | bytes]:
    return [each.content for each in read(path) if isinstance(each, Article)]


def faults(path: Path) -> list[str]:
    return [each.error.say("en") for each in read(path) if isinstance(each, Unreadable)]


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_json_lines(tmp_path: Path, name: str) -> None:
    path = jsonl(tmp_path / name, [{"id": 7, "content": "Été.", "journal": "Le Jour", "published": "2026-05-01"}])
    (article,) = read(path)
    assert article == Article("7", "Été.", f"{path}:1", "text", "Le Jour", "2026-05-01")


def test_a_line_that_is_no_record_costs_that_line(tmp_path: Path) -> None:
    lines = [
        b"{",
        {"text": "Un."},
        b"[1]",
        {"text": 3},
        b"\xff\xfe",
        b'{"text": "\\ud800"}',
        b"[" * 100_000,
        {"text": "Deux."},
    ]
    path = jsonl(tmp_path / "a.jsonl", lines)
    found = read(path)
    assert [each.content for each in found if isinstance(each, Article)] == ["Un.", "\ud800", "Deux."]
    assert [each.name for each in found if isinstance(each, Unreadable)] == [f"{path}:{at}" for at in (1, 3, 4, 5, 7)]
    half = next(each for each in found if isinstance(each, Article) and each.content == "\ud800")
    with pytest.raises(SourceError, match="D800"):
        half.document()


def test_columns_are_looked_for_and_may_be_named(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "a.jsonl", [{"headline": "T", "html": "<p>Été</p>", "uri": "u"}])
    (article,) = read(path)
    assert isinstance(article, Article)
    assert (article.id, article.format, article.content) == ("u", "html", "<p>Été</p>")
    (article,) = read(path, Columns(text="headline", id="html"))
    assert isinstance(article, Article)
    assert (article.id, article.format, article.content) == ("<p>Été</p>", "text", "T")
    with pytest.raises(SourceError, match="headline"):
        read(path, Columns(text="corps"))


def test_the_format_of_a_text_may_stand_in_a_column(tmp_path: Path) -> None:
    records = [{"text": "a", "format": each} for each in ("text/html", "md", "", "pdf")]
    found = read(jsonl(tmp_path / "a.jsonl", records))
    assert [getattr(each, "format", "–") for each in found] == ["html", "markdown", "text", "–"]


def test_a_packed_file_that_is_cut_off_gives_what_came_before(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "a.jsonl.gz", [{"text": f"{number} {CLEAN}"} for number in range(2000)])
    path.write_bytes(path.read_bytes()[:-2000])
    found = read(path)
    assert len(found) > 100
    assert isinstance(found[-1], Unreadable)
    assert all(isinstance(each, Article) for each in found[:-2])


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.warc.gz", "a.tar.gz"])
def test_a_file_that_unpacks_to_something_huge_is_not_read_to_its_end(tmp_path: Path, name: str) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    (tmp_path / name).write_bytes(b"".join(packer.compress(bytes(1_000_000)) for _ in range(400)) + packer.flush())
    with pytest.raises(SourceError) if "jsonl" in name else nullcontext():
        assert all(isinstance(each, Unreadable) for each in read(tmp_path / name))


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_warc_gives_pages_and_nothing_else(tmp_path: Path, name: str) -> None:
    page = "<p>Été à Noël</p>"
    path = warc(
        tmp_path / name,
        {
            "https://www.jour.example/a": http(page.encode(), "text/html; charset=utf-8"),
            "https://jour.example/b": http(page.encode("cp1252"), "text/html; charset=ISO-8859-1"),
            "https://jour.example/c": http(f'<meta charset="windows-1252">{page}'.encode("cp1252")),
            "https://jour.example/d": http(gzip.compress(page.encode()), Content_Encoding="gzip"),
            "https://jour.example/e": http(
                b"5\r\n<p>\xc3\xa9\r\n4\r\nt\xc3\xa9\n\r\n0\r\n\r\n", Transfer_Encoding="chunked"
            ),
            "https://jour.example/f.png": http(b"\x89PNG", "image/png"),
            "https://jour.example/g": http(b"", status="301 Moved"),
        },
    )
    found = read(path)
    assert [each.name[-2:] for each in found] == ["/a", "/b", "/c", "/d", "/e"]
    assert all(isinstance(each, Article) and "é" in str(each.content).lower() for each in found)
    assert (found[0].id, found[0].outlet, found[0].date) == (
        "urn:uuid:response-1",
        "jour.example",
        "2026-03-02T08:00:00Z",
    )


def test_a_page_that_lies_about_itself_is_set_aside(tmp_path: Path) -> None:
    path = warc(
        tmp_path / "a.warc",
        {
            "https://a/bomb": http(gzip.compress(bytes(SIZE_LIMIT + 10)), Content_Encoding="gzip"),
            "https://a/packed": http(b"\x1f\x8b broken", Content_Encoding="gzip"),
            "https://a/utf8": http(b"<p>\xe9</p>", "text/html; charset=utf-8"),
            "https://a/codec": http(b"<p>ok</p>", "text/html; charset=zlib"),
            "https://a/none": b"garbage",
            "https://[a/": http(b"<p>ok</p>"),
        },
    )
    assert [type(each).__name__ for each in read(path)] == ["Unreadable"] * 3 + ["Article", "Unreadable", "Article"]


def test_an_answer_of_no_stated_kind_is_read_or_set_aside(tmp_path: Path) -> None:
    pages = {"https://a/1": http(b"<p>un</p>"), "https://a/2": b"garbage", "dns:a": b"a. 300 IN A 10.0.0.1"}
    path = warc(tmp_path / "a.warc", pages)
    path.write_bytes(path.read_bytes().replace(b"Content-Type: application/http; msgtype=response\r\n", b""))
    assert [type(each).__name__ for each in read(path)] == ["Article", "Unreadable"]


def test_a_warc_that_is_damaged_says_where(tmp_path: Path) -> None:
    path = warc(tmp_path / "a.warc", {"https://a/1": http(b"<p>un</p>"), "https://a/2": http(b"<p>deux</p>")})
    data = path.read_bytes()
    path.write_bytes(data[: data.rindex(b"WARC/1.1")] + b"XXXX" + data[data.rindex(b"WARC/1.1") :])
    assert texts(path) == ["<p>un</p>"]
    assert ["no WARC record" in fault for fault in faults(path)] == [True]
    path.write_bytes(data[:-20])
    assert texts(path) == ["<p>un</p>"]
    assert len(faults(path)) == 1


@given(st.binary(max_size=200))
def test_no_page_breaks_the_reader(body: bytes) -> None:
    _joined(body)
    for charset in ("", "utf-8", "utf-16", "shift_jis", "rot13", "\udcff"):
        with suppress(SourceError):
            assert isinstance(_decoded(body, charset, "x"), str)


@pytest.mark.parametrize("name", ["a.tar", "a.tar.gz", "a.tgz"])
def test_tar_gives_documents_and_leads_nowhere(tmp_path: Path, name: str) -> None:
    link = tarfile.TarInfo("lien.txt")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    device = tarfile.TarInfo("zero.txt")
    device.type = tarfile.CHRTYPE
    long = f"jour/{'x' * 150}.md"
    path = tar(
        tmp_path / name,
        [
            ("jour/a.txt", b"Un."),
            link,
            device,
            ("../b.txt", b"x"),
            ("/c.html", b"<p>x"),
            ("d.png", b""),
            (long, b"# Deux"),
        ],
    )
    found = read(path)
    assert [(each.id, each.outlet) for each in found] == [
        ("jour/a.txt", "jour"),
        ("../b.txt", ""),
        ("c.html", ""),
        (long, "jour"),
    ]
    assert [type(each).__name__ for each in found] == ["Article", "Unreadable", "Article", "Article"]
    assert sorted(each.name for each in tmp_path.iterdir()) == [name]


def test_a_tar_with_damage_says_so_and_does_not_just_end(tmp_path: Path) -> None:
    path = tar(tmp_path / "a.tar", [(f"{number}.txt", b"Un." * 300) for number in range(5)])
    data = bytearray(path.read_bytes())
    at = data.index(b"2.txt")
    data[at : at + 300] = b"\xff" * 300
    path.write_bytes(data)
    assert len(texts(path)) == 2
    assert len(faults(path)) == 1
    path.write_bytes(bytes(data[: at - 700]))
    assert faults(path)


def test_a_header_that_claims_much_is_not_believed(tmp_path: Path) -> None:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 8_000_000_000
    (tmp_path / "a.tar").write_bytes(info.tobuf(tarfile.GNU_FORMAT) + bytes(1024))
    large = tarfile.TarInfo("large.txt")
    large.size = 8_000_000_000
    (tmp_path / "b.tar").write_bytes(large.tobuf(tarfile.GNU_FORMAT) + bytes(1024))
    assert len(faults(tmp_path / "a.tar")) == 1
    assert "20 MB" in faults(tmp_path / "b.tar")[0]


@pytest.mark.parametrize("documents", [1, 3, 7, 100])
@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.tar", "a.tar.gz", "a.warc", "a.warc.gz", "a.parquet"])
def test_parts_hold_each_document_once_and_in_order(tmp_path: Path, name: str, documents: int) -> None:
    path, many = tmp_path / name, range(20)
    if "jsonl" in name:
        jsonl(path, [{"id": str(number), "text": f"{FAULTY} {number}"} for number in many])
    elif "tar" in name:
        tar(path, [(f"{number}{'x' * 120 * (number % 3 == 0)}.txt", b"Un.") for number in many])
    elif "warc" in name:
        warc(path, {f"https://a/{number}": http(b"<p>Un") for number in many})
    else:
        pa = pytest.importorskip("pyarrow")
        parquet = pytest.importorskip("pyarrow.parquet")
        table = pa.table({"id": list(map(str, many)), "text": [f"{FAULTY} {number}" for number in many]})
        parquet.write_table(table, path, row_group_size=8)
    assert len(read(path)) == 20
    assert read_in_parts(path, documents) == read(path)


def test_a_folder_holds_archives_and_documents(tmp_path: Path) -> None:
    (tmp_path / "jour").mkdir()
    (tmp_path / "jour/a.md").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "b.docx").write_bytes(b"")
    (tmp_path / "c.png").write_bytes(b"")
    jsonl(tmp_path / "d.jsonl", [{"text": "x"}])
    found = plan.found(str(tmp_path))
    assert (found.files, found.names) == (("d.jsonl",), ("b.docx", "jour/a.md"))
    before = found.digest()
    (tmp_path / "jour/a.md").write_text(CLEAN + " ", encoding="utf-8")
    assert plan.found(str(tmp_path)).digest() != before


@pytest.mark.parametrize(
    ("date", "expected"),
    [("2026-11-24", "2026-11"), ("2026-11-24 18:00:00+00:00", "2026-11"), ("20261124T180000", "2026-11"), ("2026", ""),
     ("1. 2. 2026", ""), ("24.11.2026", "2026-11"), ("Tue, 24 Nov 2026 10:00 GMT", "2026-11"),
     ("24 août 2026", "2026-08"), ("1er décembre 2026", "2026-12"), ("", ""), ("1795543200", "")],
)  # fmt: skip
def test_the_month_of_a_date(date: str, expected: str) -> None:
    assert month(date) == expected
