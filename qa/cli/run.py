"""One run over many files: reads what can be read, tells of what cannot, and knows how it all ended."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from qa import source
from qa.cli.errors import complain, sentence
from qa.cli.options import Choices
from qa.cli.speech import Refusal, meant, refused
from qa.discovery import STDIN, Found, find
from qa.document import Document
from qa.finding import Finding
from qa.formats import TEXTS, parse
from qa.settings import Wording
from qa.source import Source, SourceError

if TYPE_CHECKING:
    from qa.pipeline import Checker

_NO_RULE = Wording(
    "Règle ou catégorie inconnue : « {name} ».{meant} « relecture rules » en donne la liste.",
    "Unknown rule or category: “{name}”.{meant} “relecture rules” lists them.",
)
_NOTHING = Wording("Aucun fichier à relire dans {path}.", "No file to check in {path}.")
_AN_INPUT = Wording(
    "{option} {path} : ce fichier est aussi relu ; donnez-lui un autre nom.",
    "{option} {path}: this file is also being checked; give it another name.",
)
_READING = Wording("{path} : lu en {format}, {count} passages.", "{path}: read as {format}, {count} passages.")

#: A run over fewer files than this is over before a progress bar is of use.
_LONG = 20


class Text(NamedTuple):
    """A file of the run: where it was found, its bytes' form and its prose."""

    found: Found
    source: Source
    document: Document


@dataclass(slots=True)
class Run:
    """What is known so far of how the run goes."""

    choices: Choices
    failing: bool = False
    broken: bool = False

    @property
    def code(self) -> int:
        """The exit code."""
        return 2 if self.broken else int(self.failing and not self.choices.exit_zero)

    def tell(self, error: Exception, path: str) -> None:
        """Tells of an error that concerns one file, so that the others go on."""
        self.broken = True
        complain(sentence(error, self.choices.lang, self.choices.verbose, path), self.choices.lang)

    def count(self, findings: Iterable[Finding]) -> None:
        """Takes findings that are left into account for the exit code."""
        self.failing = self.failing or self.choices.fails(findings)

    def files(self, paths: Iterable[str]) -> list[Found]:
        """The files that the paths stand for. Says so where a folder holds none."""
        files = list(find(paths, TEXTS))
        roots = {file.root for file in files}
        for path in paths:
            if path != STDIN and Path(path).is_dir() and str(Path(path)) not in roots:
                self.choices.note(_NOTHING, path=path)
        return files

    def texts(self, files: Iterable[Found]) -> Iterator[Text]:
        """The files that can be read, each read when its turn comes."""
        for file in files:
            with self.sparing(file.path):
                yield self._read(file)

    @contextlib.contextmanager
    def sparing(self, path: str) -> Iterator[None]:
        """Keeps an error with one file from ending the run: it is told, and the run ends with 2 when all is done."""
        try:
            yield
        except OSError:
            raise  # standard output is gone
        except Exception as error:
            if not isinstance(error, SourceError) and hasattr(error, "say"):
                raise  # a broken glossary concerns every file
            self.tell(error, path)

    def _read(self, file: Found) -> Text:
        stdin = file.path == STDIN
        name = (self.choices.stdin_filename or "<stdin>") if stdin else file.path
        content = source.read_stdin(name) if stdin else source.read(file.path)
        document = parse(content.text, name)
        if self.choices.verbose:
            self.choices.note(_READING, path=name, format=document.format, count=len(document.passages))
        return Text(file, content, document)


def load(choices: Choices) -> Checker:
    """The checker for the choices. Refuses rules that do not exist, with the nearest one that does."""
    from qa.pipeline import Checker

    try:
        return Checker(choices.settings)
    except ValueError as error:
        name = str(error)
        if name not in (*choices.settings.select, *choices.settings.ignore):
            raise
        raise unknown_rule(name) from None


def unknown_rule(name: str) -> Refusal:
    """Says that no rule or category has this name, and which one may have been meant."""
    from qa.rules import registry

    categories = {rule.category for rule in registry().values()}
    known = [*registry(), *sorted(categories | {category.partition("/")[0] for category in categories})]
    return refused(_NO_RULE, meant(name, known), name=name)


def spare_inputs(option: str, path: str | None, files: Iterable[Found]) -> None:
    """Refuses to write a report over one of the files that are read."""
    if path is not None and any(Path(path).resolve() == Path(file.path).resolve() for file in files):
        raise Refusal(_AN_INPUT, option=option, path=path)


def emit(chunks: Iterable[str], path: str | None = None) -> None:
    """Writes text to a file, in one step, or to standard output as it comes."""
    if path is not None and path != STDIN:
        source.write(path, "".join(chunks).encode("utf-8", "backslashreplace"))
        return
    out = sys.stdout.buffer
    for chunk in chunks:
        out.write(chunk.encode("utf-8", "backslashreplace"))
    out.flush()


@contextlib.contextmanager
def progress(files: list[Found], choices: Choices, *, busy: bool) -> Iterator[Iterable[Found]]:
    """The files, with a progress bar on long runs where somebody watches. `busy`: the terminal shows the report."""
    if busy or choices.quiet or len(files) < _LONG or not sys.stderr.isatty():
        yield files
        return
    with click.progressbar(files, file=sys.stderr, show_pos=True) as bar:
        yield bar
