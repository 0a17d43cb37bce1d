"""What strangers' files, names and folders may try, and what a system may refuse: nothing gets out or is lost."""

from __future__ import annotations

import errno
import json
import os
import pty
import resource
import signal
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from qa.discovery import find
from qa.formats import TEXTS
from qa.globs import runs_away
from qa.glossary import GlossaryError, load
from qa.reports import FORMATS
from qa.source import SourceError, write
from tests.command import ROOT, Run, program

FAULTY = "Le maire parle parle trop.\n"
ESCAPE = "\x1b[31m\x07\x1b]0;titre\x07"


def on_a_terminal(cwd: Path, *args: str, **environment: str) -> bytes:
    """All that a command writes to a terminal, standard error included."""
    main, other = pty.openpty()
    settings = os.environ | {"PYTHONPATH": str(ROOT), "TERM": "xterm", "NO_COLOR": ""} | environment
    command = [sys.executable, "-m", "qa", *args]
    with subprocess.Popen(command, cwd=cwd, env=settings, stdout=other, stderr=other, stdin=other) as process:
        os.close(other)
        told = b""
        while True:
            try:
                more = os.read(main, 65536)
            except OSError:
                break
            if not more:
                break
            told += more
        process.wait(30)
    os.close(main)
    return told


@pytest.mark.parametrize(
    "args",
    [
        ("check", f"absent{ESCAPE}.txt"),
        ("check", "--verbose", f"a{ESCAPE}.txt"),
        ("check", "--select", f"x{ESCAPE}", f"a{ESCAPE}.txt"),
        ("check", "--output-format=concise", f"a{ESCAPE}.txt"),
        ("check", "--output-format=github", f"a{ESCAPE}.txt"),
        ("fix", "--diff", "--unsafe", "--color=never", f"a{ESCAPE}.txt"),
        ("fix", "--diff", "--unsafe", f"a{ESCAPE}.txt"),
        ("glossary", "check", f"absent{ESCAPE}.csv"),
    ],
    ids=lambda args: " ".join(args[:2]).replace(ESCAPE, ""),
)
def test_neither_a_text_nor_a_name_moves_the_cursor(tmp_path: Path, args: tuple[str, ...]) -> None:
    (tmp_path / f"a{ESCAPE}.txt").write_text(f"Le maire parle parle trop{ESCAPE} .\n", encoding="utf-8")
    told = on_a_terminal(tmp_path, *args)
    assert told
    for raw in (b"\x07", b"\x1b]", b"\x1b[31m."):
        assert raw not in told
    assert "␛".encode() in told


@pytest.mark.parametrize("name", FORMATS)
def test_a_name_that_is_no_text_goes_through_every_format(tmp_path: Path, name: str) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/d\xe9p\xf4t.txt")).write_text(FAULTY, encoding="utf-8")
    done = program("check", ".", f"--output-format={name}", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, b"")
    told = done.stdout.decode("utf-8")
    assert "parle" in told
    if name in ("json", "sarif", "gitlab"):
        json.loads(told)


def test_a_name_that_is_no_text_is_mended_like_any_other(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/d\xe9p\xf4t.txt"))
    path.write_text(FAULTY, encoding="utf-8")
    assert program("fix", ".", "--unsafe", "--report", "r.html", cwd=tmp_path).returncode == 0
    assert path.read_text(encoding="utf-8") == "Le maire parle trop.\n"


def test_an_article_is_no_markup_in_a_page(run: Run) -> None:
    nasty = "</script><script>alert(1)</script><img src=x onerror=alert(2)><a href='javascript:alert(3)'>"
    Path("a'><b>.txt").write_text(f"Le maire parle parle {nasty} trop. {FAULTY}", encoding="utf-8")
    Path("terms.csv").write_text(f'term,right,note\ntrop,"</script><b>",{nasty}\n', encoding="utf-8")
    for args in (
        ["check", "--output-format=html", "--output-file=page.html", "--glossary=terms.csv", "a'><b>.txt"],
        ["fix", "--unsafe", "--report=page.html", "--glossary=terms.csv", "--output=fixed.txt", "a'><b>.txt"],
    ):
        assert run(*args).exit_code in (0, 1)
        page = Path("page.html").read_text(encoding="utf-8")
        assert page.count("<script") == page.count("</script>") == 2
        assert "<img" not in page
        assert "<a href='javascript" not in page
        data = page.split('id="data">', 1)[1].split("</script>", 1)[0]
        assert nasty in json.dumps(json.loads(data), ensure_ascii=False)


def test_a_folder_is_mended_without_what_it_links_to_outside(run: Run) -> None:
    Path("in").mkdir()
    for path in ("outside.txt", "in/a.txt"):
        Path(path).write_text(FAULTY, encoding="utf-8")
    Path("in/out.txt").symlink_to("../outside.txt")
    Path("in/z.txt").symlink_to("a.txt")
    assert [found.path for found in find(["in"], TEXTS)] == ["in/a.txt"]
    assert run("fix", "in", "--unsafe").exit_code == 0
    assert Path("outside.txt").read_text(encoding="utf-8") == FAULTY
    assert Path("in/a.txt").read_text(encoding="utf-8") == "Le maire parle trop.\n"
    # A link that is named is meant: what it leads to is mended, and it stays a link.
    assert run("fix", "in/out.txt", "--unsafe").exit_code == 0
    assert Path("in/out.txt").is_symlink()
    assert Path("outside.txt").read_text(encoding="utf-8") == "Le maire parle trop.\n"


@pytest.mark.parametrize("link", ["out/a.txt", "out"])
def test_a_link_leads_nothing_out_of_the_output_folder(run: Run, link: str) -> None:
    Path("in/sub").mkdir(parents=True)
    Path("in/sub/a.txt").write_text(FAULTY, encoding="utf-8")
    Path("elsewhere").mkdir()
    Path("out/in/sub").mkdir(parents=True)
    place = Path("out/in/sub/a.txt") if link == "out/a.txt" else Path("out/in/sub")
    if place.is_dir():
        place.rmdir()
    place.symlink_to(Path("elsewhere/a.txt" if link == "out/a.txt" else "elsewhere").absolute())
    result = run("fix", "in", "--unsafe", "--output-dir=out")
    assert result.exit_code == 2
    assert "par un lien" in result.output
    assert list(Path("elsewhere").iterdir()) == []


@pytest.mark.parametrize("glob", ["*a*a*a*a*a*a*b", "**/a/**/a/**/a/**/a/**/b"])
def test_no_pattern_keeps_a_run_busy(run: Run, glob: str) -> None:
    assert runs_away(glob)
    Path("d").mkdir()
    Path(f"d/{'a' * 120}.txt").write_text(FAULTY, encoding="utf-8")
    Path("d/.gitignore").write_text(glob, encoding="utf-8")
    assert run("check", "d").exit_code == 1
    Path(".relecture.toml").write_text(f'exclude = ["{glob}"]', encoding="utf-8")
    result = run("check", "d")
    assert (result.exit_code, "jokers" in result.output) == (2, True)


def test_a_gitignore_that_leads_elsewhere_is_none(run: Run) -> None:
    Path("d").mkdir()
    Path("d/a.txt").write_text(FAULTY, encoding="utf-8")
    Path("d/.gitignore").symlink_to("/dev/zero")
    assert run("check", "d").exit_code == 1


def test_a_folder_is_read_whatever_its_gitignore_holds(run: Run) -> None:
    Path("d").mkdir()
    Path("d/a.txt").write_text(FAULTY, encoding="utf-8")
    Path("d/.gitignore").write_text("!\n/**/\n[\n\\\n\0\n", encoding="utf-8")
    assert run("check", "d").exit_code == 1


@pytest.mark.parametrize("args", [["check"], ["check", "--output-format=json"], ["fix", "--unsafe", "--output=-"]])
def test_a_full_output_is_told_in_a_sentence(tmp_path: Path, args: list[str]) -> None:
    (tmp_path / "a.txt").write_text(FAULTY, encoding="utf-8")
    command = [sys.executable, "-m", "qa", *args, "a.txt"]
    with Path("/dev/full").open("wb") as full:
        settings = os.environ | {"PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, check=False, env=settings)
    assert done.returncode == 2
    assert "libérez de la place" in done.stderr.decode("utf-8")


@pytest.mark.parametrize("args", [["check", "--output-file"], ["fix", "--unsafe", "--output"], ["fix", "--report"]])
def test_a_full_file_is_told_by_name_with_what_to_do(run: Run, args: list[str]) -> None:
    Path("a.txt").write_text(FAULTY, encoding="utf-8")
    result = run(*args, "/dev/full", "a.txt")
    assert result.exit_code == 2
    told = result.stderr.splitlines()[0]
    assert "/dev/full\u00a0: la place manque" in told
    assert "libérez-en ou écrivez ailleurs" in told


def test_a_run_that_wrote_nothing_says_nothing_of_what_is_left(run: Run) -> None:
    Path("a.txt").write_text(FAULTY, encoding="utf-8")
    Path("b.txt").write_text(FAULTY, encoding="utf-8")
    failed = run("fix", "a.txt", "--unsafe", "--output=/dev/full")
    assert len(failed.stderr.splitlines()) == 1
    Path("d").mkdir()
    Path("d/a.txt").symlink_to("../b.txt")
    half = run("fix", "a.txt", "b.txt", "--unsafe", "--output-dir=d")
    assert half.exit_code == 2
    assert "fichiers changés\u00a0: 1" in half.stderr


@pytest.mark.parametrize("option", ["--output=b.txt", "--report=b.txt", "--quiet"])
def test_a_full_disk_takes_no_file_with_it(tmp_path: Path, option: str) -> None:
    source = FAULTY * 200
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(source, encoding="utf-8")

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))

    command = [sys.executable, "-m", "qa", "fix", "a.txt", "--unsafe", option]
    settings = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, preexec_fn=small, env=settings)
    assert done.returncode == 2
    assert b"File too large" in done.stderr
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {
        "a.txt": source,
        "b.txt": source,
    }


def test_a_folder_that_takes_nothing_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("avant", encoding="utf-8")

    def refused(*_: object, **__: object) -> int:
        raise PermissionError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(os, "open", refused)
    with pytest.raises(SourceError, match="refusé"):
        write(str(path), b"apres")
    monkeypatch.undo()
    assert path.read_text(encoding="utf-8") == "avant"


def test_what_a_killed_run_left_is_swept_and_what_another_writes_is_not(tmp_path: Path) -> None:
    import fcntl

    left, held, own = (tmp_path / name for name in (".a.txt.1.relecture", ".b.txt.2.relecture", ".mine.relecture"))
    for path in (left, held, own):
        path.write_text("moitié", encoding="utf-8")
    with held.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        write(str(tmp_path / "c.txt"), b"")
        assert sorted(path.name for path in tmp_path.iterdir()) == [held.name, own.name, "c.txt"]


def test_two_may_mend_the_same_files(tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"{number}.txt").write_text(FAULTY, encoding="utf-8")
    command = [sys.executable, "-m", "qa", "fix", ".", "--unsafe", "--quiet"]
    settings = os.environ | {"PYTHONPATH": str(ROOT)}
    pair = [subprocess.Popen(command, cwd=tmp_path, env=settings, stderr=subprocess.PIPE) for _ in range(2)]
    assert [(process.communicate(timeout=60)[1], process.returncode) for process in pair] == [(b"", 0)] * 2
    texts = {path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert (len(list(tmp_path.iterdir())), texts) == (12, {"Le maire parle trop.\n"})


def test_an_interrupted_run_waits_for_nobody(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("La state of affairs reste tendue. " * 2000, encoding="utf-8")
    command = [sys.executable, "-m", "qa", "check", ".", "--jobs=2"]
    settings = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=tmp_path, env=settings, stdout=-1, stderr=-1, start_new_session=True) as process:
        time.sleep(3)
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"Traceback" not in told


@pytest.mark.parametrize("name", ["a" * 300, "a/" * 3000, f"{'a' * 300}/b.md"])
def test_a_name_that_no_file_can_have_is_told_in_a_sentence(run: Run, name: str) -> None:
    result = run("check", name)
    assert result.exit_code == 2
    assert "défaut inattendu" not in result.output


BOMB = b" " * 60_000_000


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("entities.tbx", b'<!DOCTYPE t [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><martif>&b;</martif>'),
        ("outside.tbx", b'<!DOCTYPE t [<!ENTITY a SYSTEM "file:///etc/passwd">]><martif>&a;</martif>'),
        ("deep.tbx", b"<a>" * 200_000),
        (
            "aliases.yaml",
            b"a: &a [x, x]\n" + b"".join(b"%c: &%c [*%c, *%c]\n" % (c + 1, c + 1, c, c) for c in range(97, 121)),
        ),
        ("deep.yaml", b"[" * 50_000),
        ("call.yaml", b"- !!python/object/apply:os.system ['touch owned']"),
        ("long.csv", b"term,right\n" + b"a" * 1_000_000 + b",b\n"),
    ],
)
def test_a_hostile_glossary_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(data)
    with pytest.raises(GlossaryError):
        load(Path(name))
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_workbook_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    from qa.glossary import Glossary, Term, save

    save(Glossary("g", (Term("a", ("b",)),)), tmp_path / "g.xlsx")
    with ZipFile(tmp_path / "g.xlsx") as file:
        members = {name: file.read(name) for name in file.namelist()}
    for name in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"):
        out = BytesIO()
        with ZipFile(out, "w", ZIP_DEFLATED) as file:
            for member, data in members.items():
                bomb = data[:-20] + BOMB * 4 + data[-20:] if member == name else data
                file.writestr(member, bomb)
        (tmp_path / "bomb.xlsx").write_bytes(out.getvalue())
        with pytest.raises(GlossaryError):
            load(tmp_path / "bomb.xlsx")


@pytest.mark.parametrize("member", ["xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"])
def test_a_workbook_that_declares_entities_is_refused(tmp_path: Path, member: str) -> None:
    from qa.glossary import Glossary, Term, save

    save(Glossary("g", (Term("a", ("b",)),)), tmp_path / "g.xlsx")
    with ZipFile(tmp_path / "g.xlsx") as file:
        members = {name: file.read(name) for name in file.namelist()}
    nest = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 12))
    doctype = f'<!DOCTYPE x [<!ENTITY e0 "mot"><!ENTITY file SYSTEM "file:///etc/passwd">{nest}]>'.encode()
    root = members[member].index(b"<", members[member].find(b"?>") + 1)
    members[member] = members[member][:root] + doctype + members[member][root:].replace(b"><", b">&e11;&file;<", 1)
    with ZipFile(tmp_path / "bomb.xlsx", "w", ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    with pytest.raises(GlossaryError):
        load(tmp_path / "bomb.xlsx")


def test_a_glossary_without_an_end_is_refused(run: Run) -> None:
    Path("a.txt").write_text(FAULTY, encoding="utf-8")
    Path("endless.tsv").symlink_to("/dev/zero")
    Path("relecture.toml").write_text('glossaries = ["endless.tsv"]\n', encoding="utf-8")
    result = run("check", "a.txt")
    assert result.exit_code == 2
    assert "endless.tsv: ce fichier dépasse 50 Mo" in result.stderr
