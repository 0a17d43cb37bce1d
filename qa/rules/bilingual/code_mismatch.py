"""Inline codes and tags that the translation lost, added or nested badly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from qa.bilingual.codes import Code, closed, codes, misnested
from qa.bilingual.pairs import Pair
from qa.bilingual.rendered import rendered
from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.rules.rule import Bad, Good, Rule
from qa.settings import Wording

#: What French raises where English does not: the letters of ordinals.
_ORDINALS = frozenset(("<sup>", "</sup>"))


def _check(analysis: Analysis) -> Iterator[Finding]:
    document = analysis.document
    if document.english is not None and document.english.format != document.format:
        return  # Each format has codes of its own.
    for pair in rendered(analysis):
        tags = closed(pair.english)
        english, french = codes(pair.english, pair.english_codes, tags), codes(pair.text, pair.codes, tags)
        if english or french:
            yield from _held(analysis, pair, english, french)


def _held(analysis: Analysis, pair: Pair, english: list[Code], french: list[Code]) -> Iterator[Finding]:
    # What a reader takes for code on one side may stand as text on the other.
    missing = [c for c in _surplus(english, french) if c.name not in pair.english_codes or c.name not in pair.text]
    strange = [c for c in _surplus(french, english) if c.name not in pair.codes or c.name not in pair.english]
    if missing:
        names = ", ".join(code.name for code in missing)
        yield RULE.finding(analysis, pair.passage, pair.start, pair.end, confidence=0.97, message=_MISSING, right=names)
    for code in strange:
        if code.name in _ORDINALS:
            continue
        start, end = pair.start + code.start, pair.start + code.end
        yield RULE.finding(analysis, pair.passage, start, end, confidence=0.95, name=code.name)
    if not missing and not strange:
        ends = frozenset(code.closes for code in english if code.closes)
        wrong = misnested(french, ends)
        if wrong is not None and misnested(english, ends) is None:
            start, end = pair.start + wrong.start, pair.start + wrong.end
            yield RULE.finding(analysis, pair.passage, start, end, confidence=0.97, message=_NESTING, name=wrong.name)


def _surplus(those: list[Code], others: list[Code]) -> list[Code]:
    left = Counter(other.name for other in others)
    surplus = []
    for code in those:
        if left[code.name] > 0:
            left[code.name] -= 1
        else:
            surplus.append(code)
    return surplus


_MISSING = Wording(
    "Code de l’anglais perdu dans la traduction : {right}.", "Code of the English lost in the translation: {right}."
)
_NESTING = Wording(
    "Le code {name} ferme ce qui n’est pas ouvert, ou pas en dernier.",
    "The code {name} closes what is not open, or not what was opened last.",
)

RULE = Rule(
    name="code-mismatch",
    category="design/markup",
    severity="error",
    title=Wording("Balise ou code perdu, ajouté ou mal imbriqué", "Tag or code lost, added or badly nested"),
    reason=Wording(
        "Les balises et les codes d’un segment portent les liens, la mise en relief, les images : la traduction en a "
        "autant que l’anglais, et chacun se ferme avant celui qui l’entoure. Leur ordre peut changer.",
        "The tags and codes of a segment carry links, emphasis, images: the translation has as many as the English, "
        "and each closes before the one around it. Their order may change.",
    ),
    message=Wording("Le code {name} n’est pas dans l’anglais.", "The code {name} is not in the English."),
    check=_check,
    bad=(
        Bad(
            "Cliquez <b>ici pour continuer.",
            ("Cliquez <b>ici pour continuer.",),
            english="Click <b>here</b> to continue.",
        ),
        Bad(
            "Lisez <b>la <i>notice</b></i> d’abord.",
            ("</b>",),
            english="Read <b>the <i>manual</i></b> first.",
        ),
        Bad("La <i>ville</i> dort.", ("<i>", "</i>"), english="The city sleeps."),
    ),
    good=(
        Good(
            "Le <i>chat</i> <b>noir</b> dort.",
            "l’ordre des mots change",
            english="The <b>black</b> <i>cat</i> sleeps.",
        ),
        Good('Cliquez <a href="/fr">ici</a>.', english='Click <a href="/en">here</a>.'),
    ),
)
