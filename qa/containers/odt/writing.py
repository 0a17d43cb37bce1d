"""Edits of ODT paragraphs as changes of their part: in place, or as tracked changes to accept or reject.

A tracked insertion stands in the paragraph between two marks. What is deleted is moved, spans and all, into the
account of the changes at the head of the text, and a mark says where it stood.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import groupby

from qa.containers.atoms import Paragraph, Share, changes, in_place
from qa.containers.markup import Change, escaped
from qa.containers.odt.story import Home, Reader
from qa.containers.package import Edited, Numbers
from qa.containers.units import refined
from qa.finding import apply_edits

#: Who proposes tracked changes, and when: the format asks for a date, but a clock would make the output of the same
#: input differ from day to day.
_BY = (
    '<office:change-info xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Relecture</dc:creator>'
    "<dc:date>1970-01-01T00:00:00</dc:date></office:change-info>"
)
#: The names of changes made here.
NUMBERED = re.compile(rb"[\"']relecture(\d{1,9})[\"']")


_SPACES = re.compile(" {2,}")


def _said(written: str, _text: str) -> str:
    return written


class Writer:
    """Writes edits of the paragraphs of one part."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.prefix = reader.prefix

    def __call__(self, edited: Iterable[Edited], numbers: Numbers | None) -> Iterator[Change]:
        if numbers is None or not self.reader.homes:
            # Where no text of the format's own has room for an account of changes, none can be told.
            for paragraph, edits in edited:
                yield from in_place(paragraph, edits, self._text)
            return
        contexts = self.reader.contexts
        accounts: dict[int, list[str]] = defaultdict(list)
        for paragraph, edits in edited:
            behind = self.reader.next_to(paragraph)
            if behind is not None and paragraph.goes(edits):
                account = accounts[contexts[paragraph.atoms[0].holder].home]
                yield from self._removed(paragraph, behind, account, numbers)
                continue
            for edit in edits:
                shares = list(paragraph.shares([refined(paragraph.text, edit)]))
                if any(atom.kind == "literal" for atom, _ in shares):
                    # No mark can stand in CDATA; no program writes text so.
                    yield from in_place(paragraph, [edit], self._text)
                elif shares:
                    yield from self._tracked(shares, accounts[contexts[shares[0][0].holder].home], numbers)
        for home, told in accounts.items():
            yield self._account(self.reader.homes[home], "".join(told))

    def _text(self, text: str) -> str:
        p = self.prefix
        inside = _SPACES.sub(lambda match: f' <{p}s {p}c="{len(match[0]) - 1}"/>', escaped(text))
        return inside.replace("\t", f"<{p}tab/>").replace("\n", f"<{p}line-break/>")

    def _tracked(self, shares: list[Share], account: list[str], numbers: Numbers) -> Iterator[Change]:
        """One edit; what it deletes stands as a mark where the first of it stood, what is new right behind."""
        p = self.prefix
        deleted = "".join(self._deleted(shares))
        new = "".join(each.text for _, own in shares for each in own)
        marks = ""
        if deleted:
            name = f"relecture{next(numbers)}"
            account.append(self._region(name, f"<{p}deletion>{_BY}<{p}p>{deleted}</{p}p></{p}deletion>"))
            marks += f'<{p}change {p}change-id="{name}"/>'
        if new:
            name = f"relecture{next(numbers)}"
            account.append(self._region(name, f"<{p}insertion>{_BY}</{p}insertion>"))
            marks += f'<{p}change-start {p}change-id="{name}"/>{self._text(new)}<{p}change-end {p}change-id="{name}"/>'
        # Written where the new text would be, or else where the first character goes.
        host = next((at for at, (_, own) in enumerate(shares) if any(each.text for each in own)), 0)
        for at, (atom, own) in enumerate(shares):
            written = marks if at == host else ""
            if atom.kind == "tag" and len(atom.text) > 1:
                # Of several spaces in one element some may stay.
                written += self._exact(apply_edits(atom.text, [replace(each, text="") for each in own]))
            yield from changes(atom, own, partial(_said, written))

    def _removed(self, paragraph: Paragraph, behind: int, account: list[str], numbers: Numbers) -> Iterator[Change]:
        """A whole paragraph with its end; the mark stands where the next begins."""
        p, name = self.prefix, f"relecture{next(numbers)}"
        whole = self.reader.part.data[paragraph.start : paragraph.end].decode()
        account.append(self._region(name, f"<{p}deletion>{_BY}{whole}<{p}p/></{p}deletion>"))
        yield Change(paragraph.start, paragraph.end, b"")
        yield Change(behind, behind, f'<{p}change {p}change-id="{name}"/>'.encode())

    def _deleted(self, shares: list[Share]) -> Iterator[str]:
        """What goes, in the spans in which it stood."""
        for spans, group in groupby(shares, lambda share: self.reader.contexts[share[0].holder].spans):
            text = "".join(atom.text[each.start : each.end] for atom, own in group for each in own)
            if text:
                yield b"".join(spans).decode() + self._exact(text) + f"</{self.prefix}span>" * len(spans)

    def _exact(self, text: str) -> str:
        """Text whose spaces all count, wherever it stands."""
        p = self.prefix
        inside = re.sub("^ | $|(?<= ) ", f"<{p}s/>", escaped(text))
        return inside.replace("\t", f"<{p}tab/>").replace("\n", f"<{p}line-break/>")

    def _region(self, name: str, content: str) -> str:
        p = self.prefix
        return f'<{p}changed-region xml:id="{name}" {p}id="{name}">{content}</{p}changed-region>'

    def _account(self, home: Home, told: str) -> Change:
        """The account of changes, in the element that is there or in one that switches no tracking of others on."""
        p = self.prefix
        whole = f'<{p}tracked-changes {p}track-changes="false">{told}</{p}tracked-changes>'
        if home.start < 0:
            return Change(home.at, home.at, whole.encode())
        if self.reader.part.data[home.at - 2 : home.at] == b"/>":
            return Change(home.start, home.at, whole.encode())
        return Change(home.at, home.at, told.encode())
