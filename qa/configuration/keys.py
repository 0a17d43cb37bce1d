"""The keys of the configuration: reading, schema and documentation are all drawn from this table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from qa.finding import SEVERITIES
from qa.settings import Lang, Variant, Wording

#: What a value may be. "rules", "words", "paths", "globs" and "names" are lists of strings, "path" is one,
#: "severities" a table from a rule to a severity, "table" a table with the keys `keys`, "tables" one from any glob to
#: such a table.
Shape = Literal["rules", "words", "paths", "globs", "names", "path", "choice", "flag", "severities", "table", "tables"]


@dataclass(frozen=True, slots=True)
class Key:
    """One key: what it may hold, what it does, and an example of its value as TOML writes it."""

    name: str
    shape: Shape
    about: Wording
    example: str
    choices: tuple[str, ...] = ()
    keys: tuple[Key, ...] = ()


_SELECT = Key(
    "select",
    "rules",
    Wording(
        "Règles ou catégories à appliquer, au lieu de celles d’office.",
        "Rules or categories to apply, instead of those that are on by default.",
    ),
    '["accuracy", "terminology"]',
)
_EXTEND_SELECT = Key(
    "extend-select",
    "rules",
    Wording("Règles ou catégories à appliquer en plus.", "Rules or categories to apply besides."),
    '["french-spacing"]',
)
_IGNORE = Key(
    "ignore",
    "rules",
    Wording("Règles ou catégories à laisser de côté.", "Rules or categories to leave out."),
    '["repeated-word"]',
)
_SEVERITY = Key(
    "severity",
    "severities",
    Wording(
        "Gravité des signalements, par règle ou catégorie.",
        "Severity of findings, by rule or category.",
    ),
    '{ untranslated = "warning" }',
    choices=SEVERITIES,
)

KEYS: tuple[Key, ...] = (
    _SELECT,
    _EXTEND_SELECT,
    _IGNORE,
    _SEVERITY,
    Key(
        "fail-level",
        "choice",
        Wording("Gravité à partir de laquelle le code de sortie est 1.", "Severity from which the exit code is 1."),
        '"error"',
        choices=SEVERITIES,
    ),
    Key(
        "variant", "choice", Wording("Français du texte.", "French of the text."), '"fr-CA"', choices=get_args(Variant)
    ),
    Key("lang", "choice", Wording("Langue des messages.", "Language of messages."), '"en"', choices=get_args(Lang)),
    Key(
        "vocabulary",
        "table",
        Wording("Les mots de la maison.", "The words of the house."),
        '{ accept = ["feedback"], reject = ["au final"] }',
        keys=(
            Key(
                "accept",
                "words",
                Wording(
                    "Mots admis : aucune règle de vocabulaire ne les signale.",
                    "Accepted words: no rule about words reports them.",
                ),
                '["feedback", "deep learning"]',
            ),
            Key(
                "reject",
                "words",
                Wording(
                    "Mots exclus : ils sont signalés partout, comme les termes qu’un glossaire exclut.",
                    "Rejected words: they are always reported, as the terms that a glossary forbids.",
                ),
                '["au final"]',
            ),
        ),
    ),
    Key(
        "glossaries",
        "paths",
        Wording(
            "Glossaires à suivre ; les chemins partent du dossier de ce fichier.",
            "Glossaries to follow; paths count from the folder of this file.",
        ),
        '["glossaires/maison.tsv"]',
    ),
    Key(
        "prose-keys",
        "names",
        Wording(
            "Clés ou colonnes de JSON, YAML, CSV ou d’un en-tête Markdown dont la valeur est aussi de la prose.",
            "Keys or columns whose value is prose, too, in JSON, YAML, CSV and the front matter of a Markdown file.",
        ),
        '["chapo"]',
    ),
    Key(
        "exclude",
        "globs",
        Wording(
            "Fichiers et dossiers à ne pas relire, écrits comme dans un .gitignore.",
            "Files and folders not to check, written as in a .gitignore.",
        ),
        '["archives/"]',
    ),
    Key(
        "cache-dir",
        "path",
        Wording(
            "Dossier où garder les résultats, pour ne pas relire ce qui n’a pas changé ; le chemin part du dossier de"
            " ce fichier. D’office `.relecture_cache` à côté de ce fichier.",
            "Folder to keep results in, so that what has not changed is not checked again; the path counts from the"
            " folder of this file. By default `.relecture_cache` beside this file.",
        ),
        '".cache/relecture"',
    ),
    Key(
        "per-path",
        "tables",
        Wording(
            "Réglages pour les seuls fichiers d’un motif, écrit comme dans un .gitignore ; le dernier l’emporte.",
            "Settings for the files of a pattern alone, written as in a .gitignore; the last one wins.",
        ),
        '{ "brèves/" = { ignore = ["repeated-word"] } }',
        keys=(
            _SELECT,
            _EXTEND_SELECT,
            _IGNORE,
            _SEVERITY,
            Key("off", "flag", Wording("Ne rien y chercher.", "Look for nothing there."), "true"),
        ),
    ),
)
