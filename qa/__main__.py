"""`python -m qa` is the `relecture` command."""

from __future__ import annotations

import gc
import os


def main() -> None:
    """Runs the command line and exits with its code."""
    # The arrays are small: threads for them cost more than they bring, on a busy machine a hundred times as much.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # A check makes many small values and hardly a cycle: the collector would go through them again and again in vain.
    gc.set_threshold(100_000, 50, 100)
    from qa.cli import relecture

    relecture.main(prog_name="relecture")


if __name__ == "__main__":
    main()
