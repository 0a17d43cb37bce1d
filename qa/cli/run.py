"""One run over many files: what holds for each, what was asked of all, and how it is going."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from qa import source
from qa.cache.key import Keys, program
from qa.cache.place import folder, is_off
from qa.cli.errors import complain, sentence
from qa.cli.options import Choices
from qa.cli.output import emit
from qa.cli.refusals import refuse_two_configurations, refuse_unknown_rules
from qa.cli.speech import Refusal, language
from qa.configuration.holding import Given, Holding, excluded, holding
from qa.configuration.search import Search
from qa.containers import ENDINGS as CONTAINERS
from qa.containers import Container, container_of, read
from qa.discovery import STDIN, Found, find
from qa.document import Document
from qa.finding import SEVERITIES, Edit, Finding, apply_edits
from qa.formats import TEXTS, format_of, parse
from qa.processes import usable
from qa.settings import Settings, Wording
from qa.source import Source, SourceError

if TYPE_CHECKING:
    from qa.baseline import Baseline
    from qa.cache.store import Store
    from qa.changes import Changes
    from qa.pipeline import Checker

_ONE_PATH = Wording(
    "--show-config n’attend qu’un chemin et il y en a {count} ; nommez-en un.",
    "--show-config wants one path and there are {count}; name one.",
)
_NOTHING = Wording("Aucun fichier à relire dans {path}.", "No file to check in {path}.")
_NO_TEXT = Wording(
    "{path} : aucun texte à relire n’y a été trouvé (lu en {format}) ; vérifiez que le fichier est entier, ou nommez"
    " les clés du texte avec prose-keys.",
    "{path}: no text to check was found in it (read as {format}); make sure that the file is whole, or name the keys"
    " of the text with prose-keys.",
)
#: Formats that hold text under some of their keys or columns only.
_SEARCHED = frozenset(("csv", "json", "yaml"))
_READING = Wording("{path} : lu en {format}, {count} passages.", "{path}: read as {format}, {count} passages.")


class Text(NamedTuple):
    """A file of the run: where it was found, its prose, and what writes it back."""

    found: Found
    document: Document
    source: Source | Container

    def encode(self, edits: Sequence[Edit], *, tracked: bool = False) -> bytes:
        """The bytes of the file with edits of its document."""
        if isinstance(self.source, Source):
            return self.source.encode(apply_edits(self.document.source, edits))
        return self.source.write(edits, tracked=tracked)

    @property
    def tracks(self) -> bool:
        """Whether the file's format has changes to accept or reject."""
        return not isinstance(self.source, Source) and self.source.tracks


@dataclass(slots=True)
class Run:
    """What holds in a run, and what is known so far of how it goes.

    `given` is what the command line says of the settings. Findings in `baseline` and off the lines of `changes` are
    left alone; those that `noting` is to hold are noted there and told to nobody. `keys` make the keys of answers, and
    `store` has the answers of earlier runs; both are None where none are kept.
    """

    choices: Choices
    given: Given
    search: Search
    baseline: Baseline | None = None
    changes: Changes | None = None
    noting: Baseline | None = None
    keys: Keys | None = None
    store: Store | None = None
    failing: bool = False
    broken: bool = False
    _checkers: dict[Settings, Checker] = field(default_factory=dict)

    @property
    def code(self) -> int:
        """The exit code."""
        return 2 if self.broken else int(self.failing and not self.choices.exit_zero)

    def for_others(self) -> Run:
        """This run as another process may take part in it."""
        return Run(self.choices, self.given, self.search, self.baseline, self.changes, self.noting, self.keys)

    def tell(self, fault: str) -> None:
        """Tells of an error that concerns one file, so that the others go on."""
        self.broken = True
        complain(fault, self.choices.voice)

    def count(self, path: str, findings: Sequence[Finding]) -> None:
        """Takes findings that are left in the file at `path` into account for the exit code."""
        if findings and not self.failing:
            level = SEVERITIES.index(self.holding(path).fail_level)
            self.failing = any(SEVERITIES.index(finding.severity) >= level for finding in findings)

    def holding(self, path: str) -> Holding:
        """What holds for the file at `path`. Raises ConfigurationError."""
        return holding(self.search.of(path), path, self.given)

    def settings(self, path: str) -> Settings:
        """The settings for the file at `path`. Raises ConfigurationError."""
        # A run speaks one language, whatever the configurations of its files say.
        return replace(self.holding(path).settings, lang=self.choices.lang)

    def checker(self, settings: Settings) -> Checker:
        """The checker under some settings; files under the same share one."""
        if settings not in self._checkers:
            from qa.pipeline import Checker

            self._checkers[settings] = Checker(settings, processes=min(self.choices.processes, usable()))
        return self._checkers[settings]

    def excludes(self, path: str, is_folder: bool) -> bool:
        """Whether the configuration for `path` leaves it out."""
        return excluded(self.search.above(path), path, folder=is_folder)

    def files(self, paths: Iterable[str], *, one_source: bool = False) -> list[Found]:
        """The files that the paths stand for. Says so where a folder holds none.

        `one_source` says that several of them may translate one and the same document.
        """
        files = list(find(paths, {*TEXTS, *CONTAINERS}, self.excludes, force=self.choices.force_exclude))
        roots = {file.root for file in files}
        for path in paths:
            if path != STDIN and source.is_folder(path) and str(Path(path)) not in roots:
                self.choices.note(_NOTHING, path=path)
        if self.choices.source is not None:
            from qa.cli.originals import ALONE, refuse_unfit

            refuse_unfit(self.choices.source, [] if one_source else files)
            for file in files:
                if self.place_of_english(file) is None:
                    self.choices.note(ALONE, path=self.name(file.path), folder=self.choices.source)
        return files

    def place_of_english(self, file: Found) -> str | None:
        """The path of the English that a file is read beside; None where there is none. Findings hang on it, too."""
        if self.choices.source is None:
            return None
        from qa.cli.originals import place_of

        return place_of(self.choices.source, file, self.name(file.path))

    def name(self, path: str) -> str:
        """The name of what is read from a path."""
        return _named(path, self.choices)

    def content(self, file: Found) -> bytes:
        """The content of a file of the run. Raises SourceError."""
        return source.read_stdin_bytes(self.name(STDIN)) if file.path == STDIN else source.read_bytes(file.path)

    def text(self, file: Found, data: bytes, settings: Settings, *, passages: bool = True) -> Text:
        """A file of the run from its content; a text is searched for `passages` or not. Raises SourceError."""
        name = self.name(file.path)
        if format := container_of(name, data):
            container = _contained(data, name, format, named=not file.root)
            return Text(file, self._beside_english(file, container.document), container)
        content = source.decode(data, name)
        if not passages:
            return Text(file, Document(content.text, (), name, format_of(name)), content)
        document = parse(content.text, name, prose_keys=settings.prose_keys)
        return Text(file, self._beside_english(file, document), content)

    def _beside_english(self, file: Found, document: Document) -> Document:
        """The document with the one that it translates, where a source was given for it. Raises SourceError."""
        path = self.place_of_english(file)
        if path is None:
            return document
        from qa.cli.originals import original

        english = original(path, file, document)
        self.tell_read(english, len(english.passages))
        return replace(document, english=english)

    def key(self, file: Found, content: bytes, settings: Settings) -> bytes | None:
        """The key of the answer on a file of the run; None where none is kept, as of standard input.

        Whatever else an answer hangs on, as the English beside it, has to go into the key here. Raises SourceError.
        """
        if self.keys is None or file.path == STDIN:
            return None
        english = self.place_of_english(file)
        beside = () if english is None else (english.encode("utf-8", "surrogateescape"), source.read_bytes(english))
        return self.keys.of(content, file.path, settings, *beside)

    def tell_read(self, document: Document, passages: int) -> None:
        """Says that a file was read, where that is wanted."""
        if self.choices.verbose:
            self.choices.note(_READING, path=document.path, format=document.format, count=passages)

    def tell_wordless(self, text: Text) -> None:
        """Says that a named file whose text has to be found among much else has none: silence is no praise then."""
        searched = text.document.format in _SEARCHED or not isinstance(text.source, Source)
        if searched and not text.found.root:
            self.choices.note(_NO_TEXT, path=text.document.path, format=text.document.format)

    @contextlib.contextmanager
    def sparing(self, path: str) -> Iterator[None]:
        """Keeps an error with one file from ending the run: it is told, and the run ends with 2 when all is done."""
        try:
            yield
        except OSError:
            raise  # standard output is gone
        except Exception as error:
            if not isinstance(error, SourceError) and hasattr(error, "say"):
                raise
            self.tell(sentence(error, self.choices.voice, self.choices.verbose, path))


def _contained(data: bytes, path: str, format: str, *, named: bool) -> Container:
    """A container. One of another language is an error where it is named, and passed over where a folder holds it."""
    try:
        return read(data, path, format)
    except SourceError as error:
        from qa.containers.segments import NoFrenchError, untouched

        if named or not isinstance(error, NoFrenchError):
            raise
        return untouched(data, path, format)


def opened(choices: Choices, paths: Sequence[str]) -> Run:
    """A run under the choices that checks nothing.

    It speaks the language that the configuration of the first path names, unless the command line names one. Where
    neither does, reports are French, so that they are the same everywhere, and errors of the locale's language. Raises
    ConfigurationError.
    """
    refuse_two_configurations(choices.config, isolated=choices.isolated)
    given = choices.given
    search = Search(choices.config, isolated=choices.isolated)
    first = _named(paths[0], choices)
    root, held = click.get_current_context().find_root(), holding(search.of(first), first, given)
    lang = held.settings.lang
    root.obj = lang if "lang" in held.origins else language(root)
    choices = replace(choices, lang=lang, voice=root.obj)
    return Run(choices, given, search)


def begin(choices: Choices, paths: Sequence[str]) -> Run:
    """A run under the choices. Refuses rules that do not exist, with the nearest one that does.

    Raises ConfigurationError, BaselineError, ChangesError and SourceError.
    """
    run = opened(choices, paths)
    choices, given = run.choices, run.given
    refuse_unknown_rules(given)
    if choices.baseline is not None:
        from qa.baseline import read

        run.baseline = read(choices.baseline)
    if choices.changed_since is not None:
        from qa.changes import since

        run.changes = since(choices.changed_since)
    _open_store(run, paths[0])
    return run


def _open_store(run: Run, first: str) -> None:
    """Gives a run the answers of earlier ones: those of the project that its first path belongs to."""
    if run.choices.no_cache or is_off(os.environ):
        return
    named = run.choices.config is not None
    place = folder(run.search.of(_named(first, run.choices)), os.environ, found=not named)
    if place is None:
        return
    try:
        from qa.cache.store import Store
    except ImportError:
        return  # there are Pythons without SQLite
    run.keys, run.store = Keys(program()), Store(place)


def _named(path: str, choices: Choices) -> str:
    return (choices.stdin_filename or "<stdin>") if path == STDIN else path


def show_configuration(run: Run, paths: Sequence[str]) -> int:
    """Prints what holds for the one path. The exit code is 0."""
    from qa.configuration.shown import shown

    if len(paths) > 1:
        raise Refusal(_ONE_PATH, count=len(paths))
    path = run.name(paths[0])
    left_out = run.excludes(path, source.is_folder(path))
    emit([shown(path, run.holding(path), run.choices.lang, excluded=left_out)])
    return 0
