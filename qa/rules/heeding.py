"""What the chosen rules find together, once the user's accepted words and the author's ignores are heeded."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from qa.document import Document
from qa.finding import Edit, Finding, Suggestion
from qa.formats import parse
from qa.ignores import Ignore, Sic, ignores, sics
from qa.language.analysis import Analysis
from qa.rules.doubled import settled
from qa.rules.terms import Extent, accepted, own_findings
from qa.settings import Settings

#: The rule that speaks of ignores: what it finds hangs on what all the others do.
UNUSED = "unused-ignore"

#: The rules that speak for the user's glossary.
_OWN = frozenset(("glossary-term", "forbidden-term", "term-not-rendered", "forbidden-rendering", "translated-name"))
#: This one chooses among wordings that are all right: that a word is accepted is no answer to it.
_AMONG_RIGHT = "inconsistent-term"
#: The categories of rules about words.
OF_WORDS = frozenset(("accuracy", "terminology", "style"))

_APOSTROPHES = str.maketrans("’", "'")


@dataclass(frozen=True, slots=True)
class Heeded:
    """The findings that are left, in reading order, and the ignores that kept none away."""

    findings: tuple[Finding, ...]
    unused: tuple[Ignore, ...] = ()


def heeded(analysis: Analysis) -> Heeded:
    """What all chosen rules but `UNUSED` find, and what became of the ignores. Raises ValueError, GlossaryError."""
    return analysis.once(_heeded)


def _heeded(analysis: Analysis) -> Heeded:
    from qa.rules import chosen

    settings, document = analysis.settings, analysis.document
    names = settings.select, settings.ignore, settings.extend_select
    rules = () if settings.off else chosen(*names, bilingual=document.bilingual)
    # Two rules, or one from two sides, may say the very same.
    found = {finding: None for rule in rules if rule.name != UNUSED for finding in rule.check(analysis)}
    heard = _heard(analysis, found)
    findings = tuple(sorted(settled(heard) if document.bilingual else heard, key=lambda finding: finding.order))
    standing, vouched = written(document, settings), tuple(sics(document.source))
    if not standing and not vouched:
        return Heeded(findings)
    return _Quiet(document, standing, vouched).heed(findings)


def quieted(document: Document, ignores: tuple[Ignore, ...], findings: tuple[Finding, ...]) -> Heeded:
    """What is left of findings of a document, given in reading order, once these of its ignores are heeded."""
    return _Quiet(document, ignores, ()).heed(findings)


def _heard(analysis: Analysis, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings but for those on wordings that the user's glossary accepts, or has its own finding on."""
    if not analysis.settings.own_terms:
        yield from findings
        return
    right, wrong = accepted(analysis), own_findings(analysis)
    for finding in findings:
        own = finding.rule in _OWN
        settled = right if own else (*right, *wrong)
        word = finding.category.split("/")[0] in OF_WORDS and finding.rule != _AMONG_RIGHT
        if not (word and any(start <= finding.start and finding.end <= end for start, end in settled)):
            yield finding


def written(document: Document, settings: Settings) -> tuple[Ignore, ...]:
    """The ignores of a document: those that stand where prose could, and not, say, in a block of code.

    The reader of the format knows where that is: it is given the source with words in place of the comments, as a
    paragraph where a comment is a line of its own.
    """
    candidates = ignores(document.source, document.format)
    if not candidates or document.format == "text" or document.units:
        return candidates
    if document.format == "yaml":
        lines = tuple(ignore for ignore in candidates if document.source.startswith("#", ignore.start))
        candidates = tuple(ignore for ignore in candidates if ignore not in lines)
        return tuple(sorted((*_apart(document, lines), *_within(document, candidates, settings)), key=_place))
    return _within(document, candidates, settings)


def _place(ignore: Ignore) -> int:
    return ignore.start


def _apart(document: Document, lines: tuple[Ignore, ...]) -> Iterator[Ignore]:
    """The comments that are lines of their own, without those in a text of several lines: there # is what it says."""
    prose = [(passage.source_start(0), passage.source_end(len(passage.text))) for passage in document.passages]
    return (ignore for ignore in lines if not any(start <= ignore.start < end for start, end in prose))


def _within(document: Document, candidates: tuple[Ignore, ...], settings: Settings) -> tuple[Ignore, ...]:
    """The comments in the midst of prose."""
    if not candidates:
        return ()
    pieces: list[str] = []
    at = 0
    for ignore in candidates:
        word = "x" * (ignore.end - ignore.start - 2)
        pieces += (document.source[at : ignore.start], f"\n{word}\n" if document.format == "asciidoc" else f"x{word}x")
        at = ignore.end
    probe = "".join((*pieces, document.source[at:]))
    passages = parse(probe, document.path, document.format, settings.prose_keys).passages
    prose = sorted(
        (segment.source_start, segment.source_end)
        for passage in passages
        for segment in passage.segments
        if segment.verbatim
    )
    starts = [start for start, _ in prose]

    def within(ignore: Ignore) -> bool:
        number = bisect_right(starts, ignore.start + 1) - 1
        return number >= 0 and ignore.end - 1 <= prose[number][1]

    return tuple(filter(within, candidates))


@dataclass(slots=True)
class _Quiet:
    """The ignores of a document held against its findings."""

    document: Document
    ignores: tuple[Ignore, ...]
    sics: tuple[Sic, ...]
    used: set[Ignore] = field(default_factory=set)
    protected: list[Extent] = field(default_factory=list)

    def heed(self, findings: tuple[Finding, ...]) -> Heeded:
        off, lines = tuple(self._off()), tuple(self._lines())
        self.protected += (extent for _, extent in off)
        self.protected += (extent for ignore, extent in lines if not ignore.names)
        self.protected += ((ignore.start, ignore.end) for ignore in self.ignores)
        self.protected += ((sic.start, sic.end) for sic in self.sics)
        left = [finding for finding in findings if not self._kept_away(finding, off, lines)]
        left = self._matched(left)
        kept = tuple(map(self._sparing, left))
        unused = (ignore for ignore in self.ignores if ignore not in self.used)
        return Heeded(kept, tuple(ignore for ignore in unused if not _silenced(ignore, (extent for _, extent in off))))

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
        self, finding: Finding, off: Iterable[tuple[Ignore, Extent]], lines: Iterable[tuple[Ignore, Extent]]
    ) -> bool:
        about = [ignore for ignore, extent in off if _touches(finding.start, finding.end, extent)]
        about += (
            ignore
            for ignore, (start, end) in lines
            if (start <= finding.start < end or finding.start == finding.end == end == len(self.document.source))
            and (not ignore.names or _names(ignore, finding))
        )
        self.used.update(about)
        away = bool(about) or any(sic.start < finding.end <= sic.end for sic in self.sics)
        if away:
            self.protected.append((finding.start, finding.end))
        return away

    def _matched(self, findings: list[Finding]) -> list[Finding]:
        """The findings without those that an ignore means, one each: one on its line, or the next one below."""
        left = list(findings)
        for ignore in self.ignores:
            if ignore.kind != "match":
                continue
            fitting = [finding for finding in left if _names(ignore, finding) and _says(ignore, finding)]
            line = self._line(ignore.start)
            after = [finding for finding in fitting if finding.start >= ignore.end]
            beside = [finding for finding in after if self._line(finding.start) == self._line(ignore.end)]
            before = [
                finding for finding in fitting if finding.end <= ignore.start and self._line(finding.start) == line
            ]
            for meant in beside[:1] or before[-1:] or after[:1]:
                left.remove(meant)
                self.used.add(ignore)
                self.protected.append((meant.start, meant.end))
        return left

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
        return any(_touched_by(edit, extent) for edit in suggestion.edits for extent in self.protected)


def _silenced(ignore: Ignore, off: Iterable[Extent]) -> bool:
    """Whether an ignore stands where nothing is to be said at all."""
    return any(start < ignore.start and ignore.end <= end for start, end in off)


def _names(ignore: Ignore, finding: Finding) -> bool:
    return any(
        name in (finding.rule, finding.category) or finding.category.startswith(name + "/") for name in ignore.names
    )


def _says(ignore: Ignore, finding: Finding) -> bool:
    return ignore.text is None or _plain(ignore.text) == _plain(finding.text)


def _plain(text: str) -> str:
    return " ".join(text.casefold().translate(_APOSTROPHES).split())


def _touches(start: int, end: int, extent: Extent) -> bool:
    if start == end:  # what is missing there may stand behind all else
        return extent[0] <= start <= extent[1]
    return start < extent[1] and extent[0] < end


def _touched_by(edit: Edit, extent: Extent) -> bool:
    if edit.start == edit.end:
        return extent[0] < edit.start < extent[1]
    return edit.start < extent[1] and extent[0] < edit.end
