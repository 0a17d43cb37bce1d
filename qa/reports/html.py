"""Pages for the browser: what `fix` changed, both versions side by side, and what `check` found.

A page is one file that needs nothing else: style and script stand in it, and its security policy allows no other,
so that nothing in an article can run or call out. The script reads the entries as JSON; the text is there without it.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from importlib.resources import files
from json import dumps
from types import MappingProxyType

from qa.document import Document
from qa.finding import Edit, Finding
from qa.reports import Report, View
from qa.reports.alignment import Entry, Fixed, Paragraph, Piece, entries, paragraphs
from qa.reports.page_wording import LABELS, WORDS
from qa.reports.terminal import visible
from qa.settings import Lang

_WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")
_LINE_BREAK = re.compile(r"\r\n?|\n")
#: Lines as long as this are a paragraph broken by its author at the width of some editor, not verses or a table.
_BROKEN_AT = 50
_NO_REASONS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Found:
    """A document with what was found in it, as a `Fixed` in which nothing was mended."""

    document: Document
    remaining: tuple[Finding, ...]
    applied: tuple[Finding, ...] = ()
    edits: tuple[Edit, ...] = ()

    @property
    def output(self) -> str:
        return self.document.source


def review(fixes: Sequence[Fixed], *, lang: Lang, reasons: Mapping[str, str] = _NO_REASONS) -> str:
    """The page that shows what `fix` changed, and what is left to a person.

    `reasons` says for the name of a rule why what it finds is a fault.
    """
    return "".join(_page(fixes, "review", len(fixes), lang, reasons))


def render(reports: Iterable[Report], view: View, /) -> Iterator[str]:
    """The page of findings. Its head counts them all, so that nothing comes before the last report is there."""
    count, found = 0, []
    for report in reports:
        count += 1
        if report.findings:
            found.append(_Found(report.document, report.findings))
    yield from _page(found, "check", count, view.lang, _NO_REASONS)


def _page(fixes: Sequence[Fixed], kind: str, count: int, lang: Lang, reasons: Mapping[str, str]) -> Iterator[str]:
    """`kind` is "review" or "check"; `count` says how many documents were read, those without findings too."""
    words = {key: escape(wording.say(lang)) for key, wording in WORDS.items()}
    style, script = _asset("review.css"), _asset("review.js")
    listed = [entries(fix) for fix in fixes]
    title = visible(fixes[0].document.path) if len(fixes) == 1 else WORDS[f"{kind}-title"].say(lang)
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    yield (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="color-scheme" content="light dark">\n<title>{escape(title)} – Relecture</title>\n'
        f'<style>{style}</style>\n</head>\n<body class="{kind}">\n'
    )
    yield _bar(words)
    yield f'<div class="frame">\n<main id="text">\n<header class="summary">\n<h1>{escape(title)}</h1>\n'
    yield _summary(fixes, kind, count, lang)
    yield _rules(fixes, words, kind)
    yield _contents(fixes, words) if len(fixes) > 1 else ""
    yield "</header>\n"
    first = 0
    for number, (fix, own) in enumerate(zip(fixes, listed, strict=True), 1):
        yield f'<section class="document" id="d{number}">\n'
        if len(fixes) > 1:
            yield f"<h2>{_escaped(fix.document.path)}</h2>\n"
        if kind == "review":
            yield f'<div class="row heads"><div></div><div>{words["was"]}</div><div>{words["now"]}</div></div>\n'
        for paragraph in paragraphs(fix, own, first):
            yield _row(fix.document, paragraph, kind, words)
        yield "</section>\n"
        first += len(own)
    yield f'</main>\n<aside id="panel" aria-label="{words["panel"]}" aria-live="polite" hidden></aside>\n</div>\n'
    data = {
        "lang": lang,
        "labels": {key: wording.say(lang) for key, wording in LABELS.items()},
        "reasons": {rule: reasons[rule] for rule in sorted(_counts(fixes)) if rule in reasons},
        "entries": [_entry(fix, entry) for fix, own in zip(fixes, listed, strict=True) for entry in own],
    }
    yield f'<script type="application/json" id="data">{_json(data)}</script>\n'
    yield f"<script>{script}</script>\n</body>\n</html>\n"


def _bar(words: Mapping[str, str]) -> str:
    def button(name: str, sign: str, key: str) -> str:
        title = f'title="{words[name]} ({key})" aria-label="{words[name]}"'
        return f'<button type="button" id="{name}" {title}>{sign}</button>'

    return (
        '<div class="bar"><span class="brand">Relecture</span>\n'
        f'<div class="tools" id="tools" role="toolbar" aria-label="{words["tools"]}" hidden>'
        f'{button("previous", "←", "k")}<output id="place"></output>{button("next", "→", "j")}'
        f'<button type="button" id="only" aria-pressed="false" title="(u)">{words["only"]}</button>'
        f"{button('theme', '◐', 't')}{button('help', '?', '?')}</div></div>\n"
    )


def _summary(fixes: Sequence[Fixed], kind: str, count: int, lang: Lang) -> str:
    """The figures at the top: words, corrections, findings left, share of words touched, documents."""
    total = touched = 0
    for fix in fixes:
        own, own_touched = _words(fix)
        total, touched = total + own, touched + own_touched
    applied, left = sum(len(fix.applied) for fix in fixes), sum(len(fix.remaining) for fix in fixes)
    figures = [(left, "findings", "plain")]
    if kind == "review":
        figures = [(applied, "mended", "mended"), (left, "left", "left")]
    shown = [(_number(value, lang), _counted(name, value, lang), style) for value, name, style in figures]
    if kind == "review":
        shown.append((_share(touched, total, lang), WORDS["touched"].say(lang), "plain"))
    shown.append((_number(total, lang), _counted("words", total, lang), "plain"))
    if count != 1:
        shown.append((_number(count, lang), _counted("documents", count, lang), "plain"))
    items = "".join(
        f'<div class="{style}"><dd>{value}</dd><dt>{escape(name)}</dt></div>' for value, name, style in shown
    )
    return f'<dl class="figures">{items}</dl>\n'


def _words(fix: Fixed) -> tuple[int, int]:
    """How many words the source holds, and how many of them an edit changes."""
    source, edits = fix.document.source, fix.edits
    total = touched = at = 0
    for word in _WORD.finditer(source):
        total += 1
        while at < len(edits) and edits[at].end <= word.start():
            at += 1
        touched += at < len(edits) and edits[at].start < word.end()
    return total, touched


def _counts(fixes: Sequence[Fixed]) -> dict[str, tuple[int, int]]:
    """For each rule how many findings were mended and how many are left, the most frequent rule first."""
    mended = Counter(finding.rule for fix in fixes for finding in fix.applied)
    left = Counter(finding.rule for fix in fixes for finding in fix.remaining)
    ordered = sorted({*mended, *left}, key=lambda rule: (-mended[rule] - left[rule], rule))
    return {rule: (mended[rule], left[rule]) for rule in ordered}


def _rules(fixes: Sequence[Fixed], words: Mapping[str, str], kind: str) -> str:
    counts = _counts(fixes)
    if not counts:
        return f'<p class="clean">{words["clean"]}</p>\n'
    most = max(sum(count) for count in counts.values())
    rows = []
    for rule, (mended, left) in counts.items():
        name = _escaped(rule)
        wide, rest = 100 * mended / most, 100 * left / most
        shown = (mended, left) if kind == "review" else (left,)
        figures = "".join(f"<td>{value or '–'}</td>" for value in shown)
        rows.append(
            f'<tr><th scope="row"><button type="button" data-rule="{name}" aria-pressed="false">{name}</button></th>'
            f'{figures}<td class="measure"><svg width="100%" height="8" aria-hidden="true">'
            f'<rect class="mended" width="{wide:.2f}%" height="8"/>'
            f'<rect class="left" x="{wide:.2f}%" width="{rest:.2f}%" height="8"/></svg></td></tr>\n'
        )
    heads = ("rule", "mended-head", "left-head") if kind == "review" else ("rule", "found-head")
    head = "".join(f'<th scope="col">{words[key]}</th>' for key in heads)
    return (
        f'<table class="rules"><caption>{words["by-rule"]}</caption><thead><tr>{head}<td></td></tr></thead>\n'
        f"<tbody>\n{''.join(rows)}</tbody></table>\n{_legend(words) if kind == 'review' else ''}"
    )


def _legend(words: Mapping[str, str]) -> str:
    return (
        f'<p class="legend"><del>{words["legend-was"]}</del> <ins>{words["legend-now"]}</ins> '
        f"<mark>{words['legend-left']}</mark></p>\n"
    )


def _contents(fixes: Sequence[Fixed], words: Mapping[str, str]) -> str:
    items = "".join(
        f'<li><a href="#d{number}">{_escaped(fix.document.path)}</a> '
        f"<span>{len(fix.applied) + len(fix.remaining)}</span></li>\n"
        for number, fix in enumerate(fixes, 1)
    )
    return f'<nav class="contents" aria-label="{words["contents"]}"><ol>\n{items}</ol></nav>\n'


def _row(document: Document, paragraph: Paragraph, kind: str, words: Mapping[str, str]) -> str:
    line, _, unit = document.position(paragraph.start)
    place = _escaped(unit.label) if unit else line
    state = "changed" if paragraph.changed else "marked" if paragraph.marked else "same"
    cells = [_cell(paragraph.now, "now", "ins", words)]
    if kind == "review":
        cells.insert(0, _cell(paragraph.was, "was", "del", words))
    return f'<div class="row {state} {paragraph.kind}"><div class="line">{place}</div>{"".join(cells)}</div>\n'


def _cell(pieces: Sequence[Piece], side: str, tag: str, words: Mapping[str, str]) -> str:
    whole = "".join(piece.text for piece in pieces)
    lines = _LINE_BREAK.split(whole.strip())
    flows = len(lines) > 1 and all(len(line) >= _BROKEN_AT for line in lines[:-1])
    shown = []
    for at, piece in enumerate(pieces):
        marked = piece.change is not None or piece.left is not None
        text = piece.text
        if not marked:
            text = text.rstrip() if at == len(pieces) - 1 else text
            text = text.lstrip("\r\n") if at == 0 else text
        if flows and not (marked and text.isspace()):
            text = _LINE_BREAK.sub(" ", text)
        shown.append(_marked(piece, text, tag, words) if marked else _escaped(text))
    return f'<div class="{side}" lang="fr">{"".join(shown)}</div>'


def _marked(piece: Piece, text: str, tag: str, words: Mapping[str, str]) -> str:
    """A piece that can be chosen. What would not be seen (a space, a gap) says so by a sign."""
    number = piece.left if piece.left is not None else piece.change
    style = "left" if piece.left is not None else "mended"
    more = ""
    if not text:
        more = f' data-sign="‸" aria-label="{words["gap"]}"'
    elif text.isspace():
        sign = "¶" if "\n" in text or "\r" in text else "␣"
        more = f' data-sign="{sign}" aria-label="{words["space"]}"'
    span = (
        f'<span class="entry {style}" data-entry="{number}" role="button" tabindex="-1"{more}>{_escaped(text)}</span>'
    )
    if piece.left is not None:
        span = f"<mark>{span}</mark>"
    return f"<{tag}>{span}</{tag}>" if piece.change is not None else span


def _entry(fix: Fixed, entry: Entry) -> dict[str, object]:
    """What the panel tells of an entry. Reasons stand apart, once for each rule."""
    source = fix.document.source
    return {
        "mended": entry.mended,
        "changes": [[_told(source[edit.start : edit.end]), _told(edit.text)] for edit in entry.edits],
        "findings": [
            {
                "rule": finding.rule,
                "category": finding.category,
                "severity": finding.severity,
                "text": _told(finding.text),
                "message": _told(finding.message),
                "confidence": round(finding.confidence, 4),
                "suggestions": [
                    {
                        "text": _told(suggestion.text),
                        "confidence": round(suggestion.confidence, 4),
                        "source": suggestion.source,
                    }
                    for suggestion in finding.suggestions
                ],
            }
            for finding in entry.findings
        ],
    }


def _told(text: str) -> str:
    return visible(text, keep="\t\r\n")


def _escaped(text: str) -> str:
    return escape(_told(text))


def _json(value: object) -> str:
    """JSON that can stand in a script element: nothing in it can end the element or begin a comment."""
    text = visible(dumps(value, ensure_ascii=False, separators=(",", ":")))
    return text.translate({ord(character): f"\\u{ord(character):04x}" for character in "<>&"})


def _asset(name: str) -> str:
    return (files("qa.reports") / "assets" / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")


def _number(value: int, lang: Lang) -> str:
    return f"{value:,}".replace(",", "\u202f" if lang == "fr" else ",")


def _share(part: int, whole: int, lang: Lang) -> str:
    text = f"{100 * part / whole if whole else 0:.1f}"
    return text.replace(".", ",") + "\u00a0%" if lang == "fr" else text + "%"


def _counted(name: str, value: int, lang: Lang) -> str:
    # French counts zero as one, English as many.
    one = value < 2 if lang == "fr" else value == 1
    return WORDS[name if one else name + "-many"].say(lang)
