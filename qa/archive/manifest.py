"""What a run's output says of itself, so that a later run goes on where one was killed, and with nothing else.

The output folder holds `manifest.json` (what is being done), `parts.jsonl` (the parts of the input), and in `done` a
file for each part that is finished.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from qa.archive.placing import place, settle, sweep
from qa.archive.plan import Part
from qa.archive.tally import Tally
from qa.settings import Wording
from qa.source import SourceError, make_folder

#: The layout of the output folder; another one is another version.
LAYOUT = 1

TABLES = ("findings", "documents", "errors")
_FOLDERS = (*TABLES, "done", "working")
_LOCK = ".relecture-archive.lock"

_FOREIGN = Wording(
    "{path} : ce dossier n’est pas vide et ne vient pas de « relecture archive » ; nommez-en un autre.",
    "{path}: this folder is not empty and does not come from “relecture archive”; name another one.",
)
_DAMAGED = Wording(
    "{path} : ce manifeste est illisible ; supprimez le dossier de sortie ou nommez-en un autre.",
    "{path}: this manifest cannot be read; delete the output folder or name another one.",
)
_OTHER_VERSION = Wording(
    "{path} : cette sortie a été commencée par la version {old} de Relecture, celle-ci est la {new} ; nommez un autre"
    " dossier de sortie.",
    "{path}: this output was begun by version {old} of Relecture, this is {new}; name another output folder.",
)
_OTHER_SETTINGS = Wording(
    "{path} : cette sortie a été commencée avec d’autres réglages (règles, glossaires, colonnes, format ou options) ;"
    " reprenez-les ou nommez un autre dossier de sortie.",
    "{path}: this output was begun with other settings (rules, glossaries, columns, format or options); use those"
    " or name another output folder.",
)
_OTHER_INPUT = Wording(
    "{path} : l’archive a changé depuis que cette sortie a été commencée ; nommez un autre dossier de sortie.",
    "{path}: the archive has changed since this output was begun; name another output folder.",
)
_BUSY = Wording(
    "{path} : un autre « relecture archive » écrit déjà dans ce dossier ; attendez qu’il finisse.",
    "{path}: another “relecture archive” is already writing to this folder; wait until it ends.",
)


@dataclass(frozen=True, slots=True)
class Begun:
    """What a run is about: the version, the settings' digest and the input's."""

    version: str
    settings: str
    input: str
    documents: int
    """Documents to a part."""


class Output:
    """The output folder, held by this run alone until it is closed. Raises SourceError."""

    def __init__(self, path: Path) -> None:
        self.path = path
        # A run that was killed before it had begun leaves its lock.
        own = self._manifest.exists() or (path / _LOCK).exists()
        if not own and path.is_dir() and any(path.iterdir()):
            raise SourceError(_FOREIGN, str(path))
        make_folder(str(path))
        self._lock = _locked(path)
        for name in _FOLDERS:
            make_folder(str(path / name))
        self._sweep()

    def _sweep(self) -> None:
        """Removes what runs and workers that were killed have left: files half written, notes on what they were at."""
        for name in _FOLDERS:
            sweep(self.path / name)
        sweep(self.path)
        for note in (self.path / "working").iterdir():
            note.unlink(missing_ok=True)

    @property
    def _manifest(self) -> Path:
        return self.path / "manifest.json"

    @property
    def begun(self) -> bool:
        """Whether an earlier run has cut the input into parts."""
        return self._manifest.exists()

    def follow(self, begun: Begun) -> None:
        """Makes sure that the run that began the output was about the same. Raises SourceError."""
        path = str(self.path)
        try:
            told = json.loads(self._manifest.read_bytes())
            earlier = Begun(told["version"], told["settings"], told["input"], told["documents_per_part"])
        except (OSError, ValueError, KeyError, TypeError):
            raise SourceError(_DAMAGED, str(self._manifest)) from None
        if earlier.version != begun.version or told.get("layout") != LAYOUT:
            raise SourceError(_OTHER_VERSION, path, old=earlier.version, new=begun.version)
        if earlier.settings != begun.settings or earlier.documents != begun.documents:
            raise SourceError(_OTHER_SETTINGS, path)
        if earlier.input != begun.input:
            raise SourceError(_OTHER_INPUT, path)

    def begin(self, begun: Begun, parts: list[Part]) -> None:
        """Notes what the run is about. The manifest comes last: without it, nothing has begun."""
        lines = "".join(json.dumps(part) + "\n" for part in parts)
        place(self.path / "parts.jsonl", lines.encode("utf-8", "backslashreplace"))
        self._tell(begun, len(parts), None)

    def _tell(self, begun: Begun, parts: int, total: Tally | None) -> None:
        told: dict[str, Any] = {
            "layout": LAYOUT,
            "version": begun.version,
            "settings": begun.settings,
            "input": begun.input,
            "documents_per_part": begun.documents,
            "parts": parts,
            "complete": total is not None,
        }
        if total is not None:
            counts = total.to_json()
            told["totals"] = {key: counts[key] for key in ("documents", "unread", "words", "faulty", "findings")}
            told["rules"], told["severities"] = counts["rules"], counts["severities"]
        place(self._manifest, (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode())
        settle(self.path)

    def parts(self) -> Iterator[Part]:
        """The parts of the input as the run that began has cut it. Raises SourceError."""
        try:
            with (self.path / "parts.jsonl").open("rb") as file:
                for line in file:
                    yield Part.of(json.loads(line))
        except (OSError, ValueError, TypeError):
            raise SourceError(_DAMAGED, str(self.path / "parts.jsonl")) from None

    def done(self) -> set[int]:
        """The numbers of the parts that are finished."""
        with os.scandir(self.path / "done") as files:
            return {int(file.name[:-5]) for file in files if file.name[:-5].isdigit() and file.name.endswith(".json")}

    def total(self) -> Tally:
        """The counts of all finished parts. Raises SourceError."""
        total = Tally()
        for number in sorted(self.done()):
            path = self.path / "done" / f"{number:06}.json"
            try:
                total.merge(Tally.from_json(json.loads(path.read_bytes())))
            except (OSError, ValueError, KeyError, TypeError, AttributeError):
                raise SourceError(_DAMAGED, str(path)) from None
        return total

    def finish(self, begun: Begun, parts: int, total: Tally) -> None:
        """Notes that all is done."""
        self._sweep()
        self._tell(begun, parts, total)

    def close(self) -> None:
        """Lets go of the folder."""
        self._lock.close()


def _locked(folder: Path) -> IO[bytes]:
    """A lock on the folder that ends with this process, however that ends."""
    file = (folder / _LOCK).open("ab")
    try:
        import fcntl
    except ImportError:  # no such thing on this system
        return file
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise SourceError(_BUSY, str(folder)) from None
    return file
