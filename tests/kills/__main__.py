"""`python -m tests.kills archive --times 1000` kills `relecture archive` so often, and says what was lost."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path


def main(arguments: list[str]) -> int:
    known = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
    if not arguments or arguments[0] not in known:
        print(f"usage: python -m tests.kills {{{','.join(known)}}} [--times N] [--seed N]", file=sys.stderr)
        return 2
    code: int = import_module(f"tests.kills.{arguments[0]}").main(arguments[1:])
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
