"""`python -m qa` is the `relecture` command."""

from __future__ import annotations


def main() -> None:
    """Runs the command line and exits with its code."""
    from qa.cli import relecture

    relecture.main(prog_name="relecture")


if __name__ == "__main__":
    main()
