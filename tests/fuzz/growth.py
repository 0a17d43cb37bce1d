"""Long runs and deep nests: whether time grows with an input's length, or faster.

`python -m tests.fuzz.growth` prints every run that four times the length makes take more than eight times as long.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product

import click

import qa
from qa.formats import parse
from tests.fuzz.engines import TooSlowError, limited
from tests.fuzz.targets import FORMATS
from tests.fuzz.texts import dictionary

#: Characters and pairs that patterns stumble over when there are many of them.
UNITS = (
    *' \t\n[]()*_<>&"\'\\`~|-=#:;.,!?{}/$^+%@«»“”’‘—…\u00a0\u202f\u0301\u200b\ufeff\ufffca1é',
    "\r\n", "a ", "a\n", "a.", "a,", "a-", "a’", "a'", "a: ", "Aa ", "A. ", "a_", "a*", "*a", "_a ", "**a ", "[a](b",
    "[a", "![", "](", "a](", "[^", "<a", "<a ", "</", "<!--", "<!", "<b>", "</b>", "<p>", "<div>", "<li>", "<a href='",
    '<a b="', "&#", "&a", "&amp;", "--", "---\n", "===\n", "|a", "|\n", "\n|", "> ", ">", "\n> ", "- ", "\n- ", "1. ",
    "\n1. ", "  \n", "    ", "\n    ", "\n\t", "\n# ", "# ", "``", "` ", "```\n", "$$", "{{", "{%", "\\(", "\\[", ":::",
    ":a:", "::", ";;", ".. ", "\n.. ", "`_", "|x|", "..", " ..", "((", "<<", "[[", "a::", "\n+", "//", "\n//", '""',
    '","', "';'", '{"title":', '["', "[[", "- a", "a: b\n", "? ", "\n  ", "-->", "00:00:01,000 --> 00:00:02,000\n",
    "« ", " »", "«a»", '"a" ', "“a” ", "(a", "a) ", " ,", " .", ",,", "…", "a/a", "a@", "http://", "http://a/ ",
    "<!-- relecture", "<!-- relecture off -->", "{/* relecture", "[sic]", "a [sic] ", "relecture ", "the ", "events ",
    "parle ", "parle parle ", "Zelensky Zelenski ", "state of affairs ", "The harbour was closed. ", "Ã©", "1 000 ",
    "a\u0301", "l’", "qu’", "n° 3 ", "motorcar, ", "«", "a «", "\n\n", "\n\na", "a\n\n",
)  # fmt: skip


#: What a run may stand behind: an opening that waits for its end, or the place of prose in a format.
HEADS = {
    "": ("", "<", "<a", "<a ", '<a b="', "<a b=", "[", "[a](", "![", "`", "{", "$", "&", "&#", "<!--", "\\", "a", "*",
        "_", "«", '"', "- ", "> ", "a ", "# "),
    "srt": ("1\n00:00:01,000 --> 00:00:02,000\nun mot ", "1\n00:00:01,000 --> 00:00:02,000\n<", "1\n00:00:01,000 -->",
        "1\n00:00:01,000 --> 00:00:02,000\n{\\"),
    "webvtt": tuple("WEBVTT\n\n00:01.000 --> 00:02.000\n" + head for head in ("un mot ", "<", "<v ", "<c.", "<a", "&",
    "-")),
    "json": ('{"title": "un mot ', '{"title": "<a ', '{"title": "&', '{"title": [', "{", '{"a":', "[", "/*", "//",
        '{"title": "\\'),
    "yaml": ("title: ", 'title: "un mot ', "title: '", "text: |\n  ", "text: >\n  ", "text: <a ", "body:\n  - ", "- ",
        "{a: ", "[", "&a ", "? "),
    "csv": ("title,text\n", 'title,text\n1,"un mot ', "title,text\n1,<a ", '"', "title\n", "id;titre;texte\n1;2;"),
    "markdown": ("---\ntitle: ", '---\ntitle: "', "+++\ntitle = '", "| a | b |\n|---|---|\n", "[a]: ", "[^1]: ",
        "a\n: ", ":::", "import ", "{{<", "<Tabs>\n", "$$\n"),
    "html": ("<p>", "<script>", "<!", "</", "<p lang=", "<textarea>", "<table><td>", "<select>", "<svg>", "<?"),
    "rst": (".. note::\n   ", "::\n\n  ", ":a:`", "`a <", ":a", ".. |", "+--", "|", "== ==\n", "-a", "--a"),
    "asciidoc": ("|===\n|", "----\n", "[", "a::", "image::", "link:", "<<", "((", "[[", ":a", "a"),
}  # fmt: skip


def seconds(hold: Callable[[str], object], text: str, limit: float) -> float:
    """Processor time that an input takes; `limit` where it would take more."""
    begun = time.process_time()
    try:
        with limited(limit):
            hold(text)
    except TooSlowError:
        return limit
    return time.process_time() - begun


def growing(
    hold: Callable[[str], object], head: str, unit: str, length: int, limit: float = 10
) -> tuple[float, float] | None:
    """The seconds for a quarter of the length and for the whole, where these are more than eight times those."""
    few = max(1, length // 4 // len(unit))
    whole = seconds(hold, head + unit * few * 4, limit)
    if whole < 0.5:
        return None
    quarter = min(seconds(hold, head + unit * few, limit) for _ in range(2))
    return (quarter, whole) if whole > 8 * quarter else None


def ways() -> Iterator[tuple[str, Callable[[str], object]]]:
    """What is measured, by name: reading each format, and mending."""
    for format in FORMATS:
        yield format, partial(parse, format=format)
    checker = qa.Checker()
    yield "pipeline", lambda text: checker.fix(qa.parse(text), unsafe=True)


@click.command(help=__doc__)
@click.argument("names", metavar="[WAY]...", nargs=-1)
@click.option("--length", default=100_000, show_default=True)
def main(names: tuple[str, ...], length: int) -> None:
    failing = False
    for name, hold in ways():
        if names and name not in names:
            continue
        units = dict.fromkeys((*UNITS, *(dictionary(name) if name in FORMATS else ())))
        hold("un mot")
        for head, unit in product((*HEADS[""], *HEADS.get(name, ())) if name in FORMATS else ("", "« "), units):
            try:
                found = growing(hold, head, unit, length)
            except Exception as error:
                click.echo(f"{name}: {head!r}, {unit!r} × {length}: {type(error).__name__}: {str(error)[:100]}")
                failing = True
                continue
            if found:
                failing = True
                click.echo(
                    f"{name}: {head!r}, {unit!r}…: {found[0]:.2f} s, of four times the length {found[1]:.2f} s", nl=True
                )
                sys.stdout.flush()
    sys.exit(int(failing))


if __name__ == "__main__":
    main()
