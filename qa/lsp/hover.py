"""What an editor shows of a finding under the pointer: what is wrong, why that is a fault, and how such faults look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from qa.finding import Finding
from qa.rules import registry
from qa.rules.describe import SEVERITY_NAMES
from qa.rules.rule import Bad
from qa.settings import Lang, Wording

#: Examples shown of each kind; `relecture explain` shows all.
_MOST = 2

_FINDS = Wording("Elle trouve", "It finds")
_LEAVES = Wording("Elle laisse", "It leaves alone")
_MORE = Wording("Davantage : `relecture explain {rule}`", "More: `relecture explain {rule}`")


def hover(finding: Finding, lang: Lang) -> str:
    """The finding told in Markdown, a heading and a few paragraphs."""
    rule = registry()[finding.rule]
    head = " · ".join((f"`{rule.name}`", f"`{finding.category}`", SEVERITY_NAMES[finding.severity].say(lang)))
    blocks = [f"**{rule.title.say(lang)}** ({head})", _plain(finding.message), rule.reason.say(lang)]
    if rule.bad:
        blocks += [_FINDS.say(lang), _code(_outcomes(rule.bad[:_MOST]))]
    if rule.good:
        blocks += [_LEAVES.say(lang), _code(good.text for good in rule.good[:_MOST])]
    return "\n\n".join((*blocks, _MORE.say(lang, rule=rule.name)))


def _outcomes(examples: Iterable[Bad]) -> Iterator[str]:
    for bad in examples:
        yield bad.text
        if bad.fix is not None:
            yield f"→ {bad.fix}"


def _code(lines: Iterable[str]) -> str:
    text = "\n".join(lines)
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}text\n{text}\n{fence}"


def _plain(text: str) -> str:
    """Text of the document as it is, none of its characters taken for Markdown."""
    return re.sub(r"([\\`*_{}\[\]<>#|~!])", r"\\\1", text.replace("\n", " "))
