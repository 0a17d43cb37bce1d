"""Files that are there whole or not at all, whenever a run is killed."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from secrets import token_hex

from qa.settings import Wording
from qa.source import SourceError

_NOT_WRITTEN = Wording(
    "{path} : impossible d’écrire ({reason}) ; libérez de la place ou vérifiez les droits, puis relancez la même"
    " commande.",
    "{path}: cannot be written ({reason}); free some space or check the rights, then run the same command again.",
)

#: What is being written is called so; after a kill it is swept away.
UNFINISHED = ".unfinished-"


def place(path: Path, data: bytes) -> None:
    """Writes a file in one step that outlives a loss of power. Two may write the same file at once.

    Raises SourceError.
    """
    temporary = path.with_name(f"{UNFINISHED}{path.name}-{token_hex(6)}")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        _remove(temporary)
        raise SourceError(_NOT_WRITTEN, str(path), reason=error.strerror or str(error)) from None
    except BaseException:
        _remove(temporary)
        raise


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def settle(folder: Path) -> None:
    """Makes what was done to the names in a folder outlive a loss of power, where the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sweep(folder: Path) -> None:
    """Removes what a killed run left half written."""
    for path in folder.glob(f"{UNFINISHED}*"):
        path.unlink(missing_ok=True)
