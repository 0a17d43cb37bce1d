"""The command line as it is used: what it prints, what it writes, how it ends."""

from __future__ import annotations

import codecs
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import qa.pipeline
from qa.arbiter import Fix
from qa.cli import relecture
from qa.document import Document
from qa.finding import Edit, Finding, Suggestion, apply_edits
from qa.reports.json import VERSION
from qa.settings import Settings
from tests.command import ROOT, Run, program

FAULTY = "Le meeting commence.\r\n\r\nUn  autre meeting. "
MENDED = "La réunion commence.\r\n\r\nUn  autre meeting. "


class OneWord:
    """A checker that knows one fault, so that these tests are about the command line alone.

    Every `meeting` is found; the one at the beginning of a text is safe to mend.
    """

    def __init__(self, settings: Settings, *, processes: int = 1) -> None:
        self.settings = settings
        assert processes >= 1
        for name in settings.select:
            if name != "anglicism":
                raise ValueError(name)

    def check(self, document: Document) -> tuple[Finding, ...]:
        if "explode" in document.source:
            raise RuntimeError("boom")
        findings = []
        at = document.source.find("meeting")
        while at >= 0:
            edits = (Edit(0, at + 7, "La réunion"),) if at == 3 else (Edit(at, at + 7, "rendez-vous"),)
            suggestion = Suggestion("réunion", 0.9, "glossary", edits)
            findings.append(
                Finding(
                    "anglicism", "style/anglicism", "warning", at, at + 7, "meeting",
                    "Anglicisme.", safe=at == 3, suggestions=(suggestion,),
                )
            )  # fmt: skip
            at = document.source.find("meeting", at + 1)
        return tuple(findings)

    def fix(self, document: Document, unsafe: bool = False) -> Fix:
        findings = self.check(document)
        applied = tuple(finding for finding in findings if finding.safe or unsafe)
        edits = tuple(edit for finding in applied for edit in finding.suggestions[0].edits)
        output = apply_edits(document.source, edits)
        return Fix(document, output, applied, edits, self.check(Document(output, ())))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, run: Run) -> Run:
    """Runs a command in an empty folder, with the checker that knows one word."""
    monkeypatch.setattr(qa.pipeline, "Checker", OneWord)
    return run


def write(path: str, text: str) -> Path:
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    return file


def test_findings_end_with_1_and_none_with_0(run: Run) -> None:
    write("a.txt", FAULTY)
    write("b.md", "Tout va bien.")
    assert run("check", "a.txt").exit_code == 1
    assert run("check", "b.md").exit_code == 0
    assert run("check", "a.txt", "--exit-zero").exit_code == 0
    assert run("check", "a.txt", "--fail-level", "error").exit_code == 0
    assert run("check", "a.txt", "--fail-level", "warning").exit_code == 1


def test_where_nothing_could_be_read_nothing_is_counted(run: Run) -> None:
    nothing = run("fix", "missing.txt")
    assert nothing.exit_code == 2
    assert "Corrections" not in nothing.output
    write("a.txt", FAULTY)
    assert "Corrections" in run("fix", "missing.txt", "a.txt").output


def test_json_is_an_array_in_reading_order(run: Run) -> None:
    write("a.txt", FAULTY)
    result = run("check", ".", "--output-format", "json")
    assert [(row["path"], row["line"], row["start"]) for row in json.loads(result.stdout)] == [
        ("a.txt", 1, 3),
        ("a.txt", 3, 34),
    ]
    write("a.txt", "")
    assert json.loads(run("check", ".", "--output-format", "json").stdout) == []


def test_the_report_goes_to_a_file_but_never_over_a_source(run: Run) -> None:
    source = write("a.txt", FAULTY)
    assert run("check", "a.txt", "--output-format", "json", "--output-file", "report.json").stdout == ""
    assert len(json.loads(Path("report.json").read_text(encoding="utf-8"))) == 2
    result = run("check", ".", "--output-file", "./a.txt")
    assert (result.exit_code, source.read_bytes()) == (2, FAULTY.encode())
    assert "donnez-lui un autre nom" in result.stderr


def test_every_readable_file_is_reported_and_the_others_are_named(run: Run) -> None:
    write("a.txt", FAULTY)
    Path("b.txt").write_bytes(b"l'\xe9t\xe9")
    Path("c.txt").write_bytes(b"a\0b")
    write("d.txt", "explode")
    result = run("check", "missing.txt", ".", "--output-format", "json")
    assert len(json.loads(result.stdout)) == 2
    assert result.exit_code == 2
    lines = result.stderr.splitlines()
    assert [line.split()[2] for line in lines] == ["missing.txt", "b.txt,", "c.txt", "d.txt"]
    assert "n’existe pas" in lines[0]
    assert "Windows-1252" in lines[1]
    assert "octet nul" in lines[2]
    assert "RuntimeError" in lines[3]


def test_fixing_in_place_touches_only_what_it_mends(run: Run) -> None:
    for data in (FAULTY.encode(), codecs.BOM_UTF8 + FAULTY.encode(), codecs.BOM_UTF16_LE + FAULTY.encode("utf-16-le")):
        path = Path("a.txt")
        path.write_bytes(data)
        result = run("fix", "a.txt")
        assert result.exit_code == 1  # the second one is left
        assert result.stdout == ""
        assert path.read_bytes() == data.replace(FAULTY.encode(), MENDED.encode()).replace(
            FAULTY.encode("utf-16-le"), MENDED.encode("utf-16-le")
        )
    assert "Corrections : 1" in result.stderr.replace("\u00a0", " ")
    assert run("fix", "--unsafe", "--quiet", "a.txt").stderr == ""
    assert run("fix", "a.txt").exit_code == 0


def test_an_unchanged_file_is_not_written(run: Run) -> None:
    path = write("a.txt", "Tout va bien.")
    before = path.stat()
    assert run("fix", "a.txt").exit_code == 0
    assert path.stat().st_ino == before.st_ino
    assert run("fix", "a.txt", "--output", "b.txt").exit_code == 0
    assert Path("b.txt").read_bytes() == path.read_bytes()


def test_output_leaves_the_source(run: Run) -> None:
    source = write("a.txt", FAULTY)
    run("fix", "a.txt", "--output", "b.txt")
    assert (source.read_bytes(), Path("b.txt").read_bytes()) == (FAULTY.encode(), MENDED.encode())
    assert run("fix", "a.txt", "--output", "-").stdout_bytes == MENDED.encode()


def test_output_dir_keeps_the_structure(run: Run, tmp_path: Path) -> None:
    for name in ("docs/a.md", "docs/deep/a.md", "b.txt"):
        write(name, FAULTY)
    run("fix", "docs", "b.txt", "--output-dir", "out")
    written = sorted(path.relative_to(tmp_path).as_posix() for path in Path("out").resolve().rglob("*.*"))
    assert written == ["out/b.txt", "out/docs/a.md", "out/docs/deep/a.md"]


def test_output_dir_cannot_be_left(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("above.txt", FAULTY)
    write("here/work.txt", FAULTY)
    Path("outside").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert run("fix", "../above.txt", "--output-dir", "out").exit_code == 1
    assert Path("out/above.txt").read_bytes() == MENDED.encode()
    write("sub/a.txt", FAULTY)
    Path("out/sub").symlink_to(tmp_path / "outside")
    result = run("fix", "sub/a.txt", "--output-dir", "out")
    assert result.exit_code == 2
    assert list((tmp_path / "outside").iterdir()) == []


def test_two_files_cannot_be_written_to_one(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("x/a.txt", FAULTY)
    write("y/a.txt", FAULTY)
    assert run("fix", "x/a.txt", "y/a.txt", "--output", "b.txt").exit_code == 2
    assert run("fix", "x/a.txt", "--output", "b.txt", "--output-dir", "out").exit_code == 2
    (tmp_path / "cwd").mkdir()
    monkeypatch.chdir(tmp_path / "cwd")
    assert run("fix", "../x/a.txt", "../y/a.txt", "--output-dir", "out").exit_code == 2
    assert not Path("out").exists()


def test_a_report_shows_both_versions(run: Run) -> None:
    source = write("a.txt", FAULTY)
    run("fix", "a.txt", "--output", "b.txt", "--report", "report.html")
    page = Path("report.html").read_text(encoding="utf-8")
    assert all(words in page for words in ("Le meeting", "La réunion", "anglicism"))
    assert run("fix", "a.txt", "--report", "a.txt").exit_code == 2
    assert source.read_bytes() == FAULTY.encode()


def test_a_diff_applies_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    source = write("docs/a.txt", FAULTY)
    result = run("fix", "docs", "--diff")
    assert (result.exit_code, source.read_bytes()) == (1, FAULTY.encode())
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    subprocess.run(["git", "apply", "-"], input=result.stdout_bytes, cwd=tmp_path, check=True)
    assert source.read_bytes() == MENDED.encode()


def test_standard_input(run: Run) -> None:
    assert run("fix", "-", input=FAULTY.encode()).stdout_bytes == MENDED.encode()
    rows = json.loads(
        run("check", "-", "--output-format", "json", "--stdin-filename", "x.md", input="Le meeting").stdout
    )
    assert rows[0]["path"] == "x.md"
    bom = codecs.BOM_UTF8 + b"Tout va bien.\r\n"
    assert run("fix", "-", input=bom).stdout_bytes == bom


def test_check_may_fix_and_reports_what_is_left(run: Run) -> None:
    source = write("a.txt", FAULTY)
    result = run("check", "a.txt", "--fix", "--output-format", "json")
    assert [row["start"] for row in json.loads(result.stdout)] == [MENDED.index("meeting")]
    assert (result.exit_code, source.read_bytes()) == (1, MENDED.encode())
    write("a.txt", FAULTY)
    result = run("check", "a.txt", "--diff", "--output-format", "concise")
    assert source.read_bytes() == FAULTY.encode()
    assert "+La réunion commence." in result.stdout
    assert "a.txt:3:11" in result.stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["chek", "a.txt"], "Vouliez-vous dire «\N{NO-BREAK SPACE}check\N{NO-BREAK SPACE}»\N{NARROW NO-BREAK SPACE}?"),
        (
            ["check", "a.txt", "--selct", "x"],
            "Vouliez-vous dire «\N{NO-BREAK SPACE}--select\N{NO-BREAK SPACE}»\N{NARROW NO-BREAK SPACE}?",
        ),
        (
            ["check", "a.txt", "--output-format", "jsn"],
            "Vouliez-vous dire «\N{NO-BREAK SPACE}json\N{NO-BREAK SPACE}»\N{NARROW NO-BREAK SPACE}?",
        ),
        (["check", "a.txt", "--variant", "fr-CZ"], "fr-FR, fr-CA, fr-CH, fr-BE"),
        (["check", "a.txt", "--select"], "attend une valeur"),
        (["check"], "Il manque PATH"),
        (
            ["check", "a.txt", "--select", "zzz"],
            "Règle ou catégorie inconnue\N{NO-BREAK SPACE}: «\N{NO-BREAK SPACE}zzz\N{NO-BREAK SPACE}»",
        ),
        (
            ["explain", "repeated-wrod"],
            "Vouliez-vous dire «\N{NO-BREAK SPACE}repeated-word\N{NO-BREAK SPACE}»\N{NARROW NO-BREAK SPACE}?",
        ),
        (["check", "missing.txt"], "n’existe pas"),
        (["fix", "."], None),
    ],
)
def test_misuse_is_one_sentence_and_code_2(run: Run, args: list[str], said: str | None) -> None:
    write("a.txt", "Tout va bien.")
    result = run(*args)
    if said is None:
        assert result.exit_code == 0
    else:
        assert result.exit_code == 2
        assert said in result.stderr
        assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("args", "named", "said"),
    [
        (["check", "a.txt", "--output-file", "nope/deep/x"], "nope/deep", "n’existe pas"),
        (["fix", "a.txt", "--output", "nope/x", "--quiet"], "nope", "n’existe pas"),
        (["check", "a.txt", "--output-file", "b.txt/x"], "b.txt", "est un fichier"),
        (["fix", "a.txt", "--output-dir", "b.txt", "--quiet"], "b.txt", "est un fichier"),
        (["fix", "a.txt", "--output-dir", "b.txt/deep", "--quiet"], "b.txt", "est un fichier"),
    ],
)
def test_where_nothing_can_be_written_the_folder_is_named(run: Run, args: list[str], named: str, said: str) -> None:
    write("a.txt", FAULTY)
    write("b.txt", "Tout va bien.")
    result = run(*args)
    assert result.exit_code == 2
    assert f"«\N{NO-BREAK SPACE}{named}\N{NO-BREAK SPACE}» " in result.stderr
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert Path("b.txt").read_text() == "Tout va bien."


def test_a_language_named_before_the_command_holds_for_it(run: Run) -> None:
    assert "no such file" in run("--lang", "en", "check", "missing.txt").stderr
    assert "n’existe pas" in run("--lang", "en", "check", "missing.txt", "--lang", "fr").stderr
    refused = run("--lang", "de", "rules")
    assert (refused.exit_code, refused.stdout) == (2, "")


def test_errors_and_help_speak_english_too(run: Run) -> None:
    assert "Did you mean “check”?" in run("chek", "--lang", "en").stderr
    assert "no such file" in run("check", "missing.txt", "--lang=en").stderr
    assert "Report; change nothing." in run("--lang", "en", "--help").stdout
    assert "Relire, sans rien changer." in run("--help").stdout
    assert "Form of the report." in run("check", "--help", "--lang", "en").stdout
    assert run("--version").stdout == f"relecture {qa.__version__} (JSON {VERSION})\n"


@pytest.mark.parametrize(
    ("locale", "english"),
    [
        ({"LANG": "en_US.UTF-8"}, True),
        ({"LANG": "en"}, True),
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, True),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "fr_CA.UTF-8"}, False),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "C.UTF-8"}, False),
        ({"LANG": "en_US.UTF-8", "LC_ALL": ""}, True),
        ({"LANG": "POSIX"}, False),
        ({"LANG": "eng"}, False),
        ({}, False),
    ],
)
def test_help_and_errors_follow_the_locale(
    run: Run, monkeypatch: pytest.MonkeyPatch, locale: dict[str, str], english: bool
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in locale.items():
        monkeypatch.setenv(name, value)
    assert ("Report; change nothing." in run("--help").stdout) == english
    assert ("no such file" in run("check", "missing.txt").stderr) == english
    assert ("Did you mean" in run("chek").stderr) == english
    assert ("\nWHY\n" in run("explain", "anglicism").stdout) == english
    assert "n’existe pas" in run("check", "missing.txt", "--lang", "fr").stderr
    assert "no such file" in run("check", "missing.txt", "--lang", "en").stderr


def test_reports_are_the_same_whatever_the_locale(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.txt", FAULTY)
    french = run("check", "a.txt").stdout
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert run("check", "a.txt").stdout == french
    assert run("check", "a.txt", "--lang", "en").stdout != french


def test_a_configured_language_goes_before_the_locale(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    write("relecture.toml", 'lang = "fr"\n')
    assert "n’existe pas" in run("check", "missing.txt").stderr
    assert "no such file" in run("check", "missing.txt", "--isolated").stderr


def test_a_fault_of_the_program_is_a_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.txt", "explode")
    result = run("check", "a.txt")
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    monkeypatch.setattr(OneWord, "__init__", lambda *_, **__: 1 / 0)
    result = run("check", "a.txt")
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert "ZeroDivisionError" in result.stderr
    verbose = CliRunner().invoke(relecture, ["check", "a.txt", "--verbose"])
    assert "Traceback" in verbose.stderr


def test_colour_is_for_who_asks(run: Run) -> None:
    write("a.txt", FAULTY)
    assert "\x1b[" not in run("check", "a.txt").stdout
    assert "\x1b[" in run("check", "a.txt", "--color", "always").stdout
    assert "\x1b[" not in run("check", "a.txt", "--color", "never").stdout


def test_rules_are_listed_within_80_columns_and_explained(run: Run) -> None:
    from qa.rules import registry

    table = run("rules").stdout
    assert all(name in table for name in registry())
    assert max(map(len, table.splitlines())) <= 80
    for name, rule in registry().items():
        page = run("explain", name).stdout
        assert f"--select={name}" in page
        assert rule.title.fr.split()[0] in page


def test_a_category_is_explained_by_its_rules(run: Run) -> None:
    listed = run("explain", "terminology").stdout
    assert "glossary-term" in listed
    assert "repeated-word" not in listed
    assert "« repeated-word »" in run("explain", "repeated_word").stderr.replace("\u00a0", " ")


# What follows runs the program itself.


@pytest.mark.parametrize("command", ["check", "fix"])
@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.txt", b"", 0),
        ("empty.md", codecs.BOM_UTF8, 0),
        ("binary.txt", b"\x7fELF\x00\x01\x02", 2),
        ("latin.txt", "Un été à Québec\n".encode("latin-1"), 2),
        ("utf16.txt", codecs.BOM_UTF16_BE + "Un été.\r\n".encode("utf-16-be"), 0),
        ("line.txt", b"mot " * 2_500_000, None),
        ("line.md", b"mot " * 250_000, None),
    ],
)
def test_bad_input_never_changes_and_never_breaks(
    tmp_path: Path, command: str, name: str, data: bytes, code: int | None
) -> None:
    (tmp_path / name).write_bytes(data)
    done = program(command, name, "--select=repeated-paragraph", cwd=tmp_path)
    assert b"Traceback" not in done.stderr
    assert done.returncode in ((0, 1) if code is None else (code,)), done.stderr
    assert (tmp_path / name).read_bytes() == data
    if code == 2:
        assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", ["check", "fix"])
def test_a_broken_glossary_stops_the_run(tmp_path: Path, command: str) -> None:
    (tmp_path / "a.txt").write_text("Un meeting.")
    (tmp_path / "terms.csv").write_text("colonne\ninconnue\n")
    for glossary in ("terms.csv", "missing.csv"):
        done = program(command, "a.txt", "--glossary", glossary, cwd=tmp_path)
        assert done.returncode == 2
        assert glossary.encode() in done.stderr
        assert b"Traceback" not in done.stderr
        assert (tmp_path / "a.txt").read_text() == "Un meeting."


def test_output_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    (tmp_path / "été.txt").write_text("Un été.", encoding="utf-8")
    done = program("check", "manqué.txt", ".", cwd=tmp_path, LC_ALL="C", PYTHONIOENCODING="ascii")
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_a_closed_pipe_is_silent(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Un un mot.\n\n" * 20_000)
    process = subprocess.Popen(
        [sys.executable, "-m", "qa", "check", "a.txt", "--output-format", "concise", "--select", "repeated-paragraph"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.wait(60)
    process.stderr.close()


def test_an_interruption_is_silent(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "qa", "check", "-"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stderr is not None
        assert process.stdin is not None
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(1.5)  # it waits for standard input
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
        assert process.stderr.read().strip() == b""


@pytest.mark.parametrize("command", ["check", "fix"])
def test_silence_on_a_file_without_text_is_explained(run: Run, command: str) -> None:
    write("a.csv", "source;target\n")
    write("b.md", "```\nls\n```\n")
    told = run(command, "a.csv", "b.md").stderr
    assert "a.csv" in told
    assert "prose-keys" in told
    assert "b.md" not in told, "a page of code is no puzzle"
    assert "a.csv" not in run(command, "a.csv", "--quiet").stderr
    assert "a.csv" not in run(command, ".").stderr, "nobody named it"
