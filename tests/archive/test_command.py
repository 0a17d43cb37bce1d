"""`relecture archive` as a user meets it: what it writes, how it ends, and how it goes on where it was."""

from __future__ import annotations

import json
import os
import resource
import shutil
from pathlib import Path

import pytest

from qa.archive import local, plan, work
from qa.archive.columns import Columns
from qa.archive.manifest import Output
from qa.archive.rows import Examined
from tests.archive.made import CLEAN, FAULTY, archive, http, jsonl, rows, tar, warc
from tests.command import ROOT, invoke, program
from tests.kills.archive import content, kills

RECORDS = [
    {
        "id": f"n{number}",
        "text": FAULTY if number % 3 == 0 else CLEAN,
        "outlet": "Le Jour",
        "date": f"2026-0{number + 1}-05",
    }
    for number in range(6)
]


def test_findings_documents_and_totals(tmp_path: Path) -> None:
    source, out = jsonl(tmp_path / "a.jsonl", RECORDS), tmp_path / "out"
    result = archive(source, out, "--part-size", "2", code=1)
    assert "Documents relus\u00a0: 6" in result.output
    assert [each["document"] for each in rows(out, "documents")] == [each["id"] for each in RECORDS]
    first, second = rows(out, "findings")
    assert (first["document"], first["outlet"], first["date"]) == ("n0", "Le Jour", "2026-01-05")
    assert FAULTY[first["start"] : first["end"]] == first["text"] == "parle parle"
    assert (first["rule"], first["suggestions"][0]["text"], second["document"]) == ("repeated-word", "parle", "n3")
    manifest = json.loads((out / "manifest.json").read_bytes())
    assert (manifest["complete"], manifest["parts"]) == (True, 3)
    assert manifest["totals"] == {"documents": 6, "unread": 0, "words": 50, "faulty": 2, "findings": 2}


def test_the_output_does_not_hang_on_who_does_the_work_or_in_how_many_parts(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "a.jsonl", RECORDS)
    for size in ("1", "4", "500"):
        archive(source, tmp_path / size, "--part-size", size, "--workers", "2", code=1)
    for table in ("findings", "documents"):
        assert rows(tmp_path / "1", table) == rows(tmp_path / "4", table) == rows(tmp_path / "500", table)
    archive(source, tmp_path / "again", "--part-size", "4", code=1)
    assert content(tmp_path / "again") == content(tmp_path / "4")


def test_a_clean_archive_ends_with_0_and_so_does_one_below_the_fail_level(tmp_path: Path) -> None:
    archive(jsonl(tmp_path / "a.jsonl", [{"text": CLEAN}]), tmp_path / "a", code=0)
    faulty = jsonl(tmp_path / "b.jsonl", [{"text": FAULTY}])
    archive(faulty, tmp_path / "b", "--fail-level", "error", code=0)
    archive(faulty, tmp_path / "b", "--exit-zero", code=0)
    archive(faulty, tmp_path / "b", code=1)


def test_bad_documents_are_set_aside_with_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "jour").mkdir(parents=True)
    (folder / "jour/latin.txt").write_bytes("Été.".encode("latin-1"))
    (folder / "jour/good.md").write_text(f"# Titre\n\n{FAULTY}\n", encoding="utf-8")
    (folder / "broken.docx").write_bytes(b"PK")
    jsonl(folder / "x.jsonl", [b"{", {"text": FAULTY}])
    tar(folder / "y.tar", [("../z.txt", b"x"), ("z.txt", FAULTY.encode())])
    warc(folder / "z.warc.gz", {"https://a.example/1": http(f"<p>{FAULTY}".encode())})
    result = archive(folder, tmp_path / "out", "--lang", "en", code=2)
    assert "Documents set aside: 4" in result.output
    assert [each["document"] for each in rows(tmp_path / "out", "documents")] == [
        f"{folder}/x.jsonl:2", "z.txt", "urn:uuid:response-1", "jour/good.md",
    ]  # fmt: skip
    assert len(rows(tmp_path / "out", "findings")) == 4
    errors = {Path(each["name"]).name: each["error"] for each in rows(tmp_path / "out", "errors")}
    assert "Latin-1" in errors["latin.txt"]
    assert "damaged" in errors["broken.docx"]
    assert "leads out" in errors["z.txt"]
    assert "not a JSON object" in errors["x.jsonl:1"]


def test_fix_adds_the_mended_text_and_findings_keep_the_offsets_of_what_came(tmp_path: Path) -> None:
    text = "Le maire , hier, a dit oui.. Il part,, et la state of affairs dure."
    source = jsonl(tmp_path / "a.jsonl", [{"text": text}, {"text": CLEAN}])
    result = invoke("fix", "-", "--quiet", input=text)
    archive(source, tmp_path / "out", "--fix", code=1)
    first, second = rows(tmp_path / "out", "documents")
    assert (first["fixed"], second["fixed"]) == (result.stdout, None)
    assert first["fixed"] != text
    found = rows(tmp_path / "out", "findings")
    assert {finding["mended"] for finding in found} == {True, False}
    for finding in found:
        assert text[finding["start"] : finding["end"]] == finding["text"]


def test_a_run_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, out = jsonl(tmp_path / "a.jsonl", RECORDS), tmp_path / "out"
    archive(source, tmp_path / "whole", "--part-size", "1", code=1)
    shutil.copytree(tmp_path / "whole", out)
    for number in (1, 4):
        (out / f"done/00000{number}.json").unlink()
    (out / "findings/part-000001.jsonl").unlink()
    (out / "documents/part-000004.jsonl").write_bytes(b"half")
    (out / "documents/.unfinished-part-000004.jsonl-00").write_bytes(b"half")
    (out / "working/000004-abc").write_bytes(b"attempt\n0\n")
    (out / "index.html").unlink()
    worked = []
    run = local.run

    def noted(job, stretches, workers):  # type: ignore[no-untyped-def]
        for done in run(job, stretches, workers):
            worked.append(done.number)
            yield done

    monkeypatch.setattr(local, "run", noted)
    archive(source, out, "--part-size", "1", code=1)
    assert sorted(worked) == [1, 4]
    assert content(out) == content(tmp_path / "whole")


@pytest.mark.parametrize(
    ("more", "said"),
    [(["--select", "untranslated"], "other settings"), (["--part-size", "3"], "other settings"),
     (["--text-column", "id"], "other settings"), (["--fix"], "other settings")],
)  # fmt: skip
def test_an_output_is_not_continued_with_something_else(tmp_path: Path, more: list[str], said: str) -> None:
    source, out = jsonl(tmp_path / "a.jsonl", RECORDS), tmp_path / "out"
    archive(source, out, "--lang", "en", code=1)
    before = content(out)
    assert said in archive(source, out, "--lang", "en", *more, code=2).output
    assert content(out) == before


def test_an_output_is_not_continued_for_another_input_or_by_another_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out = jsonl(tmp_path / "a.jsonl", RECORDS), tmp_path / "out"
    archive(source, out, "--lang", "en", code=1)
    monkeypatch.setattr("qa.__version__", "9.9")
    assert "version 0" in archive(source, out, "--lang", "en", code=2).output
    monkeypatch.undo()
    jsonl(source, [*RECORDS, {"text": CLEAN}])
    assert "has changed" in archive(source, out, "--lang", "en", code=2).output


def test_what_it_refuses(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "a.jsonl", RECORDS)
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine.txt").write_text("x", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    for arguments, said in (
        ((tmp_path / "none", tmp_path / "out"), "no such file or folder"),
        ((tmp_path / "full/mine.txt", tmp_path / "out"), "no known archive"),
        ((tmp_path / "empty", tmp_path / "out"), "nothing to check"),
        ((source, tmp_path / "full"), "not empty"),
        ((tmp_path, tmp_path / "out"), "in the folder to be checked"),
        ((source, source / "out"), "is a file"),
        ((source, tmp_path / "out", "--select", "nonsense"), "Unknown rule"),
        ((source, tmp_path / "out", "--text-column", "body"), "no column “body”"),
        ((source, tmp_path / "out", "--glossary", tmp_path / "none.csv"), "none.csv"),
        ((source, tmp_path / "out", "--address", "auto"), "--address is for Ray"),
    ):
        result = archive(*arguments, "--lang", "en", code=2)
        assert said in result.output
        assert len(result.output.strip().splitlines()) == 1
    assert (tmp_path / "full/mine.txt").read_text(encoding="utf-8") == "x"
    assert not (tmp_path / "out/manifest.json").exists()


def test_a_run_that_was_killed_before_it_began_is_in_nobodys_way(tmp_path: Path) -> None:
    source, out = jsonl(tmp_path / "a.jsonl", RECORDS), tmp_path / "out"
    Output(out).close()
    (out / ".unfinished-parts.jsonl-00").write_bytes(b"half")
    archive(source, out, code=1)
    assert not list(out.glob(".unfinished*"))


def test_one_run_at_a_time(tmp_path: Path) -> None:
    source, out = jsonl(tmp_path / "a.jsonl", RECORDS), tmp_path / "out"
    held = Output(out)
    assert "another “relecture archive”" in archive(source, out, "--lang", "en", code=2).output
    held.close()
    archive(source, out, code=1)


def test_without_the_extra_one_sentence_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qa.cli.archive.find_spec", lambda _: None)
    source = jsonl(tmp_path / "a.jsonl", RECORDS)
    result = invoke("archive", str(source), str(tmp_path / "out"), "--lang", "en")
    assert result.exit_code == 2
    assert "pip install 'relecture[archive]'" in result.output
    assert "--engine local --output-format jsonl" in result.output
    (tmp_path / "a.parquet").write_bytes(b"")
    assert "pip install 'relecture[archive]'" in archive(tmp_path / "a.parquet", tmp_path / "out", code=2).output
    archive(source, tmp_path / "out", code=1)


def test_a_document_that_takes_too_long_is_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def examined(article, *_, **__):  # type: ignore[no-untyped-def]
        while article.id == "slow":
            pass
        return Examined({"outlet": "", "date": "", "words": 1}, [], ())

    assert _worked(tmp_path, monkeypatch, examined) == ["slow"]


def test_a_failure_of_the_program_costs_its_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def examined(article, *_, **__):  # type: ignore[no-untyped-def]
        if article.id == "slow":
            raise RecursionError("too deep")
        return Examined({"outlet": "", "date": "", "words": 1}, [], ())

    assert _worked(tmp_path, monkeypatch, examined) == ["slow"]


def _worked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, examined: object) -> list[str]:
    """The documents that are set aside where documents are examined that way, in this process."""
    from qa.archive.job import Job
    from qa.settings import Settings

    monkeypatch.setattr(work, "examined", examined)
    source = jsonl(tmp_path / "a.jsonl", [{"id": name, "text": "x"} for name in ("one", "slow", "two")])
    out = Output(tmp_path / "out")
    given = plan.found(str(source))
    job = Job(given.root, out.path, Settings(), columns=plan.columns(given, Columns()), kind="jsonl", seconds=1)
    (part,) = plan.parts(plan.cut(given.root, "a.jsonl", job.columns["a.jsonl"], 10), (), 10)
    done = work.Worker(job).work(part)
    assert done is not None
    assert (done.documents, done.unread) == (2, 1)
    assert not list((out.path / "working").iterdir())
    out.close()
    return [each["document"] for each in rows(out.path, "errors")]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the program that ends is put in place of another by fork")
@pytest.mark.parametrize("how", ["dies", "hangs"])
def test_a_document_that_takes_its_process_with_it_is_set_aside(tmp_path: Path, how: str) -> None:
    source = jsonl(tmp_path / "a.jsonl", [{"id": name, "text": f"{name}. {FAULTY}"} for name in ("un", "bad", "deux")])
    # The workers begin with this, too.
    (tmp_path / "sitecustomize.py").write_text(
        "import ctypes, os\nimport qa.pipeline\ncheck = qa.pipeline.Checker.check\n"
        "def checked(self, document):\n"
        "    if document.source.startswith('bad'):\n"
        # Held in a library with the lock of the interpreter, no alarm of Python's is heard.
        f"        {'os.abort()' if how == 'dies' else 'ctypes.PyDLL(None).sleep(120)'}\n"
        "    return check(self, document)\n"
        "qa.pipeline.Checker.check = checked\n",
        encoding="utf-8",
    )
    result = program(
        "archive", str(source), "out", "--engine=local", "--output-format=jsonl", "--lang=en", "--timeout=2",
        "--workers=1", cwd=tmp_path, timeout=120, PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}",
    )  # fmt: skip
    assert result.returncode == 2, result.stderr
    assert b"Traceback" not in result.stderr
    assert [each["document"] for each in rows(tmp_path / "out", "documents")] == ["un", "deux"]
    (error,) = rows(tmp_path / "out", "errors")
    assert error["document"] == "bad"
    assert ("ended twice" if how == "dies" else "more than 2 seconds") in error["error"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a run is copied by fork")
def test_kills_lose_nothing() -> None:
    outcome = kills(4, seed=5, documents=8)
    assert outcome.wrong == []
    assert outcome.kills.total() == 4


def test_the_rules_of_the_configuration_hold(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "a.jsonl", RECORDS)
    (tmp_path / "relecture.toml").write_text('ignore = ["repeated-word"]\nlang = "en"\n', encoding="utf-8")
    archive(source, tmp_path / "out", code=0)
    assert '<html lang="en">' in (tmp_path / "out/index.html").read_text(encoding="utf-8")
    archive(source, tmp_path / "other", "--isolated", code=1)


def test_a_full_disk_is_one_sentence_and_the_run_goes_on_later(tmp_path: Path) -> None:
    source, out = jsonl(tmp_path / "a.jsonl", RECORDS), tmp_path / "out"
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    # Workers take it over; of all files only the page is as large.
    resource.setrlimit(resource.RLIMIT_FSIZE, (600, limit[1]))
    try:
        result = archive(source, out, "--lang", "en", code=2)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert "cannot be written (File too large)" in result.output
    assert len(result.output.splitlines()) == 1
    archive(source, out, "--lang", "en", code=1)
    archive(source, tmp_path / "whole", "--lang", "en", code=1)
    assert content(out) == content(tmp_path / "whole")
