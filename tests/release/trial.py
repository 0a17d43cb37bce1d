"""An installed package tried as a new user tries it: in another folder, on a sample, with no network to ask."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import qa
from tests.release.environment import Environment, ReleaseError

_SAMPLE = Path(__file__).parents[2] / "corpora/articles/sample.txt"

#: Run in the environment itself: where the package lies, and its files that are not those on record.
_HASHES = """
import hashlib, pathlib, qa
package = pathlib.Path(qa.__file__).parent
lines = (package / "SHA256SUMS").read_text().splitlines()
wrong = [name for digest, name in map(str.split, lines)
         if hashlib.sha256((package / name).read_bytes()).hexdigest() != digest]
print(package); print(len(lines)); print(*wrong)
"""


class Tried(NamedTuple):
    """What `check` says of the sample as JSON, how many hashes were right, and whether the network was cut off."""

    findings: str
    hashes: int
    cut_off: bool


def try_out(environment: Environment, folder: Path) -> Tried:
    """Raises ReleaseError where anything is not as it should be."""
    folder.mkdir()
    sample = Path(shutil.copy(_SAMPLE, folder / "sample.txt"))
    alone = _without_network()

    def relecture(*arguments: str, codes: tuple[int, ...] = (0,)) -> str:
        return environment.run("-m", "qa", *arguments, before=alone, cwd=folder, codes=codes)

    package, hashes, wrong = environment.run("-c", _HASHES, before=alone, cwd=folder).split("\n")[:3]
    if environment.folder not in Path(package).parents:
        raise ReleaseError(f"not the installed package is tried, but {package}")
    if wrong:
        raise ReleaseError(f"installed, these are not the files on record: {wrong}")
    if f"relecture {qa.__version__} " not in relecture("--version"):
        raise ReleaseError(f"the installed program is not version {qa.__version__}")
    findings = relecture("check", "sample.txt", "--output-format", "json", "--no-cache", codes=(1,))
    before = sample.read_bytes()
    relecture("fix", "sample.txt", "--output", "clean.txt", "--report", "report.html", codes=(0, 1))
    if sample.read_bytes() != before or (folder / "clean.txt").read_bytes() in (b"", before):
        raise ReleaseError("`fix --output` has not written a cleaned version beside the sample")
    if "</html>" not in (folder / "report.html").read_text(encoding="utf-8"):
        raise ReleaseError("`fix --report` has not written a page")
    if not relecture("glossary", "list") or "untranslated" not in relecture("explain", "untranslated"):
        raise ReleaseError("the curated glossaries or the rules are not in the package")
    return Tried(findings, int(hashes), bool(alone))


def _without_network() -> tuple[str, ...]:
    """The program before the program that leaves it no network, where the system has one and lets us."""
    alone = ("unshare", "--map-root-user", "--net")
    if sys.platform == "linux" and shutil.which(alone[0]):
        if subprocess.run([*alone, "true"], capture_output=True, check=False).returncode == 0:
            return alone
    return ()
