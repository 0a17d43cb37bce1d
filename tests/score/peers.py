"""Other checkers on the same pages: hunspell and Grammalecte, as they come, with French.

All that they flag counts as a finding, and their suggestions count as the program's do. They look at one word or one
paragraph at a time, so that all pages can go through one process. Grammalecte's typographic options are off, because
no page holds a fault of that kind; its spelling alone is counted too.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from tests.score.damage import Page
from tests.score.tally import Alarm, Answer

_HUNSPELL = ("hunspell", "-d", "fr", "-i", "utf-8")
_TYPOGRAPHY = ("apos", "esp", "nbsp", "num", "typo", "unit")


class Peer(NamedTuple):
    """A checker: its name in the tables, the command it needs, and how it answers."""

    name: str
    command: str
    alarms: Callable[[str], Iterable[Alarm]]

    @property
    def installed(self) -> bool:
        return shutil.which(self.command) is not None

    def answers(self, pages: Sequence[Page]) -> list[Answer]:
        """The peer's alarms on each page. Ends the program where the peer fails."""
        starts, at = [], 0
        for page in pages:
            starts.append(at)
            at += len(page.source) + 2
        found: list[list[Alarm]] = [[] for _ in pages]
        for alarm in self.alarms("\n\n".join(page.source for page in pages) + "\n"):
            number = bisect_right(starts, alarm.start) - 1
            found[number].append(alarm._replace(start=alarm.start - starts[number], end=alarm.end - starts[number]))
        return [Answer(tuple(alarms)) for alarms in found]


def hunspell(text: str) -> list[Alarm]:
    """The words that `hunspell -l` lists, with the suggestions of `hunspell -a`."""
    listed = [word for word in _run([*_HUNSPELL, "-l"], text).splitlines() if word.strip()]
    suggested = _suggestions(sorted(set(listed)))
    alarms, at = [], 0
    for word in listed:
        # It lists words in the order of the text, and every occurrence of one that it does not know.
        match = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)").search(text, at)
        if match is None:
            continue
        at = match.end()
        start, end = match.start(), at
        while end > start and text[end - 1] in ".'’-":  # a full stop is not what is wrong
            end -= 1
        alarms.append(Alarm(start, end, suggested.get(word, ())))
    return alarms


def _suggestions(words: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The suggestions for each word, best first."""
    found: dict[str, tuple[str, ...]] = {}
    # A circumflex before the word: else some first characters are commands.
    for line in _run([*_HUNSPELL, "-a"], "".join(f"^{word}\n" for word in words)).splitlines():
        if line.startswith("& "):
            head, _, tail = line.partition(": ")
            found[head.split(" ")[1]] = tuple(tail.split(", "))
    return found


def grammalecte(text: str) -> list[Alarm]:
    """What `grammalecte-cli` says of spelling and grammar."""
    return [*_grammalecte(text, "lSpellingErrors"), *_grammalecte(text, "lGrammarErrors")]


def grammalecte_spelling(text: str) -> list[Alarm]:
    """What `grammalecte-cli` says of spelling alone."""
    return _grammalecte(text, "lSpellingErrors")


def _grammalecte(text: str, kind: str) -> list[Alarm]:
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    return [
        Alarm(
            starts[paragraph["iParagraph"] - 1] + error["nStart"],
            starts[paragraph["iParagraph"] - 1] + error["nEnd"],
            tuple(error.get("aSuggestions") or ()),
        )
        for paragraph in _paragraphs(text)
        for error in paragraph[kind]
    ]


@lru_cache(maxsize=1)  # both rows of the table read one run
def _paragraphs(text: str) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.txt"
        path.write_text(text, encoding="utf-8", newline="")
        said = _run(["grammalecte-cli", "-f", str(path), "-j", "-wss", "-off", *_TYPOGRAPHY])
    data: list[dict[str, Any]] = json.loads(said)["data"]
    return data


def _run(command: Sequence[str], text: str | None = None) -> str:
    done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}: {done.stderr[-500:]}")
    return done.stdout


PEERS = (
    Peer("hunspell", "hunspell", hunspell),
    Peer("Grammalecte, spelling", "grammalecte-cli", grammalecte_spelling),
    Peer("Grammalecte", "grammalecte-cli", grammalecte),
)
