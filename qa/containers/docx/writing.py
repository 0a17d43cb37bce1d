"""Edits of a DOCX paragraph as changes of its part: in place, or as tracked changes to accept or reject.

An edit within one run changes the characters of its text. One that spans several puts what is new into the first and
takes the rest from the others, so that each keeps its formatting.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from qa.containers.atoms import SPACES, Atom, Paragraph, Share, changes
from qa.containers.docx.story import Content, Mark, Run, Text
from qa.containers.markup import Change, escaped
from qa.containers.package import Edited, Numbers
from qa.containers.units import refined
from qa.finding import Edit, apply_edits

#: Who proposes tracked changes. They carry no date: it may be left out, and a clock would make the output of the same
#: input differ from day to day.
AUTHOR = "Relecture"

_ID = re.compile(rb'(\bid\s*=\s*)(["\'])[^"\']*\2')
_SPACE = re.compile(rb'\sxml:space\s*=\s*(?:"[^"]*"|\x27[^\x27]*\x27)')


class Writer:
    """Writes edits of the paragraphs of one part."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.prefix = content.prefix

    def __call__(self, edited: Iterable[Edited], numbers: Numbers | None) -> Iterator[Change]:
        for paragraph, edits in edited:
            finer = [refined(paragraph.text, edit) for edit in edits]
            if numbers is not None:
                yield from self._tracked(paragraph, finer, numbers)
            elif paragraph.goes(finer):
                yield Change(paragraph.start, paragraph.end, b"")
            else:
                yield from self._in_place(paragraph, finer)

    def _in_place(self, paragraph: Paragraph, edits: Sequence[Edit]) -> Iterator[Change]:
        shares = {atom.start: own for atom, own in paragraph.shares(edits)}
        for atom in paragraph.atoms:
            if own := shares.get(atom.start) if atom.kind != "image" else None:
                yield from changes(atom, own, self._text if atom.holder >= 0 else self._element)
        for text, atoms in self._texts(paragraph):
            if any(atom.start in shares for atom in atoms):
                shown = "".join(apply_edits(atom.text, shares.get(atom.start, ())) for atom in atoms)
                if not text.preserved and shown.strip(SPACES) != shown:
                    yield from _preserving(text, self.content.part.data)

    def _texts(self, paragraph: Paragraph) -> Iterator[tuple[Text, list[Atom]]]:
        """The text elements of a paragraph, each with its atoms."""
        for holder, group in groupby(paragraph.atoms, lambda atom: atom.holder if atom.kind != "image" else -1):
            if holder >= 0:
                yield self.content.texts[holder], list(group)

    def _text(self, text: str) -> str:
        """Text within a text element; what is an element of its own interrupts it."""
        inside = escaped(text)
        for character, name in (("\t", "tab"), ("\n", "br")):
            between = f'</{self.prefix}t><{self.prefix}{name}/><{self.prefix}t xml:space="preserve">'
            inside = inside.replace(character, between)
        return inside

    def _element(self, text: str) -> str:
        """Text as content of a run."""
        return f'<{self.prefix}t xml:space="preserve">{self._text(text)}</{self.prefix}t>' if text else ""

    def _tracked(self, paragraph: Paragraph, edits: Sequence[Edit], numbers: Numbers) -> Iterator[Change]:
        texts = {id(text): (text, atoms) for text, atoms in self._texts(paragraph)}
        regions: list[Change] = []
        for edit in edits:
            groups = [
                (holder, list(group))
                for (holder, _), group in groupby(paragraph.shares([edit]), lambda share: _place(share[0]))
            ]
            if any(atom.kind == "literal" for _, shares in groups for atom, _ in shares):
                # A text in CDATA is not divided; no program writes it so.
                for _, shares in groups:
                    for atom, own in shares:
                        yield from changes(atom, own, self._text if atom.holder >= 0 else self._element)
                continue
            # What is new stands behind all that goes, with the properties of the run that would hold it in place.
            host = next((self._run(group) for _, group in groups if _new(group)), None)
            for at, (holder, shares) in enumerate(groups, 1):
                run = self._run(shares)
                if holder >= 0:
                    text = self.content.texts[holder]
                    around = self._around_text(text, texts[id(text)][1], _start(shares), _end(shares))
                    old = "".join(atom.text[each.start : each.end] for atom, own in shares for each in own)
                    name = f"{self.prefix}delText"
                    gone = f'<{name} xml:space="preserve">{escaped(old)}</{name}>'.encode() if old else b""
                else:
                    around = self._around_tag(run, shares)
                    tags = (atom for atom, own in shares if any(each.end > each.start for each in own))
                    gone = b"".join(self.content.part.data[atom.start : atom.end] for atom in tags)
                new = edit.text if at == len(groups) else ""
                regions.append(self._proposed(around, run, gone, (host or run, new), numbers))
        yield from regions
        if paragraph.number in self.content.marks and paragraph.goes(edits):
            yield self._unmarked(self.content.marks[paragraph.number], numbers)
        for text, _ in texts.values():
            touching = [region for region in regions if text.start < region.end and region.start < text.end]
            if touching and not text.preserved:
                for change in _preserving(text, self.content.part.data):
                    if not any(region.start <= change.start and change.end <= region.end for region in regions):
                        yield change

    def _run(self, shares: Sequence[Share]) -> Run:
        return self.content.runs[self.content.run_of(shares[0][0])]

    def _unmarked(self, mark: Mark, numbers: Numbers) -> Change:
        """The deletion of a paragraph's mark, so that no empty paragraph is left."""
        p = self.prefix
        opening = "".join(f"<{p}{name}>" for name in mark.around)
        closing = "".join(f"</{p}{name}>" for name in reversed(mark.around))
        deletion = f'<{p}del {p}id="{next(numbers)}" {p}author="{AUTHOR}"/>'
        return Change(mark.at, mark.at, f"{opening}{deletion}{closing}".encode())

    def _around_text(self, text: Text, atoms: Sequence[Atom], start: int, end: int) -> _Around:
        """Where a run is divided around a stretch of a text, without leaving an empty run at its ends."""
        run = self.content.runs[text.run]
        first, last = atoms[0].start, atoms[-1].end
        close, open_ = self._close(), self._open(run)
        inner = f'<{self.prefix}t xml:space="preserve">'.encode()
        before = (run.start, b"") if text.start == run.content else (text.start, close)
        behind = (run.end, b"") if text.end == run.content_end else (text.end, close)
        left = before if start <= first else behind if start >= last else (start, f"</{self.prefix}t>".encode() + close)
        reopened = behind[0], open_ if behind[1] else b""
        at_front = before[0], open_ if before[1] else b""
        right = reopened if end >= last else at_front if end <= first else (end, open_ + inner)
        return _Around(left[0], left[1], right[0], right[1])

    def _around_tag(self, run: Run, shares: Sequence[Share]) -> _Around:
        start, end = _start(shares), _end(shares)
        left = (run.start, b"") if start == run.content else (start, self._close())
        right = (run.end, b"") if end == run.content_end else (end, self._open(run))
        if start == end == run.content:
            right = (run.start, b"")
        elif start == end == run.content_end:
            left = (run.end, b"")
        return _Around(left[0], left[1], right[0], right[1])

    def _close(self) -> bytes:
        return f"</{self.prefix}r>".encode()

    def _open(self, run: Run) -> bytes:
        return run.tag + run.properties

    def _proposed(self, around: _Around, run: Run, gone: bytes, new: tuple[Run, str], numbers: Numbers) -> Change:
        """The deletion from a run and the insertion, text with the properties of a run, where they stand."""
        within, leave = run.within, f"</{self.prefix}ins>".encode() if run.within else b""

        def enter() -> bytes:
            # A second element of the same insertion is a change of its own number.
            return _ID.sub(lambda match: match[1] + b'"%d"' % next(numbers), within, count=1)

        def change(name: str, run: Run, content: bytes) -> bytes:
            tag = f'<{self.prefix}{name} {self.prefix}id="{next(numbers)}" {self.prefix}author="{AUTHOR}">'
            return tag.encode() + self._open(run) + content + self._close() + f"</{self.prefix}{name}>".encode()

        pieces = [around.closing, leave]
        if gone:
            # What another person inserted is deleted where it was inserted.
            pieces += [enter(), change("del", run, gone), leave]
        if new[1]:
            pieces.append(change("ins", new[0], self._element(new[1]).encode()))
        pieces += [enter(), around.opening]
        return Change(around.start, around.end, b"".join(pieces))


class _Around(NamedTuple):
    """What is replaced by a tracked change, and what closes and opens the run around it."""

    start: int
    closing: bytes
    end: int
    opening: bytes


def _place(atom: Atom) -> tuple[int, int]:
    """Differs where something that is not text may stand between two atoms."""
    return atom.holder, 0 if atom.holder >= 0 else atom.start


def _new(shares: Sequence[Share]) -> bool:
    return any(each.text for _, own in shares for each in own)


def _start(shares: Sequence[Share]) -> int:
    atom, own = shares[0]
    return atom.byte(own[0].start) if atom.kind == "text" else atom.end if own[0].start else atom.start


def _end(shares: Sequence[Share]) -> int:
    atom, own = shares[-1]
    return atom.byte(own[-1].end) if atom.kind == "text" else atom.end if own[-1].end else atom.start


def _preserving(text: Text, data: bytes) -> Iterator[Change]:
    """Makes the spaces at the ends of a text count, and takes out those that did not."""
    # It may say that they do not count, and may not say it twice.
    said = _SPACE.search(data, text.start, text.content)
    start, end = said.span() if said else (text.content - 1, text.content - 1)
    yield Change(start, end, b' xml:space="preserve"')
    yield from (Change(start, end, b"") for start, end in text.hidden)
