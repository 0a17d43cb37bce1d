"""Relecture: finds what machines left in French text, and puts back what stood there.

    >>> import qa
    >>> [finding.text for finding in qa.check("Le maire parle parle trop.")]
    ['parle parle']
    >>> qa.fix("Le maire parle parle trop.", unsafe=True).output
    'Le maire parle trop.'

`check` and `fix` are for one text. For many under the same settings, make one `Checker`; threads may share it:

    >>> checker = qa.Checker(qa.Settings(ignore=("style",)))
    >>> checker.check(qa.parse("Rien à *redire*.", format="markdown"))
    ()
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path
    from typing import Any, TypedDict, Unpack

    from qa.arbiter import Fix
    from qa.document import Document
    from qa.finding import Edit, Finding, Severity, Suggestion
    from qa.formats import parse
    from qa.pipeline import Checker
    from qa.settings import Lang, Settings, Variant

    class _Choices(TypedDict, total=False):
        """The fields of `Settings`, one or several where those hold several."""

        lang: Lang
        variant: Variant
        select: str | Iterable[str]
        ignore: str | Iterable[str]
        glossaries: str | Path | Iterable[str | Path]
        extend_select: str | Iterable[str]
        severities: Mapping[str, Severity]
        accept: Iterable[str]
        reject: Iterable[str]
        prose_keys: Iterable[str]


__version__ = "0.1.0"

__all__ = [
    "Checker",
    "Document",
    "Edit",
    "Finding",
    "Fix",
    "Settings",
    "Severity",
    "Suggestion",
    "check",
    "fix",
    "parse",
]

#: Name → the module that holds it, which is loaded when the name is first asked for.
_HOMES = {
    "Checker": "qa.pipeline",
    "Document": "qa.document",
    "Edit": "qa.finding",
    "Finding": "qa.finding",
    "Fix": "qa.arbiter",
    "Settings": "qa.settings",
    "Severity": "qa.finding",
    "Suggestion": "qa.finding",
    "parse": "qa.formats",
}


def check(
    text: str,
    *,
    format: str | None = None,
    path: str = "<text>",
    english: str | Document | None = None,
    **settings: Unpack[_Choices],
) -> tuple[Finding, ...]:
    """The findings of a French text, in reading order; offsets are code points of `text`.

    `format` is "text", "markdown", "html", "rst", "asciidoc", "srt", "webvtt", "json", "yaml" or "csv"; without it the
    ending of `path` says, and a text without a path is plain text. `english` is what the text translates: a text in
    the same format, or a document that `parse` made; the rules that hold one against the other then run, too.
    The other arguments are the fields of `Settings`; `select`, `ignore` and `glossaries` take one or several.

    >>> (finding,) = check("Le maire parle parle trop.", select="repeated-word")
    >>> finding.start, finding.end, finding.suggestions[0].text
    (9, 20, 'parle')
    >>> english = "The mayor talks too much. The council listens."
    >>> [finding.rule for finding in check("Le maire parle trop.", english=english)]
    ['omission']

    Raises ValueError for a format, rule or category that there is not and for a text with half a surrogate pair,
    GlossaryError for a glossary with faults, TypeError for an unknown setting.
    """
    checker = _checker(settings)
    return checker.check(_document(text, path, format, checker.settings, english))


def fix(
    text: str,
    *,
    format: str | None = None,
    path: str = "<text>",
    english: str | Document | None = None,
    unsafe: bool = False,
    **settings: Unpack[_Choices],
) -> Fix:
    """The text mended: with the first suggestion of each safe finding, or with `unsafe` of every one.

    The other arguments, and what is raised, are those of `check`.

    >>> fixed = fix("Le maire parle parle trop.", unsafe=True)
    >>> fixed.output, [finding.text for finding in fixed.applied], fixed.remaining
    ('Le maire parle trop.', ['parle parle'], ())
    """
    checker = _checker(settings)
    return checker.fix(_document(text, path, format, checker.settings, english), unsafe=unsafe)


def _checker(choices: _Choices) -> Checker:
    from qa.pipeline import Checker

    settings = _settings(**choices)
    try:
        return Checker(settings)
    except ValueError as error:
        chosen = (*settings.select, *settings.ignore, *settings.extend_select, *dict(settings.severities))
        if str(error) in chosen:
            raise ValueError(f"no rule or category is called {str(error)!r}") from None
        raise


def _settings(
    *,
    select: str | Iterable[str] = (),
    ignore: str | Iterable[str] = (),
    glossaries: str | Path | Iterable[str | Path] = (),
    extend_select: str | Iterable[str] = (),
    severities: Mapping[str, Severity] | Iterable[tuple[str, Severity]] = (),
    accept: Iterable[str] = (),
    reject: Iterable[str] = (),
    prose_keys: Iterable[str] = (),
    **others: Any,
) -> Settings:
    from pathlib import Path

    from qa.settings import Settings

    def several(names: str | Iterable[str]) -> tuple[str, ...]:
        return tuple(name.strip() for name in names.split(",")) if isinstance(names, str) else tuple(names)

    paths = (glossaries,) if isinstance(glossaries, str | Path) else glossaries
    return Settings(
        select=several(select),
        ignore=several(ignore),
        glossaries=tuple(map(Path, paths)),
        extend_select=several(extend_select),
        severities=tuple(dict(severities).items()),
        accept=tuple(accept),
        reject=tuple(reject),
        prose_keys=tuple(prose_keys),
        **others,
    )


def _document(text: str, path: str, format: str | None, settings: Settings, english: str | Document | None) -> Document:
    from dataclasses import replace

    document = _parsed(text, path, format, settings)
    if isinstance(english, str):
        english = _parsed(english, "<english>", document.format, settings)
    return document if english is None else replace(document, english=english)


def _parsed(text: str, path: str, format: str | None, settings: Settings) -> Document:
    from qa.formats import parse

    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"the text was not decoded rightly: half a surrogate pair at {error.start}") from None
    try:
        return parse(text, path, format, settings.prose_keys)
    except KeyError:
        if format is None:
            raise
        raise ValueError(f"no format is called {format!r}") from None


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
