"""`--source`: where the English of a document is, and reading it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from qa import source
from qa.cli.speech import Refusal
from qa.containers import container_of, read
from qa.discovery import STDIN, Found
from qa.formats import parse
from qa.settings import Wording
from qa.source import SourceError

if TYPE_CHECKING:
    from qa.document import Document

_ONE_DOCUMENT = Wording(
    "--source {source} : c’est l’original d’un document et il y en a {count} ; donnez-les un par un, ou un dossier où"
    " chacun a le sien sous le même nom.",
    "--source {source}: this is the source of one document and there are {count}; give one at a time, or a folder that"
    " holds each one’s under the same name.",
)
_NOT_THERE = Wording(
    "--source {source} : ni fichier ni dossier de ce nom ; vérifiez le chemin.",
    "--source {source}: no such file or folder; check the path.",
)
_ITSELF = Wording(
    "{path} : --source nomme le document lui-même ; il faut là son original anglais.",
    "{path}: --source names the document itself; its English source is wanted there.",
)
_FRENCH = Wording(
    "{path} : ce texte, donné comme original anglais de {document}, semble en français ; vérifiez --source.",
    "{path}: this text, given as the English source of {document}, seems to be French; check --source.",
)
_EMPTY = Wording(
    "{path} : il n’y a pas de texte dans cet original de {document} ; vérifiez --source.",
    "{path}: there is no text in this source of {document}; check --source.",
)
_HOLDS_BOTH = Wording(
    "{path} : ce fichier contient déjà l’anglais de chaque segment ; relisez-le sans --source.",
    "{path}: this file holds the English of each segment itself; check it without --source.",
)
ALONE = Wording(
    "{path} : pas d’original dans {folder}, relu sans lui.",
    "{path}: no source in {folder}, checked without one.",
)

#: What says in a file's name that it is the French one: *article.fr.md*, *fr_article.md*.
_LANGUAGE = re.compile(r"(?<![^\W_])(?:fr|FR|fra|french)(?:[-_](?:FR|CA|BE|CH))?(?![^\W_])")

#: Words that a text is told to be French by, of these at the most.
_SAMPLE = 4000
#: A word is of the language that has it so much more often (Zipf) than the other.
_MARGIN = 0.7
#: A text is French with at least so many French words, and so many for each English one.
_LEAST, _FOR_EACH = 8, 2


def refuse_unfit(given: str | None, files: Iterable[Found]) -> None:
    """Refuses the source of one document for several, and one that is not there."""
    if given is None or Path(given).is_dir():
        return
    count = sum(1 for _ in files)
    if count > 1:
        raise Refusal(_ONE_DOCUMENT, source=given, count=count)
    if not Path(given).exists():
        raise Refusal(_NOT_THERE, source=given)


def place_of(given: str | None, file: Found, name: str) -> str | None:
    """The path of the English of a file that is called `name`; None where there is none.

    In a folder that is a file of the same name, in the same place below it as the document is below the folder that
    was searched, or one whose name says `en`, or no language, where the document's says `fr`. Of a document that was
    named itself as much of its path is taken as the folder has.
    """
    if given is None or not Path(given).is_dir():
        return given
    for below in _below(file, Path(name)):
        for each in _names(below.name):
            place = Path(given) / below.parent / each
            if place.is_file() and not (file.path != STDIN and _same(place, file.path)):
                return str(place)
    return None


def _below(file: Found, path: Path) -> Iterator[Path]:
    """Where the English of a document may be below a folder, the likeliest first, as if it had the same name."""
    if file.root and path.is_relative_to(file.root):
        yield path.relative_to(file.root)
        return
    parts = path.parts[1:] if path.is_absolute() else path.parts
    for first in range(len(parts)):
        if ".." not in parts[first:]:
            yield Path(*parts[first:])


def _names(name: str) -> Iterator[str]:
    """What the English of a French file may be called, the likeliest first."""
    yield name
    yield _LANGUAGE.sub("en", name)
    yield re.sub(rf"[._-]?{_LANGUAGE.pattern}", "", name)


def original(path: str, file: Found, document: Document) -> Document:
    """The English document at a path, which the document of a file translates. Raises SourceError."""
    name = document.path
    if any(unit.english is not None for unit in document.units):
        raise SourceError(_HOLDS_BOTH, name)
    if file.path != STDIN and _same(path, file.path):
        raise SourceError(_ITSELF, name)
    data = source.read_bytes(path)
    english = read(data, path).document if container_of(path, data) else parse(source.decode(data, path).text, path)
    if english.bilingual:
        raise SourceError(_HOLDS_BOTH, path)
    if not english.passages and document.passages:
        raise SourceError(_EMPTY, path, document=name)
    if _seems_french(english):
        raise SourceError(_FRENCH, path, document=name)
    return english


def _seems_french(document: Document) -> bool:
    """Whether the words of a document are French rather than English."""
    from qa.lexicon.words import open_words  # not at the top: `--help` waits for no words

    get = open_words().get
    french = english = 0
    for word in _words(document):
        known = get(word.lower())
        if known is not None:
            french += known.french - known.english > _MARGIN
            english += known.english - known.french > _MARGIN
    return french >= max(_LEAST, _FOR_EACH * english)


def _words(document: Document) -> Iterator[str]:
    count = 0
    for passage in document.passages:
        for word in re.findall(r"[^\W\d_]{2,}", passage.text):
            yield word
            count += 1
        if count > _SAMPLE:
            return


def _same(one: str | Path, other: str) -> bool:
    return Path(one).resolve() == Path(other).resolve()
