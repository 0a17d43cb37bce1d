"""The rules in words: a table of them, one rule explained, and the page of the documentation.

`python -m qa.rules.describe` writes that page, in Markdown, on standard output.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from textwrap import fill

from qa.finding import Severity
from qa.rules.heeding import UNUSED
from qa.rules.rule import Bad, Good, Rule
from qa.settings import Lang, Wording

SEVERITY_NAMES: dict[Severity, Wording] = {
    "error": Wording("erreur", "error"),
    "warning": Wording("avertissement", "warning"),
    "info": Wording("remarque", "remark"),
}

_ON_DEMAND = Wording("sur demande", "on demand")
_FOUND = Wording("Ce qu’elle trouve", "What it finds")
_PASSED = Wording("Ce qu’elle laisse", "What it leaves alone")
_ENGLISH = Wording("anglais", "English")
_FINDS = Wording("trouve", "finds")
_GAP = Wording("un manque", "a gap")
_BECOMES = Wording("donne", "gives")
_NO_FIX = Wording("à corriger à la main", "to be mended by hand")
_SOURCES = Wording("Sources", "Sources")
_NAME = Wording("Nom", "Name")
_FACTS = Wording("En bref", "In short")
_REASON = Wording("Pourquoi", "Why")
_CATEGORY = Wording("catégorie", "category")
_SEVERITY = Wording("gravité", "severity")
_DEFAULT = Wording("active", "active")
_ALWAYS = Wording("d’office", "by default")
_OF_THE_USER = Wording(
    "Des mots de vos propres glossaires : sans eux, rien.", "Words of your own glossaries: without any, nothing."
)
_BEFORE = Wording("avant", "before")
_AFTER = Wording("après", "after")
_SWITCH = Wording("La taire, la choisir", "Silencing it, choosing it")
_SILENCE = Wording("sans elle, pour une fois", "without it, for once")
_ALONE = Wording("elle seule", "it alone")
_BESIDES = Wording("en plus des autres, dans relecture.toml", "besides the others, in relecture.toml")
_NEVER = Wording("jamais, dans relecture.toml", "never, in relecture.toml")
_GRADE = Wording("d’une autre gravité, dans relecture.toml", "of another severity, in relecture.toml")
_NEXT_LINE = Wording("sauf à la ligne qui suit, dans le texte", "except on the line that follows, in the text")
_ONE_PLACE = Wording("sauf pour ces mots-là, dans le texte", "except for these words, in the text")
_SEE_ALSO = Wording("Voir aussi", "See also")
_QUOTED = Wording("«\u00a0{text}\u00a0»", "“{text}”")
_HEADING = Wording("Les règles", "The rules")
_PREFACE = Wording(
    "Cette page est tirée des règles elles-mêmes par `python -m qa.rules.describe` ; leurs exemples sont des tests.",
    "This page is drawn from the rules themselves by `python -m qa.rules.describe`; their examples are run as tests.",
)


_INDENT = "  "
_LONGEST_SAMPLE = 24


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


def page(rule: Rule, lang: Lang, width: int = 80, rules: Iterable[Rule] = ()) -> str:
    """A rule explained, for a terminal, as a manual does it; `rules` are those that it may point to."""
    blocks = [f"{heading.say(lang).upper()}\n{text}" for heading, text in _sections(rule, lang, width, rules) if text]
    return "\n\n".join(blocks) + "\n"


def _sections(rule: Rule, lang: Lang, width: int, rules: Iterable[Rule]) -> Iterator[tuple[Wording, str]]:
    """The sections of a rule's page: heading, and text within `width` columns, empty where there is nothing to say."""
    yield _NAME, _wrapped(f"{rule.name} – {rule.title.say(lang)}", width, _INDENT, _INDENT * 2)
    facts = {
        _CATEGORY: rule.category,
        _SEVERITY: SEVERITY_NAMES[rule.severity].say(lang),
        _DEFAULT: (_ALWAYS if rule.default else _ON_DEMAND).say(lang),
    }
    yield _FACTS, _aligned([(label.say(lang), value) for label, value in facts.items()], width)
    yield _REASON, _wrapped(rule.reason.say(lang), width, _INDENT)
    yield _FOUND, "\n\n".join(_found(rule, lang, width)) or _wrapped(_OF_THE_USER.say(lang), width, _INDENT)
    yield _PASSED, "\n\n".join(_passed(rule, width))
    yield _SWITCH, "\n".join(f"{_INDENT}{what.say(lang)}\n{_INDENT * 2}{how}" for what, how in _switches(rule))
    near = [other.name for other in rules if other.category.split("/")[0] == rule.category.split("/")[0]]
    yield _SEE_ALSO, _wrapped(", ".join(name for name in near if name != rule.name), width, _INDENT)
    yield _SOURCES, "\n".join(_wrapped(source, width, _INDENT) for source in rule.sources)


def _found(rule: Rule, lang: Lang, width: int) -> Iterator[str]:
    for example in rule.bad:
        what = _mentions([" ".join(text.split()) for text in example.finds], lang)
        rows = [(_BEFORE.say(lang), example.text), (_FINDS.say(lang), what)]
        if example.english:
            rows.insert(0, (_ENGLISH.say(lang), example.english))
        after = _NO_FIX.say(lang) if example.fix is None else example.fix
        yield _aligned([*rows, (_AFTER.say(lang), after)], width)


def _passed(rule: Rule, width: int) -> Iterator[str]:
    for example in rule.good:
        why = f"\n{_wrapped(f'({example.why})', width, _INDENT * 2)}" if example.why else ""
        english = _wrapped(f"{example.english}\n→", width, _INDENT) + "\n" if example.english else ""
        yield english + _wrapped(example.text, width, _INDENT) + why


def _mentions(finds: Iterable[str], lang: Lang) -> str:
    """What is found, in quotation marks; what is missing has no words."""
    return ", ".join(_QUOTED.say(lang, text=text) if text else _GAP.say(lang) for text in finds)


def _aligned(rows: list[tuple[str, str]], width: int) -> str:
    """Labels, and beside them their texts, folded below themselves."""
    column = max(len(label) for label, _ in rows) + 2
    lines = (_wrapped(text, width, f"{_INDENT}{label:{column}}", _INDENT + " " * column) for label, text in rows)
    return "\n".join(lines)


def _switches(rule: Rule) -> Iterator[tuple[Wording, str]]:
    """What may be done about a rule, and how."""
    severity = "warning" if rule.severity != "warning" else "info"
    yield _ALONE, f"relecture check --select={rule.name} PATH"
    if rule.default:
        yield _SILENCE, f"relecture check --ignore={rule.name} PATH"
        yield _NEVER, f'ignore = ["{rule.name}"]'
    else:
        yield _BESIDES, f'extend-select = ["{rule.name}"]'
    yield _GRADE, f'severity = {{ {rule.name} = "{severity}" }}'
    if rule.name != UNUSED:  # it speaks of the ignores themselves
        yield _NEXT_LINE, f"<!-- relecture-ignore-next-line {rule.name} -->"
        yield _ONE_PLACE, f'<!-- relecture-ignore {rule.name}["{_sample(rule)}"] -->'


def _sample(rule: Rule) -> str:
    """Something that the rule finds, short and plain enough to be shown within quotation marks."""
    found = (text for example in rule.bad for text in example.finds)
    return next((text for text in found if len(text) <= _LONGEST_SAMPLE and not set(text) & set('"\\\n')), "…")


def _facts(rule: Rule, lang: Lang) -> Iterator[str]:
    yield rule.category
    yield SEVERITY_NAMES[rule.severity].say(lang)
    if not rule.default:
        yield _ON_DEMAND.say(lang)


def _outcome(finds: tuple[str, ...], fix: str | None, lang: Lang) -> Iterator[tuple[str, str]]:
    yield _FINDS.say(lang), _mentions(finds, lang)
    yield ("→", _NO_FIX.say(lang)) if fix is None else (_BECOMES.say(lang), fix)


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
            blocks.append(_code("\n".join((_beside(bad), *(f"    {line}" for line in outcome)))))
        blocks.append(f"{_PASSED.say(lang)}{_colon(lang)}")
        for good in rule.good:
            blocks.append(_code(_beside(good) + (f"\n    ({good.why})" if good.why else "")))
        if rule.sources:
            blocks.append(f"{_SOURCES.say(lang)}{_colon(lang)}")
            blocks.append("\n".join(f"- {source}" for source in rule.sources))
    return "\n\n".join(blocks) + "\n"


def _beside(example: Bad | Good) -> str:
    """The text of an example, behind the English that it translates."""
    return f"{example.english}\n→\n{example.text}" if example.english else example.text


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
