"""The work on one part: its documents are read, checked and counted, and its output put in place in one step.

A part is done when its file in `done` is there; that is written last. What a killed worker wrote before is written
again, with the same names and the same content, so that no document is lost or stands there twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from json import dumps
from typing import Any, NamedTuple

from qa.archive import reading
from qa.archive.article import Article, Entry, Unreadable
from qa.archive.columns import Columns
from qa.archive.job import Job
from qa.archive.placing import place, settle
from qa.archive.plan import Part
from qa.archive.reading.folder import entries as entries_of_folder
from qa.archive.rows import Row, examined, fault, jsonl
from qa.archive.tally import Tally
from qa.archive.watch import Overtime, Watch
from qa.pipeline import Checker
from qa.settings import Lang, Wording
from qa.source import SourceError

_LATE = Wording(
    "{path} : la relecture de ce document dépasse {seconds} secondes ; il est laissé de côté.",
    "{path}: checking this document takes more than {seconds} seconds; it is set aside.",
)
_DEADLY = Wording(
    "{path} : le programme s’est arrêté deux fois sur ce document, faute de mémoire peut-être ; il est laissé de côté.",
    "{path}: the program ended twice over this document, perhaps for want of memory; it is set aside.",
)
_UNEXPECTED = Wording(
    "{path} : défaut inattendu du programme ({kind} : {reason}) ; le document est laissé de côté.",
    "{path}: the program failed unexpectedly ({kind}: {reason}); the document is set aside.",
)
_LOST = Wording(
    "{path} : ce document n’a pu être lu, le fichier est abîmé plus haut.",
    "{path}: this document could not be read, the file is damaged further up.",
)


class Done(NamedTuple):
    """What became of a part: how many documents were checked and set aside, their words, and findings."""

    number: int
    documents: int
    unread: int
    words: int
    findings: int


def ending(error: Exception, lang: Lang) -> str:
    """What a worker says of an error that ends the run."""
    say = getattr(error, "say", None)
    return str(say(lang)) if say else f"{type(error).__name__}: {error}"


class Worker:
    """Works on parts, one after the other. Word data are loaded once; a file that is read through stays open."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._checker = Checker(job.settings)
        self._open: tuple[str, int, int, Iterator[Entry]] | None = None

    def work(self, part: Part, going: Callable[[], bool] = lambda: True) -> Done | None:
        """Works on a part and writes its output. `going` is asked between documents; None where it says to stop."""
        out, tally = self.job.out, Tally()
        tables: dict[str, list[Row]] = {"findings": [], "documents": [], "errors": []}
        with Watch(out / "working" / f"{part.number:06}-{self.job.run}", self.job.seconds) as watch:
            for number, entry in enumerate(self._entries(part)):
                if not going():
                    return None
                self._examine(entry, number, watch, tables, tally)
            _write(self.job, part, tables, tally)
        return Done(part.number, tally.documents, tally.unread, tally.words, tally.findings)

    def _examine(self, entry: Entry, number: int, watch: Watch, tables: dict[str, list[Row]], tally: Tally) -> None:
        article = entry.load()
        try:
            if isinstance(article, Article):
                self._refuse_dangerous(article, number, watch)
                with watch.over(number):
                    job = self.job
                    found = examined(article, self._checker, mend=job.mend, unsafe=job.unsafe)
                tables["documents"].append(found.document)
                tables["findings"] += found.rows
                tally.add(found.document["outlet"], found.document["date"], found.document["words"], found.findings)
                return
            error = article.error
        except SourceError as told:
            error = told
        except Overtime:
            error = SourceError(_LATE, article.name, seconds=self.job.seconds)
        except Exception as failure:  # whatever a document does, the others go on
            if hasattr(failure, "say"):
                raise  # a broken glossary concerns every document
            reason = " ".join(str(failure).split())[:200] or "–"
            error = SourceError(_UNEXPECTED, article.name, kind=type(failure).__name__, reason=reason)
        unread = Unreadable(article.id, article.name, error, article.outlet, article.date)
        tables["errors"].append(fault(unread, self.job.settings.lang))
        tally.unread += 1

    def _refuse_dangerous(self, article: Article, number: int, watch: Watch) -> None:
        if number in watch.late:
            raise SourceError(_LATE, article.name, seconds=self.job.seconds)
        if number in watch.deadly:
            raise SourceError(_DEADLY, article.name)

    def _entries(self, part: Part) -> Iterator[Entry]:
        """The documents of a part: always as many as it counts."""
        if part.names:
            yield from entries_of_folder(self.job.root, part.names)
            return
        entries = self._from(part)
        for number in range(part.documents):
            entry = next(entries, None)
            yield _lost(f"{part.path}#{part.first + number}") if entry is None else entry
        self._open = (part.path, part.at, part.skip + part.documents, entries)

    def _from(self, part: Part) -> Iterator[Entry]:
        """The entries from the first document of a part on. Where the part before was read, reading goes on."""
        read = 0
        entries: Iterator[Entry]
        if self._open and self._open[:2] == (part.path, part.at) and self._open[2] <= part.skip:
            read, entries = self._open[2], self._open[3]
        else:
            entries = self._opened(part)
        self._open = None
        for _ in range(part.skip - read):
            if next(entries, None) is None:
                break
        return entries

    def _opened(self, part: Part) -> Iterator[Entry]:
        path, reader = self.job.root / part.path, reading.reader(part.path)
        columns: Columns | None = self.job.columns.get(part.path)
        if columns is None:
            try:
                columns = reading.columns(path, self.job.wanted)
            except SourceError as error:
                told = error
                return iter([Entry(None, 0, lambda: Unreadable(part.path, part.path, told))])
        return iter(reader.entries(path, part.at, columns, part.base))


def _lost(name: str) -> Entry:
    return Entry(None, 0, lambda: Unreadable(name, name, SourceError(_LOST, name)))


def _write(job: Job, part: Part, tables: dict[str, list[Row]], tally: Tally) -> None:
    for table, rows in tables.items():
        path = job.out / table / f"part-{part.number:06}.{job.kind}"
        if rows or table != "errors":
            place(path, _encoded(job.kind, table, rows))
        else:
            path.unlink(missing_ok=True)  # an earlier attempt may have had some
        settle(path.parent)
    told: dict[str, Any] = {"part": part.number, **tally.to_json()}
    place(job.out / "done" / f"{part.number:06}.json", dumps(told, ensure_ascii=False).encode())
    settle(job.out / "done")


def _encoded(kind: str, table: str, rows: list[Row]) -> bytes:
    if kind == "jsonl":
        return jsonl(rows)
    import pyarrow as pa
    import pyarrow.parquet as pq

    from qa.archive.schema import TABLES

    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(rows, TABLES[table]), sink, compression="zstd")
    return bytes(sink.getvalue())
