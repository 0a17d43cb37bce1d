"""A second run says the same as the first, byte for byte, and checks only what has changed in any way that counts."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from qa.cache import key
from qa.reports import FORMATS
from tests.command import invoke
from tests.test_imports import HEAVY, loaded

NAMES = {"clean.txt", "faults.md", "page.html", "sub/other.txt"}


def said(*args: str) -> tuple[int, bytes, bytes]:
    result = invoke(*args)
    return result.exit_code, result.stdout_bytes, result.stderr_bytes


@pytest.mark.parametrize("format", FORMATS)
def test_a_second_run_says_the_same_in_every_format(format: str, texts: Path, checked: Counter[str]) -> None:
    args = ("check", ".", "--output-format", format, "--verbose")
    without = said(*args, "--no-cache")
    assert set(checked) == NAMES
    assert said(*args) == without
    checked.clear()
    assert said(*args) == without
    assert not checked
    assert texts.name == "texts"


@pytest.mark.parametrize(
    "args",
    [
        ("--lang", "en"),
        ("--select", "accuracy"),
        ("--ignore", "untranslated"),
        ("--variant", "fr-CA"),
        ("--fail-level", "error", "--output-format", "concise"),
        ("--statistics",),
        ("--baseline", "known.json"),
        ("--diff",),
    ],
    ids=" ".join,
)
@pytest.mark.usefixtures("texts")
def test_a_second_run_says_the_same_whatever_is_asked(args: tuple[str, ...]) -> None:
    invoke("check", "faults.md", "--write-baseline", "known.json", "--no-cache")
    # What is kept under other settings is no answer.
    invoke("check", ".")
    without = said("check", ".", *args, "--no-cache")
    assert said("check", ".", *args) == without
    assert said("check", ".", *args) == without


@pytest.mark.usefixtures("texts")
def test_a_baseline_is_written_from_what_is_known(checked: Counter[str]) -> None:
    for name, more in (("a.json", ["--no-cache"]), ("b.json", []), ("c.json", [])):
        checked.clear()
        assert invoke("check", ".", "--write-baseline", name, *more).exit_code == 0
    assert not checked
    assert Path("a.json").read_bytes() == Path("b.json").read_bytes() == Path("c.json").read_bytes()


def _edit_file() -> None:
    path = Path("clean.txt")
    path.write_text(path.read_text(encoding="utf-8").replace("maire", "Maire"), encoding="utf-8")


def _edit_without_a_trace() -> None:
    before = Path("clean.txt").stat()
    _edit_file()
    os.utime("clean.txt", ns=(before.st_atime_ns, before.st_mtime_ns))


def _configure(text: str) -> Callable[[], None]:
    def change() -> None:
        Path("relecture.toml").write_text(text, encoding="utf-8")

    return change


@pytest.mark.parametrize(
    ("change", "anew"),
    [
        (_edit_file, {"clean.txt"}),
        (_edit_without_a_trace, {"clean.txt"}),
        (lambda: Path("clean.txt").rename("clean.md"), {"clean.md"}),
        (lambda: Path("clean.txt").rename("renamed.txt"), set()),
        (_configure('variant = "fr-BE"'), NAMES),
        (_configure('vocabulary = { accept = ["meeting"] }'), NAMES),
        (_configure('severity = { untranslated = "info" }'), NAMES),
        (_configure('prose-keys = ["chapo"]'), NAMES),
        (_configure('per-path = { "sub/" = { ignore = ["repeated-word"] } }'), {"sub/other.txt"}),
        (_configure('fail-level = "error"'), set()),
    ],
)
@pytest.mark.usefixtures("texts")
def test_what_changes_is_noticed(change: Callable[[], None], anew: set[str], checked: Counter[str]) -> None:
    Path("relecture.toml").touch()
    invoke("check", ".")
    change()
    checked.clear()
    with_cache = said("check", ".")
    assert set(checked) == anew
    assert with_cache == said("check", ".", "--no-cache")


@pytest.mark.usefixtures("texts")
def test_a_changed_glossary_is_noticed_even_where_its_time_and_size_are_the_same(checked: Counter[str]) -> None:
    args = ("check", "clean.txt", "--glossary", "terms.csv", "--output-format", "concise")
    glossary = Path("terms.csv")
    outputs: list[tuple[int, bytes, bytes]] = []
    for word in ("maire", "merle", "maire"):
        glossary.write_text(f"wrong,kind,right\n{word},term,édile\n", encoding="utf-8")
        os.utime(glossary, ns=(10**18, 10**18 + len(outputs)))
        outputs.append(said(*args))
        assert outputs[-1] == said(*args, "--no-cache")
    assert outputs[0][1] == outputs[2][1] != outputs[1][1]
    checked.clear()
    assert said(*args) == outputs[2]
    assert not checked
    glossary.write_text("colonne\ninconnue\n", encoding="utf-8")
    assert said(*args) == said(*args, "--no-cache")
    glossary.unlink()
    assert said(*args)[0] == 2


@pytest.mark.usefixtures("texts")
def test_another_version_checks_anew(checked: Counter[str], monkeypatch: pytest.MonkeyPatch) -> None:
    invoke("check", ".")
    monkeypatch.setattr(key, "__version__", "99")
    checked.clear()
    invoke("check", ".")
    assert set(checked) == NAMES


def test_the_program_is_known_by_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from qa.glossary.files import _CHECKOUT
    from qa.lexicon.words import DATA

    counted = {str((key._PACKAGE.parent / name).resolve()) for folder in (key._PACKAGE, key._CURATED)
               for name, *_ in key._files(str(folder))}  # fmt: skip
    assert {str(path.resolve()) for path in (*DATA.iterdir(), *_CHECKOUT.glob("*.tsv"))} <= counted
    assert str(Path(key.__file__).resolve()) in counted
    assert not any("__pycache__" in path for path in counted)

    monkeypatch.setattr(key, "_PACKAGE", tmp_path / "qa")
    data = tmp_path / "qa/data/words.bin"
    data.parent.mkdir(parents=True)
    digests = []
    for changed, content in ((1, b"aa"), (1, b"aa"), (2, b"aa"), (2, b"aaa")):
        data.write_bytes(content)
        os.utime(data, ns=(changed, changed))
        digests.append(key.program())
    assert digests[0] == digests[1]
    assert len(set(digests)) == 3
    beside = tmp_path / "site/model-1.0.dist-info"
    beside.mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [*sys.path, str(beside.parent)])
    assert key.program() not in digests


def test_a_run_in_which_all_is_known_loads_no_rules(texts: Path) -> None:
    (texts / "relecture.toml").write_text('ignore = ["repeated-word"]\nseverity = { style = "info" }', encoding="utf-8")
    args = ("check", str(texts), "--output-format", "json", "--select", "accuracy,style")
    assert "qa.rules" in loaded(*args)
    rooms = {"qa.rules", "qa.lexicon", "qa.language", "qa.restore", "qa.pipeline", "qa.glossary"}
    assert loaded(*args) & ((HEAVY - {"sqlite3"}) | {"numpy", "marisa_trie", "rapidfuzz"} | rooms) == set()


@pytest.mark.usefixtures("texts")
def test_what_fix_leaves_is_known(checked: Counter[str]) -> None:
    fixed = said("fix", ".", "--unsafe")
    written = {name: Path(name).read_bytes() for name in NAMES}
    assert written["faults.md"] != b""
    checked.clear()
    again = said("fix", ".")
    report = said("check", ".", "--output-format", "json")
    assert not checked
    assert again[1:] == said("fix", ".", "--no-cache")[1:]
    assert report == said("check", ".", "--output-format", "json", "--no-cache")
    assert {name: Path(name).read_bytes() for name in NAMES} == written
    assert fixed[0] in (0, 1)


@pytest.mark.usefixtures("texts")
def test_fix_changes_what_a_check_has_seen(checked: Counter[str]) -> None:
    invoke("check", ".")
    assert invoke("fix", ".", "--unsafe").exit_code in (0, 1)
    assert "projet projet" not in Path("faults.md").read_text(encoding="utf-8")
    assert checked["faults.md"] > 1
    assert checked["clean.txt"] == 1


@pytest.mark.usefixtures("texts")
def test_the_page_of_a_fix_is_the_same() -> None:
    invoke("fix", "clean.txt", "page.html", "--diff", "--report", "a.html", "--no-cache")
    for name in ("b.html", "c.html"):
        invoke("fix", "clean.txt", "page.html", "--diff", "--report", name)
        assert Path(name).read_bytes() == Path("a.html").read_bytes()


@pytest.mark.usefixtures("texts")
def test_a_file_that_cannot_be_read_is_told_each_time(checked: Counter[str]) -> None:
    Path("latin.txt").write_bytes(b"l'\xe9t\xe9")
    first = said("check", ".", "missing.txt")
    assert first[0] == 2
    checked.clear()
    assert said("check", ".", "missing.txt") == first
    assert not checked
