"""Where what is open in a text ends."""

from __future__ import annotations

import re

_CLOSING_TAG = re.compile(r"</([A-Za-z][\w.:-]*)")


class Ends:
    """The ends of comments and elements in a text. What was looked for in vain is not looked for again."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._missing: set[str] = set()
        self._last_closing: dict[str, int] | None = None

    def mark(self, mark: str, at: int) -> int:
        """The offset after the next `mark` from `at`; -1 where there is none."""
        if mark in self._missing:
            return -1
        found = self._text.find(mark, at)
        if found < 0:
            self._missing.add(mark)
            return -1
        return found + len(mark)

    def closes(self, name: str, at: int) -> bool:
        """Whether a closing tag of that name follows."""
        if self._last_closing is None:
            closings = _CLOSING_TAG.finditer(self._text)
            self._last_closing = {closing[1].lower(): closing.start() for closing in closings}
        return self._last_closing.get(name.lower(), -1) >= at

    def element(self, name: str, at: int) -> int:
        """The offset after the element of that name that is open at `at`; -1 where it does not end."""
        if not self.closes(name, at):
            return -1
        closing = re.compile(rf"</{re.escape(name)}\s*>", re.IGNORECASE).search(self._text, at)
        return closing.end() if closing else -1
