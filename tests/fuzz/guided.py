"""One target under atheris, as a process of its own: `python -m tests.fuzz.guided TARGET CORPUS OPTION…`."""

from __future__ import annotations

import sys
from random import Random


def main() -> None:
    import atheris

    with atheris.instrument_imports(include=["qa.formats", "qa.containers", "qa.ignores", "qa.glossary"]):
        from tests.fuzz.engines import held
        from tests.fuzz.targets import targets

        name, *rest = sys.argv[1:]
        target = targets()[name]
        target.hold(target.make(Random(0)))  # what is loaded late is loaded now

    def once(data: bytes) -> None:
        fault = held(name, target, data.decode(errors="replace") if target.format else data)
        if fault is not None:
            raise RuntimeError(fault.how)

    atheris.Setup([sys.argv[0], *rest], once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
