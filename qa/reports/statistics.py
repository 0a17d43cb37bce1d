"""How many findings there are: by rule with a bar each, and by file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from qa.reports import Report
from qa.reports.terminal import columns, fit, fit_last, paint, visible, wrap
from qa.settings import Lang, Wording

_RULES = Wording("Par règle", "By rule")
_FILES = Wording("Par fichier", "By file")
_TOTAL = Wording(
    "Signalements : {findings}, dans {touched} fichiers sur {files}.",
    "Findings: {findings}, in {touched} of {files} files.",
)
_MORE = Wording("… et {count} autres fichiers", "… and {count} more files")

#: Files that are listed one by one.
_LISTED = 20
#: Eighths of a column, for bars.
_EIGHTHS = " ▏▎▍▌▋▊▉"
_LONGEST_BAR = 30


class Tally:
    """Findings counted while they are reported."""

    def __init__(self) -> None:
        self.by_rule: Counter[str] = Counter()
        self.by_file: Counter[str] = Counter()
        self.files = 0

    def add(self, report: Report) -> None:
        self.files += 1
        self.by_rule.update(finding.rule for finding in report.findings)
        if report.findings:
            self.by_file[report.document.path] += len(report.findings)

    def table(self, lang: Lang, *, width: int = 80, color: bool = False) -> Iterator[str]:
        """Lines of at most `width` columns, most findings first, with their endings."""
        total = self.by_rule.total()
        for heading, counts in ((_RULES, self.by_rule), (_FILES, self.by_file)):
            if counts:
                yield paint(heading.say(lang), color, bold=True) + "\n"
                yield from _bars(counts, lang, width, color)
                yield "\n"
        said = _TOTAL.say(lang, findings=total, touched=len(self.by_file), files=self.files)
        yield from (f"{line}\n" for line in wrap(said, width))


def _bars(counts: Mapping[str, int], lang: Lang, width: int, color: bool) -> Iterator[str]:
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    listed = [(visible(name), count) for name, count in ordered[:_LISTED]]
    digits = len(str(ordered[0][1]))
    bar = min(_LONGEST_BAR, width // 3)
    room = min(max(columns(name) for name, _ in listed), width - digits - bar - 6)
    for name, count in listed:
        shown = name if columns(name) <= room else "…" + fit_last(name, room - 1)
        padding = " " * (room - columns(shown))
        yield f"  {shown}{padding}  {count:>{digits}}  {paint(_bar(count, ordered[0][1], bar), color, fg='cyan')}\n"
    if len(ordered) > len(listed):
        yield f"  {fit(_MORE.say(lang, count=len(ordered) - len(listed)), width - 2)}\n"


def _bar(count: int, most: int, length: int) -> str:
    """A bar whose length is the count's share of the highest one; never nothing."""
    eighths = max(1, round(count * length * 8 / most))
    return ("█" * (eighths // 8) + _EIGHTHS[eighths % 8]).rstrip()
