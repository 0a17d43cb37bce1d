"""The format `json`: one object. Keys, their order and their meaning are a promise (`README.md` describes them)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from json import dumps

from qa.reports import View
from qa.reports.json import fields
from qa.score.comparison import beside
from qa.score.figures import Category, Error, Score, Segment
from qa.score.model import POINTS, REFERENCE_WORDS

#: Digits behind the point: no figure means more.
_DIGITS = 2


def render(scores: Sequence[Score], _view: View, /) -> Iterator[str]:
    """All scores in one chunk."""
    value: dict[str, object] = {
        "model": {"name": "MQM linear", "points": dict(POINTS), "reference_words": REFERENCE_WORDS},
        "documents": [_document(score) for score in scores],
    }
    if len(scores) == 2:
        value["comparison"] = _comparison(*scores)
    yield dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace").decode("utf-8") + "\n"


def _figures(part: Score | Segment | Category) -> dict[str, object]:
    return {
        "words": part.words,
        "points": part.points,
        "per_thousand": round(part.per_thousand, _DIGITS),
        "quality": round(part.quality, _DIGITS),
        "errors": dict(part.levels),
    }


def _document(score: Score) -> dict[str, object]:
    return {
        "path": score.document.path,
        "words_of": "source" if score.bilingual else "text",
        **_figures(score),
        "categories": [_category(category) for category in score.categories],
        "segments": [_segment(score, segment) for segment in score.segments],
    }


def _category(category: Category) -> dict[str, object]:
    kept = ("points", "per_thousand", "errors")
    return {"category": category.name, **{key: value for key, value in _figures(category).items() if key in kept}}


def _segment(score: Score, segment: Segment) -> dict[str, object]:
    document = score.document
    line, column, unit = document.position(segment.start)
    return {
        **({"unit": segment.name or unit.name} if unit else {}),
        "line": line,
        "column": column,
        **({"english": segment.english} if segment.english is not None else {}),
        "text": document.source[segment.start : segment.end],
        **_figures(segment),
        "findings": [_finding(score, error) for error in segment.errors],
    }


def _finding(score: Score, error: Error) -> dict[str, object]:
    told = fields(score.document, error.finding)
    kept = ("rule", "category", "severity", "confidence", "start", "end", "line", "column", "text", "message")
    return {**{key: told[key] for key in kept}, "level": error.level, "points": error.points}


def _comparison(one: Score, other: Score) -> dict[str, object]:
    """What the second translation has more than the first; segments by their number in each, null where it has none."""
    numbers = tuple({id(segment): n for n, segment in enumerate(score.segments)} for score in (one, other))
    names = sorted({category.name for score in (one, other) for category in score.categories})
    points = [{category.name: category.points for category in score.categories} for score in (one, other)]
    return {
        "quality": round(round(other.quality, _DIGITS) - round(one.quality, _DIGITS), _DIGITS),
        "per_thousand": round(round(other.per_thousand, _DIGITS) - round(one.per_thousand, _DIGITS), _DIGITS),
        "points": other.points - one.points,
        "categories": {name: points[1].get(name, 0) - points[0].get(name, 0) for name in names},
        "segments": [
            [None if segment is None else number[id(segment)] for segment, number in zip(row[1:], numbers, strict=True)]
            for row in beside(one, other)
        ],
    }
