"""URLs and e-mail addresses of a text, and whether one of them is the other in the reader's language."""

from __future__ import annotations

import re
from typing import NamedTuple

from qa.document import OBJECT

_ADDRESS = re.compile(
    r"(?:https?|ftp)://[^\s<>\"“”«»{}|\\^`]+"
    r"|\bwww\.[\w-]+(?:\.[\w-]+)+(?:/[^\s<>\"“”«»{}|\\^`]*)?"
    r"|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    re.IGNORECASE,
)
#: What closes a sentence is no part of an address.
_AFTER = ".,;:!?…'’)]"

#: What names a language in an address.
_LANGUAGE = re.compile(r"(?:^|(?<=[/.=_&?-]))(?:en|fr)(?:[-_](?:us|gb|uk|ca|fr|be|ch))?(?=[/.&#_-]|$)", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z]+://)?([^/?#]*)")

#: In so few letters a mistyped address differs.
_SLIPS = 2


class Address(NamedTuple):
    """A URL or e-mail address at `text[start:end]`."""

    start: int
    end: int
    text: str

    @property
    def mail(self) -> bool:
        return "@" in self.text and "/" not in self.text


def addresses(text: str) -> list[Address]:
    """The addresses of a text, in order.

    >>> [address.text for address in addresses("Write to anna@example.org (see https://example.org/a_(b)).")]
    ['anna@example.org', 'https://example.org/a_(b)']
    """
    if "@" not in text and "://" not in text and "www." not in text.lower():
        return []
    found = []
    for match in _ADDRESS.finditer(text):
        address = match.group()
        while (
            address and address[-1] in _AFTER and not (address[-1] == ")" and address.count("(") >= address.count(")"))
        ):
            address = address[:-1]
        found.append(Address(match.start(), match.start() + len(address), address))
    return found


def all_addresses(text: str, codes: tuple[str, ...]) -> list[Address]:
    """The addresses of a text and those that an `OBJECT` in it stands for, in order; `codes` are what these are called.

    Markup takes a bare address for a link, and out of the prose.
    """
    found = addresses(text)
    if codes and OBJECT in text:
        places = (at for at, character in enumerate(text) if character == OBJECT)
        found += [
            Address(at, at + 1, address) for at, code in zip(places, codes, strict=False) if (address := bare(code))
        ]
        found.sort()
    return found


def bare(code: str) -> str:
    """The address that a code is and nothing else, "" for any other code."""
    code = code.removeprefix("<").removesuffix(">")
    match = _ADDRESS.fullmatch(code)
    return code if match else ""


def same(english: str, french: str) -> bool:
    """Whether two addresses lead to the same place, or to the same site in each of the two languages.

    >>> same("https://example.org/en/about", "https://example.org/fr/a-propos")
    True
    >>> same("https://example.org/about", "https://example.org/a-propos")
    False
    """
    one, other = _plain(english), _plain(french)
    if one == other:
        return True
    bare = _LANGUAGE.sub("", one), _LANGUAGE.sub("", other)
    if bare == (one, other):
        return False
    return bare[0] == bare[1] or _host(bare[0]) == _host(bare[1])


def slipped(english: str, french: str) -> bool:
    """Whether an address is another one mistyped, and not that of another country.

    >>> slipped("https://example.org/aid", "https://exmaple.org/aid"), slipped("www.example.com", "www.example.fr")
    (True, False)
    """
    from rapidfuzz.distance import OSA

    one, other = _plain(english), _plain(french)
    country = _host(one).rpartition(".")[2], _host(other).rpartition(".")[2]
    return country[0] == country[1] and OSA.distance(one, other) <= _SLIPS


def _plain(address: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", address.lower()).rstrip("/")


def _host(address: str) -> str:
    match = _HOST.match(address)
    return match.group(1).strip(".") if match else address
