"""What the reports on scores say, in both languages."""

from __future__ import annotations

from qa.settings import Lang, Wording

WORDS: dict[str, Wording] = {
    "title": Wording("Notes de qualité", "Quality scores"),
    "documents": Wording("Par document", "By document"),
    "document": Wording("Document", "Document"),
    "quality": Wording("Qualité", "Quality"),
    "of-100": Wording("sur 100", "of 100"),
    "penalty": Wording("points", "points"),
    "per-thousand": Wording("pour 1 000 mots", "per 1,000 words"),
    "source-words": Wording("mots de l’original", "words of the source"),
    "text-words": Wording("mots du texte", "words of the text"),
    "minor": Wording("mineures", "minor"),
    "major": Wording("majeures", "major"),
    "critical": Wording("critiques", "critical"),
    "category": Wording("Catégorie", "Category"),
    "categories": Wording("Par catégorie", "By category"),
    "segments": Wording("Segments les plus touchés", "Worst segments"),
    "all-segments": Wording("Par segment", "By segment"),
    "english": Wording("Anglais", "English"),
    "text": Wording("Texte", "Text"),
    "missing": Wording("rien ici", "nothing here"),
    "otherwise": Wording("divisé autrement", "divided otherwise"),
    "difference": Wording("écart", "difference"),
    "clean": Wording("Rien n’a été trouvé.", "Nothing was found."),
    "model": Wording(
        "Modèle linéaire de MQM : mineure 1 point, majeure 5, critique 25 ; qualité = 100 × (1 − points / mots).",
        "MQM's linear model: minor 1 point, major 5, critical 25; quality = 100 × (1 − points / words).",
    ),
}

#: One of each level, in the singular.
ONE: dict[str, Wording] = {
    "minor": Wording("mineure", "minor"),
    "major": Wording("majeure", "major"),
    "critical": Wording("critique", "critical"),
}


def decimal(value: float, lang: Lang) -> str:
    """A figure with one decimal, as the language writes it."""
    text = f"{value:,.1f}"
    return text.translate({ord(","): "\u202f", ord("."): ","}) if lang == "fr" else text


def whole(value: int, lang: Lang) -> str:
    """A whole number, as the language writes it."""
    return f"{value:,}".replace(",", "\u202f" if lang == "fr" else ",")
