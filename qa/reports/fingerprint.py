"""Knows a finding again in the next version of its text: by what it says and what stands around, never by its line."""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256
from json import dumps

from qa.document import Document
from qa.finding import Finding
from qa.reports.place import relative

#: Words or signs of punctuation on each side that tell one occurrence from another, and how far they are looked for.
_TOKENS = 2
_REACH = 200

#: A blank line.
_GAP = re.compile(r"(?:\r\n?+|\n)[^\S\r\n]*[\r\n]")
_TOKEN = re.compile(r"\w+|[^\w\s]")


def neighbours(document: Document, finding: Finding) -> tuple[list[str], list[str]]:
    """The two tokens before a finding and the two after it; fewer at the ends of its paragraph.

    What another paragraph says is no part of it: a paragraph may be put in before, or moved.
    """
    source = document.source
    before = _GAP.split(source[max(0, finding.start - _REACH) : finding.start])[-1]
    after = _GAP.split(source[finding.end : finding.end + _REACH], maxsplit=1)[0]
    return _TOKEN.findall(before)[-_TOKENS:], _TOKEN.findall(after)[:_TOKENS]


class Fingerprints:
    """Gives each finding of a run its fingerprint; findings that are alike are told apart by their count.

    The same findings have to be asked for in the same order to get the same fingerprints.
    """

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def of(self, document: Document, finding: Finding) -> str:
        """64 hexadecimal digits, unique in this run. Line breaks and indents may change without changing them."""
        before, after = neighbours(document, finding)
        key = dumps([finding.rule, relative(document.path), finding.text.split(), before, after])
        self._seen[key] += 1
        return sha256(f"{key}{self._seen[key]}".encode()).hexdigest()
