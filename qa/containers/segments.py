"""Bilingual files: segments, each with a translation that takes edits and the English that it translates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from qa.containers.atoms import Atom, changes, shares
from qa.containers.markup import Change, Part, changed
from qa.containers.tags import told
from qa.containers.units import by_unit, compose, refined
from qa.document import Document, Piece, Unit
from qa.finding import Edit
from qa.settings import Wording
from qa.source import SourceError

#: Where more than half of what is translated looks so (`home.title`), it is keys and no English.
_KEY = re.compile(r"[A-Za-z][\w-]*(?:[.:][A-Za-z_][\w-]*)+|[a-z][a-z\d]*(?:_[a-z\d]+)+|[A-Z][A-Z\d]*(?:_[A-Z\d]+)+")

_OTHER_LANGUAGES = Wording(
    "{path} : ce fichier traduit de « {source} » vers « {target} » ; Relecture ne relit que des traductions en"
    " français.",
    "{path}: this file translates from “{source}” into “{target}”; only translations into French are checked.",
)
_OTHER_LANGUAGE = Wording(
    "{path} : ce fichier traduit vers « {target} » ; Relecture ne relit que des traductions en français.",
    "{path}: this file translates into “{target}”; only translations into French are checked.",
)
_NO_FRENCH = Wording(
    "{path} : aucune traduction en français dans ce fichier ; langues trouvées : {target}.",
    "{path}: there is no translation into French in this file; languages found: {target}.",
)
_TEMPLATE = Wording(
    "{path} : ce fichier ne contient encore aucune traduction ni n’en dit la langue ; donnez celui de la traduction"
    " en français.",
    "{path}: this file holds no translation yet and names no language for it; give the one translated into French.",
)
_NO_PLACE = Wording(
    "{path} : le segment {name} n’a pas d’élément où écrire sa traduction ; créez-le d’abord dans votre outil de"
    " traduction.",
    "{path}: segment {name} has no element to write its translation in; make one in your translation tool first.",
)
_UNWRITABLE = Wording(
    "{path} : « {text} » ne peut s’écrire en {encoding} ; enregistrez d’abord le fichier en UTF-8.",
    "{path}: “{text}” cannot be written in {encoding}; save the file as UTF-8 first.",
)


class NoFrenchError(SourceError):
    """A bilingual file that is in order but holds no translation into French."""


def other_language(path: str, source: str, target: str) -> NoFrenchError:
    """The error of a file that translates into another language. `source` may be unknown, and is empty then."""
    return NoFrenchError(_OTHER_LANGUAGES if source else _OTHER_LANGUAGE, path, source=source, target=target)


def no_french(path: str, languages: Iterable[str]) -> NoFrenchError:
    """The error of a file that holds many languages, and French is none of them."""
    return NoFrenchError(_NO_FRENCH, path, target=", ".join(sorted(languages)) or "–")


def template(path: str) -> NoFrenchError:
    """The error of a file that waits to be translated, into whatever language."""
    return NoFrenchError(_TEMPLATE, path)


def is_french(tag: str) -> bool:
    """Whether a language tag is French of some country: `fr`, `fr-CA`, `fra_FR`."""
    return _primary(tag) in ("fr", "fra", "fre")


def is_english(tag: str) -> bool:
    """Whether a language tag is English of some country."""
    return _primary(tag) in ("en", "eng")


def _primary(tag: str) -> str:
    return re.split(r"[-_@. ]", tag.strip().lower(), maxsplit=1)[0]


class Place(NamedTuple):
    """Where a translation goes that is not there yet: for `data[start:end]`, with `before` and `after` around it."""

    start: int
    end: int
    before: bytes = b""
    after: bytes = b""


@dataclass(slots=True)
class Segment:
    """A segment: its translation as it stands in the file, and what it translates, where that is English.

    Without a `place` a translation that has no text takes none. `name` and `label` are those of its unit.
    """

    name: str
    label: str
    atoms: list[Atom]
    english: tuple[Piece, ...] | None = None
    place: Place | None = None

    def unit(self) -> Unit:
        # Labels and single words are no paragraphs; they may well come again.
        return Unit(self.name, self.label, "field", 0, pieces(self.atoms), self.english)


def segment(
    name: str, label: str, target: list[Atom], source: list[Atom] | None, place: Place | None = None
) -> Segment:
    """The segment of what stands on either side; `source` is None where it is not English."""
    return Segment(name, label, told(target), None if source is None else pieces(told(source)), place)


def pieces(atoms: Sequence[Atom]) -> tuple[Piece, ...]:
    """The atoms as pieces, each inline code one of its own."""
    found: list[Piece] = []
    texts: list[str] = []
    foreign = False
    for atom in atoms:
        image = atom.kind == "image"
        if texts and (image or atom.foreign != foreign):
            found.append(Piece("".join(texts), foreign))
            texts.clear()
        if image:
            found.append(Piece("", image=True, code=atom.code))
        else:
            texts.append(atom.text)
            foreign = atom.foreign
    if texts:
        found.append(Piece("".join(texts), foreign))
    return tuple(found)


def settled(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """The segments under names that differ; without the other side where that is keys instead of English."""
    found = list(segments)
    taken: Counter[str] = Counter()
    for each in found:
        taken[each.name] += 1
        if taken[each.name] > 1:
            each.name = f"{each.name}~{taken[each.name]}"
    sources = ["".join(piece.text for piece in each.english) for each in found if each.english]
    if 2 * sum(_KEY.fullmatch(text) is not None for text in sources) > len(sources):
        for each in found:
            each.english = None
    return tuple(found)


def document(segments: Iterable[Segment], path: str, format: str) -> Document:
    """The document that segments make."""
    return compose((each.unit() for each in segments), path, format)


def written(segment: Segment, edits: Sequence[Edit], within: Callable[[str], str], path: str) -> Iterator[Change]:
    """Edits of a segment's text as changes of its part. Raises SourceError where there is no place for them."""
    text = "".join(atom.text for atom in segment.atoms)
    if text or not edits:
        for atom, own in shares(segment.atoms, [refined(text, edit) for edit in edits]):
            yield from changes(atom, own, within)
        return
    if segment.place is None:
        raise SourceError(_NO_PLACE, path, name=segment.name)
    start, end, before, after = segment.place
    yield Change(start, end, before + within("".join(edit.text for edit in edits)).encode() + after)


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The `Container` of a bilingual file that is one part. `within` writes text as it stands in it.

    Where its segments stand is only of use to one who writes, and takes more room than all of its text: `reread` finds
    it again.
    """

    part: Part
    document: Document
    reread: Callable[[], Iterable[Segment]]
    within: Callable[[str], str]
    tracks: bool = False

    def write(self, edits: Iterable[Edit], *, tracked: bool = False) -> bytes:  # noqa: ARG002 - none can be tracked
        """The file with edits of its document. Raises SourceError for what it cannot hold."""
        own = {unit.name: share for unit, share in by_unit(self.document, edits) if share}
        path = self.document.path
        made: list[Change] = []
        for each in settled(self.reread()) if own else ():
            if each.name in own:
                made += written(each, own[each.name], self.within, path)
        try:
            return self.part.encoded(changed(self.part.data, made))
        except UnicodeEncodeError as error:
            text = error.object[error.start : error.end]
            raise SourceError(_UNWRITABLE, path, text=text, encoding=self.part.encoding) from None


def bilingual(
    part: Part,
    path: str,
    format: str,
    read: Callable[[Part, str], list[Segment]],
    within: Callable[[str], str],
) -> Bilingual:
    """The container of a file that is one part, from which `read` makes segments. Raises what that does."""
    reread = partial(read, part, path)
    return Bilingual(part, document(settled(reread()), path, format), reread, within)


@dataclass(frozen=True, slots=True)
class Untouched:
    """The `Container` of a file in which there is nothing to check."""

    data: bytes
    document: Document
    tracks: bool = False

    def write(self, edits: Iterable[Edit], *, tracked: bool = False) -> bytes:  # noqa: ARG002 - there are none
        return self.data


def untouched(data: bytes, path: str, format: str) -> Untouched:
    """A file that is passed over."""
    return Untouched(data, compose((), path, format))
