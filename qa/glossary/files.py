"""Glossaries as files: which ending is which format, and those that ship with the program."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import cast

from qa.glossary.term import Gender, Glossary, Kind, Pos, Term, UnreadableGlossary
from qa.source import is_folder, write

#: Ending → the module that reads and writes the format.
_MODULES = {
    ".csv": "tables",
    ".tsv": "tables",
    ".tab": "tables",
    ".tbx": "tbx",
    ".xlsx": "spreadsheet",
    ".yaml": "mappings",
    ".yml": "mappings",
}
ENDINGS: tuple[str, ...] = tuple(_MODULES)

#: Bytes beyond which a file is no glossary.
_LARGEST = 50_000_000

_PACKAGED = Path(__file__).parent / "curated"
_CHECKOUT = Path(__file__).parents[2] / "corpora" / "glossaries"


def load(path: Path) -> Glossary:
    """The glossary in a file. Raises GlossaryError with every fault; UnreadableGlossary where there is none to read."""
    module = import_module(f"qa.glossary.{_module(path)}")
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)  # what is no regular file tells no size and may have no end
    except OSError as error:
        raise UnreadableGlossary(path, *_why(path, error)) from None
    if len(data) > _LARGEST:
        raise UnreadableGlossary(
            path,
            "ce fichier dépasse 50 Mo : partagez-le en glossaires plus petits.",
            "this file exceeds 50 MB: split it into smaller glossaries.",
        )
    return cast(Glossary, module.read(path, data))


def save(glossary: Glossary, path: Path) -> None:
    """Writes a glossary in the format that the path's ending names, in one step. Raises GlossaryError, SourceError."""
    name = _module(path)
    module = import_module(f"qa.glossary.{name}")
    if name == "tables":
        data = module.write(glossary, "," if path.suffix.lower() == ".csv" else "\t")
    else:
        data = module.write(glossary)
    write(str(path), data)


def _module(path: Path) -> str:
    try:
        return _MODULES[path.suffix.lower()]
    except KeyError:
        endings = ", ".join(ENDINGS)
        raise UnreadableGlossary(
            path,
            f"format inconnu : un glossaire se termine par {endings}.",
            f"unknown format: a glossary ends in {endings}.",
        ) from None


def _why(path: Path, error: OSError) -> tuple[str, str]:
    if is_folder(str(path)):
        return "c’est un dossier : nommez un fichier.", "this is a folder: name a file."
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return (
                "ce fichier ou son dossier n’existe pas : vérifiez le chemin.",
                "this file or its folder does not exist: check the path.",
            )
        case PermissionError():
            return (
                "l’accès est refusé : vérifiez les droits du fichier.",
                "access denied: check the file’s permissions.",
            )
        case _:
            return f"le système répond : {error.strerror}.", f"the system says: {error.strerror}."


@cache
def curated() -> Glossary:
    """The terms that ship with the program, file by file in alphabetical order.

    They are taken at their word: the validation of `load` would cost more than the rest of a short check.
    """
    folder = _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT
    terms: list[Term] = []
    for path in sorted(folder.glob("*.tsv")):
        lines = path.read_text(encoding="utf-8").split("\n")
        terms += (_term(line) for line in lines[1:] if line)
    return Glossary("relecture", tuple(terms))


def _term(line: str) -> Term:
    """The term of a line with all the columns of `COLUMNS`, in their order."""
    wrong, kind, right, pos, gender, safe, *rest = line.rstrip("\r").split("\t")
    alternatives = tuple(right.split(" | ")) if right else ()
    return Term(wrong, alternatives, cast(Kind, kind), cast(Pos, pos), cast(Gender, gender), safe == "yes", *rest)
