"""What is no prose within a line and is known by its look: addresses, formulas, the parts of a link, braces."""

from __future__ import annotations

import re

from qa.extents import Extent

_PARENTHESES = r"\((?:[^\s()\\]++|\\.|\((?:[^\s()\\]++|\\.)*+\))*+\)"
_TARGET = re.compile(
    r"\(\s*+(?:<[^<>\n]*+>|(?!<)(?:[^\s()\\]++|\\.|" + _PARENTHESES + r")*+)"
    r"(?:\s++(?:\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\)))?\s*+(?:=\d*x\d*\s*+)?\)",
    re.DOTALL,
)
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){0,999}+)\]", re.DOTALL)
_MATH = re.compile(r"\$(?![\s$])(?P<formula>(?:[^$\\]|\\.){1,1000}+)(?<!\s)\$(?![\w$])", re.DOTALL)
_WORDS = re.compile(r"[^\W\d_]{3,}\s+[^\W\d_]{3,}")
_NOTATION = re.compile(r"[\\^_=]")
_URL_TAIL = re.compile(r"[^\s<>`\"«»“”\\\[\]]*+")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,20}$")
_LOCAL_PART = re.compile(r"[\w.+-]+$")
_DOMAIN = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_ADDRESS = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//\S*|mailto:\S+|\S+@\S+|\S+\.\w{2,6}(?:[/?#]\S*)?|\S*/\S*|#\S+")


def is_address(text: str) -> bool:
    """Whether a link's text is no more than an address or the name of a file."""
    return _ADDRESS.fullmatch(text.strip()) is not None


def is_name(text: str) -> bool:
    """Whether an image's text is no more than the name of its file."""
    text = text.strip()
    return is_address(text) or ("_" in text and not any(map(str.isspace, text)))


def label_of(text: str) -> str:
    """A reference's label as it is compared."""
    return " ".join(text.split()).casefold()


def target_end(text: str, at: int) -> int:
    """Where a link's target, with its parentheses, ends that begins at `at`; -1 where there is none."""
    target = _TARGET.match(text, at)
    return target.end() if target else -1


def label_at(text: str, at: int) -> tuple[str, int] | None:
    """The label in brackets at `at`, which may be empty, and where its brackets end."""
    label = _LABEL.match(text, at)
    return (label[1], label.end()) if label else None


def formula_end(text: str, at: int) -> int:
    """Where the formula ends that a dollar sign at `at` begins; -1 for a sign that means money."""
    if at and (text[at - 1].isalnum() or text[at - 1] == "$"):
        return -1
    formula = _MATH.match(text, at)
    if formula is None or (_WORDS.search(formula["formula"]) and not _NOTATION.search(formula["formula"])):
        return -1
    return formula.end()


def email_at(text: str, at: int) -> Extent | None:
    """The e-mail address around the `@` at `at`."""
    local = _LOCAL_PART.search(text, max(0, at - 64), at)
    domain = _DOMAIN.match(text, at + 1)
    return (local.start(), domain.end()) if local and domain else None


def scheme_start(text: str, at: int) -> int:
    """Where the scheme begins (`https`) that ends at `at`; -1 where there is none."""
    scheme = _SCHEME.search(text, max(0, at - 21), at)
    return scheme.start() if scheme else -1


def address_end(text: str, at: int) -> int:
    """Where a bare address ends that goes on at `at`, less the punctuation after it."""
    tail = _URL_TAIL.match(text, at)
    end = tail.end() if tail else at
    unopened = text.count(")", at, end) - text.count("(", at, end)
    while end > at and text[end - 1] in ".,;:!?)'’…*_~|":
        if text[end - 1] == ")":
            if unopened <= 0:
                break
            unopened -= 1
        end -= 1
    return end


def brace_pairs(text: str) -> dict[int, int]:
    """Opening brace → where its match ends, for all that have one."""
    pairs: dict[int, int] = {}
    pending: list[int] = []
    for match in re.finditer(r"[{}]", text):
        if match.group() == "{":
            pending.append(match.start())
        elif pending:
            pairs[pending.pop()] = match.end()
    return pairs
