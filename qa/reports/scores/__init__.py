"""How scores are told: to a person in a terminal or a browser, or to a program. One file a format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Protocol

from qa.reports import View
from qa.score.figures import Score

#: Name of a format → the module that holds its `render`. Loaded when first used.
_MODULES: Mapping[str, str] = {
    "text": "qa.reports.scores.text",
    "json": "qa.reports.scores.json",
    "html": "qa.reports.scores.page",
}

#: The names of the formats, in the order in which the help shows them.
FORMATS: tuple[str, ...] = tuple(_MODULES)


class Reporter(Protocol):
    """Turns scores into chunks of text, line endings included. Of two scores it shows the difference, too."""

    def __call__(self, scores: Sequence[Score], view: View, /) -> Iterator[str]: ...


def render(name: str, scores: Sequence[Score], view: View) -> Iterator[str]:
    """The scores in the format called `name`. Raises KeyError for a format that there is not."""
    reporter: Reporter = import_module(_MODULES[name]).render
    return reporter(scores, view)
