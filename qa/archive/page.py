"""The summary page of an archive: faults by outlet, month and rule, and the most frequent intruders, with charts.

One file that needs nothing else and runs nothing: its security policy allows no script and no address, so that nothing
an article says can come to life in it. It looks like the review page and follows the reader's choice of light or dark.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files

from qa.archive.charts import bar, columns
from qa.archive.page_wording import WORDS
from qa.archive.tally import Share, Tally
from qa.reports.terminal import visible
from qa.settings import Lang

#: Outlets and intruders that are shown.
_OUTLETS, _INTRUDERS = 40, 40


def page(total: Tally, *, name: str, lang: Lang, version: str, titles: Mapping[str, str]) -> str:
    """The page as HTML. `titles` says for the name of a rule what it finds."""
    return _Page(total, lang, titles).whole(name, version)


class _Page:
    """The page of one archive, piece by piece."""

    def __init__(self, total: Tally, lang: Lang, titles: Mapping[str, str]) -> None:
        self.total, self.lang, self.titles = total, lang, titles

    def say(self, key: str, **values: object) -> str:
        return escape(WORDS[key].say(self.lang, **values))

    def whole(self, name: str, version: str) -> str:
        style = (files("qa.reports") / "assets/review.css").read_text(encoding="utf-8")
        style += (files("qa.archive") / "page.css").read_text(encoding="utf-8")
        digest = b64encode(sha256(style.encode()).digest()).decode()
        title = visible(name)
        parts = (self._months(), self._outlets(), self._rules(), self._intruders(), self._unread())
        tables = ", ".join(f"<code>{table}/</code>" for table in ("findings", "documents", "errors"))
        return (
            f'<!DOCTYPE html>\n<html lang="{self.lang}">\n<head>\n<meta charset="utf-8">\n'
            '<meta http-equiv="Content-Security-Policy" '
            f"content=\"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'\">\n"
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<meta name="color-scheme" content="light dark">\n<title>{escape(title)} – Relecture</title>\n'
            f"<style>{style}</style>\n</head>\n<body>\n"
            '<header class="bar"><span class="brand">Relecture</span></header>\n<main class="frame archive">\n'
            f'<div class="summary">\n<p class="about">{self.say("title")}</p>\n<h1>{escape(title)}</h1>\n'
            f"{self._figures()}</div>\n{''.join(parts)}"
            f"<footer><p>{self.say('made', version=version)}{tables}.</p></footer>\n</main>\n</body>\n</html>\n"
        )

    def _figures(self) -> str:
        total = self.total
        shown = [
            ("documents", self._number(total.documents)),
            ("words", self._number(total.words)),
            ("findings", self._number(total.findings)),
            ("rate", self._rate(total.findings, total.words)),
            ("faulty", self._share(total.faulty, total.documents)),
        ]
        if total.unread:
            shown.append(("unread", self._number(total.unread)))
        items = "".join(f"<div><dt>{self.say(name)}</dt><dd>{value}</dd></div>" for name, value in shown)
        return f'<dl class="figures">{items}</dl>\n'

    def _months(self) -> str:
        dated = sorted((month, share) for month, share in self.total.months.items() if month)
        if not dated:
            return ""
        rates = [(month, _per_words(share), share) for month, share in dated]
        when, most, _ = max(rates, key=lambda rate: rate[1])
        label = WORDS["chart"].say(self.lang, first=dated[0][0], last=dated[-1][0], most=self._decimal(most), when=when)
        told = [
            WORDS["of-month"].say(
                self.lang,
                month=month,
                rate=self._decimal(rate),
                findings=self._number(share[2]),
                documents=self._number(share[0]),
            )
            for month, rate, share in rates
        ]
        values = [(month, rate, said) for (month, rate, _), said in zip(rates, told, strict=True)]
        unit = self.say("rate")
        chart = f'<p class="unit">{unit[:1].upper()}{unit[1:]}</p>\n'
        chart += f'<div class="wide">{columns(values, label, self._tick)}</div>\n'
        undated = self.total.months.get("")
        rows = [*dated, *([(WORDS["no-month"].say(self.lang), undated)] if undated else [])]
        table = f"<details><summary>{self.say('table')}</summary>\n{self._shares('month', rows)}</details>\n"
        return self._section("by-month", chart + table)

    def _outlets(self) -> str:
        named = {name: share for name, share in self.total.outlets.items() if name or len(self.total.outlets) > 1}
        if not named:
            return ""
        ordered = sorted(named.items(), key=lambda item: (-item[1][2], -item[1][1], item[0]))
        rows = [(name or WORDS["no-outlet"].say(self.lang), share) for name, share in ordered[:_OUTLETS]]
        return self._section("by-outlet", self._shares("outlet", rows) + self._more(len(rows), len(ordered)))

    def _shares(self, first: str, rows: Sequence[tuple[str, Share]]) -> str:
        """A table of names with their documents, words and findings."""
        most = max((_per_words(share) for _, share in rows), default=0)
        body = [
            (
                _shown(name),
                self._number(share[0]),
                self._number(share[1]),
                self._number(share[2]),
                self._rate(share[2], share[1]),
                bar(_per_words(share), most),
            )
            for name, share in rows
        ]
        return self._table((first, "of-documents", "of-words", "count", "of-rate"), body)

    def _rules(self) -> str:
        if not self.total.rules:
            return self._section("by-rule", f'<p class="clean">{self.say("clean")}</p>\n')
        ordered = sorted(self.total.rules.items(), key=lambda item: (-item[1], item[0]))
        body = [
            (
                f'<code>{_shown(rule)}</code> <span class="about">{_shown(self.titles.get(rule, ""))}</span>',
                self._number(count),
                self._rate(count, self.total.words),
                bar(count, ordered[0][1]),
            )
            for rule, count in ordered
        ]
        return self._section("by-rule", self._table(("rule", "count", "of-rate"), body))

    def _intruders(self) -> str:
        ordered = sorted(self.total.intruders.items(), key=lambda item: (-item[1], item[0]))
        if not ordered:
            return ""
        body = []
        for text, count in ordered[:_INTRUDERS]:
            proposed: Mapping[str, int] = self.total.replaced.get(text, {})
            best = sorted(proposed.items(), key=lambda item: (-item[1], item[0]))[:2]
            instead = ", ".join(_shown(each) for each, _ in best if each) or "–"
            first = f'<span lang="fr">{_shown(text)}</span>'
            body.append((first, self._number(count), f'<span lang="fr">{instead}</span>', bar(count, ordered[0][1])))
        table = self._table(("intruder", "count", "instead"), body)
        return self._section("intruders", table + self._more(len(body), len(ordered)))

    def _unread(self) -> str:
        if not self.total.unread:
            return ""
        said = self.say("set-aside", count="\0", where="\1")
        said = said.replace("\0", self._number(self.total.unread)).replace("\1", "<code>errors/</code>")
        return self._section("unread", f"<p>{said}</p>\n")

    def _more(self, shown: int, all: int) -> str:
        if shown >= all:
            return ""
        said = self.say("more", shown=self._number(shown), all=self._number(all), where="\1")
        return f'<p class="about">{said.replace(chr(1), "<code>findings/</code>")}</p>\n'

    def _section(self, name: str, content: str) -> str:
        heading = self.say(name)
        return (
            f'<section aria-labelledby="{name}">\n<h2 id="{name}">{heading[:1].upper()}{heading[1:]}</h2>\n'
            f"{content}</section>\n"
        )

    def _table(self, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
        """A table whose first column names its rows and whose last, without a head, is a bar."""

        def kind(number: int) -> str:
            return ' class="number"' if number and heads[number] != "instead" else ""

        head = "".join(f'<th scope="col"{kind(at)}>{self.say(name)}</th>' for at, name in enumerate(heads))
        body = []
        for first, *cells, chart in rows:
            told = "".join(f"<td{kind(at)}>{cell}</td>" for at, cell in enumerate(cells, 1))
            body.append(f'<tr><th scope="row">{first}</th>{told}<td class="chart">{chart}</td></tr>\n')
        return (
            f'<div class="wide"><table>\n<thead><tr>{head}<td class="chart"></td></tr></thead>\n'
            f"<tbody>\n{''.join(body)}</tbody>\n</table></div>\n"
        )

    def _number(self, value: int) -> str:
        return f"{value:,}".replace(",", "\u202f" if self.lang == "fr" else ",")

    def _decimal(self, value: float) -> str:
        told = f"{value:,.1f}"
        return told.replace(",", "\u202f").replace(".", ",") if self.lang == "fr" else told

    def _tick(self, value: float) -> str:
        told = f"{value:,.10f}".rstrip("0").rstrip(".")
        return told.replace(",", "\u202f").replace(".", ",") if self.lang == "fr" else told

    def _rate(self, findings: int, words: int) -> str:
        return self._decimal(10_000 * findings / words) if words else "–"

    def _share(self, some: int, all: int) -> str:
        percent = self._decimal(100 * some / all) if all else "0"
        return f"{percent}\u00a0%" if self.lang == "fr" else f"{percent}%"


def _per_words(share: Share) -> float:
    return 10_000 * share[2] / share[1] if share[1] else 0.0


def _shown(text: str) -> str:
    return escape(visible(text))
