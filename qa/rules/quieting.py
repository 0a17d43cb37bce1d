"""Ignores and sics held against findings: which findings they keep away, and what no suggestion may change then."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from qa.document import Document
from qa.extents import Extent, joined, meets
from qa.finding import Edit, Finding, Suggestion
from qa.ignores import Ignore, Sic

_APOSTROPHES = str.maketrans("’", "'")


@dataclass(frozen=True, slots=True)
class Heeded:
    """The findings that are left, in reading order, and the ignores that kept none away."""

    findings: tuple[Finding, ...]
    unused: tuple[Ignore, ...] = ()


def quieted(
    document: Document, ignores: tuple[Ignore, ...], findings: tuple[Finding, ...], sics: tuple[Sic, ...] = ()
) -> Heeded:
    """What is left of findings of a document, given in reading order, once these of its ignores and sics are heeded."""
    return _Quiet(document, ignores, sics).heed(findings)


@dataclass(slots=True)
class _Quiet:
    """The ignores of a document held against its findings."""

    document: Document
    ignores: tuple[Ignore, ...]
    sics: tuple[Sic, ...]
    used: set[Ignore] = field(default_factory=set)
    protected: list[Extent] = field(default_factory=list)
    _together: tuple[Extent, ...] = ()

    def heed(self, findings: tuple[Finding, ...]) -> Heeded:
        off, lines = tuple(self._off()), tuple(self._lines())
        self.protected += (extent for _, extent in off)
        self.protected += (extent for ignore, extent in lines if not ignore.names)
        self.protected += ((ignore.start, ignore.end) for ignore in self.ignores)
        self.protected += ((sic.start, sic.end) for sic in self.sics)
        left = [finding for finding in findings if not self._kept_away(finding, off, lines)]
        left = self._matched(left)
        self._together = joined(self.protected)
        kept = tuple(map(self._sparing, left))
        unused = (ignore for ignore in self.ignores if ignore not in self.used)
        silent = tuple(extent for _, extent in off)
        return Heeded(kept, tuple(ignore for ignore in unused if not _silenced(ignore, silent)))

    def _off(self) -> Iterator[tuple[Ignore, Extent]]:
        """Each `off` and what it is about: up to the next `on`, or the end. An `on` is used where it ends one."""
        opened: Ignore | None = None
        for ignore in self.ignores:
            if ignore.kind == "off" and opened is None:
                opened = ignore
            elif ignore.kind == "on" and opened is not None:
                self.used.add(ignore)
                yield opened, (opened.start, ignore.end)
                opened = None
        if opened is not None:
            yield opened, (opened.start, len(self.document.source))

    def _lines(self) -> Iterator[tuple[Ignore, Extent]]:
        """Each ignore of the next line, and that line: the next that is not blank."""
        lines, source = self.document.lines, self.document.source
        for ignore in self.ignores:
            if ignore.kind != "next-line":
                continue
            number = lines.position(ignore.end)[0]
            while number < len(lines):
                start = lines.starts[number]
                end = lines.starts[number + 1] if number + 1 < len(lines) else len(source)
                if source[start:end].strip():
                    yield ignore, (start, end)
                    break
                number += 1

    def _kept_away(
        self, finding: Finding, off: Sequence[tuple[Ignore, Extent]], lines: Sequence[tuple[Ignore, Extent]]
    ) -> bool:
        # All three are in order, by their ends as well.
        first = bisect_left(off, finding.start, key=_end_of)
        about = [
            ignore
            for ignore, extent in off[first : bisect_left(off, max(finding.end, finding.start + 1), key=_start_of)]
            if _touches(finding.start, finding.end, extent)
        ]
        first = bisect_left(lines, finding.start, key=_end_of)
        about += (
            ignore
            for ignore, (_, end) in lines[first : bisect_right(lines, finding.start, key=_start_of)]
            if (finding.start < end or finding.start == finding.end == len(self.document.source))
            and (not ignore.names or _names(ignore, finding))
        )
        self.used.update(about)
        at = bisect_left(self.sics, finding.end, key=lambda sic: sic.end)
        away = bool(about) or (at < len(self.sics) and self.sics[at].start < finding.end)
        if away:
            self.protected.append((finding.start, finding.end))
        return away

    def _matched(self, findings: list[Finding]) -> list[Finding]:
        """The findings without those that an ignore means, one each: one on its line, or the next one below."""
        ones = [ignore for ignore in self.ignores if ignore.kind == "match"]
        if not ones:
            return findings
        fitting = _Fitting(findings)
        for ignore in ones:
            after = fitting.after(ignore)
            if after is None or self._line(after.start) != self._line(ignore.end):
                before = fitting.before(ignore, self.document.lines.starts[self._line(ignore.start) - 1])
                after = before or after
            if after is not None:
                fitting.take(after)
                self.used.add(ignore)
                self.protected.append((after.start, after.end))
        return fitting.left

    def _line(self, offset: int) -> int:
        return self.document.lines.position(offset)[0]

    def _sparing(self, finding: Finding) -> Finding:
        """The finding without suggestions that would change what is to be left alone."""
        spared = tuple(suggestion for suggestion in finding.suggestions if not self._harms(suggestion))
        if len(spared) == len(finding.suggestions):
            return finding
        safe = finding.safe and spared[:1] == finding.suggestions[:1]
        return replace(finding, suggestions=spared, safe=safe)

    def _harms(self, suggestion: Suggestion) -> bool:
        return any(_touched_by(edit, self._together) for edit in suggestion.edits)


class _Fitting:
    """The findings that are left, by what an ignore may call them."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self._findings = findings
        self._taken: set[int] = set()
        #: A name, and a text or None for any → the numbers of the findings, in order.
        self._called: dict[tuple[str, str | None], list[int]] = {}
        for number, finding in enumerate(findings):
            for name in _names_of(finding):
                self._called.setdefault((name, None), []).append(number)
                self._called.setdefault((name, _plain(finding.text)), []).append(number)

    @property
    def left(self) -> list[Finding]:
        return [finding for number, finding in enumerate(self._findings) if number not in self._taken]

    def _place(self, ignore: Ignore) -> tuple[list[int], int]:
        """The numbers of those that it may mean, and the first among them that begins behind it."""
        numbers = self._called.get((ignore.names[0], None if ignore.text is None else _plain(ignore.text)), [])
        return numbers, bisect_left(numbers, ignore.end, key=lambda number: self._findings[number].start)

    def after(self, ignore: Ignore) -> Finding | None:
        """The first behind the ignore."""
        numbers, at = self._place(ignore)
        return self._findings[numbers[at]] if at < len(numbers) else None

    def before(self, ignore: Ignore, line: int) -> Finding | None:
        """The last in front of the ignore that begins at `line` or behind."""
        numbers, at = self._place(ignore)
        for number in reversed(numbers[:at][-_LOOK_BACK:]):
            finding = self._findings[number]
            if finding.start < line:
                break
            if finding.end <= ignore.start:
                return finding
        return None

    def take(self, meant: Finding) -> None:
        number = bisect_left(self._findings, meant.order, key=lambda finding: finding.order)
        while self._findings[number] is not meant:
            number += 1
        self._taken.add(number)
        for name in _names_of(meant):
            for text in (None, _plain(meant.text)):
                numbers = self._called[name, text]
                del numbers[bisect_left(numbers, number)]


#: In front of an ignore so many findings are looked at, of which all but the one meant reach into the ignore itself.
_LOOK_BACK = 100


def _names_of(finding: Finding) -> set[str]:
    """All by which an ignore may call a finding: its rule, its category, and what that begins with."""
    parts = finding.category.split("/")
    return {finding.rule, *("/".join(parts[:count]) for count in range(1, len(parts) + 1))}


def _start_of(place: tuple[Ignore, Extent]) -> int:
    return place[1][0]


def _end_of(place: tuple[Ignore, Extent]) -> int:
    return place[1][1]


def _end_of_extent(extent: Extent) -> int:
    return extent[1]


def _silenced(ignore: Ignore, off: Sequence[Extent]) -> bool:
    """Whether an ignore stands where nothing is to be said at all."""
    at = bisect_left(off, ignore.end, key=_end_of_extent)
    return at < len(off) and off[at][0] < ignore.start


def _names(ignore: Ignore, finding: Finding) -> bool:
    return any(
        name in (finding.rule, finding.category) or finding.category.startswith(name + "/") for name in ignore.names
    )


def _plain(text: str) -> str:
    return " ".join(text.casefold().translate(_APOSTROPHES).split())


def _touches(start: int, end: int, extent: Extent) -> bool:
    if start == end:  # what is missing there may stand behind all else
        return extent[0] <= start <= extent[1]
    return start < extent[1] and extent[0] < end


def _touched_by(edit: Edit, extents: Sequence[Extent]) -> bool:
    # What is put in between two extents touches neither.
    return meets(extents, edit.start, edit.end)
