"""One document of an archive: as it was read, or the sentence on why it could not be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from qa import source
from qa.containers import container_of, read
from qa.document import Document
from qa.formats import parse
from qa.settings import Wording
from qa.source import SourceError

#: A document above this size, in bytes, is set aside: nobody reads an article of a thousand pages.
SIZE_LIMIT = 20_000_000

TOO_LARGE = Wording(
    "{path} : ce document dépasse {limit} Mo ; il est laissé de côté.",
    "{path}: this document is larger than {limit} MB; it is set aside.",
)
_SURROGATE = Wording(
    "{path} : ce texte a été mal décodé (demi-caractère U+{code:04X}) ; corrigez ce qui l’a produit.",
    "{path}: this text was not decoded rightly (half a character, U+{code:04X}); mend what produced it.",
)


@dataclass(frozen=True, slots=True)
class Article:
    """A document of an archive. `content` is text, or the bytes of a file that `name` tells the format of.

    `name` is a path, an address or a place in a file, for people; `format` is "" where the ending of `name` decides.
    `date` is written as the archive has it.
    """

    id: str
    content: str | bytes
    name: str
    format: str = ""
    outlet: str = ""
    date: str = ""

    def document(self, prose_keys: tuple[str, ...] = ()) -> Document:
        """The prose of the article. Raises SourceError."""
        if len(self.content) > SIZE_LIMIT:
            raise too_large(self.name)
        if isinstance(self.content, str):
            text = self.content
        elif not self.format and container_of(self.name, self.content):
            return read(self.content, self.name).document
        else:
            text = source.decode(self.content, self.name).text
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise SourceError(_SURROGATE, self.name, code=ord(text[error.start])) from None
        return parse(text, self.name, self.format or None, prose_keys)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A document that could not be read, and why."""

    id: str
    name: str
    error: SourceError
    outlet: str = ""
    date: str = ""


class Entry(NamedTuple):
    """A document's place in a file. `load` reads it; `size` is about its bytes.

    `at` is where reading may begin anew with this document (a row group, an offset); None where a reader has to come
    past all documents before.
    """

    at: int | None
    size: int
    load: Callable[[], Article | Unreadable]


def too_large(name: str) -> SourceError:
    """What to say of a document above the limit."""
    return SourceError(TOO_LARGE, name, limit=SIZE_LIMIT // 1_000_000)


def unreadable(name: str, error: SourceError, at: int | None = None) -> Entry:
    """The entry of a document that cannot be read."""
    return Entry(at, 0, lambda: Unreadable(name, name, error))
