"""What a run may load: a clean article waits for no library that it does not need; rooms import in one direction."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CLEAN = ROOT / "corpora/articles/sample.clean.txt"

#: Slow to import, or only of use to a format, a report or an error that a plain check of a text does not meet.
HEAVY = frozenset(
    {"spacy", "langdetect", "openpyxl", "yaml", "torch", "scipy", "markdown_it", "defusedxml", "pathspec", "wordfreq"}
    | {"asyncio", "concurrent.futures", "concurrent.futures.thread", "difflib", "email", "html", "http"}
    | {"multiprocessing", "pygls", "lsprotocol", "sqlite3", "unittest", "urllib.request", "xml", "zipfile"}
    | {"numpy.ma", "pandas", "pyarrow", "ray", "tarfile", "qa.workers", "qa.bilingual", "qa.lsp"}
)

#: What a check of a clean text may load that does not come with Python. Of the standard library it loads little, too.
NEEDED = frozenset({"click", "marisa_trie", "numpy", "qa"})
#: More modules than this are more than a clean check needs; each costs a tenth of a millisecond and more.
MOST_OF_OURS, MOST_OF_PYTHON = 140, 125

#: Rooms in the order in which they may import each other: each only those before it.
ORDER = ("document", "finding", "settings", "source", "extents", "globs", "ignores", "formats", "containers", "lexicon",
         "language", "glossary", "bilingual", "restore", "rules", "arbiter", "notation", "decisions", "pipeline",
         "score", "reports", "baseline", "changes", "discovery", "configuration", "cache", "archive",
         "lsp", "cli")  # fmt: skip

#: What is not imported under its own name.
DISTRIBUTIONS = {"yaml": "pyyaml", "marisa_trie": "marisa-trie"}


def loaded(*arguments: str) -> set[str]:
    """The modules that the command has loaded when it ends."""
    program = (
        "import sys\nfrom qa.cli import relecture\n"
        "try:\n    relecture.main(sys.argv[1:])\n"
        "except SystemExit as end:\n"
        "    print(*sorted(sys.modules), sep='\\n', file=sys.stderr)\n    sys.exit(end.code)\n"
    )
    command = [sys.executable, "-c", program, *arguments]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    modules = result.stderr.split()
    assert "qa.cli" in modules, result.stderr
    return set(modules)


def test_a_clean_article_loads_nothing_heavy() -> None:
    assert loaded("check", str(CLEAN)) & HEAVY == set()


def test_a_clean_article_loads_only_what_it_needs() -> None:
    before = bare()
    modules = {module for module in loaded("check", str(CLEAN)) - before if not module.startswith("_cython")}
    tops = {module.partition(".")[0].removeprefix("_") for module in modules}
    ours = {module for module in modules if module.partition(".")[0] == "qa"}
    standard = {module for module in modules if module.partition(".")[0] in sys.stdlib_module_names}
    assert tops - NEEDED - {name.removeprefix("_") for name in sys.stdlib_module_names} - {"cython_runtime"} == set()
    assert len(ours) <= MOST_OF_OURS
    assert len(standard) <= MOST_OF_PYTHON


def bare() -> set[str]:
    """The modules that Python has loaded before it runs anything, those of its site packages among them."""
    command = [sys.executable, "-c", "import sys; print(*sys.modules)"]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


def test_a_damaged_article_loads_no_model() -> None:
    heavy = loaded("check", str(ROOT / "corpora/articles/sample.txt"))
    assert heavy & {"spacy", "torch", "scipy", "openpyxl", "yaml", "asyncio"} == set()


@pytest.mark.parametrize("command", [["--help"], ["--version"], ["check", "--help"]], ids=" ".join)
def test_help_waits_for_no_word_data(command: list[str]) -> None:
    assert loaded(*command) & (HEAVY | {"numpy", "qa.lexicon", "qa.rules"}) == set()


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Modules that a file imports, and whether while it is itself being loaded. Those for types alone are left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            child.parent = node  # type: ignore[attr-defined]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        above = list(_above(node))
        if any(isinstance(parent, ast.If) and "TYPE_CHECKING" in ast.unparse(parent.test) for parent in above):
            continue
        at_once = not any(isinstance(parent, ast.FunctionDef) for parent in above)
        yield from ((name, at_once) for name in names)


def _above(node: ast.AST) -> Iterator[ast.AST]:
    while (parent := getattr(node, "parent", None)) is not None:
        yield parent
        node = parent


def room(module: str) -> str:
    return module.split(".")[1] if module.startswith("qa.") else ""


def files() -> list[Path]:
    return sorted((ROOT / "qa").rglob("*.py"))


def test_rooms_import_in_one_direction() -> None:
    wrong = []
    for path in files():
        parts = path.relative_to(ROOT / "qa").with_suffix("").parts
        here = parts[0]
        if here not in ORDER:
            continue
        for module, at_once in imports(path):
            there = room(module)
            late = there in ORDER and ORDER.index(there) > ORDER.index(here)
            if at_once and late:
                wrong.append(f"{path.relative_to(ROOT)} imports {module}")
    assert wrong == []


def test_reports_see_documents_and_findings_only() -> None:
    rooms = {room(module) for path in (ROOT / "qa/reports").glob("*.py") for module, _ in imports(path)}
    assert rooms - {""} <= {"document", "finding", "settings", "decisions", "reports"}


def test_what_is_imported_is_declared_and_the_other_way_round() -> None:
    modules = {module.partition(".")[0] for path in files() for module, _ in imports(path)}
    used = {DISTRIBUTIONS.get(name, name) for name in modules - set(sys.stdlib_module_names) - {"qa"}}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    requirements = (*project["dependencies"], *extras["archive"], *extras["lsp"])
    declared = {re.split(r"[\[=>]", requirement)[0] for requirement in requirements}
    assert used == declared
