"""What a worker has to know of a run, wherever it works."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from json import dumps
from pathlib import Path
from typing import Literal

from qa.archive.columns import Columns
from qa.settings import Settings

#: How rows are written: Parquet, or JSON Lines, for which no library is needed.
Kind = Literal["parquet", "jsonl"]
KINDS: tuple[Kind, ...] = ("parquet", "jsonl")


@dataclass(frozen=True, slots=True)
class Job:
    """A run over the archive below `root`, written to `out`. Both are absolute, and the same for every worker.

    `run` names the run among those that went before it on the same output. `seconds` is how long one document may take.
    """

    root: Path
    out: Path
    settings: Settings
    wanted: Columns = field(default_factory=Columns)
    columns: Mapping[str, Columns] = field(default_factory=dict)
    kind: Kind = "parquet"
    mend: bool = False
    unsafe: bool = False
    seconds: int = 60
    run: str = ""

    def digest(self) -> str:
        """Changes with whatever decides on what is written, the content of glossaries included."""
        settings = self.settings
        told = [
            repr({name: getattr(settings, name) for name in settings.__slots__ if name != "glossaries"}),
            [sha256(path.read_bytes()).hexdigest() for path in settings.glossaries],
            repr(self.wanted), self.kind, self.mend, self.unsafe, self.seconds,
        ]  # fmt: skip
        return sha256(dumps(told).encode()).hexdigest()
