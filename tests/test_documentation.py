"""What the documentation says is so: its examples give what they show, its commands, rules and links exist."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from doctest import DocTestParser, DocTestRunner
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import click
import pytest
from jsonschema import Draft202012Validator

from qa.cli import relecture
from qa.formats import ENDINGS
from qa.reports import FORMATS
from qa.rules import registry

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHIVES = (ROOT / "corpora/ARCHIVES.md").read_text(encoding="utf-8")
PAGES = sorted([ROOT / "README.md", *(ROOT / "corpora").rglob("*.md"), *(ROOT / ".release").glob("*.md")])

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")


class Shown(NamedTuple):
    """A command of a console example and what the example shows of its output."""

    command: str
    output: str


def blocks(language: str, page: str = README) -> list[str]:
    return [text for name, text in _FENCE.findall(page) if name == language]


def shown() -> list[Shown]:
    """The commands of the console examples, in reading order. A blank line before a prompt belongs to neither."""
    parts = [part for block in blocks("console") for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
    return [Shown(part.partition("\n")[0], part.partition("\n")[2].rstrip("\n") + "\n") for part in parts]


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "qa", *command[1:]], cwd=folder, env=environment, capture_output=True, check=False
    )


def test_the_examples_of_the_readme_give_what_they_show(tmp_path: Path) -> None:
    examples = shown()
    assert examples
    for command, output in examples:
        name, *rest = words = shlex.split(command)
        if name == "cat":  # the example's own input
            (tmp_path / rest[0]).write_text(output, encoding="utf-8")
            continue
        assert name == "relecture"
        result = run(words, tmp_path)
        said = [line for line in result.stdout.decode().splitlines() if line]
        assert said == [line for line in output.splitlines() if line], f"$ {command}\n{result.stderr.decode()}"


def commands() -> list[str]:
    """Every `relecture …` of README and ARCHIVES, in examples and in running text."""
    text = _FENCE.sub("", README + ARCHIVES)
    inline = [code for code in _CODE.findall(text) if code.startswith("relecture ")]
    fenced = [
        part.strip().removeprefix("$ ").removeprefix(".venv/bin/")
        for block in (*blocks("sh"), *blocks("sh", ARCHIVES), *blocks("console"))
        for line in block.splitlines()
        for part in line.partition("  #")[0].split("&&")
    ]
    return inline + [part for part in fenced if part.startswith("relecture ")]


@pytest.mark.parametrize("line", commands())
def test_commands_exist_with_their_options(line: str) -> None:
    command: click.Command = relecture
    words = shlex.split(line)[1:]
    context = click.Context(command)
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(context, words.pop(0))
        assert found is not None, line
        command = found
    known = {name for param in command.params for name in param.opts}
    used = {word.partition("=")[0] for word in words if word.startswith("--")}
    assert used <= known


def test_options_that_the_text_names_exist() -> None:
    known = {
        name for command in ("check", "fix", "archive") for param in _command(command).params for name in param.opts
    }
    named = {code.partition("=")[0].split()[0] for code in _CODE.findall(README) if code.startswith("--")}
    elsewhere = {"--peers", "--growth", "--audited"}  # of `python -m tests.bench` and `tests.release`
    assert named - elsewhere <= known
    assert named


def _command(name: str) -> click.Command:
    command = relecture.get_command(click.Context(relecture), name)
    assert command is not None
    return command


def test_the_table_of_rules_is_complete() -> None:
    rows = dict(re.findall(r"^\| [\w-]* ?\| `([\w-]+)` \| (.+) \|$", README, re.MULTILINE))
    assert set(rows) == set(registry())
    on_demand = {name for name, text in rows.items() if text.endswith("on demand")}
    assert on_demand == {rule.name for rule in registry().values() if not rule.default}


def test_formats_that_the_readme_names_are_those_there_are() -> None:
    table = README.partition("| `--output-format` |")[2].partition("\n\n")[0]
    assert {name for row in table.splitlines()[2:] for name in _CODE.findall(row)} == set(FORMATS)
    assert {".txt", ".md", ".mdx"} <= set(ENDINGS)


def test_first_command_does_what_the_readme_says(tmp_path: Path) -> None:
    line = blocks("sh")[0].strip()
    *_, command = (part.strip() for part in line.split("&&"))
    words = shlex.split(command.replace("corpora/", f"{ROOT.as_posix()}/corpora/"))
    before = (ROOT / "corpora/articles/sample.txt").read_bytes()
    result = run(words, tmp_path)
    assert result.returncode in (0, 1), result.stderr.decode()
    assert (tmp_path / "clean.txt").read_bytes() not in (b"", before)
    assert "</html>" in (tmp_path / "report.html").read_text(encoding="utf-8")
    assert (ROOT / "corpora/articles/sample.txt").read_bytes() == before


@pytest.mark.parametrize("example", blocks("pycon"))
def test_python_examples_give_what_they_show(example: str) -> None:
    if "spacy" in example and not entry_points(group="spacy_factories", name="qa"):
        pytest.skip("spaCy finds the component `qa` only where the package is installed")
    test = DocTestParser().get_doctest(example, {}, "README.md", None, None)
    said: list[str] = []
    assert DocTestRunner().run(test, out=said.append).failed == 0, "".join(said)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    links = [link for link in _LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_within_a_page_lead_to_a_heading(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", text), re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= anchors


def test_the_json_of_the_readme_is_what_is_written_of_its_example(tmp_path: Path) -> None:
    told = json.loads(next(block for block in blocks("json") if block.startswith("[")))
    schema = json.loads((ROOT / "qa/reports/json.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(told)
    (article,) = (example.output for example in shown() if example.command == "cat depeche.txt")
    (tmp_path / "depeche.txt").write_text(article, encoding="utf-8")
    written = json.loads(run(["relecture", "check", "depeche.txt", "--output-format", "json"], tmp_path).stdout)
    for finding in written:
        finding["suggestions"] = finding["suggestions"][:1]  # the README leaves out the others
    assert told == [finding for finding in written if finding["text"] == "motorcar"]


def test_the_picture_is_drawn_for_light_and_dark() -> None:
    picture = ElementTree.parse(ROOT / ".github/how-it-works.svg").getroot()
    assert picture is not None
    (style,) = (element.text or "" for element in picture.iter("{http://www.w3.org/2000/svg}style"))
    light, _, dark = style.partition("@media (prefers-color-scheme: dark)")
    named = re.compile(r"\.([a-z]+) \{[^}]*(?:fill|stroke): #")
    assert set(named.findall(light)) == set(named.findall(dark))


def test_folders_and_files_that_the_readme_names_exist() -> None:
    named = {
        code
        for code in _CODE.findall(README)
        if re.fullmatch(r"(?:qa|corpora|tests|\.ci|\.release)(?:/[\w./-]+)?", code)
    }
    assert "qa/pipeline.py" in named
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_every_data_file_has_its_source_told() -> None:
    sources = (ROOT / "corpora/SOURCES.md").read_text(encoding="utf-8")
    files = [path.name for path in sorted((ROOT / "qa/lexicon/data").iterdir()) if path.suffix in (".bin", ".marisa")]
    assert files
    assert [name for name in files if f"`{name}`" not in sources] == []


def test_what_the_package_declares_is_there() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = [*project["scripts"].values(), *project.get("entry-points", {}).get("spacy_factories", {}).values()]
    for target in declared:
        module, _, name = target.partition(":")
        assert callable(getattr(import_module(module), name))
    for pattern in project["license-files"]:
        assert list(ROOT.glob(pattern))
