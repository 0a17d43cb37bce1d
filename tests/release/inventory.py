"""What comes with an installed package: the bill of materials, and what is known against its parts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from tests.release.environment import Environment, ReleaseError

ROOT = Path(__file__).parents[2]


class Bill(NamedTuple):
    file: Path
    components: int


def bill_of_materials(tools: Environment, environment: Environment, file: Path) -> Bill:
    """Writes the SBOM of an environment: its distributions with versions and licences, the word data with hashes."""
    tools.run(
        "-m", "cyclonedx_py", "environment", str(environment.python), "--pyproject", str(ROOT / "pyproject.toml"),
        "--output-reproducible", "--of", "JSON", "-o", str(file),
    )  # fmt: skip
    bill: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    tools_of_python = ("pip", "setuptools", "wheel")
    bill["components"] = [part for part in bill["components"] if part["name"] not in tools_of_python]
    names = {part["name"].lower() for part in bill["components"]} | {bill["metadata"]["component"]["name"]}
    if not {"relecture", "spacy", "numpy"} <= names:
        raise ReleaseError(f"{file.name} lacks what was installed")
    for line in (ROOT / "qa/SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, name = line.split()
        bill["components"].append(
            {
                "type": "data",
                "bom-ref": f"qa/{name}",
                "name": f"qa/{name}",
                "description": "corpora/SOURCES.md says what it is drawn from, and under which licence",
                "hashes": [{"alg": "SHA-256", "content": digest}],
            }
        )
    file.write_text(json.dumps(bill, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return Bill(file, len(bill["components"]))


def audit(tools: Environment, environment: Environment, *, required: bool) -> str:
    """What pip-audit says of the distributions of an environment, in one line.

    Raises ReleaseError where one has a known vulnerability; where the service that knows cannot be asked,
    only if `required`.
    """
    frozen = environment.run("-m", "pip", "freeze", "--exclude", "relecture")
    pinned = environment.folder / "pinned.txt"
    pinned.write_text(frozen, encoding="utf-8")
    count = len(frozen.splitlines())
    try:
        said = tools.run(
            "-m", "pip_audit", "--disable-pip", "--no-deps", "--progress-spinner", "off", "--format", "json",
            "-r", str(pinned), codes=(0, 1),
        )  # fmt: skip
        parts = json.loads(said)["dependencies"]
    except (ReleaseError, json.JSONDecodeError) as error:
        parts, reason = [], str(error)
    else:
        reason = next((part["skip_reason"] for part in parts if "skip_reason" in part), "")
    known = [f"{part['name']} {part['version']}: {flaw['id']}" for part in parts for flaw in part.get("vulns", ())]
    if known:
        raise ReleaseError(f"known vulnerabilities: {', '.join(known)}")
    asked = sum("vulns" in part for part in parts)
    if asked < count:
        told = f"pip-audit: only {asked} of {count} distributions could be audited ({reason})"
        if required:
            raise ReleaseError(told)
        return told
    return f"pip-audit: nothing is known against any of {count} distributions"
