"""The rules in words: a table of them, one rule explained, and the page of the documentation.

`python -m qa.rules.describe` writes that page, in Markdown, on standard output.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from textwrap import fill

from qa.finding import Severity
from qa.rules.rule import Rule
from qa.settings import Lang, Wording

SEVERITY_NAMES: dict[Severity, Wording] = {
    "error": Wording("erreur", "error"),
    "warning": Wording("avertissement", "warning"),
    "info": Wording("remarque", "remark"),
}

_ON_DEMAND = Wording("sur demande", "on demand")
_FOUND = Wording("Ce qu’elle trouve", "What it finds")
_PASSED = Wording("Ce qu’elle laisse", "What it leaves alone")
_FINDS = Wording("trouve", "finds")
_BECOMES = Wording("donne", "gives")
_NO_FIX = Wording("à corriger à la main", "to be mended by hand")
_SOURCES = Wording("Sources", "Sources")
_SWITCH = Wording("La taire, la choisir", "Silencing it, choosing it")
_SILENCE = Wording("sans elle", "without it")
_ALONE = Wording("elle seule", "it alone")
_QUOTED = Wording("«\u00a0{text}\u00a0»", "“{text}”")
_HEADING = Wording("Les règles", "The rules")
_PREFACE = Wording(
    "Cette page est tirée des règles elles-mêmes par `python -m qa.rules.describe` ; leurs exemples sont des tests.",
    "This page is drawn from the rules themselves by `python -m qa.rules.describe`; their examples are run as tests.",
)


def table(rules: Iterable[Rule], lang: Lang, width: int = 80) -> str:
    """The rules by category, one to a line (more where the title is long), at most `width` columns."""
    ordered = sorted(rules, key=lambda rule: (rule.category, rule.name))
    name_width = max((len(rule.name) for rule in ordered), default=0)
    severity_width = max(len(wording.say(lang)) for wording in SEVERITY_NAMES.values())
    lines: list[str] = []
    for category, members in groupby(ordered, key=lambda rule: rule.category):
        lines += ["", category] if lines else [category]
        for rule in members:
            severity = SEVERITY_NAMES[rule.severity].say(lang)
            start = f"  {rule.name:{name_width}}  {severity:{severity_width}}  "
            title = rule.title.say(lang) + ("" if rule.default else f" ({_ON_DEMAND.say(lang)})")
            lines.append(_wrapped(title, width, start, " " * len(start)))
    return "\n".join(lines) + "\n"


def page(rule: Rule, lang: Lang, width: int = 80) -> str:
    """A rule explained, for a terminal: its reason, examples with what they get, how to silence it."""
    return "\n".join(_page(rule, lang, width)) + "\n"


def _page(rule: Rule, lang: Lang, width: int) -> Iterator[str]:
    yield _wrapped(rule.title.say(lang), width)
    yield _wrapped(" · ".join((rule.name, *_facts(rule, lang))), width)
    yield ""
    yield _wrapped(rule.reason.say(lang), width)
    yield from ("", _FOUND.say(lang))
    for example in rule.bad:
        yield from ("", _wrapped(example.text, width, "  "))
        for label, text in _outcome(example.finds, example.fix, lang):
            yield _wrapped(text, width, f"    {label:>7} ", " " * 12)
    yield from ("", _PASSED.say(lang))
    for passed in rule.good:
        yield from ("", _wrapped(passed.text, width, "  "))
        if passed.why:
            yield _wrapped(f"({passed.why})", width, "    ")
    yield from ("", _SWITCH.say(lang), "")
    for command, what in _switches(rule, lang):
        yield f"  {what}{_colon(lang)} {command}"
    if rule.sources:
        yield from ("", _SOURCES.say(lang), "")
        yield from (_wrapped(source, width, "  ") for source in rule.sources)


def _facts(rule: Rule, lang: Lang) -> Iterator[str]:
    yield rule.category
    yield SEVERITY_NAMES[rule.severity].say(lang)
    if not rule.default:
        yield _ON_DEMAND.say(lang)


def _outcome(finds: tuple[str, ...], fix: str | None, lang: Lang) -> Iterator[tuple[str, str]]:
    yield _FINDS.say(lang), ", ".join(_QUOTED.say(lang, text=text) for text in finds)
    yield ("→", _NO_FIX.say(lang)) if fix is None else (_BECOMES.say(lang), fix)


def _switches(rule: Rule, lang: Lang) -> Iterator[tuple[str, str]]:
    yield f"relecture check --ignore={rule.name}", _SILENCE.say(lang)
    yield f"relecture check --select={rule.name}", _ALONE.say(lang)


def _wrapped(text: str, width: int, start: str = "", rest: str | None = None) -> str:
    """A text within `width` columns. Its own line breaks and no-break spaces stay."""
    rest = start if rest is None else rest
    lines = text.split("\n")
    return "\n".join(
        fill(line, width, initial_indent=rest if number else start, subsequent_indent=rest, break_on_hyphens=False)
        for number, line in enumerate(lines)
    )


def markdown(rules: Iterable[Rule], lang: Lang = "fr") -> str:
    """The page of the documentation: every rule with its reason and examples."""
    blocks = [f"# {_HEADING.say(lang)}", _PREFACE.say(lang)]
    for rule in rules:
        blocks.append(f"## {rule.name}")
        blocks.append(f"**{rule.title.say(lang)}** · " + " · ".join(f"`{fact}`" for fact in _facts(rule, lang)))
        blocks.append(rule.reason.say(lang))
        blocks.append(f"{_FOUND.say(lang)}{_colon(lang)}")
        for bad in rule.bad:
            outcome = (f"{label} {text}" for label, text in _outcome(bad.finds, bad.fix, lang))
            blocks.append(_code("\n".join((bad.text, *(f"    {line}" for line in outcome)))))
        blocks.append(f"{_PASSED.say(lang)}{_colon(lang)}")
        for good in rule.good:
            blocks.append(_code(good.text + (f"\n    ({good.why})" if good.why else "")))
        if rule.sources:
            blocks.append(f"{_SOURCES.say(lang)}{_colon(lang)}")
            blocks.append("\n".join(f"- {source}" for source in rule.sources))
    return "\n\n".join(blocks) + "\n"


def _colon(lang: Lang) -> str:
    return "\u00a0:" if lang == "fr" else ":"


def _code(text: str) -> str:
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}text\n{text}\n{fence}"


if __name__ == "__main__":
    import sys

    from qa.rules import registry

    sys.stdout.buffer.write(markdown(registry().values()).encode("utf-8"))
