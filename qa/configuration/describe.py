"""The page of the documentation on the configuration, in Markdown.

`python -m qa.configuration.describe > corpora/CONFIGURATION.md` writes it anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qa.configuration.keys import KEYS, Key, Shape
from qa.settings import Lang, Wording

_HEADING = Wording("La configuration", "Configuration")
_PREFACE = Wording(
    "Cette page est tirée de la table des clés par `python -m qa.configuration.describe`. Les clés se trouvent dans"
    " `relecture.toml`, dans `.relecture.toml` ou, sous `[tool.relecture]`, dans `pyproject.toml`. Le fichier le plus"
    " proche au-dessus d’un texte vaut pour lui, seul ; la ligne de commande l’emporte.",
    "This page is drawn from the table of keys by `python -m qa.configuration.describe`. The keys stand in"
    " `relecture.toml`, in `.relecture.toml` or, under `[tool.relecture]`, in `pyproject.toml`. The nearest file above"
    " a text holds for it, alone; the command line wins.",
)
_COLUMNS = Wording("| clé | valeur | effet | exemple |", "| key | value | what it does | example |")
_SHAPES: dict[Shape, Wording] = {
    "rules": Wording("liste de règles ou catégories", "list of rules or categories"),
    "words": Wording("liste de mots", "list of words"),
    "paths": Wording("liste de chemins", "list of paths"),
    "path": Wording("chemin", "path"),
    "globs": Wording("liste de motifs", "list of patterns"),
    "names": Wording("liste de noms", "list of names"),
    "choice": Wording("{choices}", "{choices}"),
    "flag": Wording("`true`, `false`", "`true`, `false`"),
    "severities": Wording("table : règle ou catégorie → {choices}", "table: rule or category → {choices}"),
    "table": Wording("table", "table"),
    "tables": Wording("table : motif → table", "table: pattern → table"),
}


def markdown(lang: Lang = "fr") -> str:
    """The page: a table of all keys, those within others under their full name."""
    rows = "\n".join((_COLUMNS.say(lang), "| --- | --- | --- | --- |", *_rows(KEYS, "", lang)))
    return f"# {_HEADING.say(lang)}\n\n{_PREFACE.say(lang)}\n\n{rows}\n"


def _rows(keys: Iterable[Key], above: str, lang: Lang) -> Iterator[str]:
    for key in keys:
        shape = _SHAPES[key.shape].say(lang, choices=", ".join(f"`{choice}`" for choice in key.choices))
        yield f"| `{above}{key.name}` | {shape} | {key.about.say(lang)} | `{key.example}` |"
        yield from _rows(key.keys, f"{above}{key.name}." + ("*." if key.shape == "tables" else ""), lang)


if __name__ == "__main__":
    import sys

    sys.stdout.buffer.write(markdown().encode("utf-8"))
