"""What a user may choose about a check."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

Lang = Literal["fr", "en"]
Variant = Literal["fr-FR", "fr-CA", "fr-CH", "fr-BE"]


class Wording(NamedTuple):
    """One message in the two languages that the program speaks. Braces are filled by `str.format`."""

    fr: str
    en: str

    def say(self, lang: Lang, **values: object) -> str:
        return (self.fr if lang == "fr" else self.en).format(**values)


@dataclass(frozen=True, slots=True)
class Settings:
    """`select` and `ignore` hold names of rules, categories (`accuracy/untranslated`) or their first halves (`accuracy`).

    An empty `select` means every rule that is on by default.
    """

    lang: Lang = "fr"
    variant: Variant = "fr-FR"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    glossaries: tuple[Path, ...] = ()
