from __future__ import annotations

import codecs
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.discovery import Found, find
from qa.formats import DATA, TEXTS
from qa.source import SourceError, decode, read, write

ENDINGS = (".md", ".txt")


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff")))
def test_a_text_is_written_back_byte_for_byte(mark: bytes, encoding: str, text: str) -> None:
    data = mark + text.encode(encoding)
    source = decode(data)
    assert source.text == text
    assert source.encode(source.text) == data


@pytest.mark.parametrize(
    ("data", "fr", "en"),
    [
        ("a\nl'été".encode("latin-1"), "ligne 2", "Windows-1252"),
        ("é\nà".encode() + b"\n\xe9t\xe9", "ligne 3 : octet 0xE9", "byte 0xE9"),
        (b"PK\x03\x04\n\x00\x00", "pas un fichier de texte", "not a text file"),
        (codecs.BOM_UTF16_LE + b"a\x00b", "UTF-16", "UTF-16"),
    ],
)
def test_what_cannot_be_decoded_is_explained(data: bytes, fr: str, en: str) -> None:
    with pytest.raises(SourceError) as error:
        decode(data, "notes.txt")
    assert fr in error.value.say("fr").replace("\u00a0", " ")
    assert en in error.value.say("en")
    assert error.value.say("en").startswith("notes.txt")


def test_a_file_above_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 2_000_001)
    assert len(read(str(path), limit=2_000_001).text) == 2_000_001
    with pytest.raises(SourceError, match="2 Mo"):
        read(str(path), limit=2_000_000)


def test_writing_keeps_mode_and_link_and_leaves_nothing_behind(tmp_path: Path) -> None:
    path, link = tmp_path / "a.txt", tmp_path / "link.txt"
    path.write_text("avant")
    path.chmod(0o640)
    link.symlink_to(path)
    write(str(link), "après".encode())
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8") == "après"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["a.txt", "link.txt"]


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("avant")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SourceError, match="No space left"):
        write(str(path), b"apres")
    assert [(entry.name, entry.read_text()) for entry in tmp_path.iterdir()] == [("a.txt", "avant")]


def test_a_new_file_is_written_with_the_usual_mode(tmp_path: Path) -> None:
    path = tmp_path / "new.txt"
    write(str(path), b"")
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~umask


def _tree(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("")


def _found(root: Path, *paths: str) -> list[str]:
    return [
        Path(found.path).relative_to(root).as_posix() for found in find([str(root / path) for path in paths], ENDINGS)
    ]


def test_a_folder_is_searched_in_order(tmp_path: Path) -> None:
    _tree(tmp_path, "b.md", "a.TXT", "c.py", "d/e.md", "d/a/z.txt", ".hidden/a.md", ".b.md", "node_modules/x/a.md")
    assert _found(tmp_path, ".") == ["a.TXT", "b.md", "d/e.md", "d/a/z.txt"]


def test_a_file_is_found_once_and_a_named_one_always(tmp_path: Path) -> None:
    _tree(tmp_path, "a.md", "c.py", ".gitignore")
    (tmp_path / ".gitignore").write_text("*.md\n")
    assert _found(tmp_path, "c.py", "a.md", ".", "missing.md") == ["c.py", "a.md", "missing.md"]
    assert list(find(["-", "-"], ENDINGS)) == [Found("-")]


def test_git_ignore_files_are_honoured_the_nearest_first(tmp_path: Path) -> None:
    _tree(tmp_path, "docs/a.md", "docs/draft.md", "docs/keep/draft.md", "docs/out/b.md", "docs/sub/out.md", "docs/x.md")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("draft.md\n/docs/x.md\n")
    (tmp_path / "docs/.gitignore").write_text("out/\n")
    (tmp_path / "docs/keep/.gitignore").write_text("!draft.md\n")
    assert _found(tmp_path, "docs") == ["docs/a.md", "docs/keep/draft.md", "docs/sub/out.md"]
    assert _found(tmp_path, ".") == ["docs/a.md", "docs/keep/draft.md", "docs/sub/out.md"]


def test_a_link_to_a_folder_above_does_not_go_round(tmp_path: Path) -> None:
    _tree(tmp_path, "d/a.md")
    (tmp_path / "d/up").symlink_to(tmp_path)
    assert _found(tmp_path, ".") == ["d/a.md"]


def test_folders_are_searched_for_texts_and_not_for_data(tmp_path: Path) -> None:
    for ending in (*TEXTS, *DATA, ".odd"):
        (tmp_path / f"un{ending}").write_text("", encoding="utf-8")
    assert {Path(found.path).suffix for found in find([str(tmp_path)], TEXTS)} == set(TEXTS)
    named = str(tmp_path / "un.json")
    assert list(find([named], TEXTS)) == [Found(named)]
