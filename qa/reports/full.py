"""The format `full`: each finding with its line, underlined, and what would mend it, as good compilers show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qa.document import Document
from qa.finding import Finding, Severity, Suggestion
from qa.reports import Report, View
from qa.reports.terminal import TAB, Style, columns, fit, fit_last, one_line, paint, visible, wrap
from qa.settings import Lang, Wording

#: Below this width a source line could not be shown at all.
_NARROWEST = 40
#: How many suggestions are shown, and how likely each must be after the first; the others are for programs.
_BEST, _WORTH = 3, 0.01

_COLORS: dict[Severity, str] = {"error": "red", "warning": "yellow", "info": "cyan"}
_UNDERLINE: dict[Severity, str] = {"error": "^", "warning": "~", "info": "~"}

_SUGGESTION = Wording("suggestion : {all}", "suggestion: {all}")
_SUGGESTIONS = Wording("suggestions : {all}", "suggestions: {all}")
_LIKELY = Wording("{text} ({percent} %)", "{text} ({percent}%)")
_REMOVE = Wording("(à supprimer)", "(remove)")
_SAFE = Wording("corrigé d’office par « relecture fix »", "mended by “relecture fix”")
_UNSAFE = Wording(
    "à confirmer : « relecture fix --unsafe » l’applique", "to be confirmed: “relecture fix --unsafe” applies it"
)

_NOTHING_READ = Wording("Aucun fichier relu.", "No file was checked.")
_CLEAN_ONE = Wording("Aucun signalement dans 1 fichier.", "No findings in 1 file.")
_CLEAN_MANY = Wording("Aucun signalement dans {files} fichiers.", "No findings in {files} files.")
_ONE = Wording("1 signalement", "1 finding")
_MANY = Wording("{count} signalements", "{count} findings")
_IN_ONE = Wording(" dans 1 fichier", " in 1 file")
_IN_MANY = Wording(" dans {count} fichiers", " in {count} files")
_AMONG = Wording(" sur {files}", " of {files}")
_FIXABLE_ONE = Wording(", 1 corrigeable avec « relecture fix »", ", 1 fixable with “relecture fix”")
_FIXABLE_MANY = Wording(", {count} corrigeables avec « relecture fix »", ", {count} fixable with “relecture fix”")


def render(reports: Iterable[Report], view: View, /) -> Iterator[str]:
    """One chunk a finding, and a summary."""
    view = View(view.lang, view.color, max(view.width, _NARROWEST))
    files = faulty = count = fixable = 0
    for report in reports:
        files += 1
        faulty += bool(report.findings)
        for finding in report.findings:
            count += 1
            fixable += finding.safe
            yield "\n".join(line.rstrip() for line in _finding(report.document, finding, view)) + "\n\n"
    for line in wrap(_summary(files, faulty, count, fixable, view.lang), view.width):
        yield line + "\n"


def _summary(files: int, faulty: int, count: int, fixable: int, lang: Lang) -> str:
    if not files:
        return _NOTHING_READ.say(lang)
    if not count:
        return _number(_CLEAN_ONE, _CLEAN_MANY, files, lang, files=files)
    text = _number(_ONE, _MANY, count, lang) + _number(_IN_ONE, _IN_MANY, faulty, lang)
    if files > faulty:
        text += _AMONG.say(lang, files=files)
    if fixable:
        text += _number(_FIXABLE_ONE, _FIXABLE_MANY, fixable, lang)
    return text + "."


def _number(one: Wording, many: Wording, count: int, lang: Lang, **values: object) -> str:
    return (one if count == 1 else many).say(lang, count=count, **values)


def _finding(document: Document, finding: Finding, view: View) -> Iterator[str]:
    at = document.position(finding.start)
    line, _ = document.lines.position(finding.start)
    # Lines are shown with the numbers that a person counts.
    ahead = line - at.line
    color: Style = {"fg": _COLORS[finding.severity], "bold": True}
    head = f"{finding.severity}[{visible(finding.rule)}]"
    where, room = f"{visible(document.path)}:{visible(at.label)}{at.line}:{at.column}", view.width - 1 - columns(head)
    if columns(where) > room:
        where = "…" + fit_last(where, room - 1)
    yield f"{paint(head, view.color, **color)} {where}"
    for text in wrap(one_line(finding.message), view.width):
        yield paint(text, view.color, bold=True)

    last, _ = document.lines.position(max(finding.start, finding.end - 1))
    digits = len(str(last - ahead))
    gutter = paint(" " * digits + " |", view.color, fg="blue")
    yield gutter
    for number in (line, last) if last > line else (line,):
        if number > line + 1:
            yield paint("…".rjust(digits) + " |", view.color, fg="blue")
        text, before, under = _excerpt(document, finding, number, view.width - digits - 3)
        yield f"{paint(f'{number - ahead:>{digits}} |', view.color, fg='blue')} {text}"
        mark = paint(_UNDERLINE[finding.severity] * under, view.color, **color)
        yield f"{gutter} {' ' * before}{mark}"
    for note in _notes(finding, view.lang):
        style: Style = {"fg": "green"} if finding.safe else {}
        first, *rest = wrap(note, view.width - digits - 3, "  ")
        yield f"{paint(' ' * digits + ' =', view.color, fg='blue')} {paint(first, view.color, **style)}"
        for text in rest:
            yield " " * (digits + 3) + paint(text, view.color, **style)


def _notes(finding: Finding, lang: Lang) -> Iterator[str]:
    if not finding.suggestions:
        return
    worth = [suggestion for suggestion in finding.suggestions if suggestion.confidence >= _WORTH]
    best = worth[:_BEST] or finding.suggestions[:1]
    listed = ", ".join(_suggestion(suggestion, lang) for suggestion in best)
    if len(worth) > _BEST:
        listed += ", …"
    yield (_SUGGESTION if len(best) == 1 else _SUGGESTIONS).say(lang, all=listed)
    yield (_SAFE if finding.safe else _UNSAFE).say(lang)


def _suggestion(suggestion: Suggestion, lang: Lang) -> str:
    text = one_line(suggestion.text)
    if not text:
        text = _REMOVE.say(lang)
    elif text != text.strip():
        text = f"« {text} »" if lang == "fr" else f"“{text}”"
    return _LIKELY.say(lang, text=text, percent=round(suggestion.confidence * 100))


def _excerpt(document: Document, finding: Finding, number: int, room: int) -> tuple[str, int, int]:
    """What is shown of line `number`, the columns before the underline, and the columns underlined.

    A paragraph of any length is one line, so that the excerpt reaches no further than `room` columns ask for:
    the faulty words first, then as much around them as there is room.
    """
    source = document.source
    line_start, line_end = _extent(document, number)
    start = min(max(finding.start, line_start), line_end)
    end = max(start, min(finding.end, line_end))
    if start > finding.start:
        # The last line of a finding that began above: what indents the line is no part of the fault.
        start = min(end, start + len(source[start:end]) - len(source[start:end].lstrip()))

    reach = 4 * room
    marked = _shown(source[start : min(end, start + reach)])
    if columns(marked) > room - 2 or end > start + reach:
        marked = fit(marked, room - 2)
        prefix = "…" if source[line_start:start].strip() else ""
        return prefix + marked + "…", len(prefix), max(1, columns(marked))

    under = max(1, columns(marked))
    left = _shown(source[max(line_start, start - reach) : start])
    right = _shown(source[end : min(line_end, end + reach)])
    left_whole, right_whole = start - reach <= line_start, end + reach >= line_end
    spare = room - under
    if not (left_whole and right_whole and columns(left) + columns(right) <= spare):
        spare -= 2
        for_left = max(spare // 2, spare - columns(right))
        cut = _last(left, for_left)
        left = cut if left_whole and cut == left else "…" + cut
        cut = _first(right, spare - columns(left.removeprefix("…")))
        right = cut if right_whole and cut == right else cut + "…"
    return left + marked + right, columns(left), under


def _extent(document: Document, number: int) -> tuple[int, int]:
    """Start and end of a line without its ending. `LineIndex.line` would copy all of it, which may be megabytes."""
    starts, source = document.lines.starts, document.source
    start = starts[number - 1]
    end = starts[number] if number < len(starts) else len(source)
    while end > start and source[end - 1] in "\r\n":
        end -= 1
    return start, end


def _shown(text: str) -> str:
    return visible(text, keep="\t").replace("\t", TAB)


def _first(text: str, room: int) -> str:
    """The beginning of a text in at most `room` columns, up to the end of a word where one ends near."""
    head = fit(text, room)
    if len(head) == len(text) or text[len(head)] == " ":
        return head
    space = head.rfind(" ")
    return head[: space + 1] if space >= len(head) - 12 and space > 0 else head


def _last(text: str, room: int) -> str:
    """The end of a text in at most `room` columns, from the beginning of a word where one begins near."""
    tail = fit_last(text, room)
    space = tail.find(" ", 0, 12)
    return tail[space:] if len(tail) < len(text) and 0 <= space < len(tail) - 1 else tail
