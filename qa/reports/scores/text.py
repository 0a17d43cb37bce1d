"""The format `text`: the figures of each document, by category, and its worst segments; two stand beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa.reports import View
from qa.reports.scores.wording import WORDS, decimal, whole
from qa.reports.terminal import columns, fit, fit_last, one_line, paint, visible, wrap
from qa.score.comparison import beside
from qa.score.figures import Score, Segment
from qa.score.model import LEVELS

#: Segments that are listed for each document.
_WORST = 10
#: Columns of a figure.
_FIGURE = 11


def render(scores: Sequence[Score], view: View, /) -> Iterator[str]:
    """Lines of at most `view.width` columns, a chunk each."""
    if len(scores) == 2:
        yield from _both(scores[0], scores[1], view)
    else:
        for score in scores:
            yield from _one(score, view)
    yield from (f"{line}\n" for line in wrap(_say("model", view), view.width))


def _say(key: str, view: View) -> str:
    return WORDS[key].say(view.lang)


def _one(score: Score, view: View) -> Iterator[str]:
    yield paint(_shortened(score.document.path, view.width), view.color, bold=True) + "\n"
    lang = view.lang
    words = _say("source-words" if score.bilingual else "text-words", view)
    told = (
        f"{_say('quality', view)} {decimal(score.quality, lang)} {_say('of-100', view)}",
        f"{whole(score.words, lang)} {words}",
        f"{whole(score.points, lang)} {_say('penalty', view)}",
        f"{decimal(score.per_thousand, lang)} {_say('per-thousand', view)}",
    )
    yield from (f"{line}\n" for line in wrap(" · ".join(told), view.width))
    if not score.errors:
        yield f"{_say('clean', view)}\n\n"
        return
    yield "\n"
    heads = [_say(each, view) for each in (*LEVELS, "penalty")]
    yield paint(_row(_say("category", view), heads, view), view.color, bold=True) + "\n"
    for category in score.categories:
        figures = [whole(each, lang) for each in (*category.levels.values(), category.points)]
        yield _row(category.name, figures, view) + "\n"
    yield "\n" + paint(_say("segments", view), view.color, bold=True) + "\n"
    worst = sorted((each for each in score.segments if each.errors), key=lambda each: (-each.points, each.start))
    for segment in worst[:_WORST]:
        yield _listed(score, segment, view) + "\n"
    yield "\n"


def _row(name: str, figures: Sequence[str], view: View) -> str:
    room = view.width - _FIGURE * len(figures)
    shown = _shortened(name, room - 1)
    return shown + " " * (room - columns(shown)) + "".join(" " * (_FIGURE - columns(each)) + each for each in figures)


def _shortened(text: str, room: int) -> str:
    shown = visible(text)
    return shown if columns(shown) <= room else "…" + fit_last(shown, room - 1)


def _begun(text: str, room: int) -> str:
    """The beginning of a text that fits into so many columns."""
    shown = one_line(text)
    return shown if columns(shown) <= room else fit(shown, room - 1) + "…"


def _listed(score: Score, segment: Segment, view: View) -> str:
    line, _, unit = score.document.position(segment.start)
    place = _shortened(unit.label if unit else f"{line}", 10)
    text = score.document.source[segment.start : segment.end].strip()
    shown = text or f"[{_say('missing', view)}] {segment.english or ''}"
    head = f"{whole(segment.points, view.lang):>6} {place:>10}  "
    return head + _begun(shown, view.width - columns(head))


def _both(one: Score, other: Score, view: View) -> Iterator[str]:
    lang = view.lang
    for sign, score in (("A", one), ("B", other)):
        yield paint(f"{sign}  {_shortened(score.document.path, view.width - 3)}", view.color, bold=True) + "\n"
    yield "\n"
    yield paint(_row("", ["A", "B", _say("difference", view)], view), view.color, bold=True) + "\n"
    figures = (
        (_say("quality", view), one.quality, other.quality),
        (f"{_say('penalty', view)} {_say('per-thousand', view)}", one.per_thousand, other.per_thousand),
    )
    for name, first, second in figures:
        more = round(second, 1) - round(first, 1)
        cells = [decimal(first, lang), decimal(second, lang), _signed(decimal(more, lang))]
        yield _row(name, cells, view) + "\n"
    counts = [
        (_say("source-words" if one.bilingual else "text-words", view), one.words, other.words),
        (_say("penalty", view), one.points, other.points),
        *((_say(each, view), one.levels[each], other.levels[each]) for each in LEVELS),
    ]
    points = [{category.name: category.points for category in score.categories} for score in (one, other)]
    counts += [(name, points[0].get(name, 0), points[1].get(name, 0)) for name in sorted({*points[0], *points[1]})]
    for name, a, b in counts:
        yield _row(name, [whole(a, lang), whole(b, lang), _signed(whole(b - a, lang))], view) + "\n"
    yield "\n" + paint(_say("segments", view), view.color, bold=True) + "\n"
    differing = [row for row in beside(one, other) if (row.one and row.one.errors) or (row.other and row.other.errors)]
    for row in sorted(differing, key=lambda row: -sum(each.points for each in row[1:] if each))[:_WORST]:
        for sign, score, segment in (("A", one, row.one), ("B", other, row.other)):
            if segment is not None:
                yield f"{sign}{_listed(score, segment, _narrower(view))}\n"
    yield "\n"


def _narrower(view: View) -> View:
    return View(view.lang, view.color, view.width - 1)


def _signed(figure: str) -> str:
    return figure.replace("-", "−") if figure.startswith("-") else figure if figure.strip("0.,") == "" else f"+{figure}"
