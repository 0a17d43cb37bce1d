"""Pages for the browser, to decide on: what `fix` changed and what is left to a person, and what `check` found.

A page is one file that needs nothing else: style and script stand in it, and its security policy allows no other,
so that nothing in an article can run or call out. The text can be read without the script; deciding is its work. It
reads sources and passages as JSON, and gives back the cleaned text and a decisions file (`qa/decisions.py`).
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

from qa.decisions import sha256_of, undone
from qa.document import Document
from qa.finding import Edit, Finding
from qa.reports import Report, View
from qa.reports.alignment import Entry, Fixed, Paragraph, Piece, entries, paragraphs
from qa.reports.page_wording import LABELS, WORDS
from qa.reports.terminal import UNSEEN, visible
from qa.settings import Lang

#: The script, in the order in which its parts need each other.
_SCRIPTS = ("model.js", "dom.js", "text.js", "note.js", "store.js", "page.js")
#: What the script puts into its labels; their braces have to come through.
_BRACES = {name: f"{{{name}}}" for name in ("at", "count", "name", "percent", "text", "was")}
_WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")
_LINE_BREAK = re.compile(r"\r\n?|\n")
#: Lines as long as this are a paragraph broken by its author at the width of some editor, not verses or a table.
_BROKEN_AT = 50
_NO_REASONS: Mapping[str, str] = MappingProxyType({})
_NO_ENCODINGS: Mapping[str, tuple[str, bytes]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Found:
    """A document with what was found in it, as a `Fixed` in which nothing was mended."""

    document: Document
    pending: tuple[Finding, ...]
    applied: tuple[Finding, ...] = ()
    edits: tuple[Edit, ...] = ()

    @property
    def output(self) -> str:
        return self.document.source


def review(
    fixes: Sequence[Fixed],
    *,
    lang: Lang,
    reasons: Mapping[str, str] = _NO_REASONS,
    encodings: Mapping[str, tuple[str, bytes]] = _NO_ENCODINGS,
) -> str:
    """The page on which to decide on what `fix` changed, and on what it left to a person.

    `reasons` says for the name of a rule why what it finds is a fault. `encodings` says for the path of a file of text
    its encoding and byte order mark, so that the page can give the cleaned file; for another it gives decisions only.
    """
    return "".join(_page(fixes, "review", len(fixes), lang, reasons=reasons, encodings=encodings))


def render(reports: Iterable[Report], view: View, /) -> Iterator[str]:
    """The page of findings. Its head counts them all, so that nothing comes before the last report is there."""
    count, found = 0, []
    for report in reports:
        count += 1
        if report.findings:
            found.append(_Found(report.document, report.findings))
    reasons = {name: kind.reason for name, kind in view.kinds.items()}
    yield from _page(found, "check", count, view.lang, reasons=reasons)


def _page(
    fixes: Sequence[Fixed],
    kind: str,
    count: int,
    lang: Lang,
    *,
    reasons: Mapping[str, str],
    encodings: Mapping[str, tuple[str, bytes]] = _NO_ENCODINGS,
) -> Iterator[str]:
    """`kind` is "review" or "check"; `count` says how many documents were read, those without findings too."""
    words = {key: escape(wording.say(lang)) for key, wording in WORDS.items()}
    style, script = _asset("review.css"), "\n".join(map(_asset, _SCRIPTS))
    listed = [entries(fix) for fix in fixes]
    rows = [list(paragraphs(fix.document, own)) for fix, own in zip(fixes, listed, strict=True)]
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
        f'<style>{style}</style>\n</head>\n<body class="{kind}{" single" if kind == "check" else ""}">\n'
    )
    yield _bar(words)
    yield f'<div class="frame">\n<main id="text">\n<div class="summary">\n<h1>{escape(title)}</h1>\n'
    yield _figures(fixes, listed, count, lang)
    yield _rules(listed, words)
    yield _contents(fixes, listed, words) if len(fixes) > 1 else ""
    yield f'<noscript><p class="hint">{words["noscript"]}</p></noscript>\n</div>\n'
    first = 0
    for number, (fix, own, paragraphs_) in enumerate(zip(fixes, listed, rows, strict=True), 1):
        yield f'<section class="document" id="d{number}" aria-label="{_escaped(fix.document.path)}">\n'
        if len(fixes) > 1:
            yield f"<h2>{_escaped(fix.document.path)}</h2>\n"
        heads = f"<div></div><div>{words['was']}</div><div>{words['now']}</div>"
        yield f'<div class="heads" aria-hidden="true">{heads}</div>\n'
        for paragraph in paragraphs_:
            yield _row(fix.document, paragraph, first, words)
        yield "</section>\n"
        first += len(own)
    yield f'</main>\n<aside id="note" aria-label="{words["note"]}" hidden></aside>\n</div>\n'
    yield '<div id="said" class="unseen" role="status" aria-live="polite"></div>\n'
    used = {finding.rule for own in listed for entry in own for finding in entry.findings}
    data = {
        "lang": lang,
        "kind": kind,
        "labels": {key: wording.say(lang, **_BRACES) for key, wording in LABELS.items()},
        "reasons": {rule: reasons[rule] for rule in sorted(used) if rule in reasons},
        "documents": [
            _document(fix, own, paragraphs_, encodings.get(fix.document.path))
            for fix, own, paragraphs_ in zip(fixes, listed, rows, strict=True)
        ],
    }
    yield f'<script type="application/json" id="data">{_json(data)}</script>\n'
    yield f'<script type="module">{script}</script>\n</body>\n</html>\n'


def _bar(words: Mapping[str, str]) -> str:
    def button(name: str, sign: str, key: str, more: str = "") -> str:
        title = f'title="{words[name]} ({key})" aria-label="{words[name]}" aria-keyshortcuts="{key}"'
        return f'<button type="button" id="{name}" {title}{more}>{sign}</button>\n'

    return (
        '<header class="bar"><span class="brand">Relecture</span>\n'
        f'<div class="tools" id="tools" role="toolbar" aria-label="{words["tools"]}" hidden>\n'
        f'<div class="walk">{button("previous", "←", "k")}<span id="place"></span>{button("next", "→", "j")}</div>\n'
        f'<div class="steps">{button("undo", "↶", "z")}{button("redo", "↷", "y")}</div>\n'
        f'<div class="views">{button("only", "≡", "u", " aria-pressed=false")}'
        f"{button('original', '◫', 'o', ' aria-pressed=true')}"
        f"{button('theme', '◐', 't')}{button('help', '?', '?')}</div>\n"
        f'<button type="button" id="finish" title="{words["finish"]} (s)" aria-keyshortcuts="s">'
        f'<i aria-hidden="true">↓</i> <span>{words["finish"]}</span></button></div>\n'
        '<progress id="progress" max="1" value="0" hidden></progress></header>\n'
    )


def _figures(fixes: Sequence[Fixed], listed: Sequence[Sequence[Entry]], count: int, lang: Lang) -> str:
    """The figures at the top: passages to decide on, corrections, words, documents. The script keeps them true."""
    mended = sum(entry.mended for own in listed for entry in own)
    left = sum(len(own) for own in listed) - mended
    words = sum(1 for fix in fixes for _ in _WORD.finditer(fix.document.source))
    shown = [(left, "left"), (mended, "mended"), (words, "words")]
    if count != 1:
        shown.append((count, "documents"))
    items = "".join(
        f'<div class="{name}"><dt id="count-{name}-of">{escape(_counted(name, value, lang))}</dt>'
        f'<dd id="count-{name}">{_number(value, lang)}</dd></div>'
        for value, name in shown
    )
    return f'<dl class="figures">{items}</dl>\n'


def _rules(listed: Sequence[Sequence[Entry]], words: Mapping[str, str]) -> str:
    """A button for each rule that found something, the most frequent first, to walk through its passages alone."""
    counts = Counter(rule for own in listed for entry in own for rule in {finding.rule for finding in entry.findings})
    if not any(listed):
        return f'<p class="clean">{words["clean"]}</p>\n'
    buttons = "".join(
        f'<button type="button" data-rule="{_escaped(rule)}" aria-pressed="false">{_escaped(rule)} '
        f"<span>{count}</span></button>\n"
        for rule, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )
    return f'<div class="rules" role="group" aria-label="{words["by-rule"]}">\n{buttons}</div>\n'


def _contents(fixes: Sequence[Fixed], listed: Sequence[Sequence[Entry]], words: Mapping[str, str]) -> str:
    items = "".join(
        f'<li><a href="#d{number}">{_escaped(fix.document.path)}</a> <span>{len(own)}</span></li>\n'
        for number, (fix, own) in enumerate(zip(fixes, listed, strict=True), 1)
    )
    return f'<nav class="contents" aria-label="{words["contents"]}"><ol>\n{items}</ol></nav>\n'


def _row(document: Document, paragraph: Paragraph, first: int, words: Mapping[str, str]) -> str:
    """A paragraph, before and after; `first` is the number of the first entry of its document."""
    line, _, unit = document.position(paragraph.start)
    place = _escaped(unit.label) if unit else line
    lines = _LINE_BREAK.split(document.source[paragraph.start : paragraph.end].strip())
    flows = len(lines) > 1 and all(len(line) >= _BROKEN_AT for line in lines[:-1])
    names = f"row {paragraph.kind}{' marked' if paragraph.marked else ''}{' flows' if flows else ''}"
    was = "".join(_shown(piece, first, "was", words) for piece in _trimmed(paragraph.was))
    now = "".join(_shown(piece, first, "now", words) for piece in _trimmed(paragraph.now))
    return (
        f'<div class="{names}"><div class="line" aria-hidden="true">{place}</div>'
        f'<div class="was" lang="fr">{was}</div><div class="now" lang="fr">{now}</div></div>\n'
    )


def _trimmed(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces without the line breaks around the paragraph, which its own box makes already."""
    for at, piece in enumerate(pieces):
        text = piece.text
        if piece.entry is None:
            text = text.rstrip() if at == len(pieces) - 1 else text
            text = text.lstrip("\r\n") if at == 0 else text
        elif at == len(pieces) - 1 and text.strip():
            text = text.rstrip("\r\n")
        yield Piece(text, piece.entry, piece.changed)


def _shown(piece: Piece, first: int, side: str, words: Mapping[str, str]) -> str:
    """A piece as an element where it can be chosen. What would not be seen (a space, a gap) says so by a sign."""
    if piece.entry is None:
        return _escaped(piece.text)
    tag = "mark" if not piece.changed else "del" if side == "was" else "ins"
    text, more = piece.text, ""
    if not text.strip():
        # Line breaks that come or go are told by a sign: as such they would open gaps in the row.
        sign, name = ("¶", "space") if "\n" in text or "\r" in text else ("␣", "space") if text else ("‸", "gap")
        text = "" if sign == "¶" else text
        more = f' data-sign="{sign}"' + (f' aria-label="{words[name]}"' if side == "now" else "")
    role = ' role="button" tabindex="-1"' if side == "now" else ""
    style = "take" if piece.changed else "open"
    return f'<{tag} class="entry {style}" data-entry="{first + piece.entry}"{role}{more}>{_escaped(text)}</{tag}>'


def _document(
    fix: Fixed, own: Sequence[Entry], rows: Sequence[Paragraph], encoding: tuple[str, bytes] | None
) -> dict[str, object]:
    """What the script knows of a document. Offsets are code points; reasons stand apart, once for each rule."""
    source = fix.document.source
    return {
        "path": fix.document.path,
        "sha256": sha256_of(source),
        "fixed": _fixed(fix) if fix.edits else None,
        "encoding": encoding and encoding[0],
        "mark": encoding[1].hex() if encoding else "",
        "source": source,
        "paragraphs": [[row.start, row.end] for row in rows],
        "entries": [_entry(entry) for entry in own],
    }


def _fixed(fix: Fixed) -> dict[str, object]:
    back = undone(fix.document.source, fix.edits)
    edits = [{"start": edit.start, "end": edit.end, "text": edit.text} for edit in back]
    return {"sha256": sha256_of(fix.output), "edits": edits}


def _entry(entry: Entry) -> dict[str, object]:
    return {
        "start": entry.start,
        "end": entry.end,
        "taken": next((at for at, option in enumerate(entry.options) if option.edits == entry.edits), -1),
        "findings": [
            {
                "rule": finding.rule,
                "category": finding.category,
                "severity": finding.severity,
                "message": finding.message,
                "confidence": round(finding.confidence, 4),
            }
            for finding in entry.findings
        ],
        "options": [
            {
                "text": option.text,
                "confidence": round(option.confidence, 4),
                "source": option.source,
                "edits": [[edit.start, edit.end, edit.text] for edit in option.edits],
            }
            for option in entry.options
        ],
    }


def _escaped(text: str) -> str:
    return escape(visible(text, keep="\t\r\n"))


def _json(value: object) -> str:
    """JSON that can stand in a script element: nothing in it can end the element, begin a comment or go unseen."""
    text = dumps(value, ensure_ascii=False, separators=(",", ":"))
    return UNSEEN.sub(_escape, re.sub("[<>&]", _escape, text))


def _escape(match: re.Match[str]) -> str:
    return dumps(match[0])[1:-1] if match[0] not in "<>&\x7f" else f"\\u{ord(match[0]):04x}"


def _asset(name: str) -> str:
    return (files("qa.reports") / "assets" / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")


def _number(value: int, lang: Lang) -> str:
    return f"{value:,}".replace(",", "\u202f" if lang == "fr" else ",")


def _counted(name: str, value: int, lang: Lang) -> str:
    # French counts zero as one, English as many.
    one = value < 2 if lang == "fr" else value == 1
    return WORDS[name if one else name + "-many"].say(lang)
