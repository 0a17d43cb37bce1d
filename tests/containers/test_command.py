"""The command line over containers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import Run
from tests.containers.made import XHTML, docx, docx_of, epub, members_of, odt_of, p
from tests.containers.word import settled, texts
from tests.test_imports import loaded

LINES = [
    ["Les deux parties ont repris les discussions mardi, ", "motor", "car le conflit dure depuis un mois."],
    ["La state of affairs reste tendue sur le port de Brest."],
]
MENDED = "Les deux parties ont repris les discussions mardi, car le conflit dure depuis un mois."


@pytest.fixture
def run(run: Run) -> Run:
    """Runs a command in a folder with one document of each format, all of the same text."""
    Path("a.docx").write_bytes(docx_of(LINES))
    Path("a.odt").write_bytes(odt_of(LINES))
    Path("a.epub").write_bytes(epub(un=f"{XHTML}<body><p>{'</p><p>'.join(map(''.join, LINES))}</p></body></html>"))
    Path("a.txt").write_text("\n\n".join(map("".join, LINES)), encoding="utf-8")

    return run


def test_a_folder_is_searched_for_containers_and_each_has_the_findings_of_its_text(run: Run) -> None:
    Path("~$a.docx").write_bytes(b"held open by Word")
    result = run("check", ".", "--output-format", "json")
    assert result.exit_code == 1
    found: dict[str, list[tuple[str, str]]] = {}
    for row in json.loads(result.stdout):
        found.setdefault(row["path"], []).append((row["text"], row["suggestions"][0]["text"]))
    assert set(found) == {"a.docx", "a.epub", "a.odt", "a.txt"}
    assert all(each == [("motorcar", "car"), ("state of affairs", "situation")] for each in found.values())


def test_fix_writes_in_place_and_a_second_time_nothing(run: Run) -> None:
    before = members_of(Path("a.docx").read_bytes())
    run("fix", "a.docx", "a.odt", "a.epub")
    assert texts(Path("a.docx").read_bytes())[0] == MENDED
    after = members_of(Path("a.docx").read_bytes())
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]
    stamps = [path.stat().st_mtime_ns for path in sorted(Path().glob("a.*"))]
    assert "Corrections : 0" in run("fix", "a.docx", "a.odt", "a.epub").stderr.replace("\u00a0", " ")
    assert [path.stat().st_mtime_ns for path in sorted(Path().glob("a.*"))] == stamps
    assert sorted(path.name for path in Path().iterdir()) == ["a.docx", "a.epub", "a.odt", "a.txt"]


def test_fix_writes_elsewhere_and_reports(run: Run) -> None:
    before = Path("a.docx").read_bytes()
    run("fix", "a.docx", "--output", "b.docx", "--report", "r.html", "--unsafe")
    assert Path("a.docx").read_bytes() == before
    assert texts(Path("b.docx").read_bytes())[0] == MENDED
    assert "§ 1" in Path("r.html").read_text(encoding="utf-8").replace("\u00a0", " ")
    run("fix", "a.docx", "a.odt", "--output-dir", "out", "--unsafe")
    assert Path("out/a.docx").read_bytes() == Path("b.docx").read_bytes()
    assert (
        members_of(Path("out/a.odt").read_bytes())["content.xml"]
        != members_of(Path("a.odt").read_bytes())["content.xml"]
    )


def test_a_container_goes_through_a_pipe(run: Run) -> None:
    data = Path("a.docx").read_bytes()
    result = run("fix", "-", "--stdin-filename", "a.docx", "--output", "-", "--quiet", input=data)
    assert texts(result.stdout_bytes)[0] == MENDED
    clean = docx(p("Le chat dort."))
    assert run("fix", "-", "--stdin-filename", "b.docx", "--output", "-", "--quiet", input=clean).stdout_bytes == clean


def test_corrections_are_offered_as_tracked_changes(run: Run) -> None:
    before = Path("a.docx").read_bytes()
    run("fix", "a.docx", "--track-changes", "--unsafe", "--output", "b.docx")
    after = Path("b.docx").read_bytes()
    assert settled(after, accept=False) == texts(before)
    assert settled(after, accept=True) == [MENDED, "La situation reste tendue sur le port de Brest."]
    run("fix", "b.docx", "--track-changes", "--unsafe", "--output", "c.docx")
    assert Path("c.docx").read_bytes() == after


def test_tracked_changes_are_refused_where_there_are_none(run: Run) -> None:
    before = {path.name: path.read_bytes() for path in Path().iterdir()}
    result = run("fix", "a.epub", "a.txt", "a.docx", "--track-changes", "--lang", "en")
    assert result.exit_code == 2
    assert [line.partition(" is ")[0] for line in result.stderr.splitlines()[:2]] == [
        "Error: a.epub: --track-changes", "Error: a.txt: --track-changes",
    ]  # fmt: skip
    assert {name for name in before if before[name] != Path(name).read_bytes()} == {"a.docx"}


def test_a_diff_shows_the_text_and_says_that_it_is_not_for_git(run: Run) -> None:
    before = Path("a.docx").read_bytes()
    result = run("fix", "a.docx", "--diff", "--quiet", "--lang", "en")
    assert result.exit_code == 1
    head, *rest = result.stdout.splitlines()
    assert head == "# The text of the paragraphs; “git apply” cannot apply this to the document."
    assert rest[2].endswith("@@ § 1")
    assert f"+{MENDED}" in rest
    assert Path("a.docx").read_bytes() == before
    assert "@@ § 1" in run("check", "a.docx", "--diff").stdout


def test_check_with_fix_reports_what_is_left(run: Run) -> None:
    result = run("check", "a.docx", "--fix", "--output-format", "concise")
    assert "motorcar" not in result.stdout
    assert texts(Path("a.docx").read_bytes())[0] == MENDED


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_read(run: Run) -> None:
    Path("b.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    Path("c.docx").write_bytes(b"PK")
    result = run("check", ".", "--output-format", "json")
    assert result.exit_code == 2
    assert len(json.loads(result.stdout)) == 8
    first, second = result.stderr.replace("\u00a0", " ").splitlines()
    assert first.startswith("Erreur : b.docx : ce document est protégé par un mot de passe")
    assert second.startswith("Erreur : c.docx : ce fichier n’est pas un document DOCX")


def test_a_repetition_names_the_paragraph_that_it_repeats(run: Run) -> None:
    title = "Le marché couvert rouvrira ses portes au printemps"
    Path("d.docx").write_bytes(docx(p(title) + p(title) + p("Les travaux ont duré deux ans.")))
    assert "(§ 1)" in run("check", "d.docx").stdout.replace("\u00a0", " ")
    run("fix", "d.docx")
    assert texts(Path("d.docx").read_bytes()) == [title, "Les travaux ont duré deux ans."]


def test_a_container_loads_no_library_of_others(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx(p("Le chat dort sur le tapis.")))
    modules = loaded("check", str(path))
    assert "qa.containers.docx" in modules
    assert (
        modules & {"docx", "lxml", "xml.etree.ElementTree", "defusedxml", "spacy", "openpyxl", "html", "email"} == set()
    )


def test_several_processes_fix_the_same_as_one(run: Run) -> None:
    alone = {name: run("fix", name, "--unsafe", "--output", "-").stdout_bytes for name in ("a.docx", "a.odt", "a.epub")}
    run("fix", *alone, "--unsafe", "--jobs", "2")
    assert {name: Path(name).read_bytes() for name in alone} == alone
    assert run("check", *alone, "--jobs", "2").exit_code == 0


def test_a_baseline_and_comments_hold_in_a_container_too(run: Run) -> None:
    run("check", "a.docx", "--write-baseline", "known.json")
    assert run("check", "a.docx", "--baseline", "known.json").exit_code == 0
    Path("off.docx").write_bytes(docx_of([["<!-- relecture off -->"], *LINES]))
    assert run("check", "off.docx").exit_code == 0
