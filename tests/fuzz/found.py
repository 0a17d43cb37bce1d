"""Inputs that broke a promise once, as small as they could be made. `tests/test_fuzz.py` runs them all.

Faults that take a run of the program, a long text or a disk to see have tests of their own: `tests/test_attacks.py`,
`tests/test_size.py` and `tests/test_rounds.py`.
"""

from __future__ import annotations

from typing import NamedTuple

from tests.containers.made import archive, epub, members_of, odt


class Found(NamedTuple):
    """An input of a target, and what it did."""

    target: str
    what: str
    input: str | bytes


def _without_a_home() -> bytes:
    """An ODT whose text is in no element that has an account of changes."""
    # What is edited, and whether as a tracked change, hangs on the bytes: with this number it is one.
    members = members_of(odt("<text:p>Un motorcar dans la ville 3.</text:p>"))
    content = members["content.xml"].replace(b"office:text>", b"office:test>")
    return archive({**members, "content.xml": content})


def _decisions(version: str, text: str) -> str:
    return f'{{"version": {version}, "documents": [{text}], "findings": [{{"path": "{"a" * 5000}.md", "count": 1}}]}}'


#: An entry of a baseline.
_ENTRY = '{"path": "%s", "rule": "untranslated", "text": "x", "before": [], "after": [], "count": 1}'

FOUND: tuple[Found, ...] = (
    Found(
        "webvtt",
        "a tag of many colons took time that doubled with each",
        "WEBVTT\n\n00:01.000 --> 00:02.000\nLe maire <c" + "::" * 40 + "\n",
    ),
    Found("markdown", "a line of control characters made a segment without extent", "a\r\n\x1c\r\n\x1c\r\nb"),
    Found("json", "half a surrogate pair before an escape that is none", '{"title": "Un mot \\ud835\\udd3l de trop"}'),
    Found("epub", "an archive that lost its first bytes", epub(one="<html><p>Un motorcar</p></html>")[7:]),
    Found("odt", "tracked changes of a text that has no place for their account", _without_a_home()),
    Found("configuration", "a number of too many digits", "a = " + "9" * 4400),
    Found("configuration", "a nest of brackets too deep", "a = " + "[" * 20_000),
    Found("decisions", "a number of too many digits", _decisions("1", "9" * 4400)),
    Found("decisions", "a nest of brackets too deep", _decisions("1", "[" * 20_000)),
    Found(
        "decisions", "a version that is a mapping, with braces for the message to fill", _decisions('{"text": 1}', "")
    ),
    Found("decisions", "an empty mapping for a version", _decisions("{}", "")),
    Found(
        "decisions", "a path too long to be any file's", '{"version": 1, "findings": [' + _ENTRY % ("a" * 5000) + "]}"
    ),
)

#: Inputs that still break a promise.
OPEN: tuple[Found, ...] = (
    Found(
        "pipeline-markdown",
        "the same damaged line fifty times, of which each round of mending reaches one further: about 5 s",
        "<td>à le <h1>–<noscript>c’East <details>" + "# relecture off\n" * 50 + "<img alt='une image'>",
    ),
)
