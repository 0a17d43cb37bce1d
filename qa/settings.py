"""What a user may choose about a check."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from qa.finding import Severity

Lang = Literal["fr", "en"]
Variant = Literal["fr-FR", "fr-CA", "fr-CH", "fr-BE"]


class Wording(NamedTuple):
    """One message in the two languages that the program speaks. Braces are filled by `str.format`."""

    fr: str
    en: str

    def say(self, lang: Lang, **values: object) -> str:
        """The message in a language. French is written with plain spaces here, and said with those that never break."""
        return (_unbroken(self.fr) if lang == "fr" else self.en).format(**values)


def _unbroken(french: str) -> str:
    """French with a no-break space inside « » and before : and %, a narrow one before ; ! and ?."""
    for plain, unbroken in _SPACES:
        french = french.replace(plain, unbroken)
    return french


_SPACES = tuple(
    (plain, plain.replace(" ", "\N{NARROW NO-BREAK SPACE}" if plain[-1] in ";!?" else "\N{NO-BREAK SPACE}"))
    for plain in ("« ", " »", " :", " %", " ;", " !", " ?")
)


@dataclass(frozen=True, slots=True)
class Settings:
    """`select` and `ignore` hold names of rules, categories (`accuracy/untranslated`) or what begins them (`accuracy`).

    An empty `select` means every rule that is on by default; `extend_select` adds to either. `severities` pairs such
    names with the severity that their findings get; the narrowest name counts. Words in `accept` no rule about words
    reports, words in `reject` are forbidden terms. `prose_keys` are keys of data (a front matter's, say) whose
    values are prose beside the usual ones. `off` says that nothing is looked for at all.
    """

    lang: Lang = "fr"
    variant: Variant = "fr-FR"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    glossaries: tuple[Path, ...] = ()
    extend_select: tuple[str, ...] = ()
    severities: tuple[tuple[str, Severity], ...] = ()
    accept: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()
    prose_keys: tuple[str, ...] = ()
    off: bool = False

    @property
    def own_terms(self) -> bool:
        """Whether the user has terms of their own, in glossaries or in the two lists of words."""
        return bool(self.glossaries or self.accept or self.reject)
