"""Builds wheel and sdist, installs each into a fresh environment, and tries them without a network.

`python -m tests.release --out dist` leaves both there, with the list of all that is installed with them (an SBOM,
CycloneDX JSON). The interpreter that runs this is the one they are tried with. Only installing takes a network.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from pathlib import Path

from tests.release.environment import Environment, ReleaseError
from tests.release.inventory import audit, bill_of_materials
from tests.release.trial import try_out

ROOT = Path(__file__).parents[2]

#: A wheel larger than this is more than an index takes without asking, and more than a first try is worth.
_LARGEST = 60_000_000


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.release", description=__doc__)
    parser.add_argument("--out", type=Path, help="where wheel, sdist and SBOM go; by default nowhere that stays")
    parser.add_argument("--audited", action="store_true", help="fail where pip-audit cannot reach its service")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        try:
            built = _release(Path(folder), audited=given.audited)
        except ReleaseError as error:
            print(f"release: {error}", file=sys.stderr)
            return 1
        if given.out:
            shutil.copytree(built, given.out, dirs_exist_ok=True)
    return 0


def _release(folder: Path, *, audited: bool) -> Path:
    """The folder with what was built and tried."""
    out = folder / "dist"
    tools = Environment.make(folder / "tools")
    tools.install("build", "cyclonedx-bom", "pip-audit")
    tools.run("-m", "build", "--quiet", "--outdir", str(out), str(ROOT))
    (wheel,), (sdist,) = out.glob("*.whl"), out.glob("*.tar.gz")
    findings = []
    for package in (wheel, sdist):
        size = package.stat().st_size
        if package.suffix == ".whl" and size > _LARGEST:
            raise ReleaseError(f"{package.name} has {size / 1e6:.1f} MB, more than {_LARGEST / 1e6:.0f}")
        kind = "wheel" if package == wheel else "sdist"
        environment = Environment.make(folder / kind)
        seconds = environment.install(str(package))
        tried = try_out(environment, folder / f"tried-{kind}")
        findings.append(tried.findings)
        print(
            f"{package.name}: {size / 1e6:.1f} MB, installed in {seconds:.0f} s on Python {platform.python_version()};"
            f" {len(json.loads(tried.findings))} findings in the sample, {tried.hashes} hashes right,"
            f" {'without a network' if tried.cut_off else 'with a network: it cannot be cut off here'}"
        )
        if kind == "wheel":
            listed = bill_of_materials(tools, environment, out / f"{wheel.name.rsplit('-', 3)[0]}.cdx.json")
            print(f"{listed.file.name}: {listed.components} components")
            print(audit(tools, environment, required=audited))
    if len(set(findings)) > 1:
        raise ReleaseError("what was installed from the sdist finds other things than from the wheel")
    return out


if __name__ == "__main__":
    os.environ.pop("PYTHONPATH", None)
    sys.exit(main(sys.argv[1:]))
