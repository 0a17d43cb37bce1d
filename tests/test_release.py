"""What the release says of itself is so: the page of dependencies, the changelog, the versions."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

import qa
from tests.release import dependencies
from tests.release.environment import Environment, ReleaseError
from tests.release.inventory import audit

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PAGE = dependencies.rows((ROOT / ".release/DEPENDENCIES.md").read_text(encoding="utf-8"))


def test_every_requirement_is_on_the_page_in_a_version_that_it_allows() -> None:
    extras = [text for extra in dependencies.EXTRAS for text in PROJECT["optional-dependencies"][extra]]
    for requirement in map(Requirement, [*PROJECT["dependencies"], *extras]):
        version, _ = PAGE[canonicalize_name(requirement.name)]
        assert version in requirement.specifier, f"{requirement}: .release/DEPENDENCIES.md has {version}"


def test_no_package_that_is_installed_says_otherwise_than_the_page() -> None:
    compared = 0
    for name, (_, licence) in PAGE.items():
        try:
            installed = distribution(name)
        except PackageNotFoundError:
            continue  # of an extra that is not installed
        compared += 1
        assert dependencies.licence(installed) == licence, name
    assert compared > 20


def test_the_page_is_what_would_be_written_now() -> None:
    try:
        listed = {part.name for part in dependencies.parts()}
    except PackageNotFoundError as error:
        pytest.skip(f"{error.name} is not installed")
    # What a marker leaves out here (another system, another version of Python) may be on the page all the same.
    assert listed <= set(PAGE), "python -m tests.release.dependencies > .release/DEPENDENCIES.md"


def test_every_licence_of_the_page_is_told() -> None:
    assert [name for name, (_, licence) in PAGE.items() if licence in ("?", "UNKNOWN", "BSD", "Dual License")] == []


def test_the_changelog_opens_with_this_version() -> None:
    heads = re.findall(r"^## \[?([\d.]+)", (ROOT / ".release/CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert heads[0] == qa.__version__


def test_the_declared_versions_of_python_are_those_that_may_install_it() -> None:
    named = [text.rpartition(" :: ")[2] for text in PROJECT["classifiers"] if ":: Python :: 3." in text]
    allowed = SpecifierSet(PROJECT["requires-python"])
    assert named
    assert all(version in allowed for version in named)
    assert "3.10" not in allowed
    assert sys.version_info[:2] >= (3, 11)


class _Answers(Environment):
    """An environment that says what pip and pip-audit would."""

    __slots__ = ()

    def run(self, *arguments: str, **_: object) -> str:
        return "click==8.4.0\nnumpy==2.0.0\n" if "freeze" in arguments else (self.folder / "answer.json").read_text()


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (
            '{"dependencies": [{"name": "click", "version": "8.4.0", "vulns": []},'
            ' {"name": "numpy", "version": "2.0.0", "vulns": []}]}',
            "pip-audit: nothing is known against any of 2 distributions",
        ),
        (
            '{"dependencies": [{"name": "click", "version": "8.4.0", "vulns": []},'
            ' {"name": "numpy", "skip_reason": "not found"}]}',
            "pip-audit: only 1 of 2 distributions could be audited (not found)",
        ),
        ("no connection", "pip-audit: only 0 of 2 distributions could be audited"),
    ],
)
def test_an_audit_says_what_it_could_not_ask(tmp_path: Path, answer: str, said: str) -> None:
    (tmp_path / "answer.json").write_text(answer)
    environment = _Answers(tmp_path)
    assert audit(environment, environment, required=False).startswith(said)
    if "only" in said:
        with pytest.raises(ReleaseError, match="could be audited"):
            audit(environment, environment, required=True)


def test_a_known_vulnerability_keeps_the_release_from_going_out(tmp_path: Path) -> None:
    flaw = '{"dependencies": [{"name": "click", "version": "8.4.0", "vulns": [{"id": "PYSEC-1"}]}]}'
    (tmp_path / "answer.json").write_text(flaw)
    with pytest.raises(ReleaseError, match=r"click 8\.4\.0: PYSEC-1"):
        audit(_Answers(tmp_path), _Answers(tmp_path), required=False)
