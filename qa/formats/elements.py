"""The elements of HTML by what becomes of the text in them."""

from __future__ import annotations

#: Their content is not prose: programs, keys, formulas, drawings.
CODE = frozenset({"code", "kbd", "pre", "samp", "script", "style", "svg", "math", "textarea", "tt", "var"})

#: They begin and end a line of their own when shown, so that the text on either side is not one passage.
BLOCK = frozenset(
    "address article aside base basefont blockquote body button caption center col colgroup dd details dialog dir div"
    " dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe label"
    " legend li link main menu menuitem nav noframes ol optgroup option p param search section select source summary"
    " table tbody td template tfoot th thead title tr track ul".split()
)

#: They show something where they stand.
SHOWN = frozenset("audio canvas embed iframe img input object progress meter video".split())

KINDS = (
    dict.fromkeys("h1 h2 h3 h4 h5 h6 summary legend caption title".split(), "heading")
    | dict.fromkeys(("li", "dd", "dt"), "item")
    | dict.fromkeys(("td", "th"), "cell")
    | {"blockquote": "quote"}
)
