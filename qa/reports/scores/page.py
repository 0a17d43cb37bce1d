"""The format `html`: a page that needs nothing else, in the look of the review page, without a script.

Each segment stands beside its English with what was found in it; of two translations both stand beside it.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files

from qa.reports import View
from qa.reports.scores.wording import ONE, WORDS, decimal, whole
from qa.reports.terminal import visible
from qa.score.comparison import Row, beside
from qa.score.figures import Error, Score, Segment
from qa.score.model import LEVELS, Level
from qa.settings import Lang


def render(scores: Sequence[Score], view: View, /) -> Iterator[str]:
    """The page, document by document."""
    words = {key: escape(wording.say(view.lang)) for key, wording in WORDS.items()}
    title = visible(scores[0].document.path) if len(scores) == 1 else WORDS["title"].say(view.lang)
    style = "\n".join(
        (files("qa.reports") / "assets" / name).read_text("utf-8") for name in ("review.css", "score.css")
    )
    digest = b64encode(sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    yield (
        f'<!DOCTYPE html>\n<html lang="{view.lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="color-scheme" content="light dark">\n<title>{escape(title)} – Relecture</title>\n'
        f"<style>{style}</style>\n</head>\n<body>\n"
        '<header class="bar"><span class="brand">Relecture</span></header>\n'
        f'<div class="frame">\n<main>\n<div class="summary">\n<h1>{escape(title)}</h1>\n'
    )
    if len(scores) == 1:
        yield _figures(scores[0], words, view.lang)
    else:
        yield _documents(scores, words, view.lang)
    yield "</div>\n"
    if len(scores) == 2:
        yield _categories(scores, words, view.lang)
        yield from _table(scores, beside(scores[0], scores[1]), words, view.lang)
    else:
        for score in scores:
            yield f'<section class="score" aria-label="{_escaped(score.document.path)}">\n'
            if len(scores) > 1:
                yield f"<h2>{_escaped(score.document.path)}</h2>\n{_figures(score, words, view.lang)}"
            yield _categories((score,), words, view.lang)
            rows = [Row(segment.english, segment, None) for segment in score.segments]
            yield from _table((score,), rows, words, view.lang)
            yield "</section>\n"
    yield f'<p class="model">{words["model"]}</p>\n</main>\n</div>\n</body>\n</html>\n'


def _escaped(text: str) -> str:
    return escape(visible(text, keep="\t\r\n"))


def _figures(score: Score, words: Mapping[str, str], lang: Lang) -> str:
    shown = (
        (words["quality"], decimal(score.quality, lang)),
        (words["source-words" if score.bilingual else "text-words"], whole(score.words, lang)),
        (words["penalty"], whole(score.points, lang)),
        (f"{words['penalty']} {words['per-thousand']}", decimal(score.per_thousand, lang)),
    )
    items = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in shown)
    return f'<dl class="figures">{items}</dl>\n'


def _documents(scores: Sequence[Score], words: Mapping[str, str], lang: Lang) -> str:
    """A line for each document; of two the difference, too."""
    rows = []
    for score in scores:
        cells = (
            decimal(score.quality, lang),
            whole(score.words, lang),
            *(whole(count, lang) for count in score.levels.values()),
            whole(score.points, lang),
            decimal(score.per_thousand, lang),
        )
        rows.append(_line(_escaped(score.document.path), cells))
    heads = ("quality", "source-words" if scores[0].bilingual else "text-words", *LEVELS, "penalty", "per-thousand")
    if len(scores) == 2:
        one, other = scores
        pairs = [(one.quality, other.quality), (one.words, other.words)]
        pairs += [(one.levels[level], other.levels[level]) for level in LEVELS]
        pairs += [(one.points, other.points), (one.per_thousand, other.per_thousand)]
        rows.append(_line(words["difference"], [_difference(a, b, lang) for a, b in pairs]))
    return _drawn(words["documents"], [words["document"], *(words[head] for head in heads)], rows)


def _difference(one: float, other: float, lang: Lang) -> str:
    if isinstance(one, int) and isinstance(other, int):
        text = whole(other - one, lang)
    else:
        text = decimal(round(other, 1) - round(one, 1), lang)
    return text.replace("-", "−") if text.startswith("-") else text if not text.strip("0.,") else f"+{text}"


def _categories(scores: Sequence[Score], words: Mapping[str, str], lang: Lang) -> str:
    """The points of each category, of each document; of one also how many errors of each level these are."""
    if not any(score.errors for score in scores):
        return f'<p class="clean">{words["clean"]}</p>\n'
    if len(scores) == 1:
        rows = [
            _line(
                _escaped(category.name),
                [
                    *(whole(count, lang) for count in category.levels.values()),
                    whole(category.points, lang),
                    decimal(category.per_thousand, lang),
                ],
            )
            for category in scores[0].categories
        ]
        heads = [words["category"], *(words[level] for level in LEVELS), words["penalty"], words["per-thousand"]]
        return _drawn(words["categories"], heads, rows)
    points = [{category.name: category.points for category in score.categories} for score in scores]
    rows = []
    for name in sorted({name for each in points for name in each}):
        a, b = (each.get(name, 0) for each in points)
        rows.append(_line(_escaped(name), [whole(a, lang), whole(b, lang), _difference(a, b, lang)]))
    names = [_escaped(score.document.path) for score in scores]
    return _drawn(f"{words['categories']}, {words['penalty']}", [words["category"], *names, words["difference"]], rows)


def _line(name: str, cells: Sequence[str]) -> str:
    return f'<tr><th scope="row">{name}</th>{"".join(f"<td class=number>{cell}</td>" for cell in cells)}</tr>\n'


def _drawn(caption: str, heads: Sequence[str], rows: Sequence[str]) -> str:
    first, *others = (f'<th scope="col">{head}</th>' if n == 0 else head for n, head in enumerate(heads))
    row = first + "".join(f'<th scope="col" class="number">{head}</th>' for head in others)
    return f"{_opened(caption)}<thead><tr>{row}</tr></thead>\n<tbody>\n{''.join(rows)}</tbody></table></div>\n"


def _opened(caption: str) -> str:
    """The beginning of a table that scrolls by itself where it is wider than the page, by the keyboard, too."""
    return f'<div class="scroll" role="region" tabindex="0" aria-label="{caption}"><table><caption>{caption}</caption>'


def _table(scores: Sequence[Score], rows: Sequence[Row], words: Mapping[str, str], lang: Lang) -> Iterator[str]:
    """All segments in reading order: the English, then what each document has for it and what that costs."""
    bilingual = any(row.english is not None for row in rows)
    heads = [f'<th scope="col">{words["english"]}</th>'] if bilingual else []
    for score in scores:
        name = words["text"] if len(scores) == 1 else _escaped(score.document.path)
        heads.append(f'<th scope="col">{name}</th><th scope="col" class="number">{words["penalty"]}</th>')
    yield f"{_opened(words['all-segments'])}<thead><tr>{''.join(heads)}</tr></thead>\n<tbody>\n"
    for row in rows:
        yield "<tr>"
        if bilingual:
            yield f'<td class="prose english" lang="en">{_escaped(row.english or "")}</td>'
        for score, segment in zip(scores, row[1:], strict=False):
            yield _cell(score, segment, words, lang)
        yield "</tr>\n"
    yield "</tbody></table></div>\n"


def _cell(score: Score, segment: Segment | None, words: Mapping[str, str], lang: Lang) -> str:
    if segment is None:
        return f'<td class="prose void">{words["otherwise"]}</td><td class="number"></td>'
    said = "".join(
        f'<li><span class="level {error.level}">{escape(ONE[error.level].say(lang))}</span> '
        f"{_escaped(error.finding.message)}</li>"
        for error in segment.errors
    )
    listed = f"<ul>{said}</ul>" if said else ""
    text = _marked(score.document.source, segment) or f'<span class="void">{words["missing"]}</span>'
    points = whole(segment.points, lang) if segment.errors else ""
    return f'<td class="prose" lang="fr">{text}{listed}</td><td class="number">{points}</td>'


def _marked(source: str, segment: Segment) -> str:
    """The text of a segment, what was found in it marked; where two findings overlap the narrower one is."""
    kept: list[tuple[int, int, Level]] = []
    for error in sorted(segment.errors, key=_width):
        start, end = max(segment.start, error.finding.start), min(segment.end, error.finding.end)
        if start < end and all(end <= first or last <= start for first, last, _ in kept):
            kept.append((start, end, error.level))
    pieces: list[str] = []
    at = segment.start
    for start, end, level in sorted(kept):
        pieces.append(_escaped(source[at:start]))
        pieces.append(f'<mark class="{level}">{_escaped(source[start:end])}</mark>')
        at = end
    return "".join(pieces) + _escaped(source[at : segment.end])


def _width(error: Error) -> tuple[int, int]:
    return error.finding.end - error.finding.start, error.finding.start
