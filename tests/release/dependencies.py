"""The page of what Relecture stands on, with versions and licences, from what is installed with it.

`python -m tests.release.dependencies > .release/DEPENDENCIES.md` writes it anew, in an environment that has the package
with its extras (`pip install '.[archive,lsp]'`; more does no harm).
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]

#: What a user may install; the extras of those who work on the program are no part of it.
EXTRAS = ("archive", "lsp")

#: The names that licences go by in the metadata of packages → SPDX.
_SPDX = {
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd license": "BSD-3-Clause",
    "3-clause bsd license": "BSD-3-Clause",
    "isc license": "ISC",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "psfl": "PSF-2.0",
    "python software foundation license": "PSF-2.0",
}

#: Where the metadata is vague or at odds with itself: what the licence file in the package says.
_READ = {"blis": "BSD-3-Clause", "langdetect": "Apache-2.0"}

_HEAD = """# What Relecture stands on

Drawn from the metadata of the packages, as pip resolved them on Python {python}: `python -m
tests.release.dependencies` writes this page, and a test compares it with what is installed. The list of one
environment, with every file's hash for the word data, is the SBOM that `python -m tests.release --out dist` leaves
beside the wheel.

{count} packages in all; where metadata is vague (blis) or at odds with itself (langdetect), the licence file in the
package was read. `pip install relecture` brings {base} of them; the others come with the extra that is named.

| package | version | licence | asked for by | extra |
| --- | --- | --- | --- | --- |
"""

_TAIL = """
**Do they go together with ours?** The code of Relecture is MIT. MIT, BSD, ISC, PSF and Apache-2.0 packages may be
used by it on keeping their notices, and none of them is copied into the wheel: pip fetches each from its own project.
Apache-2.0 (langdetect, requests, Ray, pyarrow) asks that notices be kept and ends its patent grant for who sues; it
goes together with the GPL from version 3 on. MPL-2.0 (certifi, tqdm in part, pathspec) stays with the files that it
covers. marisa-trie wraps a library that may be had under BSD-2-Clause. spaCy, thinc, srsly, catalogue and the others
of that family are MIT, blis is BSD; Relecture loads spaCy for its own component alone, and no model of spaCy's. The
word data is under other licences, LGPL-LR, CC BY-SA 4.0 and GPL-3.0-or-later among them
([SOURCES.md](../corpora/SOURCES.md)): it is those, not the packages, that ask something of whoever passes Relecture
on.
"""


class Part(NamedTuple):
    """A package: who asks for it first, and by which extra; "" is the package itself."""

    name: str
    asked_by: str
    extra: str


def parts() -> list[Part]:
    """Every package that Relecture or one of its extras brings, by name. Those that other systems need are left out."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found: dict[str, Part] = {}
    for extra in ("", *EXTRAS):
        asked = project["optional-dependencies"][extra] if extra else project["dependencies"]
        _follow([Requirement(text) for text in asked], "Relecture", extra, found)
    return sorted(found.values())


def _follow(asked: Iterable[Requirement], asker: str, extra: str, found: dict[str, Part]) -> None:
    for requirement in asked:
        name = canonicalize_name(requirement.name)
        if name not in found:
            found[name] = Part(name, asker, extra)
        elif not requirement.extras:
            continue
        for wanted in ("", *requirement.extras):
            mine = map(Requirement, distribution(name).requires or ())
            deeper = [one for one in mine if one.marker is None or one.marker.evaluate({"extra": wanted})]
            _follow([one for one in deeper if canonicalize_name(one.name) not in found], name, extra, found)


def licence(of: Distribution) -> str:
    """The licence that a package declares, in SPDX where it can be told; "?" where it declares none."""

    def told(key: str) -> list[str]:
        return of.metadata.get_all(key) or []

    if declared := _READ.get(canonicalize_name(of.name)) or "".join(told("License-Expression")):
        return declared
    classes = [text.rpartition(" :: ")[2] for text in told("Classifier") if text.startswith("License ::")]
    # Some put the whole text there.
    short = [said for said in told("License") if 0 < len(said) <= 60 and "\n" not in said]
    said = next((said for said in (*short, *classes) if said != "OSI Approved"), "?")
    return _SPDX.get(said.lower(), said)


def page() -> str:
    listed = parts()
    base = sum(not part.extra for part in listed)
    python = ".".join(map(str, sys.version_info[:2]))
    rows = []
    for part in listed:
        of = distribution(part.name)
        rows.append(f"| {part.name} | {of.version} | {licence(of)} | {part.asked_by} | {part.extra} |\n")
    return _HEAD.format(python=python, count=len(listed), base=base) + "".join(rows) + _TAIL


def rows(text: str) -> dict[str, tuple[str, str]]:
    """Package → version and licence, as the page tells them."""
    told = re.findall(r"^\| ([a-z0-9-]+) \| (\S+) \| ([^|]+) \| [^|]+ \| \w* \|$", text, re.MULTILINE)
    return {name: (version, its) for name, version, its in told}


if __name__ == "__main__":
    try:
        sys.stdout.write(page())
    except PackageNotFoundError as error:
        sys.exit(f"{error.name} is not installed: pip install '.[{','.join(EXTRAS)}]'")
