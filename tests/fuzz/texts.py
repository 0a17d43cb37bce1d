"""Small nasty texts: pieces of a format's grammar, runs and nests of its marks, and articles with damage."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from random import Random

ARTICLES = Path(__file__).parents[2] / "corpora" / "articles"

#: Longest slice of an article, in characters: small inputs are many inputs.
_SLICE = 240

_WORDS = (
    "mot", "la ville", "state of affairs", "motorcar", "events", "l’opening", "parle parle", "Le maire a dit",
    "été", "the", "The harbour was closed for three days.", "éventuellement", "qu’il", "c’East", "Zelensky",
    "1 000 %", "A.", "aujourd’hui", "x", "ISBN 2", "de le", "à le",
    "Les deux parties ont repris, car le conflit dure.",
)  # fmt: skip
#: What editors, keyboards, converters and attackers leave in a text.
_ODD = (
    "\u00a0", "\u202f", "\u200b", "\u200d", "\u200c", "\ufeff", "\u0301", "e\u0301", "\u0327\u0301", "\u00ad",
    "\x01", "\x1b[31m", "\x1b]0;t\x07", "\x85", "\u2028", "\u2029", "\u202e", "\u2066", "\u061c", "\x0b",
    "\x0c", "\x1c", "\x7f", "😀", "👩\u200d🚀", "🇫🇷", "𝔸", "\U0010ffff", "\ufffe", "\ufffc", "\ufffd", "ﬁ", "İ",
    "ß", "ŉ", "ǅ", "Σς", "٣", "²", "«", "»", "« ", " »", "“", "”", "„", '"', "'", "’", "‘", ",,", " ,", "..",
    "…", "!?", " :", ";", "-", "–", "— ", "\\", "Ã©", "â€™", "ï»¿", "[sic]", "(sic)", "\t", "  ", "\n", "\n\n",
    "\r\n", "\r", "\r\n\r\n", "\n \n", "日本", "שלום", "<!-- relecture off -->", "<!-- relecture on -->",
    "<!-- relecture-ignore-next-line -->", "{/* relecture off */}",
    '<!-- relecture-ignore untranslated["the"] -->', "<!-- relecture-ignore", ".. relecture off\n",
    "// relecture off\n", "# relecture off\n", "https://exemple.fr/a_b?c=d&e=f", "a@b.fr",
    "<script>alert(1)</script>", "$x$", "%s", "{0}", "{x}",
)  # fmt: skip
_HTML = (
    "<p>", "</p>", "<b>", "</b>", "<i lang=en>", "</i>", "<br>", "<br/>", "<div>", "</div>", "<ul><li>",
    "</li>", "<a href='x", "<a title=\"mot", "<img alt='une image'>", "<td>", "<table>", "</table>", "<pre>",
    "</pre>", "<script>", "</script>", "<style>", "</style>", "<textarea>", "<title>", "<svg>", "</svg>",
    "<!--", "-->", "<!", "<?", "<![CDATA[", "]]>", "&amp;", "&eacute;", "&#233;", "&#x1F600;", "&#0;",
    "&#xD800;", "&#99999999;", "&nbsp", "&", "&#", "<", ">", "</", "/>", "=", "<p lang='en'>", "translate=no",
    "<html lang=fr>", "<head>", "<body>", "<h1>", "</h1>", "<q>", "<ruby>", "<rt>", "<select>", "<option>",
    "<meta name=description content='un texte'>", "<template>", "<noscript>", "<plaintext>", "<code>",
    "</code>",
)  # fmt: skip

_GRAMMAR: dict[str, tuple[str, ...]] = {
    "text": ("\n\n", "\n", "- ", "* ", "1. "),
    "markdown": (
        *_HTML, "# ", "## ", "#", "\n> ", "> > ", "\n- ", "\n* ", "\n1. ", "\n    ", "\n\t", "**", "*", "_",
        "__", "***", "~~", "`", "``", "```\n", "~~~\n", "[", "]", "](", "](x)", "![", "[^1]", "[^1]: ",
        "[a]: http://x 'un titre'\n", "|", "\n|-|-|\n", "\n---\n", "---\n", "+++\n", "\n===\n",
        "title: \"un mot\"\n", "description: |\n  un mot\n", "title = \"un mot\"\n", "$$", "\\", "\\[", "\\(",
        "{.class}", ":::note\n", ":::\n", "!!! note \"Titre\"\n", "- [ ] ", "<details>", "<Tabs>", "{x}",
        "import a from 'b'\n", "export const a = {\n", "\n: ", "==", "^", "<http://x.fr>", "\n\n\n", "  \n",
        "{{< a >}}", "{% b %}", "> [!NOTE]\n", "%%",
    ),
    "html": _HTML,
    "rst": (
        "\n===\n", "\n---\n", "*", "**", "``", "`", "`mot`_", "`a <b>`__", ":role:`x`", "|x|", "[1]_", "_`x`",
        "\n.. ", "\n.. note:: ", "\n.. code::\n\n   ", "::\n\n  ", "\n* ", "\n- ", "\n1. ", "\n#. ", "\n   ",
        "\n:champ: ", "\n| ", "+---+---+\n", "|   |\n", "== ==\n", "\n>>> ", "\n.. _x: y", "\n.. [1] ", "\n__ ",
        "\\", "\\ ", "\n-a  ", "\n--opt=x  ", "\n.. |x| image:: y", "\n..\n", "\n\n",
    ),
    "asciidoc": (
        "\n= ", "\n== ", "\n----\n", "\n....\n", "\n====\n", "\n****\n", "\n____\n", "\n++++\n", "\n////\n",
        "\n--\n", "\n|===\n", "|", "a|", "2+|", "*", "_", "**", "__", "#", "##", "`", "``", "+", "+++", "^",
        "~", "<<x,mot>>", "[[x]]", "[.role]", "[quote, a]\n", "\n. ", "\n* ", "\n** ", "\n- ", "\nterme:: ",
        "\nNOTE: ", "image::x[un mot]", "image:x[mot]", "link:x[mot]", "http://x[mot^]", "kbd:[x]",
        "footnote:[mot]", "\n+\n", "\n.Titre\n", ":attr: mot\n", "{attr}", "((mot))", "(((a,b)))", "\n'''\n",
        "\n<<<\n", "\n<1> ", "pass:[x]", "stem:[x]", "\n//",
    ),
    "srt": ("1\n", "00:00:01,000 --> 00:00:02,000\n", "\n\n", "- ", "<i>", "</i>", "{\\an8}", "♪", "99:99:99,999 --> ",
        "-->", "\n"),
    "webvtt": (
        "WEBVTT\n\n", "00:01.000 --> 00:02.000\n", "00:01.000 --> 00:02.000 line:0 align:start\n", "<v Jean>",
        "</v>", "<c.x>", "</c>", "<00:01.500>", "NOTE ", "STYLE\n", "REGION\n", "-->", "\n\n", "&lt;", "&amp;",
        "<lang en>", "</lang>", "<ruby>", "<rt>", "-",
    ),
    "json": (
        "{", "}", "[", "]", ",", ":", '"', '"title":', '"text": "', '", "', '\\"', "\\\\", "\\n", "\\u00e9",
        "\\ud83d\\ude00", "\\ud800", "\\udc00", "\\ud800\\ud800", "\\u0000", "\\u12", "\\x", "\\", "// ", "/*",
        "*/", "null", "1e999", '"fr": "', '"en": "', '"body": ["', "<p>", "</p>", "&amp;", "\n",
        '{"title": "Le maire parle parle."}',
    ),
    "yaml": (
        "title: ", "text: |\n  ", "text: >-\n  ", "body:\n", "  - ", "- ", "\n", "\n  ", "\n    ", '"', "'",
        "''", '\\"', "\\n", "\\x41", "\\u00e9", "\\U0001F600", "\\ud800", "\\\n", "&a ", "*a", "!!str ", "!x ",
        "{", "}", "[", "]", ", ", ": ", " #", "---\n", "...\n", "%YAML 1.2\n", "? ", "|2\n", ">+\n", "<<: ",
        "\t", "fr: ", "en: ", "<p>", "&amp;", "\x85",
    ),
    "csv": (
        "title", "text", "id", ",", ";", "\t", "|", '"', '""', '"un mot"', "\n", "\r\n", "\r", '",', ',"', " ",
        "une phrase de cinq mots ici", "<p>", "&amp;", "title,text\n", "id;titre;texte\n",
    ),
}  # fmt: skip


def source(rng: Random, format: str) -> str:
    """A text of up to some hundred characters in what may pass for a format."""
    grammar = _GRAMMAR[format]
    if format in _SHAPED and rng.random() < 0.5:
        shaped = _SHAPED[format](rng, [_KINDS[rng.randrange(4)](rng, _ANY)[:120] for _ in range(rng.randrange(1, 4))])
        if rng.random() < 0.5:
            return shaped
        at = rng.randrange(len(shaped) + 1)
        return shaped[:at] + _piece(rng, grammar) + shaped[at + rng.randrange(3) :]
    return _KINDS[min(3, int(rng.random() * 5))](rng, grammar)


def _as_json(rng: Random, values: list[str]) -> str:
    key = rng.choice(("title", "text", "metaDescription", "corps"))
    text = json.dumps(
        {key: values, "id": "x", "body": {"fr": values[0], "en": values[-1]}}, ensure_ascii=rng.random() < 0.5
    )
    return text.replace(", ", rng.choice((", ", ",\n", " ,\r\n")))


def _as_yaml(rng: Random, values: list[str]) -> str:
    style = rng.choice(("plain", "quoted", "single", "block"))
    if style == "quoted":
        return "".join(f"title: {json.dumps(value)}\n" for value in values)
    if style == "single":
        return "body:\n" + "".join("  - '" + value.replace("'", "''") + "'\n" for value in values)
    mark = "" if style == "plain" else rng.choice(("|", ">", "|-", ">+", "|2")) + "\n  "
    return "".join(f"text{at}: {mark}" + value.replace("\n", "\n  ") + "\n" for at, value in enumerate(values))


def _as_csv(rng: Random, values: list[str]) -> str:
    mark, end = rng.choice(",;\t|"), rng.choice(("\n", "\r\n", "\r"))
    cells = ['"' + value.replace('"', '""') + '"' if rng.random() < 0.7 else value for value in values]
    return end.join(
        f"{at}{mark}{cell}" for at, cell in (("id", rng.choice(("text", "titre", '"un"'))), *enumerate(cells))
    )


def _as_cues(rng: Random, values: list[str]) -> str:
    end = rng.choice(("\n", "\n", "\r\n"))
    head, mark = rng.choice((("", ","), ("WEBVTT" + 2 * end, ".")))
    cues = (
        f"{at}{end}00:00:0{at}{mark}000 --> 00:00:09{mark}500{end}{value}{2 * end}" for at, value in enumerate(values)
    )
    return head + "".join(cues)


def _joined(rng: Random, grammar: tuple[str, ...]) -> str:
    return "".join(_piece(rng, grammar) for _ in range(rng.randrange(1, 16)))


def _piece(rng: Random, grammar: tuple[str, ...]) -> str:
    chance = rng.random()
    if chance < 0.45:
        return rng.choice(grammar)
    return rng.choice(_WORDS) + " " if chance < 0.8 else rng.choice(_ODD)


def _damaged(rng: Random, grammar: tuple[str, ...]) -> str:
    text = rng.choice(_articles())
    start = rng.randrange(max(1, len(text) - _SLICE))
    text = text[start : start + rng.randrange(20, _SLICE)]
    for _ in range(rng.randrange(1, 8)):
        at = rng.randrange(len(text) + 1)
        upto = min(len(text), at + rng.randrange(12))
        match rng.randrange(4):
            case 0:
                text = text[:at] + text[upto:]
            case 1:
                text = text[:upto] + text[at:]
            case _:
                text = text[:at] + _piece(rng, grammar) + text[at:]
    return text


def _run(rng: Random, grammar: tuple[str, ...]) -> str:
    mark, other = _piece(rng, grammar), _piece(rng, grammar)
    count = rng.randrange(2, 60)
    return _joined(rng, grammar)[:40] + (mark * count if rng.random() < 0.6 else (mark + other) * (count // 2)) + other


def _nest(rng: Random, grammar: tuple[str, ...]) -> str:
    opening, closing = _piece(rng, grammar), _piece(rng, grammar)
    depth = rng.randrange(2, 20)
    return opening * depth + _joined(rng, grammar)[:60] + closing * depth


_ANY = tuple(sorted({piece for pieces in _GRAMMAR.values() for piece in pieces}))
_SHAPED = {"json": _as_json, "yaml": _as_yaml, "csv": _as_csv, "srt": _as_cues, "webvtt": _as_cues}
_KINDS = (_damaged, _run, _nest, _joined)


def mutated(rng: Random, data: bytes, pieces: tuple[bytes, ...]) -> bytes:
    """The bytes with some changed, left out, doubled, or pieces put in."""
    for _ in range(rng.randrange(1, 6)):
        at = rng.randrange(len(data) + 1)
        upto = min(len(data), at + rng.randrange(1, 24))
        match rng.randrange(5):
            case 0:
                data = data[:at] + data[upto:]
            case 1:
                data = data[:upto] + data[at:]
            case 2:
                data = data[:at] + bytes(rng.randrange(256) for _ in range(rng.randrange(1, 3))) + data[upto:]
            case _:
                data = data[:at] + rng.choice(pieces) + data[at:]
    return data


def odd(rng: Random) -> str:
    """A little text of words and oddities."""
    return "".join(rng.choice(_ODD if rng.random() < 0.4 else _WORDS) for _ in range(rng.randrange(1, 5)))


def dictionary(format: str) -> tuple[str, ...]:
    """The pieces that texts of a format are made of."""
    return (*_GRAMMAR[format], *_WORDS, *_ODD)


@cache
def _articles() -> tuple[str, ...]:
    files = sorted(path for path in ARTICLES.iterdir() if path.suffix in (".txt", ".md") and path.stem != "README")
    return tuple(path.read_text(encoding="utf-8") for path in files)
