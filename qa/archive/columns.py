"""Which columns of an archive hold the text and what is known of it, and their values as text."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qa.archive.article import Article, Unreadable
from qa.settings import Wording
from qa.source import SourceError

#: Names that are looked for where none is given, the surest first.
_TEXT = ("text", "texte", "content", "contenu", "body", "corps", "article", "markdown", "html")
_ID = ("id", "doc_id", "document_id", "article_id", "identifier", "identifiant", "uuid", "url", "uri")
_OUTLET = ("outlet", "publication", "journal", "media", "publisher", "source", "site", "domain")
_DATE = ("date", "published", "published_at", "publication_date", "pubdate", "datetime", "timestamp", "created_at")
_FORMAT = ("format",)

#: Columns whose name says what is written in them.
_FORMATS = ("markdown", "html")

#: What files and web servers call the formats that an archive may name by a column.
_CALLED = {
    "txt": "text", "plain": "text", "text/plain": "text", "md": "markdown", "text/markdown": "markdown",
    "htm": "html", "text/html": "html", "application/xhtml+xml": "html",
}  # fmt: skip
FORMATS = ("text", "markdown", "html", "rst", "asciidoc", "srt", "webvtt")

NO_TEXT = Wording(
    "{path} : aucune colonne ne se nomme {names} ; désignez celle du texte par --text-column. Il y a : {columns}.",
    "{path}: no column is called {names}; name the one with the text by --text-column. There are: {columns}.",
)
NO_COLUMN = Wording(
    "{path} : il n’y a pas de colonne « {name} » ({option}). Il y a : {columns}.",
    "{path}: there is no column “{name}” ({option}). There are: {columns}.",
)
_MISSING = Wording(
    "{path} : la colonne « {name} » y manque ou ne contient pas de texte.",
    "{path}: column “{name}” is missing there or holds no text.",
)
_NO_FORMAT = Wording(
    "{path} : format inconnu « {name} » ; connus : {formats}.", "{path}: unknown format “{name}”; known: {formats}."
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Names of columns; "" where there is none. `fixed_format` is that of all texts ("": text, or as a column says)."""

    text: str = ""
    id: str = ""
    outlet: str = ""
    date: str = ""
    format: str = ""
    fixed_format: str = ""

    @property
    def used(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(filter(None, (self.text, self.id, self.outlet, self.date, self.format))))

    def found(self, columns: Collection[str], path: str) -> Columns:
        """These columns, with those that are not named looked for among what there is. Raises SourceError."""
        folded = {name.casefold(): name for name in reversed(list(columns))}

        def first(given: str, option: str, usual: Sequence[str]) -> str:
            if given and given not in columns:
                raise SourceError(NO_COLUMN, path, name=given, option=option, columns=", ".join(columns) or "–")
            return given or next((folded[name] for name in usual if name in folded), "")

        text = first(self.text, "--text-column", _TEXT)
        if not text:
            raise SourceError(NO_TEXT, path, names=", ".join(_TEXT), columns=", ".join(columns) or "–")
        own = text.casefold()
        return Columns(
            text,
            first(self.id, "--id-column", _ID),
            first(self.outlet, "--outlet-column", _OUTLET),
            first(self.date, "--date-column", _DATE),
            first(self.format, "--format-column", _FORMAT),
            self.fixed_format or (own if own in _FORMATS else ""),
        )

    def article(self, record: Mapping[str, Any], place: str) -> Article | Unreadable:
        """The article in a record, which stands at `place`."""
        name = said(record.get(self.id)) if self.id else ""
        id, outlet, date = name or place, said(record.get(self.outlet)), said(record.get(self.date))
        text = record.get(self.text)
        if not isinstance(text, str | bytes):
            return Unreadable(id, place, SourceError(_MISSING, place, name=self.text), outlet, date)
        called = said(record.get(self.format)).strip().casefold() if self.format else ""
        format = _CALLED.get(called, called) or self.fixed_format or "text"
        if format not in FORMATS:
            error = SourceError(_NO_FORMAT, place, name=called, formats=", ".join(FORMATS))
            return Unreadable(id, place, error, outlet, date)
        return Article(id, text, place, format, outlet, date)


def said(value: Any) -> str:
    """A value of a record as text: "" for none, dates as ISO 8601 has them."""
    if value is None or value != value:  # noqa: PLR0124 - a number that is none is unlike itself
        return ""
    if isinstance(value, str):
        return value
    iso = getattr(value, "isoformat", None)
    return str(iso()) if iso else str(value)


_YEAR_FIRST = re.compile(r"\s*((?:1[5-9]|20)\d\d)[-/.]?(0[1-9]|1[0-2])(?!\d(?!\d))")
_DAY_FIRST = re.compile(r"\s*\d{1,2}[/.-](0?[1-9]|1[0-2])[/.-]((?:1[5-9]|20)\d\d)\b")
_NAMED = re.compile(r"\b(jan|f[eé]v|feb|mar|avr|apr|mai|may|jui?n|juil|jul|ao[uû]t|aug|sep|oct|nov|d[eé]c)[a-zé]*\.?,? "
                    r"((?:1[5-9]|20)\d\d)\b", re.IGNORECASE)  # fmt: skip
_MONTHS = {
    "jan": 1, "fév": 2, "fev": 2, "feb": 2, "mar": 3, "avr": 4, "apr": 4, "mai": 5, "may": 5, "jun": 6, "juin": 6,
    "juil": 7, "jul": 7, "août": 8, "aout": 8, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "déc": 12, "dec": 12,
}  # fmt: skip


def month(date: str) -> str:
    """The month of a date, as "2026-11"; "" where the date is written in no way that is known.

    >>> month("2026-11-24T18:00:00Z"), month("20261124"), month("24/11/2026"), month("Tue, 24 Nov 2026 18:00:00 GMT")
    ('2026-11', '2026-11', '2026-11', '2026-11')
    >>> month("24 août 2026"), month("hier")
    ('2026-08', '')
    """
    if match := _YEAR_FIRST.match(date):
        return f"{match[1]}-{match[2]}"
    if match := _DAY_FIRST.match(date):
        return f"{match[2]}-{int(match[1]):02}"
    if match := _NAMED.search(date):
        return f"{match[2]}-{_MONTHS[match[1].casefold()]:02}"
    return ""
