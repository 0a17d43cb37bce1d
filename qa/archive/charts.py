"""Charts as SVG, drawn here: no script, no font, no file from elsewhere. Colours are those of the page's style.

A chart never says what is not also said in words beside it, so bars are hidden from screen readers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from math import ceil, floor, log10

_WIDTH, _HEIGHT, _LEFT, _BOTTOM, _TOP = 960, 260, 64, 34, 12
#: As many names as fit below the columns.
_NAMES = 12


def bar(value: float, most: float) -> str:
    """A horizontal bar: the value's share of the highest one; never nothing for what is something."""
    width = max(1.0, 100 * value / most) if value and most else 0
    return (
        '<svg class="bar-of" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<rect width="{width:.1f}" height="10"/></svg>'
    )


def columns(values: Sequence[tuple[str, float, str]], label: str, say: Callable[[float], str]) -> str:
    """Columns side by side: name, height, and what to show on pointing at one. `say` writes the numbers of the axis."""
    most = max((value for _, value, _ in values), default=0)
    ticks = _ticks(most)
    top = ticks[-1] or 1
    plot, wide = _HEIGHT - _BOTTOM - _TOP, (_WIDTH - _LEFT) / max(1, len(values))

    def height(value: float) -> float:
        return _TOP + plot * (1 - value / top)

    pieces = [f'<svg class="columns" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{escape(label)}">']
    for tick in ticks:
        y = height(tick)
        pieces.append(f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>')
        pieces.append(
            f'<text class="tick" x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{escape(say(tick))}</text>'
        )
    every = max(1, ceil(len(values) / _NAMES))
    for number, (name, value, told) in enumerate(values):
        x, y = _LEFT + number * wide, height(value)
        width = max(0.5, min(wide * 0.8, 64))
        left = x + (wide - width) / 2
        pieces.append(
            f'<rect x="{left:.1f}" y="{y:.1f}" width="{width:.1f}" height="{_HEIGHT - _BOTTOM - y:.1f}">'
            f"<title>{escape(told)}</title></rect>"
        )
        if number % every == 0:
            middle = x + wide / 2
            pieces.append(
                f'<text class="tick" x="{middle:.1f}" y="{_HEIGHT - 10}" text-anchor="middle">{escape(name)}</text>'
            )
    return "".join((*pieces, "</svg>"))


def _ticks(most: float) -> list[float]:
    """Round numbers from 0 to the first at or above the highest value."""
    if most <= 0:
        return [0.0, 1.0]
    rough = most / 4
    power = 10.0 ** floor(log10(rough))
    step = next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= rough * 0.9999)
    return [round(number * step, 10) for number in range(ceil(most / step - 1e-9) + 1)]
